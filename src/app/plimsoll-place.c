/* plimsoll-place.c - where the programs lie, and which clock they go by.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What both mains need to know of their surroundings. */

#include "plimsoll-place.h"

#include "plimsoll-config.h"

/* Enough for a month in five minutes; more would only show rounding. */
#define HIGHEST_SPEED 100000.0

char *
plimsoll_place_dup_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");
  g_autofree char *beside = g_build_filename (folder, "plimsoll", NULL);

  if (g_file_test (beside, G_FILE_TEST_IS_REGULAR)
      && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);

  return g_build_filename (PLIMSOLL_BINDIR, "plimsoll", NULL);
}

/* (transfer full): the start that an elder process handed down, or now, which is handed down. */
static GDateTime *
find_start (void)
{
  const char *text = g_getenv ("PLIMSOLL_DEMO_START");
  GDateTime *start = NULL;
  g_autofree char *written = NULL;

  if (text != NULL)
    start = g_date_time_new_from_unix_utc (g_ascii_strtoll (text, NULL, 10));
  if (start != NULL)
    return start;

  start = g_date_time_new_from_unix_utc (g_get_real_time () / G_USEC_PER_SEC);
  written = g_strdup_printf ("%" G_GINT64_FORMAT, g_date_time_to_unix (start));
  g_setenv ("PLIMSOLL_DEMO_START", written, TRUE);
  return start;
}

PlimsollClock *
plimsoll_place_new_clock (void)
{
  const char *speed_text = g_getenv ("PLIMSOLL_DEMO_SPEED");
  double speed = speed_text != NULL ? g_ascii_strtod (speed_text, NULL) : 0;
  g_autoptr (GDateTime) start = NULL;

  if (g_strcmp0 (g_getenv ("PLIMSOLL_DEMO"), "1") != 0 || !(speed > 1 && speed <= HIGHEST_SPEED))
    return plimsoll_clock_new_system ();

  start = find_start ();
  return plimsoll_clock_new_fast (start, speed);
}
