/* parse-usage.c - how many usage bodies a second become limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * parse-usage FILE: parses the file again and again for a second, from bytes to values and back to
 * nothing, and prints bodies and MiB per second. */

#include <stdio.h>

#include "plimsoll-claude-usage.h"

#define MEASURE_FOR G_USEC_PER_SEC
/* Looking at the clock costs about as much as a small body. */
#define BODIES_PER_LOOK 50

int
main (int argc, char **argv)
{
  g_autofree char *body = NULL;
  gsize length = 0;
  gint64 start = 0;
  gint64 spent = 0;
  guint64 n_bodies = 0;
  double seconds = 0;

  if (argc != 2 || !g_file_get_contents (argv[1], &body, &length, NULL))
    return 64;

  start = g_get_monotonic_time ();
  while (spent < MEASURE_FOR)
    {
      for (guint i = 0; i < BODIES_PER_LOOK; i++)
        {
          g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_usage_parse (body, length, NULL);

          if (usage == NULL || !plimsoll_claude_usage_is_useful (usage))
            return 1;
        }
      n_bodies += BODIES_PER_LOOK;
      spent = g_get_monotonic_time () - start;
    }

  seconds = (double) spent / G_USEC_PER_SEC;
  printf ("%.0f bodies/s, %.1f MiB/s (%" G_GSIZE_FORMAT " bytes each)\n",
          (double) n_bodies / seconds,
          (double) n_bodies * (double) length / seconds / (1024 * 1024), length);
  return 0;
}
