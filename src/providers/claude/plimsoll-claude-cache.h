/* plimsoll-claude-cache.h - the numbers that Claude Code keeps in its own state file.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-profile.h"
#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): what Claude Code saw last, with the moment at which it did; NULL when
 * there is nothing that is certainly of this account, nothing of an age that can be told, or no
 * window that has not ended by `now`. Reads one file and asks nobody. */
PlimsollSnapshot *plimsoll_claude_cache_load (const PlimsollClaudeHome *home,
                                              const PlimsollClaudeCredentials *credentials,
                                              gboolean with_identity,
                                              GDateTime *now);
/* The same from the bytes of the file. */
PlimsollSnapshot *plimsoll_claude_cache_parse (const char *data,
                                               gsize length,
                                               const PlimsollClaudeCredentials *credentials,
                                               gboolean with_identity,
                                               GDateTime *now);

G_END_DECLS
