/* plimsoll-claude-home.c - where one Claude login keeps its files.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Follows Claude Code's own rules for its two variables: each names one literal folder, a tilde in
 * it is a character like any other, and an empty one counts as unset. Opens nothing; that the
 * folder is absolute is for the readers to ask. */

#include "plimsoll-claude-home.h"

#include "plimsoll-secret.h"

#define STATE_NAME ".claude.json"
#define PROJECTS_NAME "projects"

/* (nullable): borrowed from `environment`; NULL when unset or empty. */
static const char *
get_variable (const char *const *environment, const char *name)
{
  const char *value = g_environ_getenv ((char **) environment, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

PlimsollClaudeHome *
plimsoll_claude_home_new (const char *const *environment, const char *home)
{
  PlimsollClaudeHome *self = g_new0 (PlimsollClaudeHome, 1);
  const char *config_dir = get_variable (environment, "CLAUDE_CONFIG_DIR");
  const char *storage_dir = get_variable (environment, "CLAUDE_SECURESTORAGE_CONFIG_DIR");

  self->is_overridden = storage_dir != NULL || config_dir != NULL;
  if (self->is_overridden)
    self->config_dir = g_strdup (storage_dir != NULL ? storage_dir : config_dir);
  else
    self->config_dir = g_build_filename (home, ".claude", NULL);

  /* The storage variable moves the credentials alone. */
  self->state_path = g_build_filename (config_dir != NULL ? config_dir : home, STATE_NAME, NULL);
  self->projects_dir = config_dir != NULL ? g_build_filename (config_dir, PROJECTS_NAME, NULL)
                                          : g_build_filename (home, ".claude", PROJECTS_NAME, NULL);
  self->cli_config_dir = g_strdup (config_dir);
  self->cli_storage_dir = g_strdup (storage_dir);
  self->environment_token = g_strdup (get_variable (environment, "CLAUDE_CODE_OAUTH_TOKEN"));
  return self;
}

PlimsollClaudeHome *
plimsoll_claude_home_new_for_dir (const char *config_dir)
{
  PlimsollClaudeHome *self = g_new0 (PlimsollClaudeHome, 1);

  self->config_dir = g_strdup (config_dir);
  self->is_overridden = TRUE;
  self->state_path = g_build_filename (config_dir, STATE_NAME, NULL);
  self->projects_dir = g_build_filename (config_dir, PROJECTS_NAME, NULL);
  self->cli_config_dir = g_strdup (config_dir);
  return self;
}

void
plimsoll_claude_home_free (PlimsollClaudeHome *self)
{
  if (self == NULL)
    return;

  g_free (self->config_dir);
  g_free (self->state_path);
  g_free (self->projects_dir);
  g_free (self->cli_config_dir);
  g_free (self->cli_storage_dir);
  plimsoll_secret_wipe (self->environment_token);
  g_free (self->environment_token);
  g_free (self);
}
