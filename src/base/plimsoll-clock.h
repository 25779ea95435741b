/* plimsoll-clock.h - what time it is, handed in and never asked of the system behind one's back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_CLOCK (plimsoll_clock_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollClock, plimsoll_clock, PLIMSOLL, CLOCK, GObject)

/* The system's clock. */
PlimsollClock *plimsoll_clock_new_system (void);

/* A hand-wound clock that stands still at `start` (UTC) until it is wound. */
PlimsollClock *plimsoll_clock_new_manual (GDateTime *start);
void plimsoll_clock_wind (PlimsollClock *self, GTimeSpan span);

/* A clock that runs `speed` times as fast since `start`, at which it showed the true time. For the
 * demo. */
PlimsollClock *plimsoll_clock_new_fast (GDateTime *start, double speed);

/* (transfer full): the moment of the system's clock at which this one will show `moment`: what a
 * timer must be set to. The same as `moment` but for fast clocks. */
GDateTime *plimsoll_clock_to_system (PlimsollClock *self, GDateTime *moment);

/* (transfer full): the present moment in UTC. */
GDateTime *plimsoll_clock_now (PlimsollClock *self);

G_END_DECLS
