/* plimsoll-bulletin.c - what the providers' status pages say, told to the meters.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The pages are public and asked without any login, by a probe like everything else. They are asked
 * on the back of a poll where there is one; only when polls stay away, which is when the service is
 * in trouble and its page worth reading, a timer does it. A page that does not answer changes
 * nothing for an hour, and then what it said last is no news any more. */

#include "plimsoll-bulletin.h"

#include "plimsoll-meter.h"

/* Every five minutes, give or take the jitter of the polls. */
#define EARLIEST (4 * G_TIME_SPAN_MINUTE + 20 * G_TIME_SPAN_SECOND)
#define LATEST_SECONDS 345u
#define BELIEVED_FOR G_TIME_SPAN_HOUR

/* What one page said last. */
typedef struct
{
  PlimsollIncident *incident; /* (owned) (nullable) */
  GDateTime *heard_at; /* (owned) (nullable) */
  gboolean is_asking;
} Page;

struct _PlimsollBulletin
{
  GObject parent_instance;

  PlimsollProber *prober; /* (owned) */
  GListModel *meters; /* (owned) */
  PlimsollPreferences *preferences; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GHashTable *pages; /* (owned): provider → Page */
  GDateTime *asked_at; /* (owned) (nullable) */
  guint timer_id; /* 0 when none */
  gboolean is_quiet;
};

static void ask_all (PlimsollBulletin *self);

G_DEFINE_FINAL_TYPE (PlimsollBulletin, plimsoll_bulletin, G_TYPE_OBJECT)

static void
page_free (gpointer data)
{
  Page *page = data;

  g_clear_pointer (&page->incident, plimsoll_incident_unref);
  g_clear_pointer (&page->heard_at, g_date_time_unref);
  g_free (page);
}

static void
plimsoll_bulletin_dispose (GObject *object)
{
  PlimsollBulletin *self = PLIMSOLL_BULLETIN (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->preferences != NULL)
    g_signal_handlers_disconnect_by_data (self->preferences, self);
  if (self->meters != NULL)
    g_signal_handlers_disconnect_by_data (self->meters, self);
  g_clear_object (&self->prober);
  g_clear_object (&self->meters);
  g_clear_object (&self->preferences);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (plimsoll_bulletin_parent_class)->dispose (object);
}

static void
plimsoll_bulletin_finalize (GObject *object)
{
  PlimsollBulletin *self = PLIMSOLL_BULLETIN (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->pages);
  g_clear_pointer (&self->asked_at, g_date_time_unref);
  G_OBJECT_CLASS (plimsoll_bulletin_parent_class)->finalize (object);
}

static void
plimsoll_bulletin_class_init (PlimsollBulletinClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_bulletin_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_bulletin_finalize;
}

static void
plimsoll_bulletin_init (PlimsollBulletin *self)
{
  self->cancellable = g_cancellable_new ();
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, page_free);
}

/* Every account of a provider has its provider's incident. */
static void
tell_meters (PlimsollBulletin *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (self->meters, i);
      const char *provider = plimsoll_account_get_provider (plimsoll_meter_get_account (meter));
      const Page *page = g_hash_table_lookup (self->pages, provider);

      plimsoll_meter_set_incident (meter, page != NULL ? page->incident : NULL);
    }
}

static void
forget_old (Page *page, GDateTime *now)
{
  if (page->heard_at != NULL && g_date_time_difference (now, page->heard_at) > BELIEVED_FOR)
    g_clear_pointer (&page->incident, plimsoll_incident_unref);
}

/* An asking under way. */
typedef struct
{
  PlimsollBulletin *self; /* (owned) */
  char *provider; /* (owned) */
} Asking;

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (PlimsollBulletin) self = asking->self;
  g_autofree char *provider = asking->provider;
  Page *page = g_hash_table_lookup (self->pages, provider);
  PlimsollIncident *incident = NULL;
  gboolean is_heard = plimsoll_prober_incident_finish (PLIMSOLL_PROBER (source), result, &incident);

  g_free (asking);
  if (page != NULL)
    page->is_asking = FALSE;
  /* Let go, or switched off, while it was on its way. */
  if (self->clock == NULL || page == NULL)
    {
      g_clear_pointer (&incident, plimsoll_incident_unref);
      return;
    }

  if (is_heard)
    {
      g_clear_pointer (&page->incident, plimsoll_incident_unref);
      g_clear_pointer (&page->heard_at, g_date_time_unref);
      page->incident = incident;
      page->heard_at = plimsoll_clock_now (self->clock);
    }
  else
    {
      g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

      forget_old (page, now);
    }
  tell_meters (self);
}

static void
ask_page (PlimsollBulletin *self, const char *provider)
{
  Page *page = g_hash_table_lookup (self->pages, provider);
  Asking *asking = NULL;

  if (page == NULL)
    {
      page = g_new0 (Page, 1);
      g_hash_table_insert (self->pages, g_strdup (provider), page);
    }
  if (page->is_asking)
    return;

  page->is_asking = TRUE;
  asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->provider = g_strdup (provider);
  plimsoll_prober_incident_async (self->prober, provider, self->cancellable, on_answer_cb, asking);
}

static gboolean
on_late_cb (gpointer user_data)
{
  PlimsollBulletin *self = user_data;

  self->timer_id = 0;
  ask_all (self);
  return G_SOURCE_REMOVE;
}

/* (transfer container): providers of the accounts there are, each once, if they have a page. */
static GHashTable *
list_providers (PlimsollBulletin *self)
{
  GHashTable *providers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (self->meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (self->meters, i);
      const PlimsollStatusPage *page = plimsoll_status_page_find (
          plimsoll_account_get_provider (plimsoll_meter_get_account (meter)));

      if (page != NULL)
        g_hash_table_add (providers, (gpointer) page->provider);
    }

  return providers;
}

static void
ask_all (PlimsollBulletin *self)
{
  g_autoptr (GHashTable) providers = list_providers (self);
  GHashTableIter iter;
  gpointer provider = NULL;

  g_clear_handle_id (&self->timer_id, g_source_remove);
  if (self->is_quiet || !plimsoll_preferences_get_incidents (self->preferences)
      || g_hash_table_size (providers) == 0)
    return;

  g_clear_pointer (&self->asked_at, g_date_time_unref);
  self->asked_at = plimsoll_clock_now (self->clock);
  self->timer_id = g_timeout_add_seconds (LATEST_SECONDS, on_late_cb, self);
  g_hash_table_iter_init (&iter, providers);
  while (g_hash_table_iter_next (&iter, &provider, NULL))
    ask_page (self, provider);
}

/* An account that comes later has the news that there are; one that was switched off asks no more.
 */
static void
on_meters_changed_cb (PlimsollBulletin *self)
{
  tell_meters (self);
}

static void
on_preference_changed_cb (PlimsollBulletin *self, const char *key)
{
  if (!g_str_equal (key, "incidents"))
    return;

  if (plimsoll_preferences_get_incidents (self->preferences))
    {
      ask_all (self);
      return;
    }
  g_clear_handle_id (&self->timer_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_hash_table_remove_all (self->pages);
  tell_meters (self);
}

PlimsollBulletin *
plimsoll_bulletin_new (PlimsollProber *prober,
                       GListModel *meters,
                       PlimsollPreferences *preferences,
                       PlimsollClock *clock)
{
  PlimsollBulletin *self = g_object_new (PLIMSOLL_TYPE_BULLETIN, NULL);

  self->prober = g_object_ref (prober);
  self->meters = g_object_ref (meters);
  self->preferences = g_object_ref (preferences);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (preferences, "changed", G_CALLBACK (on_preference_changed_cb), self);
  g_signal_connect_swapped (meters, "items-changed", G_CALLBACK (on_meters_changed_cb), self);
  return self;
}

void
plimsoll_bulletin_ride_along (PlimsollBulletin *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  GTimeSpan since = self->asked_at != NULL ? g_date_time_difference (now, self->asked_at) : 0;

  /* Negative after the clock was set back. */
  if (self->asked_at == NULL || since >= EARLIEST || since < 0)
    ask_all (self);
}

void
plimsoll_bulletin_set_quiet (PlimsollBulletin *self, gboolean is_quiet)
{
  gboolean was_asked = self->asked_at != NULL;

  if (self->is_quiet == is_quiet)
    return;

  self->is_quiet = is_quiet;
  if (is_quiet)
    g_clear_handle_id (&self->timer_id, g_source_remove);
  else if (was_asked)
    {
      self->timer_id = g_timeout_add_seconds (LATEST_SECONDS, on_late_cb, self);
      plimsoll_bulletin_ride_along (self);
    }
}
