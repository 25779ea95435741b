/* harness-keyring.c - a keyring of the test's own: libsecret's file, in a folder that goes away.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Encrypted as it is inside a sandbox, with a password from the environment. No bus is asked, and
 * so nothing of whoever runs the tests is read.
 *
 * libsecret 0.20 never frees the etag of the file that it writes. The allocation's stack names
 * nothing that LeakSanitizer could be told of, so here it is not handed out at all. */

#define _GNU_SOURCE
#include "harness-keyring.h"

#include <dlfcn.h>
#include <gio/gio.h>
#include <glib/gstdio.h>

typedef gboolean (*FinishFunc) (GFile *file, GAsyncResult *result, char **etag, GError **error);

#define PATH_VARIABLE "SECRET_FILE_TEST_PATH"

/* In the place of GIO's, for libraries too. */
gboolean
g_file_replace_contents_finish (GFile *file, GAsyncResult *res, char **new_etag, GError **error)
{
  FinishFunc finish = (FinishFunc) dlsym (RTLD_NEXT, "g_file_replace_contents_finish");

  if (new_etag != NULL)
    *new_etag = NULL;
  return finish (file, res, NULL, error);
}

void
harness_keyring_start (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-keyring-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "keyring", NULL);

  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv (PATH_VARIABLE, path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "fake", TRUE);
}

const char *
harness_keyring_get_path (void)
{
  return g_getenv (PATH_VARIABLE);
}

void
harness_keyring_stop (void)
{
  g_autofree char *folder = g_path_get_dirname (harness_keyring_get_path ());
  /* libsecret leaves what was there before. */
  g_autofree char *former = g_strconcat (harness_keyring_get_path (), "~", NULL);

  g_unlink (former);
  g_unlink (harness_keyring_get_path ());
  g_rmdir (folder);
}
