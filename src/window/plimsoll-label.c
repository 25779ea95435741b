/* plimsoll-label.c - labels that are touched only when their text changes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkLabel lays its text out anew, and is drawn again, even when it is given the text it has. A
 * card that sets all its texts at every look would never rest. */

#include "plimsoll-label.h"

void
plimsoll_label_show (GtkLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  if (text != NULL && !g_str_equal (gtk_label_get_text (label), text))
    gtk_label_set_text (label, text);
}

void
plimsoll_label_show_name (GtkLabel *label, const char *text)
{
  plimsoll_label_show (label, text);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (label)), text) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (label), text);
}

void
plimsoll_label_set_class (GtkLabel *label, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (GTK_WIDGET (label), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (label), name);
}
