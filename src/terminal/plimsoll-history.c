/* plimsoll-history.c - the command that looks back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which limits there are is asked as for `show`; what was read of them comes from the service, or
 * from its database. Of a login that nobody knows any more the usual limits are looked up all the
 * same: its past is still there. Nothing kept is said in a sentence and by the exit status, also
 * beside an empty table for a program. */
#include "plimsoll-history.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-choice.h"
#include "plimsoll-history-view.h"
#include "plimsoll-moment.h"
#include "plimsoll-report.h"
#include "plimsoll-span.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

#define USUAL_SPAN (7 * G_TIME_SPAN_DAY)
/* What the service answers at most. */
#define MOST_POINTS 2000
/* Of a week: four rows a day. */
#define USUAL_ROWS 29
#define USUAL_CELLS 24

typedef struct
{
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  char *limit; /* (owned) (nullable) */
  char *since; /* (owned) (nullable) */
  GTimeSpan span;
  int points; /* 0: as usual */
  gboolean wants_csv;
  gboolean wants_json;
  gboolean wants_curves;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->provider);
  g_free (self->account);
  g_free (self->limit);
  g_free (self->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* (transfer full) (nullable): what is wrong with what was asked. */
static char *
dup_mistake (Options *options)
{
  g_autofree char *shown = NULL;

  if (options->wants_csv + options->wants_json + options->wants_curves > 1)
    return g_strdup (_ ("One of --csv, --json and --sparkline."));
  if (options->points < 0 || options->points > MOST_POINTS)
    /* Translators: %d is a number. */
    return g_strdup_printf (_ ("--points goes from 1 to %d."), MOST_POINTS);
  options->span = USUAL_SPAN;
  if (options->since == NULL
      || (plimsoll_span_parse (options->since, &options->span) && options->span > 0))
    return NULL;
  shown = plimsoll_text_redact (options->since);
  /* Translators: %s is what was typed. */
  return g_strdup_printf (_ ("'%s' is no length of time such as 7d, 12h or 1h30m."), shown);
}

static PlimsollOptionsOutcome
parse_options (PlimsollTerminal *terminal,
               const PlimsollCommand *command,
               const char *const *words,
               Options *options)
{
  const GOptionEntry entries[] = {
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->provider,
      N_ ("Only the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->account,
      N_ ("Only one account, such as claude:default"), N_ ("ACCOUNT") },
    { "limit", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->limit,
      N_ ("Only one limit, such as session, week or week:fable"), N_ ("LIMIT") },
    { "since", 's', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &options->since,
      N_ ("How far to look back, such as 12h; 7d without it"), N_ ("TIME") },
    { "points", 'n', G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &options->points,
      N_ ("At most so many rows, readings of a limit, or cells"), N_ ("N") },
    { "csv", 'c', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_csv,
      N_ ("Write every reading as CSV"), NULL },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_json,
      N_ ("Write every reading as JSON"), NULL },
    { "sparkline", 'k', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &options->wants_curves,
      N_ ("Write one line for each limit"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);
  g_autofree char *mistake = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome;
  mistake = dup_mistake (options);
  if (mistake == NULL)
    return PLIMSOLL_OPTIONS_GO;
  plimsoll_options_complain (terminal, command->name, mistake, NULL);
  return PLIMSOLL_OPTIONS_WRONG;
}

/* How a view is filled. */
typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const Options *options;
  const PlimsollHistoryView *view;
  guint points;
} Reader;

static void
add_limit (const Reader *self, PlimsollHistoryAccount *account, const char *id, const char *title)
{
  PlimsollTerminal *terminal = self->terminal;

  if (self->options->limit != NULL && !g_str_equal (id, self->options->limit))
    return;
  plimsoll_history_account_add (account, id, title,
                                terminal->history (plimsoll_account_get_id (account->account), id,
                                                   self->view->from, self->view->to, self->points,
                                                   terminal->port_data));
}

static void
add_account (const Reader *self, PlimsollReport *report)
{
  PlimsollHistoryAccount *account =
      plimsoll_history_account_new (plimsoll_report_get_account (report));
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  for (guint i = 0; snapshot != NULL && i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      const PlimsollLimitFields *fields =
          plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, i));

      add_limit (self, account, fields->id, fields->title);
    }
  if (snapshot == NULL)
    {
      add_limit (self, account, "session", _ ("Session"));
      add_limit (self, account, "week", _ ("Week"));
    }
  /* One that is named may be of the past alone. */
  if (self->options->limit != NULL && account->limits->len == 0)
    add_limit (self, account, self->options->limit, self->options->limit);
  g_ptr_array_add (self->view->accounts, account);
}

static void
append_view (PlimsollTerminal *terminal, const Options *options, const PlimsollHistoryView *view)
{
  guint points = (guint) options->points;

  if (options->wants_csv)
    plimsoll_history_view_append_csv (terminal->out, view);
  else if (options->wants_json)
    plimsoll_history_view_append_json (terminal->out, view);
  else if (options->wants_curves)
    plimsoll_history_view_append_curves (terminal->out, view, &terminal->screen,
                                         points != 0 ? points : USUAL_CELLS);
  else
    plimsoll_history_view_append_table (terminal->out, view, &terminal->screen,
                                        points != 0 ? points : USUAL_ROWS);
}

static PlimsollExit
look_back (PlimsollTerminal *terminal, const Options *options, GPtrArray *targets)
{
  g_autoptr (GPtrArray) reports =
      terminal->collect (targets, PLIMSOLL_COLLECT_DEFAULT, terminal->port_data);
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_history_account_free);
  const PlimsollHistoryView view = {
    .accounts = accounts,
    .from = plimsoll_moment_to_unix (now) - options->span / G_TIME_SPAN_SECOND,
    .to = plimsoll_moment_to_unix (now),
    .zone = terminal->zone,
  };
  gboolean is_whole = options->wants_csv || options->wants_json;
  const Reader reader = {
    .terminal = terminal,
    .options = options,
    .view = &view,
    /* Rows and cells are made of all there is. */
    .points = is_whole && options->points != 0 ? (guint) options->points : MOST_POINTS,
  };
  g_autofree char *length = plimsoll_words_length (options->span);

  for (guint i = 0; i < reports->len; i++)
    add_account (&reader, g_ptr_array_index (reports, i));
  append_view (terminal, options, &view);
  if (!plimsoll_history_view_is_empty (&view))
    return PLIMSOLL_EXIT_FRESH;
  g_string_append (terminal->err, "plimsoll: ");
  /* Translators: %s is a length of time such as "7 d". */
  g_string_append_printf (terminal->err,
                          _ ("Nothing is kept of the last %s. Readings are kept while the service "
                             "runs.\n"),
                          length);
  return PLIMSOLL_EXIT_NOTHING;
}

PlimsollExit
plimsoll_history_run (PlimsollTerminal *terminal,
                      const PlimsollCommand *command,
                      const char *const *words)
{
  g_auto (Options) options = { NULL };
  PlimsollOptionsOutcome outcome = parse_options (terminal, command, words, &options);
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  targets = plimsoll_choice_make (terminal, command->name, options.provider, options.account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  return look_back (terminal, &options, targets);
}
