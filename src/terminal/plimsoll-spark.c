/* plimsoll-spark.c - a limit's past as a curve of characters.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The store keeps a reading that stays as two ends of a run, and nothing while nobody asked. So
 * between two readings that follow each other soon the first one held; a longer silence stays
 * empty, for nobody knows. */
#include "plimsoll-spark.h"

#include <math.h>

/* The store ends a run after an hour; the next reading comes an interval later. */
#define LONGEST_SILENCE (90 * 60)

#define EIGHTHS 8u

/* Index is the number of eighths. */
static const char *const RISING[EIGHTHS + 1] = { " ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
static const char *const RISING_ASCII[EIGHTHS + 1] = {
  " ", ".", ":", "-", "=", "+", "*", "#", "#"
};

static guint
find_column (gint64 at, gint64 from, gint64 to, guint n)
{
  return (guint) MIN ((guint64) (at - from) * n / (guint64) (to - from), n - 1);
}

static void
raise_columns (double *columns, guint first, guint last, double percent)
{
  for (guint i = first; i <= last; i++)
    if (isnan (columns[i]) || percent > columns[i])
      columns[i] = percent;
}

/* A reading holds until the column before that of the next one. */
static void
hold (double *columns, guint first, guint next, double percent)
{
  if (next > first + 1)
    raise_columns (columns, first + 1, next - 1, percent);
}

void
plimsoll_spark_spread (GVariant *samples, gint64 from, gint64 to, double *columns, guint n)
{
  GVariantIter iter;
  gint64 at = 0;
  gint64 at_before = G_MININT64;
  double percent = 0;
  double percent_before = 0;

  for (guint i = 0; i < n; i++)
    columns[i] = (double) NAN;
  if (n == 0 || from >= to)
    return;
  g_variant_iter_init (&iter, samples);
  while (g_variant_iter_next (&iter, "(xd)", &at, &percent))
    {
      guint column = 0;

      if (at < from || at > to || at < at_before || !(percent >= 0))
        continue;
      column = find_column (at, from, to, n);
      if (at_before != G_MININT64 && at - at_before <= LONGEST_SILENCE)
        hold (columns, find_column (at_before, from, to, n), column, percent_before);
      raise_columns (columns, column, column, percent);
      at_before = at;
      percent_before = percent;
    }
}

const char *
plimsoll_spark_get_cell (const PlimsollScreen *screen, double percent, guint height, guint row)
{
  /* A curve in one row stays clear of what stands above it. */
  guint most = height == 1 ? EIGHTHS - 1 : height * EIGHTHS;
  guint filled = 0;
  guint eighths = 0;

  if (isnan (percent))
    return " ";
  /* Known and nothing used is drawn as a line on the ground, and not as not known. */
  filled = CLAMP ((guint) ceil (MIN (percent, 100.0) / 100.0 * most), 1, most);
  eighths = filled > row * EIGHTHS ? MIN (filled - row * EIGHTHS, EIGHTHS) : 0;
  if (screen->is_utf8)
    return RISING[eighths];
  /* One row tells heights by different signs; in several the signs themselves are the height. */
  return height == 1                                   ? RISING_ASCII[eighths]
         : eighths >= EIGHTHS / 2 || filled == eighths ? "#"
                                                       : " ";
}
