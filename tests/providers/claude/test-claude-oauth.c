/* test-claude-oauth.c - tests of the Claude provider: from a login file over a socket to a report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real files, a real server on 127.0.0.1, the real parser. What each refusal means is tested as a
 * table elsewhere. */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "claude-world.h"
#include "harness-listen.h"
#include "harness-log.h"
#include "harness-raw-server.h"
#include "harness-server.h"
#include "harness-wait.h"

#define OTHER_TOKEN "sk-ant-oat01-FAKE-newer-token"
#define INVALID_BODY "{\"error\":{\"message\":\"Invalid authentication credentials\"}}"

static HarnessServer *
serve (guint status, const char *body)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer (server, status, "application/json", body);
  return server;
}

/* A good login gives numbers, with plan, source and moment, and its key. */
static void
test_numbers (void)
{
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  g_autoptr (PlimsollReport) report = NULL;
  PlimsollSnapshot *snapshot = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  snapshot = plimsoll_report_get_snapshot (report);

  g_assert_null (plimsoll_report_get_problem (report));
  g_assert_nonnull (snapshot);
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "oauth");
  g_assert_cmpstr (plimsoll_snapshot_get_plan (snapshot), ==, "Max 20x");
  g_assert_true (g_date_time_equal (plimsoll_snapshot_get_observed_at (snapshot), now));
  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (snapshot), ==, 2);
  g_assert_cmpfloat (
      plimsoll_limit_get_reading (plimsoll_snapshot_find_limit (snapshot, "session"), now), ==,
      41.0);
  g_assert_cmpstr (plimsoll_account_get_id (plimsoll_report_get_account (report)), ==,
                   "claude:default");
  g_assert_cmpuint (strlen (plimsoll_report_get_key (report)), ==, 32);
}

/* The request is the one that is known to work: path, bearer, beta mark, types, and our own name.
 */
static void
test_request (void)
{
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);

  g_assert_cmpuint (harness_server_count (server), ==, 1);
  g_assert_cmpstr (harness_server_get_header (server, 0, ""), ==, "/api/oauth/usage");
  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==,
                   "Bearer " CLAUDE_WORLD_TOKEN);
  g_assert_cmpstr (harness_server_get_header (server, 0, "anthropic-beta"), ==, "oauth-2025-04-20");
  g_assert_cmpstr (harness_server_get_header (server, 0, "Accept"), ==, "application/json");
  g_assert_true (
      g_str_has_prefix (harness_server_get_header (server, 0, "User-Agent"), "Plimsoll/"));
}

/* A person may go by another name. */
static void
test_user_agent (void)
{
  static const char *const variables[] = { "PLIMSOLL_USER_AGENT=mine/1", NULL };
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), variables);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  g_assert_cmpstr (harness_server_get_header (server, 0, "User-Agent"), ==, "mine/1");
}

/* A token in the environment goes before the file, and tells nothing of the file's plan or owner.
 */
static void
test_environment_token (void)
{
  static const char *const variables[] = { "CLAUDE_CODE_OAUTH_TOKEN=" OTHER_TOKEN, NULL };
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), variables);
  g_autofree char *state = g_build_filename (world->home, ".claude.json", NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  claude_world_write (world, state, "{\"oauthAccount\":{\"emailAddress\":\"me@example.org\"}}");
  report = claude_world_probe (world, PLIMSOLL_PROBE_IDENTITY);

  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==,
                   "Bearer " OTHER_TOKEN);
  g_assert_null (plimsoll_snapshot_get_plan (plimsoll_report_get_snapshot (report)));
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)));
}

/* An e-mail address is in the numbers only when it was asked for. */
static void
test_identity (void)
{
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autofree char *state = g_build_filename (world->home, ".claude.json", NULL);
  g_autoptr (PlimsollReport) without = NULL;
  g_autoptr (PlimsollReport) with = NULL;

  claude_world_log_in_well (world);
  claude_world_write (world, state, "{\"oauthAccount\":{\"emailAddress\":\"me@example.org\"}}");
  without = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  with = claude_world_probe (world, PLIMSOLL_PROBE_IDENTITY);

  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (without)));
  g_assert_cmpstr (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (with)), ==,
                   "me@example.org");
}

/* What can be known from the file is not found out by a request: none is sent. */
static void
test_unfit_logins (void)
{
  static const struct
  {
    const char *file; /* NULL: none */
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { NULL, PLIMSOLL_CONDITION_SIGNED_OUT, "No Claude login found" },
    { "{}", PLIMSOLL_CONDITION_SIGNED_OUT, "No Claude login found" },
    { "{\"mcpOAuth\":{\"x\":{\"accessToken\":\"FAKE\"}}}", PLIMSOLL_CONDITION_SIGNED_OUT,
      "No Claude login found" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"\"}}", PLIMSOLL_CONDITION_SIGNED_OUT,
      "No Claude login found" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"sk-ant-oat01-FAKE\\nline-break\"}}",
      PLIMSOLL_CONDITION_SIGNED_OUT, "damaged" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"sk-ant-api03-FAKE-not-an-oauth-token\"}}",
      PLIMSOLL_CONDITION_SIGNED_OUT, "damaged" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"" CLAUDE_WORLD_TOKEN
      "\",\"expiresAt\":1700000000000}}",
      PLIMSOLL_CONDITION_EXPIRED, "renews itself" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"" CLAUDE_WORLD_TOKEN
      "\",\"scopes\":[\"user:inference\"]}}",
      PLIMSOLL_CONDITION_NO_SCOPE, "not \"setup-token\"" },
    { "{\"claudeAiOauth\":{\"accessToken\":\"" CLAUDE_WORLD_TOKEN
      "\",\"expiresAt\":1700000000000,\"scopes\":[\"user:inference\"]}}",
      PLIMSOLL_CONDITION_NO_SCOPE, "not \"setup-token\"" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;

      if (rows[i].file != NULL)
        claude_world_write (world, world->login_path, rows[i].file);
      report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);

      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (harness_server_count (server), ==, 0);
    }
}

/* A folder, a loop of links and a relative folder are said as what they are, and nothing is sent.
 */
static void
test_unreadable_logins (void)
{
  static const char *const variables[] = { "CLAUDE_CONFIG_DIR=relative/folder", NULL };
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) folder = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (ClaudeWorld) loop = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (ClaudeWorld) relative = claude_world_new (harness_server_get_url (server), variables);
  g_autoptr (PlimsollReport) first = NULL;
  g_autoptr (PlimsollReport) second = NULL;
  g_autoptr (PlimsollReport) third = NULL;

  g_assert_cmpint (g_mkdir (folder->login_path, 0700), ==, 0);
  g_assert_cmpint (symlink (loop->login_path, loop->login_path), ==, 0);
  first = claude_world_probe (folder, PLIMSOLL_PROBE_DEFAULT);
  second = claude_world_probe (loop, PLIMSOLL_PROBE_DEFAULT);
  third = claude_world_probe (relative, PLIMSOLL_PROBE_DEFAULT);

  provider_call_assert_problem (first, PLIMSOLL_CONDITION_SIGNED_OUT, "cannot be read");
  provider_call_assert_problem (second, PLIMSOLL_CONDITION_SIGNED_OUT, "cannot be read");
  provider_call_assert_problem (third, PLIMSOLL_CONDITION_SIGNED_OUT, "no full path");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A token in the environment that is none is not sent, and the file does not stand in for it
 * silently. */
static void
test_bad_environment_token (void)
{
  static const char *const variables[] = { "CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-FAKE with blanks",
                                           NULL };
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), variables);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_SIGNED_OUT, "CLAUDE_CODE_OAUTH_TOKEN");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A login file that stays half written is never called logged out. */
static void
test_torn (void)
{
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_write (world, world->login_path, "{\"claudeAiOauth\":{\"accessTok");
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_TROUBLE, "login file was being written");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

static gboolean
on_written_cb (gpointer user_data)
{
  claude_world_log_in_well (user_data);
  return G_SOURCE_REMOVE;
}

/* A login file that is whole a moment later gives numbers. */
static void
test_torn_then_whole (void)
{
  g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_write (world, world->login_path, "{\"claudeAiOauth\":{\"accessTok");
  g_idle_add (on_written_cb, world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  g_assert_nonnull (plimsoll_report_get_snapshot (report));
}

static void
renew (HarnessServer *server, gpointer user_data)
{
  claude_world_log_in (user_data, OTHER_TOKEN, G_TIME_SPAN_HOUR, CLAUDE_WORLD_SCOPES);
}

/* A 401 while Claude Code renews its login: the newer token is read and asked with, and the report
 * is its. */
static void
test_renewed_meanwhile (void)
{
  g_autoptr (HarnessServer) server = serve (401, INVALID_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (PlimsollReport) again = NULL;

  harness_server_answer (server, 200, "application/json", CLAUDE_WORLD_BODY);
  harness_server_set_hook (server, renew, world);
  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  again = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);

  g_assert_nonnull (plimsoll_report_get_snapshot (report));
  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==,
                   "Bearer " CLAUDE_WORLD_TOKEN);
  g_assert_cmpstr (harness_server_get_header (server, 1, "Authorization"), ==,
                   "Bearer " OTHER_TOKEN);
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, plimsoll_report_get_key (again));
}

/* The same token is not tried twice, and a newer one that is refused as well is the end of it. */
static void
test_refused_login (void)
{
  g_autoptr (HarnessServer) server = serve (401, INVALID_BODY);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) same = NULL;
  g_autoptr (PlimsollReport) newer = NULL;

  claude_world_log_in_well (world);
  same = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (same, PLIMSOLL_CONDITION_SIGNED_OUT,
                                "Log in with Claude Code again");
  g_assert_nonnull (plimsoll_report_get_key (same));
  g_assert_cmpuint (harness_server_count (server), ==, 1);

  harness_server_set_hook (server, renew, world);
  newer = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (newer, PLIMSOLL_CONDITION_SIGNED_OUT,
                                "Log in with Claude Code again");
  g_assert_cmpuint (harness_server_count (server), ==, 3);
}

/* Expired by the server's word: one request and no second. */
static void
test_expired_by_server (void)
{
  g_autoptr (HarnessServer) server =
      serve (401, "{\"error\":{\"message\":\"OAuth access token has expired.\"}}");
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  harness_server_set_hook (server, renew, world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_EXPIRED, "renews itself");
  g_assert_cmpuint (harness_server_count (server), ==, 1);
}

/* A 429 keeps its moment to try again, measured from our now; zero and garbage give none. */
static void
test_rate_limit (void)
{
  static const struct
  {
    const char *retry_after; /* NULL: none */
    gint64 seconds; /* -1: no moment */
  } rows[] = { { "272", 272 },    { "99999", 3600 }, { "0", -1 }, { "-5", -1 },
               { "garbage", -1 }, { NULL, -1 },      { "", -1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (429, "{\"error\":{\"type\":\"rate_limit_error\"}}");
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
      g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
      g_autoptr (PlimsollReport) report = NULL;
      GDateTime *retry_at = NULL;

      if (rows[i].retry_after != NULL)
        harness_server_add_header (server, "Retry-After", rows[i].retry_after);
      claude_world_log_in_well (world);
      report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      provider_call_assert_problem (report, PLIMSOLL_CONDITION_RATE_LIMITED, "quiet");
      retry_at = plimsoll_problem_get_retry_at (plimsoll_report_get_problem (report));

      g_assert_true ((retry_at != NULL) == (rows[i].seconds >= 0));
      if (retry_at != NULL)
        g_assert_cmpint (g_date_time_difference (retry_at, now), ==,
                         rows[i].seconds * G_TIME_SPAN_SECOND);
    }
}

/* A 200 with nothing usable in it is a bad reply and never numbers. */
static void
test_useless_bodies (void)
{
  g_autofree char *brackets = g_strnfill (100000, '[');
  const char *const bodies[] = { "{}",
                                 "[]",
                                 "null",
                                 "\"text\"",
                                 "<html></html>",
                                 "",
                                 "{\"half\":",
                                 "{\"five_hour\":\"lots\"}",
                                 "\xff\xfe{}",
                                 brackets };

  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (HarnessServer) server = serve (200, bodies[i]);
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;

      claude_world_log_in_well (world);
      report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      provider_call_assert_problem (report, PLIMSOLL_CONDITION_BAD_REPLY, "");
      g_assert_nonnull (plimsoll_report_get_key (report));
    }
}

/* No connection is offline, and the report still says for which login. */
static void
test_offline (void)
{
  g_autofree char *url =
      g_strdup_printf ("http://127.0.0.1:%u", harness_listen_find_closed_port ());
  g_autoptr (ClaudeWorld) world = claude_world_new (url, NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_OFFLINE, "refuses");
  g_assert_nonnull (plimsoll_report_get_key (report));
}

/* A base URL that would send the token in the clear is refused, and nobody is asked. */
static void
test_unsafe_address (void)
{
  g_autoptr (ClaudeWorld) world = claude_world_new ("http://api.example.org", NULL);
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_BAD_REPLY, "PLIMSOLL_CLAUDE_BASE_URL");
}

/* A redirect is not followed: the token never arrives where it points. */
static void
test_redirect (void)
{
  g_autoptr (HarnessServer) elsewhere = serve (200, CLAUDE_WORLD_BODY);
  g_autoptr (HarnessServer) server = serve (307, NULL);
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  harness_server_add_header (server, "Location", harness_server_get_url (elsewhere));
  claude_world_log_in_well (world);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_BLOCKED, "not followed");
  g_assert_cmpuint (harness_server_count (elsewhere), ==, 0);
}

/* Cancelling is the one error, whether it waits for a server or for a file. */
static void
test_cancel (void)
{
  g_autoptr (HarnessRawServer) server = harness_raw_server_new ("", 0, HARNESS_RAW_HOLD, NULL);

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_raw_server_get_url (server), NULL);
      g_autoptr (GPtrArray) accounts =
          plimsoll_provider_list_accounts (PLIMSOLL_PROVIDER (world->provider));
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      GAsyncResult *place = NULL;

      plimsoll_claude_provider_set_patience (world->provider, G_TIME_SPAN_HOUR);
      if (i == 0)
        claude_world_log_in_well (world);
      else
        claude_world_write (world, world->login_path, "{\"half");
      plimsoll_provider_probe_async (PLIMSOLL_PROVIDER (world->provider),
                                     g_ptr_array_index (accounts, 0), PLIMSOLL_PROBE_DEFAULT,
                                     cancellable, harness_on_done_cb, &place);
      if (i == 0)
        harness_wait_count (harness_raw_server_peek_count (server), 1);
      g_cancellable_cancel (cancellable);
      result = harness_wait (&place);

      g_assert_null (
          plimsoll_provider_probe_finish (PLIMSOLL_PROVIDER (world->provider), result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Further logins have accounts of their own; a name that is none, or taken, is refused. */
static void
test_further_login (void)
{
  g_autoptr (ClaudeWorld) world = claude_world_new (NULL, NULL);
  g_autoptr (GPtrArray) accounts = NULL;
  g_autofree char *key = NULL;

  claude_world_log_in_well (world);
  g_assert_true (plimsoll_claude_provider_add_login (world->provider, "work", "/nowhere"));
  g_assert_false (plimsoll_claude_provider_add_login (world->provider, "work", "/nowhere"));
  g_assert_false (plimsoll_claude_provider_add_login (world->provider, "default", "/nowhere"));
  g_assert_false (plimsoll_claude_provider_add_login (world->provider, "No Blanks", "/nowhere"));
  g_assert_false (plimsoll_claude_provider_add_login (world->provider, "", "/nowhere"));

  accounts = plimsoll_provider_list_accounts (PLIMSOLL_PROVIDER (world->provider));
  g_assert_cmpuint (accounts->len, ==, 2);
  g_assert_cmpstr (plimsoll_account_get_id (g_ptr_array_index (accounts, 1)), ==, "claude:work");
  g_assert_cmpstr (plimsoll_account_get_name (g_ptr_array_index (accounts, 1)), ==,
                   "Claude (work)");

  key = plimsoll_provider_dup_key (PLIMSOLL_PROVIDER (world->provider),
                                   g_ptr_array_index (accounts, 0));
  g_assert_nonnull (key);
  g_assert_null (plimsoll_provider_dup_key (PLIMSOLL_PROVIDER (world->provider),
                                            g_ptr_array_index (accounts, 1)));
}

/* Every variable that is read is listed, and the token alone is secret. */
static void
test_variables (void)
{
  g_autoptr (ClaudeWorld) world = claude_world_new (NULL, NULL);
  guint n_variables = 0;
  const PlimsollVariable *variables =
      plimsoll_provider_list_variables (PLIMSOLL_PROVIDER (world->provider), &n_variables);

  g_assert_cmpuint (n_variables, ==, 8);
  for (guint i = 0; i < n_variables; i++)
    g_assert_true (variables[i].is_secret
                   == g_str_equal (variables[i].name, "CLAUDE_CODE_OAUTH_TOKEN"));
}

/* After all of the above no log line of any library holds a token. */
static void
test_no_token_logged (void)
{
  harness_log_assert_lacks (CLAUDE_WORLD_TOKEN);
  harness_log_assert_lacks (OTHER_TOKEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_log_install ();

#define ADD(name, function) g_test_add_func ("/providers/claude-oauth/" name, function)
  ADD ("numbers", test_numbers);
  ADD ("request", test_request);
  ADD ("user-agent", test_user_agent);
  ADD ("environment-token", test_environment_token);
  ADD ("identity", test_identity);
  ADD ("unfit-logins", test_unfit_logins);
  ADD ("unreadable-logins", test_unreadable_logins);
  ADD ("bad-environment-token", test_bad_environment_token);
  ADD ("torn", test_torn);
  ADD ("torn-then-whole", test_torn_then_whole);
  ADD ("renewed-meanwhile", test_renewed_meanwhile);
  ADD ("refused-login", test_refused_login);
  ADD ("expired-by-server", test_expired_by_server);
  ADD ("rate-limit", test_rate_limit);
  ADD ("useless-bodies", test_useless_bodies);
  ADD ("offline", test_offline);
  ADD ("unsafe-address", test_unsafe_address);
  ADD ("redirect", test_redirect);
  ADD ("cancel", test_cancel);
  ADD ("further-login", test_further_login);
  ADD ("variables", test_variables);
  ADD ("no-token-logged", test_no_token_logged);
#undef ADD

  return g_test_run ();
}
