/* plimsoll-types.c - readies GIO's classes before there is a second thread.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GLib takes two locks in either order: registering a type that has interfaces holds the type's own
 * and wants that of all classes; a class that is being initialised holds the latter and may want
 * the type. Two threads that meet there wait for each other for ever. dconf's worker connects to
 * the session bus as soon as anybody, GIO's proxy resolver for one, makes a GSettings, while the
 * main thread makes an HTTP session: of 1 000 probes on a busy machine, two never ended.
 *
 * What is ready cannot be fought over. So everything that connecting to a bus registers is made
 * ready here; GDBus does the same for its own worker, but not for the callers of g_bus_get(). Types
 * that GIO keeps to itself need no care: no class can name them. */

#include "plimsoll-types.h"

#include <gio/gio.h>
#include <gio/gunixconnection.h>
#include <gio/gunixsocketaddress.h>

void
plimsoll_types_prepare (void)
{
  const GType types[] = {
    G_TYPE_TASK,
    G_TYPE_SIMPLE_ASYNC_RESULT,
    G_TYPE_SOCKET,
    G_TYPE_SOCKET_CLIENT,
    G_TYPE_INET_SOCKET_ADDRESS,
    G_TYPE_PROXY_ADDRESS,
    G_TYPE_UNIX_SOCKET_ADDRESS,
    G_TYPE_UNIX_CONNECTION,
    G_TYPE_BUFFERED_INPUT_STREAM,
    G_TYPE_DATA_INPUT_STREAM,
    G_TYPE_DATA_OUTPUT_STREAM,
    G_TYPE_MEMORY_INPUT_STREAM,
    G_TYPE_DBUS_CONNECTION,
    G_TYPE_DBUS_PROXY,
  };

  /* Kept for good: a class that was let go would be initialised again. */
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    g_type_class_ref (types[i]);
}
