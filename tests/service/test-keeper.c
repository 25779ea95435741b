/* test-keeper.c - keeps one account's meter true: asks when it is time, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With real probes (a script). The plan is read off the meter; where time must pass, a clock runs
 * fast, so that two minutes are a tenth of a second. */

#include "plimsoll-keeper.h"

#include "stage.h"

/* Minutes of the fast clock are 50 ms. */
#define SPEED 1200.0
#define INTERVAL (300 * G_TIME_SPAN_SECOND)

typedef struct
{
  Stage stage;
  PlimsollClock *clock; /* (owned) */
  PlimsollProber *prober; /* (owned) */
  PlimsollKeeper *keeper; /* (owned) */
  guint n_reports;
} World;

static void
count_cb (World *world)
{
  world->n_reports++;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  gboolean is_fast = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;

  stage_set_up (&world->stage, NULL);
  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  world->clock = is_fast ? plimsoll_clock_new_fast (now, SPEED) : plimsoll_clock_new_manual (now);
  world->prober = plimsoll_prober_new (world->stage.program);
  world->keeper = plimsoll_keeper_new (account, world->prober, world->clock, &error);
  g_assert_no_error (error);
  g_signal_connect_swapped (world->keeper, "reported", G_CALLBACK (count_cb), world);
}

static void
tear_down (World *world, gconstpointer data)
{
  if (world->keeper != NULL)
    plimsoll_keeper_stop (world->keeper);
  g_clear_object (&world->keeper);
  g_clear_object (&world->prober);
  g_clear_object (&world->clock);
  stage_tear_down (&world->stage, NULL);
}

static PlimsollMeter *
meter (World *world)
{
  return plimsoll_keeper_get_meter (world->keeper);
}

/* How long after the clock's now the next asking is planned; -1 when there is no plan. */
static double
next_in_seconds (World *world)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  GDateTime *next = plimsoll_meter_get_next_try (meter (world));

  if (next == NULL)
    return -1;
  return (double) g_date_time_difference (next, now) / (double) G_TIME_SPAN_SECOND;
}

static void
ask_once (World *world)
{
  guint before = world->n_reports;

  plimsoll_keeper_start (world->keeper);
  stage_wait_until (world->n_reports > before);
}

static PlimsollRefreshVerdict
refresh (World *world, double *retry_in)
{
  g_autoptr (GDateTime) retry_at = NULL;
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  PlimsollRefreshVerdict verdict = plimsoll_keeper_refresh (world->keeper, &retry_at);

  *retry_in = retry_at != NULL
                  ? (double) g_date_time_difference (retry_at, now) / (double) G_TIME_SPAN_SECOND
                  : -1;
  return verdict;
}

/* A keeper does nothing before it is started; then it asks at once and plans the next time. */
static void
test_start (World *world, gconstpointer data)
{
  plimsoll_keeper_set_interval (world->keeper, INTERVAL);
  stage_let_pass (50);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), ==, 0);

  ask_once (world);
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_FRESH);
  g_assert_cmpfloat (next_in_seconds (world), >=, 270);
  g_assert_cmpfloat (next_in_seconds (world), <=, 330);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), ==, 1);
}

/* It asks again and again by itself, one probe at a time. */
static void
test_turns (World *world, gconstpointer data)
{
  g_autofree char *two = g_build_filename (world->stage.folder, "two", NULL);

  plimsoll_keeper_set_interval (world->keeper, 120 * G_TIME_SPAN_SECOND);
  stage_write (&world->stage, "mkdir busy || echo two >>two; echo \"$*\" >>log; sleep 0.02\n"
                              "cat \"report-$3\"; rmdir busy");
  plimsoll_keeper_start (world->keeper);
  stage_wait_until (world->n_reports >= 5);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), >=, 5);
  plimsoll_keeper_stop (world->keeper);
  g_assert_false (g_file_test (two, G_FILE_TEST_EXISTS));
}

/* A person's Refresh: not while one is under way, not within a minute, and then at once. */
static void
test_refresh (World *world, gconstpointer data)
{
  double retry_in = 0;

  stage_write (&world->stage, "echo \"$*\" >>log; sleep 0.1; cat \"report-$3\"");
  plimsoll_keeper_start (world->keeper);
  stage_wait_until (stage_count (&world->stage, "probe") == 1);
  g_assert_cmpint (refresh (world, &retry_in), ==, PLIMSOLL_REFRESH_BUSY);
  stage_wait_until (world->n_reports == 1);

  g_assert_cmpint (refresh (world, &retry_in), ==, PLIMSOLL_REFRESH_TOO_SOON);
  g_assert_cmpfloat (retry_in, ==, 60);
  plimsoll_clock_wind (world->clock, 59 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (refresh (world, &retry_in), ==, PLIMSOLL_REFRESH_TOO_SOON);
  g_assert_cmpfloat (retry_in, ==, 1);

  plimsoll_clock_wind (world->clock, G_TIME_SPAN_SECOND);
  g_assert_cmpint (refresh (world, &retry_in), ==, PLIMSOLL_REFRESH_ASKED);
  g_assert_cmpfloat (next_in_seconds (world), ==, 0);
}

/* The server's own Retry-After holds against a person. */
static void
test_ordered (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  double retry_in = 0;

  stage_give_problem (&world->stage, STAGE_ACCOUNT, STAGE_KEY, PLIMSOLL_CONDITION_RATE_LIMITED,
                      g_date_time_to_unix (now) + 900);
  ask_once (world);
  plimsoll_clock_wind (world->clock, 5 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (refresh (world, &retry_in), ==, PLIMSOLL_REFRESH_RATE_LIMITED);
  g_assert_cmpfloat_with_epsilon (retry_in, 600, 2);
  g_assert_cmpfloat (next_in_seconds (world), >=, 599);
}

/* A new login is asked at once, whatever the old one had to wait for; the same one changes nothing.
 */
static void
test_new_login (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  PlimsollKeeperMemory memory = { 0 };

  stage_give_problem (&world->stage, STAGE_ACCOUNT, STAGE_KEY, PLIMSOLL_CONDITION_RATE_LIMITED,
                      g_date_time_to_unix (now) + 3600);
  ask_once (world);
  plimsoll_keeper_see_login (world->keeper, STAGE_KEY);
  stage_let_pass (50);
  g_assert_cmpuint (world->n_reports, ==, 1);

  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_OTHER_KEY, 10);
  plimsoll_keeper_see_login (world->keeper, STAGE_OTHER_KEY);
  stage_wait_until (world->n_reports == 2);
  plimsoll_keeper_peek_memory (world->keeper, &memory);
  g_assert_cmpstr (memory.key, ==, STAGE_OTHER_KEY);
  g_assert_cmpint (memory.cooldown.kind, ==, PLIMSOLL_COOLDOWN_NONE);
}

/* A login that changes while it is being asked about is asked about once more. */
static void
test_login_meanwhile (World *world, gconstpointer data)
{
  stage_write (&world->stage, "echo \"$*\" >>log; sleep 0.1; cat \"report-$3\"");
  plimsoll_keeper_start (world->keeper);
  stage_wait_until (stage_count (&world->stage, "probe") == 1);
  plimsoll_keeper_see_login (world->keeper, STAGE_OTHER_KEY);
  stage_wait_until (world->n_reports == 2);
}

/* A turn that was planned before the network went is not taken without it. */
static void
test_turn_without_network (World *world, gconstpointer data)
{
  plimsoll_keeper_set_interval (world->keeper, 120 * G_TIME_SPAN_SECOND);
  ask_once (world);
  plimsoll_keeper_set_network (world->keeper, FALSE);
  g_assert_cmpfloat (next_in_seconds (world), >, 0);
  stage_wait_until (plimsoll_meter_get_next_try (meter (world)) == NULL);
  stage_let_pass (200);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), ==, 1);
}

/* Without a network nobody can be asked about a new login, and the old one's numbers are not its
 * own. Those of the same login stay. */
static void
test_login_without_network (World *world, gconstpointer data)
{
  ask_once (world);
  plimsoll_keeper_set_network (world->keeper, FALSE);
  plimsoll_keeper_see_login (world->keeper, STAGE_KEY);
  g_assert_nonnull (plimsoll_meter_get_snapshot (meter (world)));
  plimsoll_keeper_see_login (world->keeper, STAGE_OTHER_KEY);
  g_assert_null (plimsoll_meter_get_snapshot (meter (world)));
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_OFFLINE);
}

/* Without a network it says so and asks nobody; when there is one again, it asks once and soon. */
static void
test_network (World *world, gconstpointer data)
{
  ask_once (world);
  plimsoll_keeper_set_network (world->keeper, FALSE);
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_STALE);
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_meter_get_problem (meter (world))), ==,
                   PLIMSOLL_CONDITION_OFFLINE);
  plimsoll_clock_wind (world->clock, G_TIME_SPAN_HOUR);
  plimsoll_keeper_set_away (world->keeper, FALSE);
  g_assert_cmpfloat (next_in_seconds (world), ==, -1);

  plimsoll_keeper_set_network (world->keeper, TRUE);
  g_assert_cmpfloat (next_in_seconds (world), >=, 0);
  g_assert_cmpfloat (next_in_seconds (world), <=, 5);
}

/* One that was never up begins with "offline" and a single probe, for the first picture may lie in
 * a file; the next comes with the network. */
static void
test_no_network_at_start (World *world, gconstpointer data)
{
  stage_give_problem (&world->stage, STAGE_ACCOUNT, STAGE_KEY, PLIMSOLL_CONDITION_OFFLINE, 0);
  plimsoll_keeper_set_network (world->keeper, FALSE);
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_OFFLINE);
  ask_once (world);
  stage_wait_until (plimsoll_meter_get_next_try (meter (world)) == NULL);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), ==, 1);

  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  plimsoll_keeper_set_network (world->keeper, TRUE);
  stage_wait_until (world->n_reports == 2);
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_FRESH);
}

/* Another interval and an empty chair move the plan at once. */
static void
test_interval (World *world, gconstpointer data)
{
  ask_once (world);
  plimsoll_keeper_set_interval (world->keeper, 1200 * G_TIME_SPAN_SECOND);
  g_assert_cmpfloat (next_in_seconds (world), >=, 1080);
  plimsoll_keeper_set_interval (world->keeper, 120 * G_TIME_SPAN_SECOND);
  g_assert_cmpfloat (next_in_seconds (world), <=, 132);
  plimsoll_keeper_set_away (world->keeper, TRUE);
  g_assert_cmpfloat (next_in_seconds (world), >=, 324);
  plimsoll_keeper_set_away (world->keeper, FALSE);
  g_assert_cmpfloat (next_in_seconds (world), <=, 132);
}

/* What is remembered of the time before a restart keeps it from asking too soon. */
static void
test_memory (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  g_autoptr (GDateTime) asked_at = g_date_time_add_seconds (now, -100);
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, 50, asked_at);
  PlimsollKeeperMemory memory = { .key = STAGE_KEY, .asked_at = asked_at };
  PlimsollKeeperMemory kept = { 0 };

  plimsoll_meter_take (meter (world), report, now);
  plimsoll_keeper_remember (world->keeper, &memory);
  plimsoll_keeper_start (world->keeper);
  g_assert_cmpfloat (next_in_seconds (world), >=, 170);
  stage_let_pass (50);
  g_assert_cmpuint (stage_count (&world->stage, "probe"), ==, 0);

  plimsoll_keeper_peek_memory (world->keeper, &kept);
  g_assert_cmpstr (kept.key, ==, STAGE_KEY);
  g_assert_true (g_date_time_equal (kept.asked_at, asked_at));
}

/* A failing helper is trouble beside the old numbers, and is tried again by the schedule. */
static void
test_trouble (World *world, gconstpointer data)
{
  ask_once (world);
  stage_write (&world->stage, "echo \"$*\" >>log; exit 3");
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_MESSAGE, "The probe of * failed with status 3.");
  stage_wait_until (world->n_reports == 2);
  plimsoll_keeper_stop (world->keeper);
  g_test_assert_expected_messages ();
  g_assert_cmpint (plimsoll_meter_get_condition (meter (world)), ==, PLIMSOLL_CONDITION_STALE);
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_meter_get_problem (meter (world))), ==,
                   PLIMSOLL_CONDITION_TROUBLE);
  g_assert_nonnull (plimsoll_meter_get_snapshot (meter (world)));
}

/* A keeper that is let go while its probe runs ends that, and tells nothing of it. */
static void
test_let_go (World *world, gconstpointer data)
{
  g_autofree char *pid = NULL;

  stage_write (&world->stage, "echo $$ >pid; exec sleep 60");
  plimsoll_keeper_start (world->keeper);
  pid = stage_wait_for_file (&world->stage, "pid");
  plimsoll_keeper_stop (world->keeper);
  g_object_add_weak_pointer (G_OBJECT (world->keeper), (gpointer *) &world->keeper);
  g_object_unref (world->keeper);
  /* The call under way holds it until the process is gone. */
  stage_wait_until (world->keeper == NULL);
  g_assert_cmpuint (world->n_reports, ==, 0);
}

#define still(name, function) \
  g_test_add (name, World, GINT_TO_POINTER (FALSE), set_up, function, tear_down)
#define fast(name, function) \
  g_test_add (name, World, GINT_TO_POINTER (TRUE), set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  still ("/service/keeper/start", test_start);
  fast ("/service/keeper/turns", test_turns);
  fast ("/service/keeper/turn-without-network", test_turn_without_network);
  still ("/service/keeper/refresh", test_refresh);
  still ("/service/keeper/ordered", test_ordered);
  still ("/service/keeper/new-login", test_new_login);
  still ("/service/keeper/login-meanwhile", test_login_meanwhile);
  still ("/service/keeper/login-without-network", test_login_without_network);
  still ("/service/keeper/network", test_network);
  fast ("/service/keeper/no-network-at-start", test_no_network_at_start);
  still ("/service/keeper/interval", test_interval);
  still ("/service/keeper/memory", test_memory);
  fast ("/service/keeper/trouble", test_trouble);
  still ("/service/keeper/let-go", test_let_go);

  return g_test_run ();
}
