/* mock-service.h - a service that says whatever a test makes it say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A private bus, and on it, when it is started, an object with the service's name and interface but
 * none of its manners. DBUS_SESSION_BUS_ADDRESS names the bus from then on. */
typedef struct _MockService MockService;

MockService *mock_service_new (void);
void mock_service_free (MockService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockService, mock_service_free)

/* (transfer full): a connection of one's own to the bus. */
GDBusConnection *mock_service_connect (MockService *self);

/* Takes the name, and gives it up. */
void mock_service_start (MockService *self);
void mock_service_stop (MockService *self);

/* `accounts` in the text form of a GVariant of type a(ua{sv}). */
void mock_service_say (MockService *self, const char *accounts);
/* The same for a floating or full variant. */
void mock_service_say_value (MockService *self, GVariant *accounts);

/* The verdict of each Refresh from now on; `retry_at` in seconds since 1970, or 0. */
void mock_service_set_verdict (MockService *self, const char *verdict, gint64 retry_at);

/* How often Refresh, DeleteHistory and TestNotification were called together. */
guint mock_service_get_n_calls (MockService *self);
/* The last of them, with the account for Refresh: "Refresh claude:default". */
const char *mock_service_get_last_call (MockService *self);

/* Turns the main loop until `is_true` says so; a test that waits for ever is ended by Meson. */
void mock_wait (gboolean (*is_true) (gpointer), gpointer user_data);
/* Turns it for a while, to see that something does not happen. */
void mock_wait_ms (guint milliseconds);

G_END_DECLS
