/* plimsoll-claude-web-refusal.h - what claude.ai means when it does not give numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http-reply.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL for a 200 with a body that may be JSON: the parser decides. */
PlimsollProblem *
plimsoll_claude_web_refusal_from_reply (const PlimsollHttpReply *reply, GDateTime *now);

/* TRUE for the refusal of a key that was made some seconds ago and is not known everywhere yet. */
gboolean plimsoll_claude_web_refusal_is_too_new (const PlimsollHttpReply *reply);

G_END_DECLS
