/* plimsoll.c - the command: puts providers, memory and terminal together and runs what was asked
 * for. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only wiring. The environment is read once, here, and handed on. Everything that is written is
 * gathered first and written at the end, so that a reader that went away (`plimsoll | head -1`)
 * disturbs nothing. */

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "plimsoll-bare.h"
#include "plimsoll-claude-provider.h"
#include "plimsoll-codex-provider.h"
#include "plimsoll-commands.h"
#include "plimsoll-config.h"
#include "plimsoll-demo-provider.h"
#include "plimsoll-direct.h"
#include "plimsoll-harden.h"
#include "plimsoll-http.h"
#include "plimsoll-live-feed.h"
#include "plimsoll-hours.h"
#include "plimsoll-page-server.h"
#include "plimsoll-past.h"
#include "plimsoll-paths.h"
#include "plimsoll-place.h"
#include "plimsoll-preferences.h"
#include "plimsoll-source-book.h"
#include "plimsoll-page-reader.h"
#include "plimsoll-status-feed.h"
#include "plimsoll-types.h"
#include "plimsoll-web-keys.h"

static void
prepare_process (void)
{
  /* First of all: from here on there may be a token in memory. */
  plimsoll_harden_process ();
  /* Standard output is for what was asked for; a probe's is read by a program. GLib wants to hear
   * of it before there is a second thread. */
  g_log_writer_default_set_use_stderr (TRUE);
  plimsoll_types_prepare ();
  /* A closed pipe is an error of write(), not the end of the process. */
  signal (SIGPIPE, SIG_IGN);

  setlocale (LC_ALL, "");
  plimsoll_hours_follow_desktop ();
  bindtextdomain (GETTEXT_PACKAGE, PLIMSOLL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* FALSE, with errno, when the place to write to is full or broken, or nobody reads any more. */
static gboolean
write_all (int fd, const GString *text)
{
  gsize done = 0;

  while (done < text->len)
    {
      ssize_t wrote = write (fd, text->str + done, text->len - done);

      if (wrote < 0 && errno == EINTR)
        continue;
      if (wrote < 0)
        return FALSE;
      done += (gsize) wrote;
    }

  return TRUE;
}

static gboolean
flush (GString *out, GString *err, gpointer port_data)
{
  gboolean is_written = FALSE;

  (void) write_all (STDERR_FILENO, err);
  is_written = write_all (STDOUT_FILENO, out);
  g_string_truncate (err, 0);
  g_string_truncate (out, 0);
  return is_written;
}

static PlimsollExit
write_out (PlimsollTerminal *terminal, PlimsollExit status)
{
  (void) write_all (STDERR_FILENO, terminal->err);
  /* Nobody reading any more is no failure: `plimsoll | head -1` has what it wanted. */
  if (write_all (STDOUT_FILENO, terminal->out) || errno == EPIPE)
    return status;

  g_string_printf (terminal->err, "plimsoll: %s\n", g_strerror (errno));
  (void) write_all (STDERR_FILENO, terminal->err);
  return PLIMSOLL_EXIT_CANNOT_WRITE;
}

/* The further Claude logins of the settings. */
static void
add_logins (PlimsollClaudeProvider *claude, PlimsollPreferences *preferences)
{
  g_autoptr (GVariant) folders = plimsoll_preferences_dup_config_directories (preferences);
  GVariantIter iter;
  const char *name = NULL;
  const char *folder = NULL;

  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "{&s&s}", &name, &folder))
    plimsoll_claude_provider_add_login (claude, name, folder);
}

/* What the person calls the accounts. Nobody else need know: reports carry the name. */
static void
name_accounts (GPtrArray *providers, PlimsollPreferences *preferences)
{
  g_autoptr (GVariant) names = plimsoll_preferences_dup_account_names (preferences);
  GVariantIter iter;
  const char *id = NULL;
  const char *name = NULL;

  for (guint i = 0; i < providers->len; i++)
    {
      g_variant_iter_init (&iter, names);
      while (g_variant_iter_next (&iter, "{&s&s}", &id, &name))
        plimsoll_provider_rename (g_ptr_array_index (providers, i), id, name);
    }
}

/* Codex is shown to those who use it, and to others when they name it. */
static void
add_codex (PlimsollTerminal *terminal,
           PlimsollHttp *http,
           PlimsollSourceGate *gate,
           const char *const *environment)
{
  g_autofree char *runtime_dir = plimsoll_paths_dup_runtime_dir ();
  g_autofree char *run_folder = g_build_filename (runtime_dir, "codex", NULL);
  PlimsollCodexProvider *codex = plimsoll_codex_provider_new (http, terminal->clock, environment,
                                                              g_get_home_dir (), run_folder);

  plimsoll_codex_provider_set_gate (codex, gate);
  g_ptr_array_add (plimsoll_codex_provider_is_in_use (codex) ? terminal->providers
                                                             : terminal->named_providers,
                   codex);
}

/* (transfer full): what keeps the budget of each source, for all programs of the person. */
static PlimsollSourceGate *
open_gate (void)
{
  g_autofree char *state_dir = plimsoll_paths_dup_state_dir ();
  g_autofree char *folder = g_build_filename (state_dir, "direct", "sources", NULL);

  return PLIMSOLL_SOURCE_GATE (plimsoll_source_book_new (folder));
}

/* Where Claude's numbers come from. */
static void
choose_sources (PlimsollClaudeProvider *claude, PlimsollPreferences *preferences)
{
  g_auto (GStrv) sources = plimsoll_preferences_dup_claude_sources (preferences);
  g_autofree char *program = plimsoll_preferences_dup_claude_program (preferences);
  g_autofree char *runtime_dir = plimsoll_paths_dup_runtime_dir ();
  g_autofree char *cli_folder = g_build_filename (runtime_dir, "claude", NULL);

  plimsoll_claude_provider_set_sources (claude, (const char *const *) sources);
  plimsoll_claude_provider_set_program (claude, program);
  plimsoll_claude_provider_set_cli_folder (claude, cli_folder);
}

/* Which accounts there are: the demo alone when it is asked for by the environment, beside the
 * others when the settings say so, and otherwise only by name. */
static void
add_providers (PlimsollTerminal *terminal,
               PlimsollHttp *http,
               PlimsollPreferences *preferences,
               const char *const *environment,
               const char *feed_folder,
               PlimsollWebKeys *keys)
{
  PlimsollClaudeProvider *claude = NULL;
  g_autoptr (PlimsollSourceGate) gate = open_gate ();
  PlimsollProvider *demo = PLIMSOLL_PROVIDER (plimsoll_demo_provider_new (terminal->clock));

  if (g_strcmp0 (g_environ_getenv ((char **) environment, "PLIMSOLL_DEMO"), "1") == 0)
    {
      g_ptr_array_add (terminal->providers, demo);
      return;
    }

  claude = plimsoll_claude_provider_new (http, terminal->clock, environment, g_get_home_dir ());
  plimsoll_claude_provider_set_gate (claude, gate);
  choose_sources (claude, preferences);
  plimsoll_claude_provider_set_feed_folder (claude, feed_folder);
  add_logins (claude, preferences);
  keys->claude = claude;
  plimsoll_web_keys_announce (keys);
  g_ptr_array_add (terminal->providers, claude);
  add_codex (terminal, http, gate, environment);
  g_ptr_array_add (plimsoll_preferences_get_demo (preferences) ? terminal->providers
                                                               : terminal->named_providers,
                   demo);
}

/* (transfer full) (nullable): a real variable outranks a setting; NULL is Plimsoll's own name. */
static char *
dup_user_agent (PlimsollPreferences *preferences, const char *const *environment)
{
  const char *variable = g_environ_getenv ((char **) environment, "PLIMSOLL_USER_AGENT");
  g_autofree char *setting = plimsoll_preferences_dup_user_agent (preferences);

  if (variable != NULL && *variable != '\0')
    return g_strdup (variable);

  return *setting != '\0' ? g_steal_pointer (&setting) : NULL;
}

/* Who is asked, and by which names. */
static void
set_up_providers (PlimsollTerminal *terminal,
                  PlimsollHttp *http,
                  PlimsollPreferences *preferences,
                  const char *feed_folder,
                  PlimsollWebKeys *keys)
{
  add_providers (terminal, http, preferences, terminal->environment, feed_folder, keys);
  name_accounts (terminal->providers, preferences);
  name_accounts (terminal->named_providers, preferences);
}

static PlimsollExit
run (const char *const *words, const char *const *environment)
{
  g_autoptr (PlimsollClock) clock = plimsoll_place_new_clock ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  g_autofree char *user_agent = dup_user_agent (preferences, environment);
  g_autoptr (PlimsollHttp) http = plimsoll_http_new (user_agent);
  g_auto (GStrv) hidden = plimsoll_preferences_dup_disabled (preferences);
  g_autofree char *state_dir = plimsoll_paths_dup_state_dir ();
  g_autofree char *folder = g_build_filename (state_dir, "direct", NULL);
  g_autoptr (PlimsollLedger) ledger = plimsoll_ledger_new (folder);
  g_autofree char *feed_folder = plimsoll_paths_dup_feed_dir ();
  g_autoptr (GPtrArray) providers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) named_providers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GString) err = g_string_new (NULL);
  PlimsollDirect direct = { .ledger = ledger, .clock = clock };
  PlimsollViaService via = {
    .direct = &direct,
    .environment = environment,
    .err = err,
    .interval = plimsoll_preferences_get_interval (preferences),
    .asks_incidents = plimsoll_preferences_get_incidents (preferences),
  };
  PlimsollStatusFeed feed = { .clock = clock,
                              .environment = environment,
                              .home = g_get_home_dir (),
                              .feed_folder = feed_folder };
  PlimsollPageReader reader = { .http = http, .environment = environment };
  PlimsollStatusPort status = plimsoll_status_feed_as_port (&feed);
  PlimsollWebKeys keys = { .preferences = preferences };
  PlimsollKeyPort key_port = plimsoll_web_keys_as_port (&keys);
  PlimsollTerminal terminal = {
    .providers = providers,
    .named_providers = named_providers,
    .hidden_accounts = (const char *const *) hidden,
    .clock = clock,
    .shows_left = plimsoll_preferences_get_show_left (preferences),
    .screen = plimsoll_screen_look (STDOUT_FILENO, environment),
    .environment = environment,
    .collect = plimsoll_via_service_collect,
    .follow = plimsoll_live_feed_follow,
    .history = plimsoll_past_read,
    .flush = flush,
    .serve = plimsoll_page_server_listen,
    .diagnose = plimsoll_via_service_diagnose,
    .port_data = &via,
    .status = &status,
    .keys = &key_port,
    .ask_incident = plimsoll_page_reader_ask,
    .incident_data = &reader,
    .in_fd = STDIN_FILENO,
    .out = out,
    .err = err,
  };

  set_up_providers (&terminal, http, preferences, feed_folder, &keys);
  return write_out (&terminal, plimsoll_commands_run (&terminal, words));
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) environment = NULL;

  prepare_process ();
  environment = g_get_environ ();
  if (argc <= 1 && plimsoll_bare_open_window ((const char *const *) environment, STDOUT_FILENO))
    return PLIMSOLL_EXIT_FRESH;

  return (int) run ((const char *const *) argv + (argc > 0 ? 1 : 0),
                    (const char *const *) environment);
}
