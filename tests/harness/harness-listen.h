/* harness-listen.h - a socket on 127.0.0.1 that takes connections.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): started, on a free port of 127.0.0.1 and of nothing else. */
GSocketService *harness_listen (guint16 *port);
void harness_listen_stop (GSocketService *service);

/* A port on 127.0.0.1 where nobody listens. */
guint16 harness_listen_find_closed_port (void);

G_END_DECLS
