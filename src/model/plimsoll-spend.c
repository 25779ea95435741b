/* plimsoll-spend.c - money beyond the plan: what was spent, and the cap.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Spending that is switched off is kept too, with the server's reason: people want to know why. */

#include "plimsoll-spend.h"

#include <math.h>

struct _PlimsollSpend
{
  gatomicrefcount ref_count;
  gboolean is_enabled;
  PlimsollMoney *used; /* (owned) */
  PlimsollMoney *cap; /* (owned) (nullable) */
  double used_percent; /* NAN when not known */
  char *reason; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (PlimsollSpend, plimsoll_spend, plimsoll_spend_ref, plimsoll_spend_unref)

PlimsollSpend *
plimsoll_spend_new (gboolean is_enabled,
                    PlimsollMoney *used,
                    PlimsollMoney *cap,
                    double used_percent,
                    const char *reason)
{
  PlimsollSpend *self = NULL;

  g_return_val_if_fail (used != NULL, NULL);

  self = g_new0 (PlimsollSpend, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->is_enabled = is_enabled;
  self->used = plimsoll_money_ref (used);
  self->cap = cap != NULL ? plimsoll_money_ref (cap) : NULL;
  self->used_percent = used_percent;
  self->reason = g_strdup (reason);
  return self;
}

PlimsollSpend *
plimsoll_spend_ref (PlimsollSpend *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_spend_unref (PlimsollSpend *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  plimsoll_money_unref (self->used);
  g_clear_pointer (&self->cap, plimsoll_money_unref);
  g_free (self->reason);
  g_free (self);
}

gboolean
plimsoll_spend_is_enabled (PlimsollSpend *self)
{
  return self->is_enabled;
}

PlimsollMoney *
plimsoll_spend_get_used (PlimsollSpend *self)
{
  return self->used;
}

PlimsollMoney *
plimsoll_spend_get_cap (PlimsollSpend *self)
{
  return self->cap;
}

double
plimsoll_spend_get_used_percent (PlimsollSpend *self)
{
  return self->used_percent;
}

const char *
plimsoll_spend_get_reason (PlimsollSpend *self)
{
  return self->reason;
}

gboolean
plimsoll_spend_equal (PlimsollSpend *a, PlimsollSpend *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->is_enabled == b->is_enabled && plimsoll_money_equal (a->used, b->used)
         && plimsoll_money_equal (a->cap, b->cap) && g_strcmp0 (a->reason, b->reason) == 0
         && (a->used_percent == b->used_percent
             || (isnan (a->used_percent) && isnan (b->used_percent)));
}
