/* plimsoll-ward.h - a command that is run, stopped and continued on behalf of the person.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Signal: `ended` when the command is gone and plimsoll_ward_get_status() says how. */
#define PLIMSOLL_TYPE_WARD (plimsoll_ward_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollWard, plimsoll_ward, PLIMSOLL, WARD, GObject)

/* (nullable): starts `words` (a program and its arguments, found on PATH) with our own standard
 * input and outputs, in a process group of its own when `in_own_group`. NULL with a GSpawnError. */
PlimsollWard *plimsoll_ward_start (const char *const *words, gboolean in_own_group, GError **error);

/* Passes a signal on to it. A stopped group is continued after it, so that it can end. */
void plimsoll_ward_signal (PlimsollWard *self, int number);
/* TRUE when what is typed at the terminal, such as Ctrl+C, reaches the command without us. */
gboolean plimsoll_ward_hears_terminal (PlimsollWard *self);
/* Both are for one in a group of its own. */
void plimsoll_ward_pause (PlimsollWard *self);
void plimsoll_ward_continue (PlimsollWard *self);
gboolean plimsoll_ward_is_paused (PlimsollWard *self);
gboolean plimsoll_ward_has_ended (PlimsollWard *self);
/* As from waitpid(). */
int plimsoll_ward_get_wait_status (PlimsollWard *self);

G_END_DECLS
