/* plimsoll-live-feed.c - numbers that keep coming, from the service or from this process.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service is asked first and started when it is not there: it has the numbers, and one of it
 * serves all bars and views of a person. Where there is no bus, no service, or one that does not
 * know the account, this process asks by itself. A service that goes away is given a moment to come
 * back (an update, say) and then started again; what was seen stays in sight meanwhile. */
#include "plimsoll-live-feed.h"

#include "plimsoll-bus-client.h"
#include "plimsoll-live-direct.h"

/* A service that is started must open its database. */
#define PATIENCE_MS 3000u

/* For a service that is replaced by a newer one. */
#define COME_BACK_SECONDS 3u

struct _PlimsollLiveFeed
{
  PlimsollLive parent_instance;

  PlimsollViaService *via; /* borrowed */
  GPtrArray *targets; /* (owned) (element-type PlimsollTarget) */
  GCancellable *cancellable; /* (owned) */
  GDBusConnection *bus; /* (owned) (nullable) */
  PlimsollBusClient *client; /* (owned) (nullable) */
  PlimsollLive *own; /* (owned) (nullable): once this process asks by itself */
  guint come_back_id; /* while a service that went away is waited for */
};

G_DEFINE_FINAL_TYPE (PlimsollLiveFeed, plimsoll_live_feed, PLIMSOLL_TYPE_LIVE)

static void connect_to_service (PlimsollLiveFeed *self);

static void
let_go_of_client (PlimsollLiveFeed *self)
{
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
}

static void
plimsoll_live_feed_dispose (GObject *object)
{
  PlimsollLiveFeed *self = PLIMSOLL_LIVE_FEED (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->come_back_id, g_source_remove);
  let_go_of_client (self);
  if (self->own != NULL)
    g_signal_handlers_disconnect_by_data (self->own, self);
  g_clear_object (&self->own);
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (plimsoll_live_feed_parent_class)->dispose (object);
}

static void
plimsoll_live_feed_finalize (GObject *object)
{
  PlimsollLiveFeed *self = PLIMSOLL_LIVE_FEED (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  G_OBJECT_CLASS (plimsoll_live_feed_parent_class)->finalize (object);
}

static void
on_own_changed_cb (PlimsollLiveFeed *self)
{
  plimsoll_live_take (PLIMSOLL_LIVE (self), plimsoll_live_get_reports (self->own),
                      plimsoll_live_is_asking (self->own), plimsoll_live_is_complete (self->own));
}

/* For good: changing back and forth would only make numbers jump. */
static void
ask_by_ourselves (PlimsollLiveFeed *self)
{
  let_go_of_client (self);
  if (self->own != NULL)
    return;
  self->own = plimsoll_live_direct_new (self->via->direct, self->targets, self->via->interval);
  g_signal_connect_swapped (self->own, "changed", G_CALLBACK (on_own_changed_cb), self);
  on_own_changed_cb (self);
}

static gboolean
on_come_back_cb (gpointer user_data)
{
  PlimsollLiveFeed *self = user_data;

  self->come_back_id = 0;
  if (self->client != NULL && plimsoll_bus_client_is_connected (self->client))
    return G_SOURCE_REMOVE;
  let_go_of_client (self);
  connect_to_service (self);
  return G_SOURCE_REMOVE;
}

/* Takes over what the service knows. FALSE when it knows others, but not one of ours. */
static gboolean
take_accounts (PlimsollLiveFeed *self)
{
  g_autoptr (GPtrArray) reports =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->via->direct->clock);
  gboolean is_asking = FALSE;

  for (guint i = 0; i < self->targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (self->targets, i);
      const PlimsollBusAccount *entry = plimsoll_via_service_find (self->client, target->account);

      if (entry == NULL && plimsoll_bus_client_get_accounts (self->client)->len > 0)
        return FALSE;
      if (entry == NULL)
        continue;
      is_asking |= plimsoll_via_service_is_asking (entry, now);
      if (entry->report != NULL)
        g_ptr_array_add (reports, plimsoll_report_ref (entry->report));
    }
  plimsoll_live_take (PLIMSOLL_LIVE (self), reports, is_asking, reports->len == self->targets->len);
  return TRUE;
}

static void
on_client_changed_cb (PlimsollLiveFeed *self)
{
  if (!plimsoll_bus_client_is_connected (self->client))
    {
      if (self->come_back_id == 0)
        self->come_back_id = g_timeout_add_seconds (COME_BACK_SECONDS, on_come_back_cb, self);
      return;
    }
  if (!take_accounts (self))
    ask_by_ourselves (self);
}

static void
on_client_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollLiveFeed) self = user_data;
  g_autoptr (PlimsollBusClient) client = plimsoll_bus_client_new_finish (result, NULL);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (client == NULL)
    {
      ask_by_ourselves (self);
      return;
    }
  self->client = g_steal_pointer (&client);
  g_signal_connect_swapped (self->client, "changed", G_CALLBACK (on_client_changed_cb), self);
  on_client_changed_cb (self);
}

static void
connect_to_service (PlimsollLiveFeed *self)
{
  plimsoll_bus_client_new_async (self->bus, TRUE, PATIENCE_MS, self->cancellable, on_client_cb,
                                 g_object_ref (self));
}

static void
on_bus_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollLiveFeed) self = user_data;

  self->bus = g_bus_get_finish (result, NULL);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (self->bus == NULL)
    {
      ask_by_ourselves (self);
      return;
    }
  /* The end of the bus is not the end of a view that can ask by itself. */
  g_dbus_connection_set_exit_on_close (self->bus, FALSE);
  connect_to_service (self);
}

static void
plimsoll_live_feed_refresh (PlimsollLive *live)
{
  PlimsollLiveFeed *self = PLIMSOLL_LIVE_FEED (live);

  if (self->own != NULL)
    plimsoll_live_refresh (self->own);
  else if (self->client != NULL)
    for (guint i = 0; i < self->targets->len; i++)
      {
        const PlimsollTarget *target = g_ptr_array_index (self->targets, i);

        /* What comes of it comes with the accounts. */
        plimsoll_bus_client_refresh_async (self->client, plimsoll_account_get_id (target->account),
                                           self->cancellable, NULL, NULL);
      }
}

static void
plimsoll_live_feed_class_init (PlimsollLiveFeedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_live_feed_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_live_feed_finalize;
  PLIMSOLL_LIVE_CLASS (klass)->refresh = plimsoll_live_feed_refresh;
}

static void
plimsoll_live_feed_init (PlimsollLiveFeed *self)
{
  self->cancellable = g_cancellable_new ();
}

PlimsollLive *
plimsoll_live_feed_follow (GPtrArray *targets, PlimsollCollectFlags flags, gpointer via)
{
  PlimsollLiveFeed *self = g_object_new (PLIMSOLL_TYPE_LIVE_FEED, NULL);

  self->via = via;
  self->targets = g_ptr_array_ref (targets);
  if (plimsoll_via_service_may_serve (via, flags))
    g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_bus_cb, g_object_ref (self));
  else
    ask_by_ourselves (self);
  return PLIMSOLL_LIVE (self);
}
