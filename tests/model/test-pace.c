/* test-pace.c - pace against numbers reckoned by hand.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window of ten hours makes the hand's work easy: an hour is ten points. */

#include "plimsoll-pace.h"

#include <math.h>

#include "samples.h"

#define HOUR 3600
#define TEN_HOURS (10 * G_TIME_SPAN_HOUR)
#define UNKNOWN ((double) NAN)

static PlimsollLimit *
make_limit (double used_percent, gint64 resets_in, GTimeSpan window)
{
  g_autoptr (GDateTime) resets_at = sample_moment (resets_in);
  const PlimsollLimitFields fields = { .id = "session",
                                       .title = "Session",
                                       .used_percent = used_percent,
                                       .resets_at = resets_at,
                                       .window = window };

  return plimsoll_limit_new (&fields);
}

static gboolean
compute (double used_percent, gint64 resets_in, GTimeSpan window, PlimsollPace *pace)
{
  g_autoptr (PlimsollLimit) limit = make_limit (used_percent, resets_in, window);
  g_autoptr (GDateTime) now = sample_moment (0);

  return plimsoll_pace_compute (limit, now, pace);
}

/* Expectation, difference, time to empty and headroom are those of the formulas. */
static void
test_numbers (void)
{
  static const struct
  {
    double used;
    int resets_in; /* seconds */
    double expected;
    double delta;
    PlimsollPaceBand band;
    gboolean lasts;
    int empty_in; /* seconds */
    double headroom;
  } rows[] = {
    /* half of the time, half of the limit: to the end exactly */
    { 50, 5 * HOUR, 50, 0, PLIMSOLL_PACE_ON, TRUE, 0, 1.0 },
    /* 60 % in 4 h: 40 % more take 40 * 4 h / 60 = 2 h 40 min, and 6 h are left */
    { 60, 6 * HOUR, 40, 20, PLIMSOLL_PACE_FAR, FALSE, 2 * HOUR + 40 * 60, 4.0 / 9 },
    /* 20 % in 5 h: the rest would take 20 h, and 5 h are left */
    { 20, 5 * HOUR, 50, -30, PLIMSOLL_PACE_FAR, TRUE, 0, 4.0 },
    /* 90 % in 1 h: 10 % take 10 * 60 min / 90 = 6 min 40 s */
    { 90, 9 * HOUR, 10, 80, PLIMSOLL_PACE_FAR, FALSE, 400, 400.0 / (9 * HOUR) },
    /* nothing used lasts, and no factor can be named */
    { 0, 5 * HOUR, 50, -50, PLIMSOLL_PACE_FAR, TRUE, 0, 0 },
    /* what is below nothing counts as nothing */
    { -5, 5 * HOUR, 50, -50, PLIMSOLL_PACE_FAR, TRUE, 0, 0 },
    /* the edges of the bands belong to the calmer one */
    { 52, 5 * HOUR, 50, 2, PLIMSOLL_PACE_ON, FALSE, 16615, 48.0 / 52 },
    { 48, 5 * HOUR, 50, -2, PLIMSOLL_PACE_ON, TRUE, 0, 52.0 / 48 },
    { 52.5, 5 * HOUR, 50, 2.5, PLIMSOLL_PACE_SLIGHTLY, FALSE, 16285, 47.5 / 52.5 },
    { 56, 5 * HOUR, 50, 6, PLIMSOLL_PACE_SLIGHTLY, FALSE, 14142, 44.0 / 56 },
    { 44, 5 * HOUR, 50, -6, PLIMSOLL_PACE_SLIGHTLY, TRUE, 0, 56.0 / 44 },
    { 56.5, 5 * HOUR, 50, 6.5, PLIMSOLL_PACE_CLEARLY, FALSE, 13858, 43.5 / 56.5 },
    { 62, 5 * HOUR, 50, 12, PLIMSOLL_PACE_CLEARLY, FALSE, 11032, 38.0 / 62 },
    { 38, 5 * HOUR, 50, -12, PLIMSOLL_PACE_CLEARLY, TRUE, 0, 62.0 / 38 },
    { 62.5, 5 * HOUR, 50, 12.5, PLIMSOLL_PACE_FAR, FALSE, 10800, 37.5 / 62.5 },
    { 37.5, 5 * HOUR, 50, -12.5, PLIMSOLL_PACE_FAR, TRUE, 0, 62.5 / 37.5 },
    /* one second before the end */
    { 99, 1, 99.99722222, -0.99722222, PLIMSOLL_PACE_ON, TRUE, 0, 35999.0 / 99 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlimsollPace pace;

      g_test_message ("%g %% used, resets in %d s", rows[i].used, rows[i].resets_in);
      g_assert_true (compute (rows[i].used, rows[i].resets_in, TEN_HOURS, &pace));
      g_assert_cmpfloat_with_epsilon (pace.expected_percent, rows[i].expected, 1e-6);
      g_assert_cmpfloat_with_epsilon (pace.delta_percent, rows[i].delta, 1e-6);
      g_assert_cmpint (pace.band, ==, rows[i].band);
      g_assert_cmpint (pace.lasts, ==, rows[i].lasts);
      g_assert_cmpint (pace.empty_in / G_TIME_SPAN_SECOND, ==, rows[i].empty_in);
      g_assert_cmpfloat_with_epsilon (pace.headroom_factor, rows[i].headroom, 1e-6);
    }
}

/* Where nothing honest can be said nothing is said, and the output stays as it was. */
static void
test_hidden (void)
{
  static const struct
  {
    double used;
    int resets_in; /* seconds */
    GTimeSpan window;
  } rows[] = {
    /* used up, or more */
    { 100, 5 * HOUR, TEN_HOURS },
    { 104.2, 5 * HOUR, TEN_HOURS },
    /* too early: 3 % of ten hours are 18 minutes */
    { 50, 10 * HOUR, TEN_HOURS },
    { 0, 10 * HOUR, TEN_HOURS },
    { 1, 10 * HOUR - 18 * 60 + 1, TEN_HOURS },
    /* the reset has passed, or is now, or lies further away than the window is long */
    { 50, 0, TEN_HOURS },
    { 50, -1, TEN_HOURS },
    { 50, 10 * HOUR + 1, TEN_HOURS },
    /* the length is not known */
    { 50, 5 * HOUR, 0 },
    { 50, 5 * HOUR, -1 },
    { 50, 5 * HOUR, G_MININT64 },
  };
  PlimsollPace pace = { .expected_percent = 42 };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_false (compute (rows[i].used, rows[i].resets_in, rows[i].window, &pace));
  g_assert_false (compute (UNKNOWN, 5 * HOUR, TEN_HOURS, &pace));
  g_assert_cmpfloat (pace.expected_percent, ==, 42);
}

/* From 3 % of the window on there is a pace. */
static void
test_early_edge (void)
{
  PlimsollPace pace;

  g_assert_true (compute (1, 10 * HOUR - 18 * 60, TEN_HOURS, &pace));
  g_assert_cmpfloat (pace.expected_percent, ==, 3);
}

/* Without a reset there is no pace. */
static void
test_no_reset (void)
{
  const PlimsollLimitFields fields = {
    .id = "a", .title = "A", .used_percent = 50, .window = TEN_HOURS
  };
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&fields);
  g_autoptr (GDateTime) now = sample_moment (0);
  PlimsollPace pace;

  g_assert_false (plimsoll_pace_compute (limit, now, &pace));
}

/* The longest windows and the smallest uses do not overflow. */
static void
test_extremes (void)
{
  PlimsollPace pace;

  g_assert_true (compute (1e-300, 5 * HOUR, TEN_HOURS, &pace));
  g_assert_true (pace.lasts);
  g_assert_true (compute (99.9999999999, 5 * HOUR, TEN_HOURS, &pace));
  g_assert_false (pace.lasts);
  g_assert_cmpint (pace.empty_in, >=, 0);
  g_assert_true (compute (0.1, 5 * HOUR, G_MAXINT64, &pace));
  g_assert_false (pace.lasts && pace.empty_in != 0);
}

/* Whatever the numbers are, what is said is of one piece. */
static void
test_consistent (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261120);

  for (guint i = 0; i < 20000; i++)
    {
      int left = g_rand_int_range (rand, -100, 11 * HOUR);
      PlimsollPace pace;

      if (!compute (g_rand_double_range (rand, 0, 105), left, TEN_HOURS, &pace))
        continue;
      g_assert_cmpfloat (pace.expected_percent, >=, 3);
      g_assert_cmpfloat (pace.expected_percent, <=, 100);
      g_assert_cmpint (pace.empty_in, <, left * G_TIME_SPAN_SECOND);
      g_assert_cmpint (pace.lasts ? pace.empty_in : 0, ==, 0);
      /* faster than even is used up early, and nothing else is */
      if (fabs (pace.delta_percent) > 1e-6)
        g_assert_cmpint (pace.lasts, ==, pace.delta_percent < 0);
    }
}

/* The words name the state and the amount. */
static void
test_words (void)
{
  static const struct
  {
    double delta;
    PlimsollPaceBand band;
    const char *words;
  } rows[] = {
    { 0, PLIMSOLL_PACE_ON, "On pace" },
    { 2, PLIMSOLL_PACE_ON, "On pace" },
    { -1.5, PLIMSOLL_PACE_ON, "On pace" },
    { 2.1, PLIMSOLL_PACE_SLIGHTLY, "2 % ahead of an even pace" },
    { 11.2, PLIMSOLL_PACE_CLEARLY, "11 % ahead of an even pace" },
    { 80, PLIMSOLL_PACE_FAR, "80 % ahead of an even pace" },
    { -2.1, PLIMSOLL_PACE_SLIGHTLY, "2 % in reserve" },
    { -12, PLIMSOLL_PACE_CLEARLY, "12 % in reserve" },
    { -50.4, PLIMSOLL_PACE_FAR, "50 % in reserve" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlimsollPace pace = { .delta_percent = rows[i].delta, .band = rows[i].band };
      g_autofree char *words = plimsoll_pace_words (&pace);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* The forecast is a clock time in the zone of the person, or that it lasts. It never speaks of
 * running out, which people read as the reset beside it. */
static void
test_forecast (void)
{
  static const struct
  {
    gboolean lasts;
    GTimeSpan empty_in;
    int zone_hours;
    const char *words;
  } rows[] = {
    { TRUE, 0, 0, "lasts until reset" },
    { FALSE, 4 * G_TIME_SPAN_HOUR + 40 * G_TIME_SPAN_MINUTE, 0, "projected empty 13:40" },
    { FALSE, 4 * G_TIME_SPAN_HOUR + 40 * G_TIME_SPAN_MINUTE, 1, "projected empty 14:40" },
    { FALSE, 25 * G_TIME_SPAN_HOUR, 0, "projected empty Sat 10:00" },
    { FALSE, 0, 0, "projected empty 09:00" },
    /* further than the calendar goes */
    { FALSE, G_MAXINT64, 0, "lasts until reset" },
  };
  g_autoptr (GDateTime) now = sample_moment (0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlimsollPace pace = { .lasts = rows[i].lasts, .empty_in = rows[i].empty_in };
      g_autoptr (GTimeZone) zone = g_time_zone_new_offset (rows[i].zone_hours * HOUR);
      g_autofree char *words = plimsoll_pace_forecast_words (&pace, now, zone);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/pace/numbers", test_numbers);
  g_test_add_func ("/model/pace/hidden", test_hidden);
  g_test_add_func ("/model/pace/early-edge", test_early_edge);
  g_test_add_func ("/model/pace/no-reset", test_no_reset);
  g_test_add_func ("/model/pace/extremes", test_extremes);
  g_test_add_func ("/model/pace/consistent", test_consistent);
  g_test_add_func ("/model/pace/words", test_words);
  g_test_add_func ("/model/pace/forecast", test_forecast);

  return g_test_run ();
}
