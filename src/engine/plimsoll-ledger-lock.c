/* plimsoll-ledger-lock.c - one request at a time for one account on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A flock() on an empty file. The kernel lets go of it when its holder ends, crashed or killed, so
 * there is never a stale lock to judge. The file stays behind: removing it would let two processes
 * hold locks on two files of the same name. */

#include "plimsoll-ledger-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

struct _PlimsollLedgerLock
{
  int fd; /* (owned) */
};

static PlimsollLedgerLockState
fail (const char *path, int code, GError **error)
{
  g_set_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE, "%s: %s", path,
               g_strerror (code));
  return PLIMSOLL_LEDGER_LOCK_IMPOSSIBLE;
}

PlimsollLedgerLockState
plimsoll_ledger_lock_try (const char *path, PlimsollLedgerLock **lock, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int code = 0;
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (folder, errno, error);

  /* Without O_NONBLOCK a pipe of that name would hold us for ever. */
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
  if (fd < 0)
    return fail (path, errno, error);

  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    {
      *lock = g_new0 (PlimsollLedgerLock, 1);
      (*lock)->fd = fd;
      return PLIMSOLL_LEDGER_LOCK_HELD;
    }

  code = errno;
  close (fd);
  return code == EWOULDBLOCK || code == EINTR ? PLIMSOLL_LEDGER_LOCK_BUSY
                                              : fail (path, code, error);
}

void
plimsoll_ledger_lock_free (PlimsollLedgerLock *self)
{
  close (self->fd);
  g_free (self);
}
