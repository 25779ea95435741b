/* plimsoll-wishes.c - what the buttons of a card do.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each does one thing and ends. Texts that came over the bus are shown as plain text only. */

#include "plimsoll-wishes.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-config.h"
#include "plimsoll-moment.h"
#include "plimsoll-text.h"

static gboolean
is_codex (PlimsollMeter *meter)
{
  return meter != NULL
         && g_str_equal (plimsoll_account_get_provider (plimsoll_meter_get_account (meter)),
                         "codex");
}

/* Where the provider tells of trouble. */
static const char *
get_status_page (PlimsollMeter *meter)
{
  PlimsollAccount *account = meter != NULL ? plimsoll_meter_get_account (meter) : NULL;
  const PlimsollStatusPage *page =
      account != NULL ? plimsoll_status_page_find (plimsoll_account_get_provider (account)) : NULL;

  return page != NULL ? page->address : plimsoll_status_page_find ("claude")->address;
}

static void
tell (GtkWindow *window, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (window, heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

char *
plimsoll_wish_dup_details (PlimsollMeter *meter)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  GString *text = g_string_new (NULL);
  g_autofree char *clean = NULL;

  g_string_append_printf (text, "Plimsoll %s\n", PLIMSOLL_VERSION);
  g_string_append_printf (text, "account: %s\n",
                          plimsoll_account_get_id (plimsoll_meter_get_account (meter)));
  g_string_append_printf (text, "condition: %s\n",
                          plimsoll_condition_to_word (plimsoll_meter_get_condition (meter)));
  if (problem != NULL)
    g_string_append_printf (text, "problem: %s: %s\n",
                            plimsoll_condition_to_word (plimsoll_problem_get_condition (problem)),
                            plimsoll_problem_get_message (problem));
  if (snapshot != NULL)
    {
      g_autofree char *at = plimsoll_moment_format (plimsoll_snapshot_get_observed_at (snapshot));

      g_string_append_printf (text, "numbers: %s from %s\n", at,
                              plimsoll_snapshot_get_source (snapshot));
    }

  clean = plimsoll_text_redact (text->str);
  g_string_free (text, TRUE);
  return g_steal_pointer (&clean);
}

/* (transfer none): how to get a login that may read its limits. */
static const char *
describe_login (PlimsollMeter *meter)
{
  if (is_codex (meter))
    return _ ("An API key pays by use and has no plan limits. Run “codex login” in a terminal and "
              "choose ChatGPT. Plimsoll picks up the new login by itself.");

  return _ ("Logins made with “claude setup-token” may run Claude but not read how much is used. "
            "Run “claude” in a terminal, type /login there, and follow it. Plimsoll picks up the "
            "new login by itself.");
}

static void
show_details (GtkWindow *window, PlimsollMeter *meter)
{
  PlimsollProblem *problem = plimsoll_meter_get_problem (meter);

  tell (window, _ ("What Happened"),
        problem != NULL ? plimsoll_problem_get_message (problem) : _ ("Nothing is wrong now."));
}

const char *
plimsoll_wish_grant (GtkWindow *window, const char *what, PlimsollMeter *meter, GSettings *settings)
{
  if (g_str_equal (what, "demo"))
    {
      if (settings == NULL)
        return _ ("The settings are not installed.");
      g_settings_set_boolean (settings, "demo", TRUE);
    }
  else if (g_str_equal (what, "help-scope"))
    tell (window, _ ("A Login That May Read Its Limits"), describe_login (meter));
  else if (g_str_equal (what, "status-page"))
    gtk_show_uri (window, get_status_page (meter), GDK_CURRENT_TIME);
  else if (g_str_equal (what, "details") && meter != NULL)
    show_details (window, meter);
  else if (g_str_equal (what, "copy-details") && meter != NULL)
    {
      g_autofree char *details = plimsoll_wish_dup_details (meter);

      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (window)), details);
      return _ ("Copied");
    }

  return NULL;
}
