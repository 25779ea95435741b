/* test-sheet.c - cells, and what is written to make one screenful of another.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the painter writes is read by a small terminal of our own, which knows the few sequences
 * that are allowed and aborts on any other. */
#include <stdlib.h>
#include <string.h>

#include "plimsoll-painter.h"
#include "plimsoll-sheet.h"

#define WIDTH 12u
#define HEIGHT 4u

/* The screen of a terminal: characters, and the attributes that they were written with. */
typedef struct
{
  char *text[HEIGHT][WIDTH]; /* (owned): "" is the right half of a wide one */
  char *attributes[HEIGHT][WIDTH]; /* (owned) */
  guint x;
  guint y;
  char *now; /* (owned): attributes of what is written */
} Screen;

static void
screen_set (Screen *self, guint x, guint y, const char *text, gsize length, const char *attributes)
{
  g_assert_cmpuint (x, <, WIDTH);
  g_assert_cmpuint (y, <, HEIGHT);
  g_free (self->text[y][x]);
  g_free (self->attributes[y][x]);
  self->text[y][x] = g_strndup (text, length);
  self->attributes[y][x] = g_strdup (attributes);
}

static void
screen_clear (Screen *self)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      screen_set (self, x, y, " ", 1, "");
}

static Screen *
screen_new (void)
{
  Screen *self = g_new0 (Screen, 1);

  self->now = g_strdup ("");
  screen_clear (self);
  return self;
}

static void
screen_free (Screen *self)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        g_free (self->text[y][x]);
        g_free (self->attributes[y][x]);
      }
  g_free (self->now);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Screen, screen_free)

/* `ESC [` …; gives what stands behind it. */
static const char *
screen_obey (Screen *self, const char *sequence)
{
  gsize length = strspn (sequence, "0123456789;");
  const char *end = sequence + length;

  if (*end == 'H')
    {
      self->y = length > 0 ? (guint) strtoul (sequence, NULL, 10) - 1 : 0;
      self->x = length > 0 ? (guint) strtoul (strchr (sequence, ';') + 1, NULL, 10) - 1 : 0;
    }
  else if (*end == 'J')
    screen_clear (self);
  else if (*end == 'm')
    {
      /* Each begins with a reset, so that nothing adds up. */
      g_assert_cmpint (*sequence, ==, '0');
      g_free (self->now);
      self->now = length > 1 ? g_strndup (sequence + 2, length - 2) : g_strdup ("");
    }
  else
    g_error ("Nobody knows this sequence: %s", sequence);
  return end + 1;
}

static void
screen_write (Screen *self, const char *p)
{
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (g_str_has_prefix (p, "\033["))
        {
          p = screen_obey (self, p + 2);
          continue;
        }
      g_assert_false (g_unichar_iscntrl (c));
      if (g_unichar_iszerowidth (c))
        {
          char **before = &self->text[self->y][self->x - 1];
          g_autofree char *bare = *before;

          *before = g_strdup_printf ("%s%.*s", bare, (int) length, p);
        }
      else
        {
          screen_set (self, self->x++, self->y, p, length, self->now);
          if (g_unichar_iswide (c))
            screen_set (self, self->x++, self->y, "", 0, self->now);
        }
      p += length;
    }
}

static void
assert_shows (Screen *screen, const PlimsollSheet *sheet)
{
  for (guint y = 0; y < HEIGHT; y++)
    for (guint x = 0; x < WIDTH; x++)
      {
        const PlimsollCell *cell = plimsoll_sheet_peek (sheet, x, y);

        g_assert_cmpstr (screen->text[y][x], ==, cell->text);
        if (cell->ink != PLIMSOLL_INK_PLAIN)
          g_assert_cmpstr (screen->attributes[y][x], !=, "");
      }
}

static PlimsollSheet *
make_random (void)
{
  static const char *const texts[] = { "a", "bc", "日本", "é", "e\xcc\x81", "░█", "…x", "  " };
  PlimsollSheet *sheet = plimsoll_sheet_new (WIDTH, HEIGHT);

  for (guint i = 0; i < 12; i++)
    plimsoll_sheet_put (sheet, (guint) g_test_rand_int_range (0, WIDTH),
                        (guint) g_test_rand_int_range (0, HEIGHT), WIDTH,
                        texts[g_test_rand_int_range (0, G_N_ELEMENTS (texts))],
                        (PlimsollInk) g_test_rand_int_range (0, PLIMSOLL_N_INKS));
  return sheet;
}

/* From any screenful to any other: what is written makes the terminal show exactly the second. */
static void
test_any_to_any (void)
{
  for (guint round = 0; round < 500; round++)
    {
      g_autoptr (Screen) screen = screen_new ();
      g_autoptr (PlimsollSheet) first = make_random ();
      g_autoptr (PlimsollSheet) second = make_random ();
      g_autoptr (GString) out = g_string_new (NULL);

      plimsoll_painter_append (out, NULL, first, PLIMSOLL_COLORS_16);
      screen_write (screen, out->str);
      assert_shows (screen, first);
      g_string_truncate (out, 0);
      plimsoll_painter_append (out, first, second, PLIMSOLL_COLORS_16);
      screen_write (screen, out->str);
      assert_shows (screen, second);
    }
}

/* What is the same is not written: nothing for nothing, and for one character little more. */
static void
test_only_differences (void)
{
  g_autoptr (PlimsollSheet) some = plimsoll_sheet_new (WIDTH, HEIGHT);
  g_autoptr (PlimsollSheet) same = plimsoll_sheet_new (WIDTH, HEIGHT);
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_sheet_put (some, 0, 1, WIDTH, "Session 61 %", PLIMSOLL_INK_PLAIN);
  plimsoll_sheet_put (same, 0, 1, WIDTH, "Session 61 %", PLIMSOLL_INK_PLAIN);
  plimsoll_painter_append (out, some, same, PLIMSOLL_COLORS_TRUE);
  g_assert_cmpstr (out->str, ==, "");
  plimsoll_sheet_put (same, 9, 1, WIDTH, "2", PLIMSOLL_INK_PLAIN);
  plimsoll_painter_append (out, some, same, PLIMSOLL_COLORS_TRUE);
  g_assert_cmpstr (out->str, ==, "\033[2;10H\033[0m2\033[0m");
}

/* Another size is another screen: it is cleared first. */
static void
test_another_size (void)
{
  g_autoptr (PlimsollSheet) some = plimsoll_sheet_new (WIDTH + 1, HEIGHT);
  g_autoptr (PlimsollSheet) other = plimsoll_sheet_new (WIDTH, HEIGHT);
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_painter_append (out, some, other, PLIMSOLL_COLORS_NONE);
  g_assert_true (g_str_has_prefix (out->str, "\033[0m\033[H\033[2J"));
}

/* Without colours there is none: no attribute but bold, dim and reverse. */
static void
test_no_colors (void)
{
  g_autoptr (PlimsollSheet) sheet = plimsoll_sheet_new (WIDTH, HEIGHT);
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GRegex) other = g_regex_new ("\033\\[0?;?[^0127mHJ;]", 0, 0, NULL);

  for (guint ink = 0; ink < PLIMSOLL_N_INKS; ink++)
    plimsoll_sheet_put (sheet, ink, 0, 1, "x", (PlimsollInk) ink);
  plimsoll_painter_append (out, NULL, sheet, PLIMSOLL_COLORS_NONE);
  g_assert_false (g_regex_match (other, out->str, 0, NULL));
}

/* Text takes the cells that a terminal gives it, is cut where the room ends, and never in half. */
static void
test_put (void)
{
  static const struct
  {
    const char *text;
    guint room;
    guint used;
    const char *row;
  } table[] = {
    { "abc", 12, 3, "abc" },
    { "abc", 2, 2, "ab" },
    { "日本語", 12, 6, "日本語" },
    { "日本語", 5, 4, "日本" },
    { "e\xcc\x81x", 12, 2, "e\xcc\x81x" },
    { "\xcc\x81x", 12, 1, "x" }, /* an accent without a letter */
    { "a\033[31mb", 12, 6, "a[31mb" },
    { "a\x07\x7f\nb", 12, 2, "ab" },
    { "a\xc2\x9b\xc2\x85"
      "b",
      12, 2, "ab" },
    { "a\u202e\u2066\u200fb", 12, 2, "ab" },
    { "👩\u200d💻\ufe0f", 12, 4, "👩💻" },
    { "a\xff"
      "b",
      12, 3,
      "a\ufffd"
      "b" },
    { "a\ue000\U000e0041b", 12, 2, "ab" },
    { "abcdefghijklmnop", 100, 12, "abcdefghijkl" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (PlimsollSheet) sheet = plimsoll_sheet_new (WIDTH, HEIGHT);
      g_autofree char *row = NULL;

      g_assert_cmpuint (
          plimsoll_sheet_put (sheet, 0, 0, table[i].room, table[i].text, PLIMSOLL_INK_PLAIN), ==,
          table[i].used);
      row = plimsoll_sheet_dup_row (sheet, 0);
      g_assert_cmpstr (row, ==, table[i].row);
    }
}

/* Half of a wide character that is written over takes the other half with it; outside of the sheet
 * nothing happens; more accents than fit are left out. */
static void
test_edges (void)
{
  g_autoptr (PlimsollSheet) sheet = plimsoll_sheet_new (WIDTH, HEIGHT);
  g_autofree char *left = NULL;
  g_autofree char *right = NULL;
  g_autofree char *many = NULL;

  plimsoll_sheet_put (sheet, 0, 0, WIDTH, "日本", PLIMSOLL_INK_PLAIN);
  plimsoll_sheet_put (sheet, 1, 0, WIDTH, "x", PLIMSOLL_INK_PLAIN);
  left = plimsoll_sheet_dup_row (sheet, 0);
  g_assert_cmpstr (left, ==, " x本");
  plimsoll_sheet_put (sheet, 2, 0, 1, "y", PLIMSOLL_INK_PLAIN);
  right = plimsoll_sheet_dup_row (sheet, 0);
  g_assert_cmpstr (right, ==, " xy");
  g_assert_cmpuint (plimsoll_sheet_put (sheet, WIDTH, 0, 5, "z", PLIMSOLL_INK_PLAIN), ==, 0);
  g_assert_cmpuint (plimsoll_sheet_put (sheet, 0, HEIGHT, 5, "z", PLIMSOLL_INK_PLAIN), ==, 0);
  g_assert_cmpuint (plimsoll_sheet_put (sheet, WIDTH - 1, 0, 5, "日", PLIMSOLL_INK_PLAIN), ==, 0);
  many = g_strnfill (40, '.');
  for (guint i = 0; i < 40; i += 2)
    memcpy (many + i, "\xcc\x81", 2);
  memcpy (many, "oo", 2);
  g_assert_cmpuint (plimsoll_sheet_put (sheet, 0, 1, 5, many, PLIMSOLL_INK_PLAIN), ==, 2);
  g_assert_true (strlen (plimsoll_sheet_peek (sheet, 1, 1)->text) < PLIMSOLL_CELL_BYTES);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/sheet/put", test_put);
  g_test_add_func ("/terminal/sheet/edges", test_edges);
  g_test_add_func ("/terminal/painter/any-to-any", test_any_to_any);
  g_test_add_func ("/terminal/painter/only-differences", test_only_differences);
  g_test_add_func ("/terminal/painter/another-size", test_another_size);
  g_test_add_func ("/terminal/painter/no-colors", test_no_colors);
  return g_test_run ();
}
