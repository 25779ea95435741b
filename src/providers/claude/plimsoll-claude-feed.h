/* plimsoll-claude-feed.h - which file the status lines of one Claude login write.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-home.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the file in `folder` for the login of `home`: the same for everybody
 * who means the same login, however it is spelt. NULL for a login in a relative folder, which is
 * another one to each program. */
char *plimsoll_claude_feed_dup_path (const PlimsollClaudeHome *home, const char *folder);

G_END_DECLS
