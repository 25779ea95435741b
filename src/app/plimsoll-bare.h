/* plimsoll-bare.h - what `plimsoll` without a word means.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when the window was opened, and nothing is left to do. FALSE: the numbers are to be printed:
 * there is no display, no bus or no window here, or `output` is read by a program. */
gboolean plimsoll_bare_open_window (const char *const *environment, int output);

G_END_DECLS
