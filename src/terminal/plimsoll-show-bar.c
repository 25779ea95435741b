/* plimsoll-show-bar.c - a limit as a bar of characters.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Filled cells for what is used, in steps of an eighth; a line where an even pace would stand. The
 * bar is the one thing in the table that has a colour, and the colour never speaks alone: the words
 * beside it say the same. Drawn values are clamped, the number beside it is not. */

#include "plimsoll-show-bar.h"

#include <math.h>

#define EIGHTHS_PER_CELL 8

/* Index is the number of eighths. */
static const char *const BLOCKS[EIGHTHS_PER_CELL + 1] = { "░", "▏", "▎", "▍", "▌",
                                                          "▋", "▊", "▉", "█" };

static const char COLOR_OFF[] = "\033[0m";
/* Dim, so that what is left recedes on light and dark grounds alike. */
static const char COLOR_REST[] = "\033[2m";

/* The terminal's own sixteen: its owner chose them to be readable on its ground. */
static const char *
get_color (const PlimsollShowBar *bar)
{
  if (bar->is_stale)
    return "\033[90m";
  if (bar->severity == PLIMSOLL_SEVERITY_CRITICAL)
    return "\033[31m";
  if (bar->severity == PLIMSOLL_SEVERITY_WARNING)
    return "\033[33m";

  return "\033[36m";
}

/* Eighths of a cell that are filled. Something used is never drawn as nothing, and something left
 * never as full. */
static guint
count_eighths (double used_percent, guint width)
{
  guint most = width * EIGHTHS_PER_CELL;
  double exact = 0;

  if (!(used_percent > 0))
    return 0;
  if (used_percent >= 100)
    return most;

  exact = round (used_percent / 100.0 * (double) most);
  return CLAMP ((guint) exact, 1, most - 1);
}

/* The cell that holds the pace mark; `width` for none. */
static guint
find_mark (double expected_percent, guint width)
{
  if (!(expected_percent >= 0) || width == 0)
    return width;

  return MIN ((guint) (MIN (expected_percent, 100.0) / 100.0 * width), width - 1);
}

static const char *
get_cell (const PlimsollScreen *screen, guint eighths)
{
  if (screen->is_utf8)
    return BLOCKS[eighths];

  /* Half a cell and more counts as a whole one. */
  return eighths >= EIGHTHS_PER_CELL / 2 ? "#" : ".";
}

const char *
plimsoll_show_bar_get_cell (const PlimsollScreen *screen,
                            const PlimsollShowBar *bar,
                            guint width,
                            guint index,
                            PlimsollShowBarPart *part)
{
  guint filled = count_eighths (bar->used_percent, width);
  guint before = index * EIGHTHS_PER_CELL;
  guint eighths = filled > before ? MIN (filled - before, EIGHTHS_PER_CELL) : 0;

  if (index == find_mark (bar->expected_percent, width))
    {
      *part = PLIMSOLL_SHOW_BAR_MARK;
      return screen->is_utf8 ? "│" : "|";
    }
  *part = eighths > 0 ? PLIMSOLL_SHOW_BAR_USED : PLIMSOLL_SHOW_BAR_REST;
  return get_cell (screen, eighths);
}

static void
append_color (GString *out, const PlimsollScreen *screen, const char *color)
{
  if (screen->has_color)
    g_string_append (out, color);
}

void
plimsoll_show_bar_append (GString *out,
                          const PlimsollScreen *screen,
                          const PlimsollShowBar *bar,
                          guint width)
{
  const char *color = NULL;

  for (guint i = 0; i < width; i++)
    {
      PlimsollShowBarPart part = PLIMSOLL_SHOW_BAR_REST;
      const char *cell = plimsoll_show_bar_get_cell (screen, bar, width, i, &part);
      const char *wanted = part == PLIMSOLL_SHOW_BAR_MARK   ? COLOR_OFF
                           : part == PLIMSOLL_SHOW_BAR_USED ? get_color (bar)
                                                            : COLOR_REST;

      if (wanted != color)
        {
          /* Dim and colour add up in a terminal, so the one ends before the other begins. */
          if (color != NULL && color != COLOR_OFF && wanted != COLOR_OFF)
            append_color (out, screen, COLOR_OFF);
          append_color (out, screen, wanted);
          color = wanted;
        }
      g_string_append (out, cell);
    }

  if (width > 0)
    append_color (out, screen, COLOR_OFF);
}
