/* plimsoll-wall-timer.h - tells when a moment of the wall clock has come, and when that clock was
 * set. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Signals, both in the main context in which the timer was made:
 *   "due"            the moment has come; the timer is then unset, and may be set again by the
 * handler. "clock-changed"  the wall clock was set, or the machine slept: whatever was computed
 * from it wants to be computed again. The timer stays set. */
#define PLIMSOLL_TYPE_WALL_TIMER (plimsoll_wall_timer_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollWallTimer, plimsoll_wall_timer, PLIMSOLL, WALL_TIMER, GObject)

/* (nullable): NULL with error when the system gives no timer. */
PlimsollWallTimer *plimsoll_wall_timer_new (GError **error);

/* A moment that has passed is due at once, though never from within this call. NULL unsets. */
void plimsoll_wall_timer_set (PlimsollWallTimer *self, GDateTime *moment);

/* (nullable): the moment it is set to. */
GDateTime *plimsoll_wall_timer_get_moment (PlimsollWallTimer *self);

G_END_DECLS
