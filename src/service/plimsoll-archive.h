/* plimsoll-archive.h - a keeper's knowledge, put into the store and taken out again.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-keeper.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

/* Keeps what the keeper knows after `report`. What cannot be kept is not fatal: the store goes on
 * in memory and says so itself. */
void plimsoll_archive_keep (PlimsollStore *store,
                            PlimsollKeeper *keeper,
                            PlimsollReport *report,
                            GDateTime *now);

/* The same for the last numbers alone, when what may be kept of them changed. */
void plimsoll_archive_keep_last (PlimsollStore *store, PlimsollKeeper *keeper);

/* Gives a keeper that has not been started what was known before the restart, so that it neither
 * asks too soon nor shows nothing until the first answer. */
void plimsoll_archive_restore (PlimsollStore *store, PlimsollKeeper *keeper, GDateTime *now);

G_END_DECLS
