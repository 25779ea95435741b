/* plimsoll-service-commands.c - the commands that are about the service.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only `refresh` starts the service when it does not run: whoever asks how it is, or wants it gone,
 * does not want it started. */

#include "plimsoll-service-commands.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-await-bus.h"
#include "plimsoll-json-text.h"
#include "plimsoll-moment.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

/* (transfer full) (nullable): says in `err` why there is none. */
static PlimsollBusClient *
connect (PlimsollTerminal *terminal, gboolean may_start)
{
  g_autoptr (GError) error = NULL;
  gboolean is_bus_there = FALSE;
  PlimsollBusClient *client = plimsoll_await_service (may_start, &is_bus_there, &error);

  if (client != NULL)
    return client;

  g_string_append_printf (terminal->err, "plimsoll: %s\n",
                          is_bus_there ? _ ("The Plimsoll service is not running.")
                                       : _ ("There is no session bus, so there is no service."));
  return NULL;
}

static void
say_verdict (PlimsollTerminal *terminal, const char *verdict, GDateTime *retry_at)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autofree char *until = NULL;

  if (retry_at != NULL)
    until = plimsoll_words_clock (retry_at, now, terminal->zone, PLIMSOLL_CLOCK_WORDS_SHORT);

  if (g_str_equal (verdict, "rate-limited") && until != NULL)
    /* Translators: %s is a time of day. */
    g_string_append_printf (terminal->out, _ ("The provider asks for quiet until %s."), until);
  else if (g_str_equal (verdict, "too-soon") && until != NULL)
    /* Translators: %s is a time of day. */
    g_string_append_printf (terminal->out,
                            _ ("The numbers are less than a minute old; again from %s."), until);
  else if (g_str_equal (verdict, "busy"))
    g_string_append (terminal->out, _ ("New numbers are on their way already."));
  else
    g_string_append (terminal->out, _ ("New numbers are on their way."));

  g_string_append_c (terminal->out, '\n');
}

static void
append_verdict_json (PlimsollTerminal *terminal, const char *verdict, GDateTime *retry_at)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "verdict", verdict);
  plimsoll_json_text_add_moment (builder, "retry_at", retry_at);
  json_builder_end_object (builder);
  plimsoll_json_text_append (terminal->out, builder);
}

PlimsollExit
plimsoll_refresh_run (PlimsollTerminal *terminal,
                      const PlimsollCommand *command,
                      const char *const *words)
{
  g_autofree char *account = NULL;
  gboolean wants_json = FALSE;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_ ("Only this account, such as claude:default"), N_ ("ACCOUNT") },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write JSON for scripts"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);
  g_autoptr (PlimsollBusClient) client = NULL;
  g_autoptr (GDateTime) retry_at = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  client = connect (terminal, TRUE);
  if (client == NULL)
    return PLIMSOLL_EXIT_NOTHING;

  if (!plimsoll_await_refresh (client, account != NULL ? account : "", &verdict, &retry_at, &error))
    {
      g_string_append_printf (terminal->err, "plimsoll: %s\n", error->message);
      return g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS)
                 ? PLIMSOLL_EXIT_WRONG_USAGE
                 : PLIMSOLL_EXIT_NOTHING;
    }

  if (wants_json)
    append_verdict_json (terminal, verdict, retry_at);
  else
    say_verdict (terminal, verdict, retry_at);
  return PLIMSOLL_EXIT_FRESH;
}

/* What the service says of itself; absent values are 0 and NULL. */
typedef struct
{
  guint32 pid;
  gint64 started_at;
  guint64 polls;
  guint64 failed_polls;
  const char *store;
  const char *notice;
  gboolean has_network;
  const char *tray;
} Status;

static Status
read_status (GVariant *packed)
{
  Status status = { .store = "", .tray = "" };

  g_variant_lookup (packed, "pid", "u", &status.pid);
  g_variant_lookup (packed, "started-at", "x", &status.started_at);
  g_variant_lookup (packed, "polls", "t", &status.polls);
  g_variant_lookup (packed, "failed-polls", "t", &status.failed_polls);
  g_variant_lookup (packed, "store", "&s", &status.store);
  g_variant_lookup (packed, "store-notice", "&s", &status.notice);
  g_variant_lookup (packed, "network", "b", &status.has_network);
  g_variant_lookup (packed, "tray", "&s", &status.tray);
  return status;
}

static void
append_status (PlimsollTerminal *terminal, const char *version, const Status *status)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autoptr (GDateTime) started_at = plimsoll_moment_from_unix (status->started_at);
  g_autofree char *since =
      plimsoll_words_clock (started_at, now, terminal->zone, PLIMSOLL_CLOCK_WORDS_FULL);
  GString *out = terminal->out;

  /* Translators: a release, a process number, and a moment such as "today 09:00". */
  g_string_append_printf (out, _ ("Plimsoll service %s, process %u, running since %s.\n"), version,
                          status->pid, since);
  /* Translators: the first half of a sentence, which goes on "3 of that without success." */
  g_string_append_printf (out,
                          g_dngettext (GETTEXT_PACKAGE, "It has asked %lu time; ",
                                       "It has asked %lu times; ", (gulong) status->polls),
                          (gulong) status->polls);
  /* Translators: continues "It has asked 12 times; ". */
  g_string_append_printf (out,
                          g_dngettext (GETTEXT_PACKAGE, "%lu of that without success.\n",
                                       "%lu of that without success.\n",
                                       (gulong) status->failed_polls),
                          (gulong) status->failed_polls);
  if (!status->has_network)
    g_string_append_printf (out, "%s\n", _ ("There is no network at present."));
  if (g_str_equal (status->store, "memory"))
    g_string_append_printf (out, "%s\n", _ ("Nothing is kept on disk."));
  if (status->notice != NULL)
    g_string_append_printf (out, "%s\n", status->notice);
}

static void
append_status_json (PlimsollTerminal *terminal, const char *version, const Status *status)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) started_at = plimsoll_moment_from_unix (status->started_at);

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "version", version);
  plimsoll_json_text_add_number (builder, "pid", status->pid);
  plimsoll_json_text_add_moment (builder, "started_at", started_at);
  plimsoll_json_text_add_number (builder, "polls", (double) status->polls);
  plimsoll_json_text_add_number (builder, "failed_polls", (double) status->failed_polls);
  plimsoll_json_text_add_string (builder, "store", status->store);
  plimsoll_json_text_add_string (builder, "store_notice", status->notice);
  plimsoll_json_text_add_bool (builder, "network", status->has_network);
  plimsoll_json_text_add_string (builder, "tray", status->tray);
  json_builder_end_object (builder);
  plimsoll_json_text_append (terminal->out, builder);
}

static PlimsollExit
run_status (PlimsollTerminal *terminal, PlimsollBusClient *client, gboolean wants_json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) packed = plimsoll_await_status (client, &error);
  Status status;

  if (packed == NULL)
    {
      g_string_append_printf (terminal->err, "plimsoll: %s\n", error->message);
      return PLIMSOLL_EXIT_NOTHING;
    }

  status = read_status (packed);
  if (wants_json)
    append_status_json (terminal, plimsoll_bus_client_get_version (client), &status);
  else
    append_status (terminal, plimsoll_bus_client_get_version (client), &status);
  return PLIMSOLL_EXIT_FRESH;
}

static PlimsollExit
run_stop (PlimsollTerminal *terminal, PlimsollBusClient *client)
{
  g_autoptr (GError) error = NULL;

  if (plimsoll_await_quit (client, &error))
    {
      g_string_append_printf (terminal->out, "%s\n", _ ("The Plimsoll service has been stopped."));
      return PLIMSOLL_EXIT_FRESH;
    }

  g_string_append_printf (terminal->err, "plimsoll: %s\n", error->message);
  return PLIMSOLL_EXIT_NOTHING;
}

PlimsollExit
plimsoll_service_run (PlimsollTerminal *terminal,
                      const PlimsollCommand *command,
                      const char *const *words)
{
  const char *const verbs[] = { "status", "stop", NULL };
  gboolean wants_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write JSON for scripts"), NULL },
    { NULL },
  };
  const char *verb = words[1];
  g_autofree char *shown = NULL;
  g_autofree char *mistake = NULL;
  g_autoptr (PlimsollBusClient) client = NULL;
  PlimsollOptionsOutcome outcome;

  /* The verb stands where other commands have their first option. */
  if (verb != NULL && *verb != '-' && !g_strv_contains (verbs, verb))
    {
      shown = plimsoll_text_redact (verb);
      /* Translators: %s is what was typed. */
      mistake = g_strdup_printf (_ ("The service knows no '%s'; it knows status and stop."), shown);
      plimsoll_options_complain (terminal, command->name, mistake,
                                 plimsoll_text_suggest (verb, verbs));
      return PLIMSOLL_EXIT_WRONG_USAGE;
    }

  outcome = plimsoll_options_parse (terminal, command, entries,
                                    verb != NULL && *verb != '-' ? words + 1 : words);
  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  client = connect (terminal, FALSE);
  if (client == NULL)
    return PLIMSOLL_EXIT_NOTHING;

  return g_strcmp0 (verb, "stop") == 0 ? run_stop (terminal, client)
                                       : run_status (terminal, client, wants_json);
}
