/* plimsoll-herald.c - has things told that deserve it, each once.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Carries what the rules decide: remembers it first and speaks then, so that a crash in between
 * costs one alert, where the other order would tell it twice. Several alerts of one poll become one
 * word. One account has one place to speak from; its newest word replaces the one before. */

#include "plimsoll-herald.h"

#include <math.h>

#include "plimsoll-alert-cycle.h"
#include "plimsoll-alert-rules.h"
#include "plimsoll-alert-words.h"

/* The flags of the `alerts` preference, in the order of the schema. */
#define FLAG_THRESHOLD 1u
#define FLAG_USED_UP 2u
#define FLAG_AVAILABLE 4u
#define FLAG_EARLY_EMPTY 8u
#define FLAG_LOGIN 16u

struct _PlimsollHerald
{
  PlimsollStore *store; /* (unowned) */
  PlimsollPreferences *preferences; /* (unowned) */
  PlimsollSpeakFunc speak;
  gpointer user_data;
  GHashTable *said; /* (owned): account id → GPtrArray of PlimsollAlert that were said last */
};

PlimsollHerald *
plimsoll_herald_new (PlimsollStore *store,
                     PlimsollPreferences *preferences,
                     PlimsollSpeakFunc speak,
                     gpointer user_data)
{
  PlimsollHerald *self = g_new0 (PlimsollHerald, 1);

  self->store = store;
  self->preferences = preferences;
  self->speak = speak;
  self->user_data = user_data;
  self->said =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
plimsoll_herald_free (PlimsollHerald *self)
{
  g_hash_table_unref (self->said);
  g_free (self);
}

/* (transfer full): an empty list when nothing can be read: better told twice than never. */
static GPtrArray *
load_told (PlimsollHerald *self, const char *account)
{
  GPtrArray *told = plimsoll_store_load_told (self->store, account, NULL);

  return told != NULL ? told : plimsoll_told_list_new ();
}

static void
keep_told (PlimsollHerald *self, const char *account, GPtrArray *told)
{
  g_autoptr (GError) error = NULL;

  if (!plimsoll_store_save_told (self->store, account, told, &error))
    g_debug ("What was told could not be kept: %s", error->message);
}

static guint
read_kinds (PlimsollPreferences *preferences)
{
  guint flags = plimsoll_preferences_get_alerts (preferences);
  guint kinds = 0;

  if ((flags & FLAG_THRESHOLD) != 0)
    kinds |= PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_THRESHOLD);
  if ((flags & FLAG_USED_UP) != 0)
    kinds |= PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_USED_UP);
  if ((flags & FLAG_AVAILABLE) != 0)
    kinds |= PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_AVAILABLE_AGAIN);
  if ((flags & FLAG_EARLY_EMPTY) != 0)
    kinds |= PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_EARLY_EMPTY);
  if ((flags & FLAG_LOGIN) != 0)
    kinds |=
        PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_SIGNED_OUT) | PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_BACK);

  return kinds;
}

static void
read_thresholds (PlimsollPreferences *preferences, PlimsollAlertThresholds *thresholds)
{
  g_autoptr (GArray) percents = plimsoll_preferences_dup_thresholds (preferences);

  *thresholds = (PlimsollAlertThresholds){ 0 };
  thresholds->n_percents = MIN (percents->len, PLIMSOLL_ALERT_MAX_THRESHOLDS);
  for (guint i = 0; i < thresholds->n_percents; i++)
    thresholds->percents[i] = g_array_index (percents, guint, i);
}

static void
say (PlimsollHerald *self, const char *account, GPtrArray *alerts)
{
  const PlimsollAlertFields *first = plimsoll_alert_peek (g_ptr_array_index (alerts, 0));
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  gboolean can_snooze = FALSE;

  for (guint i = 0; i < alerts->len; i++)
    can_snooze |= plimsoll_alert_peek (g_ptr_array_index (alerts, i))->limit_id != NULL;

  g_hash_table_replace (self->said, g_strdup (account), g_ptr_array_ref (alerts));
  plimsoll_alert_words_merge (alerts, &title, &body);
  self->speak (account, title, body, first->urgency, can_snooze, self->user_data);
}

void
plimsoll_herald_hear (PlimsollHerald *self,
                      PlimsollReport *report,
                      gboolean names_accounts,
                      GDateTime *now)
{
  const char *account = plimsoll_account_get_id (plimsoll_report_get_account (report));
  PlimsollAlertThresholds thresholds;
  PlimsollAlertSettings settings = {
    .thresholds = &thresholds,
    .n_thresholds = 1,
    .kinds = read_kinds (self->preferences),
    .interval = plimsoll_preferences_get_interval (self->preferences),
    .names_accounts = names_accounts,
  };
  g_autoptr (GPtrArray) before = load_told (self, account);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) alerts = NULL;

  read_thresholds (self->preferences, &thresholds);
  if (!plimsoll_preferences_get_quiet_hours (self->preferences, &settings.quiet_from_minute,
                                             &settings.quiet_until_minute))
    settings.quiet_until_minute = settings.quiet_from_minute;

  after = plimsoll_alert_rules_apply (before, report, &settings, now, &alerts);
  keep_told (self, account, after);
  if (alerts->len > 0)
    say (self, account, alerts);
}

static void
snooze_alert (PlimsollHerald *self, const char *account, PlimsollAlert *alert)
{
  g_autoptr (GPtrArray) before = load_told (self, account);
  g_autoptr (GPtrArray) after = plimsoll_alert_rules_snooze (before, alert);

  keep_told (self, account, after);
}

void
plimsoll_herald_snooze (PlimsollHerald *self, const char *id)
{
  GPtrArray *alerts = g_hash_table_lookup (self->said, id);

  for (guint i = 0; alerts != NULL && i < alerts->len; i++)
    snooze_alert (self, id, g_ptr_array_index (alerts, i));
}

void
plimsoll_herald_snooze_limit (PlimsollHerald *self, const char *account, PlimsollLimit *limit)
{
  PlimsollAlertFields fields = {
    .kind = PLIMSOLL_ALERT_THRESHOLD,
    .account_id = account,
    .limit_id = plimsoll_limit_peek (limit)->id,
    .cycle = plimsoll_alert_cycle_of (limit),
    .percent = NAN,
    .title = "",
    .body = "",
  };
  g_autoptr (PlimsollAlert) alert = plimsoll_alert_new (&fields);

  snooze_alert (self, account, alert);
}
