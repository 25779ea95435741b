/* test-notification-route.c - who is asked whether there is anybody to tell, and what comes of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asking never blocks, so daemon and portal are stand-ins in this very process, on a private bus.
 */

#include "plimsoll-notification-route.h"

static const char daemon_xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method></interface></node>";
static const char odd_xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='GetCapabilities'><arg type='s' direction='out'/></method></interface></node>";
static const char portal_xml[] = "<node><interface name='org.freedesktop.portal.Notification'>"
                                 "<property name='version' type='u' access='read'/>"
                                 "</interface></node>";

/* Somebody with a name on the bus, an object and one interface. */
typedef struct
{
  GDBusNodeInfo *node; /* (owned) */
  GDBusConnection *bus; /* (owned) */
  GVariant *answer; /* (owned): to every call or property */
  guint object_id;
  guint name_id;
  gboolean is_there;
} StandIn;

static void
on_call_cb (GDBusConnection *bus,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *arguments,
            GDBusMethodInvocation *invocation,
            gpointer user_data)
{
  StandIn *self = user_data;

  g_dbus_method_invocation_return_value (invocation, g_variant_new_tuple (&self->answer, 1));
}

static GVariant *
on_get_cb (GDBusConnection *bus,
           const char *sender,
           const char *path,
           const char *interface,
           const char *property,
           GError **error,
           gpointer user_data)
{
  return g_variant_ref (((StandIn *) user_data)->answer);
}

static const GDBusInterfaceVTable vtable = { on_call_cb, on_get_cb, NULL, { NULL } };

static void
on_name_acquired_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  ((StandIn *) user_data)->is_there = TRUE;
}

/* `answer` is taken. */
static StandIn *
stand_in_new (const char *name, const char *path, const char *xml, GVariant *answer)
{
  StandIn *self = g_new0 (StandIn, 1);

  self->node = g_dbus_node_info_new_for_xml (xml, NULL);
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  self->answer = g_variant_ref_sink (answer);
  self->object_id = g_dbus_connection_register_object (self->bus, path, self->node->interfaces[0],
                                                       &vtable, self, NULL, NULL);
  self->name_id = g_bus_own_name_on_connection (self->bus, name, G_BUS_NAME_OWNER_FLAGS_NONE,
                                                on_name_acquired_cb, NULL, self, NULL);
  while (!self->is_there)
    g_main_context_iteration (NULL, TRUE);

  return self;
}

static void
stand_in_free (StandIn *self)
{
  g_bus_unown_name (self->name_id);
  g_dbus_connection_unregister_object (self->bus, self->object_id);
  g_dbus_connection_flush_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_variant_unref (self->answer);
  g_dbus_node_info_unref (self->node);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StandIn, stand_in_free)

static StandIn *
daemon_new (const char *xml, GVariant *answer)
{
  return stand_in_new ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", xml,
                       answer);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Asks, and waits for the answer. */
static gboolean
ask (PlimsollNotificationRoute route, PlimsollNotificationServer *server, GError **error)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_notification_route_ask (route, bus, G_DBUS_CALL_FLAGS_NONE, NULL, on_asked_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return plimsoll_notification_route_ask_finish (bus, result, server, error);
}

/* Outside of a sandbox the daemon is told directly; libnotify's own two variables change that here
 * as they do there, the one that forbids the portal before the one that wants it. */
static void
test_find (void)
{
  g_unsetenv ("NOTIFY_IGNORE_PORTAL");
  g_unsetenv ("NOTIFY_FORCE_PORTAL");
  g_assert_cmpint (plimsoll_notification_route_find (), ==, PLIMSOLL_NOTIFICATION_ROUTE_DAEMON);
  g_setenv ("NOTIFY_FORCE_PORTAL", "1", TRUE);
  g_assert_cmpint (plimsoll_notification_route_find (), ==, PLIMSOLL_NOTIFICATION_ROUTE_PORTAL);
  g_setenv ("NOTIFY_IGNORE_PORTAL", "1", TRUE);
  g_assert_cmpint (plimsoll_notification_route_find (), ==, PLIMSOLL_NOTIFICATION_ROUTE_DAEMON);
  g_unsetenv ("NOTIFY_IGNORE_PORTAL");
  g_unsetenv ("NOTIFY_FORCE_PORTAL");
}

/* Each way has a name of its own to be watched for. */
static void
test_name (void)
{
  g_assert_cmpstr (plimsoll_notification_route_get_name (PLIMSOLL_NOTIFICATION_ROUTE_DAEMON), ==,
                   "org.freedesktop.Notifications");
  g_assert_cmpstr (plimsoll_notification_route_get_name (PLIMSOLL_NOTIFICATION_ROUTE_PORTAL), ==,
                   "org.freedesktop.portal.Desktop");
}

/* A daemon can do what it says it can. */
static void
test_daemon (void)
{
  const char *capabilities[] = { "body", "body-markup", NULL };
  g_autoptr (StandIn) daemon = daemon_new (daemon_xml, g_variant_new_strv (capabilities, -1));
  g_autoptr (GError) error = NULL;
  PlimsollNotificationServer server = { TRUE, FALSE };

  g_assert_true (daemon->is_there);
  g_assert_true (ask (PLIMSOLL_NOTIFICATION_ROUTE_DAEMON, &server, &error));
  g_assert_no_error (error);
  g_assert_false (server.has_actions);
  g_assert_true (server.has_body_markup);
}

/* A portal that has a version can do buttons, and what it is told is plain text. */
static void
test_portal (void)
{
  g_autoptr (StandIn) portal =
      stand_in_new ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", portal_xml,
                    g_variant_new_uint32 (1));
  g_autoptr (GError) error = NULL;
  PlimsollNotificationServer server = { FALSE, TRUE };

  g_assert_true (portal->is_there);
  g_assert_true (ask (PLIMSOLL_NOTIFICATION_ROUTE_PORTAL, &server, &error));
  g_assert_no_error (error);
  g_assert_true (server.has_actions);
  g_assert_false (server.has_body_markup);
}

/* A desktop portal without notifications, or none at all, is nobody to tell; nor is a daemon that
 * answers with something else. What was known stays. */
static void
test_nobody (void)
{
  g_autoptr (StandIn) odd = daemon_new (odd_xml, g_variant_new_string ("body"));
  g_autoptr (StandIn) portal = stand_in_new ("org.freedesktop.portal.Desktop", "/elsewhere",
                                             portal_xml, g_variant_new_uint32 (1));
  PlimsollNotificationServer server = { TRUE, TRUE };
  g_autoptr (GError) odd_error = NULL;
  g_autoptr (GError) portal_error = NULL;
  g_autoptr (GError) absent_error = NULL;

  g_assert_true (odd->is_there && portal->is_there);
  g_assert_false (ask (PLIMSOLL_NOTIFICATION_ROUTE_DAEMON, &server, &odd_error));
  g_assert_error (odd_error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_SIGNATURE);
  g_assert_false (ask (PLIMSOLL_NOTIFICATION_ROUTE_PORTAL, &server, &portal_error));
  g_assert_nonnull (portal_error);
  g_clear_pointer (&portal, stand_in_free);
  g_assert_false (ask (PLIMSOLL_NOTIFICATION_ROUTE_PORTAL, &server, &absent_error));
  g_assert_error (absent_error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN);
  g_assert_true (server.has_actions && server.has_body_markup);
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) dbus = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  dbus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (dbus);
  g_test_add_func ("/notify/route/find", test_find);
  g_test_add_func ("/notify/route/name", test_name);
  g_test_add_func ("/notify/route/daemon", test_daemon);
  g_test_add_func ("/notify/route/portal", test_portal);
  g_test_add_func ("/notify/route/nobody", test_nobody);
  status = g_test_run ();
  g_test_dbus_down (dbus);
  return status;
}
