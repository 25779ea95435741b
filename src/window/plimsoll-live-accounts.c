/* plimsoll-live-accounts.c - the accounts of the service as a list that lives.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Turns what the bus client sees into meters that widgets can hold on to. A service that goes away
 * takes nothing with it: the meters stay and grow old, and live on when it is back. It is started
 * once, when it is asked for; a service that a person ended is not started behind their back. */

#include "plimsoll-live-accounts.h"

/* Reading a login takes a moment after a start of the service; until then it lists nobody. */
#define SETTLE_MS 3000u
/* Starting the service takes some ten milliseconds; longer means that something hangs. */
#define PATIENCE_MS 10000u
#define DEFAULT_FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

struct _PlimsollLiveAccounts
{
  GObject parent_instance;

  GDBusConnection *connection; /* (owned) (nullable) */
  PlimsollClock *clock; /* (owned) */
  PlimsollBusClient *client; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): ends the connecting under way */
  GListStore *meters; /* (owned) */
  char *reason; /* (owned) (nullable) */
  GTimeSpan fresh_for;
  PlimsollLink link;
  guint watch_id; /* of the service's name; 0 before the first connect */
  guint settle_id; /* timeout after which an empty list is believed; 0 when none */
  gboolean is_connecting;
  gboolean is_settled;
};

enum
{
  PROP_LINK = 1,
  PROP_IS_SETTLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void connect_with (PlimsollLiveAccounts *self, gboolean may_start);

G_DEFINE_ENUM_TYPE (PlimsollLink,
                    plimsoll_link,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LINK_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LINK_UP, "up"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LINK_LOST, "lost"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LINK_NO_SERVICE, "no-service"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LINK_NO_BUS, "no-bus"))

G_DEFINE_FINAL_TYPE (PlimsollLiveAccounts, plimsoll_live_accounts, G_TYPE_OBJECT)

static void
set_link (PlimsollLiveAccounts *self, PlimsollLink link)
{
  if (self->link == link)
    return;

  self->link = link;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LINK]);
}

static void
set_settled (PlimsollLiveAccounts *self)
{
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->is_settled)
    return;

  self->is_settled = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_SETTLED]);
}

/* (transfer full): the meter that this account always had, or a new one. */
static PlimsollMeter *
find_or_make_meter (PlimsollLiveAccounts *self, PlimsollAccount *account)
{
  guint n_meters = g_list_model_get_n_items (G_LIST_MODEL (self->meters));

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (G_LIST_MODEL (self->meters), i);

      if (plimsoll_account_equal (plimsoll_meter_get_account (meter), account))
        return g_steal_pointer (&meter);
    }

  return plimsoll_meter_new (account, self->fresh_for);
}

/* TRUE when the list holds exactly these meters in this order. */
static gboolean
holds (PlimsollLiveAccounts *self, GPtrArray *meters)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->meters)) != meters->len)
    return FALSE;

  for (guint i = 0; i < meters->len; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (G_LIST_MODEL (self->meters), i);

      if (meter != g_ptr_array_index (meters, i))
        return FALSE;
    }

  return TRUE;
}

/* The list is touched only when accounts came, went or changed places: a list that is spliced for
 * every number would take the cards away under who reads them. */
static void
take_accounts (PlimsollLiveAccounts *self, GPtrArray *accounts)
{
  g_autoptr (GPtrArray) meters = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

  for (guint i = 0; i < accounts->len; i++)
    {
      PlimsollBusAccount *account = g_ptr_array_index (accounts, i);
      PlimsollMeter *meter = find_or_make_meter (self, account->account);

      plimsoll_meter_set_next_try (meter, account->next_try);
      if (account->report != NULL)
        {
          plimsoll_meter_take (meter, account->report, now);
          plimsoll_meter_set_incident (meter, plimsoll_report_get_incident (account->report));
        }
      plimsoll_meter_look_at_clock (meter, now);
      g_ptr_array_add (meters, meter);
    }

  if (!holds (self, meters))
    g_list_store_splice (self->meters, 0, g_list_model_get_n_items (G_LIST_MODEL (self->meters)),
                         meters->pdata, meters->len);
}

static gboolean
on_settled_cb (gpointer user_data)
{
  PlimsollLiveAccounts *self = user_data;

  self->settle_id = 0;
  take_accounts (self, plimsoll_bus_client_get_accounts (self->client));
  set_settled (self);
  return G_SOURCE_REMOVE;
}

/* An empty list is believed only after it stood for a while: a service that has just begun knows of
 * nobody, and the cards of a moment ago must not go and come again. */
static void
on_client_changed_cb (PlimsollLiveAccounts *self)
{
  GPtrArray *accounts = plimsoll_bus_client_get_accounts (self->client);

  if (!plimsoll_bus_client_is_connected (self->client))
    {
      g_clear_handle_id (&self->settle_id, g_source_remove);
      set_link (self, PLIMSOLL_LINK_LOST);
      return;
    }

  set_link (self, PLIMSOLL_LINK_UP);
  if (accounts->len > 0)
    {
      take_accounts (self, accounts);
      set_settled (self);
    }
  else if (self->settle_id == 0)
    self->settle_id = g_timeout_add (SETTLE_MS, on_settled_cb, self);
}

static void
on_client_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollLiveAccounts) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollBusClient) client = plimsoll_bus_client_new_finish (result, &error);

  self->is_connecting = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (client == NULL)
    {
      g_dbus_error_strip_remote_error (error);
      g_free (self->reason);
      self->reason = g_strdup (error->message);
      set_link (self, PLIMSOLL_LINK_NO_SERVICE);
      return;
    }

  g_clear_pointer (&self->reason, g_free);
  self->client = g_steal_pointer (&client);
  g_signal_connect_object (self->client, "changed", G_CALLBACK (on_client_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_client_changed_cb (self);
}

static void
connect_with (PlimsollLiveAccounts *self, gboolean may_start)
{
  gboolean is_there = self->client != NULL && plimsoll_bus_client_is_connected (self->client);

  if (self->is_connecting || is_there)
    return;

  /* A client whose service went is of no use for starting one. */
  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (self->client, self);
  g_clear_object (&self->client);
  self->is_connecting = TRUE;
  if (self->link != PLIMSOLL_LINK_LOST)
    set_link (self, PLIMSOLL_LINK_CONNECTING);
  plimsoll_bus_client_new_async (self->connection, may_start, PATIENCE_MS, self->cancellable,
                                 on_client_ready_cb, g_object_ref (self));
}

static void
on_name_appeared_cb (GDBusConnection *connection,
                     const char *name,
                     const char *owner,
                     gpointer user_data)
{
  PlimsollLiveAccounts *self = user_data;

  /* A client that is there follows its service by itself. */
  if (self->client == NULL)
    connect_with (self, FALSE);
}

static void
on_closed_cb (PlimsollLiveAccounts *self)
{
  set_link (self, PLIMSOLL_LINK_NO_BUS);
}

static void
plimsoll_live_accounts_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlimsollLiveAccounts *self = PLIMSOLL_LIVE_ACCOUNTS (object);

  if (id == PROP_LINK)
    g_value_set_enum (value, (int) self->link);
  else if (id == PROP_IS_SETTLED)
    g_value_set_boolean (value, self->is_settled);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_live_accounts_dispose (GObject *object)
{
  PlimsollLiveAccounts *self = PLIMSOLL_LIVE_ACCOUNTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->connection != NULL)
    g_signal_handlers_disconnect_by_data (self->connection, self);
  g_clear_object (&self->client);
  g_clear_object (&self->connection);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (plimsoll_live_accounts_parent_class)->dispose (object);
}

static void
plimsoll_live_accounts_finalize (GObject *object)
{
  PlimsollLiveAccounts *self = PLIMSOLL_LIVE_ACCOUNTS (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->meters);
  g_clear_pointer (&self->reason, g_free);
  G_OBJECT_CLASS (plimsoll_live_accounts_parent_class)->finalize (object);
}

static void
plimsoll_live_accounts_class_init (PlimsollLiveAccountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = plimsoll_live_accounts_get_property;
  object_class->dispose = plimsoll_live_accounts_dispose;
  object_class->finalize = plimsoll_live_accounts_finalize;

  properties[PROP_LINK] = g_param_spec_enum ("link", NULL, NULL, PLIMSOLL_TYPE_LINK,
                                             PLIMSOLL_LINK_CONNECTING, readable);
  properties[PROP_IS_SETTLED] = g_param_spec_boolean ("is-settled", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_live_accounts_init (PlimsollLiveAccounts *self)
{
  self->cancellable = g_cancellable_new ();
  self->meters = g_list_store_new (PLIMSOLL_TYPE_METER);
  self->fresh_for = DEFAULT_FRESH_FOR;
}

PlimsollLiveAccounts *
plimsoll_live_accounts_new (GDBusConnection *connection, PlimsollClock *clock)
{
  PlimsollLiveAccounts *self = g_object_new (PLIMSOLL_TYPE_LIVE_ACCOUNTS, NULL);

  self->clock = g_object_ref (clock);
  if (connection == NULL)
    {
      self->link = PLIMSOLL_LINK_NO_BUS;
      return self;
    }

  self->connection = g_object_ref (connection);
  g_signal_connect_swapped (connection, "closed", G_CALLBACK (on_closed_cb), self);
  return self;
}

void
plimsoll_live_accounts_connect (PlimsollLiveAccounts *self)
{
  if (self->connection == NULL || g_dbus_connection_is_closed (self->connection))
    return;

  connect_with (self, TRUE);
  if (self->watch_id == 0)
    self->watch_id = g_bus_watch_name_on_connection (self->connection, PLIMSOLL_BUS_NAME,
                                                     G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                     on_name_appeared_cb, NULL, self, NULL);
}

GListModel *
plimsoll_live_accounts_get_meters (PlimsollLiveAccounts *self)
{
  return G_LIST_MODEL (self->meters);
}

PlimsollLink
plimsoll_live_accounts_get_link (PlimsollLiveAccounts *self)
{
  return self->link;
}

gboolean
plimsoll_live_accounts_is_settled (PlimsollLiveAccounts *self)
{
  return self->is_settled;
}

const char *
plimsoll_live_accounts_get_reason (PlimsollLiveAccounts *self)
{
  return self->reason;
}

PlimsollBusClient *
plimsoll_live_accounts_get_client (PlimsollLiveAccounts *self)
{
  return self->link == PLIMSOLL_LINK_UP ? self->client : NULL;
}

void
plimsoll_live_accounts_set_fresh_for (PlimsollLiveAccounts *self, GTimeSpan fresh_for)
{
  guint n_meters = g_list_model_get_n_items (G_LIST_MODEL (self->meters));

  self->fresh_for = fresh_for;
  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (G_LIST_MODEL (self->meters), i);

      plimsoll_meter_set_fresh_for (meter, fresh_for);
    }
  plimsoll_live_accounts_look_at_clock (self);
}

void
plimsoll_live_accounts_look_at_clock (PlimsollLiveAccounts *self)
{
  guint n_meters = g_list_model_get_n_items (G_LIST_MODEL (self->meters));
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (G_LIST_MODEL (self->meters), i);

      plimsoll_meter_look_at_clock (meter, now);
    }
}
