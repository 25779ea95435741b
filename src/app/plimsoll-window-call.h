/* plimsoll-window-call.h - asks for the window, which is a program of its own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is wanted of the window. */
typedef enum
{
  PLIMSOLL_WINDOW_SHOW, /* be there, in front */
  PLIMSOLL_WINDOW_TOGGLE, /* be there, or go away when it is there already */
  PLIMSOLL_WINDOW_PREFERENCES,
} PlimsollWindowWish;

/* D-Bus starts the program when it does not run. `token` (nullable) is the desktop's leave to take
 * the focus; used once. Does not wait; that there is no window to start is a line for whoever
 * debugs. */
void plimsoll_window_call (GDBusConnection *connection, PlimsollWindowWish wish, const char *token);

/* Asks for the window and waits for the answer: FALSE with error when there is none to start. */
gboolean plimsoll_window_call_wait (GDBusConnection *connection, const char *token, GError **error);

G_END_DECLS
