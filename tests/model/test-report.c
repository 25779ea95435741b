/* test-report.c - what one probe brought back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The condition is a function of what is there and how old it is; the table has every combination.
 */

#include "plimsoll-report.h"

#include "plimsoll-snapshot-merge.h"
#include "samples.h"

#define FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

/* Numbers alone are fresh until they are too old; beside a problem they are stale; a problem alone
 * is itself. Numbers from the future are stale, for nobody knows their age. */
static void
test_condition (void)
{
  static const struct
  {
    gboolean has_snapshot;
    gboolean has_problem;
    int age; /* seconds */
    PlimsollCondition condition;
  } rows[] = {
    { TRUE, FALSE, 0, PLIMSOLL_CONDITION_FRESH },
    { TRUE, FALSE, 599, PLIMSOLL_CONDITION_FRESH },
    { TRUE, FALSE, 600, PLIMSOLL_CONDITION_FRESH },
    { TRUE, FALSE, 601, PLIMSOLL_CONDITION_STALE },
    { TRUE, FALSE, -5, PLIMSOLL_CONDITION_FRESH },
    { TRUE, FALSE, -600, PLIMSOLL_CONDITION_FRESH },
    { TRUE, FALSE, -601, PLIMSOLL_CONDITION_STALE },
    { TRUE, TRUE, 0, PLIMSOLL_CONDITION_STALE },
    { TRUE, TRUE, 601, PLIMSOLL_CONDITION_STALE },
    { FALSE, TRUE, 0, PLIMSOLL_CONDITION_BLOCKED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now = sample_moment (rows[i].age);
      g_autoptr (PlimsollReport) report =
          sample_report (rows[i].has_snapshot ? sample_snapshot (0, NULL, 0) : NULL,
                         rows[i].has_problem ? sample_problem (PLIMSOLL_CONDITION_BLOCKED) : NULL);

      g_assert_cmpint (plimsoll_report_get_condition (report, now, FRESH_FOR), ==,
                       rows[i].condition);
    }
}

/* Each refusal, alone, is the condition of its report. */
static void
test_refusals (void)
{
  g_autoptr (GDateTime) now = sample_moment (0);

  for (int i = PLIMSOLL_CONDITION_SIGNED_OUT; i <= PLIMSOLL_CONDITION_BAD_REPLY; i++)
    {
      g_autoptr (PlimsollReport) report =
          sample_report (NULL, sample_problem ((PlimsollCondition) i));

      g_assert_cmpint (plimsoll_report_get_condition (report, now, FRESH_FOR), ==, i);
    }
}

/* Beside a problem a limit is fresh that was seen after the rest, for as long as it is young. */
static void
test_limit_fresh (void)
{
  static const char *const ids[] = { "session", "week", NULL };
  static const char *const part_ids[] = { "session", NULL };
  g_autoptr (GDateTime) soon = sample_moment (120);
  g_autoptr (GDateTime) late = sample_moment (60 + FRESH_FOR / G_TIME_SPAN_SECOND + 1);
  g_autoptr (PlimsollSnapshot) whole = sample_snapshot (0, ids, 10);
  g_autoptr (PlimsollSnapshot) part = sample_statusline (60, part_ids, 20);
  g_autoptr (PlimsollReport) report = sample_report (plimsoll_snapshot_merge (whole, part, soon),
                                                     sample_problem (PLIMSOLL_CONDITION_BLOCKED));
  PlimsollSnapshot *merged = plimsoll_report_get_snapshot (report);
  PlimsollLimit *session = plimsoll_snapshot_find_limit (merged, "session");
  PlimsollLimit *week = plimsoll_snapshot_find_limit (merged, "week");

  g_assert_true (plimsoll_report_is_limit_fresh (report, session, soon, FRESH_FOR));
  g_assert_false (plimsoll_report_is_limit_fresh (report, week, soon, FRESH_FOR));
  g_assert_false (plimsoll_report_is_limit_fresh (report, session, late, FRESH_FOR));
}

/* An installed program is asked every quarter of an hour, so its numbers are fresh for two of them.
 */
static void
test_cli_fresh (void)
{
  g_autoptr (GDateTime) start = sample_moment (0);
  g_autoptr (GDateTime) soon = sample_moment (1800);
  g_autoptr (GDateTime) late = sample_moment (1801);
  const PlimsollSnapshotFields fields = { .source = "cli", .observed_at = start };
  g_autoptr (PlimsollReport) report = sample_report (plimsoll_snapshot_new (&fields), NULL);

  g_assert_cmpint (plimsoll_report_get_condition (report, soon, FRESH_FOR), ==,
                   PLIMSOLL_CONDITION_FRESH);
  g_assert_cmpint (plimsoll_report_get_condition (report, late, FRESH_FOR), ==,
                   PLIMSOLL_CONDITION_STALE);
}

/* A report gives back what it was made of. */
static void
test_parts (void)
{
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollProblem) problem = sample_problem (PLIMSOLL_CONDITION_OFFLINE);
  g_autoptr (PlimsollReport) report = plimsoll_report_new (account, SAMPLE_KEY, NULL, problem);
  g_autoptr (PlimsollReport) keyless = plimsoll_report_new (account, NULL, NULL, problem);

  g_assert_true (plimsoll_report_get_account (report) == account);
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, SAMPLE_KEY);
  g_assert_null (plimsoll_report_get_snapshot (report));
  g_assert_true (plimsoll_report_get_problem (report) == problem);
  g_assert_null (plimsoll_report_get_key (keyless));
}

/* A report of nothing cannot be made. */
static void
test_nothing (void)
{
  g_autoptr (PlimsollAccount) account = sample_account ();

  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*snapshot*");
  g_assert_null (plimsoll_report_new (account, SAMPLE_KEY, NULL, NULL));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/report/condition", test_condition);
  g_test_add_func ("/model/report/refusals", test_refusals);
  g_test_add_func ("/model/report/limit-fresh", test_limit_fresh);
  g_test_add_func ("/model/report/cli-fresh", test_cli_fresh);
  g_test_add_func ("/model/report/parts", test_parts);
  g_test_add_func ("/model/report/nothing", test_nothing);

  return g_test_run ();
}
