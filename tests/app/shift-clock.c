/* shift-clock.c - makes a program believe that it is later than it is.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Preloaded into the real command, so that a test lives through cool-downs without waiting. Moves
 * the time of day by PLIMSOLL_TEST_SHIFT seconds and leaves the monotonic clock alone. Never
 * installed. */

#define _GNU_SOURCE

#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* GLib asks the one or the other of these, by its version. */

int
clock_gettime (clockid_t id, struct timespec *now)
{
  const char *shift = getenv ("PLIMSOLL_TEST_SHIFT");
  int result = (int) syscall (SYS_clock_gettime, id, now);

  if (result == 0 && id == CLOCK_REALTIME && shift != NULL)
    now->tv_sec += atol (shift);

  return result;
}

int
gettimeofday (struct timeval *restrict now, void *restrict zone)
{
  struct timespec precise = { 0 };
  int result = clock_gettime (CLOCK_REALTIME, &precise);

  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return result;
}
