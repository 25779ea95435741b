/* plimsoll-proxies.h - which proxy a request goes through, and which one it went through.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_PROXIES (plimsoll_proxies_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollProxies, plimsoll_proxies, PLIMSOLL, PROXIES, GObject)

/* A GProxyResolver: the desktop's own, unless the environment names proxies. */
PlimsollProxies *plimsoll_proxies_new (void);
void plimsoll_proxies_set_environment (PlimsollProxies *self, const char *const *environment);

/* (transfer full) (nullable): what the last lookup found, without user and password; NULL for none.
 */
char *plimsoll_proxies_dup_last (PlimsollProxies *self);

G_END_DECLS
