/* plimsoll-show-words.c - what is said of a report in sentences, and which part of it is said.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table and the JSON say the same sentence of the same numbers, by one rule for how old they
 * may be. The sentence itself is every face's and lives with the model. */

#include "plimsoll-show-words.h"

#include "plimsoll-status-words.h"

#define SESSION_LENGTH (5 * G_TIME_SPAN_HOUR)
#define WEEK_LENGTH (7 * G_TIME_SPAN_DAY)

char *
plimsoll_show_words_sentence (PlimsollReport *report, const PlimsollShowMoment *moment)
{
  PlimsollCondition condition =
      plimsoll_report_get_condition (report, moment->now, PLIMSOLL_SHOW_FRESH_FOR);

  return plimsoll_status_words_sentence (report, condition, moment->now, moment->zone);
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
      .spend_observed_at = plimsoll_snapshot_get_spend_observed_at (snapshot),
  });
}

PlimsollReport *
plimsoll_show_select (PlimsollReport *report, PlimsollShowWindow window, gboolean with_identity)
{
  PlimsollSnapshot *whole = plimsoll_report_get_snapshot (report);
  g_autoptr (PlimsollSnapshot) part =
      whole != NULL ? select_from_snapshot (whole, window, with_identity) : NULL;
  g_autoptr (PlimsollReport) bare = NULL;

  bare =
      plimsoll_report_new (plimsoll_report_get_account (report), plimsoll_report_get_key (report),
                           part, plimsoll_report_get_problem (report));
  return plimsoll_report_dup_with_incident (bare, plimsoll_report_get_incident (report));
}
