/* plimsoll-await-bus.h - the service, for a process that has nothing else to do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-bus-client.h"

G_BEGIN_DECLS

/* Each runs the default main context until the answer is there, or patience is over. */

/* (transfer full) (nullable): NULL with error when there is no bus or no service; `is_bus_there`
 * (out) tells the two apart. With `may_start` D-Bus starts it. */
PlimsollBusClient *
plimsoll_await_service (gboolean may_start, gboolean *is_bus_there, GError **error);

/* FALSE with error; see plimsoll_bus_client_refresh_finish(). */
gboolean plimsoll_await_refresh (PlimsollBusClient *client,
                                 const char *account,
                                 char **verdict,
                                 GDateTime **retry_at,
                                 GError **error);
/* (transfer full) (nullable) */
GVariant *plimsoll_await_status (PlimsollBusClient *client, GError **error);
gboolean plimsoll_await_quit (PlimsollBusClient *client, GError **error);

/* Whether a client has what one waits for. */
typedef gboolean (*PlimsollIsThereFunc) (PlimsollBusClient *client, gpointer user_data);

/* FALSE when `patience` passed first, or the service went away. */
gboolean plimsoll_await_change (PlimsollBusClient *client,
                                PlimsollIsThereFunc is_there,
                                gpointer user_data,
                                GTimeSpan patience);

G_END_DECLS
