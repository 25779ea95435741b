/* plimsoll-commands.h - the table of commands, and the way from a command line to one of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

/* `words` are those of the command line without the program's name. Everything that is to be
 * written stands in the terminal's `out` and `err` afterwards. */
PlimsollExit plimsoll_commands_run (PlimsollTerminal *terminal, const char *const *words);

G_END_DECLS
