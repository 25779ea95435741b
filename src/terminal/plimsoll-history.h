/* plimsoll-history.h - the command that looks back.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_history_run (PlimsollTerminal *terminal,
                                   const PlimsollCommand *command,
                                   const char *const *words);

G_END_DECLS
