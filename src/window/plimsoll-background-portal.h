/* plimsoll-background-portal.h - asks the desktop to start a sandboxed program at login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks org.freedesktop.portal.Background to start `commandline` at login, or no longer to. Takes as
 * long as the person thinks about it, and cannot be called off: a yes that comes late is a yes.
 * `reason` is shown to them. */
void plimsoll_background_portal_request_async (GDBusConnection *connection,
                                               gboolean autostart,
                                               const char *reason,
                                               const char *const *commandline,
                                               GAsyncReadyCallback callback,
                                               gpointer user_data);

/* TRUE when it is now as it was wished. Else the error is one for people: G_IO_ERROR_NOT_SUPPORTED
 * without a portal, G_IO_ERROR_PERMISSION_DENIED when person or desktop said no. */
gboolean plimsoll_background_portal_request_finish (GAsyncResult *result, GError **error);

G_END_DECLS
