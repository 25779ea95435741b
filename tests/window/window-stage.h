/* window-stage.h - a window to put widgets into, and what they look like there.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts GTK and libadwaita; FALSE when there is no display. */
gboolean window_stage_init (void);

/* (transfer full) to be destroyed: a window of that width that shows the widget, mapped and laid
 * out. `width` -1: as wide as the widget likes. */
GtkWidget *window_stage_show (GtkWidget *widget, int width);

/* Lets the main loop run for so long. */
void window_stage_wait (guint milliseconds);

/* (transfer full): the widget as it is painted, by the cairo renderer, on the ground of its window.
 */
GdkTexture *window_stage_paint (GtkWidget *widget);

G_END_DECLS
