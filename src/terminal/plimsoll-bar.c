/* plimsoll-bar.c - the command that feeds a desktop's bar.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One line in the bar's own language, once, or with --follow a new one whenever it reads otherwise.
 * A follower sleeps until numbers come or until the passing of time changes a word, and ends when
 * its reader does. A bar always gets a line and a status of 0: many show nothing at all, or an ugly
 * error, otherwise; what is wrong stands in the line. */
#include "plimsoll-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <unistd.h>

#include "plimsoll-bar-form.h"
#include "plimsoll-choice.h"
#include "plimsoll-nudge.h"
#include "plimsoll-report-names.h"
#include "plimsoll-show-words.h"
#include "plimsoll-stay.h"
#include "plimsoll-text.h"

/* The tightest limit; its reset once that matters; the age of old numbers; or why there are none.
 */
#define USUAL_FORMAT                                                                          \
  "[{tightest.title} {tightest.percent}]{?tightest.percent>=80}[ · {tightest.resets_at}]{/}" \
  "{?tightest.percent}{?stale} ({age}){/}{:}{status|–}{/}"

/* Between two lines: polybar 3.6 shows the older of two that it reads at once, until a third comes.
 * So long nobody says that numbers are on their way, either: mostly they are there by then. */
#define PAUSE_MS 200

typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const PlimsollCommand *command;
  const PlimsollBarForm *form;
  char *format; /* (owned) (nullable) */
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  gboolean is_followed;
  gboolean wants_direct;
  gboolean is_plain; /* without colours */
  GString *last; /* (owned): what was written last */
  PlimsollLive *live; /* (owned) (nullable) */
  PlimsollStay *stay; /* (owned) (nullable) */
  PlimsollWallTimer *timer; /* (owned) (nullable) */
  guint pause_id; /* of the source that ends a pause, or 0 */
} Bar;

static void
bar_clear (Bar *self)
{
  g_free (self->format);
  g_free (self->provider);
  g_free (self->account);
  if (self->live != NULL)
    g_signal_handlers_disconnect_by_data (self->live, self);
  plimsoll_nudge_clear (&self->timer, self);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  g_clear_object (&self->live);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  if (self->last != NULL)
    g_string_free (self->last, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bar, bar_clear)

/* (nullable): the account whose tightest limit is the highest; one with numbers before one without.
 */
static PlimsollReport *
pick_report (GPtrArray *reports, GDateTime *now, PlimsollLimit **tightest)
{
  PlimsollReport *best = NULL;
  double highest = -1;

  *tightest = NULL;
  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (reports, i);
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
      PlimsollLimit *limit =
          snapshot != NULL ? plimsoll_snapshot_find_tightest (snapshot, now) : NULL;
      double reading = limit != NULL ? plimsoll_limit_get_reading (limit, now) : -1;

      if (best != NULL && !(reading > highest))
        continue;
      best = report;
      highest = reading;
      *tightest = limit;
    }
  return best;
}

/* One line of the tooltip for each limit, in the words of the table. */
static void
append_limits (GString *tooltip, PlimsollReportScene *scene, const PlimsollTemplateNames *how)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (scene->report);

  for (guint i = 0; snapshot != NULL && i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      const char *id = plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, i))->id;
      /* Translators: a template; only "resets" is a word, the rest must stay as it is. */
      g_autofree char *line =
          g_strdup_printf (_ ("[{%1$s.title} {%1$s.percent}][ · resets {%1$s.resets_at}]"), id);
      g_autofree char *mistake = NULL;

      g_string_append_c (tooltip, '\n');
      /* An id that is no name in a template has no line: none of ours is like that. */
      (void) plimsoll_report_names_fill (tooltip, line, scene, how, &mistake);
    }
}

static char *
dup_tooltip (GPtrArray *reports, const PlimsollShowMoment *moment, const PlimsollTemplateNames *how)
{
  GString *tooltip = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReportScene scene = { .report = g_ptr_array_index (reports, i), .moment = moment };
      g_autofree char *mistake = NULL;

      if (i > 0)
        g_string_append (tooltip, "\n\n");
      (void) plimsoll_report_names_fill (tooltip, "{name}[ · {plan}]", &scene, how, &mistake);
      append_limits (tooltip, &scene, how);
      (void) plimsoll_report_names_fill (tooltip, "[\\n{spend}][\\n{message}]", &scene, how,
                                         &mistake);
    }
  return g_string_free (tooltip, FALSE);
}

/* Severity and condition, as words and as a mood. */
static void
judge (PlimsollReport *report,
       PlimsollLimit *tightest,
       GDateTime *now,
       const char **classes,
       PlimsollBarMood *mood)
{
  PlimsollCondition condition =
      report != NULL ? plimsoll_report_get_condition (report, now, PLIMSOLL_SHOW_FRESH_FOR)
                     : PLIMSOLL_CONDITION_LOADING;
  PlimsollSeverity severity =
      tightest != NULL ? plimsoll_limit_peek (tightest)->severity : PLIMSOLL_SEVERITY_NORMAL;

  classes[0] = plimsoll_severity_to_word (severity);
  classes[1] = plimsoll_condition_to_word (condition);
  *mood = severity == PLIMSOLL_SEVERITY_CRITICAL  ? PLIMSOLL_BAR_CRITICAL
          : severity == PLIMSOLL_SEVERITY_WARNING ? PLIMSOLL_BAR_WARNING
                                                  : PLIMSOLL_BAR_CALM;
  if (tightest != NULL && condition == PLIMSOLL_CONDITION_FRESH)
    return;
  *mood = PLIMSOLL_BAR_DULL;
  if (tightest == NULL)
    {
      classes[0] = classes[1];
      classes[1] = NULL;
    }
}

/* FALSE, with `*mistake`, when the person's template makes no sense. `*changes_in` is lowered. */
static gboolean
append_line (Bar *self, GString *out, GPtrArray *reports, GTimeSpan *changes_in, char **mistake)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  PlimsollShowMoment moment = { .now = now, .zone = self->terminal->zone };
  PlimsollTemplateNames how = { .screen = &self->terminal->screen,
                                .escape = self->form->escape,
                                .changes_in = changes_in };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *tooltip = dup_tooltip (reports, &moment, &how);
  const char *classes[3] = { NULL };
  PlimsollBarLine line = { .classes = classes,
                           .has_color = !self->is_plain,
                           .is_followed = self->is_followed,
                           .percent = (double) NAN };
  PlimsollLimit *tightest = NULL;
  PlimsollReportScene scene = { .report = pick_report (reports, now, &tightest),
                                .moment = &moment };

  if (scene.report != NULL
      && !plimsoll_report_names_fill (text, self->format != NULL ? self->format : USUAL_FORMAT,
                                      &scene, &how, mistake))
    return FALSE;
  /* Nobody has answered yet. */
  if (scene.report == NULL)
    g_string_assign (text, self->terminal->screen.is_utf8 ? "…" : "...");
  judge (scene.report, tightest, now, classes, &line.mood);
  if (tightest != NULL)
    line.percent = plimsoll_limit_get_reading (tightest, now);
  g_strdelimit (text->str, "\n", ' ');
  line.text = text->str;
  line.tooltip = tooltip;
  self->form->append (out, &line);
  return TRUE;
}

static void on_changed_cb (Bar *self);

static gboolean
on_pause_over_cb (gpointer user_data)
{
  Bar *self = user_data;

  self->pause_id = 0;
  on_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* TRUE when a line has to wait; the first numbers do not. */
static gboolean
is_pausing (Bar *self)
{
  return self->pause_id != 0 && (self->last->len > 0 || !plimsoll_live_is_complete (self->live));
}

static void
pause_lines (Bar *self)
{
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, on_pause_over_cb, self);
}

/* Writes the line if it is another one. */
static void
on_changed_cb (Bar *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *mistake = NULL;
  GTimeSpan changes_in = PLIMSOLL_WORDS_NEVER;
  GString *out = self->terminal->out;

  if (is_pausing (self))
    return;
  /* The template was tried before the first line. */
  if (!append_line (self, line, plimsoll_live_get_reports (self->live), &changes_in, &mistake))
    return;
  plimsoll_nudge_set (self->timer, self->terminal->clock, changes_in);
  if (g_string_equal (line, self->last))
    return;
  pause_lines (self);
  g_string_assign (self->last, line->str);
  g_string_append_len (out, line->str, (gssize) line->len);
  if (!self->terminal->flush (out, self->terminal->err, self->terminal->port_data))
    plimsoll_stay_end (self->stay);
}

static PlimsollExit
follow (Bar *self, GPtrArray *targets)
{
  PlimsollCollectFlags flags =
      self->wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT;

  self->stay = plimsoll_stay_new (STDOUT_FILENO);
  self->timer = plimsoll_nudge_new ((PlimsollNudgeFunc) on_changed_cb, self);
  self->live = self->terminal->follow (targets, flags, self->terminal->port_data);
  g_signal_connect_swapped (self->live, "changed", G_CALLBACK (on_changed_cb), self);
  pause_lines (self);
  on_changed_cb (self);
  plimsoll_stay_run (self->stay);
  return PLIMSOLL_EXIT_FRESH;
}

static PlimsollExit
write_once (Bar *self, GPtrArray *targets)
{
  PlimsollCollectFlags flags =
      self->wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT;
  g_autoptr (GPtrArray) reports =
      self->terminal->collect (targets, flags, self->terminal->port_data);
  g_autofree char *mistake = NULL;
  GTimeSpan changes_in = PLIMSOLL_WORDS_NEVER;

  (void) append_line (self, self->terminal->out, reports, &changes_in, &mistake);
  return PLIMSOLL_EXIT_FRESH;
}

/* FALSE, and a word in `err`, when the template makes no sense: before anybody is asked. */
static gboolean
try_template (Bar *self, GPtrArray *targets)
{
  const PlimsollTarget *target = targets->len > 0 ? g_ptr_array_index (targets, 0) : NULL;
  g_autoptr (GPtrArray) reports =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, "-", NULL);
  g_autoptr (GString) bucket = g_string_new (NULL);
  g_autofree char *mistake = NULL;
  GTimeSpan changes_in = PLIMSOLL_WORDS_NEVER;

  if (target == NULL)
    return TRUE;
  g_ptr_array_add (reports, plimsoll_report_new (target->account, NULL, NULL, problem));
  if (append_line (self, bucket, reports, &changes_in, &mistake))
    return TRUE;
  plimsoll_options_complain (self->terminal, self->command->name, mistake, NULL);
  return FALSE;
}

static PlimsollOptionsOutcome
parse_options (Bar *self, const char *const *words)
{
  const GOptionEntry entries[] = {
    { "follow", 'F', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_followed,
      N_ ("Stay, and write a new line whenever it reads otherwise"), NULL },
    { "format", 'f', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->format,
      N_ ("What the line says; the manual explains templates"), N_ ("TEMPLATE") },
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->provider,
      N_ ("Only the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->account,
      N_ ("Only one account, such as claude:default"), N_ ("ACCOUNT") },
    { "direct", 'd', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_direct,
      N_ ("Obtain the numbers without the service"), NULL },
    { "plain", 'P', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_plain,
      N_ ("Without colours, as with NO_COLOR"), NULL },
    { NULL },
  };

  return plimsoll_options_parse (self->terminal, self->command, entries, words);
}

/* (nullable): with a word in `err` when there is no such bar. */
static const PlimsollBarForm *
find_form (Bar *self, const char *name)
{
  const PlimsollBarForm *form = name != NULL ? plimsoll_bar_form_find (name) : NULL;
  g_autofree char *all = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *mistake = NULL;

  if (form != NULL)
    return form;
  all = g_strjoinv (", ", (char **) plimsoll_bar_form_list ());
  shown = name != NULL ? plimsoll_text_redact (name) : NULL;
  if (name != NULL)
    /* Translators: what was typed, and a list. */
    mistake = g_strdup_printf (_ ("There is no bar '%s'; there are: %s."), shown, all);
  else
    /* Translators: %s is a list. */
    mistake = g_strdup_printf (_ ("Say which bar: %s."), all);
  plimsoll_options_complain (self->terminal, self->command->name, mistake,
                             name != NULL ? plimsoll_text_suggest (name, plimsoll_bar_form_list ())
                                          : NULL);
  return NULL;
}

PlimsollExit
plimsoll_bar_run (PlimsollTerminal *terminal,
                  const PlimsollCommand *command,
                  const char *const *words)
{
  g_auto (Bar) self = { .terminal = terminal, .command = command, .last = g_string_new (NULL) };
  /* The bar's name stands where other commands have their first option. */
  const char *name = words[1] != NULL && *words[1] != '-' ? words[1] : NULL;
  const char *no_color = g_environ_getenv ((char **) terminal->environment, "NO_COLOR");
  PlimsollOptionsOutcome outcome = parse_options (&self, name != NULL ? words + 1 : words);
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  self.form = find_form (&self, name);
  if (self.form == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  self.is_plain |= no_color != NULL && *no_color != '\0';
  targets = plimsoll_choice_make (terminal, command->name, self.provider, self.account);
  if (targets == NULL || !try_template (&self, targets))
    return PLIMSOLL_EXIT_WRONG_USAGE;
  return self.is_followed ? follow (&self, targets) : write_once (&self, targets);
}
