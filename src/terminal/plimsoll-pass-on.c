/* plimsoll-pass-on.c - hands standard input to another command and leaves with its exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For whoever has a status line already: that program must not be able to tell that we stand before
 * it. So it gets the same bytes, the same output and error, the same environment and the signals as
 * they were, and it may leave without having read a word. */

#include "plimsoll-pass-on.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHUNK 65536u

enum
{
  STATUS_CANNOT_RUN = 126,
  STATUS_NOT_FOUND = 127,
  STATUS_SIGNAL = 128, /* and its number: what every shell says */
};

/* FALSE when nobody reads any more. */
static gboolean
write_all (int fd, const char *data, gsize length)
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

  return TRUE;
}

static void
feed (int to_fd, const char *head, gsize head_length, int in_fd)
{
  char chunk[CHUNK];

  if (!write_all (to_fd, head, head_length))
    return;

  while (TRUE)
    {
      ssize_t got = read (in_fd, chunk, sizeof chunk);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0 || !write_all (to_fd, chunk, (gsize) got))
        return;
    }
}

static int
wait_for (pid_t pid)
{
  int status = 0;

  while (waitpid (pid, &status, 0) < 0)
    if (errno != EINTR)
      return STATUS_CANNOT_RUN;

  return WIFSIGNALED (status) ? STATUS_SIGNAL + WTERMSIG (status) : WEXITSTATUS (status);
}

/* 0 or what errno would be. */
static int
spawn (const char *const *argv, int read_fd, const char *const *environment, pid_t *pid)
{
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t to_default;
  int code = 0;

  /* We ignore it, and a program would inherit that and write into a closed pipe for ever. */
  sigemptyset (&to_default);
  sigaddset (&to_default, SIGPIPE);

  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigdefault (&attributes, &to_default);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGDEF);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_adddup2 (&actions, read_fd, STDIN_FILENO);

  code = posix_spawnp (pid, argv[0], &actions, &attributes, (char *const *) argv,
                       (char *const *) environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return code;
}

int
plimsoll_pass_on (const char *const *argv,
                  const char *head,
                  gsize head_length,
                  int in_fd,
                  const char *const *environment,
                  char **reason)
{
  int pipe_fds[2];
  pid_t pid = 0;
  int code = g_unix_open_pipe (pipe_fds, FD_CLOEXEC, NULL) ? 0 : errno;

  if (code == 0)
    {
      code = spawn (argv, pipe_fds[0], environment, &pid);
      close (pipe_fds[0]);
      if (code == 0)
        feed (pipe_fds[1], head, head_length, in_fd);
      close (pipe_fds[1]);
    }

  if (code == 0)
    return wait_for (pid);

  *reason = g_strdup (g_strerror (code));
  return code == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN;
}
