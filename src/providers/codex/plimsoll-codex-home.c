/* plimsoll-codex-home.c - where Codex keeps its files, and what its settings say of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of the settings only two words at the top matter, so the file is skimmed line by line up to its
 * first table and not parsed: TOML has more forms for a text than these two are ever written in,
 * and what is not understood counts as not said. That an address is safe is for whoever sends
 * there. */

#include "plimsoll-codex-home.h"

#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-file.h"

/* A config.toml has a few KiB; lists of trusted projects make it grow. */
#define MAX_CONFIG_BYTES (256u * 1024)

PlimsollCodexHome *
plimsoll_codex_home_new (const char *const *environment, const char *home)
{
  PlimsollCodexHome *self = g_new0 (PlimsollCodexHome, 1);
  const char *variable = g_environ_getenv ((char **) environment, "CODEX_HOME");

  self->is_overridden = variable != NULL && *variable != '\0';
  if (self->is_overridden)
    self->folder = g_strdup (variable);
  else
    {
      self->folder = g_build_filename (home, ".codex", NULL);
      self->old_login_path = g_build_filename (home, ".config", "codex", "auth.json", NULL);
    }
  return self;
}

void
plimsoll_codex_home_free (PlimsollCodexHome *self)
{
  if (self == NULL)
    return;

  g_free (self->folder);
  g_free (self->old_login_path);
  g_free (self);
}

gboolean
plimsoll_codex_home_is_in_use (const PlimsollCodexHome *self)
{
  return self->is_overridden || g_file_test (self->folder, G_FILE_TEST_EXISTS)
         || g_file_test (self->old_login_path, G_FILE_TEST_EXISTS);
}

/* What a person types is what is written there. The login and the log change with our own asking,
 * and then each would be the reason for the next. */
gboolean
plimsoll_codex_home_is_busy (const PlimsollCodexHome *self, GDateTime *now, GTimeSpan within)
{
  g_autofree char *path = g_build_filename (self->folder, "history.jsonl", NULL);
  gint64 to = g_date_time_to_unix (now);
  GStatBuf info;

  return g_path_is_absolute (path) && g_stat (path, &info) == 0 && S_ISREG (info.st_mode)
         && info.st_mtime <= to && info.st_mtime >= to - within / G_TIME_SPAN_SECOND;
}

/* (transfer full) (nullable): the text of a line `key = "text"`, in either kind of quotes; NULL for
 * any other line, and for a text with an escape in it. */
static char *
dup_value (const char *line, const char *key)
{
  const char *at = line;
  const char *end = NULL;
  char quote = '\0';

  if (!g_str_has_prefix (at, key))
    return NULL;

  at += strlen (key);
  at += strspn (at, " \t");
  if (*at != '=')
    return NULL;

  at += 1 + strspn (at + 1, " \t");
  quote = *at;
  end = quote == '"' || quote == '\'' ? strchr (at + 1, quote) : NULL;
  if (end == NULL || memchr (at, '\\', (gsize) (end - at)) != NULL)
    return NULL;

  return g_strndup (at + 1, (gsize) (end - at) - 1);
}

PlimsollCodexConfig *
plimsoll_codex_config_parse (const char *text)
{
  PlimsollCodexConfig *self = g_new0 (PlimsollCodexConfig, 1);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);
      char *base_url = dup_value (line, "chatgpt_base_url");
      g_autofree char *store = dup_value (line, "cli_auth_credentials_store");

      /* Below a table's name the same words would mean something else. */
      if (*line == '[')
        break;
      if (base_url != NULL && *base_url != '\0')
        {
          g_free (self->base_url);
          self->base_url = base_url;
        }
      else
        g_free (base_url);
      if (store != NULL)
        self->uses_keyring = !g_str_equal (store, "file");
    }

  return self;
}

PlimsollCodexConfig *
plimsoll_codex_config_load (const PlimsollCodexHome *home)
{
  g_autofree char *path = g_build_filename (home->folder, "config.toml", NULL);
  gsize length = 0;
  g_autofree char *text =
      g_path_is_absolute (path) ? plimsoll_file_read (path, MAX_CONFIG_BYTES, &length, NULL) : NULL;

  return plimsoll_codex_config_parse (text != NULL ? text : "");
}

void
plimsoll_codex_config_free (PlimsollCodexConfig *self)
{
  if (self == NULL)
    return;

  g_free (self->base_url);
  g_free (self);
}
