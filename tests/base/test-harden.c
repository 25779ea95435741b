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
}

/* A program of the person's, started by a hardened process, has the limit that the person gave. */
static void
test_undo (void)
{
  const struct rlimit wanted = { 4096, 4096 };
  struct rlimit limit = { 1, 1 };
  int status = 0;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (setrlimit (RLIMIT_CORE, &wanted) != 0)
        _exit (2);
      plimsoll_harden_process ();
      plimsoll_harden_process ();
      plimsoll_harden_undo ();
      _exit (getrlimit (RLIMIT_CORE, &limit) == 0 && limit.rlim_cur == 4096 ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
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

  /* Before any other hardens this process: what was found is found once. */
  g_test_add_func ("/base/harden/undo", test_undo);
  g_test_add_func ("/base/harden/no-core", test_no_core);
  g_test_add_func ("/base/harden/locks", test_locks);
  g_test_add_func ("/base/harden/twice", test_twice);

  return g_test_run ();
}
