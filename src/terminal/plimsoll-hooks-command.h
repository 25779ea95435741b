/* plimsoll-hooks-command.h - the command that shows and tries the person's hooks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

/* `plimsoll hooks`, `plimsoll hooks list` and `plimsoll hooks test NAME`. */
PlimsollExit plimsoll_hooks_run (PlimsollTerminal *terminal,
                                 const PlimsollCommand *command,
                                 const char *const *words);

G_END_DECLS
