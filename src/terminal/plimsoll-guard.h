/* plimsoll-guard.h - the command that runs another one only while there is headroom.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_guard_run (PlimsollTerminal *terminal,
                                 const PlimsollCommand *command,
                                 const char *const *words);

G_END_DECLS
