/* plimsoll-status-reply.h - what a provider's status page says.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http.h"
#include "plimsoll-incident.h"

G_BEGIN_DECLS

/* TRUE when `data` is an answer of a status page; `*incident` (transfer full) (nullable) is then
 * the worst that is going on at parts of the service that matter, NULL when all is well. FALSE for
 * anything else. */
gboolean plimsoll_status_reply_parse (const char *data,
                                      gsize length,
                                      const char *const *parts,
                                      PlimsollIncident **incident);

/* (transfer full) (nullable): where the page is; NULL when there is none to ask: the environment
 * names an unsafe one, or another server than the one whose page it is. */
char *
plimsoll_status_reply_dup_address (const PlimsollStatusPage *page, const char *const *environment);

/* Asks once, without any login. FALSE from the end for whatever went wrong: nobody is told. */
void plimsoll_status_reply_ask_async (PlimsollHttp *http,
                                      const PlimsollStatusPage *page,
                                      const char *const *environment,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean plimsoll_status_reply_ask_finish (GAsyncResult *result, PlimsollIncident **incident);

G_END_DECLS
