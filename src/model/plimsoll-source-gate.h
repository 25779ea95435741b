/* plimsoll-source-gate.h - the port through which a provider asks whether a source may be asked.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-report.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_GATE_OPEN, /* it may be asked now */
  PLIMSOLL_GATE_RESTING, /* it gave numbers a short while ago, and they still do */
  PLIMSOLL_GATE_COOLING, /* it refused, and wants to be left alone for now */
} PlimsollGateState;

/* What somebody would ask. All borrowed for the call. */
typedef struct
{
  PlimsollAccount *account;
  const char *source; /* "oauth": also the name of a file, so a plain word */
  const char *key; /* (nullable): the one-way name of the token; another one starts anew */
  GTimeSpan rest; /* how long good numbers last */
  gboolean is_person; /* somebody wants new numbers in so many words */
} PlimsollGateQuestion;

#define PLIMSOLL_TYPE_SOURCE_GATE (plimsoll_source_gate_get_type ())
G_DECLARE_INTERFACE (PlimsollSourceGate, plimsoll_source_gate, PLIMSOLL, SOURCE_GATE, GObject)

struct _PlimsollSourceGateInterface
{
  GTypeInterface parent_interface;

  PlimsollGateState (*look) (PlimsollSourceGate *self,
                             const PlimsollGateQuestion *question,
                             GDateTime *now,
                             PlimsollReport **last);
  void (*note) (PlimsollSourceGate *self,
                const PlimsollGateQuestion *question,
                PlimsollReport *report,
                GDateTime *now);
};

/* `*last` is set to NULL or to (transfer full) what is remembered of this source: with RESTING its
 * numbers, with COOLING its refusal, dated to the end of the wait. `self` may be NULL: open. */
PlimsollGateState plimsoll_source_gate_look (PlimsollSourceGate *self,
                                             const PlimsollGateQuestion *question,
                                             GDateTime *now,
                                             PlimsollReport **last);
/* The source was asked, at `now`, and this came of it. `self` may be NULL. */
void plimsoll_source_gate_note (PlimsollSourceGate *self,
                                const PlimsollGateQuestion *question,
                                PlimsollReport *report,
                                GDateTime *now);

G_END_DECLS
