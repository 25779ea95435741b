/* plimsoll-ledger-lock.h - one request at a time for one account on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-base-error.h"

G_BEGIN_DECLS

typedef struct _PlimsollLedgerLock PlimsollLedgerLock;

typedef enum
{
  PLIMSOLL_LEDGER_LOCK_HELD, /* ours until it is freed, or this process ends in whatever way */
  PLIMSOLL_LEDGER_LOCK_BUSY, /* another process is asking: look again in a moment */
  PLIMSOLL_LEDGER_LOCK_IMPOSSIBLE, /* no such file can be made here: go on without */
} PlimsollLedgerLockState;

/* Never waits. `*lock` is set with HELD only, `*error` with IMPOSSIBLE only. */
PlimsollLedgerLockState
plimsoll_ledger_lock_try (const char *path, PlimsollLedgerLock **lock, GError **error);
void plimsoll_ledger_lock_free (PlimsollLedgerLock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollLedgerLock, plimsoll_ledger_lock_free)

G_END_DECLS
