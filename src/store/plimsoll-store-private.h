/* plimsoll-store-private.h - the store as its own parts see it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-database.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

/* For reading. */
PlimsollDatabase *plimsoll_store_get_database (PlimsollStore *self);

/* Runs `work` in a transaction. When the disk refuses, the store goes into memory and the work is
 * done there. */
gboolean
plimsoll_store_write (PlimsollStore *self, PlimsollWork work, gpointer data, GError **error);

G_END_DECLS
