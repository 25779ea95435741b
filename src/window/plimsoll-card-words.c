/* plimsoll-card-words.c - what a card says of a limit and of a snapshot, and until when.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: what time it is and where is handed in, and how long the words hold is handed out, so that
 * the card can sleep until then and no test has to wait. Single phrases come from lower floors;
 * here they are put together. */

#include "plimsoll-card-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-pace.h"
#include "plimsoll-status-words.h"
#include "plimsoll-words.h"

/* Between the parts of a line. */
#define DOT " · "

static void
hold (PlimsollCardView *view, GTimeSpan holds)
{
  view->holds = MIN (view->holds, holds);
}

static char *
say_clock (PlimsollCardView *view, GDateTime *moment)
{
  hold (view, plimsoll_words_clock_next_change (view->now, view->zone));
  return plimsoll_words_clock (moment, view->now, view->zone, PLIMSOLL_CLOCK_WORDS_SHORT);
}

/* A reset also ends what is said of the limit itself. */
static void
hold_until_reset (PlimsollCardView *view, GDateTime *resets_at)
{
  GTimeSpan left = g_date_time_difference (resets_at, view->now);

  if (left > 0)
    hold (view, left);
}

PlimsollLimit *
plimsoll_card_words_find_hero (PlimsollCardView *view, PlimsollSnapshot *snapshot)
{
  PlimsollLimit *tightest = plimsoll_snapshot_find_tightest (snapshot, view->now);

  if (tightest != NULL || plimsoll_snapshot_get_n_limits (snapshot) == 0)
    return tightest;

  return plimsoll_snapshot_get_limit (snapshot, 0);
}

GDateTime *
plimsoll_card_words_find_last_end (PlimsollCardView *view, PlimsollSnapshot *snapshot)
{
  GDateTime *last = NULL;

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;

      if (plimsoll_limit_is_over (limit, view->now)
          && (last == NULL || g_date_time_compare (resets_at, last) > 0))
        last = resets_at;
    }

  return last;
}

const char *
plimsoll_card_words_severity (PlimsollCardView *view, PlimsollLimit *limit)
{
  double reading = plimsoll_limit_get_reading (limit, view->now);

  if (isnan (reading))
    return NULL;
  if (reading >= 100)
    /* Translators: beside the name of a limit of which nothing is left. */
    return C_ ("limit", "used up");

  return plimsoll_status_words_severity (plimsoll_limit_peek (limit)->severity);
}

const char *
plimsoll_card_words_of_what (PlimsollCardView *view)
{
  if (view->shows_left)
    /* Translators: under a percentage in a ring: so much of the limit is left. */
    return C_ ("percentage", "left");

  /* Translators: under a percentage in a ring: so much of the limit is used. */
  return _ ("used");
}

char *
plimsoll_card_words_percent (PlimsollCardView *view, PlimsollLimit *limit)
{
  return plimsoll_words_percent (view->shows_left ? plimsoll_limit_get_headroom (limit, view->now)
                                                  : plimsoll_limit_get_reading (limit, view->now));
}

char *
plimsoll_card_words_reset (PlimsollCardView *view, PlimsollLimit *limit)
{
  GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;
  GTimeSpan left = 0;
  g_autofree char *length = NULL;
  g_autofree char *clock = NULL;

  if (resets_at == NULL)
    return NULL;

  clock = say_clock (view, resets_at);
  if (plimsoll_limit_is_over (limit, view->now))
    return plimsoll_status_words_passed (resets_at, view->now, view->zone);

  left = g_date_time_difference (resets_at, view->now);
  hold (view, plimsoll_words_length_next_change (left));
  hold_until_reset (view, resets_at);
  length = plimsoll_words_resets_in (left);
  return g_strconcat (length, DOT, clock, NULL);
}

char *
plimsoll_card_words_reset_short (PlimsollCardView *view, PlimsollLimit *limit)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  if (fields->resets_at != NULL)
    hold_until_reset (view, fields->resets_at);
  if (plimsoll_limit_is_over (limit, view->now))
    /* Translators: instead of the time of a reset, when it has passed and the new number is not
     * there yet. */
    return g_strdup (_ ("checking…"));
  if (fields->used != NULL)
    return plimsoll_money_words_of (fields->used, fields->cap);

  return fields->resets_at != NULL ? say_clock (view, fields->resets_at) : g_strdup ("");
}

double
plimsoll_card_words_pace_percent (PlimsollSnapshot *snapshot, PlimsollLimit *limit)
{
  PlimsollPace pace = { 0 };

  if (!plimsoll_pace_compute (limit, plimsoll_snapshot_get_limit_observed_at (snapshot, limit),
                              &pace))
    return NAN;

  return pace.expected_percent;
}

char *
plimsoll_card_words_pace (PlimsollCardView *view, PlimsollSnapshot *snapshot, PlimsollLimit *limit)
{
  GDateTime *seen_at = plimsoll_snapshot_get_limit_observed_at (snapshot, limit);
  PlimsollPace pace = { 0 };
  g_autofree char *words = NULL;
  g_autofree char *forecast = NULL;

  if (plimsoll_limit_is_over (limit, view->now) || !plimsoll_pace_compute (limit, seen_at, &pace))
    return NULL;

  words = plimsoll_pace_words (&pace);
  forecast = plimsoll_pace_forecast_words (&pace, seen_at, view->zone);
  return g_strconcat (words, DOT, forecast, NULL);
}

char *
plimsoll_card_words_spoken (PlimsollCardView *view,
                            PlimsollSnapshot *snapshot,
                            PlimsollLimit *limit)
{
  double reading = plimsoll_limit_get_reading (limit, view->now);
  const char *severity = plimsoll_card_words_severity (view, limit);
  g_autofree char *percent = plimsoll_card_words_percent (view, limit);
  g_autofree char *reset = plimsoll_card_words_reset (view, limit);
  g_autofree char *seen = plimsoll_status_words_seen (snapshot, limit, view->now, view->zone);
  g_autoptr (GString) words = g_string_new (NULL);

  if (!isnan (reading))
    {
      if (view->shows_left)
        /* Translators: how much of a limit is left, "39 % left". */
        g_string_append_printf (words, _ ("%s left"), percent);
      else
        /* Translators: how much of a limit is used, "61 % used". */
        g_string_append_printf (words, _ ("%s used"), percent);
      if (severity != NULL)
        g_string_append_printf (words, ", %s", severity);
    }
  if (reset != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", reset);
  if (seen != NULL)
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", seen);

  return g_strdup (words->str);
}

char *
plimsoll_card_words_origin (PlimsollCardView *view, PlimsollSnapshot *snapshot)
{
  GTimeSpan age = plimsoll_snapshot_get_age (snapshot, view->now);
  const char *plan = plimsoll_snapshot_get_plan (snapshot);
  const char *source = plimsoll_status_words_source (plimsoll_snapshot_get_source (snapshot));
  g_autofree char *age_words = plimsoll_words_age (age);
  g_autoptr (GString) words = g_string_new (plan);

  hold (view, plimsoll_words_age_next_change (age));
  if (words->len > 0)
    g_string_append (words, DOT);
  g_string_append (words, age_words);
  if (source != NULL)
    g_string_append_printf (words, DOT "%s", source);

  return g_strdup (words->str);
}
