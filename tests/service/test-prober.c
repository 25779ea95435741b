/* test-prober.c - runs `plimsoll probe` and takes what it brings.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Against a script that says what a test lets it say. */

#include "stage.h"

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  *place = g_object_ref (result);
}

/* (transfer full): the report of one probe. */
static PlimsollReport *
probe (Stage *stage, PlimsollProbeFlags flags)
{
  g_autoptr (PlimsollProber) prober = plimsoll_prober_new (stage->program);
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PlimsollReport *report = NULL;

  plimsoll_prober_set_deadline (prober, 2 * G_TIME_SPAN_SECOND);
  plimsoll_prober_probe_async (prober, account, flags, NULL, on_done_cb, &result);
  stage_wait_until (result != NULL);
  report = plimsoll_prober_probe_finish (prober, result, &error);
  g_assert_no_error (error);
  return report;
}

/* One line in the journal, and a report that says trouble of our own and no more. */
static void
expect_trouble (Stage *stage, const char *journal)
{
  g_autoptr (PlimsollReport) report = NULL;

  g_test_expect_message ("plimsoll", G_LOG_LEVEL_MESSAGE, journal);
  report = probe (stage, PLIMSOLL_PROBE_DEFAULT);
  g_test_assert_expected_messages ();
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_report_get_problem (report)), ==,
                   PLIMSOLL_CONDITION_TROUBLE);
  g_assert_null (plimsoll_report_get_snapshot (report));
  g_assert_null (plimsoll_report_get_key (report));
}

/* What a probe reports is taken as it is. */
static void
test_report (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = NULL;
  PlimsollLimit *limit = NULL;

  stage_give_numbers (stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  report = probe (stage, PLIMSOLL_PROBE_DEFAULT);
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, STAGE_KEY);
  limit = plimsoll_snapshot_find_limit (plimsoll_report_get_snapshot (report), "session");
  g_assert_cmpfloat (plimsoll_limit_peek (limit)->used_percent, ==, 61);
  g_assert_cmpuint (stage_count (stage, "probe --account claude:default\n"), ==, 1);
}

/* An address is asked for only when the person wants it. */
static void
test_identity (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = NULL;

  stage_give_numbers (stage, STAGE_ACCOUNT, STAGE_KEY, 61);
  report = probe (stage, PLIMSOLL_PROBE_IDENTITY);
  g_assert_cmpuint (stage_count (stage, "--identity"), ==, 1);
}

/* A probe that crashes, hangs, floods, lies or speaks of another is one line and one `trouble`. */
static void
test_trouble (Stage *stage, gconstpointer data)
{
  expect_trouble (stage, "The probe of claude:default failed with status 3.");
  stage_write (stage, "printf garbage");
  expect_trouble (stage, "The probe of claude:default *");
  stage_write (stage, ":");
  expect_trouble (stage, "The probe of claude:default *");
  stage_write (stage, "exec cat /dev/zero");
  expect_trouble (stage, "The probe of claude:default said too much.");
  stage_write (stage, "exec sleep 60");
  expect_trouble (stage, "The probe of claude:default took too long.");
  stage_give_numbers (stage, "claude:work", STAGE_KEY, 61);
  stage_write (stage, "cat report-claude:work");
  expect_trouble (stage, "The probe of claude:default spoke of another account.");
}

/* Cancelling is the only error. */
static void
test_cancelled (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollProber) prober = plimsoll_prober_new (stage->program);
  g_autoptr (PlimsollAccount) account = stage_account (STAGE_ACCOUNT);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  stage_write (stage, "exec sleep 60");
  plimsoll_prober_probe_async (prober, account, PLIMSOLL_PROBE_DEFAULT, cancellable, on_done_cb,
                               &result);
  g_cancellable_cancel (cancellable);
  stage_wait_until (result != NULL);
  g_assert_null (plimsoll_prober_probe_finish (prober, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static GPtrArray *
list (Stage *stage, GError **error)
{
  g_autoptr (PlimsollProber) prober = plimsoll_prober_new (stage->program);
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_prober_list_async (prober, NULL, on_done_cb, &result);
  stage_wait_until (result != NULL);
  return plimsoll_prober_list_finish (prober, result, error);
}

/* The list of accounts comes with key and files. */
static void
test_list (Stage *stage, gconstpointer data)
{
  g_autoptr (GPtrArray) logins = NULL;
  g_autoptr (GError) error = NULL;
  const PlimsollLogin *login = NULL;

  stage_list (stage, STAGE_ACCOUNT, STAGE_KEY, "/there/file");
  stage_list (stage, "claude:work", NULL, NULL);
  logins = list (stage, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (logins->len, ==, 2);
  login = g_ptr_array_index (logins, 0);
  g_assert_cmpstr (login->key, ==, STAGE_KEY);
  g_assert_cmpstr (login->watch_paths[0], ==, "/there/file");
  login = g_ptr_array_index (logins, 1);
  g_assert_null (login->key);
}

/* No list is an error and no crash. */
static void
test_no_list (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (GError) lied = NULL;
  g_autoptr (GError) flooded = NULL;

  stage_write (stage, "exit 3");
  g_assert_null (list (stage, &failed));
  g_assert_cmpstr (failed->message, ==, "failed with status 3");
  stage_write (stage, "printf '\\377\\377garbage'");
  g_assert_null (list (stage, &lied));
  g_assert_cmpstr (lied->message, ==, "gave no list of accounts");
  stage_write (stage, "exec cat /dev/zero");
  g_assert_null (list (stage, &flooded));
  g_assert_cmpstr (flooded->message, ==, "said too much");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  stage_test ("/service/prober/report", test_report);
  stage_test ("/service/prober/identity", test_identity);
  stage_test ("/service/prober/trouble", test_trouble);
  stage_test ("/service/prober/cancelled", test_cancelled);
  stage_test ("/service/prober/list", test_list);
  stage_test ("/service/prober/no-list", test_no_list);

  return g_test_run ();
}
