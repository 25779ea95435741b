/* plimsoll-choice.h - which accounts a command is about.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-terminal.h"

G_BEGIN_DECLS

/* (transfer full) (nullable) (element-type PlimsollTarget): the accounts of `provider` (nullable:
 * of all that need not be named) with the id `account` (nullable: all of them). NULL, and a word
 * about it in `err`, when there is no such provider or account. */
GPtrArray *plimsoll_choice_make (PlimsollTerminal *terminal,
                                 const char *command,
                                 const char *provider,
                                 const char *account);

G_END_DECLS
