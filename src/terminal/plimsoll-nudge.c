/* plimsoll-nudge.c - wakes a command that stays when time alone changes what it shows.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words say how long they stay as they are; this sleeps so long, on the wall clock, so that a
 * suspended machine wakes with the right words. */
#include "plimsoll-nudge.h"

/* A little late is right, a little early would say the old words again. */
#define AFTERWARDS (50 * G_TIME_SPAN_MILLISECOND)

/* Nothing is shown that changes later than this. */
#define LONGEST (366 * G_TIME_SPAN_DAY)

PlimsollWallTimer *
plimsoll_nudge_new (PlimsollNudgeFunc func, gpointer user_data)
{
  PlimsollWallTimer *self = plimsoll_wall_timer_new (NULL);

  if (self == NULL)
    return NULL;
  g_signal_connect_swapped (self, "due", G_CALLBACK (func), user_data);
  g_signal_connect_swapped (self, "clock-changed", G_CALLBACK (func), user_data);
  return self;
}

void
plimsoll_nudge_clear (PlimsollWallTimer **self, gpointer user_data)
{
  if (*self != NULL)
    g_signal_handlers_disconnect_by_data (*self, user_data);
  g_clear_object (self);
}

void
plimsoll_nudge_set (PlimsollWallTimer *self, PlimsollClock *clock, GTimeSpan changes_in)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (clock);
  g_autoptr (GDateTime) due = NULL;
  g_autoptr (GDateTime) system_due = NULL;

  if (self == NULL)
    return;
  if (changes_in < LONGEST)
    {
      due = g_date_time_add (now, changes_in + AFTERWARDS);
      system_due = plimsoll_clock_to_system (clock, due);
    }
  plimsoll_wall_timer_set (self, system_due);
}
