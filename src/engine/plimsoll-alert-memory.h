/* plimsoll-alert-memory.h - what is remembered of one limit, taken apart.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-told.h"

G_BEGIN_DECLS

/* Starts as all zero. `entries` is to be unreffed at the end. */
typedef struct
{
  GPtrArray *entries; /* (owned) (element-type PlimsollTold): of the present cycle */
  gint64 cycle; /* 0: none */
  double mark; /* the lowest percentage passed in it; INFINITY without entries */
  double highest_told; /* of the thresholds; 0: none */
  gboolean is_early_empty_told;
  gboolean is_snoozed;
  gboolean is_seen_high;
  gboolean is_again_owed;
  gint64 owed_cycle; /* the cycle that ended */
} PlimsollAlertMemory;

/* Forgets everything; `entries` is an empty list afterwards. */
void plimsoll_alert_memory_clear (PlimsollAlertMemory *self);

/* Takes what `told` (element-type PlimsollTold) holds about this limit. */
void plimsoll_alert_memory_read (PlimsollAlertMemory *self, GPtrArray *told, const char *limit_id);

/* Remembers one thing more, in the present cycle. */
void plimsoll_alert_memory_add (PlimsollAlertMemory *self,
                                PlimsollToldKind kind,
                                const char *limit_id,
                                double percent);

/* Appends what is left to `told`, all of it under the present name of the cycle. */
void plimsoll_alert_memory_write (PlimsollAlertMemory *self, GPtrArray *told, const char *limit_id);

G_END_DECLS
