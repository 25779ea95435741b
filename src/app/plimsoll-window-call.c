/* plimsoll-window-call.c - asks for the window, which is a program of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speaks org.freedesktop.Application, which every desktop program with D-Bus activation
 * understands; so the window needs no interface of its own for this, and a launcher can do the
 * same. */

#include "plimsoll-window-call.h"

#include "plimsoll-config.h"

#define WINDOW_PATH "/io/github/plimsoll/Plimsoll"
#define INTERFACE "org.freedesktop.Application"

/* A window comes up within a fifth of a second; longer means that something hangs. */
#define PATIENCE_MS 5000

static GVariant *
make_platform_data (const char *token)
{
  GVariantBuilder data;

  g_variant_builder_init (&data, G_VARIANT_TYPE_VARDICT);
  if (token != NULL && *token != '\0')
    {
      /* The old name for X11 and older toolkits, the new one for Wayland. */
      g_variant_builder_add (&data, "{sv}", "desktop-startup-id", g_variant_new_string (token));
      g_variant_builder_add (&data, "{sv}", "activation-token", g_variant_new_string (token));
    }

  return g_variant_builder_end (&data);
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply == NULL)
    g_debug ("The window did not come: %s", error->message);
}

void
plimsoll_window_call (GDBusConnection *connection, PlimsollWindowWish wish, const char *token)
{
  GVariant *data = make_platform_data (token);
  const char *action = wish == PLIMSOLL_WINDOW_TOGGLE ? "toggle" : "preferences";
  GVariant *arguments = NULL;

  if (wish == PLIMSOLL_WINDOW_SHOW)
    arguments = g_variant_new ("(@a{sv})", data);
  else
    arguments = g_variant_new ("(s@av@a{sv})", action,
                               g_variant_new_array (G_VARIANT_TYPE_VARIANT, NULL, 0), data);

  g_dbus_connection_call (connection, PLIMSOLL_APP_ID, WINDOW_PATH, INTERFACE,
                          wish == PLIMSOLL_WINDOW_SHOW ? "Activate" : "ActivateAction", arguments,
                          NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_called_cb, NULL);
}

gboolean
plimsoll_window_call_wait (GDBusConnection *connection, const char *token, GError **error)
{
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_sync (connection, PLIMSOLL_APP_ID, WINDOW_PATH, INTERFACE, "Activate",
                                   g_variant_new ("(@a{sv})", make_platform_data (token)), NULL,
                                   G_DBUS_CALL_FLAGS_NONE, PATIENCE_MS, NULL, error);

  return reply != NULL;
}
