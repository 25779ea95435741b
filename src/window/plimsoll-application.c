/* plimsoll-application.c - the window program: one instance, what it can do, when it ends.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing hides: what GTK holds it gives back only at the end of the process, so a window that is
 * opened again within a minute costs nothing, and after that minute the process ends. The
 * activation token of a tray or a launcher comes with each call's platform data; GTK keeps it for
 * the next window that is presented, so presenting is all that is done here. */

#include "plimsoll-application.h"

#include "plimsoll-about.h"
#include "plimsoll-config.h"
#include "plimsoll-main-window.h"
#include "plimsoll-placement.h"
#include "plimsoll-preferences-window.h"
#include "plimsoll-settings.h"
#include "plimsoll-toggle.h"

/* Focus that goes to a window of our own takes a moment to arrive there. */
#define FOCUS_SETTLE_MS 120u
#define NEVER (G_GINT64_CONSTANT (0))

struct _PlimsollApplication
{
  AdwApplication parent_instance;

  PlimsollClock *clock; /* (owned) */
  GSettings *settings; /* (owned) (nullable): NULL when they are not installed */
  PlimsollLiveAccounts *accounts; /* (owned) (nullable): since the first window */
  PlimsollMainWindow *window; /* (unowned) (nullable): GTK's, until it is closed for good */
  char *program; /* (owned) */
  guint linger_ms;
  guint linger_id; /* timeout that ends the program; 0 while something is shown */
  guint focus_id; /* timeout that looks where the focus went; 0 when none */
  gint64 lost_focus_at; /* monotonic time; NEVER */
  gint64 focus_hid_at; /* monotonic time; NEVER */
};

G_DEFINE_FINAL_TYPE (PlimsollApplication, plimsoll_application, ADW_TYPE_APPLICATION)

/* When to end */

/* TRUE for a window of the application and for a dialog that belongs to one: a dialog knows its
 * parent, but not its application. */
static gboolean
is_ours (PlimsollApplication *self, GtkWindow *window)
{
  for (; window != NULL; window = gtk_window_get_transient_for (window))
    if (gtk_window_get_application (window) == GTK_APPLICATION (self))
      return TRUE;

  return FALSE;
}

static gboolean
is_any (PlimsollApplication *self, gboolean (*is_so) (GtkWindow *window))
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n_windows = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n_windows; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (is_ours (self, window) && is_so (window))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_shown (GtkWindow *window)
{
  return gtk_widget_get_visible (GTK_WIDGET (window));
}

static gboolean
on_linger_cb (gpointer user_data)
{
  PlimsollApplication *self = user_data;

  self->linger_id = 0;
  g_application_quit (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

static void
consider_end (PlimsollApplication *self)
{
  g_clear_handle_id (&self->linger_id, g_source_remove);
  if (is_any (self, is_shown))
    return;

  /* Without a bus nobody can ask for the window again. */
  if (!plimsoll_application_has_bus (self))
    g_application_quit (G_APPLICATION (self));
  else
    self->linger_id = g_timeout_add (self->linger_ms, on_linger_cb, self);
}

/* Focus */

static gboolean
on_focus_settled_cb (gpointer user_data)
{
  PlimsollApplication *self = user_data;

  self->focus_id = 0;
  if (self->window != NULL && gtk_widget_get_visible (GTK_WIDGET (self->window))
      && !is_any (self, gtk_window_is_active))
    {
      self->focus_hid_at = self->lost_focus_at;
      gtk_window_close (GTK_WINDOW (self->window));
    }

  return G_SOURCE_REMOVE;
}

static void
on_active_changed_cb (PlimsollApplication *self)
{
  g_clear_handle_id (&self->focus_id, g_source_remove);
  if (gtk_window_is_active (GTK_WINDOW (self->window)))
    return;

  self->lost_focus_at = g_get_monotonic_time ();
  if (self->settings != NULL && g_settings_get_boolean (self->settings, "close-on-focus-loss"))
    self->focus_id = g_timeout_add (FOCUS_SETTLE_MS, on_focus_settled_cb, self);
}

/* Windows */

static void
follow_interval (PlimsollApplication *self)
{
  guint seconds = g_settings_get_uint (self->settings, "interval");

  plimsoll_live_accounts_set_fresh_for (self->accounts, 2 * seconds * G_TIME_SPAN_SECOND);
}

static void
make_accounts (PlimsollApplication *self)
{
  GDBusConnection *connection = g_application_get_dbus_connection (G_APPLICATION (self));

  self->accounts = plimsoll_live_accounts_new (connection, self->clock);
  if (self->settings == NULL)
    return;

  g_signal_connect_object (self->settings, "changed::interval", G_CALLBACK (follow_interval), self,
                           G_CONNECT_SWAPPED);
  follow_interval (self);
}

static void
make_window (PlimsollApplication *self)
{
  self->window = plimsoll_main_window_new (GTK_APPLICATION (self), self->accounts, self->clock,
                                           self->settings);
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (on_active_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "notify::visible", G_CALLBACK (consider_end), self,
                           G_CONNECT_SWAPPED);
}

static void
ensure_window (PlimsollApplication *self)
{
  if (self->accounts == NULL)
    make_accounts (self);
  if (self->window == NULL)
    make_window (self);
  plimsoll_live_accounts_connect (self->accounts);
}

static void
show_window (PlimsollApplication *self)
{
  gboolean was_visible = FALSE;

  ensure_window (self);
  was_visible = gtk_widget_get_visible (GTK_WIDGET (self->window));
  gtk_window_present (GTK_WINDOW (self->window));
  if (!was_visible)
    plimsoll_placement_move (GTK_WINDOW (self->window));
}

/* (nullable): what a dialog belongs to; not to a window that nobody sees. */
static GtkWindow *
get_parent (PlimsollApplication *self)
{
  if (self->window != NULL && gtk_widget_get_visible (GTK_WIDGET (self->window)))
    return GTK_WINDOW (self->window);

  return NULL;
}

/* Actions */

static void
on_toggle_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PlimsollApplication *self = user_data;
  gint64 now = g_get_monotonic_time ();
  PlimsollToggleFacts facts = {
    .since_active = self->lost_focus_at != NEVER ? now - self->lost_focus_at : G_MAXINT64,
    .since_focus_hid = self->focus_hid_at != NEVER ? now - self->focus_hid_at : G_MAXINT64,
  };

  if (self->window != NULL)
    {
      facts.is_visible = gtk_widget_get_visible (GTK_WIDGET (self->window));
      facts.is_active = gtk_window_is_active (GTK_WINDOW (self->window));
    }

  if (plimsoll_toggle_wants_window (&facts))
    show_window (self);
  else if (facts.is_visible)
    gtk_window_close (GTK_WINDOW (self->window));
}

static void
on_refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PlimsollApplication *self = user_data;

  show_window (self);
  plimsoll_main_window_refresh (self->window, "");
}

static void
on_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PlimsollApplication *self = user_data;

  ensure_window (self);
  plimsoll_preferences_window_show (GTK_APPLICATION (self), get_parent (self), self->accounts,
                                    self->settings, self->program);
}

static void
on_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PlimsollApplication *self = user_data;

  show_window (self);
  /* GTK makes the window from gtk/help-overlay.ui. */
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-help-overlay", NULL);
}

static void
on_about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PlimsollApplication *self = user_data;

  show_window (self);
  plimsoll_about_show (GTK_WINDOW (self->window), self->accounts);
}

static void
on_quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_application_quit (G_APPLICATION (user_data));
}

static void
add_actions (PlimsollApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "toggle", .activate = on_toggle_cb },
    { .name = "refresh", .activate = on_refresh_cb },
    { .name = "preferences", .activate = on_preferences_cb },
    { .name = "shortcuts", .activate = on_shortcuts_cb },
    { .name = "about", .activate = on_about_cb },
    { .name = "quit", .activate = on_quit_cb },
  };
  static const struct
  {
    const char *action;
    const char *const accels[3];
  } keys[] = {
    { "app.refresh", { "F5", "<Control>r", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "app.quit", { "<Control>q", NULL } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].accels);
}

static void
plimsoll_application_startup (GApplication *application)
{
  PlimsollApplication *self = PLIMSOLL_APPLICATION (application);

  G_APPLICATION_CLASS (plimsoll_application_parent_class)->startup (application);
  self->settings = plimsoll_settings_new ();
  add_actions (self);
}

static void
plimsoll_application_activate (GApplication *application)
{
  show_window (PLIMSOLL_APPLICATION (application));
}

static void
plimsoll_application_shutdown (GApplication *application)
{
  PlimsollApplication *self = PLIMSOLL_APPLICATION (application);

  if (self->window != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->window, self);
      gtk_window_destroy (GTK_WINDOW (self->window));
    }
  G_APPLICATION_CLASS (plimsoll_application_parent_class)->shutdown (application);
  /* Last: every window that goes asks whether it was the last one. */
  g_clear_handle_id (&self->linger_id, g_source_remove);
  g_clear_handle_id (&self->focus_id, g_source_remove);
}

static void
plimsoll_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  GTK_APPLICATION_CLASS (plimsoll_application_parent_class)->window_removed (application, window);
  consider_end (PLIMSOLL_APPLICATION (application));
}

static void
plimsoll_application_dispose (GObject *object)
{
  PlimsollApplication *self = PLIMSOLL_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->accounts);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->program, g_free);
  G_OBJECT_CLASS (plimsoll_application_parent_class)->dispose (object);
}

static void
plimsoll_application_class_init (PlimsollApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_application_dispose;
  application_class->startup = plimsoll_application_startup;
  application_class->activate = plimsoll_application_activate;
  application_class->shutdown = plimsoll_application_shutdown;
  GTK_APPLICATION_CLASS (klass)->window_removed = plimsoll_application_window_removed;
}

static void
plimsoll_application_init (PlimsollApplication *self)
{
}

PlimsollApplication *
plimsoll_application_new (PlimsollClock *clock, guint linger_ms, const char *program)
{
  PlimsollApplication *self =
      g_object_new (PLIMSOLL_TYPE_APPLICATION, "application-id", PLIMSOLL_APP_ID,
                    "resource-base-path", "/io/github/plimsoll/Plimsoll", NULL);

  self->clock = g_object_ref (clock);
  self->program = g_strdup (program);
  self->linger_ms = linger_ms;
  /* Also when D-Bus started it for an action that shows nothing. */
  g_application_set_inactivity_timeout (G_APPLICATION (self), linger_ms);
  return self;
}

gboolean
plimsoll_application_has_bus (PlimsollApplication *self)
{
  return g_application_get_dbus_connection (G_APPLICATION (self)) != NULL;
}

GtkWindow *
plimsoll_application_get_main_window (PlimsollApplication *self)
{
  return self->window != NULL ? GTK_WINDOW (self->window) : NULL;
}
