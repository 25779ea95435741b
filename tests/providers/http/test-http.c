/* test-http.c - tests of the transport: connections, TLS, deadlines, headers, redirects.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every server here is a real socket on 127.0.0.1. Bodies and proxies have files of their own. */

#include "plimsoll-http.h"

#include <string.h>

#include "fetch.h"
#include "harness-listen.h"
#include "harness-log.h"
#include "harness-raw-server.h"
#include "harness-server.h"
#include "harness-tls.h"
#include "harness-wait.h"
#include "plimsoll-config.h"

#define TOKEN "sk-ant-oat01-FAKE-transport-token"
#define LONG_DEADLINE (15 * G_TIME_SPAN_SECOND)

static const PlimsollHttpHeader TOKEN_HEADERS[] = {
  { "Authorization", "Bearer " TOKEN },
  { "Accept", "application/json" },
  { NULL, NULL },
};

static void
assert_body (PlimsollHttpReply *reply, const char *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);

  g_assert_cmpmem (data, length, text, strlen (text));
}

/* An answer arrives whole: status, type without parameters, the server's clock, body. */
static void
test_answer (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 200, "Application/JSON; charset=utf-8", "{\"a\":1}");
  reply = fetch_reply (harness_server_get_url (server));

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpstr (reply->content_type, ==, "application/json");
  g_assert_nonnull (reply->date);
  g_assert_false (reply->has_retry_after);
  g_assert_false (reply->is_challenge);
  g_assert_null (reply->location);
  assert_body (reply, "{\"a\":1}");
}

/* Any status is an answer, not an error, and its Retry-After and challenge mark come along. */
static void
test_status (void)
{
  static const guint statuses[] = { 204, 401, 403, 404, 408, 424, 429, 500, 503, 529 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (HarnessServer) server = harness_server_new (NULL);
      g_autoptr (PlimsollHttpReply) reply = NULL;

      harness_server_answer (server, statuses[i], "text/plain", statuses[i] == 204 ? NULL : "x");
      harness_server_add_header (server, "Retry-After", "272");
      harness_server_add_header (server, "cf-mitigated", "challenge");
      reply = fetch_reply (harness_server_get_url (server));

      g_assert_cmpuint (reply->status, ==, statuses[i]);
      g_assert_true (reply->has_retry_after);
      g_assert_cmpint (reply->retry_after, ==, 272 * G_TIME_SPAN_SECOND);
      g_assert_true (reply->is_challenge);
      g_assert_cmpuint (harness_server_count (server), ==, 1);
    }
}

/* A Retry-After date is meant by the server's clock, whatever this computer's says. */
static void
test_retry_after_date (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 429, NULL, NULL);
  harness_server_add_header (server, "Date", "Fri, 20 Nov 2020 09:00:00 GMT");
  harness_server_add_header (server, "Retry-After", "Fri, 20 Nov 2020 09:05:00 GMT");
  reply = fetch_reply (harness_server_get_url (server));

  g_assert_true (reply->has_retry_after);
  g_assert_cmpint (reply->retry_after, ==, 5 * G_TIME_SPAN_MINUTE);
}

/* By default the server is told who asks, and nothing pretends to be another program. */
static void
test_user_agent (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 200, NULL, NULL);
  reply = fetch_reply (harness_server_get_url (server));

  g_assert_true (g_str_has_prefix (harness_server_get_header (server, 0, "User-Agent"),
                                   "Plimsoll/" PLIMSOLL_VERSION));
  g_assert_null (strstr (harness_server_get_header (server, 0, "User-Agent"), "claude"));
}

/* Another name is used as it is; one that would start a header of its own is not used at all. */
static void
test_other_user_agent (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttp) other = plimsoll_http_new ("something/1.0");
  g_autoptr (PlimsollHttp) broken = plimsoll_http_new ("x\r\nX-Evil: 1");
  g_autoptr (PlimsollHttpReply) first = NULL;
  g_autoptr (PlimsollHttpReply) second = NULL;

  harness_server_answer (server, 200, NULL, NULL);
  first = fetch (other, harness_server_get_url (server), NULL);
  second = fetch (broken, harness_server_get_url (server), NULL);

  g_assert_cmpstr (harness_server_get_header (server, 0, "User-Agent"), ==, "something/1.0");
  g_assert_true (
      g_str_has_prefix (harness_server_get_header (server, 1, "User-Agent"), "Plimsoll/"));
  g_assert_null (harness_server_get_header (server, 1, "X-Evil"));
}

/* The headers that were given arrive once and unchanged. */
static void
test_headers (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 200, NULL, NULL);
  reply = fetch_with (http, harness_server_get_url (server), TOKEN_HEADERS, NULL, NULL);

  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==, "Bearer " TOKEN);
  g_assert_cmpstr (harness_server_get_header (server, 0, "Accept"), ==, "application/json");
  g_assert_null (harness_server_get_header (server, 0, "Cookie"));
}

/* A header with a line break is refused before anything is sent. */
static void
test_header_injection (void)
{
  static const PlimsollHttpHeader evil[] = { { "Authorization", "Bearer x\r\nX: 1" },
                                             { NULL, NULL } };
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (fetch_with (http, harness_server_get_url (server), evil, NULL, &error));
  g_assert_error (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_MALFORMED);
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A redirect is an answer; neither the request nor the token ever goes to where it points. */
static void
test_redirect (void)
{
  static const guint statuses[] = { 301, 302, 303, 307, 308 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (HarnessServer) server = harness_server_new (NULL);
      g_autoptr (HarnessServer) elsewhere = harness_server_new (NULL);
      g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
      g_autoptr (PlimsollHttpReply) reply = NULL;

      harness_server_answer (elsewhere, 200, NULL, NULL);
      harness_server_answer (server, statuses[i], NULL, NULL);
      harness_server_add_header (server, "Location", harness_server_get_url (elsewhere));
      reply = fetch_with (http, harness_server_get_url (server), TOKEN_HEADERS, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, statuses[i]);
      g_assert_cmpstr (reply->location, ==, harness_server_get_url (elsewhere));
      g_assert_cmpuint (harness_server_count (elsewhere), ==, 0);
    }
}

/* A server that redirects to itself is asked once. */
static void
test_redirect_loop (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 302, NULL, NULL);
  harness_server_add_header (server, "Location", "/");
  reply = fetch_reply (harness_server_get_url (server));

  g_assert_cmpuint (reply->status, ==, 302);
  g_assert_cmpuint (harness_server_count (server), ==, 1);
}

/* A cookie is not kept, and a 401 that asks for a password is not answered. */
static void
test_remembers_nothing (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (PlimsollHttpReply) first = NULL;
  g_autoptr (PlimsollHttpReply) second = NULL;

  harness_server_answer (server, 401, NULL, NULL);
  harness_server_add_header (server, "Set-Cookie", "session=1; Path=/");
  harness_server_add_header (server, "WWW-Authenticate", "Basic realm=\"x\"");
  first = fetch_with (http, harness_server_get_url (server), TOKEN_HEADERS, NULL, NULL);
  g_assert_cmpuint (harness_server_count (server), ==, 1);
  second = fetch (http, harness_server_get_url (server), NULL);

  g_assert_cmpuint (second->status, ==, 401);
  g_assert_null (harness_server_get_header (server, 1, "Cookie"));
  g_assert_null (harness_server_get_header (server, 1, "Authorization"));
}

/* Each request has a connection of its own: one that was used before may be dead by now, and
 * libsoup would repeat the request. */
static void
test_fresh_connection (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new (
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", -1, HARNESS_RAW_HOLD, NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (PlimsollHttpReply) first = NULL;
  g_autoptr (PlimsollHttpReply) second = NULL;

  plimsoll_http_set_deadline (http, G_TIME_SPAN_SECOND);
  first = fetch (http, harness_raw_server_get_url (server), NULL);
  second = fetch (http, harness_raw_server_get_url (server), NULL);

  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_cmpuint (*harness_raw_server_peek_count (server), ==, 2);
}

/* Nobody listens: said as such, with the name of the host. */
static void
test_refused (void)
{
  g_autofree char *uri =
      g_strdup_printf ("http://127.0.0.1:%u/", harness_listen_find_closed_port ());
  g_autofree char *message = fetch_failure (uri, LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_REFUSED);

  g_assert_nonnull (strstr (message, "127.0.0.1 refuses"));
}

/* A name that does not exist is a failure of names and not of the server. */
static void
test_unknown_name (void)
{
  g_autofree char *message =
      fetch_failure ("http://plimsoll-test.invalid/", LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_NAME);

  g_assert_nonnull (strstr (message, "plimsoll-test.invalid could not be looked up"));
}

/* An address that is none never reaches the network. */
static void
test_no_address (void)
{
  g_free (fetch_failure ("not an address", LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_MALFORMED));
  g_free (fetch_failure ("httpx://127.0.0.1/", LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_MALFORMED));
  g_free (fetch_failure ("http://", LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_MALFORMED));
}

/* One deadline bounds every way of being slow: before the headers, inside them, inside the body,
 * forever. */
static void
test_slow (void)
{
  static const struct
  {
    const char *bytes;
    HarnessRawEnd end;
    const char *repeated;
  } slow[] = {
    { "", HARNESS_RAW_HOLD, NULL },
    { "HTTP/1.1 200 OK\r\nContent-Ty", HARNESS_RAW_HOLD, NULL },
    { "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":", HARNESS_RAW_HOLD, NULL },
    { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello", HARNESS_RAW_HOLD, NULL },
    { "HTTP/1.1 100 Continue\r\n\r\n", HARNESS_RAW_HOLD, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (slow); i++)
    {
      g_autoptr (HarnessRawServer) server =
          harness_raw_server_new (slow[i].bytes, -1, slow[i].end, slow[i].repeated);
      g_autofree char *message = fetch_failure (harness_raw_server_get_url (server),
                                                FETCH_SHORT_DEADLINE, PLIMSOLL_HTTP_ERROR_TIMEOUT);

      g_assert_nonnull (strstr (message, "did not answer in time"));
    }
}

/* A server that takes the connection and never begins with TLS runs into the same deadline. */
static void
test_slow_handshake (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new ("", 0, HARNESS_RAW_HOLD, NULL);
  g_autofree char *uri =
      g_strdup_printf ("https://127.0.0.1:%u/", harness_raw_server_get_port (server));

  g_free (fetch_failure (uri, FETCH_SHORT_DEADLINE, PLIMSOLL_HTTP_ERROR_TIMEOUT));
}

/* Headers without end are cut short, long before the deadline, and are no answer. */
static void
test_endless_headers (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new (
      "HTTP/1.1 200 OK\r\n", -1, HARNESS_RAW_REPEAT, "X-More: and more and more and more\r\n");

  g_free (fetch_failure (harness_raw_server_get_url (server), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_REFUSED));
}

/* What does not speak HTTP, or hangs up before it spoke, is no answer. */
static void
test_not_http (void)
{
  g_autoptr (HarnessRawServer) mail =
      harness_raw_server_new ("220 mail.example ESMTP\r\n\r\n", -1, HARNESS_RAW_CLOSE, NULL);
  g_autoptr (HarnessRawServer) zeros =
      harness_raw_server_new ("\0\0\0\0\r\n\r\n", 8, HARNESS_RAW_CLOSE, NULL);
  g_autoptr (HarnessRawServer) silent = harness_raw_server_new ("", 0, HARNESS_RAW_CLOSE, NULL);

  g_free (fetch_failure (harness_raw_server_get_url (mail), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
  g_free (fetch_failure (harness_raw_server_get_url (zeros), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_MALFORMED));
  g_free (fetch_failure (harness_raw_server_get_url (silent), LONG_DEADLINE,
                         PLIMSOLL_HTTP_ERROR_REFUSED));
  g_assert_cmpuint (*harness_raw_server_peek_count (silent), ==, 1);
}

static PlimsollHttpReply *
fetch_over_tls (HarnessServer *server, GError **error)
{
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GTlsDatabase) trust = harness_tls_load_trust ();

  plimsoll_http_set_trust (http, trust);
  return fetch_with (http, harness_server_get_url (server), TOKEN_HEADERS, NULL, error);
}

/* A certificate of a trusted authority in the right name carries the token. */
static void
test_tls (void)
{
  g_autoptr (GTlsCertificate) certificate = harness_tls_load ("good");
  g_autoptr (HarnessServer) server = harness_server_new (certificate);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 200, "application/json", "{}");
  reply = fetch_over_tls (server, &error);

  g_assert_no_error (error);
  assert_body (reply, "{}");
  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==, "Bearer " TOKEN);
}

/* Each fault of a certificate has a sentence of its own, and the request is never sent. */
static void
test_bad_certificates (void)
{
  static const struct
  {
    const char *name;
    const char *words;
  } faults[] = {
    { "stranger", "nobody this computer trusts" },
    { "elsewhere", "somebody else answers" },
    { "expired", "not valid today" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GTlsCertificate) certificate = harness_tls_load (faults[i].name);
      g_autoptr (HarnessServer) server = harness_server_new (certificate);
      g_autoptr (GError) error = NULL;

      harness_server_answer (server, 200, "application/json", "{}");
      g_assert_null (fetch_over_tls (server, &error));
      g_assert_error (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TLS);
      g_assert_nonnull (strstr (error->message, faults[i].words));
      g_assert_cmpuint (harness_server_count (server), ==, 0);
    }
}

/* Without an own authority the system's list decides, and it does not know the tests' one. */
static void
test_system_trust (void)
{
  g_autoptr (GTlsCertificate) certificate = harness_tls_load ("good");
  g_autoptr (HarnessServer) server = harness_server_new (certificate);

  g_free (fetch_failure (harness_server_get_url (server), LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_TLS));
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A plain server behind an https address is a failure of encryption. */
static void
test_plain_behind_https (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new (
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", -1, HARNESS_RAW_CLOSE, NULL);
  g_autofree char *uri =
      g_strdup_printf ("https://127.0.0.1:%u/", harness_raw_server_get_port (server));
  g_autofree char *message = fetch_failure (uri, LONG_DEADLINE, PLIMSOLL_HTTP_ERROR_TLS);

  g_assert_nonnull (strstr (message, "did not agree on encryption"));
}

/* Cancelling before or in the middle ends the request with just that. */
static void
test_cancel (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new ("", 0, HARNESS_RAW_HOLD, NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) during = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GError) first = NULL;
  g_autoptr (GError) second = NULL;

  g_cancellable_cancel (before);
  g_assert_null (fetch_with (http, harness_raw_server_get_url (server), NULL, before, &first));
  g_assert_error (first, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  plimsoll_http_get_async (http, harness_raw_server_get_url (server), NULL, during,
                           harness_on_done_cb, &place);
  harness_wait_count (harness_raw_server_peek_count (server), 1);
  g_cancellable_cancel (during);
  result = harness_wait (&place);
  g_assert_null (plimsoll_http_get_finish (http, result, &second));
  g_assert_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A transport let go while it waits still ends its request, once. */
static void
test_let_go (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new ("", 0, HARNESS_RAW_HOLD, NULL);
  PlimsollHttp *http = plimsoll_http_new (NULL);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *place = NULL;

  plimsoll_http_set_deadline (http, FETCH_SHORT_DEADLINE);
  plimsoll_http_get_async (http, harness_raw_server_get_url (server), NULL, NULL,
                           harness_on_done_cb, &place);
  g_object_unref (http);
  result = harness_wait (&place);
  g_assert_true (g_task_had_error (G_TASK (result)));
}

/* An error becomes a problem that people can read: offline, or a bad answer. */
static void
test_problems (void)
{
  g_autoptr (GError) late =
      g_error_new_literal (PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TIMEOUT, "late");
  g_autoptr (GError) big =
      g_error_new_literal (PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TOO_BIG, "big");
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Bearer " TOKEN);
  g_autoptr (PlimsollProblem) offline = plimsoll_http_problem_from_error (late);
  g_autoptr (PlimsollProblem) bad_reply = plimsoll_http_problem_from_error (big);
  g_autoptr (PlimsollProblem) unknown = plimsoll_http_problem_from_error (foreign);

  g_assert_cmpint (plimsoll_problem_get_condition (offline), ==, PLIMSOLL_CONDITION_OFFLINE);
  g_assert_cmpstr (plimsoll_problem_get_message (offline), ==, "late");
  g_assert_cmpint (plimsoll_problem_get_condition (bad_reply), ==, PLIMSOLL_CONDITION_BAD_REPLY);
  g_assert_cmpint (plimsoll_problem_get_condition (unknown), ==, PLIMSOLL_CONDITION_OFFLINE);
  g_assert_null (strstr (plimsoll_problem_get_message (unknown), "FAKE"));
}

/* After all of the above no log line of any library holds the token. */
static void
test_no_token_logged (void)
{
  harness_log_assert_lacks (TOKEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_log_install ();

  g_test_add_func ("/providers/http/answer", test_answer);
  g_test_add_func ("/providers/http/status", test_status);
  g_test_add_func ("/providers/http/retry-after-date", test_retry_after_date);
  g_test_add_func ("/providers/http/user-agent", test_user_agent);
  g_test_add_func ("/providers/http/other-user-agent", test_other_user_agent);
  g_test_add_func ("/providers/http/headers", test_headers);
  g_test_add_func ("/providers/http/header-injection", test_header_injection);
  g_test_add_func ("/providers/http/redirect", test_redirect);
  g_test_add_func ("/providers/http/redirect-loop", test_redirect_loop);
  g_test_add_func ("/providers/http/remembers-nothing", test_remembers_nothing);
  g_test_add_func ("/providers/http/fresh-connection", test_fresh_connection);
  g_test_add_func ("/providers/http/refused", test_refused);
  g_test_add_func ("/providers/http/unknown-name", test_unknown_name);
  g_test_add_func ("/providers/http/no-address", test_no_address);
  g_test_add_func ("/providers/http/slow", test_slow);
  g_test_add_func ("/providers/http/slow-handshake", test_slow_handshake);
  g_test_add_func ("/providers/http/endless-headers", test_endless_headers);
  g_test_add_func ("/providers/http/not-http", test_not_http);
  g_test_add_func ("/providers/http/tls", test_tls);
  g_test_add_func ("/providers/http/bad-certificates", test_bad_certificates);
  g_test_add_func ("/providers/http/system-trust", test_system_trust);
  g_test_add_func ("/providers/http/plain-behind-https", test_plain_behind_https);
  g_test_add_func ("/providers/http/cancel", test_cancel);
  g_test_add_func ("/providers/http/let-go", test_let_go);
  g_test_add_func ("/providers/http/problems", test_problems);
  g_test_add_func ("/providers/http/no-token-logged", test_no_token_logged);

  return g_test_run ();
}
