/* fetch.c - one GET of the transport, waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns the transport's asynchronous call into one line for tests. */

#include "fetch.h"

#include "harness-wait.h"

PlimsollHttpReply *
fetch_with (PlimsollHttp *http,
            const char *uri,
            const PlimsollHttpHeader *headers,
            GCancellable *cancellable,
            GError **error)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_http_get_async (http, uri, headers, cancellable, harness_on_done_cb, &place);
  result = harness_wait (&place);
  return plimsoll_http_get_finish (http, result, error);
}

PlimsollHttpReply *
fetch (PlimsollHttp *http, const char *uri, GError **error)
{
  return fetch_with (http, uri, NULL, NULL, error);
}

PlimsollHttpReply *
fetch_reply (const char *uri)
{
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GError) error = NULL;
  PlimsollHttpReply *reply = fetch (http, uri, &error);

  g_assert_no_error (error);
  return reply;
}

char *
fetch_failure (const char *uri, GTimeSpan deadline, PlimsollHttpError code)
{
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply = NULL;

  plimsoll_http_set_deadline (http, deadline);
  reply = fetch (http, uri, &error);
  g_assert_error (error, PLIMSOLL_HTTP_ERROR, (int) code);
  g_assert_null (reply);
  return g_strdup (error->message);
}
