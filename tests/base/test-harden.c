/* test-harden.c - no core file, and nobody looks in.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each lock is asked for from the kernel, and once a child dies to see that no core is left. The
 * locks cannot be opened again, so the child comes first. */

#include "plimsoll-harden.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Both locks are set: the limit on core files, and the flag that makes crash collectors look away.
 */
static void
test_locks (void)
{
  struct rlimit limit = { 1, 1 };

  g_assert_cmpint (prctl (PR_SET_DUMPABLE, 1, 0, 0, 0), ==, 0);
  plimsoll_harden_process ();
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
  g_assert_cmpint (getrlimit (RLIMIT_CORE, &limit), ==, 0);
  g_assert_cmpuint (limit.rlim_cur, ==, 0);
  g_assert_cmpuint (limit.rlim_max, ==, 0);
}

/* A hardened process that dies by a signal that dumps core leaves none. */
static void
test_no_core (void)
{
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      signal (SIGQUIT, SIG_DFL);
      plimsoll_harden_process ();
      kill (getpid (), SIGQUIT);
      _exit (1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGQUIT);
  g_assert_false (WCOREDUMP (status));
}

/* To harden twice is no mistake. */
static void
test_twice (void)
{
  plimsoll_harden_process ();
  plimsoll_harden_process ();
  g_assert_cmpint (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/harden/no-core", test_no_core);
  g_test_add_func ("/base/harden/locks", test_locks);
  g_test_add_func ("/base/harden/twice", test_twice);

  return g_test_run ();
}
