/* plimsoll-bar.h - the command that feeds a desktop's bar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_bar_run (PlimsollTerminal *terminal,
                               const PlimsollCommand *command,
                               const char *const *words);

G_END_DECLS
