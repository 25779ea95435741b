/* plimsoll-statusline.h - the command that is a status line for another program.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_statusline_run (PlimsollTerminal *terminal,
                                      const PlimsollCommand *command,
                                      const char *const *words);

G_END_DECLS
