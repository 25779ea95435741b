/* test-hours.c - twelve hours or twenty-four, as the desktop has it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The desktop is a schema of the same name in a folder of this test, and settings in memory. */

#include "plimsoll-hours.h"
#include "plimsoll-words.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static const char schema_xml[] =
    "<schemalist>"
    "<enum id='hours'><value nick='24h' value='0'/><value nick='12h' value='1'/></enum>"
    "<schema id='org.gnome.desktop.interface' path='/org/gnome/desktop/interface/'>"
    "<key name='clock-format' enum='hours'><default>'24h'</default></key>"
    "</schema></schemalist>";

/* A choice of the person counts everywhere, the schema's default only where the desktop's own clock
 * shows it; anything unknown leaves the matter to the locale. */
static void
test_decide (void)
{
  static const struct
  {
    const char *format;
    gboolean is_chosen;
    const char *desktops;
    PlimsollHours hours;
  } rows[] = {
    { "12h", TRUE, NULL, PLIMSOLL_HOURS_12 },
    { "24h", TRUE, "XFCE", PLIMSOLL_HOURS_24 },
    { "24h", FALSE, "ubuntu:GNOME", PLIMSOLL_HOURS_24 },
    { "12h", FALSE, "Budgie:GNOME", PLIMSOLL_HOURS_12 },
    { "24h", FALSE, "XFCE", PLIMSOLL_HOURS_LOCALE },
    { "24h", FALSE, "KDE", PLIMSOLL_HOURS_LOCALE },
    { "24h", FALSE, "", PLIMSOLL_HOURS_LOCALE },
    { "24h", FALSE, NULL, PLIMSOLL_HOURS_LOCALE },
    { "24h", FALSE, "GNOMEish", PLIMSOLL_HOURS_LOCALE },
    { "swatch", TRUE, "GNOME", PLIMSOLL_HOURS_LOCALE },
    { NULL, TRUE, "GNOME", PLIMSOLL_HOURS_LOCALE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (plimsoll_hours_decide (rows[i].format, rows[i].is_chosen, rows[i].desktops),
                     ==, rows[i].hours);
}

static void
assert_afternoon (const char *expected)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GDateTime) moment = g_date_time_new_utc (2026, 11, 20, 14, 10, 0);
  g_autofree char *words = plimsoll_words_clock (moment, now, NULL, PLIMSOLL_CLOCK_WORDS_FULL);

  g_assert_cmpstr (words, ==, expected);
}

/* A program that asked for it says times as the desktop does from then on, and a change there is
 * heard without being told; a program that did not ask goes by the locale. */
static void
test_follow (void)
{
  g_autoptr (GSettings) desktop = g_settings_new ("org.gnome.desktop.interface");

  g_settings_set_string (desktop, "clock-format", "12h");
  assert_afternoon ("today 14:10");

  plimsoll_hours_follow_desktop ();
  assert_afternoon ("today 2:10 PM");
  {
    g_autofree char *evening = plimsoll_words_time_of_day (22 * 60);

    g_assert_cmpstr (evening, ==, "10:00 PM");
  }
  g_settings_set_string (desktop, "clock-format", "24h");
  assert_afternoon ("today 14:10");
  g_settings_reset (desktop, "clock-format");
  g_assert_cmpint (plimsoll_hours_get (), ==, PLIMSOLL_HOURS_LOCALE);
}

static void
make_schema (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "desktop.gschema.xml", NULL);
  const char *argv[] = { "glib-compile-schemas", "--strict", folder, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_file_set_contents (path, schema_xml, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_setenv ("GSETTINGS_SCHEMA_DIR", folder, TRUE);
}

static void
remove_schema (const char *folder)
{
  static const char *const names[] = { "desktop.gschema.xml", "gschemas.compiled" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("XDG_CURRENT_DESKTOP");
  folder = g_dir_make_tmp ("plimsoll-hours-XXXXXX", NULL);
  make_schema (folder);
  g_test_add_func ("/base/hours/decide", test_decide);
  g_test_add_func ("/base/hours/follow", test_follow);
  status = g_test_run ();
  remove_schema (folder);
  return status;
}
