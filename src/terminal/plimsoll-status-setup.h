/* plimsoll-status-setup.h - shows a change to somebody's settings, and makes it when told to.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-exit.h"
#include "plimsoll-status-port.h"

G_BEGIN_DECLS

/* Shows the exact change as a unified diff. Nothing is written unless `is_agreed`. */
PlimsollExit
plimsoll_status_setup (PlimsollTerminal *terminal, PlimsollStatusWish wish, gboolean is_agreed);

G_END_DECLS
