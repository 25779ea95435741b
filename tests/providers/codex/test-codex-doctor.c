/* test-codex-doctor.c - tests of what a doctor finds about a Codex login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test makes one thing wrong in an otherwise healthy world, and looks for it and for the last
 * line of advice. */

#include <glib/gstdio.h>
#include <string.h>

#include "codex-world.h"
#include "harness-listen.h"
#include "harness-server.h"

static HarnessServer *
serve (guint status, const char *body)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer (server, status, "application/json", body);
  harness_server_add_header (server, "Date", "Fri, 20 Nov 2026 09:00:10 GMT");
  return server;
}

static void
assert_finding (GPtrArray *findings, const char *id, PlimsollFindingLevel level, const char *words)
{
  for (guint i = 0; i < findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (plimsoll_finding_get_id (finding), id))
        continue;
      g_test_message ("%s: %s", id, plimsoll_finding_get_text (finding));
      g_assert_cmpint (plimsoll_finding_get_level (finding), ==, level);
      g_assert_nonnull (strstr (plimsoll_finding_get_text (finding), words));
      return;
    }

  g_error ("there is no finding \"%s\"", id);
}

/* A healthy login: everything is good, in reading order, and there is nothing to do. */
static void
test_healthy (void)
{
  static const char *const order[] = { "login",   "permissions", "expiry", "plan",
                                       "program", "address",     "proxy",  "network",
                                       "answer",  "clock",       "advice" };
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autofree char *token = codex_world_make_token (world, 5 * G_TIME_SPAN_HOUR);
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *heard = NULL;

  codex_world_install (world, CODEX_WORLD_ANSWERS);
  codex_world_log_in (world, token);
  findings = codex_world_diagnose (world);

  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (order));
  for (guint i = 0; i < findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (plimsoll_finding_get_id (finding), ==, order[i]);
      g_assert_cmpint (plimsoll_finding_get_level (finding), <=, PLIMSOLL_FINDING_NOTE);
      g_assert_null (strstr (plimsoll_finding_get_text (finding), token));
    }
  assert_finding (findings, "login", PLIMSOLL_FINDING_GOOD, ".codex/auth.json");
  assert_finding (findings, "expiry", PLIMSOLL_FINDING_GOOD, "for 5 h, until today 14:00");
  assert_finding (findings, "plan", PLIMSOLL_FINDING_GOOD, "Plus");
  assert_finding (findings, "program", PLIMSOLL_FINDING_GOOD, ".local/bin/codex");
  assert_finding (findings, "address", PLIMSOLL_FINDING_NOTE, "PLIMSOLL_CODEX_BASE_URL");
  assert_finding (findings, "answer", PLIMSOLL_FINDING_GOOD, "2 limits");
  assert_finding (findings, "advice", PLIMSOLL_FINDING_GOOD, "All is well");
  g_assert_cmpuint (harness_server_count (server), ==, 1);
  heard = codex_world_read_heard (world);
  g_assert_cmpstr (heard, ==, "");
}

/* Without a login, or with one for use by the piece, nothing is sent and the advice is what to do.
 */
static void
test_no_login (void)
{
  static const struct
  {
    const char *file; /* NULL: none */
    const char *advice;
  } rows[] = { { NULL, "Run \"codex login\"" },
               { "{\"OPENAI_API_KEY\":\"sk-FAKE\"}", "choose ChatGPT" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
      g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
      g_autoptr (GPtrArray) findings = NULL;

      if (rows[i].file != NULL)
        codex_world_write (world, ".codex/auth.json", rows[i].file);
      findings = codex_world_diagnose (world);
      assert_finding (findings, "login", PLIMSOLL_FINDING_BAD, world->login_path);
      assert_finding (findings, "network", PLIMSOLL_FINDING_NOTE, "not asked");
      assert_finding (findings, "advice", PLIMSOLL_FINDING_BAD, rows[i].advice);
      g_assert_cmpuint (harness_server_count (server), ==, 0);
    }
}

/* An expired login is bad news only where no Codex is there to renew it. */
static void
test_expired (void)
{
  g_autoptr (CodexWorld) world = codex_world_new ("http://127.0.0.1:9", NULL);
  g_autofree char *token = codex_world_make_token (world, -2 * G_TIME_SPAN_HOUR);
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) helped = NULL;

  codex_world_log_in (world, token);
  alone = codex_world_diagnose (world);
  assert_finding (alone, "expiry", PLIMSOLL_FINDING_BAD, "expired 2 h ago");
  assert_finding (alone, "advice", PLIMSOLL_FINDING_BAD, "Run any Codex command");

  codex_world_install (world, CODEX_WORLD_ANSWERS);
  helped = codex_world_diagnose (world);
  assert_finding (helped, "expiry", PLIMSOLL_FINDING_NOTE, "expired 2 h ago");
  assert_finding (helped, "advice", PLIMSOLL_FINDING_GOOD, "All is well");
}

/* A keyring is fine with the program, and bad without it; a CODEX_HOME that is no full path is
 * said.
 */
static void
test_elsewhere (void)
{
  static const char *const relative[] = { "CODEX_HOME=here", NULL };
  g_autoptr (CodexWorld) world = codex_world_new (NULL, NULL);
  g_autoptr (CodexWorld) lost = codex_world_new (NULL, relative);
  g_autoptr (GPtrArray) alone = NULL;
  g_autoptr (GPtrArray) helped = NULL;
  g_autoptr (GPtrArray) nowhere = codex_world_diagnose (lost);

  codex_world_write (world, ".codex/config.toml", "cli_auth_credentials_store = \"keyring\"\n");
  alone = codex_world_diagnose (world);
  assert_finding (alone, "login", PLIMSOLL_FINDING_BAD, "keyring");
  codex_world_install (world, CODEX_WORLD_ANSWERS);
  helped = codex_world_diagnose (world);
  assert_finding (helped, "login", PLIMSOLL_FINDING_GOOD, "Codex itself is asked");
  assert_finding (nowhere, "login", PLIMSOLL_FINDING_BAD, "CODEX_HOME is no full path");
}

/* A login file that others may read, an unsafe address, a refusal and a silent server are each
 * found, and each has its advice. */
static void
test_troubles (void)
{
  g_autoptr (HarnessServer) server = serve (401, "{}");
  g_autoptr (CodexWorld) refused = codex_world_new (harness_server_get_url (server), NULL);
  g_autofree char *nobody =
      g_strdup_printf ("http://127.0.0.1:%u", harness_listen_find_closed_port ());
  g_autoptr (CodexWorld) alone = codex_world_new (nobody, NULL);
  g_autoptr (CodexWorld) unsafe = codex_world_new ("http://192.0.2.1", NULL);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  g_autoptr (GPtrArray) third = NULL;

  codex_world_log_in (refused, CODEX_WORLD_TOKEN);
  g_assert_cmpint (g_chmod (refused->login_path, 0644), ==, 0);
  first = codex_world_diagnose (refused);
  assert_finding (first, "permissions", PLIMSOLL_FINDING_WARNING, "other users");
  assert_finding (first, "expiry", PLIMSOLL_FINDING_NOTE, "nobody says");
  assert_finding (first, "answer", PLIMSOLL_FINDING_BAD, "status 401");
  assert_finding (first, "advice", PLIMSOLL_FINDING_BAD, "Run \"codex login\"");

  codex_world_log_in (alone, CODEX_WORLD_TOKEN);
  second = codex_world_diagnose (alone);
  assert_finding (second, "network", PLIMSOLL_FINDING_BAD, "no answer");

  codex_world_log_in (unsafe, CODEX_WORLD_TOKEN);
  third = codex_world_diagnose (unsafe);
  assert_finding (third, "address", PLIMSOLL_FINDING_BAD, "neither https nor this computer");
  assert_finding (third, "network", PLIMSOLL_FINDING_NOTE, "not asked");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codex/doctor/healthy", test_healthy);
  g_test_add_func ("/codex/doctor/no-login", test_no_login);
  g_test_add_func ("/codex/doctor/expired", test_expired);
  g_test_add_func ("/codex/doctor/elsewhere", test_elsewhere);
  g_test_add_func ("/codex/doctor/troubles", test_troubles);
  return g_test_run ();
}
