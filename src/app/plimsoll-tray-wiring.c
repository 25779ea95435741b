/* plimsoll-tray-wiring.c - meters to the tray, and what a person does there to the service.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gathers changes of meters and preferences until the main loop is idle, makes one view of them,
 * and hands it to the tray, which tells the desktop only what differs. Between changes of the
 * meters one timer on the wall clock waits for the moment at which time alone changes what is to be
 * said. */

#include "plimsoll-tray-wiring.h"

#include "plimsoll-meter.h"
#include "plimsoll-tray-icon.h"
#include "plimsoll-tray-view.h"
#include "plimsoll-wall-timer.h"
#include "plimsoll-window-call.h"

struct _PlimsollTrayWiring
{
  PlimsollTrayWiringSetup setup; /* its objects are (owned) */
  PlimsollTray *tray; /* (owned) (nullable): NULL while the preference is off */
  PlimsollTrayIconCache *icons; /* (owned) */
  PlimsollWallTimer *timer; /* (owned) (nullable) */
  GPtrArray *watched; /* (owned) (element-type PlimsollMeter): those with our handler */
  int scroll;
  guint update_id; /* idle source; 0 when nothing changed */
};

static void
update (PlimsollTrayWiring *self)
{
  PlimsollPreferences *preferences = self->setup.preferences;
  const PlimsollTraySettings settings = {
    .style = (PlimsollTrayStyle) plimsoll_preferences_get_tray_style (preferences),
    .limit = (PlimsollTrayLimit) plimsoll_preferences_get_tray_limit (preferences),
    .colors = (PlimsollTrayColors) plimsoll_preferences_get_tray_colors (preferences),
    .has_label = plimsoll_preferences_get_tray_label (preferences),
    .shows_left = plimsoll_preferences_get_show_left (preferences),
    .scroll = self->scroll,
  };
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->setup.clock);
  g_autoptr (PlimsollTrayView) view = NULL;
  g_autoptr (GDateTime) system_change = NULL;
  GDateTime *change = NULL;
  PlimsollTrayState state = { 0 };

  if (self->tray == NULL)
    return;

  view = plimsoll_tray_view_new (self->setup.meters, &settings, now, NULL);
  plimsoll_tray_view_fill_state (
      view, plimsoll_tray_icon_cache_get (self->icons, plimsoll_tray_view_get_face (view)), &state);
  plimsoll_tray_set_state (self->tray, &state);

  change = plimsoll_tray_view_get_next_change (view);
  if (change != NULL)
    system_change = plimsoll_clock_to_system (self->setup.clock, change);
  if (self->timer != NULL)
    plimsoll_wall_timer_set (self->timer, system_change);
}

static gboolean
on_update_idle_cb (gpointer user_data)
{
  PlimsollTrayWiring *self = user_data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_soon (PlimsollTrayWiring *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (on_update_idle_cb, self);
}

/* What a person does */

static void
on_activate (const char *token, int x, int y, gpointer user_data)
{
  PlimsollTrayWiring *self = user_data;

  plimsoll_window_call (self->setup.connection, PLIMSOLL_WINDOW_TOGGLE, token);
}

static void
on_secondary (gpointer user_data)
{
  PlimsollTrayWiring *self = user_data;

  self->setup.refresh (self->setup.user_data);
}

static void
on_scroll (int direction, gpointer user_data)
{
  PlimsollTrayWiring *self = user_data;

  self->scroll += direction;
  update_soon (self);
}

static void
on_chosen (const char *key, const char *token, gpointer user_data)
{
  PlimsollTrayWiring *self = user_data;

  if (g_str_equal (key, "open"))
    plimsoll_window_call (self->setup.connection, PLIMSOLL_WINDOW_SHOW, token);
  else if (g_str_equal (key, "settings"))
    plimsoll_window_call (self->setup.connection, PLIMSOLL_WINDOW_PREFERENCES, token);
  else if (g_str_equal (key, "refresh"))
    self->setup.refresh (self->setup.user_data);
  else if (g_str_equal (key, "quit"))
    self->setup.quit (self->setup.user_data);
}

static void
on_presence_changed (PlimsollTrayPresence presence, gpointer user_data)
{
  if (presence == PLIMSOLL_TRAY_NO_HOST)
    g_debug ("Nobody shows tray items here.");
}

/* What changes */

static void
forget_meters (PlimsollTrayWiring *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
on_meters_changed_cb (PlimsollTrayWiring *self)
{
  guint n_meters = g_list_model_get_n_items (self->setup.meters);

  forget_meters (self);
  for (guint i = 0; i < n_meters; i++)
    {
      PlimsollMeter *meter = g_list_model_get_item (self->setup.meters, i);

      g_signal_connect_swapped (meter, "notify", G_CALLBACK (update_soon), self);
      g_ptr_array_add (self->watched, meter);
    }
  update_soon (self);
}

static void
show_or_hide (PlimsollTrayWiring *self)
{
  static const PlimsollTrayCallbacks callbacks = {
    .activate = on_activate,
    .secondary = on_secondary,
    .scroll = on_scroll,
    .chosen = on_chosen,
    .presence_changed = on_presence_changed,
  };
  gboolean is_wanted = plimsoll_preferences_get_tray (self->setup.preferences);

  if (is_wanted && self->tray == NULL)
    self->tray = plimsoll_tray_new (self->setup.connection, &callbacks, self);
  else if (!is_wanted)
    g_clear_object (&self->tray);
}

static void
on_preference_changed_cb (PlimsollTrayWiring *self, const char *key)
{
  if (!g_str_has_prefix (key, "tray") && !g_str_equal (key, "show-left"))
    return;

  show_or_hide (self);
  update_soon (self);
}

PlimsollTrayWiring *
plimsoll_tray_wiring_new (const PlimsollTrayWiringSetup *setup)
{
  PlimsollTrayWiring *self = g_new0 (PlimsollTrayWiring, 1);

  self->setup = *setup;
  g_object_ref (self->setup.connection);
  g_object_ref (self->setup.meters);
  g_object_ref (self->setup.preferences);
  g_object_ref (self->setup.clock);
  self->icons = plimsoll_tray_icon_cache_new ();
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  /* Without a timer the view is only as young as the last poll, which will do. */
  self->timer = plimsoll_wall_timer_new (NULL);
  if (self->timer != NULL)
    {
      g_signal_connect_swapped (self->timer, "due", G_CALLBACK (update_soon), self);
      g_signal_connect_swapped (self->timer, "clock-changed", G_CALLBACK (update_soon), self);
    }

  g_signal_connect_swapped (setup->meters, "items-changed", G_CALLBACK (on_meters_changed_cb),
                            self);
  g_signal_connect_swapped (setup->preferences, "changed", G_CALLBACK (on_preference_changed_cb),
                            self);
  show_or_hide (self);
  on_meters_changed_cb (self);
  return self;
}

void
plimsoll_tray_wiring_free (PlimsollTrayWiring *self)
{
  g_clear_handle_id (&self->update_id, g_source_remove);
  forget_meters (self);
  g_ptr_array_unref (self->watched);
  g_signal_handlers_disconnect_by_data (self->setup.meters, self);
  g_signal_handlers_disconnect_by_data (self->setup.preferences, self);
  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->timer);
  g_clear_object (&self->tray);
  plimsoll_tray_icon_cache_free (self->icons);
  g_object_unref (self->setup.connection);
  g_object_unref (self->setup.meters);
  g_object_unref (self->setup.preferences);
  g_object_unref (self->setup.clock);
  g_free (self);
}

const char *
plimsoll_tray_wiring_get_state (PlimsollTrayWiring *self)
{
  if (self->tray == NULL)
    return "off";

  switch (plimsoll_tray_get_presence (self->tray))
    {
    case PLIMSOLL_TRAY_SHOWN:
      return "shown";
    case PLIMSOLL_TRAY_NOT_BUILT:
      return "not-built";
    case PLIMSOLL_TRAY_UNKNOWN:
    case PLIMSOLL_TRAY_NO_HOST:
    default:
      return "no-host";
    }
}
