/* plimsoll-alert-cycle.c - whether a limit is still in the cycle that is remembered of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Once per cycle" is only as good as the notion of a cycle, and servers make that hard: the reset
 * is a second or so off each time; it vanishes for a poll together with the number; it is moved to
 * another day; a limit has none at all; and sometimes a vendor empties all limits early, as a gift.
 * The rules:
 *
 *   - a reset within two minutes of the remembered one is the same;
 *   - a remembered reset that has passed is over as soon as another, or a number that fell, is
 * seen;
 *   - one that has not passed ends early only when the number fell clearly below what was told;
 *     without that, another reset is the same cycle moved, and none at all is a gap in the answer.
 */

#include "plimsoll-alert-cycle.h"

#include <math.h>

#include "plimsoll-moment.h"

#define SAME_RESET_SECONDS 120
/* Readings are rounded, and budgets are corrected by a little; a new window starts near 0. */
#define FALLEN_BY_PERCENT 5.0

gint64
plimsoll_alert_cycle_of (PlimsollLimit *limit)
{
  GDateTime *reset = plimsoll_limit_peek (limit)->resets_at;
  g_autoptr (GDateTime) rounded = reset != NULL ? plimsoll_moment_round_minute (reset) : NULL;

  return rounded != NULL ? plimsoll_moment_to_unix (rounded) : 0;
}

PlimsollCycleStep
plimsoll_alert_cycle_compare (gint64 remembered, double mark, PlimsollLimit *limit, GDateTime *now)
{
  double percent = plimsoll_limit_peek (limit)->used_percent;
  gint64 cycle = plimsoll_alert_cycle_of (limit);
  gboolean has_passed = remembered != 0 && remembered <= plimsoll_moment_to_unix (now);
  gboolean has_fallen = isfinite (percent) && percent < mark - FALLEN_BY_PERCENT;

  /* The number of a window that has ended says nothing about the next. */
  if (plimsoll_limit_is_over (limit, now))
    return PLIMSOLL_CYCLE_UNCLEAR;
  if (cycle != 0 && remembered != 0 && ABS (cycle - remembered) <= SAME_RESET_SECONDS)
    return PLIMSOLL_CYCLE_SAME;
  if (has_passed)
    return cycle != 0 || has_fallen || isnan (percent) ? PLIMSOLL_CYCLE_NEW
                                                       : PLIMSOLL_CYCLE_UNCLEAR;
  /* Null and 0 without a reset, long before the reset: an answer with a hole in it. */
  if (isnan (percent) || (cycle == 0 && remembered != 0))
    return PLIMSOLL_CYCLE_UNCLEAR;

  return has_fallen ? PLIMSOLL_CYCLE_NEW : PLIMSOLL_CYCLE_SAME;
}
