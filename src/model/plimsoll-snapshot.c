/* plimsoll-snapshot.c - all numbers of one account as seen at one moment from one source.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photograph: never corrected afterwards. What time has made of it is asked with a `now`. How two
 * become one is plimsoll_snapshot_merge()'s business. */

#include "plimsoll-snapshot.h"

#include <math.h>

struct _PlimsollSnapshot
{
  gatomicrefcount ref_count;
  char *source; /* (owned) */
  GDateTime *observed_at; /* (owned): UTC */
  char *plan; /* (owned) (nullable) */
  char *identity; /* (owned) (nullable) */
  GPtrArray *limits; /* (owned) (element-type PlimsollLimit) */
  PlimsollSpend *spend; /* (owned) (nullable) */
  GDateTime *spend_observed_at; /* (owned) (nullable): UTC; NULL: with the rest */
};

G_DEFINE_BOXED_TYPE (PlimsollSnapshot,
                     plimsoll_snapshot,
                     plimsoll_snapshot_ref,
                     plimsoll_snapshot_unref)

/* Of two limits with one id the first stays: faces and store know limits by nothing but their id.
 */
static void
add_limit (PlimsollSnapshot *self, PlimsollLimit *limit)
{
  if (self->limits->len < PLIMSOLL_SNAPSHOT_MAX_LIMITS
      && plimsoll_snapshot_find_limit (self, plimsoll_limit_peek (limit)->id) == NULL)
    g_ptr_array_add (self->limits, plimsoll_limit_ref (limit));
}

PlimsollSnapshot *
plimsoll_snapshot_new (const PlimsollSnapshotFields *fields)
{
  PlimsollSnapshot *self = NULL;
  guint n_limits = fields->limits != NULL ? fields->limits->len : 0;

  g_return_val_if_fail (fields->source != NULL && *fields->source != '\0', NULL);
  g_return_val_if_fail (fields->observed_at != NULL, NULL);

  self = g_new0 (PlimsollSnapshot, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->source = g_strdup (fields->source);
  self->observed_at = g_date_time_to_utc (fields->observed_at);
  self->plan = g_strdup (fields->plan);
  self->identity = g_strdup (fields->identity);
  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  for (guint i = 0; i < n_limits; i++)
    add_limit (self, g_ptr_array_index (fields->limits, i));
  self->spend = fields->spend != NULL ? plimsoll_spend_ref (fields->spend) : NULL;
  if (self->spend != NULL && fields->spend_observed_at != NULL)
    self->spend_observed_at = g_date_time_to_utc (fields->spend_observed_at);
  return self;
}

PlimsollSnapshot *
plimsoll_snapshot_ref (PlimsollSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_snapshot_unref (PlimsollSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->source);
  g_date_time_unref (self->observed_at);
  g_free (self->plan);
  g_free (self->identity);
  g_ptr_array_unref (self->limits);
  g_clear_pointer (&self->spend, plimsoll_spend_unref);
  g_clear_pointer (&self->spend_observed_at, g_date_time_unref);
  g_free (self);
}

const char *
plimsoll_snapshot_get_source (PlimsollSnapshot *self)
{
  return self->source;
}

GDateTime *
plimsoll_snapshot_get_observed_at (PlimsollSnapshot *self)
{
  return self->observed_at;
}

const char *
plimsoll_snapshot_get_plan (PlimsollSnapshot *self)
{
  return self->plan;
}

const char *
plimsoll_snapshot_get_identity (PlimsollSnapshot *self)
{
  return self->identity;
}

PlimsollSpend *
plimsoll_snapshot_get_spend (PlimsollSnapshot *self)
{
  return self->spend;
}

GDateTime *
plimsoll_snapshot_get_spend_observed_at (PlimsollSnapshot *self)
{
  return self->spend_observed_at != NULL ? self->spend_observed_at : self->observed_at;
}

guint
plimsoll_snapshot_get_n_limits (PlimsollSnapshot *self)
{
  return self->limits->len;
}

PlimsollLimit *
plimsoll_snapshot_get_limit (PlimsollSnapshot *self, guint index)
{
  g_return_val_if_fail (index < self->limits->len, NULL);

  return g_ptr_array_index (self->limits, index);
}

PlimsollLimit *
plimsoll_snapshot_find_limit (PlimsollSnapshot *self, const char *id)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      PlimsollLimit *limit = g_ptr_array_index (self->limits, i);

      if (g_str_equal (plimsoll_limit_peek (limit)->id, id))
        return limit;
    }

  return NULL;
}

PlimsollLimit *
plimsoll_snapshot_find_tightest (PlimsollSnapshot *self, GDateTime *now)
{
  PlimsollLimit *tightest = NULL;
  double highest = -1;

  for (guint i = 0; i < self->limits->len; i++)
    {
      PlimsollLimit *limit = g_ptr_array_index (self->limits, i);
      double reading = plimsoll_limit_get_reading (limit, now);
      gboolean wins_tie = reading == highest && plimsoll_limit_peek (limit)->is_binding;

      if (reading > highest || wins_tie)
        {
          tightest = limit;
          highest = reading;
        }
    }

  return tightest;
}

const char *
plimsoll_snapshot_get_limit_source (PlimsollSnapshot *self, PlimsollLimit *limit)
{
  const char *source = plimsoll_limit_peek (limit)->source;

  return source != NULL ? source : self->source;
}

GDateTime *
plimsoll_snapshot_get_limit_observed_at (PlimsollSnapshot *self, PlimsollLimit *limit)
{
  GDateTime *observed_at = plimsoll_limit_peek (limit)->observed_at;

  return observed_at != NULL ? observed_at : self->observed_at;
}

GDateTime *
plimsoll_snapshot_get_numbers_at (PlimsollSnapshot *self)
{
  GDateTime *oldest = NULL;

  for (guint i = 0; i < self->limits->len; i++)
    {
      PlimsollLimit *limit = g_ptr_array_index (self->limits, i);
      GDateTime *observed_at = plimsoll_snapshot_get_limit_observed_at (self, limit);

      if (oldest == NULL || g_date_time_compare (observed_at, oldest) < 0)
        oldest = observed_at;
    }

  return oldest != NULL ? oldest : self->observed_at;
}

GTimeSpan
plimsoll_snapshot_get_age (PlimsollSnapshot *self, GDateTime *now)
{
  return g_date_time_difference (now, plimsoll_snapshot_get_numbers_at (self));
}

gboolean
plimsoll_snapshot_is_partial (PlimsollSnapshot *self)
{
  return g_str_equal (self->source, PLIMSOLL_SOURCE_STATUSLINE);
}

PlimsollSnapshot *
plimsoll_snapshot_dup_nameless (PlimsollSnapshot *self)
{
  PlimsollSnapshotFields fields = { .source = self->source,
                                    .observed_at = self->observed_at,
                                    .plan = self->plan,
                                    .limits = self->limits,
                                    .spend = self->spend,
                                    .spend_observed_at = self->spend_observed_at };

  return plimsoll_snapshot_new (&fields);
}

gboolean
plimsoll_snapshot_has_same_numbers (PlimsollSnapshot *a, PlimsollSnapshot *b)
{
  if (a->limits->len != b->limits->len || !plimsoll_spend_equal (a->spend, b->spend)
      || g_strcmp0 (a->plan, b->plan) != 0 || g_strcmp0 (a->identity, b->identity) != 0)
    return FALSE;

  for (guint i = 0; i < a->limits->len; i++)
    if (!plimsoll_limit_has_same_numbers (g_ptr_array_index (a->limits, i),
                                          g_ptr_array_index (b->limits, i)))
      return FALSE;

  return TRUE;
}

gboolean
plimsoll_snapshot_equal (PlimsollSnapshot *a, PlimsollSnapshot *b)
{
  if (!plimsoll_snapshot_has_same_numbers (a, b) || !g_str_equal (a->source, b->source)
      || !g_date_time_equal (a->observed_at, b->observed_at)
      || !g_date_time_equal (plimsoll_snapshot_get_spend_observed_at (a),
                             plimsoll_snapshot_get_spend_observed_at (b)))
    return FALSE;

  for (guint i = 0; i < a->limits->len; i++)
    if (!plimsoll_limit_equal (g_ptr_array_index (a->limits, i), g_ptr_array_index (b->limits, i)))
      return FALSE;

  return TRUE;
}
