/* test-codex-program.c - tests of asking the installed Codex where the server refuses.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A shell script stands in for `codex`; it behaves, or misbehaves in one way. The real one is asked
 * by tests/clis. */

#include <signal.h>
#include <string.h>
#include <utime.h>

#include "codex-world.h"
#include "harness-log.h"
#include "harness-server.h"
#include "test-gate.h"

#define ERROR(code, message)                                                               \
  CODEX_WORLD_GREETS "echo '{\"id\":2,\"error\":{\"code\":" code ",\"message\":\"" message \
                     "\"}}'; cat >/dev/null"

static HarnessServer *
serve (guint status)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer (server, status, "application/json", "{\"detail\":\"No\"}");
  return server;
}

/* A login that is over: the program is asked, with the words it knows and nothing more, and its
 * numbers are shown as its own. */
static void
test_expired (void)
{
  g_autoptr (HarnessServer) server = serve (200);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autofree char *over = codex_world_make_token (world, -G_TIME_SPAN_HOUR);
  g_autoptr (PlimsollReport) report = NULL;
  g_autofree char *heard = NULL;

  codex_world_install (world, CODEX_WORLD_ANSWERS);
  codex_world_log_in (world, over);
  report = codex_world_probe (world, PLIMSOLL_PROBE_IDENTITY);

  codex_world_assert_session (report, "cli", 35.0);
  g_assert_cmpstr (plimsoll_snapshot_get_plan (plimsoll_report_get_snapshot (report)), ==, "Plus");
  g_assert_cmpstr (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)), ==,
                   "me@example.org");
  g_assert_cmpuint (harness_server_count (server), ==, 0);

  heard = codex_world_read_heard (world);
  g_assert_nonnull (strstr (heard, "codex -c chatgpt_base_url=\"http://127.0.0.1:"));
  g_assert_nonnull (strstr (heard, "\" app-server\n"));
  g_assert_nonnull (strstr (heard, "\"name\":\"plimsoll\""));
  g_assert_nonnull (strstr (heard, "{\"method\":\"initialized\"}\n"));
  g_assert_nonnull (strstr (heard, "account/rateLimits/read"));
  g_assert_null (strstr (heard, "account/read"));
  g_assert_null (strstr (heard, over));
}

static CodexWorld *
make_expired (HarnessServer *server, TestGate *gate)
{
  CodexWorld *world = codex_world_new (harness_server_get_url (server), NULL);
  g_autofree char *over = codex_world_make_token (world, -G_TIME_SPAN_HOUR);

  codex_world_install (world, CODEX_WORLD_ANSWERS);
  codex_world_log_in (world, over);
  plimsoll_codex_provider_set_gate (world->provider, PLIMSOLL_SOURCE_GATE (gate));
  return world;
}

/* Starting the program is not free: it is asked through the gate, which is told what came of it;
 * more often while a person works with Codex, and as soon as a person wants it. */
static void
test_gate_is_asked (void)
{
  g_autoptr (HarnessServer) server = serve (200);
  g_autoptr (TestGate) gate = g_object_new (TEST_TYPE_GATE, NULL);
  g_autoptr (CodexWorld) world = make_expired (server, gate);
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  const struct utimbuf times = { .modtime = g_date_time_to_unix (now) - 60 };
  g_autofree char *history = g_build_filename (world->home, ".codex", "history.jsonl", NULL);
  g_autoptr (PlimsollReport) idle G_GNUC_UNUSED = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  g_autoptr (PlimsollReport) busy = NULL;

  codex_world_write (world, ".codex/history.jsonl", "{}");
  g_assert_cmpint (utime (history, &times), ==, 0);
  codex_world_install (world, "exit 1");
  busy = codex_world_probe (world, PLIMSOLL_PROBE_PERSON);
  g_assert_cmpstr (gate->seen->str, ==,
                   "look cli 15; note cli numbers; look cli 5 person; note cli refusal; ");
}

/* What the gate holds back is not started: numbers that still stand are shown without an address
 * that nobody wants now, a refusal is said again and gives no moment, for none was promised. */
static void
test_gate_holds (void)
{
  g_autoptr (HarnessServer) server = serve (200);
  g_autoptr (TestGate) gate = g_object_new (TEST_TYPE_GATE, NULL);
  g_autoptr (CodexWorld) world = make_expired (server, gate);
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  g_autoptr (PlimsollReport) numbers = codex_world_probe (world, PLIMSOLL_PROBE_IDENTITY);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_SIGNED_OUT, "Once more.", now);
  g_autoptr (PlimsollReport) resting = NULL;
  g_autoptr (PlimsollReport) cooling = NULL;

  codex_world_install (world, "echo started >>$HOME/again");
  gate->source = "cli";
  gate->state = PLIMSOLL_GATE_RESTING;
  gate->last = plimsoll_report_ref (numbers);
  resting = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (resting, "cli", 35.0);
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (resting)));

  gate->state = PLIMSOLL_GATE_COOLING;
  plimsoll_report_unref (gate->last);
  gate->last = plimsoll_report_new (plimsoll_report_get_account (numbers), "k", NULL, problem);
  cooling = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (cooling, PLIMSOLL_CONDITION_SIGNED_OUT, "Once more.");
  g_assert_null (plimsoll_problem_get_retry_at (plimsoll_report_get_problem (cooling)));
  g_assert_cmpstr (plimsoll_report_get_key (cooling), ==, plimsoll_report_get_key (numbers));
  {
    g_autofree char *trace = g_build_filename (world->home, "again", NULL);

    g_assert_false (g_file_test (trace, G_FILE_TEST_EXISTS));
  }
}

/* Where the server refuses the login, or the way to it is closed, the program may still know; where
 * it wants quiet or has trouble, nobody asks a second time. */
static void
test_when_asked (void)
{
  static const struct
  {
    guint status;
    gboolean is_asked;
  } rows[] = { { 401, TRUE }, { 403, TRUE }, { 429, FALSE }, { 500, FALSE }, { 404, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (rows[i].status);
      g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;

      codex_world_install (world, CODEX_WORLD_ANSWERS);
      codex_world_log_in (world, CODEX_WORLD_TOKEN);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      if (rows[i].is_asked)
        codex_world_assert_session (report, "cli", 35.0);
      else
        g_assert_null (plimsoll_report_get_snapshot (report));
      g_assert_cmpuint (harness_server_count (server), ==, 1);
    }
}

/* Notices, questions to us and answers to nobody in between are passed over. */
static void
test_noise (void)
{
  g_autoptr (HarnessServer) server = serve (401);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_install (
      world,
      "echo 'starting up'; echo '{\"method\":\"configWarning\",\"params\":{}}';"
      "echo '{\"id\":2,\"method\":\"item/tool/requestUserInput\",\"params\":{}}';"
      "echo '{\"id\":9,\"result\":{}}'; echo '{\"id\":\"2\",\"result\":{}}';" CODEX_WORLD_ANSWERS);
  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (report, "cli", 35.0);
}

/* What the program says of the login is the truth about it; when it says nothing of use, the
 * server's refusal stands. */
static void
test_errors (void)
{
  static const struct
  {
    const char *body;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { ERROR ("-32600", "codex account authentication required to read rate limits"),
      PLIMSOLL_CONDITION_SIGNED_OUT, "No Codex login found" },
    { ERROR ("-32600", "chatgpt authentication required to read rate limits"),
      PLIMSOLL_CONDITION_NO_SCOPE, "API key" },
    { ERROR ("-32603", "failed to fetch codex rate limits: GET https://127.0.0.1:443/wham/usage "
                       "failed: 401 Unauthorized; body=429"),
      PLIMSOLL_CONDITION_EXPIRED, "could not renew it" },
    { ERROR ("-32603", "refresh_token_reused: Please log out and sign in again."),
      PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"" },
    { ERROR ("-32603", "failed: 429 Too Many Requests"), PLIMSOLL_CONDITION_RATE_LIMITED,
      "OpenAI asks for quiet" },
    { ERROR ("-32603", "failed: 503 Service Unavailable"), PLIMSOLL_CONDITION_TROUBLE,
      "status.openai.com" },
    { ERROR ("-32603", "failed: 403 Forbidden"), PLIMSOLL_CONDITION_BLOCKED, "another network" },
    { ERROR ("-32603", "something new, port 8443, 12345"), PLIMSOLL_CONDITION_EXPIRED,
      "Run any Codex command" },
    { "read -r a; echo '{\"id\":1,\"error\":{\"code\":-32600,\"message\":\"old\"}}'",
      PLIMSOLL_CONDITION_EXPIRED, "Run any Codex command" },
    { CODEX_WORLD_GREETS "echo '{\"id\":2,\"result\":{\"rateLimits\":null}}'",
      PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { "exit 2", PLIMSOLL_CONDITION_EXPIRED, "Run any Codex command" },
    { "while read -r x; do :; done", PLIMSOLL_CONDITION_EXPIRED, "Run any Codex command" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CodexWorld) world = codex_world_new ("http://127.0.0.1:9", NULL);
      g_autofree char *over = codex_world_make_token (world, -G_TIME_SPAN_HOUR);
      g_autoptr (PlimsollReport) report = NULL;

      plimsoll_codex_provider_set_patience (world->provider, G_TIME_SPAN_MILLISECOND,
                                            G_TIME_SPAN_SECOND);
      codex_world_install (world, rows[i].body);
      codex_world_log_in (world, over);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_nonnull (plimsoll_report_get_key (report));
    }
}

/* A login in the keyring is asked about through the program alone, and has a key to be remembered
 * by; its failures are said as its own. */
static void
test_keyring (void)
{
  static const struct
  {
    const char *body; /* NULL: not installed */
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { NULL, PLIMSOLL_CONDITION_SIGNED_OUT, "Install the \"codex\" program" },
    { "exit 2", PLIMSOLL_CONDITION_TROUBLE, "no answer that can be read" },
    { "while read -r x; do :; done", PLIMSOLL_CONDITION_TROUBLE, "did not answer in time" },
  };
  g_autoptr (CodexWorld) good = codex_world_new (NULL, NULL);
  g_autoptr (PlimsollReport) numbers = NULL;

  codex_world_write (good, ".codex/config.toml", "cli_auth_credentials_store = \"keyring\"\n");
  codex_world_install (good, CODEX_WORLD_ANSWERS);
  numbers = codex_world_probe (good, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (numbers, "cli", 35.0);
  g_assert_nonnull (plimsoll_report_get_key (numbers));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (CodexWorld) world = codex_world_new (NULL, NULL);
      g_autoptr (PlimsollReport) report = NULL;

      plimsoll_codex_provider_set_patience (world->provider, G_TIME_SPAN_MILLISECOND,
                                            G_TIME_SPAN_SECOND);
      codex_world_write (world, ".codex/config.toml", "cli_auth_credentials_store = \"keyring\"\n");
      if (rows[i].body != NULL)
        codex_world_install (world, rows[i].body);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
    }
}

/* A probe alone, with a program beside it, changes none of Codex's files. */
static void
test_files (void)
{
  g_autoptr (HarnessServer) server = serve (401);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  codex_world_install (world, CODEX_WORLD_ANSWERS);
  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  before = codex_world_digest (world);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  after = codex_world_digest (world);
  g_assert_cmpstr (after, ==, before);
}

/* Nothing that was logged in all of this, by anybody, holds a token. */
static void
test_no_token_logged (void)
{
  harness_log_assert_lacks ("eyJFAKE");
  harness_log_assert_lacks ("rt-FAKE");
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  harness_log_install ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codex/program/expired", test_expired);
  g_test_add_func ("/codex/program/when-asked", test_when_asked);
  g_test_add_func ("/codex/program/gate-is-asked", test_gate_is_asked);
  g_test_add_func ("/codex/program/gate-holds", test_gate_holds);
  g_test_add_func ("/codex/program/noise", test_noise);
  g_test_add_func ("/codex/program/errors", test_errors);
  g_test_add_func ("/codex/program/keyring", test_keyring);
  g_test_add_func ("/codex/program/files", test_files);
  g_test_add_func ("/codex/program/no-token-logged", test_no_token_logged);
  return g_test_run ();
}
