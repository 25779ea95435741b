/* plimsoll-harden.h - keeps a process that holds a token from leaving it behind.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No core file, no ptrace by other programs of the user. Call first in main(). */
void plimsoll_harden_process (void);

G_END_DECLS
