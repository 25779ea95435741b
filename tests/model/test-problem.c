/* test-problem.c - why there are no new numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only a refusal with a sentence is a problem, so that no face has to show an empty one. */

#include "plimsoll-problem.h"

#include "samples.h"

/* A problem gives back what it was made of, its moment in UTC. */
static void
test_parts (void)
{
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) moment = g_date_time_new (east, 2026, 11, 20, 15, 5, 0);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Quiet, please.", moment);
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);

  g_assert_cmpint (plimsoll_problem_get_condition (problem), ==, PLIMSOLL_CONDITION_RATE_LIMITED);
  g_assert_cmpstr (plimsoll_problem_get_message (problem), ==, "Quiet, please.");
  g_assert_true (g_date_time_equal (retry_at, moment));
  g_assert_cmpint (g_date_time_get_utc_offset (retry_at), ==, 0);
}

/* What is no refusal, or says nothing, is no problem. */
static void
test_rules (void)
{
  const PlimsollCondition conditions[] = { PLIMSOLL_CONDITION_LOADING, PLIMSOLL_CONDITION_FRESH,
                                           PLIMSOLL_CONDITION_STALE };

  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*is_refusal*");
      g_assert_null (plimsoll_problem_new (conditions[i], "Message.", NULL));
    }
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*message*");
  g_assert_null (plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, "", NULL));
  g_test_assert_expected_messages ();
}

static PlimsollProblem *
make (guint changed)
{
  g_autoptr (GDateTime) moment = sample_moment (changed == 1 ? 1 : 0);

  if (changed == 5)
    return NULL;

  return plimsoll_problem_new (changed == 2 ? PLIMSOLL_CONDITION_TROUBLE
                                            : PLIMSOLL_CONDITION_OFFLINE,
                               changed == 3 ? "Other." : "Same.", changed == 4 ? NULL : moment);
}

/* Problems are equal when nothing differs; none equals none. */
static void
test_equal (void)
{
  for (guint i = 0; i <= 5; i++)
    for (guint j = 0; j <= 5; j++)
      {
        g_autoptr (PlimsollProblem) a = make (i);
        g_autoptr (PlimsollProblem) b = make (j);

        g_assert_cmpint (plimsoll_problem_equal (a, b), ==, i == j);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/problem/parts", test_parts);
  g_test_add_func ("/model/problem/rules", test_rules);
  g_test_add_func ("/model/problem/equal", test_equal);

  return g_test_run ();
}
