/* plimsoll-stay.h - the main loop of a command that stays until it is told to go.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PlimsollStay PlimsollStay;

/* From here on SIGINT, SIGTERM and SIGHUP end the loop instead of the process. `out_fd` is looked
 * at as well: when its reader goes away the loop ends; -1 looks at nothing. */
PlimsollStay *plimsoll_stay_new (int out_fd);
void plimsoll_stay_free (PlimsollStay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollStay, plimsoll_stay_free)

/* Runs the default main context until somebody ends it; at once when that has happened already.
 * Returns the signal that ended it, or 0: the exit status after a signal is 128 and its number. */
int plimsoll_stay_run (PlimsollStay *self);
/* Nothing more to do. */
void plimsoll_stay_end (PlimsollStay *self);

G_END_DECLS
