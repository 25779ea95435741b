/* test-card-list.c - what a person chose for all cards is on all cards, at once.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real settings, real cards; the meters stand still. */

#include "plimsoll-card-list.h"

#include <glib/gstdio.h>

#include "plimsoll-card.h"
#include "plimsoll-gauge.h"
#include "plimsoll-settings.h"
#include "window-scenes.h"
#include "window-stage.h"

#define WIDTH 380

typedef struct
{
  PlimsollClock *clock; /* (owned) */
  GListStore *meters; /* (owned) */
  GSettings *settings; /* (owned) */
  GtkWidget *list;
  GtkWidget *window;
} World;

static void
add_meter (World *world, const char *scene, const char *id)
{
  g_autoptr (PlimsollMeter) meter = window_meter_new (window_scene_find (scene), id, id);

  g_list_store_append (world->meters, meter);
}

static void
reset (GSettings *settings)
{
  static const char *const keys[] = { "thresholds", "alerts", "show-left" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    g_settings_reset (settings, keys[i]);
}

static void
set_up (World *world, gconstpointer data)
{
  world->clock = window_clock_new ();
  world->meters = g_list_store_new (PLIMSOLL_TYPE_METER);
  world->settings = plimsoll_settings_new ();
  reset (world->settings);
  add_meter (world, "fresh", "claude:default");
  add_meter (world, "low", "claude:work");
  world->list = g_object_new (PLIMSOLL_TYPE_CARD_LIST, NULL);
  plimsoll_card_list_set_settings (PLIMSOLL_CARD_LIST (world->list), world->settings);
  plimsoll_card_list_set_meters (PLIMSOLL_CARD_LIST (world->list), G_LIST_MODEL (world->meters),
                                 world->clock);
  world->window = window_stage_show (world->list, WIDTH);
}

static void
tear_down (World *world, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  reset (world->settings);
  g_clear_object (&world->settings);
  g_clear_object (&world->meters);
  g_clear_object (&world->clock);
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

/* (transfer full): all of that type that are seen, from top to bottom. */
static GPtrArray *
find_all (World *world, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (world->list, type, found);
  return found;
}

/* TRUE when a label says exactly this. */
static gboolean
says (World *world, const char *text)
{
  g_autoptr (GPtrArray) labels = find_all (world, GTK_TYPE_LABEL);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (gtk_label_get_text (g_ptr_array_index (labels, i)), text))
      return TRUE;

  return FALSE;
}

/* Every gauge of every card has these ticks; "80 95 ". */
static void
assert_ticks (World *world, const char *expected)
{
  g_autoptr (GPtrArray) gauges = find_all (world, PLIMSOLL_TYPE_GAUGE);

  /* Dial and lines of the open card, and the line of the folded one. */
  g_assert_cmpuint (gauges->len, ==, 4);
  for (guint i = 0; i < gauges->len; i++)
    {
      const PlimsollGaugePicture *picture =
          plimsoll_gauge_get_picture (g_ptr_array_index (gauges, i));
      g_autoptr (GString) ticks = g_string_new (NULL);

      for (guint n = 0; n < picture->n_ticks; n++)
        g_string_append_printf (ticks, "%.0f ", picture->ticks[n]);
      g_assert_cmpstr (ticks->str, ==, expected);
    }
}

/* The thresholds of the settings are ticked on the gauges of every card, folded or not, as soon as
 * they are changed, in order; on those of an account that comes later, too. */
static void
test_thresholds (World *world, gconstpointer data)
{
  assert_ticks (world, "80 95 ");
  g_settings_set_value (world->settings, "thresholds", g_variant_new_parsed ("[@u 90, 50, 300]"));
  assert_ticks (world, "50 90 ");

  g_list_store_remove (world->meters, 1);
  add_meter (world, "low", "claude:new");
  window_stage_wait (50);
  assert_ticks (world, "50 90 ");
}

/* Where passing a threshold is not told, nothing is ticked. */
static void
test_no_thresholds (World *world, gconstpointer data)
{
  g_settings_set_value (world->settings, "alerts", g_variant_new_parsed ("['used-up']"));
  assert_ticks (world, "");
  g_settings_reset (world->settings, "alerts");
  assert_ticks (world, "80 95 ");
  g_settings_set_value (world->settings, "thresholds", g_variant_new_parsed ("@au []"));
  assert_ticks (world, "");
}

/* A person who wants to know what is left reads that everywhere, at once: number, word, gauge and
 * ticks; and what is used again when they want that. */
static void
test_shows_left (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) gauges = find_all (world, PLIMSOLL_TYPE_GAUGE);
  const PlimsollGaugePicture *dial = plimsoll_gauge_get_picture (g_ptr_array_index (gauges, 0));

  g_assert_true (says (world, "61 %") && says (world, "used"));
  g_settings_set_boolean (world->settings, "show-left", TRUE);
  g_assert_true (says (world, "39 %") && says (world, "left"));
  g_assert_true (says (world, "78 %"));
  g_assert_false (says (world, "used"));
  g_assert_cmpfloat (dial->used_percent, ==, 39);
  g_assert_cmpfloat_with_epsilon (dial->pace_percent, 42, 0.5);
  assert_ticks (world, "20 5 ");

  g_settings_set_boolean (world->settings, "show-left", FALSE);
  g_assert_true (says (world, "61 %") && says (world, "used"));
  g_assert_cmpfloat (dial->used_percent, ==, 61);
}

static void
write_zone (const char *path, const char *text)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  g_assert_true (g_file_set_contents (fresh, text, -1, NULL));
  g_assert_cmpint (g_rename (fresh, path), ==, 0);
}

/* When the zone changes under the open window, its clock times follow; nobody has to press
 * anything, and no number has to come. */
static void
test_zone (World *world, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-zone-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "localtime", NULL);

  write_zone (path, "UTC");
  plimsoll_card_list_follow_zone (PLIMSOLL_CARD_LIST (world->list), path);
  window_stage_wait (50);
  g_assert_true (says (world, "Resets in 2 h 5 min · 14:10"));

  g_setenv ("TZ", "UTC-5", TRUE);
  window_stage_wait (50);
  g_assert_true (says (world, "Resets in 2 h 5 min · 14:10"));
  write_zone (path, "five hours east of it");
  while (!says (world, "Resets in 2 h 5 min · 19:10"))
    g_main_context_iteration (NULL, TRUE);

  g_setenv ("TZ", "UTC", TRUE);
  g_unlink (path);
  g_rmdir (folder);
}

#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  if (!window_stage_init ())
    g_error ("no display");

  ADD ("/window/card-list/thresholds", test_thresholds);
  ADD ("/window/card-list/no-thresholds", test_no_thresholds);
  ADD ("/window/card-list/shows-left", test_shows_left);
  ADD ("/window/card-list/zone", test_zone);
  return g_test_run ();
}
