/* plimsoll-words.c - times and lengths in words for people.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one place where moments become sentences, so that terminal, tray, window and notifications
 * say the same of the same moment. Pure: what time it is and where is handed in. */

#include "plimsoll-words.h"

#include "plimsoll-hours.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>

#define MINUTES_PER_HOUR 60
#define MINUTES_PER_DAY (24 * MINUTES_PER_HOUR)
/* Up to here a weekday names one day only. */
#define WEEKDAY_NAMES_DAYS 6

/* A countdown rounds up: "0 min" would be shown for the whole last minute otherwise. */
static gint64
count_minutes_up (GTimeSpan length)
{
  if (length <= 0)
    return 0;

  return (length - 1) / G_TIME_SPAN_MINUTE + 1;
}

char *
plimsoll_words_length (GTimeSpan length)
{
  gint64 minutes = count_minutes_up (length);
  gint64 days = minutes / MINUTES_PER_DAY;
  gint64 hours = minutes % MINUTES_PER_DAY / MINUTES_PER_HOUR;
  gint64 rest = minutes % MINUTES_PER_HOUR;

  if (minutes == 0)
    return g_strdup (C_ ("length of time", "now"));
  if (days > 0 && hours > 0)
    /* Translators: a length of time, days and hours, as short as the unit symbols allow. */
    return g_strdup_printf (_ ("%d d %d h"), (int) days, (int) hours);
  if (days > 0)
    return g_strdup_printf (_ ("%d d"), (int) days);
  if (hours > 0 && rest > 0)
    return g_strdup_printf (_ ("%d h %d min"), (int) hours, (int) rest);
  if (hours > 0)
    return g_strdup_printf (_ ("%d h"), (int) hours);

  return g_strdup_printf (_ ("%d min"), (int) rest);
}

char *
plimsoll_words_resets_in (GTimeSpan length)
{
  g_autofree char *words = NULL;

  if (count_minutes_up (length) == 0)
    return g_strdup (_ ("Resets now"));

  words = plimsoll_words_length (length);
  /* Translators: %s is a length of time such as "2 h 5 min". */
  return g_strdup_printf (_ ("Resets in %s"), words);
}

char *
plimsoll_words_age (GTimeSpan age)
{
  gint64 minutes = age / G_TIME_SPAN_MINUTE;

  if (minutes < 1)
    return g_strdup (_ ("just now"));
  if (minutes < MINUTES_PER_HOUR)
    return g_strdup_printf (_ ("%d min ago"), (int) minutes);
  if (minutes < 2 * MINUTES_PER_DAY)
    return g_strdup_printf (_ ("%d h ago"), (int) (minutes / MINUTES_PER_HOUR));

  return g_strdup_printf (_ ("%d d ago"), (int) (minutes / MINUTES_PER_DAY));
}

/* From a day on the words count whole hours, below it minutes. What is shown now holds until the
 * length is one minute under it, as minutes round up. */
GTimeSpan
plimsoll_words_length_next_change (GTimeSpan length)
{
  gint64 minutes = count_minutes_up (length);
  gint64 shown = minutes >= MINUTES_PER_DAY ? minutes - minutes % MINUTES_PER_HOUR : minutes;

  if (minutes == 0)
    return PLIMSOLL_WORDS_NEVER;

  return length - (shown - 1) * G_TIME_SPAN_MINUTE;
}

GTimeSpan
plimsoll_words_age_next_change (GTimeSpan age)
{
  gint64 minutes = MAX (0, age / G_TIME_SPAN_MINUTE);
  gint64 unit = MINUTES_PER_DAY;

  if (minutes < MINUTES_PER_HOUR)
    unit = 1;
  else if (minutes < 2 * MINUTES_PER_DAY)
    unit = MINUTES_PER_HOUR;

  return (minutes / unit + 1) * unit * G_TIME_SPAN_MINUTE - age;
}

/* Only the names of days change, and they do so at midnight, which some zones skip in spring. */
GTimeSpan
plimsoll_words_clock_next_change (GDateTime *now, GTimeZone *zone)
{
  g_autoptr (GTimeZone) local = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) here = g_date_time_to_timezone (now, local);
  g_autoptr (GDateTime) noon = NULL;
  g_autoptr (GDateTime) next_noon = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (here == NULL)
    return PLIMSOLL_WORDS_NEVER;

  noon = g_date_time_new (local, g_date_time_get_year (here), g_date_time_get_month (here),
                          g_date_time_get_day_of_month (here), 12, 0, 0);
  next_noon = g_date_time_add_days (noon, 1);
  if (next_noon == NULL)
    return PLIMSOLL_WORDS_NEVER;

  midnight =
      g_date_time_new (local, g_date_time_get_year (next_noon), g_date_time_get_month (next_noon),
                       g_date_time_get_day_of_month (next_noon), 0, 0, 0);
  return MAX (g_date_time_difference (midnight, now), 1);
}

const char *
plimsoll_words_get_hour_format (const char *time_format)
{
  if (strstr (time_format, "%I") != NULL || strstr (time_format, "%l") != NULL
      || strstr (time_format, "%r") != NULL)
    return "%-I:%M %p";

  return "%H:%M";
}

/* Whole calendar days from the day of `now` to the day of `moment`, both in the same zone. */
static gint64
count_days_between (GDateTime *now, GDateTime *moment)
{
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) to = NULL;

  /* Noon in UTC of each calendar day: no day there is shorter or longer than another. */
  from = g_date_time_new_utc (g_date_time_get_year (now), g_date_time_get_month (now),
                              g_date_time_get_day_of_month (now), 12, 0, 0);
  to = g_date_time_new_utc (g_date_time_get_year (moment), g_date_time_get_month (moment),
                            g_date_time_get_day_of_month (moment), 12, 0, 0);

  return g_date_time_difference (to, from) / G_TIME_SPAN_DAY;
}

static char *
say_date (GDateTime *moment, GDateTime *now)
{
  if (g_date_time_get_year (moment) != g_date_time_get_year (now))
    /* Translators: a date in another year, as in "3 Jan 2027"; see g_date_time_format(). */
    return g_date_time_format (moment, C_ ("date", "%-d %b %Y"));

  /* Translators: a date in this year, as in "3 Dec"; see g_date_time_format(). */
  return g_date_time_format (moment, C_ ("date", "%-d %b"));
}

/* The desktop's word on it, or else the locale's. */
static const char *
choose_hour_format (void)
{
  switch (plimsoll_hours_get ())
    {
    case PLIMSOLL_HOURS_12:
      return plimsoll_words_get_hour_format ("%r");
    case PLIMSOLL_HOURS_24:
      return plimsoll_words_get_hour_format ("%T");
    case PLIMSOLL_HOURS_LOCALE:
    default:
      return plimsoll_words_get_hour_format (nl_langinfo (T_FMT));
    }
}

/* The clock time with the name of its day before it. */
static char *
say_day_and_hour (GDateTime *moment, GDateTime *now, gint64 days, PlimsollClockWords how)
{
  g_autofree char *hour = g_date_time_format (moment, choose_hour_format ());
  g_autofree char *day = NULL;

  if (days == 0 && how != PLIMSOLL_CLOCK_WORDS_FULL)
    return g_steal_pointer (&hour);
  if (days == 0)
    return g_strdup_printf (_ ("today %s"), hour);
  if (days == 1 && how != PLIMSOLL_CLOCK_WORDS_SHORT)
    return g_strdup_printf (_ ("tomorrow %s"), hour);

  if (days > 0 && days <= WEEKDAY_NAMES_DAYS)
    day = g_date_time_format (moment, "%a");
  else
    day = say_date (moment, now);

  /* Translators: a day ("Tue", "3 Dec") and the time of day on it. */
  return g_strdup_printf (C_ ("day and time", "%s %s"), day, hour);
}

char *
plimsoll_words_clock (GDateTime *moment, GDateTime *now, GTimeZone *zone, PlimsollClockWords how)
{
  g_autoptr (GTimeZone) local = zone != NULL ? g_time_zone_ref (zone) : g_time_zone_new_local ();
  g_autoptr (GDateTime) moment_here = g_date_time_to_timezone (moment, local);
  g_autoptr (GDateTime) now_here = g_date_time_to_timezone (now, local);
  gint64 days = 0;

  /* A zone east of Greenwich pushes the last hours of the year 9999 over the edge. */
  if (moment_here == NULL || now_here == NULL)
    return g_strdup ("–");

  days = count_days_between (now_here, moment_here);
  if (how == PLIMSOLL_CLOCK_WORDS_SHORT && (days < 0 || days > WEEKDAY_NAMES_DAYS))
    return say_date (moment_here, now_here);

  return say_day_and_hour (moment_here, now_here, days, how);
}

char *
plimsoll_words_time_of_day (guint minutes_after_midnight)
{
  g_autoptr (GDateTime) moment =
      g_date_time_new_utc (2000, 1, 1, (int) (minutes_after_midnight / MINUTES_PER_HOUR) % 24,
                           (int) minutes_after_midnight % MINUTES_PER_HOUR, 0);

  return g_date_time_format (moment, choose_hour_format ());
}

/* Which half of the day a word names in this locale: 0 for the first, 12 for the second, -1 for no
 * such word. */
static int
find_half_of_day (const char *word)
{
  for (int hour = 0; hour <= 12; hour += 12)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_utc (2000, 1, 1, hour, 0, 0);
      g_autofree char *name = g_date_time_format (moment, "%p");
      g_autofree char *folded_name = g_utf8_casefold (name, -1);
      g_autofree char *folded_word = g_utf8_casefold (word, -1);

      if (g_str_equal (folded_name, folded_word))
        return hour;
    }

  return -1;
}

gboolean
plimsoll_words_parse_time_of_day (const char *text, guint *minutes_after_midnight)
{
  char *end = NULL;
  guint64 hours = g_ascii_strtoull (text, &end, 10);
  guint64 minutes = 0;
  g_autofree char *rest = NULL;

  if (end == text)
    return FALSE;
  if (*end == ':' || *end == '.')
    minutes = g_ascii_strtoull (end + 1, &end, 10);

  rest = g_strstrip (g_strdup (end));
  if (*rest != '\0')
    {
      int half = find_half_of_day (rest);

      if (half < 0 || hours < 1 || hours > 12)
        return FALSE;
      hours = hours % 12 + (guint64) half;
    }
  if (hours >= MINUTES_PER_DAY / MINUTES_PER_HOUR || minutes >= MINUTES_PER_HOUR)
    return FALSE;

  *minutes_after_midnight = (guint) (hours * MINUTES_PER_HOUR + minutes);
  return TRUE;
}

char *
plimsoll_words_percent (double percent)
{
  double shown = 0;

  if (!isfinite (percent))
    return g_strdup ("–");
  if (percent > 0 && percent < 1)
    /* Translators: a percentage above nothing and below one. */
    return g_strdup (_ ("<1 %"));

  /* 99.6 % used is not yet used up, and must not read "100 %". */
  shown = round (percent);
  if (percent < 100 && shown >= 100)
    shown = 99;
  /* "-0 %" is nothing that anyone should read. */
  if (shown == 0)
    shown = 0;

  /* Translators: a percentage; keep %.0f and %%. */
  return g_strdup_printf (_ ("%.0f %%"), shown);
}
