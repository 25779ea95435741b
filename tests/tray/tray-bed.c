/* tray-bed.c - a tray on a bus of its own, with somebody to look at it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tray, host and watcher are three connections in one process and one main loop, so that a test
 * can say exactly what had arrived when. */

#include "tray-bed.h"

#include <string.h>

static void
drop_if_wanted (TrayBed *self)
{
  if (self->drops_tray)
    g_clear_object (&self->tray);
}

static void
on_activate (const char *token, int x, int y, gpointer data)
{
  TrayBed *self = data;

  g_string_append_printf (self->log, "activate %s %d %d\n", token != NULL ? token : "-", x, y);
  drop_if_wanted (self);
}

static void
on_secondary (gpointer data)
{
  TrayBed *self = data;

  g_string_append (self->log, "secondary\n");
  drop_if_wanted (self);
}

static void
on_scroll (int direction, gpointer data)
{
  TrayBed *self = data;

  g_string_append_printf (self->log, "scroll %d\n", direction);
  drop_if_wanted (self);
}

static void
on_chosen (const char *key, const char *token, gpointer data)
{
  TrayBed *self = data;

  g_string_append_printf (self->log, "chosen %s %s\n", key, token != NULL ? token : "-");
  drop_if_wanted (self);
}

static void
on_presence_changed (PlimsollTrayPresence presence, gpointer data)
{
  TrayBed *self = data;

  g_string_append_printf (self->log, "%s\n", presence == PLIMSOLL_TRAY_SHOWN ? "shown" : "no host");
  drop_if_wanted (self);
}

static void
on_signal_cb (GDBusConnection *connection,
              const char *sender,
              const char *path,
              const char *interface,
              const char *signal,
              GVariant *arguments,
              gpointer data)
{
  TrayBed *self = data;
  g_autofree char *text = g_variant_print (arguments, FALSE);

  g_ptr_array_add (self->signals, g_strconcat (signal, text, NULL));
}

TrayBed *
tray_bed_new (void)
{
  static const PlimsollTrayCallbacks CALLBACKS = { on_activate, on_secondary, on_scroll, on_chosen,
                                                   on_presence_changed };
  TrayBed *self = g_new0 (TrayBed, 1);

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->ours = mock_watcher_connect (g_test_dbus_get_bus_address (self->bus));
  self->host = mock_watcher_connect (g_test_dbus_get_bus_address (self->bus));
  self->watcher = mock_watcher_new (g_test_dbus_get_bus_address (self->bus));
  self->log = g_string_new (NULL);
  self->signals = g_ptr_array_new_with_free_func (g_free);
  self->tray = plimsoll_tray_new (self->ours, &CALLBACKS, self);
  g_dbus_connection_signal_subscribe (self->host, g_dbus_connection_get_unique_name (self->ours),
                                      NULL, NULL, NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                      on_signal_cb, self, NULL);

  return self;
}

void
tray_bed_free (TrayBed *self)
{
  g_clear_object (&self->tray);
  mock_watcher_free (self->watcher);
  g_dbus_connection_close_sync (self->host, NULL, NULL);
  g_dbus_connection_close_sync (self->ours, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_object_unref (self->host);
  g_object_unref (self->ours);
  g_test_dbus_down (self->bus);
  g_object_unref (self->bus);
  g_string_free (self->log, TRUE);
  g_ptr_array_unref (self->signals);
  g_free (self);
}

PlimsollTrayState
tray_bed_state (void)
{
  static const PlimsollTrayRow ROWS[] = {
    { "limit:session", "Session 42 % · resets 14:10", FALSE, TRUE },
    { "limit:week", "Week of model_x 17 %", FALSE, TRUE },
    { "separator:1", NULL, FALSE, FALSE },
    { "open", "Open Plimsoll", TRUE, TRUE },
    { "refresh", "Rate limited until 14:05", TRUE, FALSE },
  };
  const PlimsollTrayState state = {
    .title = "Claude: session 42 %, week 17 %",
    .tooltip = "Session 42 %\nWeek 17 %",
    .label = "42 %",
    .label_guide = "100 %",
    .rows = ROWS,
    .n_rows = G_N_ELEMENTS (ROWS),
  };

  return state;
}

GVariant *
tray_bed_icon (int size, guint32 argb)
{
  gsize n = (gsize) size * (gsize) size;
  g_autofree guint32 *pixels = g_new (guint32, n);
  GVariantBuilder builder;

  for (gsize i = 0; i < n; i++)
    pixels[i] = GUINT32_TO_BE (argb);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(iiay)"));
  g_variant_builder_add (
      &builder, "(ii@ay)", size, size,
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, pixels, n * sizeof *pixels, 1));

  return g_variant_builder_end (&builder);
}

static void
on_called_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **place = data;

  *place = g_object_ref (result);
}

/* (transfer full) (nullable): asks on `connection` while the main loop runs. */
static GVariant *
call_to (TrayBed *self,
         const char *destination,
         const char *path,
         const char *interface,
         const char *method,
         GVariant *arguments,
         GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (self->host, destination, path, interface, method, arguments, NULL,
                          G_DBUS_CALL_FLAGS_NONE, 10 * 1000, NULL, on_called_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_dbus_connection_call_finish (self->host, result, error);
}

static void
ping (TrayBed *self, GDBusConnection *connection)
{
  g_autoptr (GVariant) answer = call_to (self, g_dbus_connection_get_unique_name (connection), "/",
                                         "org.freedesktop.DBus.Peer", "Ping", NULL, NULL);

  g_assert_nonnull (answer);
}

/* Three rounds of: let the loop run dry, then wait until the bus has passed on what was sent. Each
 * takes what the one before set off: a registration, its answer, and what is asked then. */
void
tray_bed_settle (TrayBed *self)
{
  for (int round = 0; round < 3; round++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        continue;
      if (self->watcher->connection != NULL)
        ping (self, self->watcher->connection);
      ping (self, self->ours);
    }
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

void
tray_bed_show (TrayBed *self, const PlimsollTrayState *state)
{
  plimsoll_tray_set_state (self->tray, state);
  tray_bed_settle (self);
}

GVariant *
tray_bed_call (TrayBed *self,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *arguments,
               GError **error)
{
  return call_to (self, g_dbus_connection_get_unique_name (self->ours), path, interface, method,
                  arguments, error);
}

GVariant *
tray_bed_menu (TrayBed *self, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = tray_bed_call (self, MENU_PATH, MENU_INTERFACE, method, arguments, &error);

  g_assert_no_error (error);

  return answer;
}

void
tray_bed_item (TrayBed *self, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      tray_bed_call (self, ITEM_PATH, ITEM_INTERFACE, method, arguments, &error);

  g_assert_no_error (error);
  g_assert_nonnull (answer);
}

void
tray_bed_refused (TrayBed *self, const char *path, const char *method, GVariant *arguments)
{
  const char *interface = g_str_equal (path, MENU_PATH) ? MENU_INTERFACE : ITEM_INTERFACE;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = tray_bed_call (self, path, interface, method, arguments, &error);

  g_assert_null (answer);
  g_assert_true (g_dbus_error_is_remote_error (error));
  g_assert_false (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NO_REPLY));
}

GVariant *
tray_bed_get (TrayBed *self, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      tray_bed_call (self, ITEM_PATH, "org.freedesktop.DBus.Properties", "Get",
                     g_variant_new ("(ss)", ITEM_INTERFACE, name), &error);
  GVariant *value = NULL;

  g_assert_no_error (error);
  g_variant_get (answer, "(v)", &value);

  return value;
}

char *
tray_bed_take_signals (TrayBed *self)
{
  char *joined = NULL;

  tray_bed_settle (self);
  g_ptr_array_add (self->signals, NULL);
  joined = g_strjoinv (" ", (char **) self->signals->pdata);
  g_ptr_array_set_size (self->signals, 0);

  return joined;
}
