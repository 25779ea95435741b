/* plimsoll-direct.h - numbers without a service: this very process asks, and remembers what it
 * heard. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-ledger.h"
#include "plimsoll-terminal.h"

G_BEGIN_DECLS

/* How long to wait for another process that is asking already. */
#define PLIMSOLL_DIRECT_PATIENCE (5 * G_TIME_SPAN_SECOND)

/* Both are borrowed for the time of a run. */
typedef struct
{
  PlimsollLedger *ledger;
  PlimsollClock *clock;
} PlimsollDirect;

/* Fills the terminal's port; `self` is a PlimsollDirect. All accounts are asked at the same time.
 */
GPtrArray *plimsoll_direct_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer self);
GPtrArray *plimsoll_direct_diagnose (gpointer self);

G_END_DECLS
