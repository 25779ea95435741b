/* plimsoll-roster.c - the accounts there are, each with its keeper.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which accounts there are only a probe knows: the service reads no login. So `plimsoll probe
 * --list` is asked at the start, when a file of a login changes and when a preference does, and the
 * keepers are brought in line with its answer. Whatever a keeper reports is remembered before
 * anybody hears of it.
 *
 * The list also says where something that runs anyway leaves newer numbers of an account. Those
 * files are watched apart: their change is news for one keeper and no reason to list anything. */

#include "plimsoll-roster.h"

#include "plimsoll-archive.h"
#include "plimsoll-feed.h"
#include "plimsoll-file-watch.h"

#include <glib/gstdio.h>

/* Claude Code writes a renewed login in several steps within some ten milliseconds. */
#define SETTLE_MS 500u
/* A feed is replaced whole; this only joins the writes of many at once. */
#define FEED_SETTLE_MS 100u
/* When the list could not be had: something is badly broken, and hurry does not mend it. */
#define RETRY_SECONDS 60u

/* One account under care. */
typedef struct
{
  PlimsollKeeper *keeper; /* (owned) */
  GStrv watch_paths; /* (owned) */
  char *feed_path; /* (owned) (nullable) */
  gboolean needs_network; /* */
  gboolean is_listed; /* seen in the list that is being worked through */
} Ward;

struct _PlimsollRoster
{
  GObject parent_instance;

  PlimsollProber *prober; /* (owned) */
  PlimsollStore *store; /* (unowned): outlives us */
  PlimsollPreferences *preferences; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GCancellable *cancellable; /* (owned): ends the listing under way */
  GPtrArray *wards; /* (owned) (element-type Ward) */
  GListStore *meters; /* (owned) */
  PlimsollFileWatch *watch; /* (owned) (nullable) */
  GStrv watched; /* (owned) (nullable): what it watches */
  PlimsollFileWatch *feed_watch; /* (owned) (nullable) */
  GStrv watched_feeds; /* (owned) (nullable): what it watches */
  guint retry_id; /* timeout that will list again; 0 when none */
  gboolean is_listing;
  gboolean is_listed; /* at least once */
  gboolean must_refresh; /* as soon as it is */
  gboolean must_list_again; /* something changed while a list was on its way */
  gboolean is_away;
  gboolean has_network;
};

enum
{
  SIGNAL_REPORTED,
  SIGNAL_HEARD,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_accounts (PlimsollRoster *self);

G_DEFINE_FINAL_TYPE (PlimsollRoster, plimsoll_roster, G_TYPE_OBJECT)

static void
ward_free (gpointer data)
{
  Ward *ward = data;

  plimsoll_keeper_stop (ward->keeper);
  g_object_unref (ward->keeper);
  g_strfreev (ward->watch_paths);
  g_free (ward->feed_path);
  g_free (ward);
}

static void
plimsoll_roster_dispose (GObject *object)
{
  PlimsollRoster *self = PLIMSOLL_ROSTER (object);

  plimsoll_roster_stop (self);
  if (self->preferences != NULL)
    g_signal_handlers_disconnect_by_data (self->preferences, self);
  g_clear_object (&self->prober);
  g_clear_object (&self->preferences);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->meters);
  G_OBJECT_CLASS (plimsoll_roster_parent_class)->dispose (object);
}

static void
plimsoll_roster_finalize (GObject *object)
{
  g_ptr_array_unref (PLIMSOLL_ROSTER (object)->wards);
  g_strfreev (PLIMSOLL_ROSTER (object)->watched);
  g_strfreev (PLIMSOLL_ROSTER (object)->watched_feeds);
  G_OBJECT_CLASS (plimsoll_roster_parent_class)->finalize (object);
}

static void
plimsoll_roster_class_init (PlimsollRosterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plimsoll_roster_dispose;
  object_class->finalize = plimsoll_roster_finalize;

  signals[SIGNAL_REPORTED] =
      g_signal_new ("reported", PLIMSOLL_TYPE_ROSTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PLIMSOLL_TYPE_KEEPER, PLIMSOLL_TYPE_REPORT);
  signals[SIGNAL_HEARD] = g_signal_new ("heard", PLIMSOLL_TYPE_ROSTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, PLIMSOLL_TYPE_KEEPER);
}

static void
plimsoll_roster_init (PlimsollRoster *self)
{
  self->cancellable = g_cancellable_new ();
  self->wards = g_ptr_array_new_with_free_func (ward_free);
  self->meters = g_list_store_new (PLIMSOLL_TYPE_METER);
  self->has_network = TRUE;
}

static PlimsollAccount *
get_account (Ward *ward)
{
  return plimsoll_meter_get_account (plimsoll_keeper_get_meter (ward->keeper));
}

static Ward *
find_ward (PlimsollRoster *self, const char *account)
{
  for (guint i = 0; i < self->wards->len; i++)
    {
      Ward *ward = g_ptr_array_index (self->wards, i);

      if (g_str_equal (plimsoll_account_get_id (get_account (ward)), account))
        return ward;
    }

  return NULL;
}

static void
on_reported_cb (PlimsollRoster *self, PlimsollReport *report, PlimsollKeeper *keeper)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

  plimsoll_archive_keep (self->store, keeper, report, now);
  g_signal_emit (self, signals[SIGNAL_REPORTED], 0, keeper, report);
}

/* Switched off, the address goes at once: from the bus and from the disk. */
static void
apply_identity (PlimsollRoster *self, PlimsollKeeper *keeper)
{
  gboolean is_shown = plimsoll_preferences_get_show_identity (self->preferences);

  plimsoll_keeper_set_identity (keeper, is_shown);
  if (!is_shown && plimsoll_meter_forget_identity (plimsoll_keeper_get_meter (keeper)))
    plimsoll_archive_keep_last (self->store, keeper);
}

static Ward *
add_ward (PlimsollRoster *self, const PlimsollLogin *login)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (GError) error = NULL;
  PlimsollKeeper *keeper = plimsoll_keeper_new (login->account, self->prober, self->clock, &error);
  Ward *ward = NULL;

  if (keeper == NULL)
    {
      g_warning ("No timer for %s: %s", plimsoll_account_get_id (login->account), error->message);
      return NULL;
    }

  ward = g_new0 (Ward, 1);
  ward->keeper = keeper;
  ward->needs_network = login->needs_network;
  g_ptr_array_add (self->wards, ward);
  g_signal_connect_object (keeper, "reported", G_CALLBACK (on_reported_cb), self,
                           G_CONNECT_SWAPPED);

  plimsoll_archive_restore (self->store, keeper, now);
  /* The person may have logged in anew while nobody watched. */
  plimsoll_keeper_see_login (keeper, login->key);
  plimsoll_keeper_set_interval (keeper, plimsoll_preferences_get_interval (self->preferences));
  plimsoll_keeper_set_away (keeper, self->is_away);
  plimsoll_keeper_set_network (keeper, self->has_network || !login->needs_network);
  apply_identity (self, keeper);
  g_list_store_append (self->meters, plimsoll_keeper_get_meter (keeper));
  plimsoll_keeper_start (keeper);
  return ward;
}

static void
remove_ward (PlimsollRoster *self, guint index)
{
  Ward *ward = g_ptr_array_index (self->wards, index);
  guint position = 0;

  if (g_list_store_find (self->meters, plimsoll_keeper_get_meter (ward->keeper), &position))
    g_list_store_remove (self->meters, position);
  g_ptr_array_remove_index (self->wards, index);
}

static void
take_entry (PlimsollRoster *self, const PlimsollLogin *login)
{
  const char *id = plimsoll_account_get_id (login->account);
  Ward *ward = find_ward (self, id);

  if (!plimsoll_preferences_is_enabled (self->preferences, id))
    return;
  if (ward == NULL)
    ward = add_ward (self, login);
  else
    {
      plimsoll_meter_set_account (plimsoll_keeper_get_meter (ward->keeper), login->account);
      plimsoll_keeper_see_login (ward->keeper, login->key);
    }
  if (ward == NULL)
    return;

  g_strfreev (ward->watch_paths);
  ward->watch_paths = g_strdupv (login->watch_paths);
  g_free (ward->feed_path);
  ward->feed_path = g_strdup (login->feed_path);
  ward->is_listed = TRUE;
}

static void
on_files_changed_cb (PlimsollRoster *self)
{
  list_accounts (self);
}

/* One watch for the files of all accounts. It stays while these do: what it is about to tell would
 * be lost with it. */
static void
watch_files (PlimsollRoster *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < self->wards->len; i++)
    g_strv_builder_addv (
        builder, (const char **) ((Ward *) g_ptr_array_index (self->wards, i))->watch_paths);
  paths = g_strv_builder_end (builder);
  if (self->watch != NULL
      && g_strv_equal ((const char *const *) paths, (const char *const *) self->watched))
    return;

  g_clear_object (&self->watch);
  g_strfreev (self->watched);
  self->watched = g_strdupv (paths);
  self->watch = plimsoll_file_watch_new ((const char *const *) paths, SETTLE_MS);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (on_files_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Numbers of another login, or older ones, are passed over in silence. */
static void
read_feed (PlimsollRoster *self, Ward *ward)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (PlimsollReport) feed =
      ward->feed_path != NULL ? plimsoll_feed_read (ward->feed_path, now) : NULL;
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  PlimsollKeeperMemory memory = { 0 };

  plimsoll_keeper_peek_memory (ward->keeper, &memory);
  snapshot = plimsoll_feed_dup_snapshot_for (feed, memory.key);
  if (snapshot == NULL || !plimsoll_keeper_hear (ward->keeper, snapshot))
    return;

  plimsoll_archive_keep (self->store, ward->keeper, feed, now);
  g_signal_emit (self, signals[SIGNAL_HEARD], 0, ward->keeper);
}

static void
read_feeds (PlimsollRoster *self)
{
  for (guint i = 0; i < self->wards->len; i++)
    read_feed (self, g_ptr_array_index (self->wards, i));
}

static void
on_feeds_changed_cb (PlimsollRoster *self)
{
  read_feeds (self);
}

/* Where a folder is missing, its parent would be watched for it, and that one is everybody's: so
 * ours is made. */
static void
watch_feeds (PlimsollRoster *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) paths = NULL;

  for (guint i = 0; i < self->wards->len; i++)
    {
      Ward *ward = g_ptr_array_index (self->wards, i);
      g_autofree char *folder =
          ward->feed_path != NULL ? g_path_get_dirname (ward->feed_path) : NULL;

      if (folder == NULL)
        continue;
      g_mkdir_with_parents (folder, 0700);
      g_strv_builder_add (builder, ward->feed_path);
    }

  paths = g_strv_builder_end (builder);
  if (self->feed_watch != NULL
      && g_strv_equal ((const char *const *) paths, (const char *const *) self->watched_feeds))
    return;

  g_clear_object (&self->feed_watch);
  g_strfreev (self->watched_feeds);
  self->watched_feeds = g_strdupv (paths);
  if (paths[0] == NULL)
    return;
  self->feed_watch = plimsoll_file_watch_new ((const char *const *) paths, FEED_SETTLE_MS);
  g_signal_connect_object (self->feed_watch, "changed", G_CALLBACK (on_feeds_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
take_list (PlimsollRoster *self, GPtrArray *list)
{
  for (guint i = 0; i < self->wards->len; i++)
    ((Ward *) g_ptr_array_index (self->wards, i))->is_listed = FALSE;
  for (guint i = 0; i < list->len; i++)
    take_entry (self, g_ptr_array_index (list, i));
  for (guint i = self->wards->len; i > 0; i--)
    if (!((Ward *) g_ptr_array_index (self->wards, i - 1))->is_listed)
      remove_ward (self, i - 1);

  watch_files (self);
  watch_feeds (self);
  /* What lies there from before; and a login that is new to us may have been told of already. */
  read_feeds (self);
}

static void
refresh_all (PlimsollRoster *self)
{
  for (guint i = 0; i < self->wards->len; i++)
    {
      g_autoptr (GDateTime) retry_at = NULL;

      (void) plimsoll_keeper_refresh (((Ward *) g_ptr_array_index (self->wards, i))->keeper,
                                      &retry_at);
    }
}

static gboolean
on_retry_cb (gpointer user_data)
{
  PlimsollRoster *self = user_data;

  self->retry_id = 0;
  list_accounts (self);
  return G_SOURCE_REMOVE;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollRoster) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list =
      plimsoll_prober_list_finish (PLIMSOLL_PROBER (source), result, &error);

  self->is_listing = FALSE;
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  if (list != NULL)
    {
      take_list (self, list);
      self->is_listed = TRUE;
      if (self->must_refresh)
        refresh_all (self);
      self->must_refresh = FALSE;
    }
  else
    {
      g_message ("The list of accounts could not be had: the probe %s.", error->message);
      if (self->retry_id == 0)
        self->retry_id = g_timeout_add_seconds (RETRY_SECONDS, on_retry_cb, self);
    }

  if (self->must_list_again)
    list_accounts (self);
}

static void
list_accounts (PlimsollRoster *self)
{
  self->must_list_again = self->is_listing;
  if (self->is_listing)
    return;

  self->is_listing = TRUE;
  plimsoll_prober_list_async (self->prober, self->cancellable, on_listed_cb, g_object_ref (self));
}

/* Most preferences are read when they are needed; these two groups want something done. */
static void
on_preference_changed_cb (PlimsollRoster *self, const char *key)
{
  static const char *const listing[] = { "config-directories",
                                         "claude-sources",
                                         "claude-program",
                                         "disabled-accounts",
                                         "demo",
                                         "account-names",
                                         NULL };

  if (g_strv_contains (listing, key))
    list_accounts (self);

  for (guint i = 0; i < self->wards->len; i++)
    {
      Ward *ward = g_ptr_array_index (self->wards, i);

      if (g_str_equal (key, "interval"))
        plimsoll_keeper_set_interval (ward->keeper,
                                      plimsoll_preferences_get_interval (self->preferences));
      if (g_str_equal (key, "show-identity"))
        apply_identity (self, ward->keeper);
    }
}

PlimsollRoster *
plimsoll_roster_new (PlimsollProber *prober,
                     PlimsollStore *store,
                     PlimsollPreferences *preferences,
                     PlimsollClock *clock)
{
  PlimsollRoster *self = g_object_new (PLIMSOLL_TYPE_ROSTER, NULL);

  self->prober = g_object_ref (prober);
  self->store = store;
  self->preferences = g_object_ref (preferences);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (preferences, "changed", G_CALLBACK (on_preference_changed_cb), self);
  return self;
}

void
plimsoll_roster_start (PlimsollRoster *self)
{
  list_accounts (self);
}

void
plimsoll_roster_stop (PlimsollRoster *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->retry_id, g_source_remove);
  g_clear_object (&self->watch);
  g_clear_object (&self->feed_watch);
  for (guint i = 0; i < self->wards->len; i++)
    plimsoll_keeper_stop (((Ward *) g_ptr_array_index (self->wards, i))->keeper);
}

gboolean
plimsoll_roster_is_listed (PlimsollRoster *self)
{
  return self->is_listed;
}

void
plimsoll_roster_refresh_when_listed (PlimsollRoster *self)
{
  self->must_refresh = !self->is_listed;
}

GListModel *
plimsoll_roster_get_meters (PlimsollRoster *self)
{
  return G_LIST_MODEL (self->meters);
}

PlimsollKeeper *
plimsoll_roster_find (PlimsollRoster *self, const char *account)
{
  Ward *ward = find_ward (self, account);

  return ward != NULL ? ward->keeper : NULL;
}

guint
plimsoll_roster_get_n_keepers (PlimsollRoster *self)
{
  return self->wards->len;
}

PlimsollKeeper *
plimsoll_roster_get_keeper (PlimsollRoster *self, guint index)
{
  return ((Ward *) g_ptr_array_index (self->wards, index))->keeper;
}

void
plimsoll_roster_set_away (PlimsollRoster *self, gboolean is_away)
{
  self->is_away = is_away;
  for (guint i = 0; i < self->wards->len; i++)
    plimsoll_keeper_set_away (((Ward *) g_ptr_array_index (self->wards, i))->keeper, is_away);
}

void
plimsoll_roster_set_network (PlimsollRoster *self, gboolean has_network)
{
  self->has_network = has_network;
  for (guint i = 0; i < self->wards->len; i++)
    {
      Ward *ward = g_ptr_array_index (self->wards, i);

      plimsoll_keeper_set_network (ward->keeper, has_network || !ward->needs_network);
    }
}
