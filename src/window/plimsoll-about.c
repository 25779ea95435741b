/* plimsoll-about.c - the window that says what this is, and what to send with a report.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The debug info is made of words we chose ourselves: what is not in here cannot leak from here. */

#include "plimsoll-about.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-config.h"
#include "plimsoll-enum.h"

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : "-";
}

/* Numbered instead of named: a person chose the names. */
static void
append_meter (GString *text, PlimsollMeter *meter, guint number)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);

  g_string_append_printf (text, "account %u: %s, %s, %u limits, source %s\n", number,
                          plimsoll_account_get_provider (plimsoll_meter_get_account (meter)),
                          plimsoll_condition_to_word (plimsoll_meter_get_condition (meter)),
                          snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0,
                          snapshot != NULL ? plimsoll_snapshot_get_source (snapshot) : "-");
}

char *
plimsoll_about_dup_debug_info (PlimsollLiveAccounts *accounts)
{
  GListModel *meters = plimsoll_live_accounts_get_meters (accounts);
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (accounts);
  guint n_meters = g_list_model_get_n_items (meters);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "Plimsoll %s\n", PLIMSOLL_VERSION);
  g_string_append_printf (
      text, "service: %s (%s)\n", client != NULL ? plimsoll_bus_client_get_version (client) : "-",
      plimsoll_enum_to_word (PLIMSOLL_TYPE_LINK, (int) plimsoll_live_accounts_get_link (accounts)));
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "desktop: %s, session: %s, renderer: %s\n",
                          get_variable ("XDG_CURRENT_DESKTOP"), get_variable ("XDG_SESSION_TYPE"),
                          get_variable ("GSK_RENDERER"));
  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);

      append_meter (text, meter, i + 1);
    }

  return g_string_free (text, FALSE);
}

void
plimsoll_about_show (GtkWindow *parent, PlimsollLiveAccounts *accounts)
{
  g_autofree char *debug_info = plimsoll_about_dup_debug_info (accounts);

  adw_show_about_window (
      parent, "application-name", "Plimsoll", "application-icon", PLIMSOLL_APP_ID, "version",
      PLIMSOLL_VERSION, "developer-name", _ ("The Plimsoll contributors"), "comments",
      _ ("Shows how much of your AI plan is used, and when it comes back."), "license-type",
      GTK_LICENSE_GPL_3_0, "debug-info", debug_info, "debug-info-filename", "plimsoll-debug.txt",
      /* Translators: put your name here, and it is shown. */
      "translator-credits", _ ("translator-credits"), NULL);
}
