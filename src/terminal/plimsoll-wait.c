/* plimsoll-wait.c - the command that sleeps until there is headroom again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For scripts and unattended agents: `plimsoll wait --below 80 && make`. It polls nothing: it is
 * woken by new numbers and by resets. Ends with 0 when what it waited for is so, 75 when its time
 * was over first, 77 when there is no login that could ever tell, and 128 and the signal's number
 * after a signal. */
#include "plimsoll-wait.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-choice.h"
#include "plimsoll-gate-options.h"
#include "plimsoll-gatekeeper.h"
#include "plimsoll-json-text.h"
#include "plimsoll-moment.h"
#include "plimsoll-stay.h"
#include "plimsoll-wall-timer.h"
#include "plimsoll-words.h"

/* Servers move a reset by a second or so between answers; more than this is another window. */
#define SAME_WINDOW G_TIME_SPAN_MINUTE

#define SIGNAL_BASE 128

typedef struct
{
  PlimsollTerminal *terminal; /* borrowed */
  const PlimsollCommand *command;
  PlimsollGateOptions options; /* (owned) */
  PlimsollGateRule rule;
  GTimeSpan timeout; /* 0: for ever */
  gboolean wants_reset;
  gboolean wants_json;
  PlimsollGatekeeper *keeper; /* (owned) */
  PlimsollStay *stay; /* (owned) */
  char *account; /* (owned) (nullable): whose reset is waited for, once that is known */
  char *limit; /* (owned) (nullable) */
  GDateTime *resets_at; /* (owned) (nullable) */
  char *said; /* (owned) (nullable): the limit about which a word was said last */
  const char *outcome; /* of the JSON; NULL while waiting */
  PlimsollExit status;
} Wait;

static void
wait_clear (Wait *self)
{
  plimsoll_gate_options_clear (&self->options);
  if (self->keeper != NULL)
    g_signal_handlers_disconnect_by_data (self->keeper, self);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->stay, plimsoll_stay_free);
  g_free (self->account);
  g_free (self->limit);
  g_clear_pointer (&self->resets_at, g_date_time_unref);
  g_free (self->said);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wait, wait_clear)

static void
finish (Wait *self, const char *outcome, PlimsollExit status)
{
  self->outcome = outcome;
  self->status = status;
  plimsoll_stay_end (self->stay);
}

/* Says what keeps us waiting: at the start, and when it is another limit. */
static void
say_waiting (Wait *self)
{
  const PlimsollGateView *view = plimsoll_gatekeeper_get_view (self->keeper);
  const char *id = view->limit != NULL ? plimsoll_limit_peek (view->limit)->id : "";
  g_autofree char *words = NULL;
  g_autofree char *fit = NULL;

  if (self->options.is_quiet || self->wants_json || view->report == NULL
      || g_strcmp0 (id, self->said) == 0)
    return;
  g_free (self->said);
  self->said = g_strdup (id);
  words = plimsoll_gatekeeper_dup_words (self->keeper);
  fit = plimsoll_screen_dup_fit (&self->terminal->screen, words);
  /* Translators: %s is "Claude: Session 93 % used, resets 14:10". */
  g_string_append_printf (self->terminal->err, _ ("Waiting. %s\n"), fit);
  self->terminal->flush (self->terminal->out, self->terminal->err, self->terminal->port_data);
}

/* (nullable): the limit of `report` whose reset is meant: the one that was named, else the one with
 * the highest reading. */
static PlimsollLimit *
pick_limit (Wait *self, PlimsollReport *report, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollLimit *limit = NULL;

  if (snapshot == NULL)
    return NULL;
  limit = self->options.limit != NULL ? plimsoll_snapshot_find_limit (snapshot, self->options.limit)
                                      : plimsoll_snapshot_find_tightest (snapshot, now);
  return limit != NULL && plimsoll_limit_peek (limit)->resets_at != NULL
                 && !plimsoll_limit_is_over (limit, now)
             ? limit
             : NULL;
}

/* Settles which reset is waited for: of several accounts the one with the highest reading. */
static void
settle_on_reset (Wait *self, GPtrArray *reports, GDateTime *now)
{
  double highest = -1;

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (reports, i);
      PlimsollLimit *limit = pick_limit (self, report, now);
      double reading = limit != NULL ? plimsoll_limit_get_reading (limit, now) : (double) NAN;

      if (limit == NULL || (self->resets_at != NULL && !(reading > highest)))
        continue;
      highest = isnan (reading) ? -1 : reading;
      g_free (self->account);
      g_free (self->limit);
      g_clear_pointer (&self->resets_at, g_date_time_unref);
      self->account = g_strdup (plimsoll_account_get_id (plimsoll_report_get_account (report)));
      self->limit = g_strdup (plimsoll_limit_peek (limit)->id);
      self->resets_at = g_date_time_ref (plimsoll_limit_peek (limit)->resets_at);
    }
}

/* TRUE when newer numbers are of a window behind the one that is waited for: somebody used a saved
 * reset, or the plan changed. */
static gboolean
is_window_replaced (Wait *self, GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (reports, i);
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
      PlimsollLimit *limit = NULL;
      GDateTime *reset = NULL;

      if (snapshot == NULL
          || !g_str_equal (plimsoll_account_get_id (plimsoll_report_get_account (report)),
                           self->account))
        continue;
      limit = plimsoll_snapshot_find_limit (snapshot, self->limit);
      reset = limit != NULL ? plimsoll_limit_peek (limit)->resets_at : NULL;
      return reset != NULL && g_date_time_difference (reset, self->resets_at) > SAME_WINDOW;
    }
  return FALSE;
}

static void
look_for_reset (Wait *self, GPtrArray *reports, GDateTime *now)
{
  gboolean is_first = self->resets_at == NULL;

  if (is_first)
    settle_on_reset (self, reports, now);
  if (self->resets_at == NULL)
    {
      const PlimsollGateView *view = plimsoll_gatekeeper_get_view (self->keeper);

      /* Numbers, and no end of a window in sight: nothing is running out, nothing comes back. */
      if (view->limit != NULL)
        finish (self, "nothing-running", PLIMSOLL_EXIT_FRESH);
      return;
    }
  if (g_date_time_compare (now, self->resets_at) >= 0 || is_window_replaced (self, reports))
    finish (self, "reset", PLIMSOLL_EXIT_FRESH);
  else
    say_waiting (self);
}

/* Nobody is being asked any more, and every account wants a person. */
static gboolean
is_hopeless (Wait *self)
{
  PlimsollLive *live = plimsoll_gatekeeper_get_live (self->keeper);

  return plimsoll_gatekeeper_get_view (self->keeper)->state == PLIMSOLL_GATE_NO_LOGIN
         && plimsoll_live_is_complete (live) && !plimsoll_live_is_asking (live);
}

static void
give_up (Wait *self)
{
  g_autofree char *words = plimsoll_gatekeeper_dup_words (self->keeper);

  g_string_append_printf (self->terminal->err, "plimsoll: %s\n", words);
  finish (self, "signed-out", PLIMSOLL_EXIT_SIGNED_OUT);
}

static void
on_looked_cb (Wait *self)
{
  GPtrArray *reports = plimsoll_live_get_reports (plimsoll_gatekeeper_get_live (self->keeper));
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);

  if (self->outcome != NULL)
    return;
  if (!plimsoll_gate_options_check_limit (&self->options, self->terminal, self->command, reports))
    finish (self, "no-such-limit", PLIMSOLL_EXIT_WRONG_USAGE);
  else if (is_hopeless (self))
    give_up (self);
  else if (self->wants_reset)
    look_for_reset (self, reports, now);
  else if (plimsoll_gatekeeper_get_view (self->keeper)->state == PLIMSOLL_GATE_OPEN)
    finish (self, "below", PLIMSOLL_EXIT_FRESH);
  else
    say_waiting (self);
}

static void
on_time_over_cb (Wait *self)
{
  if (self->outcome == NULL)
    finish (self, "timeout", PLIMSOLL_EXIT_STALE);
}

/* (transfer full) (nullable): on the wall clock, so that a suspended machine does not wait longer.
 */
static PlimsollWallTimer *
start_timeout (Wait *self)
{
  PlimsollWallTimer *timer = self->timeout > 0 ? plimsoll_wall_timer_new (NULL) : NULL;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  g_autoptr (GDateTime) end = NULL;
  g_autoptr (GDateTime) system_end = NULL;

  if (timer == NULL)
    return NULL;
  end = g_date_time_add (now, self->timeout);
  system_end = plimsoll_clock_to_system (self->terminal->clock, end);
  g_signal_connect_swapped (timer, "due", G_CALLBACK (on_time_over_cb), self);
  plimsoll_wall_timer_set (timer, system_end);
  return timer;
}

static void
append_json (Wait *self, GTimeSpan waited)
{
  const PlimsollGateView *view = plimsoll_gatekeeper_get_view (self->keeper);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->terminal->clock);
  PlimsollLimit *limit = view->limit;

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "outcome", self->outcome);
  plimsoll_json_text_add_number (builder, "waited_seconds", (double) (waited / G_TIME_SPAN_SECOND));
  plimsoll_json_text_add_string (
      builder, "account",
      view->report != NULL ? plimsoll_account_get_id (plimsoll_report_get_account (view->report))
                           : NULL);
  plimsoll_json_text_add_string (builder, "limit",
                                 limit != NULL ? plimsoll_limit_peek (limit)->id : NULL);
  plimsoll_json_text_add_number (builder, "used_percent",
                                 limit != NULL ? plimsoll_limit_get_reading (limit, now)
                                               : (double) NAN);
  plimsoll_json_text_add_moment (builder, "resets_at",
                                 limit != NULL ? plimsoll_limit_peek (limit)->resets_at : NULL);
  json_builder_end_object (builder);
  plimsoll_json_text_append (self->terminal->out, builder);
}

static PlimsollExit
wait_for_it (Wait *self, GPtrArray *targets)
{
  g_autoptr (PlimsollWallTimer) timer = start_timeout (self);
  g_autoptr (GDateTime) start = plimsoll_clock_now (self->terminal->clock);
  g_autoptr (GDateTime) end = NULL;
  PlimsollCollectFlags flags =
      self->options.wants_direct ? PLIMSOLL_COLLECT_DIRECT : PLIMSOLL_COLLECT_DEFAULT;
  int ended_by = 0;

  self->stay = plimsoll_stay_new (-1);
  self->keeper = plimsoll_gatekeeper_new (self->terminal, targets, flags, &self->rule);
  g_signal_connect_swapped (self->keeper, "looked", G_CALLBACK (on_looked_cb), self);
  ended_by = plimsoll_stay_run (self->stay);
  if (timer != NULL)
    g_signal_handlers_disconnect_by_data (timer, self);
  if (ended_by != 0)
    return (PlimsollExit) (SIGNAL_BASE + ended_by);
  end = plimsoll_clock_now (self->terminal->clock);
  if (self->wants_json && self->status != PLIMSOLL_EXIT_WRONG_USAGE)
    append_json (self, g_date_time_difference (end, start));
  return self->status;
}

static PlimsollOptionsOutcome
parse_options (Wait *self, const char *const *words)
{
  const GOptionEntry own[] = {
    { "reset", 'r', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_reset,
      N_ ("Wait for the reset of the tightest limit, or of the one named"), NULL },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_json,
      N_ ("Write how it ended as JSON"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_gate_options_parse (
      &self->options, self->terminal, self->command, own, G_N_ELEMENTS (own), words);

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome;
  if ((self->options.below != NULL) == self->wants_reset)
    {
      plimsoll_options_complain (self->terminal, self->command->name,
                                 _ ("Say what to wait for: either --below PERCENT or --reset."),
                                 NULL);
      return PLIMSOLL_OPTIONS_WRONG;
    }
  return plimsoll_gate_options_read (&self->options, self->terminal, self->command, &self->rule,
                                     &self->timeout)
             ? PLIMSOLL_OPTIONS_GO
             : PLIMSOLL_OPTIONS_WRONG;
}

PlimsollExit
plimsoll_wait_run (PlimsollTerminal *terminal,
                   const PlimsollCommand *command,
                   const char *const *words)
{
  g_auto (Wait) self = { .terminal = terminal, .command = command, .rule = { .below = 100 } };
  PlimsollOptionsOutcome outcome = parse_options (&self, words);
  g_autoptr (GPtrArray) targets = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  targets =
      plimsoll_choice_make (terminal, command->name, self.options.provider, self.options.account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  return wait_for_it (&self, targets);
}
