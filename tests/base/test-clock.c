/* test-clock.c - the present moment as an object.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clock of the system is compared with the system itself; the one wound by hand with the hand.
 */

#include "plimsoll-clock.h"

static void
assert_shows (PlimsollClock *clock, const char *expected)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (clock);
  g_autofree char *text = g_date_time_format_iso8601 (now);

  g_assert_cmpstr (text, ==, expected);
}

/* The system's clock says what the system says, in UTC. */
static void
test_system (void)
{
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_system ();
  gint64 before = g_get_real_time ();
  g_autoptr (GDateTime) now = plimsoll_clock_now (clock);
  gint64 after = g_get_real_time ();
  gint64 shown = g_date_time_to_unix (now) * G_USEC_PER_SEC + g_date_time_get_microsecond (now);

  g_assert_cmpint (g_date_time_get_utc_offset (now), ==, 0);
  g_assert_cmpint (shown, >=, before);
  g_assert_cmpint (shown, <=, after);
}

/* A clock wound by hand stands still until it is wound, forwards or backwards. */
static void
test_manual (void)
{
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (2 * 3600);
  g_autoptr (GDateTime) start = g_date_time_new (east, 2026, 11, 20, 11, 0, 0);
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_manual (start);

  assert_shows (clock, "2026-11-20T09:00:00Z");
  g_usleep (2000);
  assert_shows (clock, "2026-11-20T09:00:00Z");
  plimsoll_clock_wind (clock, 5 * G_TIME_SPAN_HOUR);
  assert_shows (clock, "2026-11-20T14:00:00Z");
  plimsoll_clock_wind (clock, -G_TIME_SPAN_DAY);
  assert_shows (clock, "2026-11-19T14:00:00Z");
  plimsoll_clock_wind (clock, 0);
  assert_shows (clock, "2026-11-19T14:00:00Z");
}

/* Beyond the calendar the hand stays where it is, and does not jump to the system's time. */
static void
test_manual_end (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (9999, 12, 31, 23, 0, 0);
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_manual (start);

  plimsoll_clock_wind (clock, 2 * G_TIME_SPAN_HOUR);
  assert_shows (clock, "9999-12-31T23:00:00Z");
}

/* What was handed out before is not changed by winding. */
static void
test_manual_keeps_moments (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_manual (start);
  g_autoptr (GDateTime) before = plimsoll_clock_now (clock);

  plimsoll_clock_wind (clock, G_TIME_SPAN_DAY);
  g_assert_true (g_date_time_equal (before, start));
}

/* The system's clock cannot be wound. */
static void
test_system_is_not_wound (void)
{
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_system ();

  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*stands_at*");
  plimsoll_clock_wind (clock, G_TIME_SPAN_DAY);
  g_test_assert_expected_messages ();
}

/* A fast clock begins with the true time and runs away from it at its speed. */
static void
test_fast (void)
{
  gint64 start = g_get_real_time ();
  g_autoptr (GDateTime) from = g_date_time_new_from_unix_utc (start / G_USEC_PER_SEC);
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_fast (from, 1000);
  gint64 before = g_get_real_time ();
  g_autoptr (GDateTime) now = plimsoll_clock_now (clock);
  gint64 after = g_get_real_time ();
  gint64 began = g_date_time_to_unix (from) * G_USEC_PER_SEC;
  GTimeSpan shown = g_date_time_difference (now, from);

  g_assert_cmpint (shown, >=, (before - began) * 1000);
  g_assert_cmpint (shown, <=, (after - began) * 1000);
}

/* A timer for a fast clock is set to the moment at which the system will have got there. */
static void
test_to_system (void)
{
  g_autoptr (GDateTime) from = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GDateTime) shown = g_date_time_new_utc (2026, 11, 20, 10, 0, 0);
  g_autoptr (PlimsollClock) fast = plimsoll_clock_new_fast (from, 3600);
  g_autoptr (PlimsollClock) manual = plimsoll_clock_new_manual (from);
  g_autoptr (PlimsollClock) system = plimsoll_clock_new_system ();
  g_autoptr (GDateTime) of_fast = plimsoll_clock_to_system (fast, shown);
  g_autoptr (GDateTime) of_manual = plimsoll_clock_to_system (manual, shown);
  g_autoptr (GDateTime) of_system = plimsoll_clock_to_system (system, shown);

  g_assert_cmpint (g_date_time_difference (of_fast, from), ==, G_TIME_SPAN_SECOND);
  g_assert_true (g_date_time_equal (of_manual, shown));
  g_assert_true (g_date_time_equal (of_system, shown));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/clock/system", test_system);
  g_test_add_func ("/base/clock/manual", test_manual);
  g_test_add_func ("/base/clock/manual-end", test_manual_end);
  g_test_add_func ("/base/clock/manual-keeps-moments", test_manual_keeps_moments);
  g_test_add_func ("/base/clock/system-is-not-wound", test_system_is_not_wound);
  g_test_add_func ("/base/clock/fast", test_fast);
  g_test_add_func ("/base/clock/to-system", test_to_system);

  return g_test_run ();
}
