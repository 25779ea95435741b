/* plimsoll-general-page.c - what concerns the program as a whole.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All but one switch are settings. Starting at login is the desktop's affair, and in a sandbox a
 * person's answer: until it is there the switch waits, and after a no it goes back and says why. */

#include "plimsoll-general-page.h"

#define SECONDS_PER_MINUTE 60.0

struct _PlimsollGeneralPage
{
  AdwPreferencesPage parent_instance;

  PlimsollLoginStart *login_start; /* (owned) */
  gboolean is_showing;
  gboolean is_asking; /* a second wish waits for the answer to the first, and is then forgotten */
  GtkSwitch *autostart;
  GtkWidget *interval;
  GtkWidget *incidents;
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

static void
say (PlimsollGeneralPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
}

/* Puts the switch where the truth is, without that being a wish of the person's. */
static void
show_login_start (PlimsollGeneralPage *self)
{
  gboolean is_on = plimsoll_login_start_is_on (self->login_start);

  self->is_showing = TRUE;
  gtk_switch_set_active (self->autostart, is_on);
  gtk_switch_set_state (self->autostart, is_on);
  self->is_showing = FALSE;
}

/* The page may be closed by now: then nobody is there to be told, and the answer counts all the
 * same. */
static void
on_login_start_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollGeneralPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!plimsoll_login_start_set_finish (PLIMSOLL_LOGIN_START (source), result, &error)
      && self->login_start != NULL)
    say (self, error->message);
  if (self->login_start == NULL)
    return;

  self->is_asking = FALSE;
  show_login_start (self);
}

/* The knob moves at once and the colour follows when it is done: GTK keeps the two apart. */
static gboolean
on_autostart_set_cb (PlimsollGeneralPage *self, gboolean is_on)
{
  if (self->is_showing || self->is_asking)
    return GDK_EVENT_STOP;

  self->is_asking = TRUE;
  plimsoll_login_start_set_async (self->login_start, is_on, on_login_start_set_cb,
                                  g_object_ref (self));
  return GDK_EVENT_STOP;
}

static void
plimsoll_general_page_dispose (GObject *object)
{
  g_clear_object (&PLIMSOLL_GENERAL_PAGE (object)->login_start);
  G_OBJECT_CLASS (plimsoll_general_page_parent_class)->dispose (object);
}

static void
plimsoll_general_page_class_init (PlimsollGeneralPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_general_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-general-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, autostart);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, interval);
  gtk_widget_class_bind_template_child (widget_class, PlimsollGeneralPage, incidents);
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
plimsoll_general_page_new (GSettings *settings, PlimsollLoginStart *login_start)
{
  PlimsollGeneralPage *self = g_object_new (PLIMSOLL_TYPE_GENERAL_PAGE, NULL);

  self->login_start = g_object_ref (login_start);
  show_login_start (self);
  g_signal_connect_object (self->autostart, "state-set", G_CALLBACK (on_autostart_set_cb), self,
                           G_CONNECT_SWAPPED);
  g_settings_bind_with_mapping (settings, "interval", self->interval, "value",
                                G_SETTINGS_BIND_DEFAULT, seconds_to_minutes, minutes_to_seconds,
                                NULL, NULL);
  g_settings_bind (settings, "incidents", self->incidents, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "show-left", self->show_left, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "close-on-focus-loss", self->focus_loss, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "demo", self->demo, "active", G_SETTINGS_BIND_DEFAULT);
  return GTK_WIDGET (self);
}
