/* test-claude-doctor.c - tests of what a doctor finds about a Claude login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test makes one thing wrong in an otherwise healthy world, and looks for it and for the last
 * line of advice. */

#include <glib/gstdio.h>
#include <string.h>

#include "claude-world.h"
#include "plimsoll-claude-feed.h"
#include "plimsoll-feed.h"
#include "harness-listen.h"
#include "harness-log.h"
#include "harness-server.h"

static HarnessServer *
serve (guint status, const char *body, const char *date)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer (server, status, "application/json", body);
  harness_server_add_header (server, "Date", date);
  return server;
}

static HarnessServer *
serve_well (void)
{
  return serve (200, CLAUDE_WORLD_BODY, "Fri, 20 Nov 2026 09:00:10 GMT");
}

static void
assert_finding (GPtrArray *findings, const char *id, PlimsollFindingLevel level, const char *words)
{
  PlimsollFinding *finding = claude_world_find (findings, id);

  g_assert_nonnull (finding);
  g_test_message ("%s: %s", id, plimsoll_finding_get_text (finding));
  g_assert_cmpstr (plimsoll_finding_level_to_word (plimsoll_finding_get_level (finding)), ==,
                   plimsoll_finding_level_to_word (level));
  g_assert_nonnull (strstr (plimsoll_finding_get_text (finding), words));
}

/* A healthy login: everything is good, in reading order, and there is nothing to do. */
static void
test_healthy (void)
{
  static const char *const order[] = { "login",       "permissions", "scopes",  "expiry", "plan",
                                       "address",     "proxy",       "network", "answer", "clock",
                                       "claude-code", "sources",     "advice" };
  g_autoptr (HarnessServer) server = serve_well ();
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  findings = claude_world_diagnose (world);

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (plimsoll_finding_get_id (finding), ==, order[i]);
      g_assert_cmpint (plimsoll_finding_get_level (finding), <=, PLIMSOLL_FINDING_NOTE);
    }
  assert_finding (findings, "login", PLIMSOLL_FINDING_GOOD, ".credentials.json");
  assert_finding (findings, "expiry", PLIMSOLL_FINDING_GOOD, "for 5 h, until today 14:00");
  assert_finding (findings, "plan", PLIMSOLL_FINDING_GOOD, "Max 20x");
  assert_finding (findings, "address", PLIMSOLL_FINDING_NOTE, "http://127.0.0.1");
  assert_finding (findings, "answer", PLIMSOLL_FINDING_GOOD, "2 limits");
  assert_finding (findings, "sources", PLIMSOLL_FINDING_GOOD,
                  "asked the OAuth endpoint: Session 41");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_GOOD, "All is well");
  g_assert_cmpuint (harness_server_count (server), ==, 1);
}

/* The token is shown masked: its kind, and nothing of its secret. */
static void
test_masked (void)
{
  static const char *const variables[] = { "CLAUDE_CODE_OAUTH_TOKEN=" CLAUDE_WORLD_TOKEN, NULL };
  g_autoptr (HarnessServer) server = serve_well ();
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), variables);
  g_autoptr (GPtrArray) findings = claude_world_diagnose (world);

  assert_finding (findings, "login", PLIMSOLL_FINDING_GOOD, "sk-ant-oat01… from CLAUDE_CODE");
  assert_finding (findings, "scopes", PLIMSOLL_FINDING_NOTE, "not known");
  assert_finding (findings, "expiry", PLIMSOLL_FINDING_NOTE, "until when");
  g_assert_null (claude_world_find (findings, "permissions"));
  for (guint i = 0; i < findings->len; i++)
    g_assert_null (strstr (plimsoll_finding_get_text (g_ptr_array_index (findings, i)), "FAKE"));
}

/* Without a login nothing is sent, and the advice is how to get one. */
static void
test_no_login (void)
{
  g_autoptr (HarnessServer) server = serve_well ();
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) findings = claude_world_diagnose (world);

  assert_finding (findings, "login", PLIMSOLL_FINDING_BAD, world->login_path);
  assert_finding (findings, "network", PLIMSOLL_FINDING_NOTE, "not asked");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_BAD, "Log in with Claude Code");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A login file that others may read still works, and the advice is the command that mends it. */
static void
test_open_file (void)
{
  g_autoptr (HarnessServer) server = serve_well ();
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  g_assert_cmpint (g_chmod (world->login_path, 0644), ==, 0);
  findings = claude_world_diagnose (world);

  assert_finding (findings, "permissions", PLIMSOLL_FINDING_WARNING, "other users");
  assert_finding (findings, "answer", PLIMSOLL_FINDING_GOOD, "2 limits");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_WARNING, "chmod 600");
}

/* A login without the scope, and one that has expired, are named and not tried. */
static void
test_unfit (void)
{
  g_autoptr (HarnessServer) server = serve_well ();
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) scopes = NULL;
  g_autoptr (GPtrArray) expired = NULL;

  claude_world_log_in (world, CLAUDE_WORLD_TOKEN, G_TIME_SPAN_HOUR, "\"user:inference\"");
  scopes = claude_world_diagnose (world);
  claude_world_log_in (world, CLAUDE_WORLD_TOKEN, -2 * G_TIME_SPAN_HOUR, CLAUDE_WORLD_SCOPES);
  expired = claude_world_diagnose (world);

  assert_finding (scopes, "scopes", PLIMSOLL_FINDING_BAD, "without user:profile");
  assert_finding (scopes, "advice", PLIMSOLL_FINDING_BAD, "Log in with \"claude\"");
  assert_finding (expired, "expiry", PLIMSOLL_FINDING_BAD, "expired 2 h ago");
  assert_finding (expired, "advice", PLIMSOLL_FINDING_BAD, "renews itself");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A clock that is off by more than a minute is noted, by more than five warned about, in words. */
static void
test_clock (void)
{
  static const struct
  {
    const char *date;
    PlimsollFindingLevel level;
    const char *words;
  } rows[] = {
    { "Fri, 20 Nov 2026 09:00:30 GMT", PLIMSOLL_FINDING_GOOD, "agrees" },
    { "Fri, 20 Nov 2026 09:03:00 GMT", PLIMSOLL_FINDING_NOTE, "3 min behind" },
    { "Fri, 20 Nov 2026 07:00:00 GMT", PLIMSOLL_FINDING_WARNING, "2 h ahead" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (200, CLAUDE_WORLD_BODY, rows[i].date);
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
      g_autoptr (GPtrArray) findings = NULL;

      claude_world_log_in_well (world);
      findings = claude_world_diagnose (world);
      assert_finding (findings, "clock", rows[i].level, rows[i].words);
    }
}

/* What the server refuses is shown with its status, and the advice is the sentence of a probe. */
static void
test_refusal (void)
{
  g_autoptr (HarnessServer) server = serve (
      403, "{\"error\":{\"message\":\"Request not allowed\"}}", "Fri, 20 Nov 2026 09:00:00 GMT");
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  findings = claude_world_diagnose (world);
  assert_finding (findings, "network", PLIMSOLL_FINDING_GOOD, "answers");
  assert_finding (findings, "answer", PLIMSOLL_FINDING_BAD, "status 403");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_BAD, "Your login is fine");
}

/* A 200 without numbers is not called good. */
static void
test_useless_answer (void)
{
  g_autoptr (HarnessServer) server = serve (200, "{}", "Fri, 20 Nov 2026 09:00:00 GMT");
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  findings = claude_world_diagnose (world);
  assert_finding (findings, "answer", PLIMSOLL_FINDING_BAD, "no numbers (status 200)");
}

/* No answer: the sentence says why, and the proxy that was in the way is named without its
 * password. */
static void
test_no_network (void)
{
  guint16 port = harness_listen_find_closed_port ();
  g_autofree char *proxy = g_strdup_printf ("http_proxy=http://me:FAKE@127.0.0.1:%u", port);
  const char *const variables[] = { proxy, NULL };
  g_autoptr (ClaudeWorld) world = claude_world_new ("http://127.0.0.1:1", variables);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  findings = claude_world_diagnose (world);
  assert_finding (findings, "proxy", PLIMSOLL_FINDING_NOTE, "http://127.0.0.1:");
  assert_finding (findings, "network", PLIMSOLL_FINDING_BAD, "no answer");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_BAD, "the proxy http://127.0.0.1:");
  g_assert_null (
      strstr (plimsoll_finding_get_text (claude_world_find (findings, "proxy")), "FAKE"));
}

/* An address that is not safe is the thing to mend, and is not tried. */
static void
test_unsafe_address (void)
{
  g_autoptr (ClaudeWorld) world = claude_world_new ("http://api.example.org", NULL);
  g_autoptr (GPtrArray) findings = NULL;

  claude_world_log_in_well (world);
  findings = claude_world_diagnose (world);
  assert_finding (findings, "address", PLIMSOLL_FINDING_BAD, "neither https");
  assert_finding (findings, "network", PLIMSOLL_FINDING_NOTE, "not asked");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_BAD, "PLIMSOLL_CLAUDE_BASE_URL");
}

/* Leaves what a status line heard three minutes ago. */
static void
feed (ClaudeWorld *world)
{
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (NULL, world->home);
  g_autofree char *path = plimsoll_claude_feed_dup_path (home, world->home);
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  g_autoptr (GDateTime) then = g_date_time_add_minutes (now, -3);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollAccount) account = plimsoll_account_new_from_id ("claude:default", "Claude");
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollReport) report = NULL;

  g_ptr_array_add (limits,
                   plimsoll_limit_new (&(PlimsollLimitFields){
                       .id = "session", .title = "Session", .kind = PLIMSOLL_LIMIT_SESSION }));
  snapshot = plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = PLIMSOLL_SOURCE_STATUSLINE, .observed_at = then, .limits = limits });
  report = plimsoll_report_new (account, NULL, snapshot, NULL);
  g_assert_true (plimsoll_feed_write (path, report, NULL));
}

static void
install (ClaudeWorld *world)
{
  g_autofree char *path = g_build_filename (world->home, ".claude", "settings.json", NULL);

  claude_world_write (world, path,
                      "{\"statusLine\":{\"type\":\"command\","
                      "\"command\":\"/usr/bin/plimsoll statusline\"}}");
}

/* Whether the status line is installed, and how old its last word is. Doing without is no fault. */
static void
test_status_line (void)
{
  const struct
  {
    gboolean is_installed;
    gboolean is_fed;
    PlimsollFindingLevel level;
    const char *words;
  } rows[] = {
    { FALSE, FALSE, PLIMSOLL_FINDING_NOTE, "not installed; see \"plimsoll statusline --install\"" },
    { TRUE, FALSE, PLIMSOLL_FINDING_NOTE, "handed it no numbers yet" },
    { FALSE, TRUE, PLIMSOLL_FINDING_NOTE, "not in Claude Code's settings; last numbers 3 min ago" },
    { TRUE, TRUE, PLIMSOLL_FINDING_GOOD, "installed; last numbers 3 min ago" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve_well ();
      g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), NULL);
      g_autoptr (GPtrArray) findings = NULL;

      claude_world_log_in_well (world);
      plimsoll_claude_provider_set_feed_folder (world->provider, world->home);
      if (rows[i].is_installed)
        install (world);
      if (rows[i].is_fed)
        feed (world);
      findings = claude_world_diagnose (world);
      assert_finding (findings, "statusline", rows[i].level, rows[i].words);
      assert_finding (findings, "advice", PLIMSOLL_FINDING_GOOD, "All is well");
    }
}

/* No log line holds the token. */
static void
test_no_token_logged (void)
{
  harness_log_assert_lacks (CLAUDE_WORLD_TOKEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  harness_log_install ();

  g_test_add_func ("/providers/claude-doctor/healthy", test_healthy);
  g_test_add_func ("/providers/claude-doctor/masked", test_masked);
  g_test_add_func ("/providers/claude-doctor/no-login", test_no_login);
  g_test_add_func ("/providers/claude-doctor/open-file", test_open_file);
  g_test_add_func ("/providers/claude-doctor/unfit", test_unfit);
  g_test_add_func ("/providers/claude-doctor/clock", test_clock);
  g_test_add_func ("/providers/claude-doctor/refusal", test_refusal);
  g_test_add_func ("/providers/claude-doctor/useless-answer", test_useless_answer);
  g_test_add_func ("/providers/claude-doctor/no-network", test_no_network);
  g_test_add_func ("/providers/claude-doctor/unsafe-address", test_unsafe_address);
  g_test_add_func ("/providers/claude-doctor/status-line", test_status_line);
  g_test_add_func ("/providers/claude-doctor/no-token-logged", test_no_token_logged);

  return g_test_run ();
}
