/* plimsoll-ayatana-icons.h - the tray's picture as a file, for hosts that are told a name only.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of our own with the newest picture and the one before. */
typedef struct _PlimsollAyatanaIcons PlimsollAyatanaIcons;

/* Takes the folder over: what an earlier run left behind there goes. */
PlimsollAyatanaIcons *plimsoll_ayatana_icons_new (const char *folder);
/* Deletes the pictures as well. */
void plimsoll_ayatana_icons_free (PlimsollAyatanaIcons *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollAyatanaIcons, plimsoll_ayatana_icons_free)

/* (transfer none) (nullable): path of a file with the largest picture in `icon`, an a(iiay). Equal
 * pictures have equal paths, others have others: hosts read no file twice. NULL with error when it
 * cannot be written. */
const char *plimsoll_ayatana_icons_put (PlimsollAyatanaIcons *self, GVariant *icon, GError **error);

G_END_DECLS
