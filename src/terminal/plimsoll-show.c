/* plimsoll-show.c - the command that shows what is used.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Understands the options, has the numbers collected, picks what was asked for and hands it to the
 * writer of tables or of JSON. Its exit status is a contract; see plimsoll-exit.c. */

#include "plimsoll-show.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-choice.h"
#include "plimsoll-report-names.h"
#include "plimsoll-show-json.h"
#include "plimsoll-show-table.h"

typedef struct
{
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  char *window_word; /* (owned) (nullable) */
  char *format; /* (owned) (nullable): a template */
  PlimsollShowWindow window;
  gboolean wants_json;
  gboolean wants_identity;
  gboolean wants_refresh;
  gboolean wants_direct;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->provider);
  g_free (self->account);
  g_free (self->window_word);
  g_free (self->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static PlimsollOptionsOutcome
parse_options (PlimsollTerminal *terminal,
               const PlimsollCommand *command,
               const char *const *words,
               Options *options)
{
  const GOptionEntry entries[] = {
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->provider,
      N_ ("Show the accounts of one provider: claude, codex, demo"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->account,
      N_ ("Show one account, such as claude:default"), N_ ("ACCOUNT") },
    { "window", 'w', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->window_word,
      N_ ("Show only sessions (5h) or weeks (7d)"), "5h|7d" },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_json,
      N_ ("Write JSON for scripts"), NULL },
    { "format", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->format,
      N_ ("Write a line for each account, such as '{session.percent} until {session.resets_at}'; "
          "the manual names all there is"),
      N_ ("TEMPLATE") },
    { "identity", 'i', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_identity,
      N_ ("Show whose account it is (e-mail address)"), NULL },
    { "refresh", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_refresh,
      N_ ("Ask for new numbers, unless the last were asked for within a minute"), NULL },
    { "direct", 'd', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_direct,
      N_ ("Obtain the numbers without the service"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);

  if (outcome != PLIMSOLL_OPTIONS_GO || options->window_word == NULL
      || plimsoll_options_read_window (terminal, command, options->window_word, &options->window))
    return outcome;

  return PLIMSOLL_OPTIONS_WRONG;
}

static GPtrArray *
collect (PlimsollTerminal *terminal, GPtrArray *targets, const Options *options)
{
  g_autoptr (GPtrArray) whole = NULL;
  GPtrArray *selected = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  PlimsollCollectFlags flags = PLIMSOLL_COLLECT_DEFAULT;

  if (options->wants_identity)
    flags |= PLIMSOLL_COLLECT_IDENTITY;
  if (options->wants_refresh)
    flags |= PLIMSOLL_COLLECT_REFRESH;
  if (options->wants_direct)
    flags |= PLIMSOLL_COLLECT_DIRECT;

  whole = terminal->collect (targets, flags, terminal->port_data);
  for (guint i = 0; i < whole->len; i++)
    g_ptr_array_add (selected, plimsoll_show_select (g_ptr_array_index (whole, i), options->window,
                                                     options->wants_identity));
  return selected;
}

/* FALSE, and a word in `err`, when the template makes no sense. */
static gboolean
append_formatted (PlimsollTerminal *terminal,
                  const PlimsollCommand *command,
                  const char *format,
                  GPtrArray *reports,
                  const PlimsollShowMoment *moment)
{
  const PlimsollTemplateNames how = { .screen = &terminal->screen };

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReportScene scene = { .report = g_ptr_array_index (reports, i), .moment = moment };
      g_autofree char *mistake = NULL;

      if (!plimsoll_report_names_fill (terminal->out, format, &scene, &how, &mistake))
        {
          plimsoll_options_complain (terminal, command->name, mistake, NULL);
          return FALSE;
        }
      g_string_append_c (terminal->out, '\n');
    }
  return TRUE;
}

PlimsollExit
plimsoll_show_run (PlimsollTerminal *terminal,
                   const PlimsollCommand *command,
                   const char *const *words)
{
  g_auto (Options) options = { NULL };
  PlimsollOptionsOutcome outcome = parse_options (terminal, command, words, &options);
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GDateTime) now = NULL;
  PlimsollShowMoment moment = { NULL };

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  targets = plimsoll_choice_make (terminal, command->name, options.provider, options.account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;

  reports = collect (terminal, targets, &options);
  now = plimsoll_clock_now (terminal->clock);
  moment = (PlimsollShowMoment){ .now = now,
                                 .zone = terminal->zone,
                                 .shows_left = terminal->shows_left };
  if (options.wants_json)
    plimsoll_show_json_append (terminal->out, reports, &moment, options.wants_identity);
  else if (options.format != NULL)
    {
      if (!append_formatted (terminal, command, options.format, reports, &moment))
        return PLIMSOLL_EXIT_WRONG_USAGE;
    }
  else
    plimsoll_show_table_append (terminal->out, reports, &terminal->screen, &moment);

  return plimsoll_exit_from_reports (reports, now, PLIMSOLL_SHOW_FRESH_FOR);
}
