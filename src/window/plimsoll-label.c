/* plimsoll-label.c - labels that take no room while they have nothing to say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GtkLabel itself rests when it is given the text that it has; a tooltip does not, and would be
 * asked for again under the pointer. */

#include "plimsoll-label.h"

void
plimsoll_label_show (GtkLabel *label, const char *text)
{
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && text[0] != '\0');
  if (text != NULL)
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
