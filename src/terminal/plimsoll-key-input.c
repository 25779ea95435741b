/* plimsoll-key-input.c - a key that is typed or piped in, and is not to be seen.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Never from the command line, where every program of the machine could read it and the shell would
 * remember it. The bytes go straight into the caller's buffer: no stream, no string that grows and
 * leaves copies behind. */

#include "plimsoll-key-input.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP };

/* The signal that came while nothing was echoed; 0 for none. */
static volatile sig_atomic_t caught;

static void
on_signal (int number)
{
  caught = number;
}

/* TRUE when a whole line is there, without its end. */
static gboolean
read_line (int fd, char *line)
{
  gsize length = 0;

  while (length <= PLIMSOLL_KEY_INPUT_MAX)
    {
      ssize_t got = read (fd, line + length, 1);

      if (got < 0 && errno == EINTR && caught == 0)
        continue;
      if (got < 0 || (got == 0 && length == 0))
        return FALSE;
      if (got == 0 || line[length] == '\n')
        {
          line[length] = '\0';
          return TRUE;
        }
      length++;
    }

  return FALSE;
}

static gboolean
read_without_echo (int fd, const struct termios *before, char *line)
{
  struct termios quiet = *before;
  struct sigaction catching = { .sa_handler = on_signal };
  struct sigaction old[G_N_ELEMENTS (SIGNALS)];
  gboolean is_read = FALSE;

  caught = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    sigaction (SIGNALS[i], &catching, &old[i]);
  quiet.c_lflag &= ~(tcflag_t) ECHO;
  /* What was typed before, in the open, is thrown away. */
  if (tcsetattr (fd, TCSAFLUSH, &quiet) == 0)
    {
      is_read = read_line (fd, line);
      tcsetattr (fd, TCSAFLUSH, before);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    sigaction (SIGNALS[i], &old[i], NULL);

  if (caught != 0)
    {
      explicit_bzero (line, PLIMSOLL_KEY_INPUT_MAX + 1);
      raise (caught);
      is_read = FALSE;
    }
  return is_read;
}

gboolean
plimsoll_key_input_read (int fd, const char *prompt, char line[PLIMSOLL_KEY_INPUT_MAX + 1])
{
  struct termios before;
  gboolean is_read = FALSE;

  memset (line, 0, PLIMSOLL_KEY_INPUT_MAX + 1);
  if (tcgetattr (fd, &before) != 0)
    return read_line (fd, line);

  (void) !write (STDERR_FILENO, prompt, strlen (prompt));
  is_read = read_without_echo (fd, &before, line);
  (void) !write (STDERR_FILENO, "\n", 1);
  return is_read;
}
