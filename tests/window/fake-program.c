/* fake-program.c - a script in the place of `plimsoll`, which leaves behind what it was told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For windows that start the command. Each file appears whole, so that a test may wait for it; the
 * test takes them away. */
#include "fake-program.h"

#include <glib.h>
#include <glib/gstdio.h>

char *
fake_program_write (const char *key)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-preferences-XXXXXX", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n"
                                             "[ \"$1\" = logout ] || cat >\"$0.in\"\n"
                                             "[ ! -e \"$0.in\" ] || mv \"$0.in\" \"$0.input\"\n"
                                             "echo 'plimsoll: <b>no</b> %s' >&2\n"
                                             "echo \"$@\" >\"$0.wo\"; mv \"$0.wo\" \"$0.words\"\n",
                                             key);
  char *program = g_build_filename (folder, "plimsoll", NULL);

  g_assert_true (g_file_set_contents (program, script, -1, NULL));
  g_assert_cmpint (g_chmod (program, 0700), ==, 0);
  return program;
}

void
fake_program_remove (char *program)
{
  g_autofree char *folder = g_path_get_dirname (program);

  g_unlink (program);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (program);
}
