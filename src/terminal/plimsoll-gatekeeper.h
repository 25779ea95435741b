/* plimsoll-gatekeeper.h - watches a gate and tells when it opens or closes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-gate.h"
#include "plimsoll-terminal.h"

G_BEGIN_DECLS

/* Signal: `looked`, after each look at the gate: when numbers came, when a window ended, and when
 * the clock was set. Never from within plimsoll_gatekeeper_new(). */
#define PLIMSOLL_TYPE_GATEKEEPER (plimsoll_gatekeeper_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollGatekeeper, plimsoll_gatekeeper, PLIMSOLL, GATEKEEPER, GObject)

/* `terminal` and what `rule` points to are borrowed and must live longer. */
PlimsollGatekeeper *plimsoll_gatekeeper_new (PlimsollTerminal *terminal,
                                             GPtrArray *targets,
                                             PlimsollCollectFlags flags,
                                             const PlimsollGateRule *rule);
/* What was seen last; borrowed until the next `looked`. */
const PlimsollGateView *plimsoll_gatekeeper_get_view (PlimsollGatekeeper *self);
PlimsollLive *plimsoll_gatekeeper_get_live (PlimsollGatekeeper *self);
/* (transfer full): "Claude: session 93 % used, resets 14:10", or why nobody knows. */
char *plimsoll_gatekeeper_dup_words (PlimsollGatekeeper *self);

G_END_DECLS
