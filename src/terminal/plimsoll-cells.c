/* plimsoll-cells.c - text measured in the cells of a terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Columns line up by what a terminal draws, not by bytes or characters: a Japanese name takes two
 * cells for each sign, an accent that combines takes none. Text is valid UTF-8 without controls;
 * that is the promise of the parsers. */

#include "plimsoll-cells.h"

#include <string.h>

static guint
count_one (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

guint
plimsoll_cells_count (const char *text)
{
  guint count = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    count += count_one (g_utf8_get_char (p));

  return count;
}

void
plimsoll_cells_append_blanks (GString *out, guint count)
{
  for (guint i = 0; i < count; i++)
    g_string_append_c (out, ' ');
}

/* Appends whole characters while they fit; gives the cells that were used. */
static guint
append_while_fits (GString *out, const char *text, guint width)
{
  guint used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint more = count_one (g_utf8_get_char (p));

      if (used + more > width)
        break;
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      used += more;
    }

  return used;
}

void
plimsoll_cells_append_cut (GString *out,
                           const PlimsollScreen *screen,
                           const char *text,
                           guint width)
{
  if (plimsoll_cells_count (text) <= width)
    {
      g_string_append (out, text);
      return;
    }
  if (width == 0)
    return;

  append_while_fits (out, text, width - 1);
  g_string_append (out, screen->is_utf8 ? "…" : "~");
}

void
plimsoll_cells_append_left (GString *out,
                            const PlimsollScreen *screen,
                            const char *text,
                            guint width)
{
  gsize start = out->len;
  guint used = 0;

  plimsoll_cells_append_cut (out, screen, text, width);
  used = plimsoll_cells_count (out->str + start);
  /* A wide character that was cut in half leaves one cell over. */
  plimsoll_cells_append_blanks (out, width - MIN (used, width));
}

void
plimsoll_cells_append_right (GString *out,
                             const PlimsollScreen *screen,
                             const char *text,
                             guint width)
{
  guint used = MIN (plimsoll_cells_count (text), width);

  plimsoll_cells_append_blanks (out, width - used);
  plimsoll_cells_append_cut (out, screen, text, width);
}

/* Breaks a word (a path) that is longer than a line where it must be broken; it is never cut,
 * because a person may need the whole of it. Gives the column after it. */
static guint
append_word (GString *out, const char *word, guint column, guint indent, guint width)
{
  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint more = count_one (g_utf8_get_char (p));

      if (column + more > width && column > indent)
        {
          g_string_append_c (out, '\n');
          plimsoll_cells_append_blanks (out, indent);
          column = indent;
        }
      g_string_append_len (out, p, g_utf8_next_char (p) - p);
      column += more;
    }

  return column;
}

void
plimsoll_cells_append_wrapped (
    GString *out, const PlimsollScreen *screen, const char *text, guint indent, guint width)
{
  g_autofree char *fit = plimsoll_screen_dup_fit (screen, text);
  g_auto (GStrv) words = g_strsplit (fit, " ", -1);
  guint column = indent;

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint cells = plimsoll_cells_count (words[i]);

      if (column > indent && column + 1 + cells > width)
        {
          g_string_append_c (out, '\n');
          plimsoll_cells_append_blanks (out, indent);
          column = indent;
        }
      else if (column > indent)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      column = append_word (out, words[i], column, indent, width);
    }

  g_string_append_c (out, '\n');
}
