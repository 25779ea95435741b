/* test-schedule-lives.c - whole weeks of polling, lived on a hand-wound clock.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A life does what the service does: decide, wait for the moment (here: wind the clock), ask,
 * remember. Its server has a session of five hours and a week, and counts what it is asked. */

#include "plimsoll-schedule.h"

#include "plimsoll-clock.h"

#define SECOND G_TIME_SPAN_SECOND
#define SESSION (5 * G_TIME_SPAN_HOUR)
#define WEEK (7 * G_TIME_SPAN_DAY)

typedef struct
{
  PlimsollClock *clock; /* (owned) */
  GRand *random; /* (owned) */
  PlimsollScheduleFacts facts; /* its moments and its snapshot are (owned) */
  GDateTime *epoch; /* (owned): where the server's windows are counted from */
  guint n_asked;
  guint n_asked_for_reset;
  GTimeSpan shortest_gap;
  GTimeSpan longest_gap;
} Life;

static void
set_up (Life *life, GDateTime *start)
{
  *life = (Life){ .facts = { .has_network = TRUE }, .shortest_gap = G_MAXINT64 };
  life->clock = plimsoll_clock_new_manual (start);
  life->random = g_rand_new_with_seed (42);
  life->epoch = g_date_time_ref (start);
}

static void
tear_down (Life *life)
{
  g_clear_object (&life->clock);
  g_clear_pointer (&life->random, g_rand_free);
  g_clear_pointer (&life->epoch, g_date_time_unref);
  g_clear_pointer (&life->facts.asked_at, g_date_time_unref);
  g_clear_pointer (&life->facts.snapshot, plimsoll_snapshot_unref);
}

/* The end of the server's present window of this length; its server is a second off each time, as
 * real ones are. */
static void
add_limit (Life *life, GPtrArray *limits, const char *id, GTimeSpan window, GDateTime *now)
{
  GTimeSpan since = g_date_time_difference (now, life->epoch) % window;
  GTimeSpan wobble = g_rand_int_range (life->random, -SECOND, SECOND);
  g_autoptr (GDateTime) reset = NULL;
  PlimsollLimitFields fields = { .id = id, .title = id, .window = window, .used_percent = 10 };

  since = since < 0 ? since + window : since;
  reset = g_date_time_add (now, window - since + wobble);
  fields.resets_at = reset;
  g_ptr_array_add (limits, plimsoll_limit_new (&fields));
}

static void
answer (Life *life, GDateTime *now)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollSnapshotFields fields = { .source = "demo", .observed_at = now, .limits = limits };

  add_limit (life, limits, "session", SESSION, now);
  add_limit (life, limits, "week", WEEK, now);
  g_clear_pointer (&life->facts.snapshot, plimsoll_snapshot_unref);
  life->facts.snapshot = plimsoll_snapshot_new (&fields);
}

static void
ask (Life *life, GDateTime *now, PlimsollScheduleReason reason)
{
  if (life->facts.asked_at != NULL)
    {
      GTimeSpan gap = g_date_time_difference (now, life->facts.asked_at);

      life->shortest_gap = MIN (life->shortest_gap, gap);
      life->longest_gap = MAX (life->longest_gap, gap);
    }

  g_clear_pointer (&life->facts.asked_at, g_date_time_unref);
  life->facts.asked_at = g_date_time_ref (now);
  life->facts.asked_because = reason;
  life->facts.jitter = g_rand_double_range (life->random, -1, 1);
  life->n_asked++;
  if (reason == PLIMSOLL_SCHEDULE_RESET)
    life->n_asked_for_reset++;
  answer (life, now);
}

/* Lives on for as long as `span` on the clock. */
static void
live (Life *life, GTimeSpan span)
{
  g_autoptr (GDateTime) start = plimsoll_clock_now (life->clock);
  g_autoptr (GDateTime) end = g_date_time_add (start, span);

  while (TRUE)
    {
      g_autoptr (GDateTime) now = plimsoll_clock_now (life->clock);
      PlimsollScheduleReason reason = PLIMSOLL_SCHEDULE_START;
      g_autoptr (GDateTime) next = plimsoll_schedule_decide (&life->facts, now, &reason);

      g_assert_nonnull (next);
      g_assert_cmpint (g_date_time_difference (next, now), >=, 0);
      if (g_date_time_compare (next, end) >= 0)
        break;

      plimsoll_clock_wind (life->clock, g_date_time_difference (next, now));
      ask (life, next, reason);
    }

  {
    g_autoptr (GDateTime) now = plimsoll_clock_now (life->clock);

    plimsoll_clock_wind (life->clock, g_date_time_difference (end, now));
  }
}

/* One asking at once, and an hour of polling as ever after it. */
static void
check_goes_on (Life *life)
{
  life->n_asked = 0;
  live (life, SECOND);
  g_assert_cmpuint (life->n_asked, ==, 1);
  live (life, G_TIME_SPAN_HOUR);
  g_assert_cmpuint (life->n_asked, >=, 11);
  g_assert_cmpuint (life->n_asked, <=, 15);
}

/* A week of polling keeps the budget: about one asking in five minutes, never two within a minute,
 * never silent for more than an interval and a bit, and exactly one for each of the session's
 * resets. */
static void
test_week (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  Life life;

  set_up (&life, start);
  live (&life, WEEK - G_TIME_SPAN_MINUTE);

  g_assert_cmpuint (life.n_asked, >=, 7 * 288 * 95 / 100);
  g_assert_cmpuint (life.n_asked, <=, 7 * 288 * 107 / 100);
  g_assert_cmpuint (life.n_asked_for_reset, ==, 33);
  g_assert_cmpint (life.shortest_gap, >=, PLIMSOLL_COOLDOWN_PERSON_WAITS);
  g_assert_cmpint (life.longest_gap, <=, 410 * SECOND);
  tear_down (&life);
}

/* Eight hours of sleep across a reset cost nothing and are followed by one asking, at once. */
static void
test_suspend (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 22, 0, 0);
  Life life;

  set_up (&life, start);
  live (&life, G_TIME_SPAN_HOUR);
  plimsoll_clock_wind (life.clock, 8 * G_TIME_SPAN_HOUR);
  check_goes_on (&life);
  tear_down (&life);
}

/* A clock that is set a day ahead or back costs one asking, and polling goes on as before; also
 * twice in a row. */
static void
test_clock_jumps (void)
{
  static const int days[] = { 1, -1, -1, 1, -365, 365 };
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  Life life;

  set_up (&life, start);
  live (&life, G_TIME_SPAN_HOUR);
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      plimsoll_clock_wind (life.clock, days[i] * G_TIME_SPAN_DAY);
      check_goes_on (&life);
    }
  tear_down (&life);
}

/* The hour that local time skips or repeats is no hour to the schedule. */
static void
test_daylight_saving (void)
{
  g_autoptr (GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  Life life;

  g_assert_nonnull (berlin);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GDateTime) start = i == 0 ? g_date_time_new (berlin, 2026, 3, 29, 0, 30, 0)
                                           : g_date_time_new (berlin, 2026, 10, 25, 0, 30, 0);

      set_up (&life, start);
      live (&life, 4 * G_TIME_SPAN_HOUR);
      g_assert_cmpuint (life.n_asked, >=, 45);
      g_assert_cmpuint (life.n_asked, <=, 53);
      g_assert_cmpint (life.longest_gap, <=, 410 * SECOND);
      tear_down (&life);
    }
}

/* Deciding again in between, as after every event, gives the same moment again. */
static void
test_steady (void)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GDateTime) first = NULL;
  PlimsollScheduleReason reason = PLIMSOLL_SCHEDULE_START;
  Life life;

  set_up (&life, start);
  live (&life, SECOND);
  first = plimsoll_schedule_decide (&life.facts, start, &reason);
  for (int seconds = 1; seconds < 200; seconds += 7)
    {
      g_autoptr (GDateTime) now = g_date_time_add (start, seconds * SECOND);
      g_autoptr (GDateTime) again = plimsoll_schedule_decide (&life.facts, now, &reason);

      g_assert_true (g_date_time_equal (first, again));
    }
  tear_down (&life);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/schedule/lives/week", test_week);
  g_test_add_func ("/engine/schedule/lives/suspend", test_suspend);
  g_test_add_func ("/engine/schedule/lives/clock-jumps", test_clock_jumps);
  g_test_add_func ("/engine/schedule/lives/daylight-saving", test_daylight_saving);
  g_test_add_func ("/engine/schedule/lives/steady", test_steady);
  return g_test_run ();
}
