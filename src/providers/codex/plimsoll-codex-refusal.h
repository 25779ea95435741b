/* plimsoll-codex-refusal.h - what is meant when neither server nor program gives numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http-reply.h"
#include "plimsoll-json.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL for a 200 with a JSON-looking body: the parser decides. */
PlimsollProblem *plimsoll_codex_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now);

/* (transfer full) (nullable): the `error` of the program's answer; NULL when it says nothing that
 * the server's own refusal does not. */
PlimsollProblem *plimsoll_codex_refusal_from_program (JsonObject *error, GDateTime *now);

/* (transfer full): an answer that was not understood. */
PlimsollProblem *plimsoll_codex_refusal_new_bad_reply (void);

G_END_DECLS
