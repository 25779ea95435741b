/* plimsoll-paths.c - where Plimsoll keeps its own files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The folders of the XDG base directory specification, in one place. Nothing is created here. */

#include "plimsoll-paths.h"

#include "plimsoll-config.h"

char *
plimsoll_paths_dup_state_dir (void)
{
  return g_build_filename (g_get_user_state_dir (), "plimsoll", NULL);
}

char *
plimsoll_paths_dup_runtime_dir (void)
{
  /* Inside the sandbox only this subfolder is shared with the host under the same name. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return g_build_filename (g_get_user_runtime_dir (), "app", PLIMSOLL_APP_ID, NULL);

  return g_build_filename (g_get_user_runtime_dir (), "plimsoll", NULL);
}

char *
plimsoll_paths_dup_feed_dir (void)
{
  const char *runtime_dir = g_getenv ("XDG_RUNTIME_DIR");

  /* Without one GLib names the cache folder, which anybody may empty at any time. */
  if (runtime_dir != NULL && *runtime_dir != '\0')
    return plimsoll_paths_dup_runtime_dir ();

  return g_build_filename (g_get_user_state_dir (), "plimsoll", "feed", NULL);
}
