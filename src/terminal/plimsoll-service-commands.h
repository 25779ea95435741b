/* plimsoll-service-commands.h - the commands that are about the service.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

/* `plimsoll refresh`: asks for new numbers and says what became of that. */
PlimsollExit plimsoll_refresh_run (PlimsollTerminal *terminal,
                                   const PlimsollCommand *command,
                                   const char *const *words);

/* `plimsoll service status` and `plimsoll service stop`. */
PlimsollExit plimsoll_service_run (PlimsollTerminal *terminal,
                                   const PlimsollCommand *command,
                                   const char *const *words);

G_END_DECLS
