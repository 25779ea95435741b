/* test-errand.c - runs a program of the person's, hands it something to read, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real programs that behave and that do not. */
#include <signal.h>
#include <string.h>

#include "plimsoll-errand.h"

static void
on_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* Runs a shell's `script` with `input`. */
static gboolean
run (const char *script, GBytes *input, GTimeSpan deadline, GError **error)
{
  const char *const argv[] = { "/bin/sh", "-c", script, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  plimsoll_errand_run_async (argv, input, deadline, NULL, on_ran_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return plimsoll_errand_run_finish (result, error);
}

/* The program reads what it is handed, to its end. */
static void
test_reads (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("word\n", 5);
  g_autoptr (GError) error = NULL;

  run ("read w && [ \"$w\" = word ] && ! read w", input, 10 * G_TIME_SPAN_SECOND, &error);
  g_assert_no_error (error);
}

/* One that reads nothing and ends is no failure, nor is what it says anybody's business. */
static void
test_reads_nothing (void)
{
  g_autofree char *much = g_strnfill (1 << 20, 'x');
  g_autoptr (GBytes) input = g_bytes_new_static (much, 1 << 20);
  g_autoptr (GError) error = NULL;

  signal (SIGPIPE, SIG_IGN);
  run ("head -c 200000 /dev/zero; exit 0", input, 10 * G_TIME_SPAN_SECOND, &error);
  g_assert_no_error (error);
}

/* Failures say which they were. */
static void
test_failures (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("", 0);
  const char *const argv[] = { "/nonexistent/program", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) status = NULL;
  g_autoptr (GError) killed = NULL;
  g_autoptr (GError) absent = NULL;

  g_assert_false (run ("exit 7", input, 10 * G_TIME_SPAN_SECOND, &status));
  g_assert_cmpstr (status->message, ==, "It ended with status 7.");
  g_assert_false (run ("kill -9 $$", input, 10 * G_TIME_SPAN_SECOND, &killed));
  g_assert_cmpstr (killed->message, ==, "It was ended by signal 9.");
  plimsoll_errand_run_async (argv, input, G_TIME_SPAN_SECOND, NULL, on_ran_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (plimsoll_errand_run_finish (result, &absent));
  g_assert_error (absent, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT);
}

/* One that takes too long is asked to end, and one that will not is killed. */
static void
test_too_long (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("", 0);
  const char *const scripts[] = { "exec sleep 60", "trap '' TERM; while :; do sleep 0.1; done" };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 start = g_get_monotonic_time ();

      g_assert_false (run (scripts[i], input, 200 * G_TIME_SPAN_MILLISECOND, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 50 * G_USEC_PER_SEC);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/errand/reads", test_reads);
  g_test_add_func ("/base/errand/reads-nothing", test_reads_nothing);
  g_test_add_func ("/base/errand/failures", test_failures);
  g_test_add_func ("/base/errand/too-long", test_too_long);
  return g_test_run ();
}
