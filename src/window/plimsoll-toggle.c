/* plimsoll-toggle.c - what a click on the tray means for the window.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A window that is seen goes, one that is not seen comes, and one that lies behind others comes to
 * the front. The odd part: many panels take the keyboard from the window with the very click that
 * is meant to close it. */

#include "plimsoll-toggle.h"

/* Between press and release of a click, and the panel's call; longer than a slow finger. */
#define CLICK (400 * G_TIME_SPAN_MILLISECOND)

gboolean
plimsoll_toggle_wants_window (const PlimsollToggleFacts *facts)
{
  if (!facts->is_visible)
    return facts->since_focus_hid > CLICK;

  return !facts->is_active && facts->since_active > CLICK;
}
