/* test-herald.c - has things told that deserve it, each once.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With a real store and settings in memory; what is said is written down. */

#include "plimsoll-herald.h"

#include "stage.h"

#define ID "io.github.plimsoll.Plimsoll"

typedef struct
{
  Stage stage;
  GSettings *settings; /* (owned) */
  PlimsollPreferences *preferences; /* (owned) */
  PlimsollStore *store; /* (owned) */
  PlimsollHerald *herald; /* (owned) */
  GDateTime *now; /* (owned) */
  GString *said; /* (owned): "id: title|body;" for each speech */
  gboolean can_snooze; /* the last of it */
  guint n_told_when_said; /* what the store knew when something was said */
} World;

static void
on_spoken_cb (const char *id,
              const char *title,
              const char *body,
              PlimsollUrgency urgency,
              gboolean can_snooze,
              gpointer user_data)
{
  World *world = user_data;
  g_autoptr (GPtrArray) told = plimsoll_store_load_told (world->store, id, NULL);

  world->n_told_when_said = told->len;
  world->can_snooze = can_snooze;
  g_string_append_printf (world->said, "%s: %s;", id, title);
}

static void
make_herald (World *world)
{
  world->store = stage_open_store (&world->stage);
  world->herald = plimsoll_herald_new (world->store, world->preferences, on_spoken_cb, world);
}

static void
drop_herald (World *world)
{
  g_clear_pointer (&world->herald, plimsoll_herald_free);
  g_clear_pointer (&world->store, plimsoll_store_close);
}

static void
set_up (World *world, gconstpointer data)
{
  stage_set_up (&world->stage, NULL);
  world->settings = g_settings_new (ID);
  g_settings_reset (world->settings, "thresholds");
  g_settings_reset (world->settings, "alerts");
  g_settings_reset (world->settings, "quiet-hours");
  world->preferences = plimsoll_preferences_new ();
  world->now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  world->said = g_string_new (NULL);
  make_herald (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  drop_herald (world);
  g_string_free (world->said, TRUE);
  g_date_time_unref (world->now);
  g_clear_object (&world->preferences);
  g_clear_object (&world->settings);
  stage_tear_down (&world->stage, NULL);
}

static void
hear (World *world, double percent, const char *said)
{
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, percent, world->now);

  g_string_truncate (world->said, 0);
  plimsoll_herald_hear (world->herald, report, FALSE, world->now);
  g_assert_cmpstr (world->said->str, ==, said);
}

/* As the service tells it: the problem beside the numbers of before. */
static void
hear_problem (World *world, PlimsollCondition condition, const char *said)
{
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (condition, "It is so.", NULL);
  g_autoptr (PlimsollReport) before = stage_report (STAGE_ACCOUNT, STAGE_KEY, 50, world->now);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (account, NULL, plimsoll_report_get_snapshot (before), problem);

  g_string_truncate (world->said, 0);
  plimsoll_herald_hear (world->herald, report, FALSE, world->now);
  g_assert_cmpstr (world->said->str, ==, said);
}

/* A threshold is told once, also over a restart, and is on disk before it is said. */
static void
test_once (World *world, gconstpointer data)
{
  hear (world, 70, "");
  hear (world, 85, "claude:default: Session 85 % used;");
  g_assert_cmpuint (world->n_told_when_said, ==, 1);
  g_assert_true (world->can_snooze);
  hear (world, 86, "");
  drop_herald (world);
  make_herald (world);
  hear (world, 87, "");
  hear (world, 96, "claude:default: Session 96 % used;");
  hear (world, 100, "claude:default: Session used up;");
}

/* The person's own thresholds and choice of alerts count from the next poll on. */
static void
test_preferences (World *world, gconstpointer data)
{
  g_settings_set_value (world->settings, "thresholds", g_variant_new_parsed ("[uint32 50]"));
  hear (world, 51, "claude:default: Session 51 % used;");
  hear (world, 96, "");
  g_settings_set_flags (world->settings, "alerts", 16);
  hear (world, 100, "");
  hear_problem (world, PLIMSOLL_CONDITION_SIGNED_OUT, "claude:default: Signed out of Claude;");
  g_assert_false (world->can_snooze);
}

/* In the quiet hours nothing is said. */
static void
test_quiet (World *world, gconstpointer data)
{
  g_settings_set_boolean (world->settings, "quiet-hours", TRUE);
  g_settings_set_uint (world->settings, "quiet-from", 8 * 60);
  g_settings_set_uint (world->settings, "quiet-to", 10 * 60);
  hear (world, 85, "");
}

/* Snoozed, a limit says no more until it resets. */
static void
test_snooze (World *world, gconstpointer data)
{
  hear (world, 85, "claude:default: Session 85 % used;");
  plimsoll_herald_snooze (world->herald, STAGE_ACCOUNT);
  hear (world, 96, "");
  hear (world, 100, "");
}

/* So does one that was snoozed by name before anything was said; unknown ids change nothing. */
static void
test_snooze_limit (World *world, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, 50, world->now);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  plimsoll_herald_snooze (world->herald, "claude:nobody");
  plimsoll_herald_snooze_limit (world->herald, STAGE_ACCOUNT,
                                plimsoll_snapshot_find_limit (snapshot, "session"));
  hear (world, 85, "");
}

/* Several alerts of one poll are one word, and Snooze takes all of them. */
static void
test_several (World *world, gconstpointer data)
{
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (GDateTime) reset = g_date_time_add_hours (world->now, 2);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollLimitFields session = {
    .id = "session", .title = "Session", .used_percent = 85, .resets_at = reset
  };
  PlimsollLimitFields week = {
    .id = "week", .title = "Week", .used_percent = 97, .resets_at = reset
  };
  PlimsollSnapshotFields fields = { .source = "oauth",
                                    .observed_at = world->now,
                                    .limits = limits };
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollReport) report = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&session));
  g_ptr_array_add (limits, plimsoll_limit_new (&week));
  snapshot = plimsoll_snapshot_new (&fields);
  report = plimsoll_report_new (account, STAGE_KEY, snapshot, NULL);
  plimsoll_herald_hear (world->herald, report, FALSE, world->now);
  g_assert_cmpuint (world->n_told_when_said, >=, 2);
  g_assert_nonnull (strchr (world->said->str, ';'));
  g_assert_true (strchr (world->said->str, ';') == strrchr (world->said->str, ';'));

  plimsoll_herald_snooze (world->herald, STAGE_ACCOUNT);
  hear (world, 100, "");
}

/* Of two accounts each speaks for itself, with its name. */
static void
test_names (World *world, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = stage_report ("claude:work", STAGE_KEY, 85, world->now);

  plimsoll_herald_hear (world->herald, report, TRUE, world->now);
  g_assert_true (g_str_has_prefix (world->said->str, "claude:work: "));
  g_assert_nonnull (strstr (world->said->str, "Claude"));
  hear (world, 85, "claude:default: Session 85 % used;");
}

#define world_test(name, function) g_test_add (name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  world_test ("/service/herald/once", test_once);
  world_test ("/service/herald/preferences", test_preferences);
  world_test ("/service/herald/quiet", test_quiet);
  world_test ("/service/herald/snooze", test_snooze);
  world_test ("/service/herald/snooze-limit", test_snooze_limit);
  world_test ("/service/herald/several", test_several);
  world_test ("/service/herald/names", test_names);

  return g_test_run ();
}
