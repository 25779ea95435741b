/* plimsoll-refusal.h - what a status means that means the same from every server.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http-reply.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* Who answers, as it stands in sentences. Static. */
typedef struct
{
  const char *name; /* "Anthropic" */
  const char *status_page; /* "status.claude.com" */
} PlimsollRefusalVendor;

/* (transfer full) (nullable): NULL for a 200 with a JSON-looking body: the parser decides. Not for
 * 401, 403 and 451, which each vendor means in its own way. `retry_at` is set from Retry-After when
 * that is positive, never invented: back-off is the engine's. */
PlimsollProblem *plimsoll_refusal_judge (const PlimsollHttpReply *reply,
                                         const PlimsollRefusalVendor *vendor,
                                         GDateTime *now);

/* (transfer full): something on the way refuses, whoever asks. */
PlimsollProblem *plimsoll_refusal_new_blocked (const PlimsollRefusalVendor *vendor);
/* (transfer full): an answer that nobody understands. */
PlimsollProblem *plimsoll_refusal_new_bad_reply (void);
/* (transfer full): asked too often; `retry_at` (nullable) is when the server listens again. */
PlimsollProblem *plimsoll_refusal_new_rate_limited (const PlimsollRefusalVendor *vendor,
                                                    GDateTime *retry_at,
                                                    GDateTime *now);
/* (transfer full): the server has trouble of its own. */
PlimsollProblem *
plimsoll_refusal_new_trouble (const PlimsollRefusalVendor *vendor, GDateTime *retry_at);

G_END_DECLS
