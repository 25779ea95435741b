/* plimsoll-privacy-page.h - what is read, sent and kept, and a way to be rid of it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-live-accounts.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_PRIVACY_PAGE (plimsoll_privacy_page_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollPrivacyPage, plimsoll_privacy_page, PLIMSOLL, PRIVACY_PAGE, AdwPreferencesPage)

GtkWidget *plimsoll_privacy_page_new (PlimsollLiveAccounts *accounts);

G_END_DECLS
