/* sim-faults.c - everything that goes wrong, by name, and as the real transport brings it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fault that was made up would prove that we handle what we imagine. So each is really met, once:
 * a closed port, a certificate that ran out, a proxy that wants a login, a server that falls silent
 * or stops in the middle, each status with its header, a program that hangs. What the transport
 * made of it, answer or error, is then played again for as long as the simulated day lasts. Only
 * the server's clock is left out, which would tell of the day of the test. */

#include "sim-faults.h"

#include <glib/gstdio.h>
#include <string.h>

#include "harness-listen.h"
#include "harness-raw-server.h"
#include "harness-server.h"
#include "harness-tls.h"
#include "harness-wait.h"
#include "plimsoll-agent.h"

#define SHORT (150 * G_TIME_SPAN_MILLISECOND)
#define LONG (20 * G_TIME_SPAN_SECOND)
#define DATE_MINUTES 30
#define JSON "application/json"
#define ERROR_BODY(type, message) \
  "{\"type\":\"error\",\"error\":{\"type\":\"" type "\",\"message\":\"" message "\"}}"

/* A status and what comes with it, from a well-behaved server. */
typedef struct
{
  SimFault fault;
  guint status;
  const char *type;
  const char *body;
  const char *header; /* (nullable) */
  const char *value; /* (nullable) */
} Row;

static const Row ROWS[] = {
  { SIM_FAULT_PORTAL, 200, "text/html", "<html><body>Welcome to our hotel</body></html>", NULL,
    NULL },
  { SIM_FAULT_401_EXPIRED, 401, JSON,
    ERROR_BODY ("authentication_error",
                "OAuth access token has expired. Re-authenticate to continue."),
    NULL, NULL },
  { SIM_FAULT_401_UNKNOWN, 401, JSON,
    ERROR_BODY ("authentication_error", "Invalid authentication credentials"), NULL, NULL },
  { SIM_FAULT_403_SCOPE, 403, JSON,
    ERROR_BODY ("permission_error", "OAuth token does not meet scope requirement user:profile"),
    NULL, NULL },
  { SIM_FAULT_403_BLOCKED, 403, "text/html", "<html><h1>403 Forbidden</h1></html>", NULL, NULL },
  { SIM_FAULT_429_ZERO, 429, JSON, ERROR_BODY ("rate_limit_error", "Rate limited."), "Retry-After",
    "0" },
  { SIM_FAULT_429_300, 429, JSON, ERROR_BODY ("rate_limit_error", "Rate limited."), "Retry-After",
    "300" },
  { SIM_FAULT_429_3600, 429, JSON, ERROR_BODY ("rate_limit_error", "Rate limited."), "Retry-After",
    "3600" },
  { SIM_FAULT_424, 424, JSON,
    ERROR_BODY ("failed_dependency", "Upstream usage service unavailable"), NULL, NULL },
  { SIM_FAULT_500, 500, "text/html", "<html>Internal Server Error</html>", NULL, NULL },
  { SIM_FAULT_529, 529, JSON, "{\"error\":{\"type\":\"overloaded_error\"}}", NULL, NULL },
  { SIM_FAULT_GARBAGE, 200, JSON, "{\"five_hour\":{\"utilization\":]", NULL, NULL },
  { SIM_FAULT_EMPTY, 200, JSON, "{}", NULL, NULL },
  { SIM_FAULT_REDIRECT, 302, "text/html", "", "Location", "https://elsewhere.invalid/login" },
};

static void
meet (SimOutcome *outcome, const char *url, const char *proxy, GTimeSpan deadline)
{
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (NULL);
  g_autoptr (GTlsDatabase) trust = harness_tls_load_trust ();
  const char *const environment[] = { proxy, NULL };
  const PlimsollHttpHeader headers[] = { { "Accept", JSON }, { NULL, NULL } };
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_http_set_trust (http, trust);
  plimsoll_http_set_deadline (http, deadline);
  plimsoll_http_set_environment (http, environment);
  plimsoll_http_get_async (http, url, headers, NULL, harness_on_done_cb, &place);
  result = harness_wait (&place);
  outcome->reply = plimsoll_http_get_finish (http, result, &outcome->error);
}

static void
meet_row (SimFaults *self, const Row *row)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);

  harness_server_answer (server, row->status, row->type, row->body);
  if (row->header != NULL)
    harness_server_add_header (server, row->header, row->value);
  meet (&self->server[row->fault], harness_server_get_url (server), NULL, LONG);
  g_assert_cmpuint (self->server[row->fault].reply->status, ==, row->status);
}

/* The moment lies half an hour ahead of the server's clock; the second that the request took is
 * taken off. */
static void
meet_date (SimFaults *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_minutes (now, DATE_MINUTES);
  g_autofree char *value = g_date_time_format (then, "%a, %d %b %Y %H:%M:%S GMT");
  const Row row = {
    SIM_FAULT_429_DATE, 429,  JSON, ERROR_BODY ("rate_limit_error", "Rate limited."),
    "Retry-After",      value
  };
  PlimsollHttpReply *reply = NULL;

  meet_row (self, &row);
  reply = self->server[SIM_FAULT_429_DATE].reply;
  g_assert_cmpint (reply->retry_after / G_TIME_SPAN_SECOND, >=, DATE_MINUTES * 60 - 20);
  g_assert_cmpint (reply->retry_after / G_TIME_SPAN_SECOND, <=, DATE_MINUTES * 60);
  reply->retry_after = DATE_MINUTES * G_TIME_SPAN_MINUTE;
}

static void
meet_raw (SimFaults *self, SimFault fault, const char *bytes, HarnessRawEnd end, GTimeSpan deadline)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new (bytes, -1, end, NULL);

  meet (&self->server[fault], harness_raw_server_get_url (server), NULL, deadline);
  g_assert_nonnull (self->server[fault].error);
}

static void
meet_network (SimFaults *self)
{
  g_autoptr (GTlsCertificate) expired = harness_tls_load ("expired");
  g_autoptr (HarnessServer) tls = harness_server_new (expired);
  g_autofree char *closed =
      g_strdup_printf ("http://127.0.0.1:%u/", harness_listen_find_closed_port ());
  g_autoptr (HarnessRawServer) proxy = harness_raw_server_new (
      "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
      "Content-Length: 0\r\n\r\n",
      -1, HARNESS_RAW_CLOSE, NULL);
  g_autofree char *through = g_strconcat ("https_proxy=", harness_raw_server_get_url (proxy), NULL);

  harness_server_answer (tls, 200, JSON, "{}");
  meet (&self->server[SIM_FAULT_NAME], "http://plimsoll-test.invalid/", NULL, LONG);
  meet (&self->server[SIM_FAULT_REFUSED], closed, NULL, LONG);
  meet (&self->server[SIM_FAULT_TLS], harness_server_get_url (tls), NULL, LONG);
  meet (&self->server[SIM_FAULT_PROXY], "https://elsewhere.invalid/", through, LONG);
  meet_raw (self, SIM_FAULT_SLOW, "HTTP/1.1 200 OK\r\n", HARNESS_RAW_HOLD, SHORT);
  meet_raw (self, SIM_FAULT_CUT,
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{\"fi",
            HARNESS_RAW_CLOSE, LONG);
  g_assert_error (self->server[SIM_FAULT_NAME].error, PLIMSOLL_HTTP_ERROR,
                  PLIMSOLL_HTTP_ERROR_NAME);
  g_assert_error (self->server[SIM_FAULT_REFUSED].error, PLIMSOLL_HTTP_ERROR,
                  PLIMSOLL_HTTP_ERROR_REFUSED);
  g_assert_error (self->server[SIM_FAULT_TLS].error, PLIMSOLL_HTTP_ERROR, PLIMSOLL_HTTP_ERROR_TLS);
  g_assert_error (self->server[SIM_FAULT_PROXY].error, PLIMSOLL_HTTP_ERROR,
                  PLIMSOLL_HTTP_ERROR_PROXY);
  g_assert_error (self->server[SIM_FAULT_SLOW].error, PLIMSOLL_HTTP_ERROR,
                  PLIMSOLL_HTTP_ERROR_TIMEOUT);
}

static gboolean
on_heard (PlimsollAgent *agent, JsonObject *line, gpointer user_data)
{
  return TRUE;
}

static GError *
meet_program (const char *script, GTimeSpan deadline)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-agent-XXXXXX", NULL);
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  const char *const argv[] = { "/bin/sh", "-c", script, NULL };
  const char *const environment[] = { "PATH=/usr/bin:/bin", NULL };
  const PlimsollAgentErrand errand = {
    .argv = argv, .environment = environment, .folder = place, .deadline = deadline
  };
  g_autofree char *clean = g_strdup_printf ("rm -rf '%s'", folder);
  GAsyncResult *place_of_result = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GError *error = NULL;

  plimsoll_agent_talk_async (&errand, "{}", on_heard, NULL, NULL, harness_on_done_cb,
                             &place_of_result);
  result = harness_wait (&place_of_result);
  g_assert_false (plimsoll_agent_talk_finish (result, &error));
  g_assert_true (g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL));
  return error;
}

SimFaults *
sim_faults_record (void)
{
  SimFaults *self = g_new0 (SimFaults, 1);

  meet_network (self);
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    meet_row (self, &ROWS[i]);
  meet_date (self);
  self->silence[SIM_SILENCE_LATE] = meet_program ("cat >/dev/null", SHORT);
  self->silence[SIM_SILENCE_GONE] = meet_program ("exit 3", LONG);
  self->silence[SIM_SILENCE_NOISE] = meet_program ("echo '{]'; echo noise", LONG);
  return self;
}

void
sim_outcome_clear (SimOutcome *self)
{
  g_clear_pointer (&self->reply, plimsoll_http_reply_free);
  g_clear_error (&self->error);
}

void
sim_faults_free (SimFaults *self)
{
  for (gsize i = 0; i < SIM_N_FAULTS; i++)
    sim_outcome_clear (&self->server[i]);
  for (gsize i = 0; i < SIM_N_SILENCES; i++)
    g_clear_error (&self->silence[i]);
  g_free (self);
}
