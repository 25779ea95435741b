/* plimsoll-label.h - labels that take no room while they have nothing to say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets plain text; `text` is (nullable), and a label without any is hidden. */
void plimsoll_label_show (GtkLabel *label, const char *text);

/* The same for a name of any length: all of it stands in the tooltip. */
void plimsoll_label_show_name (GtkLabel *label, const char *text);

/* Puts a style class on a widget, or takes it off. */
void plimsoll_label_set_class (GtkLabel *label, const char *name, gboolean is_on);

G_END_DECLS
