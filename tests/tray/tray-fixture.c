/* tray-fixture.c - a tray item to click on, for tests against real desktops.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows one fixed state in one colour and writes a line for everything a person does with it. Ends
 * when Quit is chosen or the bus goes away. */

#include "plimsoll-tray.h"

#include <stdio.h>
#include <stdlib.h>

/* What a host may have asked for: it draws one of them, or the next larger one scaled down. */
static const int SIZES[] = { 16, 22, 24, 32, 48, 64 };
#define DEFAULT_COLOUR "e03030"

typedef struct
{
  GMainLoop *loop; /* (owned) */
  PlimsollTray *tray; /* (owned) */
  guint32 colour; /* A R G B */
  guint n_refreshes;
} Fixture;

/* (transfer floating) */
static GVariant *
new_icon (guint32 colour)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(iiay)"));
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      gsize n = (gsize) SIZES[i] * (gsize) SIZES[i];
      g_autofree guint32 *pixels = g_new (guint32, n);

      for (gsize j = 0; j < n; j++)
        pixels[j] = GUINT32_TO_BE (colour);
      g_variant_builder_add (
          &builder, "(ii@ay)", SIZES[i], SIZES[i],
          g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, pixels, n * sizeof *pixels, 1));
    }

  return g_variant_builder_end (&builder);
}

static void
show (Fixture *self)
{
  g_autofree char *refresh = g_strdup_printf ("Refresh now (%u)", self->n_refreshes);
  const PlimsollTrayRow rows[] = {
    { "limit:session", "Session 42 % · resets 14:10", FALSE, TRUE },
    { "limit:week", "Week 17 % · resets Mon", FALSE, TRUE },
    { "separator:1", NULL, FALSE, FALSE },
    { "open", "Open Plimsoll", TRUE, TRUE },
    { "refresh", refresh, TRUE, TRUE },
    { "quit", "Quit", TRUE, TRUE },
  };
  const PlimsollTrayState state = {
    .icon = new_icon (self->colour),
    .title = "Claude: session 42 %, week 17 %",
    .tooltip = "Session 42 % · resets 14:10\nWeek 17 % · resets Mon",
    .label = "",
    .label_guide = "",
    .rows = rows,
    .n_rows = G_N_ELEMENTS (rows),
  };

  plimsoll_tray_set_state (self->tray, &state);
}

static void
on_activate (const char *token, int x, int y, gpointer data)
{
  g_print ("activate %s %d %d\n", token != NULL ? "with-token" : "without-token", x, y);
}

static void
on_secondary (gpointer data)
{
  g_print ("secondary\n");
}

static void
on_scroll (int direction, gpointer data)
{
  g_print ("scroll %d\n", direction);
}

static void
on_chosen (const char *key, const char *token, gpointer data)
{
  Fixture *self = data;

  g_print ("chosen %s\n", key);
  if (g_str_equal (key, "quit"))
    g_main_loop_quit (self->loop);
  self->n_refreshes += g_str_equal (key, "refresh") ? 1 : 0;
  show (self);
}

static void
on_presence_changed (PlimsollTrayPresence presence, gpointer data)
{
  g_print (presence == PLIMSOLL_TRAY_SHOWN ? "shown\n" : "no host\n");
}

static void
on_bus_closed_cb (GDBusConnection *connection, gboolean is_by_them, GError *error, gpointer data)
{
  g_main_loop_quit (((Fixture *) data)->loop);
}

int
main (int argc, char *argv[])
{
  static const PlimsollTrayCallbacks CALLBACKS = { on_activate, on_secondary, on_scroll, on_chosen,
                                                   on_presence_changed };
  const char *colour = argc > 1 ? argv[1] : DEFAULT_COLOUR;
  Fixture self = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (connection == NULL)
    {
      g_printerr ("There is no bus to show anything on: %s\n", error->message);
      return EXIT_FAILURE;
    }

  /* Who reads along in a pipe wants each line at once. */
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_dbus_connection_set_exit_on_close (connection, FALSE);
  self.colour = 0xff000000u | (guint32) g_ascii_strtoull (colour, NULL, 16);
  self.loop = g_main_loop_new (NULL, FALSE);
  self.tray = plimsoll_tray_new (connection, &CALLBACKS, &self);
  g_signal_connect (connection, "closed", G_CALLBACK (on_bus_closed_cb), &self);
  show (&self);
  g_main_loop_run (self.loop);

  g_clear_object (&self.tray);
  g_main_loop_unref (self.loop);

  return EXIT_SUCCESS;
}
