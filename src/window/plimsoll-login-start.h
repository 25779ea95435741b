/* plimsoll-login-start.h - starting with the session, by the way that is open here.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_LOGIN_START (plimsoll_login_start_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLoginStart, plimsoll_login_start, PLIMSOLL, LOGIN_START, GObject)

/* `flatpak_info` is the file that is there inside a sandbox and nowhere else, "/.flatpak-info";
 * `folder` the person's configuration folder, `program` the service's path. `connection` (nullable)
 * is the session bus. */
PlimsollLoginStart *plimsoll_login_start_new (const char *flatpak_info,
                                              const char *folder,
                                              const char *program,
                                              GSettings *settings,
                                              GDBusConnection *connection);

/* Whether the service starts with the session, as far as can be known from here. */
gboolean plimsoll_login_start_is_on (PlimsollLoginStart *self);

/* In a sandbox the desktop may ask the person first. */
void plimsoll_login_start_set_async (PlimsollLoginStart *self,
                                     gboolean is_on,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);

/* FALSE when nothing changed; the error is one for people. */
gboolean
plimsoll_login_start_set_finish (PlimsollLoginStart *self, GAsyncResult *result, GError **error);

G_END_DECLS
