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

/* (transfer full): the present moment in UTC. */
GDateTime *plimsoll_clock_now (PlimsollClock *self);

G_END_DECLS
