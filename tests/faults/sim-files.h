/* sim-files.h - the person's files on a simulated machine, and our own beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sim.h"

G_BEGIN_DECLS

typedef struct _SimFiles SimFiles;

/* `has_keyring`: Codex keeps its login where only Codex finds it. */
SimFiles *sim_files_new (SimVendor vendor, gboolean has_keyring);
/* Removes everything. */
void sim_files_free (SimFiles *self);

const char *sim_files_get_home (SimFiles *self);
/* (transfer full): a path below our own state, which is not the person's. */
char *sim_files_dup_state (SimFiles *self, const char *name);

/* (transfer full): the token that stands in the file now. */
char *sim_files_write_login (
    SimFiles *self, guint login, guint generation, gint64 expires_at, gboolean has_scope);
/* NULL: no file. */
void sim_files_write_raw_login (SimFiles *self, const char *text);
/* `body` as of `at`; with `is_whole_file` it is all there is. */
void sim_files_write_cache (SimFiles *self,
                            guint login,
                            guint current,
                            gint64 at,
                            const char *body,
                            gboolean is_whole_file);

/* Fails the test unless names, contents, modes and moments of all the person's files are as they
 * were after the last call that wrote one. */
void sim_files_assert_untouched (SimFiles *self);

G_END_DECLS
