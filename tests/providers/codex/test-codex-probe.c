/* test-codex-probe.c - tests of the Codex provider: from a login file over a socket to a report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real files, a real server on 127.0.0.1, the real parser. What each refusal means is tested as a
 * table elsewhere, and so is the installed program. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "codex-world.h"
#include "harness-listen.h"
#include "harness-log.h"
#include "harness-server.h"
#include "harness-wait.h"

#define OTHER_TOKEN "eyJFAKE.newer-token-of-codex"

static HarnessServer *
serve (guint status, const char *body)
{
  HarnessServer *server = harness_server_new (NULL);

  harness_server_answer (server, status, "application/json", body);
  return server;
}

/* A good login gives numbers with plan, source and moment, and its key; the request is the one that
 * is known to work, and says who we are. No file of the person's changes. */
static void
test_numbers (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  before = codex_world_digest (world);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  after = codex_world_digest (world);

  codex_world_assert_session (report, "oauth", 34.0);
  g_assert_cmpstr (plimsoll_snapshot_get_plan (plimsoll_report_get_snapshot (report)), ==, "Plus");
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)));
  g_assert_cmpuint (strlen (plimsoll_report_get_key (report)), ==, 32);
  g_assert_cmpstr (after, ==, before);

  g_assert_cmpuint (harness_server_count (server), ==, 1);
  g_assert_cmpstr (harness_server_get_header (server, 0, ""), ==, "/backend-api/wham/usage");
  g_assert_cmpstr (harness_server_get_header (server, 0, "Authorization"), ==,
                   "Bearer " CODEX_WORLD_TOKEN);
  g_assert_cmpstr (harness_server_get_header (server, 0, "ChatGPT-Account-Id"), ==,
                   "acct-FAKE-0001");
  g_assert_cmpstr (harness_server_get_header (server, 0, "Accept"), ==, "application/json");
  g_assert_true (
      g_str_has_prefix (harness_server_get_header (server, 0, "User-Agent"), "Plimsoll/"));
}

/* The e-mail address is in the numbers only when it was asked for. */
static void
test_identity (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  report = codex_world_probe (world, PLIMSOLL_PROBE_IDENTITY);
  g_assert_cmpstr (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)), ==,
                   "me@example.org");
}

/* What can be known from the file is not found out by a request: none is sent, no program is
 * started, and the sentence says what to do. */
static void
test_unfit_logins (void)
{
  static const struct
  {
    const char *file; /* NULL: none */
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { NULL, PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"" },
    { "{}", PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"" },
    { "{\"tokens\":{\"access_token\":\"\"}}", PLIMSOLL_CONDITION_SIGNED_OUT,
      "Run \"codex login\"" },
    { "{\"tokens\":{\"access_token\":\"FAKE with blanks in it\"}}", PLIMSOLL_CONDITION_SIGNED_OUT,
      "damaged" },
    { "{\"OPENAI_API_KEY\":\"sk-FAKE\"}", PLIMSOLL_CONDITION_NO_SCOPE, "has no plan limits" },
    { "{\"tokens\":{\"access_tok", PLIMSOLL_CONDITION_TROUBLE, "being written" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
      g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
      g_autoptr (PlimsollReport) report = NULL;
      g_autofree char *heard = NULL;

      codex_world_install (world, CODEX_WORLD_ANSWERS);
      if (rows[i].file != NULL)
        codex_world_write (world, ".codex/auth.json", rows[i].file);
      report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);

      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (harness_server_count (server), ==, 0);
      heard = codex_world_read_heard (world);
      g_assert_cmpstr (heard, ==, "");
    }
}

/* A folder, a loop of links and a relative CODEX_HOME are said as what they are. */
static void
test_unreadable_logins (void)
{
  static const char *const variables[] = { "CODEX_HOME=relative/folder", NULL };
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) folder = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (CodexWorld) loop = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (CodexWorld) relative = codex_world_new (harness_server_get_url (server), variables);
  g_autoptr (PlimsollReport) first = NULL;
  g_autoptr (PlimsollReport) second = NULL;
  g_autoptr (PlimsollReport) third = NULL;

  g_assert_cmpint (g_mkdir (folder->login_path, 0700), ==, 0);
  g_assert_cmpint (symlink (loop->login_path, loop->login_path), ==, 0);
  first = codex_world_probe (folder, PLIMSOLL_PROBE_DEFAULT);
  second = codex_world_probe (loop, PLIMSOLL_PROBE_DEFAULT);
  third = codex_world_probe (relative, PLIMSOLL_PROBE_DEFAULT);

  provider_call_assert_problem (first, PLIMSOLL_CONDITION_SIGNED_OUT, "cannot be read");
  provider_call_assert_problem (second, PLIMSOLL_CONDITION_SIGNED_OUT, "cannot be read");
  provider_call_assert_problem (third, PLIMSOLL_CONDITION_SIGNED_OUT, "no full path");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
}

/* A login that says that it is over is not sent. */
static void
test_expired (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autofree char *over = codex_world_make_token (world, -G_TIME_SPAN_HOUR);
  g_autofree char *good = codex_world_make_token (world, G_TIME_SPAN_HOUR);
  g_autoptr (PlimsollReport) first = NULL;
  g_autoptr (PlimsollReport) second = NULL;

  codex_world_log_in (world, over);
  first = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (first, PLIMSOLL_CONDITION_EXPIRED, "Run any Codex command");
  g_assert_cmpuint (harness_server_count (server), ==, 0);

  codex_world_log_in (world, good);
  second = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (second, "oauth", 34.0);
}

/* The token goes to https or to this computer, and nowhere else. */
static void
test_unsafe_address (void)
{
  g_autoptr (CodexWorld) world = codex_world_new ("http://192.0.2.1", NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_BAD_REPLY,
                                "PLIMSOLL_CODEX_BASE_URL is neither https");
}

/* A company's own server is asked where Codex asks it; an unsafe one in the settings is not. */
static void
test_address_of_settings (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (NULL, NULL);
  g_autofree char *config =
      g_strdup_printf ("chatgpt_base_url = \"%s/\"\n", harness_server_get_url (server));
  g_autoptr (PlimsollReport) first = NULL;
  g_autoptr (PlimsollReport) second = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  codex_world_write (world, ".codex/config.toml", config);
  first = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (first, "oauth", 34.0);
  g_assert_cmpstr (harness_server_get_header (server, 0, ""), ==, "/api/codex/usage");

  codex_world_write (world, ".codex/config.toml", "chatgpt_base_url = \"http://192.0.2.1\"\n");
  second = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (second, PLIMSOLL_CONDITION_BAD_REPLY, "config.toml");
}

static void
renew (HarnessServer *server, gpointer user_data)
{
  codex_world_log_in (user_data, OTHER_TOKEN);
}

/* A 401 while Codex renews its login: the newer token is read and asked with, once. */
static void
test_renewed_meanwhile (void)
{
  g_autoptr (HarnessServer) server = serve (401, "{\"detail\":\"Unauthorized\"}");
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  harness_server_answer (server, 200, "application/json", CODEX_WORLD_BODY);
  harness_server_set_hook (server, renew, world);
  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);

  codex_world_assert_session (report, "oauth", 34.0);
  g_assert_cmpstr (harness_server_get_header (server, 1, "Authorization"), ==,
                   "Bearer " OTHER_TOKEN);
}

/* A token that is refused is not sent twice. */
static void
test_refused (void)
{
  g_autoptr (HarnessServer) server = serve (401, "{\"detail\":\"Unauthorized\"}");
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_SIGNED_OUT, "Run \"codex login\"");
  g_assert_nonnull (plimsoll_report_get_key (report));
  g_assert_cmpuint (harness_server_count (server), ==, 1);
}

static gboolean
on_written_cb (gpointer user_data)
{
  codex_world_log_in (user_data, CODEX_WORLD_TOKEN);
  return G_SOURCE_REMOVE;
}

/* A login file that is whole a moment later gives numbers. */
static void
test_torn_then_whole (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_write (world, ".codex/auth.json", "{\"tokens\":{\"access_tok");
  g_idle_add (on_written_cb, world);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  codex_world_assert_session (report, "oauth", 34.0);
}

/* Without anybody there it is offline, not signed out. */
static void
test_offline (void)
{
  g_autofree char *url =
      g_strdup_printf ("http://127.0.0.1:%u", harness_listen_find_closed_port ());
  g_autoptr (CodexWorld) world = codex_world_new (url, NULL);
  g_autoptr (PlimsollReport) report = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  codex_world_install (world, CODEX_WORLD_ANSWERS);
  report = codex_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_OFFLINE, "No connection");
}

/* The service learns which files to watch, which token is meant and whether it needs the network;
 * a home without Codex is not in use. */
static void
test_port (void)
{
  static const char *const names[] = { "CODEX_HOME", "PLIMSOLL_CODEX_BASE_URL" };
  g_autoptr (CodexWorld) local = codex_world_new ("http://127.0.0.1:9", NULL);
  g_autoptr (CodexWorld) remote = codex_world_new (NULL, NULL);
  PlimsollProvider *provider = PLIMSOLL_PROVIDER (local->provider);
  g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (provider);
  PlimsollAccount *account = g_ptr_array_index (accounts, 0);
  g_auto (GStrv) paths = plimsoll_provider_dup_watch_paths (provider, account);
  g_autofree char *no_key = plimsoll_provider_dup_key (provider, account);
  g_autofree char *key = NULL;
  guint n_variables = 0;
  const PlimsollVariable *variables = plimsoll_provider_list_variables (provider, &n_variables);

  g_assert_cmpstr (plimsoll_account_get_id (account), ==, "codex:default");
  g_assert_cmpstr (plimsoll_account_get_name (account), ==, "Codex");
  g_assert_cmpstr (plimsoll_provider_get_id (provider), ==, "codex");
  g_assert_cmpstr (paths[0], ==, local->login_path);
  g_assert_null (no_key);
  codex_world_log_in (local, CODEX_WORLD_TOKEN);
  key = plimsoll_provider_dup_key (provider, account);
  g_assert_cmpuint (strlen (key), ==, 32);
  g_assert_false (plimsoll_provider_needs_network (provider, account));
  g_assert_true (plimsoll_provider_needs_network (PLIMSOLL_PROVIDER (remote->provider), account));
  g_assert_cmpuint (n_variables, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < n_variables; i++)
    g_assert_cmpstr (variables[i].name, ==, names[i]);

  g_assert_true (plimsoll_codex_provider_is_in_use (local->provider));
}

/* Cancelling ends a probe that waits for the server. */
static void
test_cancelled (void)
{
  g_autoptr (HarnessServer) server = serve (200, CODEX_WORLD_BODY);
  g_autoptr (CodexWorld) world = codex_world_new (harness_server_get_url (server), NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) accounts =
      plimsoll_provider_list_accounts (PLIMSOLL_PROVIDER (world->provider));
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  codex_world_log_in (world, CODEX_WORLD_TOKEN);
  plimsoll_provider_probe_async (PLIMSOLL_PROVIDER (world->provider),
                                 g_ptr_array_index (accounts, 0), PLIMSOLL_PROBE_DEFAULT,
                                 cancellable, harness_on_done_cb, &place);
  g_cancellable_cancel (cancellable);
  result = harness_wait (&place);
  g_assert_null (
      plimsoll_provider_probe_finish (PLIMSOLL_PROVIDER (world->provider), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
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
  g_test_add_func ("/codex/probe/numbers", test_numbers);
  g_test_add_func ("/codex/probe/identity", test_identity);
  g_test_add_func ("/codex/probe/unfit-logins", test_unfit_logins);
  g_test_add_func ("/codex/probe/unreadable-logins", test_unreadable_logins);
  g_test_add_func ("/codex/probe/expired", test_expired);
  g_test_add_func ("/codex/probe/unsafe-address", test_unsafe_address);
  g_test_add_func ("/codex/probe/address-of-settings", test_address_of_settings);
  g_test_add_func ("/codex/probe/renewed-meanwhile", test_renewed_meanwhile);
  g_test_add_func ("/codex/probe/refused", test_refused);
  g_test_add_func ("/codex/probe/torn-then-whole", test_torn_then_whole);
  g_test_add_func ("/codex/probe/offline", test_offline);
  g_test_add_func ("/codex/probe/port", test_port);
  g_test_add_func ("/codex/probe/cancelled", test_cancelled);
  g_test_add_func ("/codex/probe/no-token-logged", test_no_token_logged);
  return g_test_run ();
}
