/* plimsoll-general-page.c - what concerns the program as a whole.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All but one switch are settings. Starting at login is a file of the desktop's, read when the page
 * is made; a file that cannot be written puts the switch back and says why. */

#include "plimsoll-general-page.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-autostart.h"
#include "plimsoll-config.h"

#define SECONDS_PER_MINUTE 60.0

struct _PlimsollGeneralPage
{
  AdwPreferencesPage parent_instance;

  GtkSwitch *autostart;
  GtkWidget *interval;
  GtkWidget *show_left;
  GtkWidget *focus_loss;
  GtkWidget *demo;
};

G_DEFINE_FINAL_TYPE (PlimsollGeneralPage, plimsoll_general_page, ADW_TYPE_PREFERENCES_PAGE)

static gboolean
seconds_to_minutes (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant) / SECONDS_PER_MINUTE);
  return TRUE;
}

static GVariant *
minutes_to_seconds (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_uint32 ((guint32) (g_value_get_double (value) * SECONDS_PER_MINUTE + 0.5));
}

static gboolean
on_autostart_set_cb (GtkSwitch *toggle, gboolean is_on, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (toggle));
  g_autoptr (GError) error = NULL;
  g_autofree char *escaped = NULL;

  if (plimsoll_autostart_set (g_get_user_config_dir (), PLIMSOLL_LIBEXECDIR "/plimsoll-service",
                              is_on, &error))
    {
      gtk_switch_set_state (toggle, is_on);
      return GDK_EVENT_STOP;
    }

  escaped = g_markup_escape_text (error->message, -1);
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
  gtk_switch_set_active (toggle, !is_on);
  return GDK_EVENT_STOP;
}

static void
plimsoll_general_page_class_init (PlimsollGeneralPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-general-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, autostart);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, interval);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, show_left);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, focus_loss);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, demo);
}

static void
plimsoll_general_page_init (PlimsollGeneralPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plimsoll_general_page_new (GSettings *settings)
{
  PlimsollGeneralPage *self = g_object_new (PLIMSOLL_TYPE_GENERAL_PAGE, NULL);

  gtk_switch_set_active (self->autostart, plimsoll_autostart_is_on (g_get_user_config_dir ()));
  g_signal_connect (self->autostart, "state-set", G_CALLBACK (on_autostart_set_cb), NULL);
  g_settings_bind_with_mapping (settings, "interval", self->interval, "value",
                                G_SETTINGS_BIND_DEFAULT, seconds_to_minutes, minutes_to_seconds,
                                NULL, NULL);
  g_settings_bind (settings, "show-left", self->show_left, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "close-on-focus-loss", self->focus_loss, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "demo", self->demo, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
