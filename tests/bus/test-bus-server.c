/* test-bus-server.c - server and client on a private bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both ends in one process on two connections, with a dbus-daemon of their own between them. */

#include "plimsoll-bus-client.h"
#include "plimsoll-bus-server.h"

#include "plimsoll-moment.h"

#define FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

/* A bus, a server with one meter on it, a client of it, and what the server was asked. */
typedef struct
{
  GTestDBus *bus;
  GDBusConnection *server_side;
  GDBusConnection *client_side;
  GListStore *meters;
  PlimsollMeter *meter;
  PlimsollBusServer *server;
  PlimsollBusClient *client;
  char *log; /* the last call as text */
} World;

static gboolean
answer_refresh (const char *account,
                PlimsollRefreshVerdict *verdict,
                GDateTime **retry_at,
                gpointer user_data)
{
  World *world = user_data;

  g_free (world->log);
  world->log = g_strdup_printf ("refresh %s", account);
  if (g_str_equal (account, "claude:nobody"))
    return FALSE;

  *verdict = PLIMSOLL_REFRESH_TOO_SOON;
  *retry_at = plimsoll_moment_from_unix (1793700000);
  return TRUE;
}

static GVariant *
answer_history (const char *account,
                const char *limit,
                gint64 from,
                gint64 to,
                guint points,
                gpointer user_data)
{
  if (g_str_equal (account, "claude:nobody"))
    return NULL;

  return g_variant_new_parsed ("[(@x 1793700000, 12.5)]");
}

static gboolean
answer_snooze (const char *account, const char *limit, gpointer user_data)
{
  return g_str_equal (limit, "session");
}

static gboolean
answer_delete_history (gpointer user_data, GError **error)
{
  World *world = user_data;
  gboolean is_second = g_strcmp0 (world->log, "delete-history") == 0;

  g_free (world->log);
  world->log = g_strdup ("delete-history");
  if (is_second)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the disk is full");
  return !is_second;
}

static GVariant *
answer_status (gpointer user_data)
{
  return g_variant_new_parsed ("{'pid': <uint32 7>}");
}

static void
answer_quit (gpointer user_data)
{
  World *world = user_data;

  g_free (world->log);
  world->log = g_strdup ("quit");
}

static void
answer_test_notification (gpointer user_data)
{
  World *world = user_data;

  g_free (world->log);
  world->log = g_strdup ("test-notification");
}

static const PlimsollBusCallbacks callbacks = { answer_refresh,          answer_history,
                                                answer_snooze,           answer_delete_history,
                                                answer_status,           answer_quit,
                                                answer_test_notification };

static GDBusConnection *
connect_to (GTestDBus *bus)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static void
on_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* Turns the main loop until `*slot` is filled; a test that waits for ever is ended by Meson. */
static GAsyncResult *
wait_for (GAsyncResult **slot)
{
  while (*slot == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *slot;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new_from_id ("claude:default", "Claude");
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  world->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (world->bus);
  world->server_side = connect_to (world->bus);
  world->client_side = connect_to (world->bus);

  world->meters = g_list_store_new (PLIMSOLL_TYPE_METER);
  world->meter = plimsoll_meter_new (account, FRESH_FOR);
  g_list_store_append (world->meters, world->meter);
  world->server = plimsoll_bus_server_new (G_LIST_MODEL (world->meters), &callbacks, world);
  g_assert_true (plimsoll_bus_server_export (world->server, world->server_side, &error));
  g_assert_no_error (error);
  g_bus_own_name_on_connection (world->server_side, PLIMSOLL_BUS_NAME, 0, NULL, NULL, NULL, NULL);
  /* One round trip behind the request for the name, so that the client finds it taken. */
  g_variant_unref (g_dbus_connection_call_sync (world->server_side, "org.freedesktop.DBus", "/",
                                                "org.freedesktop.DBus.Peer", "Ping", NULL, NULL, 0,
                                                -1, NULL, &error));

  plimsoll_bus_client_new_async (world->client_side, FALSE, 1000, NULL, on_result_cb, &result);
  world->client = plimsoll_bus_client_new_finish (wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
tear_down (World *world, gconstpointer data)
{
  g_clear_object (&world->client);
  g_clear_object (&world->server);
  g_clear_object (&world->meter);
  g_clear_object (&world->meters);
  g_dbus_connection_close_sync (world->client_side, NULL, NULL);
  g_dbus_connection_close_sync (world->server_side, NULL, NULL);
  g_clear_object (&world->client_side);
  g_clear_object (&world->server_side);
  g_test_dbus_down (world->bus);
  g_clear_object (&world->bus);
  g_clear_pointer (&world->log, g_free);
}

static void
give_problem (World *world, const char *message)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, message, NULL);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (plimsoll_meter_get_account (world->meter), NULL, NULL, problem);

  plimsoll_meter_take (world->meter, report, now);
}

static void
count_cb (guint *count)
{
  *count += 1;
}

/* (transfer full): the reply to a call made by hand, or NULL with the error. */
static GVariant *
call_by_hand (World *world, const char *method, GVariant *arguments, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (world->client_side, PLIMSOLL_BUS_NAME, PLIMSOLL_BUS_PATH,
                          PLIMSOLL_BUS_INTERFACE, method, arguments, NULL, 0, 5000, NULL,
                          on_result_cb, &result);
  return g_dbus_connection_call_finish (world->client_side, wait_for (&result), error);
}

/* A change of a meter reaches the client by itself, once for a burst of changes. */
static void
test_change_arrives (World *world, gconstpointer data)
{
  guint n_changes = 0;
  PlimsollBusAccount *account = NULL;

  g_signal_connect_swapped (world->client, "changed", G_CALLBACK (count_cb), &n_changes);
  give_problem (world, "first");
  give_problem (world, "second");
  give_problem (world, "third");
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (n_changes, ==, 1);
  account = g_ptr_array_index (plimsoll_bus_client_get_accounts (world->client), 0);
  g_assert_cmpint (account->condition, ==, PLIMSOLL_CONDITION_OFFLINE);
  g_assert_cmpstr (plimsoll_problem_get_message (plimsoll_report_get_problem (account->report)), ==,
                   "third");
}

/* What did not change is not told: 100 equal answers put no signal on the bus. */
static void
test_silence_when_equal (World *world, gconstpointer data)
{
  guint n_changes = 0;

  give_problem (world, "the same");
  g_signal_connect_swapped (world->client, "changed", G_CALLBACK (count_cb), &n_changes);
  while (n_changes == 0)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GVariant) reply = NULL;

      give_problem (world, "the same");
      /* A call goes to the server and back, behind any signal that it sent before. */
      reply = call_by_hand (world, "GetStatus", NULL, NULL);
      g_assert_nonnull (reply);
    }
  g_assert_cmpuint (n_changes, ==, 1);
}

/* Refresh brings verdict and moment back, and an unknown account is an error of the caller. */
static void
test_refresh (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = NULL;
  g_autoptr (GDateTime) retry_at = NULL;

  plimsoll_bus_client_refresh_async (world->client, "claude:default", NULL, on_result_cb, &result);
  g_assert_true (plimsoll_bus_client_refresh_finish (world->client, wait_for (&result), &verdict,
                                                     &retry_at, &error));
  g_assert_cmpstr (world->log, ==, "refresh claude:default");
  g_assert_cmpstr (verdict, ==, "too-soon");
  g_assert_cmpint (plimsoll_moment_to_unix (retry_at), ==, 1793700000);

  g_assert_null (call_by_hand (world, "Refresh", g_variant_new ("(s)", "claude:nobody"), &error));
  g_assert_error (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS);
}

/* History, status and deletion reach the program behind; Quit answers before it acts. */
static void
test_other_calls (World *world, gconstpointer data)
{
  g_autoptr (GAsyncResult) history = NULL;
  g_autoptr (GAsyncResult) status = NULL;
  g_autoptr (GAsyncResult) quit = NULL;
  g_autoptr (GVariant) samples = NULL;
  g_autoptr (GVariant) facts = NULL;
  g_autoptr (GVariant) deleted = NULL;
  g_autoptr (GError) undeleted = NULL;
  g_autoptr (GError) error = NULL;

  plimsoll_bus_client_history_async (world->client, "claude:default", "session", 0, 10, 5, NULL,
                                     on_result_cb, &history);
  samples = plimsoll_bus_client_history_finish (world->client, wait_for (&history), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_variant_n_children (samples), ==, 1);

  plimsoll_bus_client_status_async (world->client, NULL, on_result_cb, &status);
  facts = plimsoll_bus_client_status_finish (world->client, wait_for (&status), &error);
  g_assert_no_error (error);
  g_assert_true (g_variant_lookup (facts, "pid", "u", NULL));

  deleted = call_by_hand (world, "DeleteHistory", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (world->log, ==, "delete-history");
  g_assert_null (call_by_hand (world, "DeleteHistory", NULL, &undeleted));
  g_assert_error (undeleted, G_DBUS_ERROR, G_DBUS_ERROR_FAILED);

  plimsoll_bus_client_quit_async (world->client, NULL, on_result_cb, &quit);
  g_assert_true (plimsoll_bus_client_quit_finish (world->client, wait_for (&quit), &error));
  g_assert_cmpstr (world->log, ==, "quit");
}

/* What a preferences window asks for is done before its answer comes. */
static void
test_deeds (World *world, gconstpointer data)
{
  const struct
  {
    PlimsollBusDeed deed;
    const char *heard;
  } deeds[] = {
    { PLIMSOLL_BUS_DELETE_HISTORY, "delete-history" },
    { PLIMSOLL_BUS_TEST_NOTIFICATION, "test-notification" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      plimsoll_bus_client_do_async (world->client, deeds[i].deed, NULL, on_result_cb, &result);
      g_assert_true (plimsoll_bus_client_do_finish (world->client, wait_for (&result), &error));
      g_assert_no_error (error);
      g_assert_cmpstr (world->log, ==, deeds[i].heard);
    }
}

/* A hostile caller gets errors and changes nothing. */
static void
test_hostile_caller (World *world, gconstpointer data)
{
  g_autofree char *huge = g_strnfill (10 * 1024 * 1024, 'x');
  const struct
  {
    const char *method;
    GVariant *arguments;
  } calls[] = {
    { "Refresh", g_variant_new ("(u)", 7) },
    { "Refresh", NULL },
    { "History", g_variant_new ("(ssxxu)", "claude:default", "session", 10, 10, 5) },
    { "History", g_variant_new ("(ssxxu)", "claude:default", "session", 0, 10, 0) },
    { "History", g_variant_new ("(ssxxu)", "claude:default", "session", 0, 10, 4000000000u) },
    { "History", g_variant_new ("(ssxxu)", "claude:nobody", huge, G_MININT64, G_MAXINT64, 5) },
    { "Snooze", g_variant_new ("(ss)", huge, huge) },
    { "NoSuchMethod", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GVariant) reply =
          call_by_hand (world, calls[i].method, calls[i].arguments, &error);

      g_assert_null (reply);
      g_assert_nonnull (error);
      g_assert_false (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT));
    }
  g_assert_null (world->log);
}

/* A client outlives its service: it says so, and keeps what it saw. */
static void
test_service_goes (World *world, gconstpointer data)
{
  guint n_changes = 0;

  g_signal_connect_swapped (world->client, "changed", G_CALLBACK (count_cb), &n_changes);
  g_dbus_connection_close_sync (world->server_side, NULL, NULL);
  while (plimsoll_bus_client_is_connected (world->client))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpuint (n_changes, >=, 1);
  g_assert_cmpuint (plimsoll_bus_client_get_accounts (world->client)->len, ==, 1);
}

/* Without a service there is no client, and the reason is an error, not a wait. */
static void
test_no_service (void)
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr (GDBusConnection) connection = NULL;

  g_test_dbus_up (bus);
  connection = connect_to (bus);
  for (int may_start = 0; may_start < 2; may_start++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      plimsoll_bus_client_new_async (connection, may_start, 1000, NULL, on_result_cb, &result);
      g_assert_null (plimsoll_bus_client_new_finish (wait_for (&result), &error));
      g_assert_nonnull (error);
    }
  g_dbus_connection_close_sync (connection, NULL, NULL);
  g_clear_object (&connection);
  g_test_dbus_down (bus);
}

#define ADD(path, function) g_test_add (path, World, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/bus/server/change-arrives", test_change_arrives);
  ADD ("/bus/server/silence-when-equal", test_silence_when_equal);
  ADD ("/bus/server/refresh", test_refresh);
  ADD ("/bus/server/other-calls", test_other_calls);
  ADD ("/bus/server/deeds", test_deeds);
  ADD ("/bus/server/hostile-caller", test_hostile_caller);
  ADD ("/bus/server/service-goes", test_service_goes);
  g_test_add_func ("/bus/server/no-service", test_no_service);
  return g_test_run ();
}
