/* plimsoll-pace.c - where use stands against an even spread, and whether it will last.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One straight line: what was used so far, spread over the time so far, carried on to the end of
 * the window. It promises to say nothing rather than something that the numbers do not bear; what
 * people did in other weeks is not looked at here.
 *
 * With D the length of the window, T the time until its reset, E = D - T the time since it began
 * and u what is used (0 to 100): an even spread would stand at x = 100 E / D, and going on as until
 * now the rest is used up in c = (100 - u) E / u. */

#include "plimsoll-pace.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-words.h"

/* Under this part of the window one request looks like a race. */
#define TOO_EARLY_PERCENT 3.0

/* Up to here a difference, in points, counts as … */
#define ON_UP_TO 2.0
#define SLIGHTLY_UP_TO 6.0
#define CLEARLY_UP_TO 12.0

static PlimsollPaceBand
choose_band (double delta)
{
  double size = fabs (delta);

  if (size <= ON_UP_TO)
    return PLIMSOLL_PACE_ON;
  if (size <= SLIGHTLY_UP_TO)
    return PLIMSOLL_PACE_SLIGHTLY;
  if (size <= CLEARLY_UP_TO)
    return PLIMSOLL_PACE_CLEARLY;

  return PLIMSOLL_PACE_FAR;
}

gboolean
plimsoll_pace_compute (PlimsollLimit *limit, GDateTime *now, PlimsollPace *pace)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  double used = plimsoll_limit_get_reading (limit, now);
  GTimeSpan left = 0;
  double elapsed = 0;
  double expected = 0;
  double until_empty = 0;

  if (fields->resets_at == NULL || fields->window <= 0 || isnan (used))
    return FALSE;

  left = g_date_time_difference (fields->resets_at, now);
  if (left <= 0 || left > fields->window)
    return FALSE;

  used = CLAMP (used, 0, 100);
  elapsed = (double) (fields->window - left);
  expected = 100 * elapsed / (double) fields->window;
  if (used >= 100 || expected < TOO_EARLY_PERCENT)
    return FALSE;

  *pace = (PlimsollPace){
    .expected_percent = expected,
    .delta_percent = used - expected,
    .band = choose_band (used - expected),
    .lasts = TRUE,
  };
  if (used > 0)
    {
      until_empty = (100 - used) * elapsed / used;
      pace->headroom_factor = until_empty / (double) left;
      pace->lasts = until_empty >= (double) left;
      pace->empty_in = pace->lasts ? 0 : (GTimeSpan) until_empty;
    }

  return TRUE;
}

char *
plimsoll_pace_words (const PlimsollPace *pace)
{
  g_autofree char *amount = plimsoll_words_percent (fabs (pace->delta_percent));

  if (pace->band == PLIMSOLL_PACE_ON)
    return g_strdup (_ ("On pace"));
  if (pace->delta_percent > 0)
    /* Translators: %s is a percentage such as "11 %": so much more is used than at an even pace. */
    return g_strdup_printf (_ ("%s ahead of an even pace"), amount);

  /* Translators: %s is a percentage such as "12 %": so much less is used than at an even pace. */
  return g_strdup_printf (_ ("%s in reserve"), amount);
}

char *
plimsoll_pace_forecast_words (const PlimsollPace *pace, GDateTime *now, GTimeZone *zone)
{
  g_autoptr (GDateTime) empty_at = pace->lasts ? NULL : g_date_time_add (now, pace->empty_in);
  g_autofree char *clock = NULL;

  if (empty_at == NULL)
    return g_strdup (_ ("lasts until reset"));

  clock = plimsoll_words_clock (empty_at, now, zone, PLIMSOLL_CLOCK_WORDS_SHORT);
  /* Translators: %s is a clock time such as "13:40" or "Tue 09:59". Do not say "runs out": beside
   * the time of a reset, people read that as the reset. */
  return g_strdup_printf (_ ("projected empty %s"), clock);
}
