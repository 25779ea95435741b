/* plimsoll-problem.c - why there are no new numbers, and what to do.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One value from whoever knows the cause to every face that shows it, so that all say the same. */

#include "plimsoll-problem.h"

struct _PlimsollProblem
{
  gatomicrefcount ref_count;
  PlimsollCondition condition;
  char *message; /* (owned) */
  GDateTime *retry_at; /* (owned) (nullable): UTC */
};

G_DEFINE_BOXED_TYPE (PlimsollProblem,
                     plimsoll_problem,
                     plimsoll_problem_ref,
                     plimsoll_problem_unref)

PlimsollProblem *
plimsoll_problem_new (PlimsollCondition condition, const char *message, GDateTime *retry_at)
{
  PlimsollProblem *self = NULL;

  g_return_val_if_fail (plimsoll_condition_is_refusal (condition), NULL);
  g_return_val_if_fail (message != NULL && *message != '\0', NULL);

  self = g_new0 (PlimsollProblem, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->condition = condition;
  self->message = g_strdup (message);
  self->retry_at = retry_at != NULL ? g_date_time_to_utc (retry_at) : NULL;
  return self;
}

PlimsollProblem *
plimsoll_problem_ref (PlimsollProblem *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_problem_unref (PlimsollProblem *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->message);
  g_clear_pointer (&self->retry_at, g_date_time_unref);
  g_free (self);
}

PlimsollCondition
plimsoll_problem_get_condition (PlimsollProblem *self)
{
  return self->condition;
}

const char *
plimsoll_problem_get_message (PlimsollProblem *self)
{
  return self->message;
}

GDateTime *
plimsoll_problem_get_retry_at (PlimsollProblem *self)
{
  return self->retry_at;
}

gboolean
plimsoll_problem_equal (PlimsollProblem *a, PlimsollProblem *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->condition != b->condition || !g_str_equal (a->message, b->message))
    return FALSE;
  if (a->retry_at == NULL || b->retry_at == NULL)
    return a->retry_at == b->retry_at;

  return g_date_time_equal (a->retry_at, b->retry_at);
}
