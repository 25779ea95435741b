/* plimsoll-tray-sni.c - the item in the desktop's tray, spoken in D-Bus alone.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts the three parts together: the item, its menu, and whoever keeps it known to the desktop. It
 * collects everything that is set within one turn of the main loop, so that ten meters which change
 * together cost the panel one look, and a value that changes back costs none. */

#include "plimsoll-tray.h"

#include "plimsoll-dbusmenu.h"
#include "plimsoll-sni-item.h"
#include "plimsoll-watcher.h"

struct _PlimsollTray
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) */
  PlimsollTrayCallbacks callbacks;
  gpointer user_data;

  PlimsollSniItem *item; /* (owned) (nullable): from the first state on, as the other two */
  PlimsollDBusMenu *menu; /* (owned) (nullable) */
  PlimsollWatcher *watcher; /* (owned) (nullable): never there when the export failed */
  GSource *flush; /* (owned) (nullable): at the end of this turn */
};

G_DEFINE_FINAL_TYPE (PlimsollTray, plimsoll_tray, G_TYPE_OBJECT)

static void
plimsoll_tray_dispose (GObject *object)
{
  PlimsollTray *self = PLIMSOLL_TRAY (object);

  if (self->flush != NULL)
    g_source_destroy (self->flush);
  g_clear_pointer (&self->flush, g_source_unref);
  g_clear_pointer (&self->watcher, plimsoll_watcher_free);
  g_clear_pointer (&self->item, plimsoll_sni_item_free);
  g_clear_pointer (&self->menu, plimsoll_dbusmenu_free);
  g_clear_object (&self->connection);

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

/* Hosts give the token to the item, also for a click in the menu. */
static void
on_chosen_cb (const char *key, gpointer data)
{
  PlimsollTray *self = data;
  g_autofree char *token = plimsoll_sni_item_take_token (self->item);

  self->callbacks.chosen (key, token, self->user_data);
}

static void
on_presence_changed_cb (PlimsollTrayPresence presence, gpointer data)
{
  PlimsollTray *self = data;

  self->callbacks.presence_changed (presence, self->user_data);
}

/* Hosts read everything the moment they hear of the item, so that is told last of all. */
static void
open_up (PlimsollTray *self)
{
  g_autoptr (GError) error = NULL;

  plimsoll_sni_item_flush (self->item);
  plimsoll_dbusmenu_flush (self->menu);
  if (plimsoll_dbusmenu_export (self->menu, self->connection, &error)
      && plimsoll_sni_item_export (self->item, self->connection, &error))
    self->watcher = plimsoll_watcher_new (self->connection, on_presence_changed_cb, self);
  else
    g_debug ("The tray item cannot be offered: %s", error->message);
}

static gboolean
on_flush_cb (gpointer data)
{
  PlimsollTray *self = data;

  g_clear_pointer (&self->flush, g_source_unref);
  plimsoll_sni_item_flush (self->item);
  plimsoll_dbusmenu_flush (self->menu);

  return G_SOURCE_REMOVE;
}

static void
plan_flush (PlimsollTray *self)
{
  g_autoptr (GMainContext) context = NULL;

  if (self->flush != NULL)
    return;

  context = g_main_context_ref_thread_default ();
  self->flush = g_idle_source_new ();
  g_source_set_callback (self->flush, on_flush_cb, self, NULL);
  g_source_attach (self->flush, context);
}

PlimsollTray *
plimsoll_tray_new (GDBusConnection *connection,
                   const PlimsollTrayCallbacks *callbacks,
                   gpointer user_data)
{
  PlimsollTray *self = g_object_new (PLIMSOLL_TYPE_TRAY, NULL);

  self->connection = g_object_ref (connection);
  self->callbacks = *callbacks;
  self->user_data = user_data;

  return self;
}

void
plimsoll_tray_set_state (PlimsollTray *self, const PlimsollTrayState *state)
{
  gboolean is_first = self->item == NULL;

  if (is_first)
    {
      self->menu = plimsoll_dbusmenu_new (on_chosen_cb, self);
      self->item =
          plimsoll_sni_item_new (&self->callbacks, self->user_data, PLIMSOLL_DBUSMENU_PATH);
    }

  plimsoll_sni_item_set_state (self->item, state);
  plimsoll_dbusmenu_set_rows (self->menu, state->rows, state->n_rows);
  if (is_first)
    open_up (self);
  else
    plan_flush (self);
}

PlimsollTrayPresence
plimsoll_tray_get_presence (PlimsollTray *self)
{
  if (self->watcher != NULL)
    return plimsoll_watcher_get_presence (self->watcher);

  return self->item == NULL ? PLIMSOLL_TRAY_UNKNOWN : PLIMSOLL_TRAY_NO_HOST;
}
