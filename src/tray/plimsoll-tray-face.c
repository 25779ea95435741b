/* plimsoll-tray-face.c - the picture in the tray: what it says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value to compare, so that nobody paints the same picture twice. What it says comes from
 * plimsoll-tray-view; how it looks is up to plimsoll-tray-painter. */

#include "plimsoll-tray-face.h"

#include <math.h>
#include <string.h>

double
plimsoll_tray_face_round (double percent)
{
  double rounded = round (percent);

  if (percent < 100 && rounded >= 100)
    return 99;

  return percent > 0 && rounded < 1 ? 1 : rounded;
}

static gboolean
is_same_reading (PlimsollTrayReading a, PlimsollTrayReading b)
{
  gboolean is_unknown = isnan (a.used_percent) && isnan (b.used_percent);

  return (is_unknown || a.used_percent == b.used_percent) && a.severity == b.severity;
}

gboolean
plimsoll_tray_face_equal (const PlimsollTrayFace *a, const PlimsollTrayFace *b)
{
  return a->style == b->style && a->colors == b->colors && a->mood == b->mood
         && a->shows_left == b->shows_left && is_same_reading (a->shown, b->shown)
         && is_same_reading (a->session, b->session) && is_same_reading (a->week, b->week)
         && strncmp (a->countdown, b->countdown, PLIMSOLL_TRAY_COUNTDOWN_SIZE) == 0;
}
