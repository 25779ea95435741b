/* plimsoll-notifications-page.c - what to be told of, and when not.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each switch is one flag of one setting. The test is the service's doing: it shows whether the way
 * from the service to the screen is open, which is what a person wants to know. */

#include "plimsoll-notifications-page.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-settings.h"
#include "plimsoll-thresholds.h"
#include "plimsoll-words.h"

struct _PlimsollNotificationsPage
{
  AdwPreferencesPage parent_instance;

  PlimsollLiveAccounts *accounts; /* (owned) */
  GObject *threshold;
  GObject *used_up;
  GObject *available;
  GObject *early_empty;
  GObject *login;
  PlimsollThresholds *thresholds;
  GtkWidget *quiet;
  GtkWidget *quiet_from;
  GtkWidget *quiet_to;
  GtkWidget *test;
};

G_DEFINE_FINAL_TYPE (PlimsollNotificationsPage,
                     plimsoll_notifications_page,
                     ADW_TYPE_PREFERENCES_PAGE)

/* Minutes after midnight as "22:00", or as the desktop's clock has it. */
static gboolean
on_output_cb (GtkSpinButton *spin)
{
  int minutes = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = plimsoll_words_time_of_day ((guint) MAX (0, minutes));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (spin))))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* And back: "22:00", "22" for the full hour. What is no clock time leaves the old one: GTK would
 * turn an error into the lowest value. */
static int
on_input_cb (GtkSpinButton *spin, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  guint minutes = 0;

  if (plimsoll_words_parse_time_of_day (text, &minutes))
    *value = minutes;
  else
    *value = gtk_adjustment_get_value (gtk_spin_button_get_adjustment (spin));
  return TRUE;
}

static void
say (PlimsollNotificationsPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
}

static void
on_tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollNotificationsPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!plimsoll_bus_client_do_finish (PLIMSOLL_BUS_CLIENT (source), result, &error))
    say (self, error->message);
}

static void
on_test_clicked_cb (PlimsollNotificationsPage *self)
{
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (self->accounts);

  if (client == NULL)
    say (self, _ ("The Plimsoll service is not running."));
  else
    plimsoll_bus_client_do_async (client, PLIMSOLL_BUS_TEST_NOTIFICATION, NULL, on_tested_cb,
                                  g_object_ref (self));
}

static void
plimsoll_notifications_page_dispose (GObject *object)
{
  g_clear_object (&PLIMSOLL_NOTIFICATIONS_PAGE (object)->accounts);
  G_OBJECT_CLASS (plimsoll_notifications_page_parent_class)->dispose (object);
}

static void
plimsoll_notifications_page_class_init (PlimsollNotificationsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_notifications_page_dispose;
  g_type_ensure (PLIMSOLL_TYPE_THRESHOLDS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-notifications-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, threshold);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, used_up);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, available);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, early_empty);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, login);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, thresholds);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, quiet);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, quiet_from);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, quiet_to);
  gtk_widget_class_bind_template_child (widget_class, PlimsollNotificationsPage, test);
  gtk_widget_class_bind_template_callback (widget_class, on_test_clicked_cb);
}

static void
plimsoll_notifications_page_init (PlimsollNotificationsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
minutes_to_double (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, g_variant_get_uint32 (variant));
  return TRUE;
}

static GVariant *
double_to_minutes (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_uint32 ((guint32) g_value_get_double (value));
}

static void
bind_clock (GSettings *settings, const char *key, GtkWidget *spin)
{
  g_signal_connect (spin, "output", G_CALLBACK (on_output_cb), NULL);
  g_signal_connect (spin, "input", G_CALLBACK (on_input_cb), NULL);
  g_settings_bind_with_mapping (settings, key, spin, "value", G_SETTINGS_BIND_DEFAULT,
                                minutes_to_double, double_to_minutes, NULL, NULL);
  g_settings_bind (settings, "quiet-hours", spin, "sensitive",
                   G_SETTINGS_BIND_GET | G_SETTINGS_BIND_NO_SENSITIVITY);
}

GtkWidget *
plimsoll_notifications_page_new (GSettings *settings, PlimsollLiveAccounts *accounts)
{
  PlimsollNotificationsPage *self = g_object_new (PLIMSOLL_TYPE_NOTIFICATIONS_PAGE, NULL);
  /* In the order of the schema's flags. */
  GObject *const kinds[] = { self->threshold, self->used_up, self->available, self->early_empty,
                             self->login };

  self->accounts = g_object_ref (accounts);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    plimsoll_settings_bind_flag (settings, "alerts", i, kinds[i], "active");
  plimsoll_thresholds_bind (self->thresholds, settings);
  g_object_bind_property (self->threshold, "active", self->thresholds, "sensitive",
                          G_BINDING_SYNC_CREATE);
  g_settings_bind (settings, "quiet-hours", self->quiet, "active", G_SETTINGS_BIND_DEFAULT);
  bind_clock (settings, "quiet-from", self->quiet_from);
  bind_clock (settings, "quiet-to", self->quiet_to);
  return GTK_WIDGET (self);
}
