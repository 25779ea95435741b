/* test-window-rules.c - what the window decides without a display.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure rules by table, and the settings and files that preferences write. */

#include <glib/gstdio.h>

#include "plimsoll-autostart.h"
#include "plimsoll-logins.h"
#include "plimsoll-placement.h"
#include "plimsoll-settings.h"
#include "plimsoll-thresholds.h"
#include "plimsoll-toggle.h"

#define SERVICE "/opt/a \"b\"/100%/plimsoll-service"

/* A click closes what is seen, brings what is not, fronts what is covered, and does not reopen what
 * the same click just closed by taking its focus. */
static void
test_toggle (void)
{
  const GTimeSpan long_ago = G_MAXINT64;
  const GTimeSpan just_now = 50 * G_TIME_SPAN_MILLISECOND;
  const struct
  {
    PlimsollToggleFacts facts;
    gboolean wants;
  } table[] = {
    { { FALSE, FALSE, long_ago, long_ago }, TRUE },
    { { TRUE, TRUE, long_ago, long_ago }, FALSE },
    { { TRUE, FALSE, just_now, long_ago }, FALSE },
    { { TRUE, FALSE, G_TIME_SPAN_MINUTE, long_ago }, TRUE },
    { { FALSE, FALSE, just_now, just_now }, FALSE },
    { { FALSE, FALSE, G_TIME_SPAN_MINUTE, G_TIME_SPAN_MINUTE }, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (plimsoll_toggle_wants_window (&table[i].facts), ==, table[i].wants);
}

/* The window lies wholly in the work area, beside the pointer, whichever corner the tray is in. */
static void
test_placement (void)
{
  const GdkRectangle area = { .x = 0, .y = 30, .width = 1280, .height = 670 };
  const struct
  {
    int x, y; /* pointer */
    int w, h; /* window */
    int left, top; /* where it goes */
  } table[] = {
    { 640, 10, 380, 400, 450, 30 }, /* panel above, in the middle */
    { 1270, 710, 380, 400, 900, 294 }, /* panel below, at the right */
    { 5, 715, 380, 400, 0, 299 }, /* panel below, at the left */
    { 640, 200, 380, 400, 450, 216 }, /* somewhere on the desktop */
    { 640, 200, 380, 900, 450, 30 }, /* taller than the area: the title bar stays in reach */
    { 640, 200, 2000, 400, 0, 216 }, /* wider than it */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      GdkRectangle place =
          plimsoll_placement_beside (table[i].x, table[i].y, &area, table[i].w, table[i].h);

      g_assert_cmpint (place.x, ==, table[i].left);
      g_assert_cmpint (place.y, ==, table[i].top);
    }
}

/* Whatever is in the setting becomes a short ascending list of percentages. */
static void
test_thresholds_tidy (void)
{
  const guint odd[] = { 95, 0, 80, 101, 80, 4000000000u, 1, 100 };
  const guint many[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
  const guint expected[] = { 1, 80, 95, 100 };
  g_autoptr (GArray) tidy = plimsoll_thresholds_tidy (odd, G_N_ELEMENTS (odd));
  g_autoptr (GArray) few = plimsoll_thresholds_tidy (many, G_N_ELEMENTS (many));
  g_autoptr (GArray) none = plimsoll_thresholds_tidy (NULL, 0);

  g_assert_cmpmem (tidy->data, tidy->len * sizeof (guint), expected, sizeof expected);
  g_assert_cmpuint (few->len, ==, 8);
  g_assert_cmpuint (none->len, ==, 0);
}

/* One more threshold goes where the widest gap is, never onto another, and never past the eighth.
 */
static void
test_thresholds_suggest (void)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < 8; i++)
    {
      guint more = plimsoll_thresholds_suggest (list);
      g_autoptr (GArray) tidy = NULL;

      g_assert_cmpuint (more, >=, 1);
      g_assert_cmpuint (more, <=, 100);
      g_array_append_val (list, more);
      tidy = plimsoll_thresholds_tidy ((const guint *) (gpointer) list->data, list->len);
      g_assert_cmpuint (tidy->len, ==, i + 1);
      g_array_unref (list);
      list = g_steal_pointer (&tidy);
    }

  g_assert_cmpuint (plimsoll_thresholds_suggest (list), ==, 0);
}

/* (transfer full): with every key at its default. */
static GSettings *
new_settings (void)
{
  GSettings *settings = plimsoll_settings_new ();

  g_assert_nonnull (settings);
  g_settings_reset (settings, "config-directories");
  g_settings_reset (settings, "disabled-accounts");
  g_settings_reset (settings, "account-names");
  return settings;
}

static void
assert_key (GSettings *settings, const char *key, const char *expected)
{
  g_autoptr (GVariant) value = g_settings_get_value (settings, key);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* A folder gets the name that its owner gave it, a second of the same name another one, and the
 * same folder none. */
static void
test_logins_add (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autofree char *work = plimsoll_logins_add (settings, "/home/a/.claude-work");
  g_autofree char *other = plimsoll_logins_add (settings, "/home/b/.claude-work");
  g_autofree char *plain = plimsoll_logins_add (settings, "/home/b/.claude");
  g_autofree char *usual = plimsoll_logins_add (settings, "/home/b/default");
  g_autofree char *strange = plimsoll_logins_add (settings, "/home/b/…");

  g_assert_cmpstr (work, ==, "work");
  g_assert_cmpstr (other, ==, "work-2");
  g_assert_cmpstr (plain, ==, "claude");
  g_assert_cmpstr (usual, ==, "default-2");
  g_assert_cmpstr (strange, ==, "login-2");
  g_assert_null (plimsoll_logins_add (settings, "/home/a/.claude-work"));
  g_assert_null (plimsoll_logins_add (settings, "relative"));
  g_assert_null (plimsoll_logins_add (settings, "/home/\xff"));
}

/* A login that is renamed keeps its folder and stays switched off; names that cannot be are refused
 * and change nothing. */
static void
test_logins_rename (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autofree char *work = plimsoll_logins_add (settings, "/w/work");
  g_autofree char *home = plimsoll_logins_add (settings, "/h/home");

  plimsoll_logins_set_enabled (settings, "claude:work", FALSE);
  g_assert_false (plimsoll_logins_rename (settings, "work", "home"));
  g_assert_false (plimsoll_logins_rename (settings, "work", "default"));
  g_assert_false (plimsoll_logins_rename (settings, "work", "with blank"));
  g_assert_false (plimsoll_logins_rename (settings, "nobody", "somebody"));
  assert_key (settings, "disabled-accounts", "['claude:work']");

  g_assert_cmpstr (work, ==, "work");
  g_assert_cmpstr (home, ==, "home");
  g_assert_true (plimsoll_logins_rename (settings, "work", "job"));
  assert_key (settings, "disabled-accounts", "['claude:job']");
  plimsoll_logins_remove (settings, "home");
  assert_key (settings, "config-directories", "{'job': '/w/work'}");
}

/* A login that is removed leaves nothing behind, so that one of the same name begins anew. */
static void
test_logins_remove (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autofree char *work = plimsoll_logins_add (settings, "/w/work");

  g_assert_cmpstr (work, ==, "work");
  plimsoll_logins_set_enabled (settings, "claude:work", FALSE);
  plimsoll_logins_set_enabled (settings, "claude:work", FALSE);
  assert_key (settings, "disabled-accounts", "['claude:work']");
  plimsoll_logins_remove (settings, "work");
  assert_key (settings, "disabled-accounts", "[]");
  assert_key (settings, "config-directories", "{}");
}

/* What an account is called is kept as one line; nothing, or what leaves nothing, forgets it. */
static void
test_logins_name (void)
{
  g_autoptr (GSettings) settings = new_settings ();
  g_autofree char *named = NULL;

  g_assert_null (plimsoll_logins_dup_name (settings, "claude:default"));
  plimsoll_logins_set_name (settings, "claude:default", " At\n home ");
  named = plimsoll_logins_dup_name (settings, "claude:default");
  g_assert_cmpstr (named, ==, "At home");
  assert_key (settings, "account-names", "{'claude:default': 'At home'}");
  plimsoll_logins_set_name (settings, "codex:default", "\t");
  assert_key (settings, "account-names", "{'claude:default': 'At home'}");
  plimsoll_logins_set_name (settings, "claude:default", "");
  assert_key (settings, "account-names", "{}");
}

/* Starting at login is on after it was switched on and off after that, and the entry that is
 * written starts exactly the program that was named, whatever characters its path has. */
static void
test_autostart (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-autostart-XXXXXX", &error);
  g_autofree char *sub = g_build_filename (folder, "autostart", NULL);
  g_autofree char *path = g_build_filename (sub, "io.github.plimsoll.Plimsoll.desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *exec = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_false (plimsoll_autostart_is_on (folder));
  g_assert_true (plimsoll_autostart_set (folder, SERVICE, TRUE, &error));
  g_assert_true (plimsoll_autostart_is_on (folder));

  g_assert_true (g_key_file_load_from_file (file, path, 0, &error));
  exec = g_key_file_get_string (file, "Desktop Entry", "Exec", &error);
  g_assert_true (g_shell_parse_argv (exec, NULL, &words, &error));
  g_assert_cmpuint (g_strv_length (words), ==, 1);
  /* A doubled "%" is one for a launcher. */
  g_assert_cmpstr (words[0], ==, "/opt/a \"b\"/100%%/plimsoll-service");

  g_assert_true (plimsoll_autostart_set (folder, SERVICE, FALSE, &error));
  g_assert_false (plimsoll_autostart_is_on (folder));
  g_assert_true (plimsoll_autostart_set (folder, SERVICE, FALSE, &error));
  g_assert_no_error (error);
  g_rmdir (sub);
  g_rmdir (folder);
}

/* An entry that the desktop switched off counts as off, and so does one that is no entry. */
static void
test_autostart_switched_off (void)
{
  static const char *const texts[] = {
    "[Desktop Entry]\nType=Application\nHidden=true\n",
    "[Desktop Entry]\nType=Application\nX-GNOME-Autostart-enabled=false\n",
    "not an entry",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-autostart-XXXXXX", &error);
  g_autofree char *sub = g_build_filename (folder, "autostart", NULL);
  g_autofree char *path = g_build_filename (sub, "io.github.plimsoll.Plimsoll.desktop", NULL);

  g_mkdir (sub, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (path, texts[i], -1, &error));
      g_assert_false (plimsoll_autostart_is_on (folder));
    }
  g_unlink (path);
  g_rmdir (sub);
  g_rmdir (folder);
}

/* Where the system has an entry for everybody the switch is on at first; switched off, a file of
 * the person's own hides that entry, and switched on again it starts the program that was named. */
static void
test_autostart_for_everybody (void)
{
  g_autoptr (GError) error = NULL;
  const char *system = g_get_system_config_dirs ()[0];
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-autostart-XXXXXX", &error);
  g_autofree char *sub = g_build_filename (folder, "autostart", NULL);
  g_autofree char *system_sub = g_build_filename (system, "autostart", NULL);
  g_autofree char *own = g_build_filename (sub, "io.github.plimsoll.Plimsoll.desktop", NULL);
  g_autofree char *theirs =
      g_build_filename (system_sub, "io.github.plimsoll.Plimsoll.desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (plimsoll_autostart_set (system, SERVICE, TRUE, &error));
  g_assert_true (plimsoll_autostart_is_on (folder));

  g_assert_true (plimsoll_autostart_set (folder, SERVICE, FALSE, &error));
  g_assert_false (plimsoll_autostart_is_on (folder));
  g_assert_true (g_key_file_load_from_file (file, own, 0, &error));
  g_assert_true (g_key_file_get_boolean (file, "Desktop Entry", "Hidden", &error));
  g_assert_false (g_key_file_has_key (file, "Desktop Entry", "Exec", NULL));

  g_assert_true (plimsoll_autostart_set (folder, SERVICE, TRUE, &error));
  g_assert_true (plimsoll_autostart_is_on (folder));

  /* On its own account, and not because of the other. */
  g_assert_cmpint (g_unlink (theirs), ==, 0);
  g_assert_true (plimsoll_autostart_is_on (folder));
  g_assert_true (plimsoll_autostart_set (folder, SERVICE, FALSE, &error));
  g_assert_false (plimsoll_autostart_is_on (folder));
  g_assert_no_error (error);
  g_rmdir (system_sub);
  g_rmdir (sub);
  g_rmdir (folder);
}

/* A folder that cannot be written is an error with words, and the switch stays off. */
static void
test_autostart_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (plimsoll_autostart_set ("/proc/none", SERVICE, TRUE, &error));
  g_assert_nonnull (error);
  g_assert_false (plimsoll_autostart_is_on ("/proc/none"));
}

int
main (int argc, char **argv)
{
  g_autofree char *system = g_dir_make_tmp ("plimsoll-system-XXXXXX", NULL);
  int status = 0;

  /* Read by GLib once: an entry of this machine must not be seen. */
  g_setenv ("XDG_CONFIG_DIRS", system, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/window/toggle", test_toggle);
  g_test_add_func ("/window/placement", test_placement);
  g_test_add_func ("/window/thresholds/tidy", test_thresholds_tidy);
  g_test_add_func ("/window/thresholds/suggest", test_thresholds_suggest);
  g_test_add_func ("/window/logins/add", test_logins_add);
  g_test_add_func ("/window/logins/rename", test_logins_rename);
  g_test_add_func ("/window/logins/remove", test_logins_remove);
  g_test_add_func ("/window/logins/name", test_logins_name);
  g_test_add_func ("/window/autostart/on-and-off", test_autostart);
  g_test_add_func ("/window/autostart/switched-off", test_autostart_switched_off);
  g_test_add_func ("/window/autostart/for-everybody", test_autostart_for_everybody);
  g_test_add_func ("/window/autostart/refused", test_autostart_refused);
  status = g_test_run ();
  g_rmdir (system);
  return status;
}
