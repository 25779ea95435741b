/* test-live-accounts.c - the list of accounts against a service that says anything.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * No display is needed for this: it is data on a private bus and what becomes of it. */

#include "plimsoll-live-accounts.h"

#include "mock-service.h"
#include "plimsoll-limit.h"
#include "plimsoll-limit-row.h"

#define ONE                                                                          \
  "[(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'condition': <'fresh'>," \
  " 'snapshot': <{'source': <'oauth'>, 'observed-at': <int64 1795000000>,"           \
  " 'limits': <[{'id': <'session'>, 'title': <'Session'>, 'kind': <'session'>,"      \
  " 'severity': <'normal'>, 'binding': <true>, 'used-percent': <61.0>}]>}>})]"
#define LATER                                                                        \
  "[(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'condition': <'fresh'>," \
  " 'snapshot': <{'source': <'oauth'>, 'observed-at': <int64 1795000300>,"           \
  " 'limits': <[{'id': <'session'>, 'title': <'Session'>, 'kind': <'session'>,"      \
  " 'severity': <'normal'>, 'binding': <true>, 'used-percent': <62.0>}]>}>})]"

typedef struct
{
  MockService *service;
  GDBusConnection *connection;
  PlimsollClock *clock;
  PlimsollLiveAccounts *accounts;
} World;

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (1795000400);

  world->service = mock_service_new ();
  world->connection = mock_service_connect (world->service);
  world->clock = plimsoll_clock_new_manual (start);
  world->accounts = plimsoll_live_accounts_new (world->connection, world->clock);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_clear_object (&world->accounts);
  g_clear_object (&world->clock);
  if (!g_dbus_connection_is_closed (world->connection))
    g_dbus_connection_close_sync (world->connection, NULL, NULL);
  g_clear_object (&world->connection);
  mock_service_free (world->service);
}

static gboolean
is_up (gpointer user_data)
{
  return plimsoll_live_accounts_get_link (user_data) == PLIMSOLL_LINK_UP;
}

static gboolean
is_settled (gpointer user_data)
{
  return plimsoll_live_accounts_is_settled (user_data);
}

static gboolean
is_lost (gpointer user_data)
{
  return plimsoll_live_accounts_get_link (user_data) == PLIMSOLL_LINK_LOST;
}

static gboolean
has_no_service (gpointer user_data)
{
  return plimsoll_live_accounts_get_link (user_data) == PLIMSOLL_LINK_NO_SERVICE;
}

static guint
count_meters (World *world)
{
  return g_list_model_get_n_items (plimsoll_live_accounts_get_meters (world->accounts));
}

/* (transfer full) */
static PlimsollMeter *
first_meter (World *world)
{
  return g_list_model_get_item (plimsoll_live_accounts_get_meters (world->accounts), 0);
}

static double
get_percent (PlimsollMeter *meter)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);

  return plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, 0))->used_percent;
}

static gboolean
is_at_62 (gpointer user_data)
{
  return get_percent (user_data) == 62.0;
}

static void
begin (World *world, const char *accounts)
{
  mock_service_say (world->service, accounts);
  mock_service_start (world->service);
  plimsoll_live_accounts_connect (world->accounts);
  mock_wait (is_settled, world->accounts);
}

/* What the service knows when the window comes is there with the first look. */
static void
test_first_look (World *world, gconstpointer data)
{
  g_autoptr (PlimsollMeter) meter = NULL;

  begin (world, ONE);
  g_assert_cmpuint (count_meters (world), ==, 1);
  meter = first_meter (world);
  g_assert_cmpfloat (get_percent (meter), ==, 61.0);
  g_assert_cmpint (plimsoll_meter_get_condition (meter), ==, PLIMSOLL_CONDITION_FRESH);
}

/* A new number comes to the meter that is there: nothing is taken out of the list and put back. */
static void
test_change_keeps_meter (World *world, gconstpointer data)
{
  g_autoptr (PlimsollMeter) before = NULL;
  g_autoptr (PlimsollMeter) after = NULL;

  begin (world, ONE);
  before = first_meter (world);
  mock_service_say (world->service, LATER);
  mock_wait (is_at_62, before);
  after = first_meter (world);
  g_assert_true (before == after);
}

/* A service that goes leaves its accounts; one that comes back finds the same meters, is not
 * believed when it says at first that there is nobody, and its new numbers arrive. */
static void
test_restart (World *world, gconstpointer data)
{
  g_autoptr (PlimsollMeter) before = NULL;
  g_autoptr (PlimsollMeter) after = NULL;

  begin (world, ONE);
  before = first_meter (world);
  mock_service_stop (world->service);
  mock_wait (is_lost, world->accounts);
  g_assert_cmpuint (count_meters (world), ==, 1);
  g_assert_null (plimsoll_live_accounts_get_client (world->accounts));

  mock_service_say (world->service, "[]");
  mock_service_start (world->service);
  mock_wait (is_up, world->accounts);
  mock_wait_ms (200);
  g_assert_cmpuint (count_meters (world), ==, 1);

  mock_service_say (world->service, LATER);
  mock_wait (is_at_62, before);
  after = first_meter (world);
  g_assert_true (before == after);
}

/* An empty list that stays empty is believed in the end. */
static void
test_nobody (World *world, gconstpointer data)
{
  mock_service_start (world->service);
  plimsoll_live_accounts_connect (world->accounts);
  mock_wait (is_up, world->accounts);
  g_assert_false (plimsoll_live_accounts_is_settled (world->accounts));
  mock_wait (is_settled, world->accounts);
  g_assert_cmpuint (count_meters (world), ==, 0);
}

/* An account that goes takes its meter with it, and only its own. */
static void
test_account_goes (World *world, gconstpointer data)
{
  g_autoptr (PlimsollMeter) meter = NULL;

  begin (world, "[(1, {'account': <'claude:a'>, 'name': <'A'>}),"
                " (1, {'account': <'claude:b'>, 'name': <'B'>})]");
  g_assert_cmpuint (count_meters (world), ==, 2);
  mock_service_say (world->service, "[(1, {'account': <'claude:b'>, 'name': <'B'>})]");
  mock_wait_ms (100);
  g_assert_cmpuint (count_meters (world), ==, 1);
  meter = first_meter (world);
  g_assert_cmpstr (plimsoll_account_get_id (plimsoll_meter_get_account (meter)), ==, "claude:b");
}

/* A bus without a service says so with a reason, and the service that comes later is found. */
static void
test_no_service (World *world, gconstpointer data)
{
  plimsoll_live_accounts_connect (world->accounts);
  mock_wait (has_no_service, world->accounts);
  g_assert_nonnull (plimsoll_live_accounts_get_reason (world->accounts));

  mock_service_say (world->service, ONE);
  mock_service_start (world->service);
  mock_wait (is_settled, world->accounts);
  g_assert_cmpuint (count_meters (world), ==, 1);
  g_assert_null (plimsoll_live_accounts_get_reason (world->accounts));
}

/* A bus that ends leaves the accounts and is told of. */
static void
test_bus_ends (World *world, gconstpointer data)
{
  begin (world, ONE);
  g_dbus_connection_close_sync (world->connection, NULL, NULL);
  while (plimsoll_live_accounts_get_link (world->accounts) != PLIMSOLL_LINK_NO_BUS)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_meters (world), ==, 1);
  plimsoll_live_accounts_connect (world->accounts);
}

/* Without a bus there is nothing, and nothing is waited for. */
static void
test_no_bus (void)
{
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_system ();
  g_autoptr (PlimsollLiveAccounts) accounts = plimsoll_live_accounts_new (NULL, clock);

  plimsoll_live_accounts_connect (accounts);
  g_assert_cmpint (plimsoll_live_accounts_get_link (accounts), ==, PLIMSOLL_LINK_NO_BUS);
  g_assert_null (plimsoll_live_accounts_get_client (accounts));
}

/* Numbers grow stale while nobody looks, by the interval that the person chose. */
static void
test_grows_stale (World *world, gconstpointer data)
{
  g_autoptr (PlimsollMeter) meter = NULL;

  begin (world, ONE);
  meter = first_meter (world);
  plimsoll_live_accounts_set_fresh_for (world->accounts, 20 * G_TIME_SPAN_MINUTE);
  plimsoll_clock_wind (world->clock, 10 * G_TIME_SPAN_MINUTE);
  plimsoll_live_accounts_look_at_clock (world->accounts);
  g_assert_cmpint (plimsoll_meter_get_condition (meter), ==, PLIMSOLL_CONDITION_FRESH);
  plimsoll_clock_wind (world->clock, 15 * G_TIME_SPAN_MINUTE);
  plimsoll_live_accounts_look_at_clock (world->accounts);
  g_assert_cmpint (plimsoll_meter_get_condition (meter), ==, PLIMSOLL_CONDITION_STALE);
}

#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/window/live-accounts/first-look", test_first_look);
  ADD ("/window/live-accounts/change-keeps-meter", test_change_keeps_meter);
  ADD ("/window/live-accounts/restart", test_restart);
  ADD ("/window/live-accounts/nobody", test_nobody);
  ADD ("/window/live-accounts/account-goes", test_account_goes);
  ADD ("/window/live-accounts/no-service", test_no_service);
  ADD ("/window/live-accounts/bus-ends", test_bus_ends);
  ADD ("/window/live-accounts/grows-stale", test_grows_stale);
  g_test_add_func ("/window/live-accounts/no-bus", test_no_bus);
  return g_test_run ();
}
