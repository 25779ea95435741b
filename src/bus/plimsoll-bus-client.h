/* plimsoll-bus-client.h - what the service knows, for terminal and window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-bus-codec.h"
#include "plimsoll-bus-names.h"

G_BEGIN_DECLS

/* A live picture of the service. Signals: `changed` when the accounts, or whether there is a
 * service at all, changed. Property: is-connected. */
#define PLIMSOLL_TYPE_BUS_CLIENT (plimsoll_bus_client_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollBusClient, plimsoll_bus_client, PLIMSOLL, BUS_CLIENT, GObject)

/* Connects to the service; with `may_start` D-Bus starts it when it does not run. Fails when there
 * is no bus, no service, or no answer within `patience_ms`. */
void plimsoll_bus_client_new_async (GDBusConnection *connection,
                                    gboolean may_start,
                                    guint patience_ms,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PlimsollBusClient *plimsoll_bus_client_new_finish (GAsyncResult *result, GError **error);

/* FALSE after the service went away; the accounts stay as they were last seen. */
gboolean plimsoll_bus_client_is_connected (PlimsollBusClient *self);

/* (transfer none): of the service's release. */
const char *plimsoll_bus_client_get_version (PlimsollBusClient *self);

/* (transfer none) (element-type PlimsollBusAccount): until the next `changed`. */
GPtrArray *plimsoll_bus_client_get_accounts (PlimsollBusClient *self);

/* `account` "" is all. `*verdict` is the word of the documentation, (transfer full). */
void plimsoll_bus_client_refresh_async (PlimsollBusClient *self,
                                        const char *account,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean plimsoll_bus_client_refresh_finish (PlimsollBusClient *self,
                                             GAsyncResult *result,
                                             char **verdict,
                                             GDateTime **retry_at,
                                             GError **error);

/* (transfer full): a(xd). */
void plimsoll_bus_client_history_async (PlimsollBusClient *self,
                                        const char *account,
                                        const char *limit,
                                        gint64 from,
                                        gint64 to,
                                        guint points,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GVariant *
plimsoll_bus_client_history_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error);

/* (transfer full): a{sv}. */
void plimsoll_bus_client_status_async (PlimsollBusClient *self,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GVariant *
plimsoll_bus_client_status_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error);

void plimsoll_bus_client_quit_async (PlimsollBusClient *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
plimsoll_bus_client_quit_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error);

/* Methods without arguments whose answer says nothing but that they were done. */
typedef enum
{
  PLIMSOLL_BUS_DELETE_HISTORY,
  PLIMSOLL_BUS_TEST_NOTIFICATION,
} PlimsollBusDeed;

void plimsoll_bus_client_do_async (PlimsollBusClient *self,
                                   PlimsollBusDeed deed,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
plimsoll_bus_client_do_finish (PlimsollBusClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
