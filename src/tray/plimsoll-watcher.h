/* plimsoll-watcher.h - keeps an item known to whoever shows tray items on this desktop.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray.h"

G_BEGIN_DECLS

typedef struct _PlimsollWatcher PlimsollWatcher;

/* Not told of UNKNOWN; may free the watcher. */
typedef void (*PlimsollWatcherChanged) (PlimsollTrayPresence presence, gpointer user_data);

/* The item must be on `connection` already: hosts read it at once. */
PlimsollWatcher *plimsoll_watcher_new (GDBusConnection *connection,
                                       PlimsollWatcherChanged changed,
                                       gpointer user_data);
void plimsoll_watcher_free (PlimsollWatcher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollWatcher, plimsoll_watcher_free)

PlimsollTrayPresence plimsoll_watcher_get_presence (const PlimsollWatcher *self);

G_END_DECLS
