/* plimsoll-codex-home.h - where Codex keeps its files, and what its settings say of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLIMSOLL_CODEX_BASE_URL "https://chatgpt.com/backend-api"

/* Everything is handed in, so that a test needs no process environment. Immutable. */
typedef struct
{
  char *folder; /* (owned): CODEX_HOME, else ~/.codex; maybe relative, as the person wrote it */
  gboolean is_overridden; /* CODEX_HOME named it */
  char *old_login_path; /* (owned) (nullable): where older releases kept the login */
} PlimsollCodexHome;

/* What matters here of Codex's `config.toml`. */
typedef struct
{
  char *base_url; /* (owned) (nullable): `chatgpt_base_url` */
  gboolean uses_keyring; /* the login is not in a file */
} PlimsollCodexConfig;

/* (transfer full): `environment` as from g_get_environ(); `home` is the person's home folder. */
PlimsollCodexHome *plimsoll_codex_home_new (const char *const *environment, const char *home);
void plimsoll_codex_home_free (PlimsollCodexHome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexHome, plimsoll_codex_home_free)

/* TRUE when somebody has used Codex here, or says so: the folder or a login is there, or CODEX_HOME
 * is set. */
gboolean plimsoll_codex_home_is_in_use (const PlimsollCodexHome *self);

/* TRUE when a person gave Codex something to do less than `within` before `now`. Looks at the time
 * of a file and opens none. */
gboolean
plimsoll_codex_home_is_busy (const PlimsollCodexHome *self, GDateTime *now, GTimeSpan within);

/* (transfer full): never NULL; nothing is known without the file. */
PlimsollCodexConfig *plimsoll_codex_config_load (const PlimsollCodexHome *home);
/* (transfer full): from the text of a file, which need not be whole. */
PlimsollCodexConfig *plimsoll_codex_config_parse (const char *text);
void plimsoll_codex_config_free (PlimsollCodexConfig *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexConfig, plimsoll_codex_config_free)

G_END_DECLS
