/* test-cells.c - text measured, cut and broken by the cells of a terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Also what a screen is taken for, since both answer the same question: what fits. */

#include <locale.h>
#include <pty.h>
#include <unistd.h>

#include "plimsoll-cells.h"

static const PlimsollScreen UTF8 = { .width = 80, .is_utf8 = TRUE };
static const PlimsollScreen ASCII = { .width = 80 };

/* Wide characters take two cells, combining ones none. */
static void
test_count (void)
{
  g_assert_cmpuint (plimsoll_cells_count (""), ==, 0);
  g_assert_cmpuint (plimsoll_cells_count ("Fable"), ==, 5);
  g_assert_cmpuint (plimsoll_cells_count ("日本"), ==, 4);
  g_assert_cmpuint (plimsoll_cells_count ("e\u0301"), ==, 1);
  g_assert_cmpuint (plimsoll_cells_count ("█▎░│"), ==, 4);
}

static void
assert_left (const PlimsollScreen *screen, const char *text, guint width, const char *wanted)
{
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_cells_append_left (out, screen, text, width);
  g_assert_cmpstr (out->str, ==, wanted);
  g_assert_cmpuint (plimsoll_cells_count (out->str), ==, width);
}

/* A column is filled exactly, also where a wide character would stand on its edge. */
static void
test_left (void)
{
  assert_left (&UTF8, "Week", 6, "Week  ");
  assert_left (&UTF8, "Weekly", 6, "Weekly");
  assert_left (&UTF8, "Weekly1", 6, "Weekl…");
  assert_left (&ASCII, "Weekly1", 6, "Weekl~");
  assert_left (&UTF8, "日本語", 5, "日本…");
  assert_left (&UTF8, "日本語", 4, "日… ");
  assert_left (&UTF8, "Week", 0, "");
}

/* Numbers stand at the right edge of their column. */
static void
test_right (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_cells_append_right (out, &UTF8, "61 %", 6);
  g_assert_cmpstr (out->str, ==, "  61 %");
}

static void
assert_wrapped (const char *text, guint indent, guint width, const char *wanted)
{
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_cells_append_blanks (out, indent);
  plimsoll_cells_append_wrapped (out, &UTF8, text, indent, width);
  g_assert_cmpstr (out->str, ==, wanted);
}

/* Sentences break at blanks; what is longer than a line breaks where it must, and nothing is lost.
 */
static void
test_wrapped (void)
{
  assert_wrapped ("one two three", 0, 7, "one two\nthree\n");
  assert_wrapped ("one two three", 2, 9, "  one two\n  three\n");
  assert_wrapped ("a/very/long/path", 2, 8, "  a/very\n  /long/\n  path\n");
  assert_wrapped ("go a/very/long", 0, 6, "go\na/very\n/long\n");
  assert_wrapped ("", 2, 8, "  \n");
}

/* Signs that have a likeness in ASCII get it. */
static void
test_fit (void)
{
  g_autofree char *fit = plimsoll_screen_dup_fit (&ASCII, "Claude · “a” – b — checking…");
  g_autofree char *same = plimsoll_screen_dup_fit (&UTF8, "Claude · …");

  g_assert_cmpstr (fit, ==, "Claude - 'a' - b - checking...");
  g_assert_cmpstr (same, ==, "Claude · …");
}

/* A pipe has the width of COLUMNS, or 80, and never a colour. */
static void
test_pipe (void)
{
  int fds[2];

  g_assert_cmpint (pipe (fds), ==, 0);
  for (guint i = 0; i < 2; i++)
    {
      const char *const with[] = { "COLUMNS=123", "TERM=xterm", NULL };
      const char *const without[] = { "COLUMNS=-1", NULL };
      PlimsollScreen screen = plimsoll_screen_look (fds[i], with);

      g_assert_false (screen.is_terminal);
      g_assert_false (screen.has_color);
      g_assert_cmpuint (screen.width, ==, 123);
      g_assert_cmpuint (plimsoll_screen_look (fds[i], without).width, ==, 80);
      close (fds[i]);
    }
}

static gboolean
has_color (int fd, const char *term, const char *no_color)
{
  const char *const environment[] = { term, no_color, NULL };

  return plimsoll_screen_look (fd, environment).has_color;
}

/* A terminal has its own width, and colours unless it is dumb or its owner wants none. */
static void
test_terminal (void)
{
  struct winsize size = { .ws_col = 57, .ws_row = 20 };
  const char *const environment[] = { "COLUMNS=123", "TERM=xterm", NULL };
  int master = -1;
  int terminal = -1;

  g_assert_cmpint (openpty (&master, &terminal, NULL, NULL, &size), ==, 0);

  g_assert_cmpuint (plimsoll_screen_look (terminal, environment).width, ==, 57);
  g_assert_true (plimsoll_screen_look (terminal, environment).is_terminal);
  g_assert_true (has_color (terminal, "TERM=xterm", "X=1"));
  g_assert_true (has_color (terminal, "TERM=xterm", "NO_COLOR="));
  g_assert_false (has_color (terminal, "TERM=xterm", "NO_COLOR=0"));
  g_assert_false (has_color (terminal, "TERM=dumb", "X=1"));
  g_assert_false (has_color (terminal, "TERM=", "X=1"));
  close (terminal);
  close (master);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal/cells/count", test_count);
  g_test_add_func ("/terminal/cells/left", test_left);
  g_test_add_func ("/terminal/cells/right", test_right);
  g_test_add_func ("/terminal/cells/wrapped", test_wrapped);
  g_test_add_func ("/terminal/screen/fit", test_fit);
  g_test_add_func ("/terminal/screen/pipe", test_pipe);
  g_test_add_func ("/terminal/screen/terminal", test_terminal);

  return g_test_run ();
}
