/* test-http-proxy.c - tests of the transport: proxies from the environment.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The proxies are handed in as an environment: the one of whoever runs the tests is not read. */

#include <string.h>

#include "fetch.h"
#include "harness-listen.h"
#include "harness-proxy.h"
#include "harness-raw-server.h"
#include "harness-server.h"
#include "harness-tls.h"

#define TOKEN "sk-ant-oat01-FAKE-proxy-token"

/* (transfer full): a transport that trusts the tests' authority, with one variable set to a proxy's
 * port. */
static PlimsollHttp *
make_http (const char *name, const char *user, guint16 port, const char *no_proxy)
{
  PlimsollHttp *http = plimsoll_http_new (NULL);
  g_autoptr (GTlsDatabase) trust = harness_tls_load_trust ();
  g_autofree char *proxy = g_strdup_printf ("%s=http://%s127.0.0.1:%u", name, user, port);
  g_autofree char *exceptions = g_strdup_printf ("no_proxy=%s", no_proxy);
  const char *const environment[] = { proxy, exceptions, NULL };

  plimsoll_http_set_trust (http, trust);
  plimsoll_http_set_environment (http, environment);
  return http;
}

/* https_proxy is used, in either case, and the token goes through its tunnel unseen. */
static void
test_tunnel (void)
{
  static const PlimsollHttpHeader headers[] = { { "Authorization", "Bearer " TOKEN },
                                                { NULL, NULL } };
  static const char *const names[] = { "https_proxy", "HTTPS_PROXY", "all_proxy" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GTlsCertificate) certificate = harness_tls_load ("elsewhere");
      g_autoptr (HarnessServer) server = harness_server_new (certificate);
      g_autoptr (HarnessProxy) proxy = harness_proxy_new (harness_server_get_port (server));
      g_autoptr (PlimsollHttp) http = make_http (names[i], "", harness_proxy_get_port (proxy), "");
      g_autoptr (GError) error = NULL;
      g_autoptr (PlimsollHttpReply) reply = NULL;

      harness_server_answer (server, 200, NULL, "{}");
      reply = fetch_with (http, "https://elsewhere.invalid/x", headers, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (reply->status, ==, 200);
      g_assert_true (
          g_str_has_prefix (harness_proxy_get_heard (proxy), "CONNECT elsewhere.invalid:443 "));
      g_assert_null (strstr (harness_proxy_get_heard (proxy), TOKEN));
      g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==, "Bearer " TOKEN);
    }
}

/* no_proxy names who is reached directly: a host, its domain, or everybody. */
static void
test_no_proxy (void)
{
  static const char *const exceptions[] = { "127.0.0.1", "example.org, 127.0.0.1", "*" };

  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      g_autoptr (HarnessServer) server = harness_server_new (NULL);
      g_autoptr (PlimsollHttp) http =
          make_http ("http_proxy", "", harness_listen_find_closed_port (), exceptions[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (PlimsollHttpReply) reply = NULL;

      harness_server_answer (server, 200, NULL, "{}");
      reply = fetch (http, harness_server_get_url (server), &error);

      g_assert_no_error (error);
      g_assert_null (plimsoll_http_dup_proxy (http));
    }
}

/* A proxy that is not there is to blame, by its address and without its password. */
static void
test_absent (void)
{
  g_autoptr (PlimsollHttp) http =
      make_http ("https_proxy", "me:FAKE-password@", harness_listen_find_closed_port (), "");
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_assert_null (fetch (http, "https://api.example/", &error));
  g_assert_error (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_PROXY);
  g_assert_nonnull (strstr (error->message, "the proxy http://127.0.0.1:"));
  g_assert_null (strstr (error->message, "FAKE"));

  name = plimsoll_http_dup_proxy (http);
  g_assert_true (g_str_has_prefix (name, "http://127.0.0.1:"));
}

/* A proxy that refuses the tunnel answers for itself: its status is never taken for the server's.
 */
static void
test_refusing (void)
{
  static const char *const answers[] = {
    "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    ("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
     "Content-Length: 0\r\n\r\n"),
    "HTTP/1.1 429 Slow\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 503 Out\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\n\r\n",
    "no HTTP at all\r\n\r\n",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (HarnessRawServer) proxy =
          harness_raw_server_new (answers[i], -1, HARNESS_RAW_CLOSE, NULL);
      g_autoptr (PlimsollHttp) http =
          make_http ("https_proxy", "", harness_raw_server_get_port (proxy), "");
      g_autoptr (GError) error = NULL;

      g_assert_null (fetch (http, "https://api.example/", &error));
      g_test_message ("%s -> %s", answers[i], error->message);
      g_assert_error (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_PROXY);
    }
}

/* A proxy that never answers runs into the deadline. */
static void
test_silent (void)
{
  g_autoptr (HarnessRawServer) proxy = harness_raw_server_new ("", 0, HARNESS_RAW_HOLD, NULL);
  g_autoptr (PlimsollHttp) http =
      make_http ("https_proxy", "", harness_raw_server_get_port (proxy), "");
  g_autoptr (GError) error = NULL;

  plimsoll_http_set_deadline (http, FETCH_SHORT_DEADLINE);
  g_assert_null (fetch (http, "https://api.example/", &error));
  g_assert_error (error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TIMEOUT);
}

/* An environment without proxies leaves everything as it was. */
static void
test_none (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  const char *const environment[] = { "https_proxy=", "HOME=/nowhere", NULL };
  g_autoptr (PlimsollHttpReply) reply = NULL;

  harness_server_answer (server, 200, NULL, "{}");
  plimsoll_http_set_environment (http, environment);
  reply = fetch (http, harness_server_get_url (server), NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_null (plimsoll_http_dup_proxy (http));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/http-proxy/tunnel", test_tunnel);
  g_test_add_func ("/providers/http-proxy/no-proxy", test_no_proxy);
  g_test_add_func ("/providers/http-proxy/absent", test_absent);
  g_test_add_func ("/providers/http-proxy/refusing", test_refusing);
  g_test_add_func ("/providers/http-proxy/silent", test_silent);
  g_test_add_func ("/providers/http-proxy/none", test_none);

  return g_test_run ();
}
