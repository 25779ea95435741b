/* plimsoll-report.c - what one probe of one account brought back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The unit that travels: over the probe's pipe, into the ledger, to the terminal. */

#include "plimsoll-report.h"

struct _PlimsollReport
{
  gatomicrefcount ref_count;
  PlimsollAccount *account; /* (owned) */
  char *key; /* (owned) (nullable) */
  PlimsollSnapshot *snapshot; /* (owned) (nullable) */
  PlimsollProblem *problem; /* (owned) (nullable) */
};

G_DEFINE_BOXED_TYPE (PlimsollReport, plimsoll_report, plimsoll_report_ref, plimsoll_report_unref)

PlimsollReport *
plimsoll_report_new (PlimsollAccount *account,
                     const char *key,
                     PlimsollSnapshot *snapshot,
                     PlimsollProblem *problem)
{
  PlimsollReport *self = NULL;

  g_return_val_if_fail (account != NULL, NULL);
  g_return_val_if_fail (snapshot != NULL || problem != NULL, NULL);

  self = g_new0 (PlimsollReport, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->account = plimsoll_account_ref (account);
  self->key = g_strdup (key);
  self->snapshot = snapshot != NULL ? plimsoll_snapshot_ref (snapshot) : NULL;
  self->problem = problem != NULL ? plimsoll_problem_ref (problem) : NULL;
  return self;
}

PlimsollReport *
plimsoll_report_ref (PlimsollReport *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_report_unref (PlimsollReport *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  plimsoll_account_unref (self->account);
  g_free (self->key);
  g_clear_pointer (&self->snapshot, plimsoll_snapshot_unref);
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
  g_free (self);
}

PlimsollAccount *
plimsoll_report_get_account (PlimsollReport *self)
{
  return self->account;
}

const char *
plimsoll_report_get_key (PlimsollReport *self)
{
  return self->key;
}

PlimsollSnapshot *
plimsoll_report_get_snapshot (PlimsollReport *self)
{
  return self->snapshot;
}

PlimsollProblem *
plimsoll_report_get_problem (PlimsollReport *self)
{
  return self->problem;
}

PlimsollCondition
plimsoll_report_get_condition (PlimsollReport *self, GDateTime *now, GTimeSpan fresh_for)
{
  GTimeSpan age = 0;

  if (self->snapshot == NULL)
    return plimsoll_problem_get_condition (self->problem);

  /* Below 0 by more than that, the clock was wrong then or is now: nobody knows how old they are.
   */
  age = plimsoll_snapshot_get_age (self->snapshot, now);
  if (self->problem != NULL || age > fresh_for || age < -fresh_for)
    return PLIMSOLL_CONDITION_STALE;

  return PLIMSOLL_CONDITION_FRESH;
}
