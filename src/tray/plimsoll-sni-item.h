/* plimsoll-sni-item.h - the item itself on the bus: org.kde.StatusNotifierItem.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* Not under /org/ayatana: Cinnamon would turn a left click there into the menu. */
#define PLIMSOLL_SNI_ITEM_PATH "/StatusNotifierItem"

typedef struct _PlimsollSniItem PlimsollSniItem;

/* Of the callbacks (borrowed) the item uses `activate`, `secondary` and `scroll`; each is called
 * after the host has its answer, and may free the item. `menu_path` is where the menu lies. */
PlimsollSniItem *plimsoll_sni_item_new (const PlimsollTrayCallbacks *callbacks,
                                        gpointer user_data,
                                        const char *menu_path);
void plimsoll_sni_item_free (PlimsollSniItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSniItem, plimsoll_sni_item_free)

/* Puts the item on the bus, for as long as it lives. */
gboolean
plimsoll_sni_item_export (PlimsollSniItem *self, GDBusConnection *connection, GError **error);

/* What the item shall show; not seen by anybody before the next flush. */
void plimsoll_sni_item_set_state (PlimsollSniItem *self, const PlimsollTrayState *state);

/* Shows the state that was set last and tells the hosts which parts of it differ. */
void plimsoll_sni_item_flush (PlimsollSniItem *self);

/* (transfer full) (nullable): the desktop's leave to take the focus, handed out once. */
char *plimsoll_sni_item_take_token (PlimsollSniItem *self);

G_END_DECLS
