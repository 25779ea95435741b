/* plimsoll-placement.h - puts a window beside the pointer, where the platform allows it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Where a window of this size goes: its middle under or over the pointer, a finger's breadth away,
 * wholly within `area`; a window larger than the area begins at the area's edge. Pure. */
GdkRectangle
plimsoll_placement_beside (int pointer_x, int pointer_y, const GdkRectangle *area, int w, int h);

/* Does it with a window that is just being shown. On X11 alone; a Wayland compositor decides by
 * itself, and nobody may move a window there. */
void plimsoll_placement_move (GtkWindow *window);

G_END_DECLS
