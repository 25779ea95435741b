/* plimsoll-tty.h - the terminal as a full screen, and the way back from that.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-painter.h"

G_BEGIN_DECLS

/* What the terminal that TERM names can do. */
typedef struct
{
  gboolean is_usable; /* else a full screen would be garbage on it */
  gboolean has_mouse;
  PlimsollColors colors;
} PlimsollTtyKind;

/* Reads TERM, COLORTERM and NO_COLOR. */
PlimsollTtyKind plimsoll_tty_judge (const char *const *environment);

/* Takes standard input and output over: another screen, no echo, no cursor, each key at once. FALSE
 * when they are no terminal. From here on the terminal is put back whatever ends the process
 * (SIGKILL alone nobody hears of), and when it is stopped; SIGWINCH is raised when it comes back
 * from that, for everything must be painted anew then. SIGINT, SIGTERM and SIGHUP are left to a
 * main loop. Of these there is one at a time. */
gboolean plimsoll_tty_enter (gboolean with_mouse);
/* FALSE while the process goes on in the background after a stop: nothing may be read or written.
 * SIGWINCH is raised when that is over, too. */
gboolean plimsoll_tty_is_ours (void);
/* Puts it back; does nothing when that was done. */
void plimsoll_tty_leave (void);

/* Cells across and down, as the terminal says now. */
void plimsoll_tty_get_size (guint *width, guint *height);

G_END_DECLS
