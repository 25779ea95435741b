/* plimsoll-watch-page.c - lines that are written one below the other and looked at through a gap.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page may be longer than the screen. It is written whole each time, and what lies outside of the
 * gap is counted but goes nowhere: so a page is measured and drawn by the same code. */
#include "plimsoll-watch-page.h"

#include "plimsoll-cells.h"

/* (nullable): the row of the sheet that the line lies on. */
static gboolean
find_row (PlimsollWatchPaper *self, guint *y)
{
  if (self->sheet == NULL || self->line < self->top || self->line - self->top >= self->room)
    return FALSE;
  *y = self->y + self->line - self->top;
  return TRUE;
}

guint
plimsoll_watch_paper_put (
    PlimsollWatchPaper *self, guint x, guint room, const char *text, PlimsollInk ink)
{
  g_autoptr (GString) cut = NULL;
  guint y = 0;

  if (!find_row (self, &y) || x >= self->width)
    return 0;
  cut = g_string_new (NULL);
  plimsoll_cells_append_cut (cut, self->scene->screen, text, MIN (room, self->width - x));
  return plimsoll_sheet_put (self->sheet, x, y, room, cut->str, ink);
}

void
plimsoll_watch_paper_put_right (
    PlimsollWatchPaper *self, guint x, guint end, const char *text, PlimsollInk ink)
{
  guint room = end > x ? end - x : 0;
  guint cells = MIN (plimsoll_cells_count (text), room);

  plimsoll_watch_paper_put (self, end - cells, cells, text, ink);
}

void
plimsoll_watch_paper_end_line (PlimsollWatchPaper *self)
{
  self->line++;
}

void
plimsoll_watch_paper_put_wrapped (PlimsollWatchPaper *self, const char *text, PlimsollInk ink)
{
  g_autoptr (GString) wrapped = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;

  plimsoll_cells_append_wrapped (wrapped, self->scene->screen, text, 0, self->width);
  lines = g_strsplit (wrapped->str, "\n", -1);
  /* The last line ends as well. */
  for (gsize i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      plimsoll_watch_paper_put (self, 0, self->width, lines[i], ink);
      plimsoll_watch_paper_end_line (self);
    }
}

void
plimsoll_watch_paper_add_limit (PlimsollWatchPaper *self, guint x, guint width, guint limit)
{
  PlimsollWatchSpot spot = { .x = x, .width = width, .limit = limit };

  if (find_row (self, &spot.y))
    g_array_append_val (self->drawn->spots, spot);
}

void
plimsoll_watch_paper_hold (PlimsollWatchPaper *self, GTimeSpan span)
{
  self->drawn->changes_in = MIN (self->drawn->changes_in, span);
}
