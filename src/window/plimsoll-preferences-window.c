/* plimsoll-preferences-window.c - everything that a person may choose.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frame around five pages, each of which binds itself to the settings: what is switched here is
 * in force at once, in the service too, and there is nothing to apply. */

#include "plimsoll-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-accounts-page.h"
#include "plimsoll-config.h"
#include "plimsoll-general-page.h"
#include "plimsoll-notifications-page.h"
#include "plimsoll-privacy-page.h"
#include "plimsoll-tray-page.h"

/* Flatpak puts this into every sandbox. */
#define FLATPAK_INFO "/.flatpak-info"

struct _PlimsollPreferencesWindow
{
  AdwPreferencesWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (PlimsollPreferencesWindow,
                     plimsoll_preferences_window,
                     ADW_TYPE_PREFERENCES_WINDOW)

static void
plimsoll_preferences_window_class_init (PlimsollPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-preferences-window.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
plimsoll_preferences_window_init (PlimsollPreferencesWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A program run from its build folder, or half installed. */
static void
add_missing_page (AdwPreferencesWindow *window)
{
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_page_set_title (ADW_PREFERENCES_PAGE (page), _ ("General"));
  adw_preferences_page_set_icon_name (ADW_PREFERENCES_PAGE (page), "emblem-system-symbolic");
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group),
                                   _ ("The Settings Are Not Installed"));
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (group),
      _ ("Plimsoll runs with its defaults. Install it completely to choose others."));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  adw_preferences_window_add (window, ADW_PREFERENCES_PAGE (page));
}

static void
add_pages (AdwPreferencesWindow *window,
           GApplication *application,
           PlimsollLiveAccounts *accounts,
           GSettings *settings,
           const char *program)
{
  g_autoptr (PlimsollLoginStart) login_start = plimsoll_login_start_new (
      FLATPAK_INFO, g_get_user_config_dir (), PLIMSOLL_LIBEXECDIR "/plimsoll-service", settings,
      g_application_get_dbus_connection (application));
  GtkWidget *const pages[] = {
    plimsoll_general_page_new (settings, login_start),
    plimsoll_tray_page_new (settings),
    plimsoll_notifications_page_new (settings, accounts),
    plimsoll_accounts_page_new (settings, accounts, program),
    plimsoll_privacy_page_new (accounts),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    adw_preferences_window_add (window, ADW_PREFERENCES_PAGE (pages[i]));
}

PlimsollPreferencesWindow *
plimsoll_preferences_window_show (GtkApplication *application,
                                  GtkWindow *parent,
                                  PlimsollLiveAccounts *accounts,
                                  GSettings *settings,
                                  const char *program)
{
  PlimsollPreferencesWindow *self = NULL;

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (PLIMSOLL_IS_PREFERENCES_WINDOW (l->data))
      self = l->data;

  if (self == NULL)
    {
      self = g_object_new (PLIMSOLL_TYPE_PREFERENCES_WINDOW, "application", application, NULL);
      gtk_window_set_transient_for (GTK_WINDOW (self), parent);
      if (settings != NULL)
        add_pages (ADW_PREFERENCES_WINDOW (self), G_APPLICATION (application), accounts, settings,
                   program);
      else
        add_missing_page (ADW_PREFERENCES_WINDOW (self));
    }

  gtk_window_present (GTK_WINDOW (self));
  return self;
}
