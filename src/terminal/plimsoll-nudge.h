/* plimsoll-nudge.h - wakes a command that stays when time alone changes what it shows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-wall-timer.h"

G_BEGIN_DECLS

typedef void (*PlimsollNudgeFunc) (gpointer user_data);

/* (transfer full) (nullable): calls `func` when the time has come, and when the clock was set. NULL
 * when the system gives no timer: news alone wakes the command then. */
PlimsollWallTimer *plimsoll_nudge_new (PlimsollNudgeFunc func, gpointer user_data);
/* Lets go of it, and of `user_data`. */
void plimsoll_nudge_clear (PlimsollWallTimer **self, gpointer user_data);
/* The time comes when `clock` has gone on by so much, and a moment more; PLIMSOLL_WORDS_NEVER is
 * never. `self` may be NULL. */
void plimsoll_nudge_set (PlimsollWallTimer *self, PlimsollClock *clock, GTimeSpan changes_in);

G_END_DECLS
