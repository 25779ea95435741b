/* plimsoll-dbusmenu.h - the tray's menu on the bus: com.canonical.dbusmenu, version 3.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* Not under /org/ayatana: there the Ayatana host would look for another kind of menu. */
#define PLIMSOLL_DBUSMENU_PATH "/MenuBar"

typedef struct _PlimsollDBusMenu PlimsollDBusMenu;

/* A row that can be chosen was chosen. Called from the main loop after the host has its answer;
 * may free the menu. */
typedef void (*PlimsollDBusMenuChosen) (const char *key, gpointer user_data);

PlimsollDBusMenu *plimsoll_dbusmenu_new (PlimsollDBusMenuChosen chosen, gpointer user_data);
void plimsoll_dbusmenu_free (PlimsollDBusMenu *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollDBusMenu, plimsoll_dbusmenu_free)

/* Puts the menu on the bus, for as long as it lives. */
gboolean
plimsoll_dbusmenu_export (PlimsollDBusMenu *self, GDBusConnection *connection, GError **error);

/* What the menu shall hold; not seen by anybody before the next flush. */
void plimsoll_dbusmenu_set_rows (PlimsollDBusMenu *self, const PlimsollTrayRow *rows, gsize n_rows);

/* Shows the rows that were set last and tells the hosts what differs. TRUE when rows came, went or
 * moved. */
gboolean plimsoll_dbusmenu_flush (PlimsollDBusMenu *self);

G_END_DECLS
