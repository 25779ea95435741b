/* plimsoll-clock.c - the present moment as an object.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything that decides by time is handed a clock, so that a test can live through a week in
 * milliseconds. A manual clock moves only when it is wound, backwards too, as real clocks do. */

#include "plimsoll-clock.h"

struct _PlimsollClock
{
  GObject parent_instance;

  GDateTime *stands_at; /* (owned) (nullable): NULL asks the system */
  GDateTime *fast_from; /* (owned) (nullable): when a fast clock began to run fast */
  double speed; /* of a fast clock */
};

G_DEFINE_FINAL_TYPE (PlimsollClock, plimsoll_clock, G_TYPE_OBJECT)

static void
plimsoll_clock_finalize (GObject *object)
{
  PlimsollClock *self = PLIMSOLL_CLOCK (object);

  g_clear_pointer (&self->stands_at, g_date_time_unref);
  g_clear_pointer (&self->fast_from, g_date_time_unref);
  G_OBJECT_CLASS (plimsoll_clock_parent_class)->finalize (object);
}

static void
plimsoll_clock_class_init (PlimsollClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_clock_finalize;
}

static void
plimsoll_clock_init (PlimsollClock *self)
{
}

PlimsollClock *
plimsoll_clock_new_system (void)
{
  return g_object_new (PLIMSOLL_TYPE_CLOCK, NULL);
}

PlimsollClock *
plimsoll_clock_new_manual (GDateTime *start)
{
  PlimsollClock *self = g_object_new (PLIMSOLL_TYPE_CLOCK, NULL);

  self->stands_at = g_date_time_to_utc (start);
  return self;
}

PlimsollClock *
plimsoll_clock_new_fast (GDateTime *start, double speed)
{
  PlimsollClock *self = g_object_new (PLIMSOLL_TYPE_CLOCK, NULL);

  self->fast_from = g_date_time_to_utc (start);
  self->speed = speed;
  return self;
}

void
plimsoll_clock_wind (PlimsollClock *self, GTimeSpan span)
{
  g_autoptr (GDateTime) before = NULL;

  g_return_if_fail (PLIMSOLL_IS_CLOCK (self));
  g_return_if_fail (self->stands_at != NULL);

  before = self->stands_at;
  self->stands_at = g_date_time_add (before, span);
  /* There is no moment outside the years 1 to 9999; the hand stays where it is. */
  if (self->stands_at == NULL)
    self->stands_at = g_steal_pointer (&before);
}

/* (transfer full): as far from `from` as `moment` is, times `factor`. */
static GDateTime *
stretch (GDateTime *from, GDateTime *moment, double factor)
{
  double span = (double) g_date_time_difference (moment, from) * factor;

  return g_date_time_add (from, (GTimeSpan) span);
}

GDateTime *
plimsoll_clock_now (PlimsollClock *self)
{
  g_autoptr (GDateTime) system = NULL;

  g_return_val_if_fail (PLIMSOLL_IS_CLOCK (self), NULL);

  if (self->stands_at != NULL)
    return g_date_time_ref (self->stands_at);

  system = g_date_time_new_now_utc ();
  if (self->fast_from == NULL)
    return g_steal_pointer (&system);

  return stretch (self->fast_from, system, self->speed);
}

GDateTime *
plimsoll_clock_to_system (PlimsollClock *self, GDateTime *moment)
{
  g_return_val_if_fail (PLIMSOLL_IS_CLOCK (self), NULL);

  if (self->fast_from == NULL)
    return g_date_time_ref (moment);

  return stretch (self->fast_from, moment, 1.0 / self->speed);
}
