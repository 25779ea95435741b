/* plimsoll-notification-route.h - to whom notifications are told from here.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-notification.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_NOTIFICATION_ROUTE_DAEMON, /* org.freedesktop.Notifications itself */
  PLIMSOLL_NOTIFICATION_ROUTE_PORTAL, /* the desktop portal, which tells the daemon */
} PlimsollNotificationRoute;

/* The one that libnotify takes in this process. */
PlimsollNotificationRoute plimsoll_notification_route_find (void);

/* (transfer none): who is to be watched for on the bus. */
const char *plimsoll_notification_route_get_name (PlimsollNotificationRoute self);

/* Asks what can be told that way, without blocking and without a time limit. */
void plimsoll_notification_route_ask (PlimsollNotificationRoute self,
                                      GDBusConnection *bus,
                                      GDBusCallFlags flags,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* FALSE: nobody answered, and `server` is untouched. Whoever asked may be gone: the answer itself
 * says whose it is. */
gboolean plimsoll_notification_route_ask_finish (GDBusConnection *bus,
                                                 GAsyncResult *result,
                                                 PlimsollNotificationServer *server,
                                                 GError **error);

G_END_DECLS
