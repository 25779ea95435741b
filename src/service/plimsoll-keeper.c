/* plimsoll-keeper.c - keeps one account's meter true: asks when it is time, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Gathers the facts on which the schedule decides, sets one timer to what it decided, and starts
 * one probe when that comes. All policy is in the engine; this only remembers and carries out.
 * Keepers know nothing of each other, so a slow account delays nobody. */

#include "plimsoll-keeper.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-schedule.h"
#include "plimsoll-wall-timer.h"

/* Numbers are stale when two polls in a row did not renew them. */
#define FRESH_FOR_INTERVALS 2

struct _PlimsollKeeper
{
  GObject parent_instance;

  PlimsollMeter *meter; /* (owned) */
  PlimsollProber *prober; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  PlimsollWallTimer *timer; /* (owned) */
  GCancellable *cancellable; /* (owned): ends the probe under way */

  GTimeSpan interval;
  double jitter; /* drawn after each asking */
  GDateTime *asked_at; /* (owned) (nullable) */
  PlimsollScheduleReason asked_because; /* */
  PlimsollScheduleReason due_because; /* of what the timer is set to */
  char *key; /* (owned) (nullable): of the token used last */
  PlimsollCooldown cooldown;
  GDateTime *network_back_at; /* (owned) (nullable) */

  gboolean is_started;
  gboolean is_asking;
  gboolean is_away;
  gboolean has_network;
  gboolean is_refresh_wanted;
  gboolean is_login_changed;
  gboolean is_cool_down_passed;
  gboolean with_identity;
};

enum
{
  SIGNAL_REPORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void decide (PlimsollKeeper *self);

G_DEFINE_FINAL_TYPE (PlimsollKeeper, plimsoll_keeper, G_TYPE_OBJECT)

static void
plimsoll_keeper_dispose (GObject *object)
{
  PlimsollKeeper *self = PLIMSOLL_KEEPER (object);

  plimsoll_keeper_stop (self);
  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->timer);
  g_clear_object (&self->meter);
  g_clear_object (&self->prober);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (plimsoll_keeper_parent_class)->dispose (object);
}

static void
plimsoll_keeper_finalize (GObject *object)
{
  PlimsollKeeper *self = PLIMSOLL_KEEPER (object);

  g_clear_pointer (&self->asked_at, g_date_time_unref);
  g_clear_pointer (&self->network_back_at, g_date_time_unref);
  g_free (self->key);
  G_OBJECT_CLASS (plimsoll_keeper_parent_class)->finalize (object);
}

static void
plimsoll_keeper_class_init (PlimsollKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = plimsoll_keeper_dispose;
  object_class->finalize = plimsoll_keeper_finalize;

  signals[SIGNAL_REPORTED] = g_signal_new ("reported", PLIMSOLL_TYPE_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 1, PLIMSOLL_TYPE_REPORT);
}

static void
plimsoll_keeper_init (PlimsollKeeper *self)
{
  self->interval = PLIMSOLL_SCHEDULE_DEFAULT_INTERVAL;
  self->cancellable = g_cancellable_new ();
  self->has_network = TRUE;
  self->jitter = g_random_double_range (-1, 1);
}

/* Everything the schedule wants to know, borrowed from the keeper. */
static PlimsollScheduleFacts
gather_facts (PlimsollKeeper *self)
{
  return (PlimsollScheduleFacts){
    .interval = self->interval,
    .jitter = self->jitter,
    .asked_at = self->asked_at,
    .asked_because = self->asked_because,
    .snapshot = plimsoll_meter_get_snapshot (self->meter),
    .problem = plimsoll_meter_get_problem (self->meter),
    .cooldown = self->cooldown,
    .is_cool_down_passed = self->is_cool_down_passed,
    .is_away = self->is_away,
    .has_network = self->has_network,
    .network_back_at = self->network_back_at,
    .is_refresh_wanted = self->is_refresh_wanted,
    .is_login_changed = self->is_login_changed,
  };
}

static void
take_report (PlimsollKeeper *self, PlimsollReport *report)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  const char *key = plimsoll_report_get_key (report);

  /* A new token starts with a clean record. */
  if (key != NULL && g_strcmp0 (key, self->key) != 0)
    {
      self->cooldown = (PlimsollCooldown){ 0 };
      g_free (self->key);
      self->key = g_strdup (key);
    }
  self->cooldown = plimsoll_cooldown_after (&self->cooldown, problem, now);
  self->jitter = g_random_double_range (-1, 1);

  plimsoll_meter_take (self->meter, report, now);
  g_signal_emit (self, signals[SIGNAL_REPORTED], 0, report);
}

static void
on_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollKeeper) self = user_data;
  g_autoptr (PlimsollReport) report =
      plimsoll_prober_probe_finish (PLIMSOLL_PROBER (source), result, NULL);

  self->is_asking = FALSE;
  if (report == NULL || !self->is_started)
    return;

  take_report (self, report);
  decide (self);
}

static void
ask (PlimsollKeeper *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  PlimsollProbeFlags flags = self->with_identity ? PLIMSOLL_PROBE_IDENTITY : PLIMSOLL_PROBE_DEFAULT;

  if (self->due_because == PLIMSOLL_SCHEDULE_PERSON)
    flags |= PLIMSOLL_PROBE_PERSON;

  self->is_cool_down_passed =
      self->is_refresh_wanted && plimsoll_cooldown_is_running (&self->cooldown, now);
  g_clear_pointer (&self->asked_at, g_date_time_unref);
  self->asked_at = g_steal_pointer (&now);
  self->asked_because = self->due_because;
  self->is_refresh_wanted = FALSE;
  self->is_login_changed = FALSE;
  self->is_asking = TRUE;

  g_debug ("Asking %s: %s.", plimsoll_account_get_id (plimsoll_meter_get_account (self->meter)),
           plimsoll_schedule_reason_to_word (self->due_because));
  plimsoll_prober_probe_async (self->prober, plimsoll_meter_get_account (self->meter), flags,
                               self->cancellable, on_probed_cb, g_object_ref (self));
}

/* Looks at all facts and sets the timer to the next asking. While one is under way nothing is
 * planned: its end decides anew. */
static void
decide (PlimsollKeeper *self)
{
  g_autoptr (GDateTime) now = NULL;
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GDateTime) system_due = NULL;
  PlimsollScheduleFacts facts;

  if (!self->is_started || self->is_asking)
    return;

  now = plimsoll_clock_now (self->clock);
  facts = gather_facts (self);
  due = plimsoll_schedule_decide (&facts, now, &self->due_because);

  plimsoll_meter_set_fresh_for (self->meter,
                                FRESH_FOR_INTERVALS * plimsoll_schedule_get_interval (&facts));
  plimsoll_meter_look_at_clock (self->meter, now);
  plimsoll_meter_set_next_try (self->meter, due);
  if (due != NULL)
    system_due = plimsoll_clock_to_system (self->clock, due);
  plimsoll_wall_timer_set (self->timer, system_due);
}

/* What was planned may be out of place by now: a plan that was made without a network is one for
 * the case that it is back. */
static void
on_due_cb (PlimsollKeeper *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (GDateTime) due = NULL;
  PlimsollScheduleFacts facts = gather_facts (self);

  if (!self->is_started || self->is_asking)
    return;

  due = plimsoll_schedule_decide (&facts, now, &self->due_because);
  if (due != NULL && g_date_time_compare (due, now) <= 0)
    ask (self);
  else
    decide (self);
}

static void
on_clock_changed_cb (PlimsollKeeper *self)
{
  decide (self);
}

PlimsollKeeper *
plimsoll_keeper_new (PlimsollAccount *account,
                     PlimsollProber *prober,
                     PlimsollClock *clock,
                     GError **error)
{
  g_autoptr (PlimsollWallTimer) timer = plimsoll_wall_timer_new (error);
  PlimsollKeeper *self = NULL;

  if (timer == NULL)
    return NULL;

  self = g_object_new (PLIMSOLL_TYPE_KEEPER, NULL);
  self->meter = plimsoll_meter_new (account, FRESH_FOR_INTERVALS * self->interval);
  self->prober = g_object_ref (prober);
  self->clock = g_object_ref (clock);
  self->timer = g_steal_pointer (&timer);
  g_signal_connect_swapped (self->timer, "due", G_CALLBACK (on_due_cb), self);
  g_signal_connect_swapped (self->timer, "clock-changed", G_CALLBACK (on_clock_changed_cb), self);
  return self;
}

PlimsollMeter *
plimsoll_keeper_get_meter (PlimsollKeeper *self)
{
  return self->meter;
}

void
plimsoll_keeper_remember (PlimsollKeeper *self, const PlimsollKeeperMemory *memory)
{
  g_return_if_fail (!self->is_started);

  g_free (self->key);
  self->key = g_strdup (memory->key);
  self->cooldown = memory->cooldown;
  g_clear_pointer (&self->asked_at, g_date_time_unref);
  if (memory->asked_at != NULL)
    self->asked_at = g_date_time_ref (memory->asked_at);
  self->asked_because = PLIMSOLL_SCHEDULE_INTERVAL;
}

void
plimsoll_keeper_peek_memory (PlimsollKeeper *self, PlimsollKeeperMemory *memory)
{
  memory->key = self->key;
  memory->asked_at = self->asked_at;
  memory->cooldown = self->cooldown;
}

void
plimsoll_keeper_start (PlimsollKeeper *self)
{
  self->is_started = TRUE;
  decide (self);
}

void
plimsoll_keeper_stop (PlimsollKeeper *self)
{
  self->is_started = FALSE;
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->timer != NULL)
    plimsoll_wall_timer_set (self->timer, NULL);
}

void
plimsoll_keeper_set_interval (PlimsollKeeper *self, GTimeSpan interval)
{
  self->interval = interval;
  decide (self);
}

void
plimsoll_keeper_set_away (PlimsollKeeper *self, gboolean is_away)
{
  self->is_away = is_away;
  decide (self);
}

/* Nothing will be asked until the network is back, so this is the only one who can say why,
 * and for which login: numbers of another one are not shown until then. */
static void
say_offline (PlimsollKeeper *self, GDateTime *now)
{
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (
      PLIMSOLL_CONDITION_OFFLINE, _ ("No connection. Plimsoll asks again as soon as there is one."),
      NULL);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (plimsoll_meter_get_account (self->meter), self->key, NULL, problem);

  plimsoll_meter_take (self->meter, report, now);
}

void
plimsoll_keeper_set_network (PlimsollKeeper *self, gboolean has_network)
{
  g_autoptr (GDateTime) now = NULL;

  if (self->has_network == has_network)
    return;

  now = plimsoll_clock_now (self->clock);
  self->has_network = has_network;
  if (has_network)
    {
      g_clear_pointer (&self->network_back_at, g_date_time_unref);
      self->network_back_at = g_date_time_ref (now);
    }
  else
    say_offline (self, now);
  decide (self);
}

void
plimsoll_keeper_set_identity (PlimsollKeeper *self, gboolean with_identity)
{
  self->with_identity = with_identity;
}

void
plimsoll_keeper_see_login (PlimsollKeeper *self, const char *key)
{
  if (g_strcmp0 (key, self->key) == 0)
    return;

  /* The cool-down belonged to the token that is gone. */
  self->cooldown = (PlimsollCooldown){ 0 };
  g_free (self->key);
  self->key = g_strdup (key);
  self->is_login_changed = TRUE;
  if (!self->has_network)
    {
      g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

      say_offline (self, now);
    }
  decide (self);
}

gboolean
plimsoll_keeper_hear (PlimsollKeeper *self, PlimsollSnapshot *snapshot)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (plimsoll_meter_get_account (self->meter), NULL, snapshot, NULL);
  g_autoptr (PlimsollReport) before = plimsoll_meter_dup_report (self->meter);
  g_autoptr (PlimsollReport) after = NULL;

  plimsoll_meter_take (self->meter, report, now);
  after = plimsoll_meter_dup_report (self->meter);
  if (after == before)
    return FALSE;

  /* A reset that was not known before wants a poll of its own. */
  decide (self);
  return TRUE;
}

PlimsollRefreshVerdict
plimsoll_keeper_refresh (PlimsollKeeper *self, GDateTime **retry_at)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);

  if (self->is_asking)
    return PLIMSOLL_REFRESH_BUSY;
  if (self->cooldown.kind == PLIMSOLL_COOLDOWN_ORDERED
      && plimsoll_cooldown_is_running (&self->cooldown, now))
    {
      *retry_at = plimsoll_cooldown_dup_end (&self->cooldown, now);
      return PLIMSOLL_REFRESH_RATE_LIMITED;
    }
  if (!plimsoll_cooldown_lets_person_ask (&self->cooldown, self->asked_at, now))
    {
      *retry_at = g_date_time_add (self->asked_at, PLIMSOLL_COOLDOWN_PERSON_WAITS);
      return PLIMSOLL_REFRESH_TOO_SOON;
    }

  self->is_refresh_wanted = TRUE;
  decide (self);
  return PLIMSOLL_REFRESH_ASKED;
}
