/* test-words.c - times and lengths as people read them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Zones are given as rules, so that no time zone database is needed. The 12-hour clock is tested by
 * the time formats of locales, which are not installed everywhere. */

#include "plimsoll-words.h"

#include <math.h>

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR
#define DAY G_TIME_SPAN_DAY
#define SECOND G_TIME_SPAN_SECOND

#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define NEW_YORK "EST5EDT,M3.2.0,M11.1.0"
#define SHORT PLIMSOLL_CLOCK_WORDS_SHORT
#define FULL PLIMSOLL_CLOCK_WORDS_FULL
#define PLAIN PLIMSOLL_CLOCK_WORDS_PLAIN

typedef struct
{
  GTimeSpan span;
  const char *words;
} SpanRow;

static void
check_spans (const SpanRow *rows, gsize n_rows, char *(*say) (GTimeSpan))
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *words = say (rows[i].span);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* A length has two units at most, and its minutes are rounded up, so that "1 min" lasts to the end.
 */
static void
test_length (void)
{
  static const SpanRow rows[] = {
    { G_MININT64, "now" },
    { -1, "now" },
    { 0, "now" },
    { 1, "1 min" },
    { MINUTE, "1 min" },
    { MINUTE + 1, "2 min" },
    { 11 * MINUTE + 30 * SECOND, "12 min" },
    { 59 * MINUTE, "59 min" },
    { 59 * MINUTE + 1, "1 h" },
    { HOUR, "1 h" },
    { HOUR + 1, "1 h 1 min" },
    { 2 * HOUR + 5 * MINUTE, "2 h 5 min" },
    { DAY - 1, "1 d" },
    { DAY + MINUTE, "1 d" },
    { DAY + HOUR, "1 d 1 h" },
    { 2 * DAY + 3 * HOUR + 59 * MINUTE, "2 d 3 h" },
    { 7 * DAY, "7 d" },
    { 400 * DAY, "400 d" },
  };

  check_spans (rows, G_N_ELEMENTS (rows), plimsoll_words_length);
}

/* The longest length there is still has words. */
static void
test_length_longest (void)
{
  g_autofree char *words = plimsoll_words_length (G_MAXINT64);

  g_assert_cmpstr (words, ==, "106751991 d 4 h");
}

/* A reset is counted down to "now" and never below. */
static void
test_resets_in (void)
{
  static const SpanRow rows[] = {
    { 2 * HOUR + 5 * MINUTE, "Resets in 2 h 5 min" },
    { 1, "Resets in 1 min" },
    { 0, "Resets now" },
    { -DAY, "Resets now" },
  };

  check_spans (rows, G_N_ELEMENTS (rows), plimsoll_words_resets_in);
}

/* An age is rounded down and has one unit; a clock that went backwards makes nothing older. */
static void
test_age (void)
{
  static const SpanRow rows[] = {
    { G_MININT64, "just now" },
    { -HOUR, "just now" },
    { 0, "just now" },
    { MINUTE - 1, "just now" },
    { MINUTE, "1 min ago" },
    { 59 * MINUTE, "59 min ago" },
    { HOUR, "1 h ago" },
    { 47 * HOUR, "47 h ago" },
    { 2 * DAY - 1, "47 h ago" },
    { 2 * DAY, "2 d ago" },
    { 5 * DAY + 23 * HOUR, "5 d ago" },
  };

  check_spans (rows, G_N_ELEMENTS (rows), plimsoll_words_age);
}

typedef struct
{
  const char *now;
  const char *moment;
  const char *zone;
  PlimsollClockWords how;
  const char *words;
} ClockRow;

static void
check_clock (const ClockRow *row)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (row->zone);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (row->now, NULL);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (row->moment, NULL);
  g_autofree char *words = plimsoll_words_clock (moment, now, zone, row->how);

  g_test_message ("%s seen at %s in %s", row->moment, row->now, row->zone);
  g_assert_cmpstr (words, ==, row->words);
}

/* Today is a time, the next six days a weekday, what is further away a date; full words name today
 * and tomorrow. 2026-11-20 is a Friday. */
static void
test_clock (void)
{
  static const ClockRow rows[] = {
    { "2026-11-20T09:00:00Z", "2026-11-20T14:10:00Z", "UTC", SHORT, "14:10" },
    { "2026-11-20T09:00:00Z", "2026-11-20T14:10:00Z", "UTC", FULL, "today 14:10" },
    { "2026-11-20T09:00:00Z", "2026-11-20T08:10:00Z", "UTC", FULL, "today 08:10" },
    { "2026-11-20T09:00:00Z", "2026-11-21T09:59:00Z", "UTC", SHORT, "Sat 09:59" },
    { "2026-11-20T09:00:00Z", "2026-11-20T14:10:00Z", "UTC", PLAIN, "14:10" },
    { "2026-11-20T09:00:00Z", "2026-11-21T09:59:00Z", "UTC", PLAIN, "tomorrow 09:59" },
    { "2026-11-20T09:00:00Z", "2026-11-19T22:00:00Z", "UTC", PLAIN, "19 Nov 22:00" },
    { "2026-11-20T09:00:00Z", "2026-11-21T09:59:00Z", "UTC", FULL, "tomorrow 09:59" },
    { "2026-11-20T23:59:59Z", "2026-11-21T00:00:00Z", "UTC", FULL, "tomorrow 00:00" },
    { "2026-11-20T09:00:00Z", "2026-11-26T09:59:00Z", "UTC", SHORT, "Thu 09:59" },
    { "2026-11-20T09:00:00Z", "2026-11-26T23:59:59Z", "UTC", FULL, "Thu 23:59" },
    /* in seven days the weekday would be today's */
    { "2026-11-20T09:00:00Z", "2026-11-27T00:00:00Z", "UTC", SHORT, "27 Nov" },
    { "2026-11-20T09:00:00Z", "2026-12-03T09:59:00Z", "UTC", SHORT, "3 Dec" },
    { "2026-11-20T09:00:00Z", "2026-12-03T09:59:00Z", "UTC", FULL, "3 Dec 09:59" },
    { "2026-11-20T09:00:00Z", "2027-01-03T09:59:00Z", "UTC", SHORT, "3 Jan 2027" },
    { "2026-11-20T09:00:00Z", "2027-01-03T09:59:00Z", "UTC", FULL, "3 Jan 2027 09:59" },
    { "2026-11-20T09:00:00Z", "2026-11-19T22:00:00Z", "UTC", SHORT, "19 Nov" },
    { "2026-11-20T09:00:00Z", "2026-11-19T22:00:00Z", "UTC", FULL, "19 Nov 22:00" },
    { "2026-12-31T09:00:00Z", "2027-01-01T00:30:00Z", "UTC", FULL, "tomorrow 00:30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_clock (&rows[i]);
}

/* The day is the day where the person is, also across the nights in which clocks change. */
static void
test_clock_zones (void)
{
  static const ClockRow rows[] = {
    /* still Friday in New York, already Saturday in Berlin */
    { "2026-11-20T20:00:00Z", "2026-11-20T23:30:00Z", NEW_YORK, FULL, "today 18:30" },
    { "2026-11-20T20:00:00Z", "2026-11-20T23:30:00Z", BERLIN, FULL, "tomorrow 00:30" },
    /* the short day: 23 hours lie between the same clock times */
    { "2026-03-28T11:00:00Z", "2026-03-29T10:00:00Z", BERLIN, FULL, "tomorrow 12:00" },
    { "2026-03-28T23:30:00Z", "2026-03-29T21:59:00Z", BERLIN, FULL, "today 23:59" },
    { "2026-03-29T00:59:00Z", "2026-03-29T01:00:00Z", BERLIN, SHORT, "03:00" },
    /* the long day: 25 hours, and one hour twice */
    { "2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z", BERLIN, FULL, "today 23:59" },
    { "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", BERLIN, SHORT, "02:30" },
    { "2026-10-31T12:00:00Z", "2026-11-07T04:30:00Z", NEW_YORK, SHORT, "Fri 23:30" },
    { "2026-11-20T09:00:00Z", "2026-11-20T09:15:00Z", "<+0545>-5:45", SHORT, "15:00" },
    /* eastwards, the last second of the calendar lies in a year that has no name */
    { "2026-11-20T09:00:00Z", "9999-12-31T23:59:59Z", BERLIN, FULL, "–" },
    { "2026-11-20T09:00:00Z", "9999-12-31T23:59:59Z", NEW_YORK, SHORT, "31 Dec 9999" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    check_clock (&rows[i]);
}

/* Without a zone the local one counts; the tests run in UTC. */
static void
test_clock_local (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 20, 14, 10, 0);
  g_autofree char *words = plimsoll_words_clock (moment, now, NULL, SHORT);

  g_assert_cmpstr (words, ==, "14:10");
}

/* Where the locale's time format names an hour of twelve, the clock has twelve hours. */
static void
test_hour_format (void)
{
  static const struct
  {
    const char *time_format;
    const char *afternoon;
    const char *midnight;
  } rows[] = {
    { "%H:%M:%S", "14:05", "00:05" }, /* C */
    { "%T", "14:05", "00:05" }, /* de_DE */
    { "%H.%M.%S", "14:05", "00:05" }, /* fi_FI */
    { "%r", "2:05 PM", "12:05 AM" }, /* en_US */
    { "%I:%M:%S %p", "2:05 PM", "12:05 AM" }, /* en_PH */
    { "%l:%M:%S %P", "2:05 PM", "12:05 AM" },
    { "", "14:05", "00:05" },
  };
  g_autoptr (GDateTime) afternoon = g_date_time_new_utc (2026, 11, 20, 14, 5, 0);
  g_autoptr (GDateTime) midnight = g_date_time_new_utc (2026, 11, 20, 0, 5, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const char *format = plimsoll_words_get_hour_format (rows[i].time_format);
      g_autofree char *first = g_date_time_format (afternoon, format);
      g_autofree char *second = g_date_time_format (midnight, format);

      g_assert_cmpstr (first, ==, rows[i].afternoon);
      g_assert_cmpstr (second, ==, rows[i].midnight);
    }
}

/* A time of day that a person typed is understood with and without minutes and halves of the day;
 * what is none is refused, and leaves the old one alone. */
static void
test_time_of_day (void)
{
  static const struct
  {
    const char *text;
    int minutes;
  } rows[] = {
    { "22:00", 1320 },
    { "22", 1320 },
    { "7.30", 450 },
    { " 0:05 ", 5 },
    { "10:00 PM", 1320 },
    { "10 pm", 1320 },
    { "12:05 AM", 5 },
    { "12:05 pm", 725 },
    { "1am", 60 },
    { "24:00", -1 },
    { "9:60", -1 },
    { "13:00 PM", -1 },
    { "0 AM", -1 },
    { "7:30 sharp", -1 },
    { "", -1 },
    { "noon", -1 },
    { "99999999999999999999", -1 },
  };
  g_autofree char *evening = plimsoll_words_time_of_day (1320);
  g_autofree char *midnight = plimsoll_words_time_of_day (0);

  g_assert_cmpstr (evening, ==, "22:00");
  g_assert_cmpstr (midnight, ==, "00:00");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint minutes = 4711;
      gboolean is_time = plimsoll_words_parse_time_of_day (rows[i].text, &minutes);

      g_assert_cmpint (is_time ? (int) minutes : -1, ==, rows[i].minutes);
      g_assert_true (is_time || minutes == 4711);
    }
}

/* A percentage never says that nothing is used when something is, or that all is when a rest is
 * left. */
static void
test_percent (void)
{
  static const struct
  {
    double percent;
    const char *words;
  } rows[] = {
    { 0, "0 %" },        { -0.0, "0 %" },    { -0.4, "0 %" },    { 1e-300, "<1 %" },
    { 0.4, "<1 %" },     { 0.999, "<1 %" },  { 1, "1 %" },       { 1.4, "1 %" },
    { 60.5, "61 %" },    { 99.4, "99 %" },   { 99.5, "99 %" },   { 99.6, "99 %" },
    { 99.9999, "99 %" }, { 100, "100 %" },   { 100.4, "100 %" }, { 101.5, "102 %" },
    { 104.2, "104 %" },  { 5091, "5091 %" },
  };
  const double unknown[] = { (double) NAN, (double) INFINITY, (double) -INFINITY };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = plimsoll_words_percent (rows[i].percent);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_autofree char *words = plimsoll_words_percent (unknown[i]);

      g_assert_cmpstr (words, ==, "–");
    }
}

/* What is said of a length when some of it has run down. */
static char *
say_length_later (GTimeSpan length, GTimeSpan later)
{
  return plimsoll_words_length (length - later);
}

static char *
say_age_later (GTimeSpan age, GTimeSpan later)
{
  return plimsoll_words_age (age + later);
}

static void
check_change (GTimeSpan span, GTimeSpan change, char *(*say_later) (GTimeSpan, GTimeSpan))
{
  g_autofree char *now = say_later (span, 0);
  g_autofree char *just_before = say_later (span, change - 1);
  g_autofree char *then = say_later (span, change);

  g_assert_cmpint (change, >, 0);
  g_assert_cmpstr (just_before, ==, now);
  g_assert_cmpstr (then, !=, now);
}

/* Whoever sleeps until the words of a length or an age change wakes up at that very microsecond:
 * one earlier they are the same, and then they are not. */
static void
test_next_change (void)
{
  const GTimeSpan around[] = { MINUTE, HOUR, 24 * HOUR, 25 * HOUR, 2 * DAY, 3 * DAY, 400 * DAY };
  const GTimeSpan off[] = { -MINUTE - 1, -SECOND, -1, 0, 1, SECOND, MINUTE, 17 * MINUTE };

  for (gsize i = 0; i < G_N_ELEMENTS (around); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (off); j++)
      {
        GTimeSpan span = around[i] + off[j];

        if (span > 0)
          check_change (span, plimsoll_words_length_next_change (span), say_length_later);
        check_change (span, plimsoll_words_age_next_change (span), say_age_later);
      }
}

/* "now" stays: nothing is to be waited for. A clock that went backwards is waited for. */
static void
test_next_change_at_the_end (void)
{
  g_assert_cmpint (plimsoll_words_length_next_change (0), ==, PLIMSOLL_WORDS_NEVER);
  g_assert_cmpint (plimsoll_words_length_next_change (-DAY), ==, PLIMSOLL_WORDS_NEVER);
  g_assert_cmpint (plimsoll_words_age_next_change (-HOUR), ==, HOUR + MINUTE);
}

/* The name of a day changes at the midnight of the zone, be the day 23, 24 or 25 hours long. */
static void
test_clock_next_change (void)
{
  static const struct
  {
    const char *now;
    const char *zone;
    GTimeSpan change;
  } rows[] = {
    { "2026-11-20T09:00:00Z", "UTC", 15 * HOUR },
    { "2026-11-20T00:00:00Z", "UTC", DAY },
    { "2026-11-20T23:59:59Z", "UTC", SECOND },
    { "2026-11-20T22:30:00Z", BERLIN, 30 * MINUTE },
    { "2026-11-20T23:30:00Z", BERLIN, 23 * HOUR + 30 * MINUTE },
    { "2026-11-20T03:00:00Z", NEW_YORK, 2 * HOUR },
    { "2026-03-28T23:00:00Z", BERLIN, 23 * HOUR },
    { "2026-10-24T22:00:00Z", BERLIN, 25 * HOUR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (rows[i].now, NULL);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);

      g_assert_cmpint (plimsoll_words_clock_next_change (now, zone), ==, rows[i].change);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/words/length", test_length);
  g_test_add_func ("/base/words/length-longest", test_length_longest);
  g_test_add_func ("/base/words/resets-in", test_resets_in);
  g_test_add_func ("/base/words/age", test_age);
  g_test_add_func ("/base/words/clock", test_clock);
  g_test_add_func ("/base/words/clock-zones", test_clock_zones);
  g_test_add_func ("/base/words/clock-local", test_clock_local);
  g_test_add_func ("/base/words/hour-format", test_hour_format);
  g_test_add_func ("/base/words/time-of-day", test_time_of_day);
  g_test_add_func ("/base/words/percent", test_percent);

  g_test_add_func ("/base/words/next-change", test_next_change);
  g_test_add_func ("/base/words/next-change-at-the-end", test_next_change_at_the_end);
  g_test_add_func ("/base/words/clock-next-change", test_clock_next_change);

  return g_test_run ();
}
