/* test-paths.c - where Plimsoll keeps its own files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of the person are set to one that is empty, before GLib looks for them. */

#include "plimsoll-paths.h"

#include <glib/gstdio.h>

#include "plimsoll-config.h"

/* State lies under the state folder of the person, in a folder of our own, which is not yet made.
 */
static void
test_state (void)
{
  g_autofree char *path = plimsoll_paths_dup_state_dir ();
  g_autofree char *expected = g_build_filename (g_getenv ("XDG_STATE_HOME"), "plimsoll", NULL);

  g_assert_cmpstr (path, ==, expected);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* What ends with the session lies in the runtime folder; in a sandbox in the part that is shared.
 */
static void
test_runtime (void)
{
  g_autofree char *path = plimsoll_paths_dup_runtime_dir ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    {
      g_assert_cmpstr (name, ==, PLIMSOLL_APP_ID);
      g_assert_true (g_str_has_suffix (folder, "/app"));
    }
  else
    {
      g_assert_cmpstr (name, ==, "plimsoll");
      g_assert_cmpstr (folder, ==, g_getenv ("XDG_RUNTIME_DIR"));
    }
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-paths-XXXXXX", NULL);
  g_autofree char *state = g_build_filename (folder, "state", NULL);
  int status = 0;

  /* GLib reads these once, at the first question. */
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/paths/state", test_state);
  g_test_add_func ("/base/paths/runtime", test_runtime);

  status = g_test_run ();
  g_remove (folder);
  return status;
}
