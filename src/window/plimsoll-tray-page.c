/* plimsoll-tray-page.c - how the icon in the tray looks.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service paints the icon and follows the settings: the tray itself is the preview. */

#include "plimsoll-tray-page.h"

#include "plimsoll-settings.h"

struct _PlimsollTrayPage
{
  AdwPreferencesPage parent_instance;

  GtkWidget *tray;
  GtkWidget *icon_group;
  GObject *style;
  GObject *limit;
  GObject *colors;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (PlimsollTrayPage, plimsoll_tray_page, ADW_TYPE_PREFERENCES_PAGE)

static void
plimsoll_tray_page_class_init (PlimsollTrayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-tray-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, tray);
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, icon_group);
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, style);
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, limit);
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, colors);
  gtk_widget_class_bind_template_child (widget_class, PlimsollTrayPage, label);
}

static void
plimsoll_tray_page_init (PlimsollTrayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plimsoll_tray_page_new (GSettings *settings)
{
  PlimsollTrayPage *self = g_object_new (PLIMSOLL_TYPE_TRAY_PAGE, NULL);

  g_settings_bind (settings, "tray", self->tray, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "tray", self->icon_group, "sensitive", G_SETTINGS_BIND_GET);
  plimsoll_settings_bind_choice (settings, "tray-style", self->style, "selected");
  plimsoll_settings_bind_choice (settings, "tray-limit", self->limit, "selected");
  plimsoll_settings_bind_choice (settings, "tray-colors", self->colors, "selected");
  g_settings_bind (settings, "tray-label", self->label, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
