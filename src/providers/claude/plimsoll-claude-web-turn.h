/* plimsoll-claude-web-turn.h - the turn of claude.ai among the sources of one account.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-trail.h"
#include "plimsoll-claude-web.h"
#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* Two requests each time, so not more often by itself than any source may be. */
#define PLIMSOLL_CLAUDE_WEB_REST (2 * G_TIME_SPAN_MINUTE)
/* What its keys are filed under in the keyring; the account's id says the rest. */
#define PLIMSOLL_CLAUDE_WEB_KEYRING "claude-web"

/* (transfer full): what the keyring's own programs call the key. */
char *plimsoll_claude_web_turn_dup_label (PlimsollAccount *account);

/* Takes the key from the keyring, asks if the gate lets it, notes what came, and puts a renewed key
 * back. `owner` is the task's source object and owns all that `errand` borrows. */
void plimsoll_claude_web_turn_async (gpointer owner,
                                     const PlimsollClaudeErrand *errand,
                                     PlimsollProbeFlags flags,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (nullable): NULL without `error` for PLIMSOLL_CLAUDE_STEP_ABSENT: there is no
 * key, or none that may be sent where all others are asked. `error` only when cancelled. */
PlimsollReport *
plimsoll_claude_web_turn_finish (GAsyncResult *result, PlimsollClaudeStep *step, GError **error);

G_END_DECLS
