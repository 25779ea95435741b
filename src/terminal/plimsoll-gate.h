/* plimsoll-gate.h - whether there is headroom enough to go on.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_GATE_OPEN, /* everything that counts is below the mark */
  PLIMSOLL_GATE_CLOSED, /* something is at the mark or above, and that is sure */
  PLIMSOLL_GATE_UNKNOWN, /* nobody can say at present */
  PLIMSOLL_GATE_NO_LOGIN, /* nobody can say until the person logs in */
} PlimsollGateState;

/* What is asked for. */
typedef struct
{
  double below; /* percent used: the mark */
  const char *limit; /* (nullable): the id of the only limit that counts; NULL: all of them */
} PlimsollGateRule;

/* What was seen, borrowed from the reports. */
typedef struct
{
  PlimsollGateState state;
  PlimsollReport *report; /* (nullable): the account that decided */
  PlimsollLimit *limit; /* (nullable): the limit that keeps it closed, or the tightest one */
} PlimsollGateView;

/* `reports` holds PlimsollReport. Of several accounts every one must be below the mark, but those
 * without a login do not count beside others. */
PlimsollGateView
plimsoll_gate_look (GPtrArray *reports, const PlimsollGateRule *rule, GDateTime *now);

/* (transfer full) (nullable): when the clock alone may change what was seen: the next reset. */
GDateTime *plimsoll_gate_dup_next_look (GPtrArray *reports, GDateTime *now);

/* Whether any account has a limit of that id. */
gboolean plimsoll_gate_knows_limit (GPtrArray *reports, const char *limit);

G_END_DECLS
