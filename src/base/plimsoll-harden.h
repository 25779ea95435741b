/* plimsoll-harden.h - keeps a process that holds a token from leaving it behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No core file, no ptrace by other programs of the user. Call first in main(). */
void plimsoll_harden_process (void);
/* For the child of a process that ran plimsoll_harden_process(), between fork and exec: a program
 * of the person's gets the limits that the person gave it. */
void plimsoll_harden_undo (void);

G_END_DECLS
