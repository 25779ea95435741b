/* plimsoll-alert-rules.c - what a person should be told after a poll.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pure function: what was told before, what is known now, what the person wants, and the time,
 * make what to say and what to remember. Each limit goes through the same three steps:
 *
 *   1. Is it still in the remembered cycle (plimsoll-alert-cycle)? If not, what was told is
 * forgotten, and when there was anything worth it, "available again" is owed.
 *   2. What is owed is told, unless it is no longer true or no longer news.
 *   3. Of all that is true now and was not told in this cycle, the weightiest is told.
 *
 * In quiet hours nothing is told and nothing is marked as told, so that the first poll after them
 * tells what is still true, and what has passed by then is dropped. A kind that is switched off is
 * treated likewise. */

#include "plimsoll-alert-rules.h"

#include <math.h>

#include "plimsoll-alert-cycle.h"
#include "plimsoll-alert-memory.h"
#include "plimsoll-alert-telling.h"
#include "plimsoll-moment.h"
#include "plimsoll-pace.h"

/* From here on a reset is good news even to somebody who was told nothing. */
#define HIGH_PERCENT 95.0
/* The end of a cycle is news for one window, and for a day at most. */
#define AGAIN_NEWS_LONGEST G_TIME_SPAN_DAY
/* A forecast needs so much of the window behind it … */
#define EARLY_EMPTY_FROM_PERCENT 15.0
/* … and so much time before the end, and between the end and the reset, to be worth a word. */
#define EARLY_EMPTY_WARNING (20 * G_TIME_SPAN_MINUTE)
/* What is remembered of a limit that is no longer listed; no cycle but a month's is longer. */
#define FORGET_AFTER_SECONDS (40 * 86400)

/* One evaluation. All but the two lists is borrowed. */
typedef struct
{
  GPtrArray *told;
  PlimsollReport *report;
  const PlimsollAlertSettings *settings;
  GDateTime *now;
  gboolean is_quiet;
  GPtrArray *told_after; /* (owned) */
  GPtrArray *alerts; /* (owned) */
} Round;

static void
tell (Round *round,
      PlimsollAlertKind kind,
      PlimsollLimit *limit,
      gint64 cycle,
      PlimsollUrgency urgency)
{
  g_ptr_array_add (round->alerts,
                   plimsoll_alert_telling_limit (round->report, round->settings, kind, limit, cycle,
                                                 urgency, round->now));
}

/* Step 1. FALSE when nothing can be said about this limit now. */
static gboolean
settle_cycle (Round *round, PlimsollAlertMemory *memory, PlimsollLimit *limit)
{
  PlimsollCycleStep step = PLIMSOLL_CYCLE_SAME;
  gint64 cycle = plimsoll_alert_cycle_of (limit);
  gint64 ended = memory->cycle;
  gboolean is_news =
      memory->highest_told > 0 || memory->is_early_empty_told || memory->is_seen_high;

  if (memory->entries->len > 0)
    step = plimsoll_alert_cycle_compare (memory->cycle, memory->mark, limit, round->now);
  if (step == PLIMSOLL_CYCLE_UNCLEAR)
    return FALSE;

  if (step == PLIMSOLL_CYCLE_NEW)
    {
      gboolean was_owed = memory->is_again_owed;
      gint64 owed = memory->owed_cycle;

      plimsoll_alert_memory_clear (memory);
      memory->is_again_owed = is_news || was_owed;
      memory->owed_cycle = is_news ? ended : owed;
    }
  if (cycle != 0 || memory->entries->len == 0)
    memory->cycle = cycle;
  return TRUE;
}

/* FALSE when the end of that cycle was too long ago to be told. */
static gboolean
is_again_news (PlimsollAlertMemory *memory, PlimsollLimit *limit, GDateTime *now)
{
  GTimeSpan window = plimsoll_limit_peek (limit)->window;
  GTimeSpan since = 0;

  if (memory->owed_cycle == 0)
    return TRUE;

  since = (plimsoll_moment_to_unix (now) - memory->owed_cycle) * G_TIME_SPAN_SECOND;
  return since <= (window > 0 ? MIN (window, AGAIN_NEWS_LONGEST) : AGAIN_NEWS_LONGEST);
}

/* Step 2. */
static void
consider_again (Round *round, PlimsollAlertMemory *memory, PlimsollLimit *limit, double reading)
{
  const char *id = plimsoll_limit_peek (limit)->id;

  if (!memory->is_again_owed)
    return;

  /* A window that is well used when it is first seen is told of as that. */
  if (reading >= HIGH_PERCENT
      || plimsoll_alert_settings_find_threshold (round->settings, id, reading) > 0
      || !is_again_news (memory, limit, round->now)
      || !plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_AVAILABLE_AGAIN))
    {
      memory->is_again_owed = FALSE;
      return;
    }
  if (round->is_quiet)
    return;

  memory->is_again_owed = FALSE;
  tell (round, PLIMSOLL_ALERT_AVAILABLE_AGAIN, limit, memory->cycle, PLIMSOLL_URGENCY_LOW);
}

/* TRUE when something was told. */
static gboolean
consider_reading (Round *round, PlimsollAlertMemory *memory, PlimsollLimit *limit, double reading)
{
  const char *id = plimsoll_limit_peek (limit)->id;
  double threshold = plimsoll_alert_settings_find_threshold (
      round->settings, plimsoll_limit_peek (limit)->id, reading);

  if (reading >= 100 && plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_USED_UP))
    {
      if (isinf (memory->highest_told))
        return FALSE;
      tell (round, PLIMSOLL_ALERT_USED_UP, limit, memory->cycle, PLIMSOLL_URGENCY_CRITICAL);
      plimsoll_alert_memory_add (memory, PLIMSOLL_TOLD_USED_UP, id, 100);
      return TRUE;
    }

  if (threshold <= memory->highest_told
      || !plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_THRESHOLD))
    return FALSE;

  tell (round, PLIMSOLL_ALERT_THRESHOLD, limit, memory->cycle,
        plimsoll_severity_from_percent (threshold) == PLIMSOLL_SEVERITY_CRITICAL
            ? PLIMSOLL_URGENCY_CRITICAL
            : PLIMSOLL_URGENCY_NORMAL);
  plimsoll_alert_memory_add (memory, PLIMSOLL_TOLD_THRESHOLD, id, threshold);
  return TRUE;
}

static void
consider_pace (Round *round,
               PlimsollAlertMemory *memory,
               PlimsollLimit *limit,
               gboolean is_said_already)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  PlimsollPace pace;
  GTimeSpan left = 0;

  if (memory->is_early_empty_told
      || !plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_EARLY_EMPTY)
      || !plimsoll_pace_compute (limit, round->now, &pace) || pace.lasts)
    return;

  left = g_date_time_difference (fields->resets_at, round->now);
  if (pace.expected_percent < EARLY_EMPTY_FROM_PERCENT || pace.empty_in < EARLY_EMPTY_WARNING
      || left - pace.empty_in < EARLY_EMPTY_WARNING)
    return;

  /* The body of a threshold alert says the same forecast. */
  if (!is_said_already)
    tell (round, PLIMSOLL_ALERT_EARLY_EMPTY, limit, memory->cycle, PLIMSOLL_URGENCY_NORMAL);
  plimsoll_alert_memory_add (memory, PLIMSOLL_TOLD_EARLY_EMPTY, fields->id, fields->used_percent);
}

static void
consider_limit (Round *round, PlimsollLimit *limit)
{
  const char *id = plimsoll_limit_peek (limit)->id;
  double reading = plimsoll_limit_get_reading (limit, round->now);
  PlimsollAlertMemory memory = { 0 };
  gboolean is_told = FALSE;

  plimsoll_alert_memory_read (&memory, round->told, id);
  if (settle_cycle (round, &memory, limit))
    {
      consider_again (round, &memory, limit, reading);
      if (reading >= HIGH_PERCENT && !memory.is_seen_high)
        plimsoll_alert_memory_add (&memory, PLIMSOLL_TOLD_SEEN_HIGH, id, HIGH_PERCENT);
      if (isfinite (reading) && !memory.is_snoozed && !round->is_quiet)
        {
          is_told = consider_reading (round, &memory, limit, reading);
          consider_pace (round, &memory, limit, is_told);
        }
    }
  plimsoll_alert_memory_write (&memory, round->told_after, id);
  g_ptr_array_unref (memory.entries);
}

static gboolean
is_trustworthy (Round *round, GDateTime *seen_at)
{
  GTimeSpan age = g_date_time_difference (round->now, seen_at);

  return age <= round->settings->interval && age >= -round->settings->interval;
}

/* FALSE as well when there is no such limit. */
static gboolean
is_limit_trustworthy (Round *round, PlimsollSnapshot *snapshot, const char *id)
{
  PlimsollLimit *limit = snapshot != NULL ? plimsoll_snapshot_find_limit (snapshot, id) : NULL;

  return limit != NULL
         && is_trustworthy (round, plimsoll_snapshot_get_limit_observed_at (snapshot, limit));
}

/* What is remembered of a limit that was not looked at now stays, but not for ever. */
static void
keep_others (Round *round, PlimsollSnapshot *snapshot)
{
  gint64 now = plimsoll_moment_to_unix (round->now);

  for (guint i = 0; i < round->told->len; i++)
    {
      PlimsollTold *entry = g_ptr_array_index (round->told, i);
      const char *id = plimsoll_told_get_limit_id (entry);
      gint64 cycle = plimsoll_told_get_cycle (entry);
      gboolean is_old = cycle != 0 && now - cycle > FORGET_AFTER_SECONDS;

      if (id[0] == '\0' || is_old || is_limit_trustworthy (round, snapshot, id))
        continue;

      g_ptr_array_add (round->told_after, plimsoll_told_ref (entry));
    }
}

/* Returns whether it stays remembered that the account is signed out. An account that never had
 * numbers was never signed in as far as we know, and who starts Plimsoll before Claude wants no
 * alarm. */
static gboolean
consider_account (Round *round, gboolean was_told)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (round->report);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (round->report);
  PlimsollCondition condition = PLIMSOLL_CONDITION_FRESH;

  if (problem != NULL)
    condition = plimsoll_problem_get_condition (problem);

  if (condition == PLIMSOLL_CONDITION_SIGNED_OUT || condition == PLIMSOLL_CONDITION_EXPIRED)
    {
      if (was_told || snapshot == NULL || round->is_quiet
          || !plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_SIGNED_OUT))
        return was_told;
      g_ptr_array_add (round->alerts, plimsoll_alert_telling_signed_out (round->report));
      return TRUE;
    }

  /* Offline or in trouble says nothing about the login, and old numbers neither. */
  if (!was_told || problem != NULL || snapshot == NULL
      || !is_trustworthy (round, plimsoll_snapshot_get_numbers_at (snapshot)))
    return was_told;
  if (plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_BACK) && round->is_quiet)
    return TRUE;
  if (plimsoll_alert_settings_wants (round->settings, PLIMSOLL_ALERT_BACK))
    g_ptr_array_add (round->alerts, plimsoll_alert_telling_back (round->report));
  return FALSE;
}

GPtrArray *
plimsoll_alert_rules_apply (GPtrArray *told,
                            PlimsollReport *report,
                            const PlimsollAlertSettings *settings,
                            GDateTime *now,
                            GPtrArray **alerts)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollAlertMemory account = { 0 };
  Round round = {
    .told = told,
    .report = report,
    .settings = settings,
    .now = now,
    .is_quiet = plimsoll_alert_settings_is_quiet (settings, now),
    .told_after = plimsoll_told_list_new (),
    .alerts = plimsoll_alert_list_new (),
  };

  plimsoll_alert_memory_read (&account, told, "");
  if (consider_account (&round, account.entries->len > 0))
    g_ptr_array_add (round.told_after, plimsoll_told_new (PLIMSOLL_TOLD_SIGNED_OUT, "", 0, 0));
  g_ptr_array_unref (account.entries);

  for (guint i = 0; snapshot != NULL && i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      if (is_trustworthy (&round, plimsoll_snapshot_get_limit_observed_at (snapshot, limit)))
        consider_limit (&round, limit);
    }
  keep_others (&round, snapshot);

  plimsoll_alert_telling_sort (round.alerts);
  *alerts = round.alerts;
  return round.told_after;
}

GPtrArray *
plimsoll_alert_rules_snooze (GPtrArray *told, PlimsollAlert *alert)
{
  const PlimsollAlertFields *fields = plimsoll_alert_peek (alert);
  g_autoptr (GPtrArray) after = plimsoll_told_list_new ();

  for (guint i = 0; i < told->len; i++)
    g_ptr_array_add (after, plimsoll_told_ref (g_ptr_array_index (told, i)));
  if (fields->limit_id != NULL)
    g_ptr_array_add (after,
                     plimsoll_told_new (PLIMSOLL_TOLD_SNOOZED, fields->limit_id, fields->cycle,
                                        isfinite (fields->percent) ? fields->percent : 0));

  return g_steal_pointer (&after);
}
