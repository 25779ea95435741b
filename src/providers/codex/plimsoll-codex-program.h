/* plimsoll-codex-program.h - asking the installed Codex instead of the server.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-errand.h"
#include "plimsoll-codex-usage.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* What Codex itself reads of the environment, up to NULL. */
extern const char *const PLIMSOLL_CODEX_VARIABLES[];

/* What Codex said: numbers, or why there are none. */
typedef struct
{
  PlimsollCodexUsage *usage; /* (owned) (nullable) */
  PlimsollProblem *problem; /* (owned) (nullable) */
  gboolean is_silent; /* it said nothing: `problem` is about the program, not the login */
} PlimsollCodexAnswer;

void plimsoll_codex_answer_free (PlimsollCodexAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexAnswer, plimsoll_codex_answer_free)

/* (transfer full) (nullable): where it is installed. */
char *plimsoll_codex_program_find (const PlimsollCodexErrand *errand);

/* One conversation with it; it asks with its own login and renews that when it must. */
void plimsoll_codex_program_ask_async (const PlimsollCodexErrand *errand,
                                       const char *program,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full) (nullable): NULL only when cancelled. */
PlimsollCodexAnswer *plimsoll_codex_program_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
