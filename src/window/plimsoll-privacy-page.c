/* plimsoll-privacy-page.c - what is read, sent and kept, and a way to be rid of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Deleting asks once, because nothing brings the history back; it is the service that does it. */

#include "plimsoll-privacy-page.h"

#include <glib/gi18n-lib.h>

struct _PlimsollPrivacyPage
{
  AdwPreferencesPage parent_instance;

  PlimsollLiveAccounts *accounts; /* (owned) */
};

G_DEFINE_FINAL_TYPE (PlimsollPrivacyPage, plimsoll_privacy_page, ADW_TYPE_PREFERENCES_PAGE)

static void
say (PlimsollPrivacyPage *self, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (escaped));
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollPrivacyPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (plimsoll_bus_client_do_finish (PLIMSOLL_BUS_CLIENT (source), result, &error))
    say (self, _ ("The history is deleted"));
  else
    say (self, error->message);
}

static void
on_response_cb (PlimsollPrivacyPage *self, const char *response)
{
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (self->accounts);

  if (!g_str_equal (response, "delete"))
    return;
  if (client == NULL)
    say (self, _ ("The Plimsoll service is not running."));
  else
    plimsoll_bus_client_do_async (client, PLIMSOLL_BUS_DELETE_HISTORY, NULL, on_deleted_cb,
                                  g_object_ref (self));
}

static void
on_delete_clicked_cb (PlimsollPrivacyPage *self)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  AdwMessageDialog *dialog =
      ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, _ ("Delete the History?"), NULL));

  adw_message_dialog_set_body (
      dialog, _ ("Every number that Plimsoll kept is forgotten. Nothing brings it back."));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
plimsoll_privacy_page_dispose (GObject *object)
{
  g_clear_object (&PLIMSOLL_PRIVACY_PAGE (object)->accounts);
  G_OBJECT_CLASS (plimsoll_privacy_page_parent_class)->dispose (object);
}

static void
plimsoll_privacy_page_class_init (PlimsollPrivacyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_privacy_page_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-privacy-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, on_delete_clicked_cb);
}

static void
plimsoll_privacy_page_init (PlimsollPrivacyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
plimsoll_privacy_page_new (PlimsollLiveAccounts *accounts)
{
  PlimsollPrivacyPage *self = g_object_new (PLIMSOLL_TYPE_PRIVACY_PAGE, NULL);

  self->accounts = g_object_ref (accounts);
  return GTK_WIDGET (self);
}
