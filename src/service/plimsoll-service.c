/* plimsoll-service.c - the resident part, put together.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Owns store, roster, herald and D-Bus face, listens to network and presence, and answers the calls
 * of the bus from what the roster's keepers know. It links no library that talks to the network and
 * never sees a token. */

#include "plimsoll-service.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "plimsoll-hooks.h"
#include "plimsoll-bulletin.h"
#include "plimsoll-moment.h"
#include "plimsoll-presence.h"
#include "plimsoll-roster.h"

/* A disk that was full may have room again. */
#define RETRY_DISK_SECONDS 3600

struct _PlimsollService
{
  GObject parent_instance;

  PlimsollServiceSetup setup; /* its strings and objects are (owned) */
  PlimsollStore *store; /* (owned) */
  PlimsollRoster *roster; /* (owned) */
  PlimsollHerald *herald; /* (owned) */
  PlimsollHooks *hooks; /* (owned) */
  PlimsollBulletin *bulletin; /* (owned) */
  PlimsollPresence *presence; /* (owned) */
  PlimsollBusServer *server; /* (owned) */
  GNetworkMonitor *network; /* (unowned): of GLib */
  GDateTime *started_at; /* (owned) */
  char *notice; /* (owned) (nullable): what opening the database had to say */
  gint64 tried_disk_at; /* seconds since the epoch */
  guint64 n_polls;
  guint64 n_failed_polls;
};

G_DEFINE_FINAL_TYPE (PlimsollService, plimsoll_service, G_TYPE_OBJECT)

static void
plimsoll_service_dispose (GObject *object)
{
  PlimsollService *self = PLIMSOLL_SERVICE (object);

  plimsoll_service_stop (self);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  g_clear_pointer (&self->notice, g_free);
  g_clear_object (&self->setup.clock);
  g_clear_object (&self->setup.preferences);
  G_OBJECT_CLASS (plimsoll_service_parent_class)->dispose (object);
}

static void
plimsoll_service_class_init (PlimsollServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_service_dispose;
}

static void
plimsoll_service_init (PlimsollService *self)
{
}

/* (nullable): why nothing is kept, or else what became of the database that was there before. */
static const char *
get_store_notice (PlimsollService *self)
{
  const char *reason = plimsoll_store_get_reason (self->store);

  return reason != NULL ? reason : self->notice;
}

static void
hush_bulletin (PlimsollService *self)
{
  plimsoll_bulletin_set_quiet (self->bulletin,
                               plimsoll_presence_is_away (self->presence)
                                   || !g_network_monitor_get_network_available (self->network));
}

static void
on_network_changed_cb (PlimsollService *self)
{
  plimsoll_roster_set_network (self->roster,
                               g_network_monitor_get_network_available (self->network));
  hush_bulletin (self);
}

static void
on_presence_changed_cb (PlimsollService *self)
{
  plimsoll_roster_set_away (self->roster, plimsoll_presence_is_away (self->presence));
  hush_bulletin (self);
}

/* On the back of a poll, so that no timer of its own wakes the machine. */
static void
try_disk_hourly (PlimsollService *self, GDateTime *now)
{
  gint64 seconds = plimsoll_moment_to_unix (now);

  if (!plimsoll_store_is_in_memory (self->store)
      || ABS (seconds - self->tried_disk_at) < RETRY_DISK_SECONDS)
    return;

  self->tried_disk_at = seconds;
  plimsoll_store_try_disk (self->store, NULL);
}

/* With the numbers of before beside a problem: a login is only gone when it was there. */
static void
tell_listeners (PlimsollService *self, PlimsollKeeper *keeper, GDateTime *now)
{
  g_autoptr (PlimsollReport) all = plimsoll_meter_dup_report (plimsoll_keeper_get_meter (keeper));

  plimsoll_herald_hear (self->herald, all, plimsoll_roster_get_n_keepers (self->roster) > 1, now);
  plimsoll_hooks_hear (self->hooks, all, now);
}

static void
on_heard_cb (PlimsollService *self, PlimsollKeeper *keeper)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->setup.clock);

  tell_listeners (self, keeper, now);
}

static void
on_reported_cb (PlimsollService *self, PlimsollKeeper *keeper, PlimsollReport *report)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->setup.clock);

  self->n_polls++;
  if (plimsoll_report_get_problem (report) != NULL)
    self->n_failed_polls++;

  tell_listeners (self, keeper, now);
  plimsoll_bulletin_ride_along (self->bulletin);
  try_disk_hourly (self, now);
}

/* Calls of the bus */

/* When several are asked, the best of their verdicts is the answer: something will happen. */
static gboolean
answer_refresh (const char *account,
                PlimsollRefreshVerdict *verdict,
                GDateTime **retry_at,
                gpointer user_data)
{
  PlimsollService *self = user_data;
  guint n_keepers = plimsoll_roster_get_n_keepers (self->roster);
  PlimsollKeeper *keeper = plimsoll_roster_find (self->roster, account);

  if (keeper != NULL)
    {
      *verdict = plimsoll_keeper_refresh (keeper, retry_at);
      return TRUE;
    }
  /* Whoever started us by this very call must not hear that there is no such account. */
  if (!plimsoll_roster_is_listed (self->roster))
    {
      plimsoll_roster_refresh_when_listed (self->roster);
      *verdict = PLIMSOLL_REFRESH_ASKED;
      return TRUE;
    }
  if (*account != '\0' || n_keepers == 0)
    return FALSE;

  *verdict = PLIMSOLL_REFRESH_RATE_LIMITED;
  for (guint i = 0; i < n_keepers; i++)
    {
      g_autoptr (GDateTime) its_retry_at = NULL;
      PlimsollRefreshVerdict its_verdict =
          plimsoll_keeper_refresh (plimsoll_roster_get_keeper (self->roster, i), &its_retry_at);

      if (its_verdict > *verdict)
        continue;
      *verdict = its_verdict;
      g_clear_pointer (retry_at, g_date_time_unref);
      *retry_at = g_steal_pointer (&its_retry_at);
    }
  return TRUE;
}

static GVariant *
answer_history (const char *account,
                const char *limit,
                gint64 from,
                gint64 to,
                guint points,
                gpointer user_data)
{
  PlimsollService *self = user_data;
  g_autoptr (GArray) history = NULL;
  GVariantBuilder samples;

  if (plimsoll_roster_find (self->roster, account) == NULL)
    return NULL;

  history = plimsoll_store_read_history (self->store, account, limit, from, to, points, NULL);
  g_variant_builder_init (&samples, G_VARIANT_TYPE ("a(xd)"));
  for (guint i = 0; history != NULL && i < history->len; i++)
    {
      const PlimsollStorePoint *point = &g_array_index (history, PlimsollStorePoint, i);

      g_variant_builder_add (&samples, "(xd)", point->at, point->percent);
    }

  return g_variant_builder_end (&samples);
}

static gboolean
answer_snooze (const char *account, const char *limit, gpointer user_data)
{
  PlimsollService *self = user_data;
  PlimsollKeeper *keeper = plimsoll_roster_find (self->roster, account);
  PlimsollSnapshot *snapshot = NULL;
  PlimsollLimit *found = NULL;

  if (keeper != NULL)
    snapshot = plimsoll_meter_get_snapshot (plimsoll_keeper_get_meter (keeper));
  if (snapshot != NULL)
    found = plimsoll_snapshot_find_limit (snapshot, limit);
  if (found == NULL)
    return FALSE;

  plimsoll_herald_snooze_limit (self->herald, account, found);
  return TRUE;
}

static gboolean
answer_delete_history (gpointer user_data, GError **error)
{
  return plimsoll_store_delete_history (PLIMSOLL_SERVICE (user_data)->store, NULL, error);
}

static GVariant *
answer_status (gpointer user_data)
{
  PlimsollService *self = user_data;
  const char *notice = get_store_notice (self);
  GVariantDict status;

  g_variant_dict_init (&status, NULL);
  g_variant_dict_insert (&status, "pid", "u", (guint32) getpid ());
  g_variant_dict_insert (&status, "started-at", "x", plimsoll_moment_to_unix (self->started_at));
  g_variant_dict_insert (&status, "listed", "b", plimsoll_roster_is_listed (self->roster));
  g_variant_dict_insert (&status, "polls", "t", self->n_polls);
  g_variant_dict_insert (&status, "failed-polls", "t", self->n_failed_polls);
  g_variant_dict_insert (&status, "store", "s",
                         plimsoll_store_is_in_memory (self->store) ? "memory" : "disk");
  if (notice != NULL)
    g_variant_dict_insert (&status, "store-notice", "s", notice);
  g_variant_dict_insert (&status, "network", "b",
                         g_network_monitor_get_network_available (self->network));
  g_variant_dict_insert (&status, "tray", "s",
                         self->setup.tray != NULL ? self->setup.tray (self->setup.user_data)
                                                  : "off");
  return g_variant_dict_end (&status);
}

static void
answer_quit (gpointer user_data)
{
  PlimsollService *self = user_data;

  self->setup.quit (self->setup.user_data);
}

/* Past the herald: nothing happened, so there is nothing to remember and no preference to ask. */
static void
answer_test_notification (gpointer user_data)
{
  PlimsollService *self = user_data;

  self->setup.speak ("test", _ ("Plimsoll can reach you"),
                     _ ("This is how a notification looks. A limit that is nearly used up tells "
                        "when it resets, and when it is empty at this pace."),
                     PLIMSOLL_URGENCY_NORMAL, FALSE, self->setup.user_data);
}

static const PlimsollBusCallbacks bus_callbacks = { .refresh = answer_refresh,
                                                    .history = answer_history,
                                                    .snooze = answer_snooze,
                                                    .delete_history = answer_delete_history,
                                                    .status = answer_status,
                                                    .quit = answer_quit,
                                                    .test_notification = answer_test_notification };

static void
make_roster (PlimsollService *self)
{
  g_autoptr (PlimsollProber) prober = plimsoll_prober_new (self->setup.program);

  self->roster =
      plimsoll_roster_new (prober, self->store, self->setup.preferences, self->setup.clock);
  g_signal_connect_swapped (self->roster, "reported", G_CALLBACK (on_reported_cb), self);
  g_signal_connect_swapped (self->roster, "heard", G_CALLBACK (on_heard_cb), self);
  self->bulletin = plimsoll_bulletin_new (prober, plimsoll_roster_get_meters (self->roster),
                                          self->setup.preferences, self->setup.clock);
}

PlimsollService *
plimsoll_service_new (const PlimsollServiceSetup *setup, GError **error)
{
  g_autoptr (PlimsollService) self = g_object_new (PLIMSOLL_TYPE_SERVICE, NULL);

  self->setup = *setup;
  g_object_ref (self->setup.clock);
  g_object_ref (self->setup.preferences);
  self->started_at = plimsoll_clock_now (setup->clock);
  self->store = plimsoll_store_open (setup->state_folder, self->started_at, &self->notice, error);
  if (self->store == NULL)
    return NULL;
  if (get_store_notice (self) != NULL)
    g_message ("%s", get_store_notice (self));

  self->herald =
      plimsoll_herald_new (self->store, setup->preferences, setup->speak, setup->user_data);
  self->hooks = plimsoll_hooks_new (setup->hooks_path, self->store, setup->preferences);
  make_roster (self);
  self->network = g_network_monitor_get_default ();
  g_signal_connect_swapped (self->network, "notify::network-available",
                            G_CALLBACK (on_network_changed_cb), self);
  self->presence = plimsoll_presence_new ();
  g_signal_connect_swapped (self->presence, "notify::is-away", G_CALLBACK (on_presence_changed_cb),
                            self);
  self->server =
      plimsoll_bus_server_new (plimsoll_roster_get_meters (self->roster), &bus_callbacks, self);
  return g_steal_pointer (&self);
}

gboolean
plimsoll_service_export (PlimsollService *self, GDBusConnection *connection, GError **error)
{
  return plimsoll_bus_server_export (self->server, connection, error);
}

void
plimsoll_service_start (PlimsollService *self)
{
  on_network_changed_cb (self);
  plimsoll_roster_start (self->roster);
}

void
plimsoll_service_stop (PlimsollService *self)
{
  if (self->network != NULL)
    g_signal_handlers_disconnect_by_data (self->network, self);
  self->network = NULL;
  if (self->presence != NULL)
    g_signal_handlers_disconnect_by_data (self->presence, self);
  g_clear_object (&self->presence);
  if (self->bulletin != NULL)
    g_object_run_dispose (G_OBJECT (self->bulletin));
  g_clear_object (&self->bulletin);
  g_clear_object (&self->server);
  if (self->roster != NULL)
    {
      plimsoll_roster_stop (self->roster);
      g_signal_handlers_disconnect_by_data (self->roster, self);
    }
  g_clear_object (&self->roster);
  g_clear_pointer (&self->herald, plimsoll_herald_free);
  g_clear_pointer (&self->hooks, plimsoll_hooks_free);
  g_clear_pointer (&self->store, plimsoll_store_close);
}

GListModel *
plimsoll_service_get_meters (PlimsollService *self)
{
  return plimsoll_roster_get_meters (self->roster);
}

void
plimsoll_service_refresh_all (PlimsollService *self)
{
  PlimsollRefreshVerdict verdict;
  g_autoptr (GDateTime) retry_at = NULL;

  answer_refresh ("", &verdict, &retry_at, self);
}

void
plimsoll_service_snooze (PlimsollService *self, const char *speech_id)
{
  plimsoll_herald_snooze (self->herald, speech_id);
}
