/* plimsoll-snapshot-merge.c - two observations of one account, made into one picture.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Sources differ in what they see: the server tells everything, the status line two windows, the
 * cached file everything as of some hours ago. One picture is made of two in this way:
 *
 *   1. One of them is the base: the newer, but never a partial one beside a whole one. Its limits
 *      are the rows, in its order; a whole picture that no longer lists a limit has lost it.
 *   2. For each row the newer reading of the two wins and keeps who saw it and when. What makes the
 *      row (title, scope, length) stays that of the base.
 *   3. A limit that only the other knows becomes a row when it was seen after the base, or when the
 *      base is partial: that one never takes a row away.
 *   4. Plan and money come from the base; where its source tells none, the other's stay, with their
 *      own moment.
 *
 * A reading whose window is over is taken from nobody. An unknown one is none. A partial source
 * repeats what some program heard at some time, so one that says less of the same window, or speaks
 * of an earlier window, is an echo and counts for nothing: use only grows until the reset. */

#include "plimsoll-snapshot-merge.h"

#include <math.h>

#include "plimsoll-moment.h"

/* The status line is handed whole percents of what the server tells in fractions. */
#define ROUNDING 1.0

typedef struct
{
  PlimsollSnapshot *base; /* borrowed */
  PlimsollSnapshot *other; /* borrowed */
  gboolean is_other_offered;
  GDateTime *now; /* borrowed */
} Merge;

/* Of two of the same second the later to come is the newer, for moments travel as whole seconds. A
 * held one from the future was made before the clock was put right: whatever comes next is better,
 * or a wrong clock at start-up would keep its numbers for years. */
static gboolean
is_offered_newer (GDateTime *offered_at, GDateTime *held_at, GDateTime *now)
{
  return g_date_time_compare (offered_at, held_at) >= 0
         || (g_date_time_compare (held_at, now) > 0 && g_date_time_compare (offered_at, now) <= 0);
}

/* TRUE when the other's observation at `other_at` is newer than the base's at `base_at`. */
static gboolean
is_other_newer (const Merge *merge, GDateTime *other_at, GDateTime *base_at)
{
  return merge->is_other_offered ? is_offered_newer (other_at, base_at, merge->now)
                                 : !is_offered_newer (base_at, other_at, merge->now);
}

static gboolean
is_worth_taking (const Merge *merge, PlimsollLimit *limit)
{
  return !isnan (plimsoll_limit_get_reading (limit, merge->now));
}

/* Below, at or above 0 as the first window ends before, with or after the second; servers jitter by
 * a second, which is no other window. An unknown end is that of the same window. */
static int
compare_windows (PlimsollLimit *a, PlimsollLimit *b)
{
  GDateTime *a_end = plimsoll_limit_peek (a)->resets_at;
  GDateTime *b_end = plimsoll_limit_peek (b)->resets_at;
  GTimeSpan gap = 0;

  if (a_end == NULL || b_end == NULL)
    return 0;

  gap = g_date_time_difference (a_end, b_end);
  if (ABS (gap) <= G_TIME_SPAN_MINUTE)
    return 0;

  return gap < 0 ? -1 : 1;
}

static gboolean
is_from_partial (const Merge *merge, PlimsollLimit *limit)
{
  return g_str_equal (plimsoll_snapshot_get_limit_source (merge->other, limit),
                      PLIMSOLL_SOURCE_STATUSLINE);
}

static gboolean
is_echo (PlimsollLimit *theirs, PlimsollLimit *mine)
{
  int windows = compare_windows (theirs, mine);
  double fall =
      plimsoll_limit_peek (mine)->used_percent - plimsoll_limit_peek (theirs)->used_percent;

  return windows < 0 || (windows == 0 && fall > ROUNDING);
}

/* TRUE when the other's reading of a row of the base is to be shown. */
static gboolean
does_other_win (const Merge *merge, PlimsollLimit *theirs, PlimsollLimit *mine)
{
  if (!is_worth_taking (merge, theirs))
    return FALSE;
  if (isnan (plimsoll_limit_peek (mine)->used_percent))
    /* For ever would be too long; until the window ends it is the best there is. */
    return plimsoll_limit_peek (theirs)->resets_at != NULL && compare_windows (theirs, mine) >= 0;

  return is_other_newer (merge, plimsoll_snapshot_get_limit_observed_at (merge->other, theirs),
                         plimsoll_snapshot_get_limit_observed_at (merge->base, mine))
         && !(is_from_partial (merge, theirs) && is_echo (theirs, mine));
}

/* (transfer full): the row of `mine` with the reading of `theirs`. Where both agree but for
 * the rounding the finer number stays. */
static PlimsollLimit *
combine (const Merge *merge, PlimsollLimit *mine, PlimsollLimit *theirs)
{
  PlimsollLimitFields fields = *plimsoll_limit_peek (mine);
  const PlimsollLimitFields *newer = plimsoll_limit_peek (theirs);
  gboolean is_same_window = compare_windows (theirs, mine) == 0;
  gboolean is_agreed = is_same_window && is_from_partial (merge, theirs)
                       && newer->used_percent <= fields.used_percent;

  if (!is_agreed)
    fields.used_percent = newer->used_percent;
  if (newer->resets_at != NULL && !is_same_window)
    fields.resets_at = newer->resets_at;
  fields.severity = is_same_window ? MAX (fields.severity, newer->severity) : newer->severity;
  fields.is_binding = is_same_window && fields.is_binding;
  fields.source = plimsoll_snapshot_get_limit_source (merge->other, theirs);
  fields.observed_at = plimsoll_snapshot_get_limit_observed_at (merge->other, theirs);
  return plimsoll_limit_new (&fields);
}

/* (transfer full): the same limit with its origin written into it, for it leaves its snapshot. */
static PlimsollLimit *
dup_with_origin (PlimsollSnapshot *snapshot, PlimsollLimit *limit)
{
  PlimsollLimitFields fields = *plimsoll_limit_peek (limit);

  fields.source = plimsoll_snapshot_get_limit_source (snapshot, limit);
  fields.observed_at = plimsoll_snapshot_get_limit_observed_at (snapshot, limit);
  return plimsoll_limit_new (&fields);
}

/* Where rows of this kind belong: session and week stand before everything else. */
static guint
find_place (GPtrArray *rows, PlimsollLimit *limit)
{
  guint place = 0;

  while (place < rows->len
         && plimsoll_limit_peek (g_ptr_array_index (rows, place))->kind
                <= plimsoll_limit_peek (limit)->kind)
    place++;

  return place;
}

static gboolean
is_new_row (const Merge *merge, PlimsollLimit *limit)
{
  const char *id = plimsoll_limit_peek (limit)->id;
  GDateTime *seen_at = plimsoll_snapshot_get_limit_observed_at (merge->other, limit);
  GDateTime *base_at = plimsoll_snapshot_get_observed_at (merge->base);

  return plimsoll_snapshot_find_limit (merge->base, id) == NULL && is_worth_taking (merge, limit)
         && (plimsoll_snapshot_is_partial (merge->base)
             || (is_other_newer (merge, seen_at, base_at)
                 && !g_date_time_equal (seen_at, base_at)));
}

/* (transfer container) (element-type PlimsollLimit) */
static GPtrArray *
merge_limits (const Merge *merge)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (merge->base); i++)
    {
      PlimsollLimit *mine = plimsoll_snapshot_get_limit (merge->base, i);
      PlimsollLimit *theirs =
          plimsoll_snapshot_find_limit (merge->other, plimsoll_limit_peek (mine)->id);

      g_ptr_array_add (rows, theirs != NULL && does_other_win (merge, theirs, mine)
                                 ? combine (merge, mine, theirs)
                                 : plimsoll_limit_ref (mine));
    }

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (merge->other); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (merge->other, i);

      if (is_new_row (merge, limit))
        g_ptr_array_insert (rows, (gint) find_place (rows, limit),
                            dup_with_origin (merge->other, limit));
    }

  return rows;
}

/* Claude Code asks the server to leave the money out, and the status line is not told of any. */
static gboolean
tells_of_money (PlimsollSnapshot *snapshot)
{
  static const char *const silent[] = { PLIMSOLL_SOURCE_CLI, PLIMSOLL_SOURCE_STATUSLINE,
                                        PLIMSOLL_SOURCE_CACHE, NULL };

  return !g_strv_contains (silent, plimsoll_snapshot_get_source (snapshot));
}

static void
merge_rest (const Merge *merge, PlimsollSnapshotFields *fields)
{
  PlimsollSnapshot *base = merge->base;
  PlimsollSnapshot *other = merge->other;
  PlimsollSnapshot *purse = base;

  fields->plan = plimsoll_snapshot_get_plan (base);
  if (fields->plan == NULL)
    fields->plan = plimsoll_snapshot_get_plan (other);

  /* A whole picture without the address may lack it because the person does not want it shown. */
  fields->identity = plimsoll_snapshot_get_identity (base);
  if (fields->identity == NULL && plimsoll_snapshot_is_partial (base))
    fields->identity = plimsoll_snapshot_get_identity (other);

  if (plimsoll_snapshot_get_spend (base) == NULL && !tells_of_money (base))
    purse = other;
  fields->spend = plimsoll_snapshot_get_spend (purse);
  fields->spend_observed_at = plimsoll_snapshot_get_spend_observed_at (purse);
}

static gboolean
is_offered_base (PlimsollSnapshot *held, PlimsollSnapshot *offered, GDateTime *now)
{
  if (plimsoll_snapshot_is_partial (held) != plimsoll_snapshot_is_partial (offered))
    return plimsoll_snapshot_is_partial (held);

  return is_offered_newer (plimsoll_snapshot_get_observed_at (offered),
                           plimsoll_snapshot_get_observed_at (held), now);
}

static PlimsollSnapshot *
merge_both (PlimsollSnapshot *held, PlimsollSnapshot *offered, GDateTime *now)
{
  gboolean is_other_offered = !is_offered_base (held, offered, now);
  const Merge merge = { .base = is_other_offered ? held : offered,
                        .other = is_other_offered ? offered : held,
                        .is_other_offered = is_other_offered,
                        .now = now };
  g_autoptr (GPtrArray) limits = merge_limits (&merge);
  PlimsollSnapshotFields fields = { .source = plimsoll_snapshot_get_source (merge.base),
                                    .observed_at = plimsoll_snapshot_get_observed_at (merge.base),
                                    .limits = limits };
  g_autoptr (PlimsollSnapshot) merged = NULL;

  merge_rest (&merge, &fields);
  merged = plimsoll_snapshot_new (&fields);
  return plimsoll_snapshot_ref (plimsoll_snapshot_equal (merged, held) ? held : merged);
}

PlimsollSnapshot *
plimsoll_snapshot_merge (PlimsollSnapshot *held, PlimsollSnapshot *offered, GDateTime *now)
{
  if (held != NULL && offered != NULL)
    return merge_both (held, offered, now);
  if (offered != NULL)
    return plimsoll_snapshot_ref (offered);

  return held != NULL ? plimsoll_snapshot_ref (held) : NULL;
}
