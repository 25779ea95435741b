/* plimsoll-bus-server.h - the service's face on D-Bus.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-bus-names.h"

G_BEGIN_DECLS

/* What became of a Refresh. */
typedef enum
{
  PLIMSOLL_REFRESH_ASKED,
  PLIMSOLL_REFRESH_BUSY,
  PLIMSOLL_REFRESH_TOO_SOON,
  PLIMSOLL_REFRESH_RATE_LIMITED,
} PlimsollRefreshVerdict;

/* "asked", "busy", "too-soon", "rate-limited". */
const char *plimsoll_refresh_verdict_to_word (PlimsollRefreshVerdict verdict);

/* What the server asks of the program behind it. All calls answer at once. */
typedef struct
{
  /* FALSE: no such account. `*retry_at` may be set (transfer full). */
  gboolean (*refresh) (const char *account,
                       PlimsollRefreshVerdict *verdict,
                       GDateTime **retry_at,
                       gpointer user_data);
  /* (transfer floating) (nullable): a(xd), at most `points`; NULL: no such account. */
  GVariant *(*history) (const char *account,
                        const char *limit,
                        gint64 from,
                        gint64 to,
                        guint points,
                        gpointer user_data);
  gboolean (*snooze) (const char *account, const char *limit, gpointer user_data);
  /* FALSE with error: some of it is still there. */
  gboolean (*delete_history) (gpointer user_data, GError **error);
  /* (transfer floating): a{sv}. */
  GVariant *(*status) (gpointer user_data);
  void (*quit) (gpointer user_data);
  void (*test_notification) (gpointer user_data);
} PlimsollBusCallbacks;

#define PLIMSOLL_TYPE_BUS_SERVER (plimsoll_bus_server_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollBusServer, plimsoll_bus_server, PLIMSOLL, BUS_SERVER, GObject)

/* `meters` (PlimsollMeter) is watched: each visible change is told once per main loop turn. */
PlimsollBusServer *plimsoll_bus_server_new (GListModel *meters,
                                            const PlimsollBusCallbacks *callbacks,
                                            gpointer user_data);

gboolean
plimsoll_bus_server_export (PlimsollBusServer *self, GDBusConnection *connection, GError **error);
void plimsoll_bus_server_unexport (PlimsollBusServer *self);

G_END_DECLS
