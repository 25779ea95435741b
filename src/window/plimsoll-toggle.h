/* plimsoll-toggle.h - what a click on the tray means for the window.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the click finds. */
typedef struct
{
  gboolean is_visible;
  gboolean is_active; /* has the keyboard */
  GTimeSpan since_active; /* since it lost the keyboard */
  GTimeSpan since_focus_hid; /* since losing the keyboard closed it */
} PlimsollToggleFacts;

/* TRUE: be there, in front. FALSE: go away, or stay away. Pure. */
gboolean plimsoll_toggle_wants_window (const PlimsollToggleFacts *facts);

G_END_DECLS
