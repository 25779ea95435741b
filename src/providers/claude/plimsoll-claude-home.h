/* plimsoll-claude-home.h - where one Claude login keeps its files.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Everything is handed in, so that a test needs no process environment. Immutable. */
typedef struct
{
  char *config_dir; /* (owned): from CLAUDE_SECURESTORAGE_CONFIG_DIR, CLAUDE_CONFIG_DIR, else
                       ~/.claude */
  gboolean is_overridden; /* a variable or setting named it: then .claude.json lies inside it */
  char *state_path; /* (owned): `.claude.json` */
  char *environment_token; /* (owned) (nullable): CLAUDE_CODE_OAUTH_TOKEN; wiped on free */
} PlimsollClaudeHome;

/* (transfer full): `environ` as from g_get_environ(); `home` is the person's home folder. */
PlimsollClaudeHome *plimsoll_claude_home_new (const char *const *environment, const char *home);
/* (transfer full): a further login in a folder of its own; ignores the environment. */
PlimsollClaudeHome *plimsoll_claude_home_new_for_dir (const char *config_dir);
void plimsoll_claude_home_free (PlimsollClaudeHome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeHome, plimsoll_claude_home_free)

G_END_DECLS
