/* plimsoll-alert-words.c - what an alert says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Title says it all, the body says until when and what to expect. Clock times stand beside lengths
 * of time, because a notification may be read an hour after it was shown. */

#include "plimsoll-alert-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-pace.h"
#include "plimsoll-words.h"

char *
plimsoll_alert_words_title (PlimsollAlertKind kind, PlimsollLimit *limit, GDateTime *now)
{
  const char *name = plimsoll_limit_peek (limit)->title;
  g_autofree char *percent = plimsoll_words_percent (plimsoll_limit_get_reading (limit, now));

  switch (kind)
    {
    case PLIMSOLL_ALERT_USED_UP:
      /* Translators: %s is the name of a limit, such as "Session" or "Week". So in all of these. */
      return g_strdup_printf (_ ("%s used up"), name);

    case PLIMSOLL_ALERT_AVAILABLE_AGAIN:
      return g_strdup_printf (_ ("%s available again"), name);

    case PLIMSOLL_ALERT_EARLY_EMPTY:
      return g_strdup_printf (_ ("%s may be used up early"), name);

    case PLIMSOLL_ALERT_THRESHOLD:
    case PLIMSOLL_ALERT_SIGNED_OUT:
    case PLIMSOLL_ALERT_BACK:
    default:
      /* Translators: the name of a limit and a percentage: "Session 80 % used". */
      return g_strdup_printf (_ ("%s %s used"), name, percent);
    }
}

/* (nullable): "Resets in 2 h 5 min (14:10)." */
static char *
say_reset (PlimsollLimit *limit, GDateTime *now, GTimeZone *zone)
{
  GDateTime *reset = plimsoll_limit_peek (limit)->resets_at;
  g_autofree char *length = NULL;
  g_autofree char *clock = NULL;

  if (reset == NULL || plimsoll_limit_is_over (limit, now))
    return NULL;

  length = plimsoll_words_resets_in (g_date_time_difference (reset, now));
  clock = plimsoll_words_clock (reset, now, zone, PLIMSOLL_CLOCK_WORDS_SHORT);
  /* Translators: "Resets in 2 h 5 min" and a clock time: "Resets in 2 h 5 min (14:10)." */
  return g_strdup_printf (_ ("%s (%s)."), length, clock);
}

/* (nullable): "At this pace it is empty at 13:40." */
static char *
say_forecast (PlimsollLimit *limit, GDateTime *now, GTimeZone *zone)
{
  PlimsollPace pace;
  g_autoptr (GDateTime) empty_at = NULL;
  g_autofree char *clock = NULL;

  if (!plimsoll_pace_compute (limit, now, &pace) || pace.lasts)
    return NULL;

  empty_at = g_date_time_add (now, pace.empty_in);
  if (empty_at == NULL)
    return NULL;

  clock = plimsoll_words_clock (empty_at, now, zone, PLIMSOLL_CLOCK_WORDS_SHORT);
  /* Translators: %s is a clock time such as "13:40" or "Tue 09:59". */
  return g_strdup_printf (_ ("At this pace it is empty at %s."), clock);
}

/* (nullable): "17.00 of 20.00 USD." for what is counted in money. */
static char *
say_money (PlimsollLimit *limit)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  g_autofree char *used = NULL;
  g_autofree char *cap = NULL;

  if (fields->used == NULL || fields->cap == NULL)
    return NULL;

  used = plimsoll_money_words (fields->used);
  cap = plimsoll_money_words (fields->cap);
  /* Translators: an amount spent, the amount it may reach, and the currency: "17.00 of 20.00 USD."
   */
  return g_strdup_printf (_ ("%s of %s %s."), used, cap, plimsoll_money_get_currency (fields->cap));
}

/* (nullable): "3 % used so far." */
static char *
say_reading (PlimsollLimit *limit, GDateTime *now)
{
  double reading = plimsoll_limit_get_reading (limit, now);
  g_autofree char *percent = plimsoll_words_percent (reading);

  if (!isfinite (reading))
    return NULL;

  /* Translators: %s is a percentage. */
  return g_strdup_printf (_ ("%s used so far."), percent);
}

static void
add_sentence (GString *text, char *sentence)
{
  if (sentence != NULL && text->len > 0)
    g_string_append_c (text, ' ');
  if (sentence != NULL)
    g_string_append (text, sentence);
  g_free (sentence);
}

char *
plimsoll_alert_words_body (PlimsollAlertKind kind,
                           PlimsollLimit *limit,
                           GDateTime *now,
                           GTimeZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == PLIMSOLL_ALERT_AVAILABLE_AGAIN)
    add_sentence (text, say_reading (limit, now));
  else
    add_sentence (text, say_money (limit));
  add_sentence (text, say_reset (limit, now, zone));
  if (kind == PLIMSOLL_ALERT_THRESHOLD || kind == PLIMSOLL_ALERT_EARLY_EMPTY)
    add_sentence (text, say_forecast (limit, now, zone));

  return g_strdup (text->str);
}

void
plimsoll_alert_words_merge (GPtrArray *alerts, char **title, char **body)
{
  const PlimsollAlertFields *first = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n_more = 0;

  g_return_if_fail (alerts->len > 0);

  first = plimsoll_alert_peek (g_ptr_array_index (alerts, 0));
  if (alerts->len == 1)
    {
      *title = g_strdup (first->title);
      *body = g_strdup (first->body);
      return;
    }

  n_more = alerts->len - 1;
  /* Translators: %s is a whole title such as "Session 95 % used". */
  *title =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s and %u more", "%s and %u more", n_more),
                       first->title, n_more);
  for (guint i = 0; i < alerts->len; i++)
    {
      const PlimsollAlertFields *fields = plimsoll_alert_peek (g_ptr_array_index (alerts, i));

      /* Translators: a title and the sentences that belong to it, in a list of several. */
      g_string_append_printf (lines, fields->body[0] != '\0' ? _ ("%s. %s") : "%s%s", fields->title,
                              fields->body);
      if (i < n_more)
        g_string_append_c (lines, '\n');
    }
  *body = g_strdup (lines->str);
}
