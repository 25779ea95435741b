/* test-live.c - numbers that keep coming, and the loop of a command that stays.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Proves what both promise to commands that stay: news is told once, and every end is noticed.
 * Where the numbers come from is the app's, and tested by its commands. */
#include <glib-unix.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "plimsoll-live.h"
#include "plimsoll-stay.h"

/* (transfer full): one account that is offline, in these words. */
static GPtrArray *
make_reports (const char *message)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, message, NULL);

  g_ptr_array_add (reports, plimsoll_report_new (account, NULL, NULL, problem));
  return reports;
}

static void
on_changed_cb (PlimsollLive *live, gpointer user_data)
{
  guint *n_changes = user_data;

  (*n_changes)++;
}

/* Equal reports are no news, however often they come; others, and a change of being asked, are. */
static void
test_only_news_is_told (void)
{
  g_autoptr (PlimsollLive) live = g_object_new (PLIMSOLL_TYPE_LIVE, NULL);
  g_autoptr (GPtrArray) first = make_reports ("No route.");
  g_autoptr (GPtrArray) same = make_reports ("No route.");
  g_autoptr (GPtrArray) other = make_reports ("No name.");
  guint n_changes = 0;

  g_signal_connect (live, "changed", G_CALLBACK (on_changed_cb), &n_changes);
  plimsoll_live_take (live, first, FALSE, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  plimsoll_live_take (live, same, FALSE, TRUE);
  plimsoll_live_take (live, plimsoll_live_get_reports (live), FALSE, TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  plimsoll_live_take (live, same, TRUE, TRUE);
  g_assert_cmpuint (n_changes, ==, 2);
  plimsoll_live_take (live, other, TRUE, TRUE);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_true (plimsoll_live_is_asking (live));
  g_assert_true (plimsoll_live_is_complete (live));
  g_assert_cmpuint (plimsoll_live_get_reports (live)->len, ==, 1);
}

static gboolean
on_raise_cb (gpointer user_data)
{
  raise (GPOINTER_TO_INT (user_data));
  return G_SOURCE_REMOVE;
}

/* Each signal that asks to end ends the loop, and says which it was. */
static void
test_signals_end_it (void)
{
  const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (PlimsollStay) stay = plimsoll_stay_new (-1);

      g_idle_add (on_raise_cb, GINT_TO_POINTER (numbers[i]));
      g_assert_cmpint (plimsoll_stay_run (stay), ==, numbers[i]);
    }
}

static gboolean
on_close_cb (gpointer user_data)
{
  int *fd = user_data;

  g_assert_cmpint (close (*fd), ==, 0);
  return G_SOURCE_REMOVE;
}

/* When the reader of the output goes away the loop ends, though nothing is to be written. */
static void
test_reader_gone_ends_it (void)
{
  int ends[2];
  g_autoptr (PlimsollStay) stay = NULL;

  g_assert_true (g_unix_open_pipe (ends, FD_CLOEXEC, NULL));
  stay = plimsoll_stay_new (ends[1]);
  g_idle_add (on_close_cb, &ends[0]);
  g_assert_cmpint (plimsoll_stay_run (stay), ==, 0);
  close (ends[1]);
}

/* Who is done before the loop began does not wait in it. */
static void
test_end_before_run (void)
{
  g_autoptr (PlimsollStay) stay = plimsoll_stay_new (-1);

  plimsoll_stay_end (stay);
  g_assert_cmpint (plimsoll_stay_run (stay), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/live/only-news-is-told", test_only_news_is_told);
  g_test_add_func ("/terminal/stay/signals-end-it", test_signals_end_it);
  g_test_add_func ("/terminal/stay/reader-gone-ends-it", test_reader_gone_ends_it);
  g_test_add_func ("/terminal/stay/end-before-run", test_end_before_run);
  return g_test_run ();
}
