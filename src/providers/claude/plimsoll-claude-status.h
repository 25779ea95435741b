/* plimsoll-claude-status.h - what Claude Code tells its status line.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *limits; /* (owned) (element-type PlimsollLimit): session and week, as far as known */
  char *model; /* (owned) (nullable): "Fable 5", clean */
  char *folder; /* (owned) (nullable): the last part of where it works, clean */
  char *transcript; /* (owned) (nullable): absolute path, as it was given */
} PlimsollClaudeStatus;

/* (transfer full): from the JSON on a status line's standard input; NULL with error
 * (PLIMSOLL_JSON_ERROR) when that is no JSON object. Whatever is odd in it counts as absent. `now`
 * tells a reset that can be from one that cannot. */
PlimsollClaudeStatus *
plimsoll_claude_status_parse (const char *data, gsize length, GDateTime *now, GError **error);
void plimsoll_claude_status_free (PlimsollClaudeStatus *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeStatus, plimsoll_claude_status_free)

/* (transfer full) (nullable): its numbers as a snapshot; NULL when it has none. Looks at the age of
 * the transcript: Claude Code repeats the numbers of its last reply for as long as it runs. */
PlimsollSnapshot *
plimsoll_claude_status_dup_snapshot (const PlimsollClaudeStatus *self, GDateTime *now);

G_END_DECLS
