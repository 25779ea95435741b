/* plimsoll-bus-object.c - puts one of the tray's objects on the bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GDBus then answers calls that do not fit the interface, and properties it does not have, by
 * itself: what the handlers see has the right name and the right types. */

#include "plimsoll-bus-object.h"

guint
plimsoll_bus_object_register (GDBusConnection *connection,
                              const char *path,
                              const char *introspection,
                              const GDBusInterfaceVTable *vtable,
                              gpointer user_data,
                              GError **error)
{
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (introspection, error);

  if (node == NULL)
    return 0;

  return g_dbus_connection_register_object (connection, path, node->interfaces[0], vtable,
                                            user_data, NULL, error);
}
