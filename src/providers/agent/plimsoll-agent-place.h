/* plimsoll-agent-place.h - where an installed program lies, and what it may know of its start.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file that there is in a Flatpak and nowhere else. */
#define PLIMSOLL_AGENT_SANDBOX_MARK "/.flatpak-info"

/* (transfer full) (nullable): the full path of the program `name`: from PATH of `environment`, else
 * from the places below `home` where installers put it. A desktop session has no shell's PATH.
 * Where `sandbox_mark` exists PATH alone counts: what of the home can be seen from within a sandbox
 * was made for the machine outside of it. */
char *plimsoll_agent_place_find (const char *name,
                                 const char *const *environment,
                                 const char *home,
                                 const char *sandbox_mark);

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
