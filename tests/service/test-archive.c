/* test-archive.c - a keeper's knowledge, put into the store and taken out again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What one keeper knew, the next one of the same account must know. */

#include "plimsoll-archive.h"

#include "stage.h"

typedef struct
{
  Stage stage;
  PlimsollStore *store; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  PlimsollProber *prober; /* (owned) */
  GDateTime *now; /* (owned) */
} World;

static void
set_up (World *world, gconstpointer data)
{
  stage_set_up (&world->stage, NULL);
  world->store = stage_open_store (&world->stage);
  /* Whole seconds, as they are kept. */
  world->now = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC);
  world->clock = plimsoll_clock_new_manual (world->now);
  world->prober = plimsoll_prober_new (world->stage.program);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_clear_pointer (&world->store, plimsoll_store_close);
  g_clear_object (&world->prober);
  g_clear_object (&world->clock);
  g_clear_pointer (&world->now, g_date_time_unref);
  stage_tear_down (&world->stage, NULL);
}

static PlimsollKeeper *
new_keeper (World *world)
{
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (GError) error = NULL;
  PlimsollKeeper *keeper = plimsoll_keeper_new (account, world->prober, world->clock, &error);

  g_assert_no_error (error);
  return keeper;
}

/* A keeper that knows all this, put into the store; `key` may be NULL. */
static void
keep (World *world, const char *key, gint64 cooled_for, PlimsollReport *report)
{
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);
  PlimsollKeeperMemory memory = { .key = key, .asked_at = world->now };

  if (cooled_for > 0)
    memory.cooldown = (PlimsollCooldown){ .kind = PLIMSOLL_COOLDOWN_ORDERED,
                                          .cause = PLIMSOLL_CONDITION_RATE_LIMITED,
                                          .strikes = 2,
                                          .until = g_date_time_to_unix (world->now) + cooled_for };
  plimsoll_keeper_remember (keeper, &memory);
  plimsoll_meter_take (plimsoll_keeper_get_meter (keeper), report, world->now);
  plimsoll_archive_keep (world->store, keeper, report, world->now);
}

static PlimsollReport *
report_trouble (void)
{
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_TROUBLE, "It is so.", NULL);

  return plimsoll_report_new (account, NULL, NULL, problem);
}

/* Numbers, key, cool-down and the moment of the last asking come back as they were. */
static void
test_round_trip (World *world, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, 61, world->now);
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);
  PlimsollMeter *meter = plimsoll_keeper_get_meter (keeper);
  PlimsollKeeperMemory memory = { 0 };

  keep (world, STAGE_KEY, 900, report);
  plimsoll_archive_restore (world->store, keeper, world->now);
  plimsoll_keeper_peek_memory (keeper, &memory);
  g_assert_cmpstr (memory.key, ==, STAGE_KEY);
  g_assert_true (g_date_time_equal (memory.asked_at, world->now));
  g_assert_cmpint (memory.cooldown.kind, ==, PLIMSOLL_COOLDOWN_ORDERED);
  g_assert_cmpint (memory.cooldown.cause, ==, PLIMSOLL_CONDITION_RATE_LIMITED);
  g_assert_cmpuint (memory.cooldown.strikes, ==, 2);
  g_assert_cmpint (memory.cooldown.until, ==, g_date_time_to_unix (world->now) + 900);
  g_assert_true (plimsoll_snapshot_has_same_numbers (plimsoll_meter_get_snapshot (meter),
                                                     plimsoll_report_get_snapshot (report)));
}

/* Of an account that was never kept nothing is known. */
static void
test_nothing (World *world, gconstpointer data)
{
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);
  PlimsollKeeperMemory memory = { 0 };

  plimsoll_archive_restore (world->store, keeper, world->now);
  plimsoll_keeper_peek_memory (keeper, &memory);
  g_assert_null (memory.key);
  g_assert_null (memory.asked_at);
  g_assert_cmpint (memory.cooldown.kind, ==, PLIMSOLL_COOLDOWN_NONE);
  g_assert_null (plimsoll_meter_get_snapshot (plimsoll_keeper_get_meter (keeper)));
}

/* A failure of our own helper, which names no token, takes neither the key nor its cool-down. */
static void
test_trouble_keeps_key (World *world, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = report_trouble ();
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);
  PlimsollKeeperMemory memory = { 0 };

  keep (world, STAGE_KEY, 900, report);
  plimsoll_archive_restore (world->store, keeper, world->now);
  plimsoll_keeper_peek_memory (keeper, &memory);
  g_assert_cmpstr (memory.key, ==, STAGE_KEY);
  g_assert_cmpint (memory.cooldown.kind, ==, PLIMSOLL_COOLDOWN_ORDERED);
}

/* A cool-down that is over is forgotten, and a login that is gone leaves no key behind. */
static void
test_forgets (World *world, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = stage_report (STAGE_ACCOUNT, STAGE_KEY, 61, world->now);
  g_autoptr (PlimsollReport) trouble = report_trouble ();
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);
  PlimsollStoreCooldown cooldown = { 0 };
  PlimsollKeeperMemory memory = { 0 };

  keep (world, STAGE_KEY, 900, report);
  keep (world, STAGE_KEY, 0, report);
  g_assert_false (plimsoll_store_load_cooldown (world->store, STAGE_KEY, &cooldown, NULL));
  keep (world, NULL, 0, trouble);
  plimsoll_archive_restore (world->store, keeper, world->now);
  plimsoll_keeper_peek_memory (keeper, &memory);
  g_assert_null (memory.key);
}

/* A report that cannot be read is no reason not to start. */
static void
test_garbage (World *world, gconstpointer data)
{
  g_autoptr (GBytes) garbage = g_bytes_new_static ("garbage", 7);
  g_autoptr (PlimsollKeeper) keeper = new_keeper (world);

  g_assert_true (plimsoll_store_save_report (world->store, STAGE_ACCOUNT, garbage, NULL));
  g_assert_true (
      plimsoll_store_save_meta (world->store, "asked-at:" STAGE_ACCOUNT, "yesterday", NULL));
  plimsoll_archive_restore (world->store, keeper, world->now);
  g_assert_null (plimsoll_meter_get_snapshot (plimsoll_keeper_get_meter (keeper)));
}

#define world_test(name, function) g_test_add (name, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  world_test ("/service/archive/round-trip", test_round_trip);
  world_test ("/service/archive/nothing", test_nothing);
  world_test ("/service/archive/trouble-keeps-key", test_trouble_keeps_key);
  world_test ("/service/archive/forgets", test_forgets);
  world_test ("/service/archive/garbage", test_garbage);

  return g_test_run ();
}
