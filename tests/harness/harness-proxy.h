/* harness-proxy.h - an HTTP proxy on 127.0.0.1 that opens tunnels to one port.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HarnessProxy HarnessProxy;

/* Every tunnel leads to 127.0.0.1:`port`, whatever host was asked for. */
HarnessProxy *harness_proxy_new (guint16 port);
void harness_proxy_free (HarnessProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HarnessProxy, harness_proxy_free)

guint16 harness_proxy_get_port (HarnessProxy *self);
/* All that clients sent in the clear before their tunnels were open; borrowed. */
const char *harness_proxy_get_heard (HarnessProxy *self);

G_END_DECLS
