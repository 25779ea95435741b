/* plimsoll-tray-page.h - how the icon in the tray looks.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_TRAY_PAGE (plimsoll_tray_page_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollTrayPage, plimsoll_tray_page, PLIMSOLL, TRAY_PAGE, AdwPreferencesPage)

GtkWidget *plimsoll_tray_page_new (GSettings *settings);

G_END_DECLS
