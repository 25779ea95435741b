/* plimsoll-notification-route.c - to whom notifications are told from here.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program in a sandbox may not speak to the notification daemon; libnotify takes the desktop
 * portal there, and takes it in the middle of a blocking call. Whoever wants to know beforehand
 * whether there is somebody awake has to ask the same one: this unit knows whom, what, and what the
 * answer means. It keeps nothing and waits for nothing. */

#include "plimsoll-notification-route.h"

typedef struct
{
  const char *name;
  const char *path;
  const char *interface;
  const char *method;
} Address;

/* The portal lists nothing that it can do; that it has a version says that it is there. */
static const Address addresses[] = {
  [PLIMSOLL_NOTIFICATION_ROUTE_DAEMON] = { "org.freedesktop.Notifications",
                                           "/org/freedesktop/Notifications",
                                           "org.freedesktop.Notifications", "GetCapabilities" },
  [PLIMSOLL_NOTIFICATION_ROUTE_PORTAL] = { "org.freedesktop.portal.Desktop",
                                           "/org/freedesktop/portal/desktop",
                                           "org.freedesktop.DBus.Properties", "Get" },
};

/* What every portal can do: version 1 has buttons, and its text is plain. */
static const PlimsollNotificationServer portal = { .has_actions = TRUE, .has_body_markup = FALSE };

PlimsollNotificationRoute
plimsoll_notification_route_find (void)
{
  gboolean is_sandboxed = g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS);

  /* libnotify's own two variables, with which it is told otherwise. */
  if (g_getenv ("NOTIFY_IGNORE_PORTAL") != NULL)
    is_sandboxed = FALSE;
  else if (g_getenv ("NOTIFY_FORCE_PORTAL") != NULL)
    is_sandboxed = TRUE;

  return is_sandboxed ? PLIMSOLL_NOTIFICATION_ROUTE_PORTAL : PLIMSOLL_NOTIFICATION_ROUTE_DAEMON;
}

const char *
plimsoll_notification_route_get_name (PlimsollNotificationRoute self)
{
  return addresses[self].name;
}

void
plimsoll_notification_route_ask (PlimsollNotificationRoute self,
                                 GDBusConnection *bus,
                                 GDBusCallFlags flags,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  const Address *address = &addresses[self];
  GVariant *arguments = NULL;

  if (self == PLIMSOLL_NOTIFICATION_ROUTE_PORTAL)
    arguments = g_variant_new ("(ss)", "org.freedesktop.portal.Notification", "version");

  g_dbus_connection_call (bus, address->name, address->path, address->interface, address->method,
                          arguments, NULL, flags, G_MAXINT, cancellable, callback, user_data);
}

gboolean
plimsoll_notification_route_ask_finish (GDBusConnection *bus,
                                        GAsyncResult *result,
                                        PlimsollNotificationServer *server,
                                        GError **error)
{
  g_autoptr (GVariant) reply = g_dbus_connection_call_finish (bus, result, error);
  g_autofree const char **capabilities = NULL;

  if (reply == NULL)
    return FALSE;

  if (g_variant_is_of_type (reply, G_VARIANT_TYPE ("(v)")))
    {
      *server = portal;
      return TRUE;
    }

  if (!g_variant_is_of_type (reply, G_VARIANT_TYPE ("(as)")))
    {
      g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_SIGNATURE,
                           "what can be told was answered with something else");
      return FALSE;
    }

  g_variant_get (reply, "(^a&s)", &capabilities);
  *server = plimsoll_notification_read_server (capabilities);
  return TRUE;
}
