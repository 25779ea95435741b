/* plimsoll-alert-telling.c - makes the alerts that the rules decide on.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rules decide that and what; here it gets an account, a title and a body. What is said of a
 * limit is in the model's plimsoll-alert-words. */

#include "plimsoll-alert-telling.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-alert-words.h"

/* A title with the account's name before it when there are several. */
static char *
name_account (PlimsollReport *report, const PlimsollAlertSettings *settings, const char *title)
{
  PlimsollAccount *account = plimsoll_report_get_account (report);

  if (!settings->names_accounts)
    return g_strdup (title);

  /* Translators: the name of an account and what is said about it: "Claude (work): Session 80 %
   * used". */
  return g_strdup_printf (C_ ("account", "%s: %s"), plimsoll_account_get_name (account), title);
}

PlimsollAlert *
plimsoll_alert_telling_limit (PlimsollReport *report,
                              const PlimsollAlertSettings *settings,
                              PlimsollAlertKind kind,
                              PlimsollLimit *limit,
                              gint64 cycle,
                              PlimsollUrgency urgency,
                              GDateTime *now)
{
  g_autofree char *title = plimsoll_alert_words_title (kind, limit, now);
  g_autofree char *full_title = name_account (report, settings, title);
  g_autofree char *body = plimsoll_alert_words_body (kind, limit, now, settings->zone);
  PlimsollAlertFields fields = {
    .kind = kind,
    .account_id = plimsoll_account_get_id (plimsoll_report_get_account (report)),
    .limit_id = plimsoll_limit_peek (limit)->id,
    .cycle = cycle,
    .percent = plimsoll_limit_get_reading (limit, now),
    .urgency = urgency,
    .title = full_title,
    .body = body,
  };

  return plimsoll_alert_new (&fields);
}

/* The problem's own words say what to do about it. */
PlimsollAlert *
plimsoll_alert_telling_signed_out (PlimsollReport *report)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);
  PlimsollAccount *account = plimsoll_report_get_account (report);
  const char *name = plimsoll_account_get_name (account);
  g_autofree char *title = NULL;
  PlimsollAlertFields fields = {
    .kind = PLIMSOLL_ALERT_SIGNED_OUT,
    .account_id = plimsoll_account_get_id (account),
    .percent = (double) NAN,
    .urgency = PLIMSOLL_URGENCY_NORMAL,
    .body = plimsoll_problem_get_message (problem),
  };

  if (plimsoll_problem_get_condition (problem) == PLIMSOLL_CONDITION_EXPIRED)
    /* Translators: %s is the name of an account, such as "Claude". */
    title = g_strdup_printf (_ ("The login for %s has expired"), name);
  else
    /* Translators: %s is the name of an account, such as "Claude". */
    title = g_strdup_printf (_ ("Signed out of %s"), name);
  fields.title = title;
  return plimsoll_alert_new (&fields);
}

PlimsollAlert *
plimsoll_alert_telling_back (PlimsollReport *report)
{
  PlimsollAccount *account = plimsoll_report_get_account (report);
  /* Translators: %s is the name of an account, such as "Claude". */
  g_autofree char *title =
      g_strdup_printf (_ ("Signed in to %s again"), plimsoll_account_get_name (account));
  PlimsollAlertFields fields = {
    .kind = PLIMSOLL_ALERT_BACK,
    .account_id = plimsoll_account_get_id (account),
    .percent = (double) NAN,
    .urgency = PLIMSOLL_URGENCY_LOW,
    .title = title,
    .body = _ ("Its limits are read as before."),
  };

  return plimsoll_alert_new (&fields);
}

/* By insertion: the lists are short, and the order among equals stays. */
void
plimsoll_alert_telling_sort (GPtrArray *alerts)
{
  for (guint i = 1; i < alerts->len; i++)
    for (guint j = i; j > 0; j--)
      {
        gpointer *a = &g_ptr_array_index (alerts, j - 1);
        gpointer *b = &g_ptr_array_index (alerts, j);
        gpointer swap = *a;

        if (plimsoll_alert_peek (*a)->urgency >= plimsoll_alert_peek (*b)->urgency)
          break;
        *a = *b;
        *b = swap;
      }
}
