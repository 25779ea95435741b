/* plimsoll-sheet.c - a screenful of characters before anybody writes it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever draws puts text and meaning here; the painter compares two sheets and writes where they
 * differ. It is also the last door before the terminal: only what takes room on a screen, or
 * combines with that, comes through, whatever a server called its limits. */
#include "plimsoll-sheet.h"

#include <string.h>

struct _PlimsollSheet
{
  guint width;
  guint height;
  PlimsollCell cells[]; /* row by row */
};

PlimsollSheet *
plimsoll_sheet_new (guint width, guint height)
{
  gsize n_cells = (gsize) width * height;
  PlimsollSheet *self = g_malloc0 (sizeof (PlimsollSheet) + n_cells * sizeof (PlimsollCell));

  self->width = width;
  self->height = height;
  for (gsize i = 0; i < n_cells; i++)
    {
      self->cells[i].text[0] = ' ';
      self->cells[i].width = 1;
    }
  return self;
}

void
plimsoll_sheet_free (PlimsollSheet *self)
{
  g_free (self);
}

guint
plimsoll_sheet_get_width (const PlimsollSheet *self)
{
  return self->width;
}

guint
plimsoll_sheet_get_height (const PlimsollSheet *self)
{
  return self->height;
}

static PlimsollCell *
get_cell (PlimsollSheet *self, guint x, guint y)
{
  return &self->cells[(gsize) y * self->width + x];
}

const PlimsollCell *
plimsoll_sheet_peek (const PlimsollSheet *self, guint x, guint y)
{
  g_assert (x < self->width && y < self->height);
  return &self->cells[(gsize) y * self->width + x];
}

/* Controls, and everything that has no picture of its own: format characters among them, which
 * turn the direction of writing or join emoji to a width that terminals do not agree on. */
static gboolean
is_showable (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      /* Variation selectors make some terminals, and only some, draw a character wide. */
      return !(c >= 0xfe00 && c <= 0xfe0f);
    }
}

static void
set_cell (PlimsollCell *cell, const char *text, gsize length, guint width, PlimsollInk ink)
{
  memset (cell->text, 0, sizeof cell->text);
  memcpy (cell->text, text, length);
  cell->width = (guint8) width;
  cell->ink = (guint8) ink;
}

/* A wide character of which one half is written over is gone as a whole. */
static void
clear_halves (PlimsollSheet *self, guint x, guint y, guint width)
{
  if (get_cell (self, x, y)->width == 0 && x > 0)
    set_cell (get_cell (self, x - 1, y), " ", 1, 1, PLIMSOLL_INK_PLAIN);
  if (x + width < self->width && get_cell (self, x + width, y)->width == 0)
    set_cell (get_cell (self, x + width, y), " ", 1, 1, PLIMSOLL_INK_PLAIN);
}

static void
put_one (PlimsollSheet *self, guint x, guint y, const char *text, guint width, PlimsollInk ink)
{
  clear_halves (self, x, y, width);
  set_cell (get_cell (self, x, y), text, (gsize) (g_utf8_next_char (text) - text), width, ink);
  if (width == 2)
    set_cell (get_cell (self, x + 1, y), "", 0, 0, ink);
}

/* An accent goes into the cell of the character before it. */
static void
combine (PlimsollSheet *self, guint x, guint y, const char *text)
{
  PlimsollCell *cell = get_cell (self, x, y);
  gsize length = (gsize) (g_utf8_next_char (text) - text);
  gsize before = strlen (cell->text);

  if (before + length < sizeof cell->text)
    memcpy (cell->text + before, text, length);
}

guint
plimsoll_sheet_put (
    PlimsollSheet *self, guint x, guint y, guint room, const char *text, PlimsollInk ink)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  guint used = 0;
  guint last = 0; /* how far back the character before begins */

  if (y >= self->height || x >= self->width)
    return 0;
  room = MIN (room, self->width - x);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      guint width = g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;

      if (!is_showable (c))
        continue;
      if (used + width > room)
        break;
      if (width > 0)
        put_one (self, x + used, y, p, width, ink);
      else if (used > 0)
        combine (self, x + used - last, y, p);
      last = width > 0 ? width : last;
      used += width;
    }
  return used;
}

void
plimsoll_sheet_copy_rows (
    PlimsollSheet *self, guint y, const PlimsollSheet *from, guint first, guint n_rows)
{
  g_assert (self->width == from->width);
  for (guint i = 0; i < n_rows && y + i < self->height && first + i < from->height; i++)
    memcpy (get_cell (self, 0, y + i), plimsoll_sheet_peek (from, 0, first + i),
            self->width * sizeof (PlimsollCell));
}

char *
plimsoll_sheet_dup_row (const PlimsollSheet *self, guint y)
{
  GString *row = g_string_new (NULL);

  for (guint x = 0; x < self->width; x++)
    g_string_append (row, plimsoll_sheet_peek (self, x, y)->text);
  while (row->len > 0 && row->str[row->len - 1] == ' ')
    g_string_truncate (row, row->len - 1);
  return g_string_free (row, FALSE);
}
