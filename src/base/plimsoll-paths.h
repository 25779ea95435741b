/* plimsoll-paths.h - where Plimsoll keeps its own files.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): `$XDG_STATE_HOME/plimsoll`: what must survive a restart. */
char *plimsoll_paths_dup_state_dir (void);

/* (transfer full): `$XDG_RUNTIME_DIR/plimsoll`, inside Flatpak `$XDG_RUNTIME_DIR/app/<app id>`:
 * what ends with the session. */
char *plimsoll_paths_dup_runtime_dir (void);

/* (transfer full): where one program of Plimsoll leaves for another what it just heard: the runtime
 * folder, and below the state folder where the session has none. */
char *plimsoll_paths_dup_feed_dir (void);

G_END_DECLS
