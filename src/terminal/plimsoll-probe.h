/* plimsoll-probe.h - the command that obtains one report and hands it on: the worker of the
 * service. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-options.h"

G_BEGIN_DECLS

/* Without an account it takes the first one. Writes the codec's bytes, or JSON to a terminal and
 * when asked. Ends well whenever it wrote a report, also one of a refusal: what is in it is the
 * reader's to judge. */
PlimsollExit plimsoll_probe_run (PlimsollTerminal *terminal,
                                 const PlimsollCommand *command,
                                 const char *const *words);

G_END_DECLS
