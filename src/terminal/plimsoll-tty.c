/* plimsoll-tty.c - the terminal as a full screen, and the way back from that.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A view that dies must not leave a person before a shell that shows nothing of what they type. So
 * the way back is also gone by handlers of every signal that ends or stops a process, and they call
 * nothing but what POSIX allows in a handler: write(), tcsetattr(), tcflush(), sigaction(),
 * raise(). What they need lies in static memory, as handlers are given nothing: the one place in
 * Plimsoll where that is so.
 *
 * No terminfo: the sequences are those of ECMA-48 and of xterm, and whoever does not know one of
 * the latter ignores it. docs/architecture.md has the figures. */
#include "plimsoll-tty.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define USUAL_WIDTH 80u
#define USUAL_HEIGHT 24u
/* More is no screen but a mistake, and would want memory. */
#define MOST_CELLS 1000u

/* Other screen, cleared for those that have only one; no wrapping; no cursor; pastes are marked. */
static const char ENTER[] = "\033[?1049h\033[0m\033[H\033[2J\033[?7l\033[?25l\033[?2004h";
static const char ENTER_MOUSE[] = "\033[?1000h\033[?1006h";
/* All of it whatever was entered: on a screen that is the only one it must look tidy too. */
static const char LEAVE[] =
    "\033[?1006l\033[?1000l\033[?2004l\033[0m\033[H\033[2J\033[?25h\033[?7h\033[?1049l";

/* Signals that end a process at once, so that no main loop hears of them. */
static const int FATAL[] = { SIGSEGV, SIGABRT, SIGQUIT, SIGBUS,  SIGFPE,
                             SIGILL,  SIGTRAP, SIGSYS,  SIGXCPU, SIGXFSZ };

/* Room for a handler when the stack itself is what ran out. */
static char handler_stack[16 * 1024];

static struct termios found;
static volatile sig_atomic_t is_entered;
static volatile sig_atomic_t wants_mouse;
/* Went on after a stop without the terminal being ours. */
static volatile sig_atomic_t is_away;

/* Setting the terminal from the background stops a process, in a handler too: then nobody would
 * hear of SIGTERM any more. */
static int
is_in_foreground (void)
{
  return tcgetpgrp (STDIN_FILENO) == getpgrp ();
}

static void
say (const char *text, gsize length)
{
  int saved_errno = errno;

  while (length > 0)
    {
      ssize_t wrote = write (STDOUT_FILENO, text, length);

      if (wrote < 0 && errno == EINTR)
        continue;
      if (wrote <= 0)
        break;
      text += wrote;
      length -= (gsize) wrote;
    }
  errno = saved_errno;
}

/* Signal keys keep working: a view that hangs can still be ended by its person. */
static void
go_in (void)
{
  struct termios raw = found;

  raw.c_lflag &= ~(tcflag_t) (ICANON | ECHO | IEXTEN);
  raw.c_iflag &= ~(tcflag_t) (IXON | ICRNL | INLCR);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  (void) tcsetattr (STDIN_FILENO, TCSANOW, &raw);
  say (ENTER, sizeof ENTER - 1);
  if (wants_mouse)
    say (ENTER_MOUSE, sizeof ENTER_MOUSE - 1);
  is_entered = 1;
  is_away = 0;
}

static void
go_out (void)
{
  if (!is_entered)
    return;
  is_entered = 0;
  say (LEAVE, sizeof LEAVE - 1);
  if (!is_in_foreground ())
    return;
  /* A click on its way would be typed into the shell. */
  if (wants_mouse)
    (void) tcflush (STDIN_FILENO, TCIFLUSH);
  (void) tcsetattr (STDIN_FILENO, TCSANOW, &found);
}

/* The signal's own way to end is back in force by SA_RESETHAND: who waits for us sees the truth. */
static void
on_fatal (int number)
{
  go_out ();
  (void) raise (number);
}

static void on_stop (int number);

static void
set_handler (int number, void (*handler) (int), int flags)
{
  struct sigaction action;

  memset (&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset (&action.sa_mask);
  (void) sigaction (number, &action, NULL);
}

/* Not in a handler of a stopped view alone: SIGSTOP gives no notice, but SIGCONT does. */
static void
on_continue (int number)
{
  int saved_errno = errno;

  if (is_in_foreground ())
    go_in ();
  else
    is_away = 1;
  (void) raise (SIGWINCH);
  errno = saved_errno;
}

static void
on_stop (int number)
{
  int saved_errno = errno;

  go_out ();
  set_handler (SIGTSTP, SIG_DFL, 0);
  /* Stops here; goes on here, SIGCONT's handler before us. Where there is no shell that could wake
   * us again the kernel lets nobody stop: then the view is simply shown again. */
  (void) raise (SIGTSTP);
  set_handler (SIGTSTP, on_stop, SA_NODEFER | SA_RESTART);
  if (!is_entered && !is_away)
    on_continue (number);
  errno = saved_errno;
}

static void
set_handlers (void)
{
  stack_t stack = { .ss_sp = handler_stack, .ss_size = sizeof handler_stack };

  (void) sigaltstack (&stack, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (FATAL); i++)
    set_handler (FATAL[i], on_fatal, (int) (SA_RESETHAND | SA_NODEFER | SA_ONSTACK));
  set_handler (SIGTSTP, on_stop, SA_NODEFER | SA_RESTART);
  set_handler (SIGCONT, on_continue, SA_RESTART);
}

/* A view in the background stops, as all full-screen programs do. FALSE when it was sent on there
 * nevertheless. */
static gboolean
wait_for_foreground (void)
{
  if (!is_in_foreground ())
    (void) raise (SIGTTOU);
  return is_in_foreground () != 0;
}

gboolean
plimsoll_tty_enter (gboolean with_mouse)
{
  if (isatty (STDOUT_FILENO) != 1 || !wait_for_foreground ()
      || tcgetattr (STDIN_FILENO, &found) != 0)
    return FALSE;
  wants_mouse = with_mouse;
  set_handlers ();
  /* A library that calls exit() is an end like any other. */
  (void) atexit (plimsoll_tty_leave);
  go_in ();
  return TRUE;
}

gboolean
plimsoll_tty_is_ours (void)
{
  return !is_away;
}

void
plimsoll_tty_leave (void)
{
  if (!is_entered)
    return;
  go_out ();
  set_handler (SIGTSTP, SIG_DFL, 0);
  set_handler (SIGCONT, SIG_DFL, 0);
}

void
plimsoll_tty_get_size (guint *width, guint *height)
{
  struct winsize size = { 0 };

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    size.ws_col = size.ws_row = 0;
  *width = size.ws_col > 0 ? MIN ((guint) size.ws_col, MOST_CELLS) : USUAL_WIDTH;
  *height = size.ws_row > 0 ? MIN ((guint) size.ws_row, MOST_CELLS) : USUAL_HEIGHT;
}

static gboolean
has_any_prefix (const char *text, const char *const *prefixes)
{
  for (; *prefixes != NULL; prefixes++)
    if (g_str_has_prefix (text, *prefixes))
      return TRUE;
  return FALSE;
}

static PlimsollColors
judge_colors (const char *term, const char *colorterm, const char *no_color)
{
  /* Terminals of glass and green phosphor, and those that pretend to be one. */
  static const char *const monochrome[] = { "vt1", "vt2", "vt3", "vt4", "vt5", NULL };
  /* They name no number, and have all colours. */
  static const char *const modern[] = { "xterm-kitty",   "alacritty", "foot",    "wezterm",
                                        "xterm-ghostty", "contour",   "ghostty", NULL };

  if (no_color != NULL && *no_color != '\0')
    return PLIMSOLL_COLORS_NONE;
  if (g_strcmp0 (colorterm, "truecolor") == 0 || g_strcmp0 (colorterm, "24bit") == 0
      || g_str_has_suffix (term, "-direct") || has_any_prefix (term, modern))
    return PLIMSOLL_COLORS_TRUE;
  if (strstr (term, "256color") != NULL)
    return PLIMSOLL_COLORS_256;
  return has_any_prefix (term, monochrome) ? PLIMSOLL_COLORS_NONE : PLIMSOLL_COLORS_16;
}

PlimsollTtyKind
plimsoll_tty_judge (const char *const *environment)
{
  /* Typewriters, editors that only look like terminals, and what is older than ECMA-48. */
  static const char *const unusable[] = { "dumb", "unknown", "emacs", "network", "vt52",
                                          "adm",  "tvi",     "wy",    NULL };
  char **variables = (char **) environment;
  const char *term = g_environ_getenv (variables, "TERM");
  PlimsollTtyKind kind = { .is_usable = FALSE };

  if (term == NULL || *term == '\0' || has_any_prefix (term, unusable))
    return kind;
  kind.is_usable = TRUE;
  /* The console's mouse is gpm's business. */
  kind.has_mouse = !g_str_has_prefix (term, "linux") && !g_str_has_prefix (term, "vt");
  kind.colors = judge_colors (term, g_environ_getenv (variables, "COLORTERM"),
                              g_environ_getenv (variables, "NO_COLOR"));
  return kind;
}
