/* plimsoll-pass-on.h - hands standard input to another command and leaves with its exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Runs `argv` with our own standard output and error. It reads `head` and then whatever else comes
 * from `in_fd`, byte for byte. Returns when it has ended: its exit status, 128 and the number of
 * the signal that ended it, 127 when there is no such command, 126 when it cannot be run; `*reason`
 * (transfer full) is set for the last two. */
int plimsoll_pass_on (const char *const *argv,
                      const char *head,
                      gsize head_length,
                      int in_fd,
                      const char *const *environment,
                      char **reason);

G_END_DECLS
