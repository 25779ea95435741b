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
  PlimsollIncident *incident; /* (owned) (nullable) */
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
  g_clear_pointer (&self->incident, plimsoll_incident_unref);
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

PlimsollIncident *
plimsoll_report_get_incident (PlimsollReport *self)
{
  return self->incident;
}

PlimsollReport *
plimsoll_report_dup_with_incident (PlimsollReport *self, PlimsollIncident *incident)
{
  PlimsollReport *with = NULL;

  if (self->incident == incident)
    return plimsoll_report_ref (self);

  with = plimsoll_report_new (self->account, self->key, self->snapshot, self->problem);
  with->incident = incident != NULL ? plimsoll_incident_ref (incident) : NULL;
  return with;
}

PlimsollReport *
plimsoll_report_dup_for (PlimsollReport *self, PlimsollAccount *account)
{
  PlimsollReport *named = NULL;

  g_return_val_if_fail (
      g_str_equal (plimsoll_account_get_id (self->account), plimsoll_account_get_id (account)),
      NULL);

  if (plimsoll_account_equal (self->account, account))
    return plimsoll_report_ref (self);

  named = plimsoll_report_new (account, self->key, self->snapshot, self->problem);
  named->incident = self->incident != NULL ? plimsoll_incident_ref (self->incident) : NULL;
  return named;
}

/* An installed program is asked by itself only every quarter of an hour while nobody uses it here:
 * its numbers are of the last two turns for twice as long. */
#define CLI_FRESH_FOR (30 * G_TIME_SPAN_MINUTE)

/* Below 0 by more than that, the clock was wrong then or is now: nobody knows how old it is. */
static gboolean
is_young (const char *source, GDateTime *seen_at, GDateTime *now, GTimeSpan fresh_for)
{
  GTimeSpan age = g_date_time_difference (now, seen_at);
  GTimeSpan longest =
      g_str_equal (source, PLIMSOLL_SOURCE_CLI) ? MAX (fresh_for, CLI_FRESH_FOR) : fresh_for;

  return age <= longest && age >= -longest;
}

static gboolean
are_all_young (PlimsollSnapshot *snapshot, GDateTime *now, GTimeSpan fresh_for)
{
  guint n_limits = plimsoll_snapshot_get_n_limits (snapshot);

  for (guint i = 0; i < n_limits; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      if (!is_young (plimsoll_snapshot_get_limit_source (snapshot, limit),
                     plimsoll_snapshot_get_limit_observed_at (snapshot, limit), now, fresh_for))
        return FALSE;
    }

  return n_limits > 0
         || is_young (plimsoll_snapshot_get_source (snapshot),
                      plimsoll_snapshot_get_observed_at (snapshot), now, fresh_for);
}

PlimsollCondition
plimsoll_report_get_condition (PlimsollReport *self, GDateTime *now, GTimeSpan fresh_for)
{
  if (self->snapshot == NULL)
    return plimsoll_problem_get_condition (self->problem);

  return self->problem == NULL && are_all_young (self->snapshot, now, fresh_for)
             ? PLIMSOLL_CONDITION_FRESH
             : PLIMSOLL_CONDITION_STALE;
}

gboolean
plimsoll_report_is_limit_fresh (PlimsollReport *self,
                                PlimsollLimit *limit,
                                GDateTime *now,
                                GTimeSpan fresh_for)
{
  GDateTime *seen_at = NULL;

  g_return_val_if_fail (self->snapshot != NULL, FALSE);

  seen_at = plimsoll_snapshot_get_limit_observed_at (self->snapshot, limit);
  /* What went wrong went wrong after the whole picture was seen. */
  if (self->problem != NULL
      && g_date_time_compare (seen_at, plimsoll_snapshot_get_observed_at (self->snapshot)) <= 0)
    return FALSE;

  return is_young (plimsoll_snapshot_get_limit_source (self->snapshot, limit), seen_at, now,
                   fresh_for);
}
