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

/* Asks for all targets at the same time. Cannot be cancelled, and never fails: it ends by itself,
 * with one report for each target, in their order. */
void plimsoll_direct_collect_async (PlimsollDirect *self,
                                    GPtrArray *targets,
                                    PlimsollCollectFlags flags,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type PlimsollReport) */
GPtrArray *plimsoll_direct_collect_finish (GAsyncResult *result);

/* The same for a process that has nothing else to do; fills the terminal's port: `self` is a
 * PlimsollDirect. */
GPtrArray *plimsoll_direct_collect (GPtrArray *targets, PlimsollCollectFlags flags, gpointer self);
GPtrArray *plimsoll_direct_diagnose (gpointer self);

G_END_DECLS
