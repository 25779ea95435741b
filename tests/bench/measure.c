/* measure.c - what one run of a program costs.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * measure PROGRAM ARGUMENT…: runs it with nothing on its standard output and prints wall and
 * processor time in microseconds, peak memory in KiB, and the exit status. Small on purpose: the
 * kernel counts the memory of whoever forked into a child's peak, so a Python script would measure
 * mostly itself. */

#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static gint64
to_usec (struct timeval time)
{
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_usec;
}

int
main (int argc, char **argv)
{
  struct rusage spent = { 0 };
  gint64 start = g_get_monotonic_time ();
  gint64 wall = 0;
  int status = 0;
  pid_t child = -1;

  if (argc < 2)
    return 64;

  child = fork ();
  if (child == 0)
    {
      int nowhere = open ("/dev/null", O_WRONLY);

      dup2 (nowhere, STDOUT_FILENO);
      execvp (argv[1], argv + 1);
      _exit (127);
    }

  if (wait4 (child, &status, 0, &spent) != child)
    return 1;
  wall = g_get_monotonic_time () - start;
  printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %ld %d\n", wall,
          to_usec (spent.ru_utime) + to_usec (spent.ru_stime), spent.ru_maxrss,
          WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status));
  return 0;
}
