/* plimsoll-tray-ayatana.c - the item in the desktop's tray, by libayatana-appindicator3.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For a build with `-Dtray=ayatana`. The library speaks to the desktop; what it cannot do is not
 * done: no tooltip, no left click (hosts open the menu instead) and no activation token, and the
 * picture is a file. It needs GTK 3 and a display; without one nobody shows anything. */

#include "plimsoll-tray.h"

#include <gtk/gtk.h>
#include <libayatana-appindicator/app-indicator.h>

#include "plimsoll-ayatana-icons.h"
#include "plimsoll-ayatana-menu.h"
#include "plimsoll-config.h"
#include "plimsoll-paths.h"
#include "plimsoll-tray-rows.h"

struct _PlimsollTray
{
  GObject parent_instance;

  PlimsollTrayCallbacks callbacks;
  gpointer user_data;
  gboolean has_display;

  AppIndicator *indicator; /* (owned) (nullable): from the first state on, as the other two */
  PlimsollAyatanaMenu *menu; /* (owned) (nullable) */
  PlimsollAyatanaIcons *icons; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PlimsollTray, plimsoll_tray, G_TYPE_OBJECT)

static void
plimsoll_tray_dispose (GObject *object)
{
  PlimsollTray *self = PLIMSOLL_TRAY (object);

  if (self->indicator != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->indicator, self);
      /* The library forgets to take the item from the bus before it is gone. */
      app_indicator_set_status (self->indicator, APP_INDICATOR_STATUS_PASSIVE);
    }
  g_clear_object (&self->indicator);
  g_clear_pointer (&self->menu, plimsoll_ayatana_menu_free);
  g_clear_pointer (&self->icons, plimsoll_ayatana_icons_free);

  G_OBJECT_CLASS (plimsoll_tray_parent_class)->dispose (object);
}

static void
plimsoll_tray_class_init (PlimsollTrayClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_tray_dispose;
}

static void
plimsoll_tray_init (PlimsollTray *self)
{
}

static void
on_chosen_cb (const char *key, gpointer data)
{
  PlimsollTray *self = data;

  self->callbacks.chosen (key, NULL, self->user_data);
}

static void
on_connection_changed_cb (PlimsollTray *self)
{
  self->callbacks.presence_changed (plimsoll_tray_get_presence (self), self->user_data);
}

static void
on_scroll_cb (PlimsollTray *self, int delta)
{
  if (delta != 0)
    self->callbacks.scroll (delta > 0 ? 1 : -1, self->user_data);
}

static void
open_up (PlimsollTray *self)
{
  g_autofree char *runtime = plimsoll_paths_dup_runtime_dir ();
  g_autofree char *folder = g_build_filename (runtime, "tray-icons", NULL);

  self->icons = plimsoll_ayatana_icons_new (folder);
  self->menu = plimsoll_ayatana_menu_new (on_chosen_cb, self);
  /* Its own function for this is deprecated on Debian 13, in favour of no other. */
  self->indicator = g_object_new (APP_INDICATOR_TYPE, "id", PLIMSOLL_APP_ID, "icon-name", "",
                                  "category", "ApplicationStatus", NULL);
  g_signal_connect_swapped (self->indicator, APP_INDICATOR_SIGNAL_CONNECTION_CHANGED,
                            G_CALLBACK (on_connection_changed_cb), self);
  g_signal_connect_swapped (self->indicator, APP_INDICATOR_SIGNAL_SCROLL_EVENT,
                            G_CALLBACK (on_scroll_cb), self);
}

static void
show_icon (PlimsollTray *self, const PlimsollTrayState *state)
{
  g_autoptr (GError) error = NULL;
  const char *path = plimsoll_ayatana_icons_put (self->icons, state->icon, &error);

  if (path == NULL)
    {
      g_debug ("The tray icon cannot be painted: %s", error->message);
      return;
    }

  /* One that is set again is not told again. */
  app_indicator_set_icon_full (self->indicator, path, state->title);
  app_indicator_set_attention_icon_full (self->indicator, path, state->title);
}

static void
show_texts (PlimsollTray *self, const PlimsollTrayState *state)
{
  const char *label = state->label[0] != '\0' ? state->label : NULL;

  if (g_strcmp0 (app_indicator_get_title (self->indicator), state->title) != 0)
    app_indicator_set_title (self->indicator, state->title);
  if (g_strcmp0 (app_indicator_get_label (self->indicator), label) != 0)
    app_indicator_set_label (self->indicator, label, label != NULL ? state->label_guide : NULL);
}

PlimsollTray *
plimsoll_tray_new (GDBusConnection *connection,
                   const PlimsollTrayCallbacks *callbacks,
                   gpointer user_data)
{
  PlimsollTray *self = g_object_new (PLIMSOLL_TYPE_TRAY, NULL);

  self->callbacks = *callbacks;
  self->user_data = user_data;
  /* Nothing of ours is ever seen, so nothing is to be read aloud: that would cost a second bus.
   * Whatever other thread there is by now reads no environment. */
  g_setenv ("NO_AT_BRIDGE", "1", TRUE);
  self->has_display = gtk_init_check (NULL, NULL);
  return self;
}

void
plimsoll_tray_set_state (PlimsollTray *self, const PlimsollTrayState *state)
{
  gboolean is_first = self->indicator == NULL;

  if (!self->has_display)
    return;
  if (is_first)
    open_up (self);

  plimsoll_ayatana_menu_set_rows (self->menu, state->rows, state->n_rows);
  show_icon (self, state);
  show_texts (self, state);
  app_indicator_set_status (self->indicator, state->wants_attention ? APP_INDICATOR_STATUS_ATTENTION
                                                                    : APP_INDICATOR_STATUS_ACTIVE);
  if (is_first)
    app_indicator_set_menu (self->indicator, plimsoll_ayatana_menu_get_widget (self->menu));
  /* A middle click is worth what this row is. */
  app_indicator_set_secondary_activate_target (
      self->indicator, plimsoll_ayatana_menu_get_item (self->menu, PLIMSOLL_TRAY_KEY_REFRESH));
}

PlimsollTrayPresence
plimsoll_tray_get_presence (PlimsollTray *self)
{
  gboolean is_connected = FALSE;

  if (!self->has_display)
    return PLIMSOLL_TRAY_NO_HOST;
  if (self->indicator == NULL)
    return PLIMSOLL_TRAY_UNKNOWN;

  g_object_get (self->indicator, "connected", &is_connected, NULL);
  return is_connected ? PLIMSOLL_TRAY_SHOWN : PLIMSOLL_TRAY_NO_HOST;
}
