/* mock-watcher.c - a StatusNotifierWatcher that does what a test wants of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Behaves as the watchers of the desktops do, and on demand as badly as some of them. */

#include "mock-watcher.h"

#define NAME "org.kde.StatusNotifierWatcher"
#define PATH "/StatusNotifierWatcher"

static const char INTROSPECTION[] =
    "<node><interface name='" NAME "'>"
    "<property name='RegisteredStatusNotifierItems' type='as' access='read'/>"
    "<property name='IsStatusNotifierHostRegistered' type='b' access='read'/>"
    "<property name='ProtocolVersion' type='i' access='read'/>"
    "<method name='RegisterStatusNotifierItem'>"
    "<arg name='service' type='s' direction='in'/></method>"
    "<signal name='StatusNotifierHostRegistered'/>"
    "<signal name='StatusNotifierHostUnregistered'/>"
    "</interface></node>";

static void
on_call_cb (GDBusConnection *connection,
            const char *sender,
            const char *path,
            const char *interface,
            const char *method,
            GVariant *arguments,
            GDBusMethodInvocation *invocation,
            gpointer data)
{
  MockWatcher *self = data;
  const char *service = NULL;

  g_variant_get (arguments, "(&s)", &service);
  g_ptr_array_add (self->senders, g_strdup (service));
  if (self->to_refuse > 0)
    {
      self->to_refuse--;
      g_dbus_method_invocation_return_dbus_error (invocation, NAME ".Error.Busy", "Not now");
      return;
    }
  if (self->to_forget > 0)
    self->to_forget--;
  else
    g_ptr_array_add (self->items, g_strconcat (service, self->suffix, NULL));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static GVariant *
on_get_cb (GDBusConnection *connection,
           const char *sender,
           const char *path,
           const char *interface,
           const char *name,
           GError **error,
           gpointer data)
{
  MockWatcher *self = data;

  if (g_str_equal (name, "RegisteredStatusNotifierItems"))
    return g_variant_new_strv ((const char *const *) self->items->pdata, self->items->len);
  if (g_str_equal (name, "ProtocolVersion"))
    return g_variant_new_int32 (0);
  if (!self->lacks_host_property)
    return g_variant_new_boolean (self->has_host);

  g_set_error (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_PROPERTY, "No such property");
  return NULL;
}

GDBusConnection *
mock_watcher_connect (const char *address)
{
  g_autoptr (GError) error = NULL;
  GDBusConnection *connection =
      g_dbus_connection_new_for_address_sync (address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);

  g_assert_no_error (error);

  return connection;
}

MockWatcher *
mock_watcher_new (const char *address)
{
  MockWatcher *self = g_new0 (MockWatcher, 1);

  self->address = g_strdup (address);
  self->items = g_ptr_array_new_with_free_func (g_free);
  self->senders = g_ptr_array_new_with_free_func (g_free);
  self->suffix = "/StatusNotifierItem";
  self->has_host = TRUE;

  return self;
}

void
mock_watcher_free (MockWatcher *self)
{
  if (self->connection != NULL)
    mock_watcher_stop (self);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->senders);
  g_free (self->address);
  g_free (self);
}

void
mock_watcher_start (MockWatcher *self)
{
  static const GDBusInterfaceVTable VTABLE = { .method_call = on_call_cb,
                                               .get_property = on_get_cb };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (INTROSPECTION, &error);
  g_autoptr (GVariant) answer = NULL;

  g_assert_no_error (error);
  self->connection =
      g_dbus_connection_new_for_address_sync (self->address,
                                              G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                  | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                              NULL, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (self->connection, PATH, node->interfaces[0], &VTABLE, self,
                                     NULL, &error);
  g_assert_no_error (error);
  answer = g_dbus_connection_call_sync (
      self->connection, "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", NAME, 4u), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

void
mock_watcher_stop (MockWatcher *self)
{
  g_dbus_connection_close_sync (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_ptr_array_set_size (self->items, 0);
}

void
mock_watcher_set_host (MockWatcher *self, gboolean has_host, const char *signal)
{
  self->has_host = has_host;
  g_dbus_connection_emit_signal (self->connection, NULL, PATH, NAME, signal, NULL, NULL);
}
