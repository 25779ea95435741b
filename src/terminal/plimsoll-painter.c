/* plimsoll-painter.c - from one screenful to the next with as little writing as that takes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uses three things that every terminal of the last forty years has: going to a cell, clearing, and
 * attributes (ECMA-48). Each run of cells that differ is written at its own place, so that nothing
 * depends on where the cursor was; and behind a character whose width terminals may see otherwise
 * than we do the cursor is placed anew, so that one disputed character never shifts the rest of its
 * line. */
#include "plimsoll-painter.h"

#include <string.h>

/* Calm, warning and critical are the sea blue, amber and red of the other faces, at a lightness
 * that stands out by 3:1 and more on black as well as on white: nobody can ask a
 * terminal for its ground and rely on an answer. With sixteen colours they are the owner's own. */
static const char *const INKS[PLIMSOLL_N_INKS][4] = {
  [PLIMSOLL_INK_PLAIN] = { "", "", "", "" },
  [PLIMSOLL_INK_BOLD] = { "1", "1", "1", "1" },
  [PLIMSOLL_INK_QUIET] = { "2", "2", "38;5;243", "38;2;118;118;118" },
  [PLIMSOLL_INK_CALM] = { "", "36", "38;5;31", "38;2;33;140;173" },
  [PLIMSOLL_INK_WARNING] = { "1", "33", "38;5;136", "38;2;184;128;0" },
  [PLIMSOLL_INK_CRITICAL] = { "1", "1;31", "1;38;5;160", "1;38;2;224;60;69" },
  [PLIMSOLL_INK_STALE] = { "2", "90", "38;5;245", "38;2;138;138;138" },
  [PLIMSOLL_INK_CHOSEN] = { "7", "7", "7", "7" },
};

#define NOWHERE G_MAXUINT

/* Going to a cell takes seven bytes and more: as many that are right already cost no more. */
#define SHORT_WAY 6u

typedef struct
{
  GString *out; /* borrowed */
  PlimsollColors colors;
  int ink; /* of what is written next; -1: not known */
  guint column; /* where the cursor stands in this row; NOWHERE: not known */
} Painter;

static void
use_ink (Painter *self, PlimsollInk ink)
{
  const char *codes = INKS[ink][self->colors];

  if (self->ink == (int) ink)
    return;
  g_string_append_printf (self->out, *codes != '\0' ? "\033[0;%sm" : "\033[0%sm", codes);
  self->ink = (int) ink;
}

/* ASCII, and the bars that we draw ourselves; of anything else widths are disputed. */
static gboolean
is_sure (const PlimsollCell *cell)
{
  gunichar c = g_utf8_get_char (cell->text);
  const char *text = cell->text;

  return cell->width == 1 && *g_utf8_next_char (text) == '\0'
         && (c < 0x300 || (c >= 0x2500 && c <= 0x259f));
}

/* TRUE when the cursor can be brought to the cell by writing once more what is there. */
static gboolean
is_short_way (const Painter *self, const PlimsollSheet *sheet, guint x, guint y)
{
  if (self->column > x || x - self->column > SHORT_WAY)
    return FALSE;
  for (guint i = self->column; i < x; i++)
    {
      const PlimsollCell *cell = plimsoll_sheet_peek (sheet, i, y);

      if (!is_sure (cell) || (int) cell->ink != self->ink)
        return FALSE;
    }
  return TRUE;
}

static void
go_to (Painter *self, const PlimsollSheet *sheet, guint x, guint y)
{
  if (!is_short_way (self, sheet, x, y))
    g_string_append_printf (self->out, "\033[%u;%uH", y + 1, x + 1);
  else
    for (guint i = self->column; i < x; i++)
      g_string_append (self->out, plimsoll_sheet_peek (sheet, i, y)->text);
}

static void
paint_row (Painter *self, const PlimsollSheet *before, const PlimsollSheet *after, guint y)
{
  self->column = NOWHERE;
  for (guint x = 0; x < plimsoll_sheet_get_width (after); x++)
    {
      const PlimsollCell *cell = plimsoll_sheet_peek (after, x, y);

      /* A right half comes with its left one. */
      if (cell->width == 0 || memcmp (plimsoll_sheet_peek (before, x, y), cell, sizeof *cell) == 0)
        continue;
      go_to (self, after, x, y);
      use_ink (self, (PlimsollInk) cell->ink);
      g_string_append (self->out, cell->text);
      self->column = is_sure (cell) ? x + 1 : NOWHERE;
    }
}

static gboolean
have_same_size (const PlimsollSheet *a, const PlimsollSheet *b)
{
  return plimsoll_sheet_get_width (a) == plimsoll_sheet_get_width (b)
         && plimsoll_sheet_get_height (a) == plimsoll_sheet_get_height (b);
}

void
plimsoll_painter_append (GString *out,
                         const PlimsollSheet *before,
                         const PlimsollSheet *after,
                         PlimsollColors colors)
{
  Painter self = { .out = out, .colors = colors, .ink = -1 };
  gsize start = out->len;
  g_autoptr (PlimsollSheet) blank = NULL;

  if (before == NULL || !have_same_size (before, after))
    {
      before = blank =
          plimsoll_sheet_new (plimsoll_sheet_get_width (after), plimsoll_sheet_get_height (after));
      g_string_append (out, "\033[0m\033[H\033[2J");
    }
  for (guint y = 0; y < plimsoll_sheet_get_height (after); y++)
    paint_row (&self, before, after, y);
  if (out->len > start)
    g_string_append (out, "\033[0m");
}
