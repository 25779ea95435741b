/* plimsoll-options.h - the words behind a command: parsed, explained, and corrected when misspelt.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-exit.h"
#include "plimsoll-show-words.h"
#include "plimsoll-terminal.h"

G_BEGIN_DECLS

typedef struct _PlimsollCommand PlimsollCommand;

/* `words` starts with the command's own name. Writes to the terminal's `out` and `err`. */
typedef PlimsollExit (*PlimsollRunFunc) (PlimsollTerminal *terminal,
                                         const PlimsollCommand *command,
                                         const char *const *words);

/* A line of the table of commands. Static. */
struct _PlimsollCommand
{
  const char *name;
  const char *args; /* as in its usage line; marked with N_() */
  const char *summary; /* marked with N_() */
  PlimsollRunFunc run;
};

typedef enum
{
  PLIMSOLL_OPTIONS_GO, /* run the command */
  PLIMSOLL_OPTIONS_HELPED, /* help is written: end well */
  PLIMSOLL_OPTIONS_WRONG, /* the mistake is written to `err`: end with wrong usage */
} PlimsollOptionsOutcome;

/* `entries` ends with an empty one, as for GOptionContext. Words that are no options are a mistake:
 * no command takes any. */
PlimsollOptionsOutcome plimsoll_options_parse (PlimsollTerminal *terminal,
                                               const PlimsollCommand *command,
                                               const GOptionEntry *entries,
                                               const char *const *words);

/* (transfer container): the words before a `--`; `*rest` (out) (transfer none) is what stands
 * behind it, NULL when there is no `--`. For commands that run another one. */
GStrv plimsoll_options_split (const char *const *words, const char *const **rest);

/* FALSE, and a word about it in `err`, when `word` is neither "5h" nor "7d". */
gboolean plimsoll_options_read_window (PlimsollTerminal *terminal,
                                       const PlimsollCommand *command,
                                       const char *word,
                                       PlimsollShowWindow *window);

/* Writes "`mistake` Did you mean `near`?" to `err` and where to find help; `near` may be NULL. */
void plimsoll_options_complain (PlimsollTerminal *terminal,
                                const char *command,
                                const char *mistake,
                                const char *near);

G_END_DECLS
