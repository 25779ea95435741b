/* plimsoll-source-gate.c - the port through which a provider asks whether a source may be asked.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Providers know sources, the engine knows budgets, and neither knows the other. Only forwards;
 * without anybody behind it every source may be asked. */

#include "plimsoll-source-gate.h"

G_DEFINE_INTERFACE (PlimsollSourceGate, plimsoll_source_gate, G_TYPE_OBJECT)

static void
plimsoll_source_gate_default_init (PlimsollSourceGateInterface *iface)
{
}

PlimsollGateState
plimsoll_source_gate_look (PlimsollSourceGate *self,
                           const PlimsollGateQuestion *question,
                           GDateTime *now,
                           PlimsollReport **last)
{
  *last = NULL;
  if (self == NULL)
    return PLIMSOLL_GATE_OPEN;

  return PLIMSOLL_SOURCE_GATE_GET_IFACE (self)->look (self, question, now, last);
}

void
plimsoll_source_gate_note (PlimsollSourceGate *self,
                           const PlimsollGateQuestion *question,
                           PlimsollReport *report,
                           GDateTime *now)
{
  if (self != NULL)
    PLIMSOLL_SOURCE_GATE_GET_IFACE (self)->note (self, question, report, now);
}
