/* plimsoll-file.c - small files: read with a limit, written whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies on disk is not trusted: it may be a directory, a pipe, gigabytes, or half of what it
 * will be in a moment. Reading answers with a reason to act on, writing leaves no half file. */

#include "plimsoll-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 16384u
#define READ_OR_WRITE_BY_OTHERS (S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH)

static void
set_open_error (GError **error, const char *path, int code)
{
  PlimsollBaseError kind = PLIMSOLL_BASE_ERROR_UNREADABLE;

  if (code == ENOENT || code == ENOTDIR)
    kind = PLIMSOLL_BASE_ERROR_MISSING;

  g_set_error (error, PLIMSOLL_BASE_ERROR, (int) kind, "%s: %s", path, g_strerror (code));
}

/* Reads on to the end, because a file may grow between the look at its size and the reading. The
 * block has room for all of `size` and a NUL: one that grew would leave copies of a secret behind,
 * where no caller could wipe them. */
static GByteArray *
read_all (int fd, const char *path, goffset size, gsize max_size, GError **error)
{
  gsize room = MIN ((gsize) MAX (size, 0), max_size) + 1;
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) MIN (room, G_MAXUINT / 2));

  while (TRUE)
    {
      guint8 chunk[CHUNK];
      ssize_t got = read (fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          set_open_error (error, path, errno);
          return NULL;
        }
      if (got == 0)
        return g_steal_pointer (&bytes);

      g_byte_array_append (bytes, chunk, (guint) got);
      explicit_bzero (chunk, (gsize) got);
      if (bytes->len > max_size)
        {
          g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_TOO_BIG,
                       "%s: larger than %" G_GSIZE_FORMAT " bytes", path, max_size);
          return NULL;
        }
    }
}

char *
plimsoll_file_read (const char *path, gsize max_size, gsize *length, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  struct stat info;
  /* Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever. */
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

  if (fd < 0)
    {
      set_open_error (error, path, errno);
      return NULL;
    }

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNREADABLE,
                 "%s: not a regular file", path);
  else
    bytes = read_all (fd, path, info.st_size, max_size, error);

  close (fd);
  if (bytes == NULL)
    return NULL;

  if (length != NULL)
    *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

gboolean
plimsoll_file_write (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) cause = NULL;

  if (g_mkdir_with_parents (folder, 0700) == 0
      && g_file_set_contents_full (path, data, (gssize) length,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &cause))
    return TRUE;

  g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE, "%s: %s", path,
               cause != NULL ? cause->message : g_strerror (errno));
  return FALSE;
}

gboolean
plimsoll_file_is_open_to_others (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && (info.st_mode & READ_OR_WRITE_BY_OTHERS) != 0;
}
