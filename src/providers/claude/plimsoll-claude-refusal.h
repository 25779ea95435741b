/* plimsoll-claude-refusal.h - what Claude's server means when it does not give numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http-reply.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL for a 200 with a JSON-looking body: the parser decides.
 * `retry_at` is set from Retry-After when that is positive, never invented: back-off is the
 * engine's. */
PlimsollProblem *
plimsoll_claude_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now);

/* TRUE for the 401 that may mean "the file holds a newer token by now": read it once more. */
gboolean plimsoll_claude_refusal_wants_reread (const PlimsollHttpReply *reply);

G_END_DECLS
