/* mock-service.c - a service that says whatever a test makes it say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The generated skeleton without the checks that the real server puts before it. */

#include "mock-service.h"

#include "plimsoll-bus-generated.h"
#include "plimsoll-bus-names.h"

/* Those that are over, until the end of the process: letting one go waits half a minute for the
 * shared connection to go first, and GTK keeps that. */
static GPtrArray *stopped_buses;

struct _MockService
{
  GTestDBus *bus; /* (owned) */
  GDBusConnection *connection; /* (owned) */
  PlimsollBusService *skeleton; /* (owned) */
  guint name_id;
  guint n_calls;
  char *last_call; /* (owned) */
  char *verdict; /* (owned) */
  gint64 retry_at;
};

static void
note (MockService *self, const char *method, const char *argument)
{
  self->n_calls++;
  g_free (self->last_call);
  self->last_call = g_strconcat (method, *argument != '\0' ? " " : NULL, argument, NULL);
}

static gboolean
on_refresh_cb (MockService *self, GDBusMethodInvocation *invocation, const char *account)
{
  note (self, "Refresh", account);
  plimsoll_bus_service_complete_refresh (self->skeleton, invocation, self->verdict, self->retry_at);
  return TRUE;
}

static gboolean
on_delete_cb (MockService *self, GDBusMethodInvocation *invocation)
{
  note (self, "DeleteHistory", "");
  plimsoll_bus_service_complete_delete_history (self->skeleton, invocation);
  return TRUE;
}

/* Nobody shows tray items on this bus. */
static gboolean
on_status_cb (MockService *self, GDBusMethodInvocation *invocation)
{
  plimsoll_bus_service_complete_get_status (self->skeleton, invocation,
                                            g_variant_new_parsed ("{'tray': <'no-host'>}"));
  return TRUE;
}

static gboolean
on_test_cb (MockService *self, GDBusMethodInvocation *invocation)
{
  note (self, "TestNotification", "");
  plimsoll_bus_service_complete_test_notification (self->skeleton, invocation);
  return TRUE;
}

MockService *
mock_service_new (void)
{
  MockService *self = g_new0 (MockService, 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  /* GTestDBus takes the display away, so that no other bus is found by it. */
  if (display != NULL)
    g_setenv ("DISPLAY", display, TRUE);
  self->connection = mock_service_connect (self);
  self->verdict = g_strdup ("asked");
  self->last_call = g_strdup ("");
  self->skeleton = plimsoll_bus_service_skeleton_new ();
  plimsoll_bus_service_set_version (self->skeleton, "0.0.0-mock");
  mock_service_say (self, "[]");
  g_signal_connect_swapped (self->skeleton, "handle-refresh", G_CALLBACK (on_refresh_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-get-status", G_CALLBACK (on_status_cb), self);
  g_signal_connect_swapped (self->skeleton, "handle-delete-history", G_CALLBACK (on_delete_cb),
                            self);
  g_signal_connect_swapped (self->skeleton, "handle-test-notification", G_CALLBACK (on_test_cb),
                            self);
  g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), self->connection,
                                    PLIMSOLL_BUS_PATH, &error);
  g_assert_no_error (error);
  return self;
}

void
mock_service_free (MockService *self)
{
  mock_service_stop (self);
  g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  g_object_unref (self->skeleton);
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_object_unref (self->connection);
  g_test_dbus_stop (self->bus);
  if (stopped_buses == NULL)
    stopped_buses = g_ptr_array_new ();
  g_ptr_array_add (stopped_buses, self->bus);
  g_free (self->last_call);
  g_free (self->verdict);
  g_free (self);
}

GDBusConnection *
mock_service_connect (MockService *self)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (g_test_dbus_get_bus_address (self->bus),
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);
  return connection;
}

void
mock_service_start (MockService *self)
{
  g_autoptr (GVariant) reply = NULL;

  self->name_id =
      g_bus_own_name_on_connection (self->connection, PLIMSOLL_BUS_NAME, 0, NULL, NULL, NULL, NULL);
  /* One round trip behind the request for the name, so that whoever looks finds it taken. */
  reply = g_dbus_connection_call_sync (self->connection, "org.freedesktop.DBus", "/",
                                       "org.freedesktop.DBus.Peer", "Ping", NULL, NULL, 0, -1, NULL,
                                       NULL);
}

void
mock_service_stop (MockService *self)
{
  g_clear_handle_id (&self->name_id, g_bus_unown_name);
}

void
mock_service_say (MockService *self, const char *accounts)
{
  g_autoptr (GError) error = NULL;
  GVariant *value = g_variant_parse (G_VARIANT_TYPE ("a(ua{sv})"), accounts, NULL, NULL, &error);

  g_assert_no_error (error);
  mock_service_say_value (self, value);
  g_variant_unref (value);
}

void
mock_service_say_value (MockService *self, GVariant *accounts)
{
  plimsoll_bus_service_set_accounts (self->skeleton, accounts);
  g_dbus_interface_skeleton_flush (G_DBUS_INTERFACE_SKELETON (self->skeleton));
}

void
mock_service_set_verdict (MockService *self, const char *verdict, gint64 retry_at)
{
  g_free (self->verdict);
  self->verdict = g_strdup (verdict);
  self->retry_at = retry_at;
}

guint
mock_service_get_n_calls (MockService *self)
{
  return self->n_calls;
}

const char *
mock_service_get_last_call (MockService *self)
{
  return self->last_call;
}

void
mock_wait (gboolean (*is_true) (gpointer), gpointer user_data)
{
  while (!is_true (user_data))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
on_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
mock_wait_ms (guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, on_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}
