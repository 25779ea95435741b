/* plimsoll-agent-place.h - where an installed program lies, and what it may know of its start.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the full path of the program `name`: from PATH of `environment`, else
 * from the places below `home` where installers put it. A desktop session has no shell's PATH. */
char *
plimsoll_agent_place_find (const char *name, const char *const *environment, const char *home);

/* (transfer full): what a program may know of our `environment`: what every one needs (PATH,
 * language, proxies, certificates) and the variables named in `extra` (NULL for none). */
GStrv plimsoll_agent_place_dup_passed (const char *const *environment, const char *const *extra);

/* (transfer full): what to start `program` with: the same of `environment`, with the person's
 * `home`, and with the program's own folder first in PATH, where the interpreter of a script lies.
 */
GStrv plimsoll_agent_place_dup_environment (const char *program,
                                            const char *const *environment,
                                            const char *home,
                                            const char *const *extra);

G_END_DECLS
