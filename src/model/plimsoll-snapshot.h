/* plimsoll-snapshot.h - all numbers of one account as seen at one moment from one source.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* The sources that this floor must tell from others; a provider may have any. */
#define PLIMSOLL_SOURCE_OAUTH "oauth"
#define PLIMSOLL_SOURCE_CLI "cli"
#define PLIMSOLL_SOURCE_STATUSLINE "statusline"
#define PLIMSOLL_SOURCE_CACHE "cache"
#define PLIMSOLL_SOURCE_WEB "web"

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
  GDateTime *spend_observed_at; /* (nullable): NULL: with the rest */
} PlimsollSnapshotFields;

/* Immutable. Where it was put together from several observations, a limit says itself who saw it
 * and when, and `source` and `observed_at` are those of everything else. */
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
/* When the money was seen; without money, as everything else. */
GDateTime *plimsoll_snapshot_get_spend_observed_at (PlimsollSnapshot *self);

guint plimsoll_snapshot_get_n_limits (PlimsollSnapshot *self);
PlimsollLimit *plimsoll_snapshot_get_limit (PlimsollSnapshot *self, guint index);
PlimsollLimit *
plimsoll_snapshot_find_limit (PlimsollSnapshot *self, const char *id); /* (nullable) */

/* (nullable): the limit with the highest reading at `now`; the server's binding one wins a tie. */
PlimsollLimit *plimsoll_snapshot_find_tightest (PlimsollSnapshot *self, GDateTime *now);

/* (transfer none): who saw `limit`, which is one of this snapshot, and when. */
const char *plimsoll_snapshot_get_limit_source (PlimsollSnapshot *self, PlimsollLimit *limit);
GDateTime *plimsoll_snapshot_get_limit_observed_at (PlimsollSnapshot *self, PlimsollLimit *limit);

/* (transfer none): the moment from which on every limit was seen: that of the oldest. */
GDateTime *plimsoll_snapshot_get_numbers_at (PlimsollSnapshot *self);

/* How old the oldest limit is. Negative when the clock went backwards since. */
GTimeSpan plimsoll_snapshot_get_age (PlimsollSnapshot *self, GDateTime *now);

/* TRUE for a source that sees some of the limits and cannot know of others: what it does not list
 * is not gone. */
gboolean plimsoll_snapshot_is_partial (PlimsollSnapshot *self);

/* (transfer full): the same without the address. */
PlimsollSnapshot *plimsoll_snapshot_dup_nameless (PlimsollSnapshot *self);

/* Everything. */
gboolean plimsoll_snapshot_equal (PlimsollSnapshot *a, PlimsollSnapshot *b);
/* Everything but moments and sources. */
gboolean plimsoll_snapshot_has_same_numbers (PlimsollSnapshot *a, PlimsollSnapshot *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollSnapshot, plimsoll_snapshot_unref)

G_END_DECLS
