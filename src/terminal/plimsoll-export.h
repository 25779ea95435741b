/* plimsoll-export.h - the command that hands the numbers to a monitoring system.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_export_run (PlimsollTerminal *terminal,
                                  const PlimsollCommand *command,
                                  const char *const *words);

G_END_DECLS
