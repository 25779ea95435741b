/* plimsoll-told.h - one thing that is remembered about a limit so that nothing is told twice.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_TOLD_THRESHOLD, /* this threshold, and with it all lower ones */
  PLIMSOLL_TOLD_USED_UP,
  PLIMSOLL_TOLD_EARLY_EMPTY,
  PLIMSOLL_TOLD_SIGNED_OUT, /* of the account; until it is back */
  PLIMSOLL_TOLD_SNOOZED, /* the person wants to hear no more of this limit until it resets */
  PLIMSOLL_TOLD_SEEN_HIGH, /* nothing was told, but it was nearly used up: its reset is news */
  PLIMSOLL_TOLD_OWED_AGAIN, /* it has reset, and that is still to be told */
} PlimsollToldKind;

/* Immutable. Belongs to one account, which the holder knows. */
typedef struct _PlimsollTold PlimsollTold;

#define PLIMSOLL_TYPE_TOLD (plimsoll_told_get_type ())
GType plimsoll_told_get_type (void);

const char *plimsoll_told_kind_to_word (PlimsollToldKind kind);
gboolean plimsoll_told_kind_from_word (const char *word, PlimsollToldKind *kind);

/* `limit_id` is "" for the account itself. `cycle` is the reset that ends the cycle, rounded to the
 * minute, in seconds since the epoch; 0 for what never resets. `percent` is the mark that was
 * passed: a reading clearly below it speaks for a new cycle. */
PlimsollTold *
plimsoll_told_new (PlimsollToldKind kind, const char *limit_id, gint64 cycle, double percent);
PlimsollTold *plimsoll_told_ref (PlimsollTold *self);
void plimsoll_told_unref (PlimsollTold *self);

PlimsollToldKind plimsoll_told_get_kind (PlimsollTold *self);
const char *plimsoll_told_get_limit_id (PlimsollTold *self);
gint64 plimsoll_told_get_cycle (PlimsollTold *self);
double plimsoll_told_get_percent (PlimsollTold *self);

/* (transfer container) (element-type PlimsollTold): an empty list of them. */
GPtrArray *plimsoll_told_list_new (void);
/* TRUE when both lists hold the same in the same order. */
gboolean plimsoll_told_list_equal (GPtrArray *a, GPtrArray *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollTold, plimsoll_told_unref)

G_END_DECLS
