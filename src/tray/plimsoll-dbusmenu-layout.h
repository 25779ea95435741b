/* plimsoll-dbusmenu-layout.h - the rows of the tray's menu as com.canonical.dbusmenu sees them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* The menu itself; its rows count from 1. */
#define PLIMSOLL_DBUSMENU_ROOT 0

/* Which properties a caller asked for. */
typedef guint PlimsollDBusMenuWish;

/* Ids by key, for the life of the process: hosts keep ids in their heads while a menu is open. */
typedef struct _PlimsollDBusMenuIds PlimsollDBusMenuIds;

PlimsollDBusMenuIds *plimsoll_dbusmenu_ids_new (void);
void plimsoll_dbusmenu_ids_free (PlimsollDBusMenuIds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollDBusMenuIds, plimsoll_dbusmenu_ids_free)

/* Immutable: the rows at one moment. */
typedef struct _PlimsollDBusMenuLayout PlimsollDBusMenuLayout;

/* A key that comes twice is taken once: an id may stand in a menu only once. */
PlimsollDBusMenuLayout *
plimsoll_dbusmenu_layout_new (PlimsollDBusMenuIds *ids, const PlimsollTrayRow *rows, gsize n_rows);
void plimsoll_dbusmenu_layout_free (PlimsollDBusMenuLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollDBusMenuLayout, plimsoll_dbusmenu_layout_free)

/* No names at all are a wish for everything; unknown names wish for nothing. */
PlimsollDBusMenuWish plimsoll_dbusmenu_wish_new (GVariant *names);

gboolean plimsoll_dbusmenu_layout_has_id (const PlimsollDBusMenuLayout *self, int id);

/* (nullable): the key of the row with this id, if it can be chosen. */
const char *plimsoll_dbusmenu_layout_get_command (const PlimsollDBusMenuLayout *self, int id);

/* (transfer floating): `(ia{sv}av)` of the item and, unless `depth` is 0, what lies under it. */
GVariant *plimsoll_dbusmenu_layout_describe (const PlimsollDBusMenuLayout *self,
                                             int id,
                                             int depth,
                                             PlimsollDBusMenuWish wish);

/* (transfer floating): `a(ia{sv})`, each known one of `ids` (an `ai`) once; none mean all. However
 * long the list is, the answer is never longer than the menu. */
GVariant *plimsoll_dbusmenu_layout_describe_group (const PlimsollDBusMenuLayout *self,
                                                   GVariant *ids,
                                                   PlimsollDBusMenuWish wish);

/* (transfer floating) (nullable): the value of one property; NULL when there is no such one. */
GVariant *plimsoll_dbusmenu_layout_get_property (const PlimsollDBusMenuLayout *self,
                                                 int id,
                                                 const char *name);

/* Whether both have the same rows in the same order. */
gboolean plimsoll_dbusmenu_layout_is_same_shape (const PlimsollDBusMenuLayout *self,
                                                 const PlimsollDBusMenuLayout *other);

/* (transfer floating) (nullable): what an ItemsPropertiesUpdated has to say about rows that are in
 * both, `(a(ia{sv})a(ias))`; NULL when there is nothing to say. */
GVariant *plimsoll_dbusmenu_layout_compare (const PlimsollDBusMenuLayout *before,
                                            const PlimsollDBusMenuLayout *after);

G_END_DECLS
