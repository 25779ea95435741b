/* plimsoll-limit.c - one metered allowance as seen at one moment.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps the raw number, above 100 too; who draws it clamps it. The number of a window whose reset
 * has passed is kept for the record and never shown as a reading. */

#include "plimsoll-limit.h"

#include <math.h>

#include "plimsoll-enum.h"

struct _PlimsollLimit
{
  gatomicrefcount ref_count;
  PlimsollLimitFields fields; /* all pointers (owned) */
};

G_DEFINE_ENUM_TYPE (PlimsollLimitKind,
                    plimsoll_limit_kind,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_SESSION, "session"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_WEEK, "week"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_WEEK_SCOPED, "week-scoped"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_MONTH, "month"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_BUDGET, "budget"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_LIMIT_OTHER, "other"))

G_DEFINE_BOXED_TYPE (PlimsollLimit, plimsoll_limit, plimsoll_limit_ref, plimsoll_limit_unref)

const char *
plimsoll_limit_kind_to_word (PlimsollLimitKind kind)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_LIMIT_KIND, (int) kind);
}

gboolean
plimsoll_limit_kind_from_word (const char *word, PlimsollLimitKind *kind)
{
  int value = 0;

  if (!plimsoll_enum_from_word (PLIMSOLL_TYPE_LIMIT_KIND, word, &value))
    return FALSE;

  *kind = (PlimsollLimitKind) value;
  return TRUE;
}

PlimsollLimit *
plimsoll_limit_new (const PlimsollLimitFields *fields)
{
  PlimsollLimit *self = NULL;

  g_return_val_if_fail (fields->id != NULL && fields->title != NULL, NULL);

  self = g_new0 (PlimsollLimit, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->fields = *fields;
  self->fields.id = g_strdup (fields->id);
  self->fields.title = g_strdup (fields->title);
  self->fields.scope = g_strdup (fields->scope);
  if (fields->resets_at != NULL)
    self->fields.resets_at = g_date_time_to_utc (fields->resets_at);
  if (fields->used != NULL)
    plimsoll_money_ref (fields->used);
  if (fields->cap != NULL)
    plimsoll_money_ref (fields->cap);
  if (fields->source != NULL && *fields->source != '\0')
    self->fields.source = g_strdup (fields->source);
  else
    self->fields.source = NULL;
  if (fields->observed_at != NULL)
    self->fields.observed_at = g_date_time_to_utc (fields->observed_at);
  return self;
}

PlimsollLimit *
plimsoll_limit_ref (PlimsollLimit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_limit_unref (PlimsollLimit *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free ((char *) self->fields.id);
  g_free ((char *) self->fields.title);
  g_free ((char *) self->fields.scope);
  g_clear_pointer (&self->fields.resets_at, g_date_time_unref);
  g_clear_pointer (&self->fields.used, plimsoll_money_unref);
  g_clear_pointer (&self->fields.cap, plimsoll_money_unref);
  g_free ((char *) self->fields.source);
  g_clear_pointer (&self->fields.observed_at, g_date_time_unref);
  g_free (self);
}

const PlimsollLimitFields *
plimsoll_limit_peek (PlimsollLimit *self)
{
  return &self->fields;
}

gboolean
plimsoll_limit_is_over (PlimsollLimit *self, GDateTime *now)
{
  return self->fields.resets_at != NULL && g_date_time_compare (self->fields.resets_at, now) <= 0;
}

double
plimsoll_limit_get_reading (PlimsollLimit *self, GDateTime *now)
{
  return plimsoll_limit_is_over (self, now) ? (double) NAN : self->fields.used_percent;
}

double
plimsoll_limit_get_headroom (PlimsollLimit *self, GDateTime *now)
{
  double reading = plimsoll_limit_get_reading (self, now);

  /* Not by fmax(), which takes NAN for no argument at all. */
  return reading > 100 ? 0 : 100 - reading;
}

static gboolean
is_same_number (double a, double b)
{
  return (isnan (a) && isnan (b)) || a == b;
}

static gboolean
is_same_moment (GDateTime *a, GDateTime *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_date_time_equal (a, b);
}

gboolean
plimsoll_limit_equal (PlimsollLimit *a, PlimsollLimit *b)
{
  return a == b
         || (plimsoll_limit_has_same_numbers (a, b)
             && g_strcmp0 (a->fields.source, b->fields.source) == 0
             && is_same_moment (a->fields.observed_at, b->fields.observed_at));
}

gboolean
plimsoll_limit_has_same_numbers (PlimsollLimit *a, PlimsollLimit *b)
{
  const PlimsollLimitFields *x = &a->fields;
  const PlimsollLimitFields *y = &b->fields;

  return a == b
         || (g_str_equal (x->id, y->id) && g_str_equal (x->title, y->title) && x->kind == y->kind
             && g_strcmp0 (x->scope, y->scope) == 0 && x->window == y->window
             && x->severity == y->severity && x->is_binding == y->is_binding
             && is_same_number (x->used_percent, y->used_percent)
             && is_same_moment (x->resets_at, y->resets_at)
             && plimsoll_money_equal (x->used, y->used) && plimsoll_money_equal (x->cap, y->cap));
}
