/* plimsoll-watcher.c - keeps an item known to whoever shows tray items on this desktop.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Registers the item by the unique name of its connection each time a watcher appears: panels
 * restart, extensions are switched on, sessions start in any order. The unique name is the only one
 * that works inside Flatpak too. It says whether somebody shows the item; that is what decides
 * whether a window may be closed to the tray. */

#include "plimsoll-watcher.h"

#define WATCHER_NAME "org.kde.StatusNotifierWatcher"
#define WATCHER_PATH "/StatusNotifierWatcher"
#define WATCHER_INTERFACE WATCHER_NAME
/* A shell that is still starting loses items now and then; by then it has settled. */
#define SECOND_LOOK_MS 1500

struct _PlimsollWatcher
{
  GDBusConnection *connection; /* (owned) */
  PlimsollWatcherChanged changed;
  gpointer user_data;
  guint name_watch;
  PlimsollTrayPresence presence;

  /* For one life of the watcher: */
  GCancellable *cancellable; /* (owned) (nullable): of all calls to it */
  guint host_came; /* subscriptions */
  guint host_went;
  GSource *second_look; /* (owned) (nullable) */
  guint awaited; /* of the first two answers; nothing is known before both are there */
  gboolean is_registered;
  gboolean has_host;
};

enum
{
  AWAITS_REGISTRATION = 1 << 0,
  AWAITS_HOST = 1 << 1,
};

/* The last thing anybody does: `changed` may free `self`. */
static void
settle (PlimsollWatcher *self)
{
  PlimsollTrayPresence presence =
      self->is_registered && self->has_host ? PLIMSOLL_TRAY_SHOWN : PLIMSOLL_TRAY_NO_HOST;

  if (self->awaited != 0 || self->presence == presence)
    return;

  self->presence = presence;
  self->changed (presence, self->user_data);
}

static void
call (PlimsollWatcher *self,
      const char *interface,
      const char *method,
      GVariant *arguments,
      GAsyncReadyCallback on_answer)
{
  g_dbus_connection_call (self->connection, WATCHER_NAME, WATCHER_PATH, interface, method,
                          arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable,
                          on_answer, self);
}

static void
get_property (PlimsollWatcher *self, const char *name, GAsyncReadyCallback on_answer)
{
  call (self, "org.freedesktop.DBus.Properties", "Get",
        g_variant_new ("(ss)", WATCHER_INTERFACE, name), on_answer);
}

/* (transfer full) (nullable): the answer to one of our calls. `*is_over` when the watcher this was
 * asked of is gone; then the one who asked may be gone too. */
static GVariant *
finish (GObject *source, GAsyncResult *result, gboolean *is_over)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  *is_over = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return answer;
}

/* (transfer full) (nullable): the value in the answer to Get, if it is of this type. */
static GVariant *
dup_value (GVariant *answer, const GVariantType *type)
{
  g_autoptr (GVariant) value = NULL;

  if (answer == NULL || !g_variant_is_of_type (answer, G_VARIANT_TYPE ("(v)")))
    return NULL;

  g_variant_get (answer, "(v)", &value);

  return g_variant_is_of_type (value, type) ? g_steal_pointer (&value) : NULL;
}

/* Whether our item stands in the watcher's list: ":1.42", ":1.42/StatusNotifierItem" and
 * ":1.42@/StatusNotifierItem" are all in use. */
static gboolean
has_own_item (PlimsollWatcher *self, GVariant *items)
{
  const char *name = g_dbus_connection_get_unique_name (self->connection);
  g_autofree const char **list = g_variant_get_strv (items, NULL);

  for (gsize i = 0; list[i] != NULL; i++)
    if (g_str_has_prefix (list[i], name) && !g_ascii_isdigit (list[i][strlen (name)]))
      return TRUE;

  return FALSE;
}

static void
on_registered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlimsollWatcher *self = data;
  gboolean is_over = FALSE;
  g_autoptr (GVariant) answer = finish (source, result, &is_over);

  if (is_over)
    return;

  self->awaited &= ~AWAITS_REGISTRATION;
  self->is_registered = answer != NULL;
  settle (self);
}

/* By unique name; registering twice is harmless everywhere. */
static void
register_item (PlimsollWatcher *self)
{
  call (self, WATCHER_INTERFACE, "RegisterStatusNotifierItem",
        g_variant_new ("(s)", g_dbus_connection_get_unique_name (self->connection)),
        on_registered_cb);
}

/* A watcher that keeps no list, or not a readable one, is believed unless it refused the item. */
static void
on_items_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlimsollWatcher *self = data;
  gboolean is_over = FALSE;
  g_autoptr (GVariant) answer = finish (source, result, &is_over);
  g_autoptr (GVariant) items = is_over ? NULL : dup_value (answer, G_VARIANT_TYPE_STRING_ARRAY);

  if (is_over)
    return;

  if (items != NULL ? !has_own_item (self, items) : !self->is_registered)
    register_item (self);
}

static gboolean
on_second_look_cb (gpointer data)
{
  PlimsollWatcher *self = data;

  g_clear_pointer (&self->second_look, g_source_unref);
  get_property (self, "RegisteredStatusNotifierItems", on_items_cb);

  return G_SOURCE_REMOVE;
}

static void
plan_second_look (PlimsollWatcher *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  self->second_look = g_timeout_source_new (SECOND_LOOK_MS);
  g_source_set_callback (self->second_look, on_second_look_cb, self, NULL);
  g_source_attach (self->second_look, context);
}

/* Some watchers lack the property; they are their own host. */
static void
on_has_host_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  PlimsollWatcher *self = data;
  gboolean is_over = FALSE;
  g_autoptr (GVariant) answer = finish (source, result, &is_over);
  g_autoptr (GVariant) value = is_over ? NULL : dup_value (answer, G_VARIANT_TYPE_BOOLEAN);

  if (is_over)
    return;

  self->awaited &= ~AWAITS_HOST;
  self->has_host = value == NULL || g_variant_get_boolean (value);
  settle (self);
}

/* A host came or went; others may still be there. */
static void
on_hosts_changed_cb (GDBusConnection *connection,
                     const char *sender,
                     const char *path,
                     const char *interface,
                     const char *signal,
                     GVariant *arguments,
                     gpointer data)
{
  get_property (data, "IsStatusNotifierHostRegistered", on_has_host_cb);
}

static guint
subscribe (PlimsollWatcher *self, const char *owner, const char *signal)
{
  return g_dbus_connection_signal_subscribe (self->connection, owner, WATCHER_INTERFACE, signal,
                                             WATCHER_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                             on_hosts_changed_cb, self, NULL);
}

static void
unsubscribe (PlimsollWatcher *self, guint *subscription)
{
  guint id = *subscription;

  *subscription = 0;
  if (id != 0)
    g_dbus_connection_signal_unsubscribe (self->connection, id);
}

/* Forgets everything that was between us and one life of the watcher. */
static void
part (PlimsollWatcher *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  unsubscribe (self, &self->host_came);
  unsubscribe (self, &self->host_went);
  if (self->second_look != NULL)
    g_source_destroy (self->second_look);
  g_clear_pointer (&self->second_look, g_source_unref);
  self->awaited = 0;
  self->is_registered = FALSE;
  self->has_host = FALSE;
}

static void
on_watcher_appeared_cb (GDBusConnection *connection,
                        const char *name,
                        const char *owner,
                        gpointer data)
{
  PlimsollWatcher *self = data;

  part (self);
  self->awaited = AWAITS_REGISTRATION | AWAITS_HOST;
  self->cancellable = g_cancellable_new ();
  self->host_came = subscribe (self, owner, "StatusNotifierHostRegistered");
  self->host_went = subscribe (self, owner, "StatusNotifierHostUnregistered");
  get_property (self, "IsStatusNotifierHostRegistered", on_has_host_cb);
  register_item (self);
  plan_second_look (self);
}

static void
on_watcher_vanished_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  PlimsollWatcher *self = data;

  part (self);
  settle (self);
}

PlimsollWatcher *
plimsoll_watcher_new (GDBusConnection *connection,
                      PlimsollWatcherChanged changed,
                      gpointer user_data)
{
  PlimsollWatcher *self = g_new0 (PlimsollWatcher, 1);

  self->connection = g_object_ref (connection);
  self->changed = changed;
  self->user_data = user_data;
  self->presence = PLIMSOLL_TRAY_UNKNOWN;
  self->name_watch =
      g_bus_watch_name_on_connection (connection, WATCHER_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                      on_watcher_appeared_cb, on_watcher_vanished_cb, self, NULL);

  return self;
}

void
plimsoll_watcher_free (PlimsollWatcher *self)
{
  part (self);
  g_bus_unwatch_name (self->name_watch);
  g_object_unref (self->connection);
  g_free (self);
}

PlimsollTrayPresence
plimsoll_watcher_get_presence (const PlimsollWatcher *self)
{
  return self->presence;
}
