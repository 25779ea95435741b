/* plimsoll-show-words.c - what is said of a report in sentences, and which part of it is said.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table and the JSON say the same sentence, so it is made here. What happened and what to do
 * comes with the problem; this adds when it is tried again and how old the numbers are that stand
 * above it. */

#include "plimsoll-show-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-words.h"

#define SESSION_LENGTH (5 * G_TIME_SPAN_HOUR)
#define WEEK_LENGTH (7 * G_TIME_SPAN_DAY)

char *
plimsoll_show_words_clock (GDateTime *when, const PlimsollShowMoment *moment)
{
  g_autoptr (GTimeZone) zone =
      moment->zone != NULL ? g_time_zone_ref (moment->zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) there = g_date_time_to_timezone (when, zone);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (moment->now, zone);
  gboolean is_same_day =
      there != NULL && here != NULL && g_date_time_get_year (there) == g_date_time_get_year (here)
      && g_date_time_get_day_of_year (there) == g_date_time_get_day_of_year (here);

  return plimsoll_words_clock (when, moment->now, zone,
                               is_same_day ? PLIMSOLL_CLOCK_WORDS_SHORT
                                           : PLIMSOLL_CLOCK_WORDS_FULL);
}

static void
append_sentence (GString *text, const char *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
}

/* Providers name the moment themselves where the server did; it is not said twice. */
static void
append_next_try (GString *text, PlimsollProblem *problem, const PlimsollShowMoment *moment)
{
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);
  g_autofree char *clock = NULL;
  g_autofree char *sentence = NULL;

  if (retry_at == NULL || g_date_time_compare (retry_at, moment->now) <= 0)
    return;

  clock = plimsoll_show_words_clock (retry_at, moment);
  if (strstr (plimsoll_problem_get_message (problem), clock) != NULL)
    return;

  /* Translators: %s is a clock time, "14:05". */
  sentence = g_strdup_printf (_ ("Next try at %s."), clock);
  append_sentence (text, sentence);
}

char *
plimsoll_show_words_sentence (PlimsollReport *report, const PlimsollShowMoment *moment)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollCondition condition =
      plimsoll_report_get_condition (report, moment->now, PLIMSOLL_SHOW_FRESH_FOR);
  GString *text = NULL;

  if (condition == PLIMSOLL_CONDITION_FRESH)
    return NULL;

  text = g_string_new (NULL);
  if (problem != NULL)
    {
      append_sentence (text, plimsoll_problem_get_message (problem));
      append_next_try (text, problem, moment);
    }
  if (snapshot != NULL)
    {
      g_autofree char *clock =
          plimsoll_show_words_clock (plimsoll_snapshot_get_observed_at (snapshot), moment);
      /* Translators: %s is a clock time, "13:52", or a day and a time. */
      g_autofree char *sentence = g_strdup_printf (_ ("Showing numbers from %s."), clock);

      append_sentence (text, sentence);
    }

  return g_string_free (text, FALSE);
}

/* Why spending is off, where that is news to the person; NULL for the many reasons that only say
 * that it never was on. */
static const char *
get_reason_words (const char *reason)
{
  if (g_strcmp0 (reason, "spend_limit_reached") == 0)
    return _ ("off, the spending limit is reached");
  if (g_strcmp0 (reason, "out_of_credits") == 0)
    return _ ("off, no credits left");

  return NULL;
}

char *
plimsoll_show_words_spend (PlimsollSpend *spend)
{
  const char *reason = NULL;
  g_autofree char *money = NULL;

  if (spend == NULL)
    return NULL;

  reason = plimsoll_spend_is_enabled (spend) ? NULL
                                             : get_reason_words (plimsoll_spend_get_reason (spend));
  money = plimsoll_money_words_of (plimsoll_spend_get_used (spend), plimsoll_spend_get_cap (spend));
  if (plimsoll_spend_is_enabled (spend))
    return g_steal_pointer (&money);

  return reason != NULL ? g_strdup_printf ("%s (%s)", money, reason) : NULL;
}

gboolean
plimsoll_show_window_from_word (const char *word, PlimsollShowWindow *window)
{
  if (g_str_equal (word, "5h"))
    *window = PLIMSOLL_SHOW_5H;
  else if (g_str_equal (word, "7d"))
    *window = PLIMSOLL_SHOW_7D;
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_in_window (PlimsollLimit *limit, PlimsollShowWindow window)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  switch (window)
    {
    case PLIMSOLL_SHOW_5H:
      return fields->kind == PLIMSOLL_LIMIT_SESSION || fields->window == SESSION_LENGTH;
    case PLIMSOLL_SHOW_7D:
      return fields->kind == PLIMSOLL_LIMIT_WEEK || fields->kind == PLIMSOLL_LIMIT_WEEK_SCOPED
             || fields->window == WEEK_LENGTH;
    case PLIMSOLL_SHOW_ALL:
    default:
      return TRUE;
    }
}

static PlimsollSnapshot *
select_from_snapshot (PlimsollSnapshot *snapshot, PlimsollShowWindow window, gboolean with_identity)
{
  g_autoptr (GPtrArray) limits = g_ptr_array_new ();

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      if (is_in_window (limit, window))
        g_ptr_array_add (limits, limit);
    }

  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = plimsoll_snapshot_get_source (snapshot),
      .observed_at = plimsoll_snapshot_get_observed_at (snapshot),
      .plan = plimsoll_snapshot_get_plan (snapshot),
      .identity = with_identity ? plimsoll_snapshot_get_identity (snapshot) : NULL,
      .limits = limits,
      .spend = window == PLIMSOLL_SHOW_ALL ? plimsoll_snapshot_get_spend (snapshot) : NULL,
  });
}

PlimsollReport *
plimsoll_show_select (PlimsollReport *report, PlimsollShowWindow window, gboolean with_identity)
{
  PlimsollSnapshot *whole = plimsoll_report_get_snapshot (report);
  g_autoptr (PlimsollSnapshot) part =
      whole != NULL ? select_from_snapshot (whole, window, with_identity) : NULL;

  return plimsoll_report_new (plimsoll_report_get_account (report),
                              plimsoll_report_get_key (report), part,
                              plimsoll_report_get_problem (report));
}
