/* plimsoll-notifier.c - tells the person, through whatever notification daemon there is.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libnotify speaks to the daemon with blocking calls that wait 25 s for an answer, and this process
 * must not stand still. So nothing is said right away: a notice becomes an item on a list, and the
 * daemon is asked, without blocking, what it can do. Only when it answered, and so is known to be
 * awake, the list is worked off through libnotify. The question has no time limit and there is no
 * timer: a daemon that hangs answers when it wakes or is reported lost when it dies; a daemon that
 * is not there is noticed when it comes. Either way the list waits, at no cost.
 *
 * In a sandbox the desktop portal stands in the daemon's place; see the route.
 *
 * A daemon that goes takes its notifications and their numbers along: what was shown is forgotten,
 * what waits goes to the next one. Failures are told at debug level only; there is nobody to tell
 * when the one who tells is missing. */

#include "plimsoll-notifier.h"

#include <gio/gio.h>

#include "plimsoll-notification-route.h"

/* A daemon that is awake and still will not have a notice does not want it. */
#define MOST_FAILURES 3u

struct _PlimsollNotifier
{
  GObject parent_instance;

  GPtrArray *items; /* (owned) (element-type Item): the one told longest ago first */
  PlimsollNotificationRoute route;
  GDBusConnection *bus; /* (owned) (nullable): NULL until the first notice, or without a bus */
  guint watch_id; /* 0 until there is a bus */
  GCancellable *cancellable; /* (owned): takes the open question back */
  gboolean is_asking; /* for the bus, then for what the daemon can do */
};

/* Everything known under one id: what to do next, and what was done. */
typedef struct
{
  PlimsollNotifier *notifier; /* (unowned): owns this */
  char *id; /* (owned) */
  PlimsollNotice *waiting; /* (owned) (nullable): still to be said */
  guint n_failures; /* how often `waiting` could not be said */
  gboolean is_withdrawn; /* still to be closed; then nothing is waiting */
  NotifyNotification *shown; /* (owned) (nullable): on the screen, as far as we know */
} Item;

enum
{
  SIGNAL_OPEN,
  SIGNAL_SNOOZE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollNotifier, plimsoll_notifier, G_TYPE_OBJECT)

static void on_closed_cb (NotifyNotification *notification, gpointer user_data);
static void ask (PlimsollNotifier *self, GDBusCallFlags flags);

/* Takes `notification` (nullable) as the item's own in the place of the one before. */
static void
item_set_shown (Item *item, NotifyNotification *notification)
{
  if (item->shown != NULL)
    g_signal_handlers_disconnect_by_func (item->shown, on_closed_cb, item);
  g_clear_object (&item->shown);

  item->shown = notification;
  if (notification != NULL)
    g_signal_connect (notification, "closed", G_CALLBACK (on_closed_cb), item);
}

static void
item_free (Item *item)
{
  item_set_shown (item, NULL);
  g_clear_pointer (&item->waiting, plimsoll_notice_unref);
  g_free (item->id);
  g_free (item);
}

/* (transfer none) (nullable) */
static Item *
find_item (PlimsollNotifier *self, const char *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (g_str_equal (item->id, id))
        return item;
    }

  return NULL;
}

/* Whether the item can be forgotten: nothing to say, nothing on the screen. */
static gboolean
item_is_done (Item *item)
{
  return item->waiting == NULL && item->shown == NULL;
}

static void
drop_done (PlimsollNotifier *self)
{
  for (guint i = self->items->len; i > 0; i--)
    if (item_is_done (g_ptr_array_index (self->items, i - 1)))
      g_ptr_array_remove_index (self->items, i - 1);
}

static gboolean
has_work (PlimsollNotifier *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->waiting != NULL || item->is_withdrawn)
        return TRUE;
    }

  return FALSE;
}

/* The person or the daemon took it from the screen; the number is void. */
static void
on_closed_cb (NotifyNotification *notification, gpointer user_data)
{
  Item *item = user_data;
  PlimsollNotifier *self = item->notifier;

  item_set_shown (item, NULL);
  item->is_withdrawn = FALSE;
  if (item_is_done (item))
    g_ptr_array_remove (self->items, item);
}

static void
on_action_cb (NotifyNotification *notification, char *action, gpointer user_data)
{
  Item *item = user_data;
  /* Whoever hears of it may withdraw the item or let go of the notifier. */
  g_autoptr (PlimsollNotifier) self = g_object_ref (item->notifier);
  g_autofree char *id = g_strdup (item->id);

  /* What was acted upon is done with. Most daemons close it by themselves, dunst does not. */
  if (item->waiting == NULL)
    {
      item->is_withdrawn = TRUE;
      ask (self, G_DBUS_CALL_FLAGS_NO_AUTO_START);
    }

  if (g_str_equal (action, PLIMSOLL_NOTIFICATION_SNOOZE))
    g_signal_emit (self, signals[SIGNAL_SNOOZE], 0, id);
  else
    g_signal_emit (self, signals[SIGNAL_OPEN], 0, id,
                   notify_notification_get_activation_token (notification));
}

static void
item_close (Item *item)
{
  g_autoptr (GError) error = NULL;

  /* Whether it could be closed makes no difference: if not, it was gone already. */
  if (!notify_notification_close (item->shown, &error))
    g_debug ("Could not close a notification: %s", error->message);
  item_set_shown (item, NULL);
  item->is_withdrawn = FALSE;
}

/* FALSE: the daemon fell silent, and who goes on would wait as long again. */
static gboolean
item_show (Item *item, PlimsollNotificationServer server)
{
  g_autoptr (GError) error = NULL;
  NotifyNotification *notification =
      plimsoll_notification_new (item->waiting, server, item->shown, on_action_cb, item);

  if (notify_notification_show (notification, &error))
    {
      item_set_shown (item, notification);
      g_clear_pointer (&item->waiting, plimsoll_notice_unref);
      return TRUE;
    }

  g_debug ("Could not show a notification: %s", error->message);
  g_object_unref (notification);
  if (++item->n_failures == MOST_FAILURES)
    g_clear_pointer (&item->waiting, plimsoll_notice_unref);
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
}

/* Blocks for as long as the daemon takes: only after it has just answered. */
static void
work_off (PlimsollNotifier *self, PlimsollNotificationServer server)
{
  gboolean is_awake = TRUE;

  for (guint i = 0; i < self->items->len && is_awake; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      if (item->is_withdrawn)
        item_close (item);
      else if (item->waiting != NULL)
        is_awake = item_show (item, server);
    }
  drop_done (self);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PlimsollNotifier *self = user_data;
  PlimsollNotificationServer server = { FALSE, FALSE };
  g_autoptr (GError) error = NULL;
  gboolean is_awake =
      plimsoll_notification_route_ask_finish (G_DBUS_CONNECTION (source), result, &server, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_asking = FALSE;
  if (is_awake)
    work_off (self, server);
  else
    g_debug ("No notification daemon answered: %s", error->message);
}

/* A question still open went to an older daemon, or started this one. It is taken back: an older
 * one that hangs and was replaced would keep it for ever. */
static void
on_daemon_appeared_cb (GDBusConnection *bus,
                       const char *name,
                       const char *owner,
                       gpointer user_data)
{
  PlimsollNotifier *self = user_data;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_asking = FALSE;
  ask (self, G_DBUS_CALL_FLAGS_NO_AUTO_START);
}

static void
on_daemon_vanished_cb (GDBusConnection *bus, const char *name, gpointer user_data)
{
  PlimsollNotifier *self = user_data;

  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = g_ptr_array_index (self->items, i);

      item_set_shown (item, NULL);
      item->is_withdrawn = FALSE;
    }
  drop_done (self);
}

/* Asks the daemon what it can do, if there is a way to it, anything to tell it, and no question
 * still open. */
static void
ask (PlimsollNotifier *self, GDBusCallFlags flags)
{
  if (self->bus == NULL || self->is_asking || !has_work (self))
    return;

  self->is_asking = TRUE;
  plimsoll_notification_route_ask (self->route, self->bus, flags, self->cancellable, on_asked_cb,
                                   self);
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PlimsollNotifier *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_asking = FALSE;
  if (bus == NULL)
    {
      g_debug ("No session bus to show notifications with: %s", error->message);
      return;
    }

  /* The watch never starts a daemon; the first question may. */
  self->bus = g_steal_pointer (&bus);
  self->watch_id = g_bus_watch_name_on_connection (
      self->bus, plimsoll_notification_route_get_name (self->route), G_BUS_NAME_WATCHER_FLAGS_NONE,
      on_daemon_appeared_cb, on_daemon_vanished_cb, self, NULL);
  ask (self, G_DBUS_CALL_FLAGS_NONE);
}

/* Gets to work what is on the list: by way of the bus, then of the daemon. */
static void
set_to_work (PlimsollNotifier *self)
{
  if (self->bus != NULL)
    {
      ask (self, G_DBUS_CALL_FLAGS_NONE);
    }
  else if (!self->is_asking)
    {
      self->is_asking = TRUE;
      g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus_cb, self);
    }
}

static void
plimsoll_notifier_dispose (GObject *object)
{
  PlimsollNotifier *self = PLIMSOLL_NOTIFIER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_ptr_array_set_size (self->items, 0);
  G_OBJECT_CLASS (plimsoll_notifier_parent_class)->dispose (object);
}

static void
plimsoll_notifier_finalize (GObject *object)
{
  PlimsollNotifier *self = PLIMSOLL_NOTIFIER (object);

  g_ptr_array_unref (self->items);
  g_clear_object (&self->bus);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (plimsoll_notifier_parent_class)->finalize (object);
}

static void
plimsoll_notifier_class_init (PlimsollNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plimsoll_notifier_dispose;
  object_class->finalize = plimsoll_notifier_finalize;

  signals[SIGNAL_OPEN] = g_signal_new ("open", PLIMSOLL_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_SNOOZE] = g_signal_new ("snooze", PLIMSOLL_TYPE_NOTIFIER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plimsoll_notifier_init (PlimsollNotifier *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  self->cancellable = g_cancellable_new ();
  self->route = plimsoll_notification_route_find ();
}

PlimsollNotifier *
plimsoll_notifier_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_NOTIFIER, NULL);
}

/* (transfer none): the item of this id, put last, where the latest notice belongs. */
static Item *
item_for_id (PlimsollNotifier *self, const char *id)
{
  Item *item = find_item (self, id);
  guint index = 0;

  if (item != NULL)
    {
      g_ptr_array_find (self->items, item, &index);
      g_ptr_array_steal_index (self->items, index);
    }
  else
    {
      item = g_new0 (Item, 1);
      item->notifier = self;
      item->id = g_strdup (id);
    }

  if (self->items->len == PLIMSOLL_NOTIFIER_MOST)
    g_ptr_array_remove_index (self->items, 0);
  g_ptr_array_add (self->items, item);
  return item;
}

void
plimsoll_notifier_tell (PlimsollNotifier *self, const char *id, PlimsollNotice *notice)
{
  Item *item = NULL;

  g_return_if_fail (PLIMSOLL_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL && notice != NULL);

  item = item_for_id (self, id);
  g_clear_pointer (&item->waiting, plimsoll_notice_unref);
  item->waiting = plimsoll_notice_ref (notice);
  item->n_failures = 0;
  item->is_withdrawn = FALSE;
  set_to_work (self);
}

void
plimsoll_notifier_withdraw (PlimsollNotifier *self, const char *id)
{
  Item *item = NULL;

  g_return_if_fail (PLIMSOLL_IS_NOTIFIER (self));
  g_return_if_fail (id != NULL);

  item = find_item (self, id);
  if (item == NULL)
    return;

  g_clear_pointer (&item->waiting, plimsoll_notice_unref);
  item->is_withdrawn = item->shown != NULL;
  drop_done (self);
  ask (self, G_DBUS_CALL_FLAGS_NO_AUTO_START);
}
