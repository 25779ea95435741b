/* plimsoll-live-direct.c - numbers that keep coming without a service: this process asks.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For ssh sessions and for logins that the service does not know. The schedule of the service
 * decides when it is time; the ledger, which every asking goes through, keeps several such
 * processes together within the server's budget. All accounts are asked together when the first of
 * them is due: whoever is young then is served from the ledger without a request. */
#include "plimsoll-live-direct.h"

#include "plimsoll-schedule.h"
#include "plimsoll-wall-timer.h"

struct _PlimsollLiveDirect
{
  PlimsollLive parent_instance;

  PlimsollDirect *direct; /* borrowed */
  GPtrArray *targets; /* (owned) (element-type PlimsollTarget) */
  GTimeSpan interval;
  PlimsollWallTimer *timer; /* (owned) (nullable): NULL when the system gave none */
  double jitter;
  GDateTime *asked_at; /* (owned) (nullable) */
  PlimsollScheduleReason asked_because;
  PlimsollScheduleReason due_because;
  gboolean is_asking;
};

G_DEFINE_FINAL_TYPE (PlimsollLiveDirect, plimsoll_live_direct, PLIMSOLL_TYPE_LIVE)

static void
plimsoll_live_direct_dispose (GObject *object)
{
  PlimsollLiveDirect *self = PLIMSOLL_LIVE_DIRECT (object);

  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->timer);
  G_OBJECT_CLASS (plimsoll_live_direct_parent_class)->dispose (object);
}

static void
plimsoll_live_direct_finalize (GObject *object)
{
  PlimsollLiveDirect *self = PLIMSOLL_LIVE_DIRECT (object);

  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_pointer (&self->asked_at, g_date_time_unref);
  G_OBJECT_CLASS (plimsoll_live_direct_parent_class)->finalize (object);
}

/* (transfer full): when the account of `report` (nullable) wants to be asked. */
static GDateTime *
decide_one (PlimsollLiveDirect *self,
            PlimsollReport *report,
            GDateTime *now,
            PlimsollScheduleReason *reason)
{
  PlimsollScheduleFacts facts = {
    .interval = self->interval,
    .jitter = self->jitter,
    .asked_at = self->asked_at,
    .asked_because = self->asked_because,
    .has_network = TRUE,
  };

  if (report != NULL)
    {
      facts.snapshot = plimsoll_report_get_snapshot (report);
      facts.problem = plimsoll_report_get_problem (report);
    }
  return plimsoll_schedule_decide (&facts, now, reason);
}

/* Sets the timer to the account that is due first. */
static void
decide (PlimsollLiveDirect *self)
{
  GPtrArray *reports = plimsoll_live_get_reports (PLIMSOLL_LIVE (self));
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->direct->clock);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) system_first = NULL;

  if (self->is_asking || self->timer == NULL)
    return;
  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollScheduleReason reason = PLIMSOLL_SCHEDULE_START;
      g_autoptr (GDateTime) due = decide_one (self, g_ptr_array_index (reports, i), now, &reason);

      if (due == NULL || (first != NULL && g_date_time_compare (first, due) <= 0))
        continue;
      g_clear_pointer (&first, g_date_time_unref);
      first = g_steal_pointer (&due);
      self->due_because = reason;
    }
  if (first != NULL)
    system_first = plimsoll_clock_to_system (self->direct->clock, first);
  plimsoll_wall_timer_set (self->timer, system_first);
}

static void
on_collected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollLiveDirect) self = user_data;
  g_autoptr (GPtrArray) reports = plimsoll_direct_collect_finish (result);

  self->is_asking = FALSE;
  plimsoll_live_take (PLIMSOLL_LIVE (self), reports, FALSE, TRUE);
  decide (self);
}

static void
ask (PlimsollLiveDirect *self, PlimsollScheduleReason reason, PlimsollCollectFlags flags)
{
  PlimsollLive *live = PLIMSOLL_LIVE (self);

  g_clear_pointer (&self->asked_at, g_date_time_unref);
  self->asked_at = plimsoll_clock_now (self->direct->clock);
  self->asked_because = reason;
  self->jitter = g_random_double_range (-1, 1);
  self->is_asking = TRUE;
  plimsoll_live_take (live, plimsoll_live_get_reports (live), TRUE,
                      plimsoll_live_is_complete (live));
  plimsoll_direct_collect_async (self->direct, self->targets, flags, on_collected_cb,
                                 g_object_ref (self));
}

static void
plimsoll_live_direct_refresh (PlimsollLive *live)
{
  PlimsollLiveDirect *self = PLIMSOLL_LIVE_DIRECT (live);

  if (!self->is_asking)
    ask (self, PLIMSOLL_SCHEDULE_PERSON, PLIMSOLL_COLLECT_REFRESH);
}

static void
plimsoll_live_direct_class_init (PlimsollLiveDirectClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_live_direct_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_live_direct_finalize;
  PLIMSOLL_LIVE_CLASS (klass)->refresh = plimsoll_live_direct_refresh;
}

static void
plimsoll_live_direct_init (PlimsollLiveDirect *self)
{
}

static void
on_due_cb (PlimsollLiveDirect *self)
{
  if (!self->is_asking)
    ask (self, self->due_because, PLIMSOLL_COLLECT_DEFAULT);
}

PlimsollLive *
plimsoll_live_direct_new (PlimsollDirect *direct, GPtrArray *targets, GTimeSpan interval)
{
  PlimsollLiveDirect *self = g_object_new (PLIMSOLL_TYPE_LIVE_DIRECT, NULL);

  self->direct = direct;
  self->targets = g_ptr_array_ref (targets);
  self->interval = interval;
  self->timer = plimsoll_wall_timer_new (NULL);
  if (self->timer != NULL)
    {
      g_signal_connect_swapped (self->timer, "due", G_CALLBACK (on_due_cb), self);
      g_signal_connect_swapped (self->timer, "clock-changed", G_CALLBACK (decide), self);
    }
  ask (self, PLIMSOLL_SCHEDULE_START, PLIMSOLL_COLLECT_DEFAULT);
  return PLIMSOLL_LIVE (self);
}
