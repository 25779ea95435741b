/* plimsoll-key-commands.h - the commands that hand a key over, and take it back.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_login_run (PlimsollTerminal *terminal,
                                 const PlimsollCommand *command,
                                 const char *const *words);
PlimsollExit plimsoll_logout_run (PlimsollTerminal *terminal,
                                  const PlimsollCommand *command,
                                  const char *const *words);

G_END_DECLS
