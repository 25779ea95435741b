/* plimsoll-probe.c - the command that obtains one report and hands it on: the worker of the
 * service. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever starts a probe keeps the schedule. All the same it goes through the ledger, as a person's
 * refresh does: two programs of one person must not ask the same server within a minute, nor one of
 * them against an order that the other got. Bytes go only where no person would have to look at
 * them. */

#include "plimsoll-probe.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "plimsoll-choice.h"
#include "plimsoll-codec.h"
#include "plimsoll-login.h"
#include "plimsoll-show-json.h"

/* Longer than the deadline that the service gives. A service that ends leaves its probes alone, so
 * that a CLI below them is never cut off; one that hangs then must not stay for ever. */
#define LONGEST_LIFE_SECONDS 150u

static void
append_json (PlimsollTerminal *terminal, PlimsollReport *report, gboolean with_identity)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();

  g_ptr_array_add (reports, report);
  plimsoll_show_json_append (terminal->out, reports,
                             &(PlimsollShowMoment){ .now = now, .zone = terminal->zone },
                             with_identity);
}

static void
append_bytes (PlimsollTerminal *terminal, GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  g_string_append_len (terminal->out, data, (gssize) length);
}

/* A provider that nobody uses yet is shown as soon as its login appears: whoever watches the files
 * of the first account watches for that as well. */
static void
watch_for_newcomers (PlimsollTerminal *terminal, GPtrArray *list)
{
  g_autoptr (GPtrArray) newcomers = plimsoll_login_list_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  PlimsollLogin *first = list->len > 0 ? g_ptr_array_index (list, 0) : NULL;

  if (first == NULL)
    return;

  for (guint i = 0; i < terminal->named_providers->len; i++)
    plimsoll_login_list_add_provider (newcomers, g_ptr_array_index (terminal->named_providers, i));

  g_strv_builder_addv (builder, (const char **) first->watch_paths);
  for (guint i = 0; i < newcomers->len; i++)
    g_strv_builder_addv (
        builder, (const char **) ((PlimsollLogin *) g_ptr_array_index (newcomers, i))->watch_paths);
  g_strfreev (first->watch_paths);
  first->watch_paths = g_strv_builder_end (builder);
}

/* Which accounts there are, for the service; the ids alone for a person. */
static PlimsollExit
list_logins (PlimsollTerminal *terminal)
{
  g_autoptr (GPtrArray) list = plimsoll_login_list_new ();
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < terminal->providers->len; i++)
    plimsoll_login_list_add_provider (list, g_ptr_array_index (terminal->providers, i));
  watch_for_newcomers (terminal, list);

  if (!terminal->screen.is_terminal)
    {
      bytes = plimsoll_login_list_to_bytes (list);
      append_bytes (terminal, bytes);
      return PLIMSOLL_EXIT_FRESH;
    }

  for (guint i = 0; i < list->len; i++)
    {
      const PlimsollLogin *login = g_ptr_array_index (list, i);

      g_string_append_printf (terminal->out, "%s\n", plimsoll_account_get_id (login->account));
    }
  return PLIMSOLL_EXIT_FRESH;
}

/* What the status page of one provider says, for the service; its headline for a person. */
static PlimsollExit
tell_incident (PlimsollTerminal *terminal, const char *provider)
{
  g_autoptr (PlimsollIncident) incident = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean is_heard = FALSE;

  alarm (LONGEST_LIFE_SECONDS);
  is_heard = terminal->ask_incident (provider, &incident, terminal->incident_data);
  alarm (0);
  if (!is_heard)
    return PLIMSOLL_EXIT_NOTHING;

  if (terminal->screen.is_terminal)
    {
      if (incident != NULL)
        g_string_append_printf (terminal->out, "%s\n", plimsoll_incident_get_title (incident));
      return PLIMSOLL_EXIT_FRESH;
    }

  bytes = plimsoll_incident_to_bytes (incident);
  append_bytes (terminal, bytes);
  return PLIMSOLL_EXIT_FRESH;
}

static void
append_report (PlimsollTerminal *terminal, PlimsollReport *report)
{
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);

  append_bytes (terminal, bytes);
}

/* Probes the first of `targets`. */
static void
probe (PlimsollTerminal *terminal,
       GPtrArray *targets,
       gboolean wants_json,
       PlimsollCollectFlags flags)
{
  g_autoptr (GPtrArray) reports = NULL;
  PlimsollReport *report = NULL;

  g_ptr_array_set_size (targets, 1);
  alarm (LONGEST_LIFE_SECONDS);
  reports = terminal->collect (targets, flags, terminal->port_data);
  report = g_ptr_array_index (reports, 0);
  if (wants_json || terminal->screen.is_terminal)
    append_json (terminal, report, (flags & PLIMSOLL_COLLECT_IDENTITY) != 0);
  else
    append_report (terminal, report);
  alarm (0);
}

PlimsollExit
plimsoll_probe_run (PlimsollTerminal *terminal,
                    const PlimsollCommand *command,
                    const char *const *words)
{
  g_autofree char *account = NULL;
  g_autofree char *provider = NULL;
  gboolean wants_list = FALSE;
  gboolean wants_json = FALSE;
  gboolean wants_identity = FALSE;
  gboolean is_for_person = FALSE;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_ ("Probe this account instead of the first"), N_ ("ACCOUNT") },
    { "list", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_list,
      N_ ("Only name the accounts there are"), NULL },
    { "incidents", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &provider,
      N_ ("Ask the status page of a provider instead: claude, codex"), N_ ("PROVIDER") },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write JSON instead of a serialised GVariant"), NULL },
    { "identity", 'i', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_identity,
      N_ ("Put the e-mail address into the report"), NULL },
    { "person", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &is_for_person,
      N_ ("Somebody wants new numbers now, it is not just their turn"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);
  g_autoptr (GPtrArray) targets = NULL;
  PlimsollCollectFlags flags =
      PLIMSOLL_COLLECT_DIRECT | PLIMSOLL_COLLECT_REFRESH | PLIMSOLL_COLLECT_PLAIN;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  if (wants_list)
    return list_logins (terminal);
  if (provider != NULL)
    return tell_incident (terminal, provider);

  targets = plimsoll_choice_make (terminal, command->name, NULL, account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  if (targets->len == 0)
    return PLIMSOLL_EXIT_NOTHING;

  if (wants_identity)
    flags |= PLIMSOLL_COLLECT_IDENTITY;
  if (!is_for_person)
    flags |= PLIMSOLL_COLLECT_TURN;
  probe (terminal, targets, wants_json, flags);
  return PLIMSOLL_EXIT_FRESH;
}
