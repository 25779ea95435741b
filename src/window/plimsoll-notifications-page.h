/* plimsoll-notifications-page.h - what to be told of, and when not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_NOTIFICATIONS_PAGE (plimsoll_notifications_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollNotificationsPage,
                      plimsoll_notifications_page,
                      PLIMSOLL,
                      NOTIFICATIONS_PAGE,
                      AdwPreferencesPage)

GtkWidget *plimsoll_notifications_page_new (GSettings *settings, PlimsollLiveAccounts *accounts);

G_END_DECLS
