/* plimsoll-file.h - small files: read with a limit, written whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-base-error.h"

G_BEGIN_DECLS

/* (transfer full): the whole of a regular file of at most `max_size` bytes, with a NUL behind it.
 * Never blocks on a pipe or a device; follows symbolic links, and refuses loops of them. */
char *plimsoll_file_read (const char *path, gsize max_size, gsize *length, GError **error);

/* Puts `length` bytes into `path`, mode 0600, so that a reader sees the old or the new content and
 * nothing between, also after a power cut. Makes the folder (0700) when it is missing. */
gboolean plimsoll_file_write (const char *path, const void *data, gsize length, GError **error);

/* The same for a file that is another program's: follows links to where it lies, and keeps the mode
 * it has. It must be there. */
gboolean plimsoll_file_rewrite (const char *path, const void *data, gsize length, GError **error);

/* The same for what others are to read: mode 0644 whatever the umask is, and the folder must be
 * there, for whoever reads it chose it. */
gboolean plimsoll_file_publish (const char *path, const void *data, gsize length, GError **error);

/* TRUE when others than the owner may read or write `path`. FALSE also when it cannot be told. */
gboolean plimsoll_file_is_open_to_others (const char *path);

G_END_DECLS
