/* plimsoll-accounts-page.h - which logins are looked after.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_ACCOUNTS_PAGE (plimsoll_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollAccountsPage, plimsoll_accounts_page, PLIMSOLL, ACCOUNTS_PAGE, AdwPreferencesPage)

GtkWidget *plimsoll_accounts_page_new (GSettings *settings,
                                       PlimsollLiveAccounts *accounts,
                                       const char *program);

G_END_DECLS
