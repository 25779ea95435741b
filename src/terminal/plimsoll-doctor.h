/* plimsoll-doctor.h - the command that finds out why something does not work.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

/* Ends with 0 when nothing bad was found, otherwise as "nothing to show". */
PlimsollExit plimsoll_doctor_run (PlimsollTerminal *terminal,
                                  const PlimsollCommand *command,
                                  const char *const *words);

G_END_DECLS
