/* test-meter-name.c - a person gives the account of a live meter another name.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Apart from test-meter, whose other tests are about numbers. */

#include "plimsoll-meter.h"

#include "samples.h"

static void
count_cb (guint *n_told)
{
  (*n_told)++;
}

/* A new name is told once; numbers, trouble and the report stay and are of that name. */
static void
test_rename (void)
{
  static const char *const ids[] = { "session", NULL };
  g_autoptr (PlimsollAccount) before = sample_account ();
  g_autoptr (PlimsollAccount) after = plimsoll_account_dup_named (before, "Mine");
  g_autoptr (PlimsollSnapshot) snapshot = sample_snapshot (0, ids, 61);
  g_autoptr (PlimsollProblem) problem = sample_problem (PLIMSOLL_CONDITION_OFFLINE);
  g_autoptr (PlimsollReport) taken = plimsoll_report_new (before, SAMPLE_KEY, snapshot, problem);
  g_autoptr (GDateTime) now = sample_moment (0);
  g_autoptr (PlimsollMeter) meter = plimsoll_meter_new (before, G_TIME_SPAN_HOUR);
  g_autoptr (PlimsollReport) report = NULL;
  guint n_told = 0;

  plimsoll_meter_take (meter, taken, now);
  g_signal_connect_swapped (meter, "notify", G_CALLBACK (count_cb), &n_told);
  plimsoll_meter_set_account (meter, before);
  g_assert_cmpuint (n_told, ==, 0);
  plimsoll_meter_set_account (meter, after);
  g_assert_cmpuint (n_told, ==, 1);

  report = plimsoll_meter_dup_report (meter);
  g_assert_cmpstr (plimsoll_account_get_name (plimsoll_meter_get_account (meter)), ==, "Mine");
  g_assert_cmpstr (plimsoll_account_get_name (plimsoll_report_get_account (report)), ==, "Mine");
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, SAMPLE_KEY);
  g_assert_true (plimsoll_report_get_snapshot (report) == snapshot);
  g_assert_true (plimsoll_problem_equal (plimsoll_report_get_problem (report), problem));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/meter/rename", test_rename);

  return g_test_run ();
}
