/* samples.c - small values of the model for the tests of its floor.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each has what is mandatory and nothing else, so that a test names what it is about. */

#include "samples.h"

#include "plimsoll-moment.h"

GDateTime *
sample_moment (gint64 seconds)
{
  return plimsoll_moment_from_unix (SAMPLE_START + seconds);
}

PlimsollLimit *
sample_limit (const char *id, double used_percent)
{
  const PlimsollLimitFields fields = { .id = id, .title = "Title", .used_percent = used_percent };

  return plimsoll_limit_new (&fields);
}

static PlimsollSnapshot *
photograph (const char *source, gint64 seconds, const char *const *ids, double used_percent)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) observed_at = sample_moment (seconds);
  const PlimsollSnapshotFields fields = { .source = source,
                                          .observed_at = observed_at,
                                          .limits = limits };

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (limits, sample_limit (ids[i], used_percent));

  return plimsoll_snapshot_new (&fields);
}

PlimsollSnapshot *
sample_snapshot (gint64 seconds, const char *const *ids, double used_percent)
{
  return photograph ("oauth", seconds, ids, used_percent);
}

PlimsollSnapshot *
sample_statusline (gint64 seconds, const char *const *ids, double used_percent)
{
  return photograph (PLIMSOLL_SOURCE_STATUSLINE, seconds, ids, used_percent);
}

PlimsollAccount *
sample_account (void)
{
  return plimsoll_account_new ("claude:default", "claude", "Claude");
}

PlimsollProblem *
sample_problem (PlimsollCondition condition)
{
  return plimsoll_problem_new (condition, "No connection. Try again later.", NULL);
}

PlimsollReport *
sample_report (PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollSnapshot) owned_snapshot = snapshot;
  g_autoptr (PlimsollProblem) owned_problem = problem;

  return plimsoll_report_new (account, SAMPLE_KEY, owned_snapshot, owned_problem);
}
