/* plimsoll-claude-activity.h - whether Claude Code is in use on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-home.h"

G_BEGIN_DECLS

/* TRUE when something was written into a transcript of this login, or into `feed_path` (nullable),
 * less than `within` before `now`. Looks at times of files and opens none. */
gboolean plimsoll_claude_activity_is_recent (const PlimsollClaudeHome *home,
                                             const char *feed_path,
                                             GDateTime *now,
                                             GTimeSpan within);

G_END_DECLS
