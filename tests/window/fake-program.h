/* fake-program.h - a script in the place of `plimsoll`, which leaves behind what it was told.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* (transfer full): its path, in a new folder. It writes its words to "<path>.words" and, unless it
 * logs out, its input to "<path>.input"; then it complains, with markup and with `key`. */
char *fake_program_write (const char *key);
/* Takes `program` over. */
void fake_program_remove (char *program);
