/* plimsoll-http-findings.h - what a doctor says about a request, whoever was asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-finding.h"
#include "plimsoll-http.h"

G_BEGIN_DECLS

/* Each adds to `findings` (element-type PlimsollFinding). */
void plimsoll_findings_add (GPtrArray *findings,
                            const char *id,
                            PlimsollFindingLevel level,
                            const char *title,
                            const char *text,
                            const char *advice);

/* "permissions": only the person should be able to read the login file. */
void plimsoll_findings_add_permissions (GPtrArray *findings,
                                        const char *path,
                                        gboolean is_open_to_others);
/* The address that `variable` names instead of the usual one. */
void
plimsoll_findings_add_address (GPtrArray *findings, const char *base_url, const char *variable);
/* The proxy that the last request went through. */
void plimsoll_findings_add_proxy (GPtrArray *findings, PlimsollHttp *http);
/* Nothing was sent. */
void plimsoll_findings_add_not_asked (GPtrArray *findings);
/* Whether an answer came; `error` NULL when one did. */
void plimsoll_findings_add_network (GPtrArray *findings, const GError *error);
/* An answer with numbers, `n_limits` of them limits; or one without, and `problem` (nullable) says
 * why. */
void plimsoll_findings_add_answer (GPtrArray *findings,
                                   const PlimsollHttpReply *reply,
                                   gboolean has_numbers,
                                   guint n_limits,
                                   PlimsollProblem *problem);
/* How our clock goes against the server's. */
void
plimsoll_findings_add_clock (GPtrArray *findings, const PlimsollHttpReply *reply, GDateTime *now);
/* The last one: the advice of the first of the worst. */
void plimsoll_findings_add_advice (GPtrArray *findings);

G_END_DECLS
