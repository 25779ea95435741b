/* bench-tray-face.c - what the tray's picture costs.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Prints figures and judges none: microseconds of CPU for all sizes of each style, and what
 * painting leaves behind in memory. */

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "plimsoll-tray-icon.h"

#define WARM_UP 20
#define ROUNDS 500

/* Resident KiB of this process. */
static long
read_resident (void)
{
  long pages = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (file == NULL || fscanf (file, "%*d %ld", &pages) != 1)
    pages = 0;
  if (file != NULL)
    fclose (file);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}

static PlimsollTrayFace
make_face (int style, PlimsollTrayMood mood)
{
  PlimsollTrayFace face = { 0 };

  face.style = (PlimsollTrayStyle) style;
  face.mood = mood;
  face.shown.used_percent = 86;
  face.shown.severity = PLIMSOLL_SEVERITY_WARNING;
  face.session = face.shown;
  face.week = face.shown;
  g_strlcpy (face.countdown, "45m", sizeof face.countdown);
  return face;
}

static double
measure (const PlimsollTrayFace *face, int rounds)
{
  clock_t start = clock ();

  for (int i = 0; i < rounds; i++)
    g_variant_unref (g_variant_ref_sink (plimsoll_tray_icon_make (face)));

  return (double) (clock () - start) * 1e6 / CLOCKS_PER_SEC / rounds;
}

int
main (void)
{
  const char *const styles[] = { "ring", "bars", "number" };
  const struct
  {
    const char *name;
    PlimsollTrayMood mood;
  } moods[] = { { "warning", PLIMSOLL_TRAY_MOOD_FRESH },
                { "stale", PLIMSOLL_TRAY_MOOD_STALE },
                { "used up", PLIMSOLL_TRAY_MOOD_USED_UP } };
  long before = read_resident ();
  long warm = 0;

  for (int style = 0; style < 3; style++)
    {
      PlimsollTrayFace face = make_face (style, PLIMSOLL_TRAY_MOOD_FRESH);

      measure (&face, WARM_UP);
    }
  warm = read_resident ();
  for (int style = 0; style < 3; style++)
    for (gsize i = 0; i < G_N_ELEMENTS (moods); i++)
      {
        PlimsollTrayFace face = make_face (style, moods[i].mood);

        printf ("tray face, %s, %s: %.0f µs for all sizes\n", styles[style], moods[i].name,
                measure (&face, ROUNDS));
      }
  printf ("tray face: %ld KiB for the first pictures, %ld KiB more after %d\n", warm - before,
          read_resident () - warm, 9 * ROUNDS);
  return 0;
}
