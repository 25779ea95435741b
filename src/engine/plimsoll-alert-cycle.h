/* plimsoll-alert-cycle.h - whether a limit is still in the cycle that is remembered of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CYCLE_SAME,
  PLIMSOLL_CYCLE_NEW, /* it has reset since */
  PLIMSOLL_CYCLE_UNCLEAR, /* nothing can be told from this reading: leave all as it is */
} PlimsollCycleStep;

/* The name of the cycle that `limit` is in by itself: its reset rounded to the minute, in seconds
 * since the epoch; 0 when it has none. */
gint64 plimsoll_alert_cycle_of (PlimsollLimit *limit);

/* `remembered` is the cycle of before, 0 for none; `mark` the lowest percentage known to have been
 * passed in it. */
PlimsollCycleStep
plimsoll_alert_cycle_compare (gint64 remembered, double mark, PlimsollLimit *limit, GDateTime *now);

G_END_DECLS
