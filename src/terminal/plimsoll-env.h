/* plimsoll-env.h - the command that names every environment variable that is read.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

PlimsollExit plimsoll_env_run (PlimsollTerminal *terminal,
                               const PlimsollCommand *command,
                               const char *const *words);

G_END_DECLS
