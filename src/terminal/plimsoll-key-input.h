/* plimsoll-key-input.h - a key that is typed or piped in, and is not to be seen.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest line that is read. */
#define PLIMSOLL_KEY_INPUT_MAX 1023u

/* Reads the first line of `fd` into `line`, which the caller wipes. From a terminal it is read
 * without echo, after `prompt` was written to standard error. FALSE when there is none, or it is
 * longer. A signal that ends the process finds the terminal as it was. */
gboolean
plimsoll_key_input_read (int fd, const char *prompt, char line[PLIMSOLL_KEY_INPUT_MAX + 1]);

G_END_DECLS
