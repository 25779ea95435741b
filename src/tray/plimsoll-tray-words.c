/* plimsoll-tray-words.c - limits, money and trouble in the few words a menu row has room for.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window has room for sentences; a row of a menu has not. Clock times only, so that nothing has
 * to tick. Hosts disagree on what is markup, so nothing that could be any leaves this file; what
 * comes from a server passes plimsoll_tray_words_plain(). */

#include "plimsoll-tray-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-status-words.h"
#include "plimsoll-words.h"

/* Between the parts of a row. */
#define DOT " · "

/* From here on a countdown counts days, and hours from there on. */
#define COUNT_DAYS_FROM (48 * G_TIME_SPAN_HOUR)
#define COUNT_HOURS_FROM G_TIME_SPAN_HOUR
#define MOST_DAYS 99
#define MINUTE_STEP 5

char *
plimsoll_tray_words_plain (const char *text)
{
  GString *plain = g_string_new (text);

  g_string_replace (plain, "&", "+", 0);
  g_string_replace (plain, "<", "‹", 0);
  g_string_replace (plain, ">", "›", 0);
  return g_string_free (plain, FALSE);
}

char *
plimsoll_tray_words_percent (double percent)
{
  g_autofree char *words = plimsoll_words_percent (percent);

  return plimsoll_tray_words_plain (words);
}

char *
plimsoll_tray_words_number (PlimsollLimit *limit, const PlimsollTrayHere *here)
{
  return plimsoll_tray_words_percent (here->shows_left
                                          ? plimsoll_limit_get_headroom (limit, here->now)
                                          : plimsoll_limit_get_reading (limit, here->now));
}

/* (transfer full): the number, and that it is of what is left where it is: a bare one is of use. */
static char *
say_number (PlimsollLimit *limit, const PlimsollTrayHere *here)
{
  g_autofree char *number = plimsoll_tray_words_number (limit, here);

  if (!here->shows_left || plimsoll_limit_is_over (limit, here->now))
    return g_steal_pointer (&number);

  /* Translators: how much of a limit is left, "39 % left". */
  return g_strdup_printf (_ ("%s left"), number);
}

static char *
say_clock (GDateTime *moment, const PlimsollTrayHere *here)
{
  g_autofree char *clock =
      plimsoll_words_clock (moment, here->now, here->zone, PLIMSOLL_CLOCK_WORDS_SHORT);

  return plimsoll_tray_words_plain (clock);
}

/* (transfer full) (nullable) */
static char *
say_reset (PlimsollLimit *limit, const PlimsollTrayHere *here)
{
  GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;
  g_autofree char *clock = resets_at != NULL ? say_clock (resets_at, here) : NULL;

  if (clock == NULL)
    return NULL;
  if (plimsoll_limit_is_over (limit, here->now))
    /* Translators: follows a limit whose window ended at %s and that has no new number yet. */
    return g_strdup_printf (_ ("reset %s, checking"), clock);

  /* Translators: follows a limit, as in "Session 42 % · resets 14:10". */
  return g_strdup_printf (_ ("resets %s"), clock);
}

char *
plimsoll_tray_words_limit (PlimsollSnapshot *snapshot,
                           PlimsollLimit *limit,
                           const PlimsollTrayHere *here)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  g_autofree char *title = plimsoll_tray_words_plain (fields->title);
  g_autofree char *percent = say_number (limit, here);
  g_autofree char *reset = say_reset (limit, here);
  g_autofree char *seen = plimsoll_status_words_seen (snapshot, limit, here->now, here->zone);
  GString *row = g_string_new (NULL);

  /* Translators: a limit and how much of it is used: "Session 42 %". */
  g_string_append_printf (row, C_ ("limit", "%s %s"), title, percent);
  if (fields->used != NULL && !plimsoll_limit_is_over (limit, here->now))
    {
      g_autofree char *money = plimsoll_money_words_of (fields->used, fields->cap);

      g_string_append_printf (row, DOT "%s", money);
    }
  if (reset != NULL)
    g_string_append_printf (row, DOT "%s", reset);
  if (seen != NULL)
    g_string_append_printf (row, DOT "%s", seen);

  return g_string_free (row, FALSE);
}

char *
plimsoll_tray_words_spend (PlimsollSpend *spend)
{
  g_autofree char *money = NULL;

  if (!plimsoll_spend_is_enabled (spend)
      && plimsoll_money_get_minor_units (plimsoll_spend_get_used (spend)) == 0)
    return NULL;

  money = plimsoll_money_words_of (plimsoll_spend_get_used (spend), plimsoll_spend_get_cap (spend));
  if (!plimsoll_spend_is_enabled (spend))
    /* Translators: money spent beyond the plan, which is switched off now. */
    return g_strdup_printf (_ ("Extra usage %s · off"), money);

  /* Translators: money spent beyond the plan: "Extra usage 5.20 of 20.00 USD". */
  return g_strdup_printf (_ ("Extra usage %s"), money);
}

char *
plimsoll_tray_words_wait (PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  GDateTime *retry_at = problem != NULL ? plimsoll_problem_get_retry_at (problem) : NULL;
  g_autofree char *clock = NULL;

  if (retry_at == NULL
      || plimsoll_problem_get_condition (problem) != PLIMSOLL_CONDITION_RATE_LIMITED
      || g_date_time_compare (retry_at, here->now) <= 0)
    return NULL;

  clock = say_clock (retry_at, here);
  return g_strdup_printf (_ ("Rate limited until %s"), clock);
}

/* (transfer full) (nullable): what is wrong, without the age. */
static char *
say_trouble (PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  g_autofree char *wait = plimsoll_tray_words_wait (meter, here);

  if (wait != NULL)
    return g_steal_pointer (&wait);
  if (problem != NULL)
    return g_strdup (plimsoll_status_words_condition (plimsoll_problem_get_condition (problem)));

  return g_strdup (plimsoll_status_words_condition (plimsoll_meter_get_condition (meter)));
}

char *
plimsoll_tray_words_note (PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  g_autofree char *trouble = say_trouble (meter, here);
  g_autofree char *clock = NULL;

  if (plimsoll_meter_get_condition (meter) == PLIMSOLL_CONDITION_FRESH)
    return NULL;
  if (snapshot == NULL)
    return g_steal_pointer (&trouble);

  clock = say_clock (plimsoll_snapshot_get_numbers_at (snapshot), here);
  if (trouble == NULL)
    return g_strdup_printf (_ ("Numbers from %s"), clock);

  /* Translators: what is wrong, and when the numbers above were seen. */
  return g_strdup_printf (_ ("%s · numbers from %s"), trouble, clock);
}

char *
plimsoll_tray_words_incident (PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  g_autoptr (PlimsollReport) report = plimsoll_meter_dup_report (meter);
  g_autofree char *words =
      report != NULL ? plimsoll_status_words_page (report, here->now, here->zone) : NULL;

  return words != NULL ? plimsoll_tray_words_plain (words) : NULL;
}

/* The names that stand within a sentence; a model keeps its own. */
static const char *
get_name_within (const PlimsollLimitFields *fields)
{
  if (fields->kind == PLIMSOLL_LIMIT_SESSION)
    return _ ("session");
  if (fields->kind == PLIMSOLL_LIMIT_WEEK)
    return _ ("week");

  return fields->title;
}

/* (transfer full): "session 42 %, week 17 %"; empty when there are none. */
static char *
list_readings (PlimsollSnapshot *snapshot, PlimsollLimit *shown, const PlimsollTrayHere *here)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
      g_autofree char *name = plimsoll_tray_words_plain (get_name_within (fields));
      g_autofree char *percent = say_number (limit, here);

      if (fields->kind != PLIMSOLL_LIMIT_SESSION && fields->kind != PLIMSOLL_LIMIT_WEEK
          && limit != shown)
        continue;
      if (list->len > 0)
        /* Translators: between two limits in a list: "session 42 %, week 17 %". */
        g_string_append (list, C_ ("list", ", "));
      g_string_append_printf (list, C_ ("limit", "%s %s"), name, percent);
    }

  return g_string_free (list, FALSE);
}

char *
plimsoll_tray_words_title (PlimsollMeter *meter, PlimsollLimit *shown, const PlimsollTrayHere *here)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  g_autofree char *name =
      plimsoll_tray_words_plain (plimsoll_account_get_name (plimsoll_meter_get_account (meter)));
  g_autofree char *readings = snapshot != NULL ? list_readings (snapshot, shown, here) : NULL;
  g_autofree char *note = plimsoll_tray_words_note (meter, here);
  g_autofree char *clock = NULL;

  if (readings == NULL || readings[0] == '\0')
    /* Translators: an account, and its numbers or what is wrong with it. */
    return note != NULL ? g_strdup_printf (C_ ("account", "%s: %s"), name, note) : g_strdup (name);
  if (note == NULL)
    return g_strdup_printf (C_ ("account", "%s: %s"), name, readings);

  clock = say_clock (plimsoll_snapshot_get_numbers_at (snapshot), here);
  /* Translators: an account, its numbers, and when they were seen. */
  return g_strdup_printf (_ ("%s: %s (from %s)"), name, readings, clock);
}

GDateTime *
plimsoll_tray_words_countdown (GDateTime *until,
                               GDateTime *now,
                               char countdown[PLIMSOLL_TRAY_COUNTDOWN_SIZE])
{
  GTimeSpan left = g_date_time_difference (until, now);
  GTimeSpan step = MINUTE_STEP * G_TIME_SPAN_MINUTE;
  char unit = 'm';
  gint64 steps = 0;

  countdown[0] = '\0';
  if (left > COUNT_DAYS_FROM)
    {
      step = G_TIME_SPAN_DAY;
      unit = 'd';
    }
  else if (left > COUNT_HOURS_FROM)
    {
      step = G_TIME_SPAN_HOUR;
      unit = 'h';
    }
  if (left <= 0 || left > MOST_DAYS * G_TIME_SPAN_DAY)
    return NULL;

  /* Rounded up: what says "1h" is not over in a minute. */
  steps = (left - 1) / step + 1;
  g_snprintf (countdown, PLIMSOLL_TRAY_COUNTDOWN_SIZE, "%d%c",
              (int) (unit == 'm' ? steps * MINUTE_STEP : steps), unit);
  return g_date_time_add (until, -(steps - 1) * step);
}
