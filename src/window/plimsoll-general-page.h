/* plimsoll-general-page.h - what concerns the program as a whole.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-login-start.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_GENERAL_PAGE (plimsoll_general_page_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollGeneralPage, plimsoll_general_page, PLIMSOLL, GENERAL_PAGE, AdwPreferencesPage)

GtkWidget *plimsoll_general_page_new (GSettings *settings, PlimsollLoginStart *login_start);

G_END_DECLS
