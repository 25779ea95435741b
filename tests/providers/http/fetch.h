/* fetch.h - one GET of the transport, waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-http.h"

G_BEGIN_DECLS

/* Short enough for a fast suite, long enough for a busy machine to do what must not time out. */
#define FETCH_SHORT_DEADLINE (150 * G_TIME_SPAN_MILLISECOND)

/* (transfer full) (nullable) */
PlimsollHttpReply *fetch (PlimsollHttp *http, const char *uri, GError **error);
PlimsollHttpReply *fetch_with (PlimsollHttp *http,
                               const char *uri,
                               const PlimsollHttpHeader *headers,
                               GCancellable *cancellable,
                               GError **error);
/* (transfer full): fails the test when there is no answer. */
PlimsollHttpReply *fetch_reply (const char *uri);
/* Fails the test unless a fresh transport with `deadline` fails with `code`; gives the sentence. */
char *fetch_failure (const char *uri, GTimeSpan deadline, PlimsollHttpError code);

G_END_DECLS
