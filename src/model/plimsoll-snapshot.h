/* plimsoll-snapshot.h - all numbers of one account as seen at one moment from one source.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* No honest answer lists more; what is beyond is cut by parsers and refused by the codec. */
#define PLIMSOLL_SNAPSHOT_MAX_LIMITS 64u

typedef struct
{
  const char *source; /* "oauth", "cli", "statusline", "cache", "web", "demo" */
  GDateTime *observed_at; /* UTC: when the source saw these numbers */
  const char *plan; /* (nullable): "Max 20x" */
  const char *identity; /* (nullable): an e-mail address, only when the person asked for it */
  GPtrArray *limits; /* (element-type PlimsollLimit) (nullable): in the order to show; the first of
                        an id stays */
  PlimsollSpend *spend; /* (nullable) */
} PlimsollSnapshotFields;

/* Immutable. */
typedef struct _PlimsollSnapshot PlimsollSnapshot;

#define PLIMSOLL_TYPE_SNAPSHOT (plimsoll_snapshot_get_type ())
GType plimsoll_snapshot_get_type (void);

PlimsollSnapshot *plimsoll_snapshot_new (const PlimsollSnapshotFields *fields);
PlimsollSnapshot *plimsoll_snapshot_ref (PlimsollSnapshot *self);
void plimsoll_snapshot_unref (PlimsollSnapshot *self);

const char *plimsoll_snapshot_get_source (PlimsollSnapshot *self);
GDateTime *plimsoll_snapshot_get_observed_at (PlimsollSnapshot *self);
const char *plimsoll_snapshot_get_plan (PlimsollSnapshot *self); /* (nullable) */
const char *plimsoll_snapshot_get_identity (PlimsollSnapshot *self); /* (nullable) */
PlimsollSpend *plimsoll_snapshot_get_spend (PlimsollSnapshot *self); /* (nullable) */

guint plimsoll_snapshot_get_n_limits (PlimsollSnapshot *self);
PlimsollLimit *plimsoll_snapshot_get_limit (PlimsollSnapshot *self, guint index);
PlimsollLimit *
plimsoll_snapshot_find_limit (PlimsollSnapshot *self, const char *id); /* (nullable) */

/* (nullable): the limit with the highest reading at `now`; the server's binding one wins a tie. */
PlimsollLimit *plimsoll_snapshot_find_tightest (PlimsollSnapshot *self, GDateTime *now);

/* Negative when the clock went backwards since. */
GTimeSpan plimsoll_snapshot_get_age (PlimsollSnapshot *self, GDateTime *now);

/* (transfer full): the same without the address. */
PlimsollSnapshot *plimsoll_snapshot_dup_nameless (PlimsollSnapshot *self);

/* Everything but the moment and the source. */
gboolean plimsoll_snapshot_has_same_numbers (PlimsollSnapshot *a, PlimsollSnapshot *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSnapshot, plimsoll_snapshot_unref)

G_END_DECLS
