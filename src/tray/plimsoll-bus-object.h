/* plimsoll-bus-object.h - puts one of the tray's objects on the bus.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The registration, or 0. `introspection` describes exactly one interface; `user_data` must stay
 * until the object is unregistered. */
guint plimsoll_bus_object_register (GDBusConnection *connection,
                                    const char *path,
                                    const char *introspection,
                                    const GDBusInterfaceVTable *vtable,
                                    gpointer user_data,
                                    GError **error);

G_END_DECLS
