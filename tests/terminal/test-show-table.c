/* test-show-table.c - what people see, to the character.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tests/fixtures/terminal/ holds a picture of each scene at several widths, written by
 * write-goldens and looked at by a person. Beside them, what must hold at every width. */

#include <locale.h>
#include <string.h>

#include "plimsoll-cells.h"
#include "plimsoll-show-table.h"
#include "scenes.h"

/* Fewer means that pictures were lost, and their tests with them. */
#define FEWEST_GOLDENS 30

static char *
render_as (const char *scene, PlimsollScreen screen, gboolean shows_left)
{
  g_autoptr (GPtrArray) reports = scenes_make (scene);
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  GString *out = g_string_new (NULL);

  plimsoll_show_table_append (
      out, reports, &screen,
      &(PlimsollShowMoment){ .now = now, .zone = zone, .shows_left = shows_left });
  return g_string_free (out, FALSE);
}

static char *
render (const char *scene, PlimsollScreen screen)
{
  return render_as (scene, screen, FALSE);
}

/* The table looks exactly like its picture. */
static void
test_golden (gconstpointer data)
{
  const char *path = data;
  g_autofree char *name = g_path_get_basename (path);
  g_auto (GStrv) parts = g_strsplit (name, ".", 4);
  g_autofree char *wanted = NULL;
  g_autofree char *seen = NULL;

  g_assert_true (g_file_get_contents (path, &wanted, NULL, NULL));
  seen = render (parts[0], (PlimsollScreen){
                               .width = (guint) g_ascii_strtoull (parts[1], NULL, 10),
                               .is_terminal = TRUE,
                               .is_utf8 = !g_str_equal (parts[2], "ascii"),
                               .has_color = g_str_equal (parts[2], "color"),
                           });
  g_assert_cmpstr (seen, ==, wanted);
}

/* Who wants to read what is left reads that; a bar goes on filling with use. */
static void
test_left (void)
{
  g_autofree char *used = render ("fresh", (PlimsollScreen){ .width = 100, .is_utf8 = TRUE });
  g_autofree char *left =
      render_as ("fresh", (PlimsollScreen){ .width = 100, .is_utf8 = TRUE }, TRUE);

  g_assert_nonnull (strstr (used, " 61 %"));
  g_assert_null (strstr (left, " 61 %"));
  g_assert_nonnull (strstr (left, " 39 % left"));
  g_assert_nonnull (strstr (left, "ahead 3 %"));
}

/* From 40 columns up no line of any scene is wider than the screen, whatever its charset and
 * whether it says what is used or left. */
static void
test_never_wraps (void)
{
  for (const char *const *scene = scenes_list (); *scene != NULL; scene++)
    for (guint width = 40; width <= 100; width++)
      for (guint way = 0; way < 4; way++)
        {
          g_autofree char *text = render_as (
              *scene, (PlimsollScreen){ .width = width, .is_utf8 = way % 2 != 0 }, way >= 2);
          g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

          for (gsize i = 0; lines[i] != NULL; i++)
            g_assert_cmpuint (plimsoll_cells_count (lines[i]), <=, width);
        }
}

/* Below that, too, nothing is wider than the screen and nothing crashes. */
static void
test_survives_narrow (void)
{
  for (const char *const *scene = scenes_list (); *scene != NULL; scene++)
    for (guint width = 20; width < 40; width++)
      {
        g_autofree char *text =
            render (*scene, (PlimsollScreen){ .width = width, .is_utf8 = TRUE });
        g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

        for (gsize i = 0; lines[i] != NULL; i++)
          g_assert_cmpuint (plimsoll_cells_count (lines[i]), <=, width);
      }
}

/* Without UTF-8 every byte is ASCII. */
static void
test_ascii (void)
{
  for (const char *const *scene = scenes_list (); *scene != NULL; scene++)
    {
      g_autofree char *text = render (*scene, (PlimsollScreen){ .width = 80 });

      g_assert_true (g_str_is_ascii (text));
    }
}

/* Colour is nowhere but on the bars: taking the escapes out gives the same text, and without colour
 * there is no escape at all. */
static void
test_color_only_on_bars (void)
{
  g_autoptr (GRegex) escapes = g_regex_new ("\033\\[[0-9]+m", 0, 0, NULL);
  g_autoptr (GRegex) outside = g_regex_new ("\033\\[(36|33|31|90|2)m[^█▉▊▋▌▍▎▏░]", 0, 0, NULL);

  for (const char *const *scene = scenes_list (); *scene != NULL; scene++)
    {
      PlimsollScreen screen = { .width = 80, .is_utf8 = TRUE, .has_color = TRUE };
      g_autofree char *colored = render (*scene, screen);
      g_autofree char *bare = g_regex_replace_literal (escapes, colored, -1, 0, "", 0, NULL);
      g_autofree char *plain = NULL;

      screen.has_color = FALSE;
      plain = render (*scene, screen);
      g_assert_null (strchr (plain, '\033'));
      g_assert_cmpstr (bare, ==, plain);
      g_assert_false (g_regex_match (outside, colored, 0, NULL));
    }
}

/* A window whose reset has passed is said to be reset; its old number is nowhere. */
static void
test_passed_has_no_number (void)
{
  for (guint width = 40; width <= 120; width += 20)
    {
      g_autofree char *text =
          render ("passed", (PlimsollScreen){ .width = width, .is_utf8 = TRUE });

      g_assert_nonnull (strstr (text, "Reset at 12:00 — checking…"));
      g_assert_null (strstr (text, "93"));
    }
}

/* The severity is said in words or by a sign at every width: colour does not speak alone. */
static void
test_severity_is_said (void)
{
  for (guint width = 40; width <= 120; width++)
    {
      g_autofree char *text = render ("fresh", (PlimsollScreen){ .width = width, .is_utf8 = TRUE });
      const char *fable = strstr (text, "Fable");
      g_autofree char *line = g_strndup (fable, strcspn (fable, "\n"));

      g_assert_true (strstr (line, "warning") != NULL || g_str_has_suffix (line, " !"));
    }
}

static void
add_goldens (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fixtures", "terminal", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;
  guint n_goldens = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strconcat ("/terminal/show-table/golden/", name, NULL);

      if (!g_str_has_suffix (name, ".txt"))
        continue;
      n_goldens++;
      g_test_add_data_func_full (path, g_build_filename (folder, name, NULL), test_golden, g_free);
    }

  g_assert_cmpuint (n_goldens, >=, FEWEST_GOLDENS);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  add_goldens ();
  g_test_add_func ("/terminal/show-table/left", test_left);
  g_test_add_func ("/terminal/show-table/never-wraps", test_never_wraps);
  g_test_add_func ("/terminal/show-table/survives-narrow", test_survives_narrow);
  g_test_add_func ("/terminal/show-table/ascii", test_ascii);
  g_test_add_func ("/terminal/show-table/color-only-on-bars", test_color_only_on_bars);
  g_test_add_func ("/terminal/show-table/passed-has-no-number", test_passed_has_no_number);
  g_test_add_func ("/terminal/show-table/severity-is-said", test_severity_is_said);

  return g_test_run ();
}
