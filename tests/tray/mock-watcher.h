/* mock-watcher.h - a StatusNotifierWatcher that does what a test wants of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *address; /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable): while it runs */
  GPtrArray *items; /* (owned) (element-type utf8): as RegisteredStatusNotifierItems */
  GPtrArray *senders; /* (owned) (element-type utf8): arguments of all registrations */

  const char *suffix; /* (unowned): put behind each name in `items` */
  gboolean has_host;
  gboolean lacks_host_property;
  guint to_forget; /* that many registrations are accepted and not kept */
  guint to_refuse; /* that many are answered with an error */
} MockWatcher;

/* (transfer full): a new connection to the bus at `address`. */
GDBusConnection *mock_watcher_connect (const char *address);

MockWatcher *mock_watcher_new (const char *address);
void mock_watcher_free (MockWatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockWatcher, mock_watcher_free)

/* Takes the name on a connection of its own; losing the connection is what stopping does. */
void mock_watcher_start (MockWatcher *self);
void mock_watcher_stop (MockWatcher *self);

/* Says whether a host is there, and tells everybody. */
void mock_watcher_set_host (MockWatcher *self, gboolean has_host, const char *signal);

G_END_DECLS
