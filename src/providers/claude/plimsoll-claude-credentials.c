/* plimsoll-claude-credentials.c - a Claude login as found on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads what Claude Code wrote and takes no lock: the file is replaced as a whole, and a reader
 * that catches it half written says so instead of calling the person signed out. Never writes,
 * renews or removes anything. The bytes of the file and the strings of the parsed tree are wiped;
 * only the copies that json-glib's scanner makes and drops on its own are out of reach. Deciding
 * what to do about a state, and the words for it, are left to the provider. */

#include "plimsoll-claude-credentials.h"

#include <string.h>

#include "plimsoll-file.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"

/* A login is under 1 KiB; tokens of MCP servers in the same file add some. More is not this file.
 */
#define MAX_FILE_BYTES (1024u * 1024)
#define TOKEN_PREFIX "sk-ant-oat"
/* Tokens of today have about 110 characters. Shorter than this is a stub that somebody left behind,
 * longer would not fit into the request headers that servers accept. */
#define MIN_TOKEN_LENGTH 16u
#define MAX_TOKEN_LENGTH 2048u
#define USAGE_SCOPE "user:profile"
/* The name that Claude Code uses, and the one that a few older setups have. */
#define FILE_NAME ".credentials.json"
#define SECOND_FILE_NAME "credentials.json"

gboolean
plimsoll_claude_token_is_sendable (const char *text)
{
  gsize length = text != NULL ? strnlen (text, MAX_TOKEN_LENGTH + 1) : 0;

  if (length < MIN_TOKEN_LENGTH || length > MAX_TOKEN_LENGTH)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;

  return g_str_has_prefix (text, TOKEN_PREFIX);
}

static PlimsollClaudeCredentials *
new_with_state (PlimsollClaudeLoginState state)
{
  PlimsollClaudeCredentials *self = g_new0 (PlimsollClaudeCredentials, 1);

  self->state = state;
  return self;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* (nullable): NULL, which means "not known", when there is no list of words at all. An empty list
 * is known and grants nothing. */
static GStrv
dup_scopes (JsonObject *login)
{
  JsonArray *array = plimsoll_json_get_array (login, "scopes");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint n_words = 0;

  if (array == NULL)
    return NULL;

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text = is_string (node) ? json_node_get_string (node) : NULL;
      g_autofree char *word = plimsoll_text_clean (text, PLIMSOLL_TEXT_MAX_NAME);

      if (word == NULL)
        continue;
      g_strv_builder_add (builder, word);
      n_words++;
    }

  if (n_words == 0 && json_array_get_length (array) > 0)
    return NULL;

  return g_strv_builder_end (builder);
}

/* (transfer full) (nullable) */
static char *
dup_word (JsonObject *login, const char *key)
{
  return plimsoll_text_clean (plimsoll_json_get_string (login, key), PLIMSOLL_TEXT_MAX_NAME);
}

static void
read_login (PlimsollClaudeCredentials *self, JsonObject *login)
{
  const char *token = plimsoll_json_get_string (login, "accessToken");
  const char *refresh_token = plimsoll_json_get_string (login, "refreshToken");

  self->expires_at = plimsoll_json_dup_moment (login, "expiresAt");
  self->scopes = dup_scopes (login);
  self->subscription_type = dup_word (login, "subscriptionType");
  self->rate_limit_tier = dup_word (login, "rateLimitTier");
  self->has_refresh_token = refresh_token != NULL && *refresh_token != '\0';

  if (token == NULL || *token == '\0')
    self->state = PLIMSOLL_CLAUDE_LOGIN_EMPTY;
  else if (!plimsoll_claude_token_is_sendable (token))
    self->state = PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN;
  else
    {
      self->state = PLIMSOLL_CLAUDE_LOGIN_FOUND;
      self->token = plimsoll_secret_new (token);
    }
}

PlimsollClaudeCredentials *
plimsoll_claude_credentials_parse (const char *data, gsize length)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, NULL);
  PlimsollClaudeCredentials *self = NULL;

  if (root == NULL)
    return new_with_state (PLIMSOLL_CLAUDE_LOGIN_TORN);

  self = new_with_state (PLIMSOLL_CLAUDE_LOGIN_EMPTY);
  read_login (self, plimsoll_json_get_object (json_node_get_object (root), "claudeAiOauth"));
  plimsoll_json_wipe (root);
  return self;
}

static PlimsollClaudeCredentials *
load_from_environment (const char *text)
{
  gboolean is_fit = plimsoll_claude_token_is_sendable (text);
  PlimsollClaudeCredentials *self =
      new_with_state (is_fit ? PLIMSOLL_CLAUDE_LOGIN_FOUND : PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN);

  self->is_from_environment = TRUE;
  if (is_fit)
    self->token = plimsoll_secret_new (text);
  return self;
}

/* Takes `path` over. */
static PlimsollClaudeCredentials *
load_from_file (char *path)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *data = plimsoll_file_read (path, MAX_FILE_BYTES, &length, &error);
  PlimsollClaudeCredentials *self = NULL;

  if (data != NULL)
    {
      self = plimsoll_claude_credentials_parse (data, length);
      explicit_bzero (data, length);
      g_free (data);
    }
  else if (g_error_matches (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MISSING))
    self = new_with_state (PLIMSOLL_CLAUDE_LOGIN_NO_FILE);
  else
    self = new_with_state (PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);

  self->path = path;
  self->is_open_to_others = plimsoll_file_is_open_to_others (path);
  return self;
}

PlimsollClaudeCredentials *
plimsoll_claude_credentials_load (PlimsollClaudeHome *home)
{
  g_autoptr (PlimsollClaudeCredentials) first = NULL;
  g_autoptr (PlimsollClaudeCredentials) second = NULL;

  if (home->environment_token != NULL)
    return load_from_environment (home->environment_token);

  /* Claude Code would read it from wherever it was started; we cannot know where that was. */
  if (!g_path_is_absolute (home->config_dir))
    return new_with_state (PLIMSOLL_CLAUDE_LOGIN_RELATIVE_HOME);

  first = load_from_file (g_build_filename (home->config_dir, FILE_NAME, NULL));
  if (first->state != PLIMSOLL_CLAUDE_LOGIN_NO_FILE)
    return g_steal_pointer (&first);

  second = load_from_file (g_build_filename (home->config_dir, SECOND_FILE_NAME, NULL));
  if (second->state != PLIMSOLL_CLAUDE_LOGIN_NO_FILE)
    return g_steal_pointer (&second);

  /* Names the file that a login would create. */
  return g_steal_pointer (&first);
}

GStrv
plimsoll_claude_credentials_dup_paths (PlimsollClaudeHome *home)
{
  GStrv paths = g_new0 (char *, 3);

  if (home->environment_token != NULL || !g_path_is_absolute (home->config_dir))
    return paths;

  paths[0] = g_build_filename (home->config_dir, FILE_NAME, NULL);
  paths[1] = g_build_filename (home->config_dir, SECOND_FILE_NAME, NULL);
  return paths;
}

void
plimsoll_claude_credentials_free (PlimsollClaudeCredentials *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_clear_pointer (&self->token, plimsoll_secret_unref);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_strfreev (self->scopes);
  g_free (self->subscription_type);
  g_free (self->rate_limit_tier);
  g_free (self);
}

gboolean
plimsoll_claude_credentials_lack_scope (const PlimsollClaudeCredentials *self)
{
  return self->scopes != NULL && !g_strv_contains ((const char *const *) self->scopes, USAGE_SCOPE);
}

gboolean
plimsoll_claude_credentials_are_expired (const PlimsollClaudeCredentials *self, GDateTime *now)
{
  return self->expires_at != NULL && g_date_time_compare (self->expires_at, now) <= 0;
}
