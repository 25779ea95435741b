/* test-moment.c - every form of a moment that was ever seen, and many that are none.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables of texts and numbers against the seconds since 1970 that they name, counted by hand. */

#include "plimsoll-moment.h"

#include <math.h>
#include <string.h>

/* 2026-11-03T18:00:00Z */
#define SIX_O_CLOCK G_GINT64_CONSTANT (1793728800)
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)
#define FIRST_SECOND G_GINT64_CONSTANT (-62135596800)

static void
assert_unix (GDateTime *moment, gint64 seconds)
{
  g_assert_nonnull (moment);
  g_assert_cmpint (g_date_time_get_utc_offset (moment), ==, 0);
  g_assert_cmpint (plimsoll_moment_to_unix (moment), ==, seconds);
}

/* Every form of RFC 3339 that servers send names the same moment, in UTC. */
static void
test_parse_forms (void)
{
  static const struct
  {
    const char *text;
    gint64 seconds;
    int microsecond;
  } rows[] = {
    { "2026-11-03T18:00:00Z", SIX_O_CLOCK, 0 },
    { "2026-11-03T18:00:00z", SIX_O_CLOCK, 0 },
    { "2026-11-03t18:00:00Z", SIX_O_CLOCK, 0 },
    { "2026-11-03T18:00:00+00:00", SIX_O_CLOCK, 0 },
    { "2026-11-03T18:00:00-00:00", SIX_O_CLOCK, 0 },
    { "2026-11-03T18:00:00.104233+00:00", SIX_O_CLOCK, 104233 },
    { "2026-11-03T18:00:00.104+00:00", SIX_O_CLOCK, 104000 },
    { "2026-11-03T18:00:00.5Z", SIX_O_CLOCK, 500000 },
    { "2026-11-03T20:00:00+02:00", SIX_O_CLOCK, 0 },
    { "2026-11-03T13:00:00-05:00", SIX_O_CLOCK, 0 },
    { "2026-11-03T23:45:00+05:45", SIX_O_CLOCK, 0 },
    { "2026-11-04T00:00:00+06:00", SIX_O_CLOCK, 0 },
    { "2028-02-29T00:00:00Z", 1835395200, 0 },
    { "1970-01-01T00:00:00Z", 0, 0 },
    { "9999-12-31T23:59:59Z", LAST_SECOND, 0 },
    { "9999-12-31T23:59:59.999999+00:00", LAST_SECOND, 999999 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) moment = plimsoll_moment_parse (rows[i].text);

      g_test_message ("%s", rows[i].text);
      assert_unix (moment, rows[i].seconds);
      g_assert_cmpint (g_date_time_get_microsecond (moment), ==, rows[i].microsecond);
    }
}

/* What names no moment, or leaves open which one, is refused and never guessed. */
static void
test_parse_refuses (void)
{
  static const char *const rows[] = {
    "",
    " ",
    "Z",
    "garbage",
    "tomorrow",
    "null",
    "1793728800",
    /* no zone: nobody can say which moment is meant */
    "2026-11-03T18:00:00",
    "2026-11-03T18:00:00.104233",
    /* not the whole of it */
    "2026-11-03",
    "2026-11-03T18Z",
    "2026-11-03T18:00Z",
    "2026-11-03T18:00:00+",
    "2026-11-03T18:00:00.+00:00",
    /* other forms of ISO 8601 */
    "20261103T180000Z",
    "2026-W45-2T18:00:00Z",
    "2026-307T18:00:00+00:00",
    "+2026-11-03T18:00:00Z",
    "-2026-11-03T18:00:00Z",
    /* no such day or hour */
    "2026-02-29T18:00:00Z",
    "2026-13-01T18:00:00Z",
    "2026-00-10T18:00:00Z",
    "2026-11-31T18:00:00Z",
    "2026-11-00T18:00:00Z",
    "2026-11-03T25:00:00Z",
    "2026-11-03T18:60:00Z",
    "0000-01-01T00:00:00Z",
    /* beyond the last second, written so or by its zone */
    "10000-01-01T00:00:00Z",
    "9999-12-31T23:59:59-01:00",
    /* something before, between or behind */
    " 2026-11-03T18:00:00Z",
    "2026-11-03T18:00:00Z ",
    "2026-11-03T18:00:00Zulu",
    "2026-11-03X18:00:00Z",
    "2026-11-03T18:00:00+00:00+00:00",
    "2026-11-03T18:00:00.0000000000000000000000000000000000000Z",
    "２０２６-11-03T18:00:00Z",
    "2026/11/03T18.00.00Z\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i]);
      g_assert_null (plimsoll_moment_parse (rows[i]));
    }
  g_assert_null (plimsoll_moment_parse (NULL));
}

/* Any bytes whatever are either a moment or none, and never more than that. */
static void
test_parse_any_bytes (void)
{
  static const char alphabet[] = "0123456789-:.TZ+ \xff";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);

  for (guint i = 0; i < 20000; i++)
    {
      char text[32] = "2026-11-03T18:00:00+00:00";
      g_autoptr (GDateTime) moment = NULL;

      for (guint n = 0; n < 3; n++)
        text[g_rand_int_range (rand, 0, 25)] =
            alphabet[g_rand_int_range (rand, 0, (gint32) strlen (alphabet))];
      moment = plimsoll_moment_parse (text);
      if (moment != NULL)
        g_assert_cmpint (g_date_time_get_utc_offset (moment), ==, 0);
    }
}

/* Numbers are seconds, or milliseconds when as seconds they would lie beyond any calendar. */
static void
test_epoch (void)
{
  static const struct
  {
    double number;
    gint64 seconds;
  } rows[] = {
    { 1793728800, SIX_O_CLOCK },
    { 1793728800.75, SIX_O_CLOCK },
    { 1793728800000, SIX_O_CLOCK },
    { 1793728800999, SIX_O_CLOCK },
    { 1, 1 },
    { 253402300799, LAST_SECOND },
    { 1000000000001, 1000000000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) moment = plimsoll_moment_from_epoch (rows[i].number);

      assert_unix (moment, rows[i].seconds);
    }
}

/* Nothing, less than nothing, what is no number and what lies beyond the year 9999 is no moment. */
static void
test_epoch_refuses (void)
{
  const double rows[] = { 0,
                          -0.0,
                          -1,
                          -1793728800,
                          (double) NAN,
                          (double) INFINITY,
                          (double) -INFINITY,
                          1e12,
                          253402300800.0,
                          253402300800e3,
                          1e18,
                          1e308 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_null (plimsoll_moment_from_epoch (rows[i]));
}

/* A moment is written in UTC and whole seconds, rounded down, whatever its zone is. */
static void
test_format (void)
{
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GDateTime) moment = g_date_time_new (east, 2026, 11, 20, 11, 0, 0.999);
  g_autoptr (GDateTime) last = plimsoll_moment_from_unix (LAST_SECOND);
  g_autofree char *text = plimsoll_moment_format (moment);
  g_autofree char *last_text = plimsoll_moment_format (last);

  g_assert_cmpstr (text, ==, "2026-11-20T09:00:00Z");
  g_assert_cmpstr (last_text, ==, "9999-12-31T23:59:59Z");
}

/* What is written can be read again. */
static void
test_format_parse (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 2000; i++)
    {
      gint64 seconds = (gint64) g_rand_double_range (rand, 0, (double) LAST_SECOND);
      g_autoptr (GDateTime) moment = plimsoll_moment_from_unix (seconds);
      g_autofree char *text = plimsoll_moment_format (moment);
      g_autoptr (GDateTime) again = plimsoll_moment_parse (text);

      assert_unix (again, seconds);
    }
}

/* Servers jitter a reset by a second across the edge of a minute; rounded, both are the same
 * moment. */
static void
test_round (void)
{
  static const struct
  {
    const char *text;
    const char *rounded;
  } rows[] = {
    { "2026-09-22T12:19:59.860000+00:00", "2026-09-22T12:20:00Z" },
    { "2026-09-22T12:20:00.860000+00:00", "2026-09-22T12:20:00Z" },
    { "2026-09-22T12:20:29.999999+00:00", "2026-09-22T12:20:00Z" },
    { "2026-09-22T12:20:30+00:00", "2026-09-22T12:21:00Z" },
    { "2026-12-31T23:59:59.9Z", "2027-01-01T00:00:00Z" },
    { "1969-12-31T23:59:31Z", "1970-01-01T00:00:00Z" },
    { "1969-12-31T23:59:29Z", "1969-12-31T23:59:00Z" },
    { "9999-12-31T23:59:29Z", "9999-12-31T23:59:00Z" },
    /* there is no next minute */
    { "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) moment = plimsoll_moment_parse (rows[i].text);
      g_autoptr (GDateTime) rounded = plimsoll_moment_round_minute (moment);
      g_autofree char *text = plimsoll_moment_format (rounded);

      g_assert_cmpstr (text, ==, rows[i].rounded);
    }
}

/* Seconds become a moment from the first to the last second of the calendar, and none beyond. */
static void
test_unix_range (void)
{
  const gint64 beyond[] = { FIRST_SECOND - 1, LAST_SECOND + 1, G_MININT64, G_MAXINT64 };
  g_autoptr (GDateTime) first = plimsoll_moment_from_unix (FIRST_SECOND);
  g_autoptr (GDateTime) last = plimsoll_moment_from_unix (LAST_SECOND);

  assert_unix (first, FIRST_SECOND);
  assert_unix (last, LAST_SECOND);
  for (gsize i = 0; i < G_N_ELEMENTS (beyond); i++)
    g_assert_null (plimsoll_moment_from_unix (beyond[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/moment/parse-forms", test_parse_forms);
  g_test_add_func ("/base/moment/parse-refuses", test_parse_refuses);
  g_test_add_func ("/base/moment/parse-any-bytes", test_parse_any_bytes);
  g_test_add_func ("/base/moment/epoch", test_epoch);
  g_test_add_func ("/base/moment/epoch-refuses", test_epoch_refuses);
  g_test_add_func ("/base/moment/format", test_format);
  g_test_add_func ("/base/moment/format-parse", test_format_parse);
  g_test_add_func ("/base/moment/round", test_round);
  g_test_add_func ("/base/moment/unix-range", test_unix_range);

  return g_test_run ();
}
