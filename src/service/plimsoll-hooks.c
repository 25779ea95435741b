/* plimsoll-hooks.c - runs the person's programs when something happens.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same rules decide as for notifications, over a memory of their own: what is switched off, in
 * quiet hours, or snoozed is so for a person's eyes and not for a program. The file is read when
 * something happens, which is rare, so that it is always the newest. A file that makes no sense
 * runs nothing; `plimsoll hooks` says why. */
#include "plimsoll-hooks.h"

#include <math.h>

#include "plimsoll-alert-rules.h"
#include "plimsoll-errand.h"
#include "plimsoll-hook.h"

/* More would be a storm, of whatever cause. */
#define MAX_RUNNING 4u

/* Where the store keeps what was told to programs, beside what was told to the person. */
#define TOLD_PREFIX "hooks/"

struct _PlimsollHooks
{
  char *path; /* (owned) */
  PlimsollStore *store; /* (unowned) */
  PlimsollPreferences *preferences; /* (unowned) */
  GHashTable *ran_at; /* (owned): name of a hook → gint64 monotonic */
  guint *n_running; /* (owned): outlives us while programs run */
};

PlimsollHooks *
plimsoll_hooks_new (const char *path, PlimsollStore *store, PlimsollPreferences *preferences)
{
  PlimsollHooks *self = g_new0 (PlimsollHooks, 1);

  self->path = g_strdup (path);
  self->store = store;
  self->preferences = preferences;
  self->ran_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->n_running = g_rc_box_new0 (guint);
  return self;
}

void
plimsoll_hooks_free (PlimsollHooks *self)
{
  g_free (self->path);
  g_hash_table_unref (self->ran_at);
  g_rc_box_release (self->n_running);
  g_free (self);
}

static void
on_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_running = user_data;
  g_autoptr (GError) error = NULL;

  if (!plimsoll_errand_run_finish (result, &error))
    g_info ("A hook: %s", error->message);
  (*n_running)--;
  g_rc_box_release (n_running);
}

/* FALSE while its pause lasts, or too many run. */
static gboolean
may_run (PlimsollHooks *self, const PlimsollHook *hook)
{
  const gint64 *ran_at = g_hash_table_lookup (self->ran_at, hook->name);

  return *self->n_running < MAX_RUNNING
         && (ran_at == NULL || g_get_monotonic_time () - *ran_at >= hook->pause);
}

static void
run (PlimsollHooks *self, const PlimsollHook *hook, GBytes *words)
{
  gint64 *ran_at = g_new (gint64, 1);

  *ran_at = g_get_monotonic_time ();
  g_hash_table_replace (self->ran_at, g_strdup (hook->name), ran_at);
  (*self->n_running)++;
  plimsoll_errand_run_async ((const char *const *) hook->command, words, hook->timeout, NULL,
                             on_ran_cb, g_rc_box_acquire (self->n_running));
}

static void
tell (PlimsollHooks *self,
      GPtrArray *hooks,
      PlimsollAlert *alert,
      PlimsollReport *report,
      GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  const char *id = plimsoll_alert_peek (alert)->limit_id;
  PlimsollLimit *limit =
      snapshot != NULL && id != NULL ? plimsoll_snapshot_find_limit (snapshot, id) : NULL;
  g_autoptr (GBytes) words = plimsoll_hook_describe (alert, limit, now);

  for (guint i = 0; i < hooks->len; i++)
    {
      const PlimsollHook *hook = g_ptr_array_index (hooks, i);

      if (plimsoll_hook_wants (hook, alert) && may_run (self, hook))
        run (self, hook, words);
    }
}

/* (transfer container): what happened since the last time, remembered as told. */
static GPtrArray *
decide (PlimsollHooks *self, PlimsollReport *report, GDateTime *now)
{
  const char *account = plimsoll_account_get_id (plimsoll_report_get_account (report));
  g_autofree char *key = g_strconcat (TOLD_PREFIX, account, NULL);
  g_autoptr (GPtrArray) before = plimsoll_store_load_told (self->store, key, NULL);
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GArray) percents = plimsoll_preferences_dup_thresholds (self->preferences);
  PlimsollAlertThresholds thresholds = { 0 };
  PlimsollAlertSettings settings = {
    .thresholds = &thresholds,
    .n_thresholds = 1,
    .kinds = PLIMSOLL_ALERT_ALL_KINDS,
    .interval = plimsoll_preferences_get_interval (self->preferences),
    .names_accounts = TRUE,
  };
  GPtrArray *alerts = NULL;

  if (before == NULL)
    before = plimsoll_told_list_new ();
  thresholds.n_percents = MIN (percents->len, PLIMSOLL_ALERT_MAX_THRESHOLDS);
  for (guint i = 0; i < thresholds.n_percents; i++)
    thresholds.percents[i] = g_array_index (percents, guint, i);
  after = plimsoll_alert_rules_apply (before, report, &settings, now, &alerts);
  (void) plimsoll_store_save_told (self->store, key, after, NULL);
  return alerts;
}

void
plimsoll_hooks_hear (PlimsollHooks *self, PlimsollReport *report, GDateTime *now)
{
  g_autoptr (GPtrArray) alerts = NULL;
  g_autoptr (GPtrArray) hooks = NULL;
  g_autoptr (GError) error = NULL;

  /* Most people have none, and then there is nothing to remember. */
  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return;
  alerts = decide (self, report, now);
  if (alerts->len == 0)
    return;
  hooks = plimsoll_hook_load (self->path, &error);
  if (hooks == NULL)
    {
      g_info ("The hooks cannot be read: %s", error->message);
      return;
    }
  for (guint i = 0; i < alerts->len; i++)
    tell (self, hooks, g_ptr_array_index (alerts, i), report, now);
}
