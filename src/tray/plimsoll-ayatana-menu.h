/* plimsoll-ayatana-menu.h - the tray's rows as a GTK 3 menu, which is never opened here.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* A row that can be chosen was chosen. */
typedef void (*PlimsollAyatanaChosen) (const char *key, gpointer user_data);

typedef struct _PlimsollAyatanaMenu PlimsollAyatanaMenu;

/* GTK must have been initialised. */
PlimsollAyatanaMenu *plimsoll_ayatana_menu_new (PlimsollAyatanaChosen chosen, gpointer user_data);
void plimsoll_ayatana_menu_free (PlimsollAyatanaMenu *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollAyatanaMenu, plimsoll_ayatana_menu_free)

/* Rows are known by their keys: one that stays keeps its item, so that a host that shows the menu
 * sees its words change in place. */
void plimsoll_ayatana_menu_set_rows (PlimsollAyatanaMenu *self,
                                     const PlimsollTrayRow *rows,
                                     gsize n_rows);

/* (transfer none) (type GtkMenu) */
gpointer plimsoll_ayatana_menu_get_widget (PlimsollAyatanaMenu *self);
/* (transfer none) (nullable) (type GtkMenuItem): valid until the next rows. */
gpointer plimsoll_ayatana_menu_get_item (PlimsollAyatanaMenu *self, const char *key);

G_END_DECLS
