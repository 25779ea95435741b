/* plimsoll-show-row.c - one limit in words, long and short, before anybody knows how much room
 * there is. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Says everything that the table may want to write of a limit, in each length that it may choose.
 * The layout then picks one length for a whole column, so that columns line up over all rows. */

#include "plimsoll-show-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-pace.h"
#include "plimsoll-status-words.h"
#include "plimsoll-words.h"

/* Replaces an owned string by its likeness on this screen. */
static void
fit (char **text, const PlimsollScreen *screen)
{
  g_autofree char *whole = g_steal_pointer (text);

  *text = plimsoll_screen_dup_fit (screen, whole != NULL ? whole : "");
}

static void
say_reset (PlimsollShowRow *self,
           const PlimsollLimitFields *fields,
           const PlimsollShowMoment *moment)
{
  GTimeSpan left = g_date_time_difference (fields->resets_at, moment->now);
  g_autofree char *clock = plimsoll_words_clock (fields->resets_at, moment->now, moment->zone,
                                                 PLIMSOLL_CLOCK_WORDS_SHORT);

  self->when[PLIMSOLL_SHOW_WHEN_BARE] = plimsoll_words_length (left);
  /* Translators: in a table row; %s is a length of time, "2 h 5 min". */
  self->when[PLIMSOLL_SHOW_WHEN_WORDS] =
      g_strdup_printf (_ ("resets in %s"), self->when[PLIMSOLL_SHOW_WHEN_BARE]);
  /* Translators: in a table row; a length of time and the clock time at which it ends. */
  self->when[PLIMSOLL_SHOW_WHEN_CLOCK] =
      g_strdup_printf (_ ("resets in %s (%s)"), self->when[PLIMSOLL_SHOW_WHEN_BARE], clock);
}

/* A budget refills at no time that anybody promised; what counts is what is left in it. */
static void
say_budget (PlimsollShowRow *self, const PlimsollLimitFields *fields)
{
  self->when[PLIMSOLL_SHOW_WHEN_CLOCK] = plimsoll_money_words_of (fields->used, fields->cap);
  self->when[PLIMSOLL_SHOW_WHEN_WORDS] = g_strdup (self->when[PLIMSOLL_SHOW_WHEN_CLOCK]);
  self->when[PLIMSOLL_SHOW_WHEN_BARE] = plimsoll_money_words_of (fields->used, NULL);
}

/* "ahead 11 %": the same words as elsewhere, cut to what a table has room for. */
static char *
say_pace (const PlimsollPace *pace)
{
  g_autofree char *percent = NULL;

  if (pace->band == PLIMSOLL_PACE_ON)
    return g_strdup (_ ("on pace"));

  percent = plimsoll_words_percent (fabs (pace->delta_percent));
  if (pace->delta_percent > 0)
    /* Translators: in a table row, use is ahead of an even pace by %s, "11 %". */
    return g_strdup_printf (_ ("ahead %s"), percent);

  /* Translators: in a table row, use is behind an even pace by %s, "11 %". */
  return g_strdup_printf (_ ("reserve %s"), percent);
}

static char *
say_forecast (const PlimsollPace *pace, const PlimsollShowMoment *moment)
{
  g_autoptr (GDateTime) empty_at = NULL;
  g_autofree char *clock = NULL;

  if (pace->lasts)
    return NULL;

  empty_at = g_date_time_add (moment->now, pace->empty_in);
  clock = plimsoll_words_clock (empty_at, moment->now, moment->zone, PLIMSOLL_CLOCK_WORDS_SHORT);
  /* Translators: in a table row, at this pace the limit is used up at %s, "13:40". */
  return g_strdup_printf (_ ("empty %s"), clock);
}

static const char *
get_severity_sign (PlimsollSeverity severity)
{
  if (severity == PLIMSOLL_SEVERITY_CRITICAL)
    return "!!";

  return severity == PLIMSOLL_SEVERITY_WARNING ? "!" : "";
}

static char *
join (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return g_strdup (a != NULL ? a : b);

  return g_strdup_printf ("%s, %s", a, b);
}

static void
say_remarks (PlimsollShowRow *self,
             const PlimsollPace *pace,
             const char *seen,
             const PlimsollShowMoment *moment)
{
  const char *severity = plimsoll_status_words_severity (self->bar.severity);
  g_autofree char *pace_words = pace != NULL ? say_pace (pace) : NULL;
  g_autofree char *forecast = pace != NULL ? say_forecast (pace, moment) : NULL;
  g_autofree char *state = join (severity, pace_words);
  g_autofree char *outlook = join (state, forecast);

  self->remark[PLIMSOLL_SHOW_REMARK_PACE] = join (state, seen);
  self->remark[PLIMSOLL_SHOW_REMARK_FORECAST] = join (outlook, seen);
  self->remark[PLIMSOLL_SHOW_REMARK_SEVERITY] = join (severity, seen);
  self->remark[PLIMSOLL_SHOW_REMARK_SIGN] = g_strdup (get_severity_sign (self->bar.severity));
}

static char *
say_percent (PlimsollLimit *limit, const PlimsollShowMoment *moment)
{
  g_autofree char *left = NULL;

  if (!moment->shows_left || plimsoll_limit_is_over (limit, moment->now))
    return plimsoll_words_percent (plimsoll_limit_get_reading (limit, moment->now));

  left = plimsoll_words_percent (plimsoll_limit_get_headroom (limit, moment->now));
  /* Translators: how much of a limit is left, "39 % left". */
  return g_strdup_printf (_ ("%s left"), left);
}

PlimsollShowRow *
plimsoll_show_row_new (PlimsollReport *report,
                       PlimsollLimit *limit,
                       const PlimsollScreen *screen,
                       const PlimsollShowMoment *moment)
{
  PlimsollShowRow *self = g_new0 (PlimsollShowRow, 1);
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  double reading = plimsoll_limit_get_reading (limit, moment->now);
  gboolean is_stale =
      !plimsoll_report_is_limit_fresh (report, limit, moment->now, PLIMSOLL_SHOW_FRESH_FOR);
  g_autofree char *seen = plimsoll_status_words_seen (plimsoll_report_get_snapshot (report), limit,
                                                      moment->now, moment->zone);
  PlimsollPace pace = { 0 };
  /* Time has gone on since an old reading, use maybe too: nobody knows its pace. */
  gboolean has_pace = !is_stale && plimsoll_pace_compute (limit, moment->now, &pace);

  self->title = plimsoll_screen_dup_fit (screen, fields->title);
  self->percent = say_percent (limit, moment);
  self->bar = (PlimsollShowBar){
    .used_percent = reading,
    .expected_percent = has_pace ? pace.expected_percent : (double) NAN,
    .severity = fields->severity,
    .is_stale = is_stale,
  };

  if (plimsoll_limit_is_over (limit, moment->now))
    {
      /* The number of a finished window says nothing about the one that began since. */
      self->instead = plimsoll_status_words_passed (fields->resets_at, moment->now, moment->zone);
      fit (&self->instead, screen);
    }
  else if (fields->kind == PLIMSOLL_LIMIT_BUDGET && fields->used != NULL)
    say_budget (self, fields);
  else if (fields->resets_at != NULL)
    say_reset (self, fields, moment);

  say_remarks (self, has_pace ? &pace : NULL, seen, moment);
  fit (&self->percent, screen);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_WHEN; i++)
    fit (&self->when[i], screen);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_REMARKS; i++)
    fit (&self->remark[i], screen);
  return self;
}

void
plimsoll_show_row_free (PlimsollShowRow *self)
{
  g_free (self->title);
  g_free (self->instead);
  g_free (self->percent);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_WHEN; i++)
    g_free (self->when[i]);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_REMARKS; i++)
    g_free (self->remark[i]);
  g_free (self);
}
