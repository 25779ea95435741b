/* plimsoll-watch.h - the command that shows everything live, on the whole screen.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_watch_run (PlimsollTerminal *terminal,
                                 const PlimsollCommand *command,
                                 const char *const *words);

G_END_DECLS
