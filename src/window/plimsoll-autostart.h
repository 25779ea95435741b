/* plimsoll-autostart.h - whether the service starts with the session.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `folder` is the person's configuration folder, `$XDG_CONFIG_HOME`. What is in it counts more than
 * an entry that the system has for everybody, in `$XDG_CONFIG_DIRS`. */
gboolean plimsoll_autostart_is_on (const char *folder);

/* Writes or removes `autostart/<app id>.desktop` in it; where the system has an entry, one that
 * hides it is written instead of none. `program` is the service's path. */
gboolean
plimsoll_autostart_set (const char *folder, const char *program, gboolean is_on, GError **error);

G_END_DECLS
