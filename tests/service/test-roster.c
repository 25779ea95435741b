/* test-roster.c - the accounts there are, each with its keeper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With a list from a script, a real store and settings in memory. The minute after which a failed
 * list is tried again is made short by the linker. */

#include "plimsoll-roster.h"

#include "plimsoll-codec.h"

#include "stage.h"

#define ID "io.github.plimsoll.Plimsoll"

typedef struct
{
  Stage stage;
  GSettings *settings; /* (owned) */
  PlimsollPreferences *preferences; /* (owned) */
  PlimsollStore *store; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  PlimsollProber *prober; /* (owned) */
  PlimsollRoster *roster; /* (owned) */
  guint n_reports;
} World;

guint __wrap_g_timeout_add_seconds (guint seconds, GSourceFunc function, gpointer data);

/* A minute in a twentieth of a second. */
guint
__wrap_g_timeout_add_seconds (guint seconds, GSourceFunc function, gpointer data)
{
  return g_timeout_add (seconds == 60 ? 50 : 1000 * seconds, function, data);
}

static void
count_cb (World *world)
{
  world->n_reports++;
}

static void
make_roster (World *world)
{
  world->store = stage_open_store (&world->stage);
  world->roster =
      plimsoll_roster_new (world->prober, world->store, world->preferences, world->clock);
  g_signal_connect_swapped (world->roster, "reported", G_CALLBACK (count_cb), world);
}

static void
drop_roster (World *world)
{
  plimsoll_roster_stop (world->roster);
  g_clear_object (&world->roster);
  g_clear_pointer (&world->store, plimsoll_store_close);
}

static void
set_up (World *world, gconstpointer data)
{
  stage_set_up (&world->stage, NULL);
  world->settings = g_settings_new (ID);
  g_settings_reset (world->settings, "disabled-accounts");
  world->preferences = plimsoll_preferences_new ();
  world->clock = plimsoll_clock_new_system ();
  world->prober = plimsoll_prober_new (world->stage.program);
  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  stage_give_numbers (&world->stage, "claude:work", STAGE_OTHER_KEY, 10);
  make_roster (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  drop_roster (world);
  g_clear_object (&world->prober);
  g_clear_object (&world->clock);
  g_clear_object (&world->preferences);
  g_clear_object (&world->settings);
  stage_tear_down (&world->stage, NULL);
}

static guint
count_meters (World *world)
{
  return g_list_model_get_n_items (plimsoll_roster_get_meters (world->roster));
}

static void
list_again (World *world)
{
  g_settings_set_boolean (world->settings, "demo",
                          !g_settings_get_boolean (world->settings, "demo"));
}

static char *
watched_path (World *world)
{
  return g_build_filename (world->stage.folder, "not-yet", "login", NULL);
}

static void
touch_login (World *world)
{
  g_autofree char *path = watched_path (world);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "text", -1, NULL));
}

/* Each account of the list gets a keeper, is asked, and is told of after it was remembered. */
static void
test_accounts (World *world, gconstpointer data)
{
  g_autoptr (GBytes) report = NULL;

  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  stage_list (&world->stage, "claude:work", STAGE_OTHER_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 2);
  g_assert_cmpuint (count_meters (world), ==, 2);
  g_assert_cmpuint (plimsoll_roster_get_n_keepers (world->roster), ==, 2);
  g_assert_nonnull (plimsoll_roster_find (world->roster, "claude:work"));
  g_assert_null (plimsoll_roster_find (world->roster, "claude:nobody"));
  report = plimsoll_store_load_report (world->store, "claude:work", NULL);
  g_assert_nonnull (report);
}

/* One that is gone from the list goes, one that comes back has its numbers at once and is not asked
 * too soon. */
static void
test_come_and_go (World *world, gconstpointer data)
{
  PlimsollKeeper *keeper = NULL;

  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  stage_list (&world->stage, "claude:work", STAGE_OTHER_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 2);

  stage_unlist (&world->stage, "claude:work");
  list_again (world);
  stage_wait_until (count_meters (world) == 1);
  g_assert_null (plimsoll_roster_find (world->roster, "claude:work"));

  stage_list (&world->stage, "claude:work", STAGE_OTHER_KEY, NULL);
  list_again (world);
  stage_wait_until (count_meters (world) == 2);
  keeper = plimsoll_roster_find (world->roster, "claude:work");
  g_assert_nonnull (plimsoll_meter_get_snapshot (plimsoll_keeper_get_meter (keeper)));
  stage_let_pass (100);
  g_assert_cmpuint (world->n_reports, ==, 2);
}

/* An account that is switched off goes and is not asked, and comes when it is switched on. */
static void
test_disabled (World *world, gconstpointer data)
{
  const char *disabled[] = { STAGE_ACCOUNT, NULL };

  g_settings_set_strv (world->settings, "disabled-accounts", disabled);
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (stage_count (&world->stage, "--list") == 1);
  stage_let_pass (100);
  g_assert_cmpuint (count_meters (world), ==, 0);
  g_assert_cmpuint (stage_count (&world->stage, "--account"), ==, 0);

  g_settings_reset (world->settings, "disabled-accounts");
  stage_wait_until (world->n_reports == 1);
  g_settings_set_strv (world->settings, "disabled-accounts", disabled);
  stage_wait_until (count_meters (world) == 0);
}

/* A list that could not be had is asked for again after a minute. */
static void
test_list_fails (World *world, gconstpointer data)
{
  stage_write (&world->stage, "exit 3");
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_MESSAGE, "The list of accounts could not be had*");
  plimsoll_roster_start (world->roster);
  while (!plimsoll_roster_is_listed (world->roster) && stage_count (&world->stage, "probe") == 0)
    {
      stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
      stage_let_pass (20);
      stage_write (&world->stage,
                   "echo \"$*\" >>log; test $2 = --list && cat list || cat report-$3");
    }
  stage_wait_until (world->n_reports == 1);
  g_test_assert_expected_messages ();
}

/* A new login in a folder that did not exist is noticed and asked at once. */
static void
test_new_login (World *world, gconstpointer data)
{
  g_autofree char *path = watched_path (world);

  stage_give_problem (&world->stage, STAGE_ACCOUNT, NULL, PLIMSOLL_CONDITION_SIGNED_OUT, 0);
  stage_list (&world->stage, STAGE_ACCOUNT, NULL, path);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 1);

  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, path);
  touch_login (world);
  stage_wait_until (world->n_reports == 2);
}

/* A file that is written while the list is being made is not lost: it is listed again. */
static void
test_change_while_listing (World *world, gconstpointer data)
{
  g_autofree char *path = watched_path (world);
  guint n_lists = 0;

  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, path);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 1);

  stage_write (&world->stage, "echo \"$*\" >>log; test $2 = --list || exec cat report-$3\n"
                              "cp list old; echo >begun; sleep 0.3; cat old");
  n_lists = stage_count (&world->stage, "--list");
  list_again (world);
  g_free (stage_wait_for_file (&world->stage, "begun"));
  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_OTHER_KEY, 20);
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_OTHER_KEY, path);
  touch_login (world);
  stage_wait_until (world->n_reports == 2);
  g_assert_cmpuint (stage_count (&world->stage, "--list"), >=, n_lists + 2);
}

/* After a restart the same login is not asked too soon, and another one at once, even when the old
 * one was told to wait for an hour. */
static void
test_restart (World *world, gconstpointer data)
{
  stage_give_problem (&world->stage, STAGE_ACCOUNT, STAGE_KEY, PLIMSOLL_CONDITION_RATE_LIMITED,
                      g_get_real_time () / G_USEC_PER_SEC + 3600);
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 1);
  drop_roster (world);

  make_roster (world);
  plimsoll_roster_start (world->roster);
  stage_wait_until (count_meters (world) == 1);
  stage_let_pass (100);
  g_assert_cmpuint (world->n_reports, ==, 1);
  drop_roster (world);

  stage_give_numbers (&world->stage, STAGE_ACCOUNT, STAGE_OTHER_KEY, 61);
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_OTHER_KEY, NULL);
  make_roster (world);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 2);
}

/* The cool-down of a login is found again even when our own helper failed last. */
static void
test_restart_after_trouble (World *world, gconstpointer data)
{
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  PlimsollStoreCooldown cooldown = { .is_ordered = TRUE,
                                     .cause = PLIMSOLL_CONDITION_RATE_LIMITED,
                                     .until = g_get_real_time () / G_USEC_PER_SEC + 3600 };
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_TROUBLE, "It is so.", NULL);
  g_autoptr (PlimsollReport) report = plimsoll_report_new (account, NULL, NULL, problem);
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);

  g_assert_true (plimsoll_store_save_cooldown (world->store, STAGE_KEY, &cooldown, NULL));
  g_assert_true (plimsoll_store_save_report (world->store, STAGE_ACCOUNT, bytes, NULL));
  g_assert_true (plimsoll_store_save_meta (world->store, "key:" STAGE_ACCOUNT, STAGE_KEY, NULL));
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (count_meters (world) == 1);
  stage_let_pass (100);
  g_assert_cmpuint (world->n_reports, ==, 0);
}

/* A Refresh that comes before the list is there is done as soon as it is. */
static void
test_early_refresh (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (world->clock);
  g_autoptr (GDateTime) asked_at = g_date_time_add_seconds (now, -100);
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, 50, asked_at);
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);

  g_assert_true (plimsoll_store_save_report (world->store, STAGE_ACCOUNT, bytes, NULL));
  g_assert_true (plimsoll_store_save_meta (world->store, "key:" STAGE_ACCOUNT, STAGE_KEY, NULL));
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  plimsoll_roster_start (world->roster);
  g_assert_false (plimsoll_roster_is_listed (world->roster));
  plimsoll_roster_refresh_when_listed (world->roster);
  stage_wait_until (world->n_reports == 1);
  g_assert_true (plimsoll_roster_is_listed (world->roster));
}

/* An address that was kept while the person wanted to see it goes when that is switched off, from
 * what is shown and from the disk. */
static void
test_identity_goes (World *world, gconstpointer data)
{
  PlimsollMeter *meter = NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (PlimsollReport) report = NULL;

  g_settings_set_boolean (world->settings, "show-identity", TRUE);
  stage_give_identity (&world->stage, STAGE_ACCOUNT, STAGE_KEY, "someone@example.org");
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  plimsoll_roster_start (world->roster);
  stage_wait_until (world->n_reports == 1);
  meter = plimsoll_keeper_get_meter (plimsoll_roster_get_keeper (world->roster, 0));
  g_assert_cmpstr (plimsoll_snapshot_get_identity (plimsoll_meter_get_snapshot (meter)), ==,
                   "someone@example.org");

  g_settings_set_boolean (world->settings, "show-identity", FALSE);
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_meter_get_snapshot (meter)));
  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (plimsoll_meter_get_snapshot (meter)), ==, 1);
  kept = plimsoll_store_load_report (world->store, STAGE_ACCOUNT, NULL);
  report = plimsoll_codec_report_from_bytes (kept, NULL);
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)));
}

/* A roster that is stopped while it lists and asks leaves nothing behind. */
static void
test_stop (World *world, gconstpointer data)
{
  stage_list (&world->stage, STAGE_ACCOUNT, STAGE_KEY, NULL);
  stage_write (&world->stage, "echo \"$*\" >>log; test $2 = --list || exec sleep 60; cat list");
  plimsoll_roster_start (world->roster);
  stage_wait_until (stage_count (&world->stage, "--account") == 1);
  list_again (world);
  drop_roster (world);
  make_roster (world);
  stage_let_pass (100);
  g_assert_cmpuint (world->n_reports, ==, 0);
}

#define world_test(name, function) g_test_add (name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  world_test ("/service/roster/accounts", test_accounts);
  world_test ("/service/roster/come-and-go", test_come_and_go);
  world_test ("/service/roster/disabled", test_disabled);
  world_test ("/service/roster/list-fails", test_list_fails);
  world_test ("/service/roster/new-login", test_new_login);
  world_test ("/service/roster/change-while-listing", test_change_while_listing);
  world_test ("/service/roster/restart", test_restart);
  world_test ("/service/roster/restart-after-trouble", test_restart_after_trouble);
  world_test ("/service/roster/early-refresh", test_early_refresh);
  world_test ("/service/roster/identity-goes", test_identity_goes);
  world_test ("/service/roster/stop", test_stop);

  return g_test_run ();
}
