/* test-claude-chain.c - one report about one Claude login, from whichever source gives it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A real server, a real program that plays Claude Code, and a gate that does what the test says.
 * How a program is let go is test-agent's; what the real one says, tests/realcli's. */

#include "plimsoll-claude-chain.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <utime.h>

#include "claude-world.h"
#include "harness-server.h"
#include "plimsoll-claude-feed.h"
#include "test-gate.h"

#define SOON (1500 * G_TIME_SPAN_MILLISECOND)
#define LIMITS                                                                    \
  "{\"five_hour\":{\"utilization\":77.0,\"resets_at\":\"2026-11-20T12:20:00Z\"}," \
  "\"limits\":[{\"kind\":\"session\",\"group\":\"session\",\"percent\":77,"       \
  "\"severity\":\"warning\",\"resets_at\":\"2026-11-20T12:20:00Z\",\"is_active\":true}]}"
#define ANSWER(available, limits)                                                 \
  "{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\","         \
  "\"request_id\":\"usage-1\",\"response\":{\"rate_limits_available\":" available \
  ",\"rate_limits\":" limits "}}}"
#define REPLY(line) "read -r a; read -r b; echo '" line "'; cat >/dev/null"
#define GOOD REPLY (ANSWER ("true", LIMITS))

typedef struct
{
  HarnessServer *server; /* (owned) */
  ClaudeWorld *world; /* (owned) */
  TestGate *gate; /* (owned) */
  char *trace; /* (owned): where the program writes a line each time it starts */
} Stage;

/* `body` (nullable) is what the program does; NULL: there is none. */
static Stage *
stage_new (guint status, const char *reply, const char *body, const char *sources)
{
  Stage *self = g_new0 (Stage, 1);
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-chain-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "claude", NULL);
  g_autofree char *program_variable = g_strconcat ("PLIMSOLL_CLAUDE_PROGRAM=", program, NULL);
  g_autofree char *sources_variable = g_strconcat ("PLIMSOLL_CLAUDE_SOURCES=", sources, NULL);
  const char *const variables[] = { program_variable,
                                    sources_variable,
                                    "ANTHROPIC_API_KEY=sk-ant-FAKE",
                                    "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1",
                                    "CLAUDECODE=1",
                                    "LANG=C.UTF-8",
                                    NULL };
  g_autofree char *place = g_build_filename (folder, "place", NULL);
  g_autofree char *script = NULL;

  self->trace = g_build_filename (folder, "trace", NULL);
  script =
      g_strdup_printf ("#!/bin/sh\necho start >>'%s'\n%s\n", self->trace, body != NULL ? body : "");
  if (body != NULL)
    {
      g_assert_true (g_file_set_contents (program, script, -1, NULL));
      g_assert_cmpint (g_chmod (program, 0700), ==, 0);
    }
  self->server = harness_server_new (NULL);
  harness_server_answer (self->server, status, "application/json", reply);
  self->world = claude_world_new (harness_server_get_url (self->server), variables);
  self->gate = g_object_new (TEST_TYPE_GATE, NULL);
  plimsoll_claude_provider_set_gate (self->world->provider, PLIMSOLL_SOURCE_GATE (self->gate));
  plimsoll_claude_provider_set_cli_folder (self->world->provider, place);
  plimsoll_claude_provider_set_cli_patience (self->world->provider, SOON, SOON);
  claude_world_log_in_well (self->world);
  return self;
}

static void
stage_free (Stage *self)
{
  g_autofree char *folder = g_path_get_dirname (self->trace);
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  harness_server_free (self->server);
  claude_world_free (self->world);
  g_object_unref (self->gate);
  g_free (self->trace);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static guint
count_starts (Stage *self)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (self->trace, &text, NULL, NULL))
    return 0;

  lines = g_strsplit (text, "start\n", -1);
  return g_strv_length (lines) - 1;
}

static void
assert_numbers (PlimsollReport *report, const char *source, double session)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  g_assert_null (plimsoll_report_get_problem (report));
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, source);
  g_assert_cmpfloat (
      plimsoll_limit_peek (plimsoll_snapshot_find_limit (snapshot, "session"))->used_percent, ==,
      session);
}

/* (transfer full): of everything below the home, names and bytes. */
static char *
hash_home (Stage *self)
{
  g_autofree char *command = g_strdup_printf (
      "sh -c \"cd '%s' && find . -type f -exec sha256sum {} + | sort\"", self->world->home);
  char *text = NULL;

  g_assert_true (g_spawn_command_line_sync (command, &text, NULL, NULL, NULL));
  return text;
}

/* While the server gives numbers, Claude Code is not started. */
static void
test_server_first (void)
{
  g_autoptr (Stage) stage = stage_new (200, CLAUDE_WORLD_BODY, GOOD, "auto");
  g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

  assert_numbers (report, "oauth", 41);
  g_assert_cmpuint (count_starts (stage), ==, 0);
  g_assert_cmpstr (stage->gate->seen->str, ==, "look oauth 0; note oauth numbers; ");
}

/* Claude Code stands in for a refusal that belongs to the token or the endpoint, and no file of the
 * person's changes. */
static void
test_stands_in (void)
{
  static const struct
  {
    guint status;
    const char *reply;
  } rows[] = {
    { 429, "{\"error\":{\"type\":\"rate_limit_error\",\"message\":\"Rate limited.\"}}" },
    { 401, "{\"error\":{\"message\":\"OAuth token has expired.\"}}" },
    { 403, "{\"error\":{\"message\":\"does not meet scope requirement user:profile\"}}" },
    { 403, "{\"error\":{\"message\":\"Request not allowed\"}}" },
    { 200, "{\"nothing\":\"known\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new (rows[i].status, rows[i].reply, GOOD, "auto");
      g_autofree char *before = hash_home (stage);
      g_autofree char *after = NULL;
      g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

      g_test_message ("status %u", rows[i].status);
      assert_numbers (report, "cli", 77);
      g_assert_nonnull (plimsoll_report_get_key (report));
      g_assert_cmpuint (count_starts (stage), ==, 1);
      g_assert_cmpstr (stage->gate->seen->str, ==,
                       "look oauth 0; note oauth refusal; look cli 15; note cli numbers; ");
      after = hash_home (stage);
      g_assert_cmpstr (before, ==, after);
    }
}

/* A server in trouble is in trouble for Claude Code too: nobody is started for nothing. */
static void
test_same_for_all (void)
{
  g_autoptr (Stage) stage = stage_new (529, "{}", GOOD, "auto");
  g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

  provider_call_assert_problem (report, PLIMSOLL_CONDITION_TROUBLE, "having trouble");
  g_assert_cmpuint (count_starts (stage), ==, 0);
}

/* An expired login is not sent anywhere; Claude Code is asked at once. */
static void
test_expired (void)
{
  g_autoptr (Stage) stage = stage_new (200, CLAUDE_WORLD_BODY, GOOD, "auto");
  g_autoptr (PlimsollReport) report = NULL;

  claude_world_log_in (stage->world, CLAUDE_WORLD_TOKEN, -G_TIME_SPAN_HOUR, CLAUDE_WORLD_SCOPES);
  report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
  assert_numbers (report, "cli", 77);
  g_assert_cmpuint (harness_server_count (stage->server), ==, 0);
  g_assert_cmpstr (stage->gate->seen->str, ==, "look cli 15; note cli numbers; ");
}

/* Whatever Claude Code does instead of answering costs a problem and never a number, least of all
 * 0 %; the refusal that is told is the server's, which is the one to mend. */
static void
test_misbehaves (void)
{
  static const struct
  {
    const char *body;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { REPLY (ANSWER ("true", "null")), PLIMSOLL_CONDITION_TROUBLE, "get new numbers either" },
    { REPLY (ANSWER ("true", "{\"five_hour\":{\"utilization\":9.0}}")), PLIMSOLL_CONDITION_TROUBLE,
      "get new numbers either" },
    { REPLY (ANSWER ("false", "null")), PLIMSOLL_CONDITION_NO_SCOPE, "no plan limits" },
    { REPLY ("{\"type\":\"control_response\",\"response\":{\"subtype\":\"error\","
             "\"request_id\":\"usage-1\",\"error\":\"Unknown\"}}"),
      PLIMSOLL_CONDITION_BAD_REPLY, "cannot be asked" },
    { REPLY ("{\"type\":\"control_response\",\"response\":{\"subtype\":\"success\","
             "\"request_id\":\"usage-2\",\"response\":{}}}"),
      PLIMSOLL_CONDITION_TROUBLE, "in time" },
    { "exit 3", PLIMSOLL_CONDITION_TROUBLE, "without an answer" },
    { "kill -9 $$", PLIMSOLL_CONDITION_TROUBLE, "without an answer" },
    { "echo '\033[31mnoise'; echo '{]'; echo '{\"type\":\"system\"}'; cat >/dev/null",
      PLIMSOLL_CONDITION_TROUBLE, "in time" },
    { "exec yes '{\"type\":\"assistant\"}'", PLIMSOLL_CONDITION_TROUBLE, "Claude Code" },
    { "trap '' TERM; exec sleep 5", PLIMSOLL_CONDITION_TROUBLE, "in time" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new (429, "{}", rows[i].body, "cli");
      g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

      g_test_message ("%s", rows[i].body);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (count_starts (stage), ==, 1);
    }
}

/* Of two refusals the first is told. */
static void
test_first_refusal (void)
{
  g_autoptr (Stage) stage = stage_new (429, "{}", "exit 3", "auto");
  g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

  provider_call_assert_problem (report, PLIMSOLL_CONDITION_RATE_LIMITED, "quiet");
  g_assert_cmpuint (count_starts (stage), ==, 1);
}

/* The program stands in an empty folder and knows nothing that could make it another login's, nor
 * anything that keeps it from asking. */
static void
test_surroundings (void)
{
  g_autoptr (Stage) stage = stage_new (
      429, "{}",
      "env >>\"$0.env\"; pwd >>\"$0.env\"; ls -A >>\"$0.env\"; echo \"$@\" >>\"$0.env\"; " GOOD,
      "cli");
  g_autofree char *folder = g_path_get_dirname (stage->trace);
  g_autofree char *path = g_build_filename (folder, "claude.env", NULL);
  g_autofree char *home = g_strdup_printf ("HOME=%s\n", stage->world->home);
  g_autofree char *place = g_strdup_printf ("%s/place\n-p --input-format", folder);
  g_autofree char *text = NULL;
  g_autoptr (PlimsollReport) report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);

  assert_numbers (report, "cli", 77);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, home));
  g_assert_nonnull (strstr (text, "DISABLE_AUTOUPDATER=1\n"));
  g_assert_nonnull (strstr (text, "LANG=C.UTF-8\n"));
  /* The listing between the folder and the arguments is empty. */
  g_assert_nonnull (strstr (text, place));
  g_assert_nonnull (strstr (text, "--no-session-persistence"));
  g_assert_null (strstr (text, "ANTHROPIC"));
  g_assert_null (strstr (text, "CLAUDECODE"));
  g_assert_null (strstr (text, "NONESSENTIAL"));
  g_assert_null (strstr (text, "FAKE"));
}

/* The gate's word holds: who cools is not asked, who rests is not either and its numbers are shown,
 * without the address unless that is wanted. */
static void
test_gate_holds (void)
{
  g_autoptr (Stage) stage = stage_new (200, CLAUDE_WORLD_BODY, GOOD, "auto");
  g_autoptr (PlimsollProblem) quiet =
      plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Quiet.", NULL);
  g_autoptr (GDateTime) now = plimsoll_clock_now (stage->world->clock);
  g_autoptr (GPtrArray) accounts =
      plimsoll_provider_list_accounts (PLIMSOLL_PROVIDER (stage->world->provider));
  const PlimsollSnapshotFields fields = { .source = "cli",
                                          .observed_at = now,
                                          .identity = "me@example.org" };
  g_autoptr (PlimsollSnapshot) kept = plimsoll_snapshot_new (&fields);
  g_autoptr (PlimsollReport) by_cli = NULL;
  g_autoptr (PlimsollReport) rested = NULL;

  stage->gate->source = "oauth";
  stage->gate->state = PLIMSOLL_GATE_COOLING;
  stage->gate->last = plimsoll_report_new (accounts->pdata[0], NULL, NULL, quiet);
  by_cli = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
  assert_numbers (by_cli, "cli", 77);
  g_assert_cmpuint (harness_server_count (stage->server), ==, 0);

  plimsoll_claude_provider_set_sources (stage->world->provider, NULL);
  stage->gate->source = "oauth";
  stage->gate->state = PLIMSOLL_GATE_RESTING;
  g_clear_pointer (&stage->gate->last, plimsoll_report_unref);
  stage->gate->last = plimsoll_report_new (accounts->pdata[0], NULL, kept, NULL);
  rested = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
  g_assert_null (plimsoll_report_get_problem (rested));
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (rested)));
  g_assert_cmpuint (harness_server_count (stage->server), ==, 0);
  g_assert_cmpuint (count_starts (stage), ==, 1);
}

/* While a transcript moves Claude Code is asked three times as often; a person's wish is passed on.
 */
static void
test_pace (void)
{
  g_autoptr (Stage) stage = stage_new (429, "{}", GOOD, "cli");
  g_autofree char *folder = g_build_filename (stage->world->home, ".claude", "projects", "a", NULL);
  g_autofree char *transcript = g_build_filename (folder, "x.jsonl", NULL);
  g_autoptr (GDateTime) now = plimsoll_clock_now (stage->world->clock);
  const struct utimbuf times = { .modtime = g_date_time_to_unix (now) - 60 };
  g_autoptr (PlimsollReport) first = NULL;
  g_autoptr (PlimsollReport) second = NULL;

  first = claude_world_probe (stage->world, PLIMSOLL_PROBE_PERSON);
  g_assert_cmpstr (stage->gate->seen->str, ==, "look cli 15 person; note cli numbers; ");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  claude_world_write (stage->world, transcript, "{}");
  g_assert_cmpint (utime (transcript, &times), ==, 0);
  g_string_truncate (stage->gate->seen, 0);
  second = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
  g_assert_cmpstr (stage->gate->seen->str, ==, "look cli 5; note cli numbers; ");
}

/* A status line that is fed counts as use, also for somebody who does not want its numbers; those
 * are then not offered to anybody. */
static void
test_feed (void)
{
  g_autoptr (Stage) stage = stage_new (429, "{}", GOOD, "cli");
  g_autoptr (GDateTime) now = plimsoll_clock_now (stage->world->clock);
  const struct utimbuf times = { .modtime = g_date_time_to_unix (now) - 60 };
  g_autoptr (GPtrArray) accounts =
      plimsoll_provider_list_accounts (PLIMSOLL_PROVIDER (stage->world->provider));
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (NULL, stage->world->home);
  g_autofree char *path = plimsoll_claude_feed_dup_path (home, stage->world->home);
  g_autoptr (PlimsollReport) report = NULL;

  plimsoll_claude_provider_set_feed_folder (stage->world->provider, stage->world->home);
  claude_world_write (stage->world, path, "fed");
  g_assert_cmpint (utime (path, &times), ==, 0);
  report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
  g_assert_cmpstr (stage->gate->seen->str, ==, "look cli 5; note cli numbers; ");
  g_assert_null (plimsoll_provider_dup_feed_path (PLIMSOLL_PROVIDER (stage->world->provider),
                                                  accounts->pdata[0]));
}

/* When nobody gives numbers, what Claude Code saw last goes with the refusal; not when that source
 * is switched off. */
static void
test_cache (void)
{
  static const char state[] =
      "{\"cachedUsageUtilization\":{\"fetchedAtMs\":1795158000000,\"accountUuid\":\"u\","
      "\"utilization\":" CLAUDE_WORLD_BODY "},\"oauthAccount\":{\"accountUuid\":\"u\"}}";
  const char *const sources[] = { "auto", "oauth,cli" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autoptr (Stage) stage = stage_new (429, "{}", NULL, sources[i]);
      g_autofree char *path = g_build_filename (stage->world->home, ".claude.json", NULL);
      g_autoptr (PlimsollReport) report = NULL;
      PlimsollSnapshot *snapshot = NULL;

      claude_world_write (stage->world, path, state);
      report = claude_world_probe (stage->world, PLIMSOLL_PROBE_DEFAULT);
      snapshot = plimsoll_report_get_snapshot (report);
      g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_report_get_problem (report)), ==,
                       PLIMSOLL_CONDITION_RATE_LIMITED);
      g_assert_true ((snapshot != NULL) == (i == 0));
      if (snapshot != NULL)
        g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "cache");
    }
}

/* The person's order counts, words that mean nothing do not, and none at all is the usual order,
 * which holds claude.ai only for those who gave us a key. */
static void
test_order (void)
{
  static const struct
  {
    const char *wish;
    const char *order;
    gboolean with_web;
  } rows[] = {
    { "auto", "oauth cli web statusline cache", TRUE },
    { "", "oauth cli web statusline cache", TRUE },
    { "cli cache", "cli cache", TRUE },
    { "web auto", "web oauth cli statusline cache", TRUE },
    { "web", "web", FALSE },
    { "auto", "oauth cli statusline cache" },
    { "", "oauth cli statusline cache" },
    { "nonsense", "oauth cli statusline cache" },
    { "cli", "cli" },
    { "cache cli oauth cli", "cache cli oauth" },
    { "cli auto", "cli oauth statusline cache" },
    { "statusline", "statusline" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (GStrv) wish = g_strsplit (rows[i].wish, " ", -1);
      g_auto (GStrv) order =
          plimsoll_claude_chain_dup_order ((const char *const *) wish, rows[i].with_web);
      g_autofree char *joined = g_strjoinv (" ", order);

      g_assert_cmpstr (joined, ==, rows[i].order);
    }
}

/* A token from the environment is another login than the one Claude Code has: it is not asked, and
 * nor is its cache. */
static void
test_environment_token (void)
{
  static const char *const variables[] = { "CLAUDE_CODE_OAUTH_TOKEN=" CLAUDE_WORLD_TOKEN,
                                           "PLIMSOLL_CLAUDE_PROGRAM=/bin/false", NULL };
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autoptr (ClaudeWorld) world = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlimsollFinding *sources = NULL;

  harness_server_answer (server, 429, "application/json", "{}");
  world = claude_world_new (harness_server_get_url (server), variables);
  plimsoll_claude_provider_set_cli_folder (world->provider, world->home);
  findings = claude_world_diagnose (world);
  sources = claude_world_find (findings, "sources");
  g_assert_nonnull (strstr (plimsoll_finding_get_text (sources), "found no Claude Code to ask"));
}

/* Doctor says who was asked, why another, and what came of it; with numbers nothing is bad. */
static void
test_doctor (void)
{
  g_autoptr (Stage) stage = stage_new (429, "{}", GOOD, "auto");
  g_autoptr (GPtrArray) findings = NULL;
  PlimsollFinding *sources = NULL;

  harness_server_add_header (stage->server, "Retry-After", "600");
  findings = claude_world_diagnose (stage->world);
  sources = claude_world_find (findings, "sources");
  g_assert_cmpstr (plimsoll_finding_get_text (sources), ==,
                   "asked the OAuth endpoint: rate limited until 09:10; asked Claude Code "
                   "instead: Session 77 %");
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (plimsoll_finding_get_level (findings->pdata[i]), !=, PLIMSOLL_FINDING_BAD);
  g_assert_cmpuint (harness_server_count (stage->server), ==, 1);
  g_assert_cmpuint (count_starts (stage), ==, 1);
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/chain/server-first", test_server_first);
  g_test_add_func ("/claude/chain/stands-in", test_stands_in);
  g_test_add_func ("/claude/chain/same-for-all", test_same_for_all);
  g_test_add_func ("/claude/chain/expired", test_expired);
  g_test_add_func ("/claude/chain/misbehaves", test_misbehaves);
  g_test_add_func ("/claude/chain/first-refusal", test_first_refusal);
  g_test_add_func ("/claude/chain/surroundings", test_surroundings);
  g_test_add_func ("/claude/chain/gate-holds", test_gate_holds);
  g_test_add_func ("/claude/chain/pace", test_pace);
  g_test_add_func ("/claude/chain/feed", test_feed);
  g_test_add_func ("/claude/chain/cache", test_cache);
  g_test_add_func ("/claude/chain/order", test_order);
  g_test_add_func ("/claude/chain/environment-token", test_environment_token);
  g_test_add_func ("/claude/chain/doctor", test_doctor);
  return g_test_run ();
}
