/* plimsoll-claude-home.h - where one Claude login keeps its files.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Everything is handed in, so that a test needs no process environment. Immutable. A path here may
 * be relative, as the person wrote it: whoever opens one asks first, because it means another
 * folder to every program. */
typedef struct
{
  /* (owned): from CLAUDE_SECURESTORAGE_CONFIG_DIR, CLAUDE_CONFIG_DIR, else ~/.claude */
  char *config_dir;
  gboolean is_overridden; /* a variable or a setting named it */
  /* (owned): `.claude.json`, in CLAUDE_CONFIG_DIR when that is set, else beside ~/.claude */
  char *state_path;
  char *projects_dir; /* (owned): the transcripts, in the same folder as everything but the login */
  char *cli_config_dir; /* (owned) (nullable): CLAUDE_CONFIG_DIR for Claude Code itself */
  char *cli_storage_dir; /* (owned) (nullable): CLAUDE_SECURESTORAGE_CONFIG_DIR, the same */
  char *environment_token; /* (owned) (nullable): CLAUDE_CODE_OAUTH_TOKEN; wiped on free */
} PlimsollClaudeHome;

/* (transfer full): `environment` as from g_get_environ(); `home` is the person's home folder. */
PlimsollClaudeHome *plimsoll_claude_home_new (const char *const *environment, const char *home);
/* (transfer full): a further login in a folder of its own; ignores the environment. */
PlimsollClaudeHome *plimsoll_claude_home_new_for_dir (const char *config_dir);
void plimsoll_claude_home_free (PlimsollClaudeHome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeHome, plimsoll_claude_home_free)

G_END_DECLS
