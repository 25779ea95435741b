/* plimsoll-file.c - small files: read with a limit, written whole or not at all.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lies on disk is not trusted: it may be a directory, a pipe, gigabytes, or half of what it
 * will be in a moment. Reading answers with a reason to act on, writing leaves no half file. */

#include "plimsoll-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK 16384u
#define PRIVATE 0600
#define PUBLIC 0644
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

/* All of it, and on the disk: a name that is given before that may outlive the contents. */
static gboolean
write_through (int fd, const guint8 *data, gsize length)
{
  while (length > 0)
    {
      ssize_t taken = write (fd, data, length);

      if (taken < 0 && errno == EINTR)
        continue;
      if (taken < 0)
        return FALSE;
      data += taken;
      length -= (gsize) taken;
    }
  return fsync (fd) == 0;
}

/* A name lasts once its folder is on the disk. Where that cannot be had, the file is good still. */
static void
sync_folder (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

/* GLib's own function would do, but newer ones pass on the mode of the file that was there before,
 * and that may be open to others. Leaves the reason in errno. */
static gboolean
replace (const char *path, const guint8 *data, gsize length, mode_t mode)
{
  g_autofree char *fresh = g_strconcat (path, ".XXXXXX", NULL);
  gboolean done = FALSE;
  int code = 0;
  int fd = g_mkstemp_full (fresh, O_WRONLY | O_CLOEXEC, PRIVATE);

  if (fd < 0)
    return FALSE;

  done = (mode == PRIVATE || fchmod (fd, mode) == 0) && write_through (fd, data, length)
         && g_rename (fresh, path) == 0;
  code = errno;
  close (fd);
  if (!done)
    g_unlink (fresh);
  errno = code;
  return done;
}

/* For the reason in errno; FALSE. */
static gboolean
fail_to_write (const char *path, GError **error)
{
  g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE, "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

gboolean
plimsoll_file_write (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0 && replace (path, data, length, PRIVATE))
    {
      sync_folder (folder);
      return TRUE;
    }

  return fail_to_write (path, error);
}

gboolean
plimsoll_file_rewrite (const char *path, const void *data, gsize length, GError **error)
{
  g_autofree char *real = realpath (path, NULL);
  g_autofree char *folder = real != NULL ? g_path_get_dirname (real) : NULL;
  struct stat info;

  if (real != NULL && stat (real, &info) == 0 && replace (real, data, length, info.st_mode & 07777))
    {
      sync_folder (folder);
      return TRUE;
    }

  return fail_to_write (path, error);
}

gboolean
plimsoll_file_publish (const char *path, const void *data, gsize length, GError **error)
{
  if (replace (path, data, length, PUBLIC))
    return TRUE;

  return fail_to_write (path, error);
}

gboolean
plimsoll_file_is_open_to_others (const char *path)
{
  struct stat info;

  return stat (path, &info) == 0 && (info.st_mode & READ_OR_WRITE_BY_OTHERS) != 0;
}
