/* plimsoll-pace.h - where use stands against an even spread, and whether it will last.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_PACE_ON, /* within 2 points of an even spread */
  PLIMSOLL_PACE_SLIGHTLY, /* within 6 */
  PLIMSOLL_PACE_CLEARLY, /* within 12 */
  PLIMSOLL_PACE_FAR, /* further */
} PlimsollPaceBand;

typedef struct
{
  double expected_percent; /* where an even spread would stand, 0…100 */
  double delta_percent; /* used minus expected; above 0 is faster than even */
  PlimsollPaceBand band; /* of the size of the difference, whatever its sign */
  gboolean lasts; /* TRUE when, going on like this, the limit is not used up before it resets */
  GTimeSpan empty_in; /* time until used up; 0 when it lasts */
  /* How many times faster one could go and still last; 0 when nothing is used. */
  double headroom_factor;
} PlimsollPace;

/* FALSE, and `*pace` untouched, when nothing honest can be said: length, reset or reading unknown,
 * window just begun (under 3 %), reset passed or further away than the window is long, or already
 * used up. */
gboolean plimsoll_pace_compute (PlimsollLimit *limit, GDateTime *now, PlimsollPace *pace);

/* (transfer full): "On pace", "11 % ahead of an even pace", "12 % in reserve". */
char *plimsoll_pace_words (const PlimsollPace *pace);

/* (transfer full): "projected empty 13:40" or "lasts until reset"; `zone` NULL is the local one. */
char *plimsoll_pace_forecast_words (const PlimsollPace *pace, GDateTime *now, GTimeZone *zone);

G_END_DECLS
