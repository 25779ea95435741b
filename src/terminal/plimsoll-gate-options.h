/* plimsoll-gate-options.h - the options that `wait` and `guard` have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-gate.h"
#include "plimsoll-options.h"

G_BEGIN_DECLS

/* As typed. */
typedef struct
{
  char *below; /* (owned) (nullable) */
  char *limit; /* (owned) (nullable) */
  char *provider; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  char *timeout; /* (owned) (nullable) */
  gboolean wants_direct;
  gboolean is_quiet;
} PlimsollGateOptions;

void plimsoll_gate_options_clear (PlimsollGateOptions *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollGateOptions, plimsoll_gate_options_clear)

/* plimsoll_options_parse() with the common entries before the command's `own`, of which there are
 * `n_own`, the empty one at their end included. */
PlimsollOptionsOutcome plimsoll_gate_options_parse (PlimsollGateOptions *self,
                                                    PlimsollTerminal *terminal,
                                                    const PlimsollCommand *command,
                                                    const GOptionEntry *own,
                                                    gsize n_own,
                                                    const char *const *words);

/* The percentage of `--below` and the length of `--timeout` (0 without one). FALSE, and a word in
 * `err`, when they make no sense. `*rule` borrows from `self`. */
gboolean plimsoll_gate_options_read (PlimsollGateOptions *self,
                                     PlimsollTerminal *terminal,
                                     const PlimsollCommand *command,
                                     PlimsollGateRule *rule,
                                     GTimeSpan *timeout);

/* FALSE, and a word in `err`, when numbers are there and none of them is of the limit that was
 * named: nothing would ever come of waiting. */
gboolean plimsoll_gate_options_check_limit (PlimsollGateOptions *self,
                                            PlimsollTerminal *terminal,
                                            const PlimsollCommand *command,
                                            GPtrArray *reports);

G_END_DECLS
