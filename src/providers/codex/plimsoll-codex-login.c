/* plimsoll-codex-login.c - a Codex login as found on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads what Codex wrote and takes no lock; a file caught half written is said to be that, instead
 * of calling the person signed out. Never writes, renews or removes anything: refresh tokens serve
 * once, and the one in the file is Codex's own. The bytes of the file and the strings of the parsed
 * tree are wiped. What a state means for the person is left to plimsoll-codex-readiness. */

#include "plimsoll-codex-login.h"

#include <string.h>

#include "plimsoll-codex-claims.h"
#include "plimsoll-file.h"
#include "plimsoll-json.h"

/* Three tokens of 2 KiB; more than this is not that file. */
#define MAX_FILE_BYTES (1024u * 1024)
/* Shorter is a stub that somebody left behind, longer would not fit into the headers that servers
 * accept. */
#define MIN_TOKEN_LENGTH 16u
#define MAX_TOKEN_LENGTH 8192u
#define MAX_ACCOUNT_ID_LENGTH 128u
#define FILE_NAME "auth.json"

static gboolean
is_header_word (const char *text, gsize min_length, gsize max_length)
{
  gsize length = text != NULL ? strnlen (text, max_length + 1) : 0;

  if (length < min_length || length > max_length)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (text[i]))
      return FALSE;

  return TRUE;
}

gboolean
plimsoll_codex_token_is_sendable (const char *text)
{
  return is_header_word (text, MIN_TOKEN_LENGTH, MAX_TOKEN_LENGTH);
}

static PlimsollCodexLogin *
new_with_state (PlimsollCodexLoginState state)
{
  PlimsollCodexLogin *self = g_new0 (PlimsollCodexLogin, 1);

  self->state = state;
  return self;
}

/* What the two tokens tell: the one that is sent knows its end, the other one the person. */
static void
read_claims (PlimsollCodexLogin *self, JsonObject *tokens)
{
  const char *id_token = plimsoll_json_get_string (tokens, "id_token");
  const char *account_id = plimsoll_json_get_string (tokens, "account_id");
  g_autoptr (PlimsollCodexClaims) access =
      plimsoll_codex_claims_read (plimsoll_secret_peek (self->token));
  g_autoptr (PlimsollCodexClaims) id = plimsoll_codex_claims_read (id_token);

  self->expires_at = g_steal_pointer (&access->expires_at);
  self->email = g_strdup (id->email != NULL ? id->email : access->email);
  self->plan_type = g_strdup (id->plan_type != NULL ? id->plan_type : access->plan_type);
  if (account_id == NULL || *account_id == '\0')
    account_id = access->account_id != NULL ? access->account_id : id->account_id;
  if (is_header_word (account_id, 1, MAX_ACCOUNT_ID_LENGTH))
    self->account_id = g_strdup (account_id);
}

static void
read_login (PlimsollCodexLogin *self, JsonObject *file)
{
  JsonObject *tokens = plimsoll_json_get_object (file, "tokens");
  const char *token = plimsoll_json_get_string (tokens, "access_token");
  const char *api_key = plimsoll_json_get_string (file, "OPENAI_API_KEY");

  if (token != NULL && *token != '\0')
    {
      self->state = PLIMSOLL_CODEX_LOGIN_BAD_TOKEN;
      if (!plimsoll_codex_token_is_sendable (token))
        return;

      self->state = PLIMSOLL_CODEX_LOGIN_FOUND;
      self->token = plimsoll_secret_new (token);
      read_claims (self, tokens);
    }
  else if (api_key != NULL && *api_key != '\0')
    self->state = PLIMSOLL_CODEX_LOGIN_API_KEY;
}

PlimsollCodexLogin *
plimsoll_codex_login_parse (const char *data, gsize length)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, NULL);
  PlimsollCodexLogin *self = NULL;

  if (root == NULL)
    return new_with_state (PLIMSOLL_CODEX_LOGIN_TORN);

  self = new_with_state (PLIMSOLL_CODEX_LOGIN_EMPTY);
  read_login (self, json_node_get_object (root));
  plimsoll_json_wipe (root);
  return self;
}

/* Takes `path` over. */
static PlimsollCodexLogin *
load_from_file (char *path)
{
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  char *data = plimsoll_file_read (path, MAX_FILE_BYTES, &length, &error);
  PlimsollCodexLogin *self = NULL;

  if (data != NULL)
    {
      self = plimsoll_codex_login_parse (data, length);
      explicit_bzero (data, length);
      g_free (data);
    }
  else if (g_error_matches (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MISSING))
    self = new_with_state (PLIMSOLL_CODEX_LOGIN_NO_FILE);
  else
    self = new_with_state (PLIMSOLL_CODEX_LOGIN_UNREADABLE);

  self->path = path;
  self->is_open_to_others = plimsoll_file_is_open_to_others (path);
  return self;
}

PlimsollCodexLogin *
plimsoll_codex_login_load (const PlimsollCodexHome *home)
{
  g_autoptr (PlimsollCodexLogin) first = NULL;
  g_autoptr (PlimsollCodexLogin) second = NULL;
  g_autoptr (PlimsollCodexConfig) config = NULL;

  /* Codex would read it from wherever it was started; we cannot know where that was. */
  if (!g_path_is_absolute (home->folder))
    return new_with_state (PLIMSOLL_CODEX_LOGIN_RELATIVE_HOME);

  first = load_from_file (g_build_filename (home->folder, FILE_NAME, NULL));
  if (first->state != PLIMSOLL_CODEX_LOGIN_NO_FILE)
    return g_steal_pointer (&first);

  config = plimsoll_codex_config_load (home);
  if (config->uses_keyring)
    {
      first->state = PLIMSOLL_CODEX_LOGIN_IN_KEYRING;
      return g_steal_pointer (&first);
    }
  if (home->old_login_path == NULL)
    return g_steal_pointer (&first);

  second = load_from_file (g_strdup (home->old_login_path));
  if (second->state != PLIMSOLL_CODEX_LOGIN_NO_FILE)
    return g_steal_pointer (&second);

  /* Names the file that a login would create. */
  return g_steal_pointer (&first);
}

void
plimsoll_codex_login_free (PlimsollCodexLogin *self)
{
  if (self == NULL)
    return;

  g_free (self->path);
  g_clear_pointer (&self->token, plimsoll_secret_unref);
  g_free (self->account_id);
  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_free (self->email);
  g_free (self->plan_type);
  g_free (self);
}

GStrv
plimsoll_codex_login_dup_paths (const PlimsollCodexHome *home)
{
  GStrv paths = g_new0 (char *, 3);

  if (!g_path_is_absolute (home->folder))
    return paths;

  paths[0] = g_build_filename (home->folder, FILE_NAME, NULL);
  paths[1] = g_strdup (home->old_login_path);
  return paths;
}

char *
plimsoll_codex_login_dup_key (const PlimsollCodexLogin *self, const PlimsollCodexHome *home)
{
  g_autoptr (PlimsollSecret) name = NULL;
  g_autofree char *text = NULL;

  if (self->token != NULL)
    return plimsoll_secret_dup_key (self->token);
  if (self->state != PLIMSOLL_CODEX_LOGIN_IN_KEYRING)
    return NULL;

  text = g_strconcat ("codex keyring ", home->folder, NULL);
  name = plimsoll_secret_new (text);
  return plimsoll_secret_dup_key (name);
}

gboolean
plimsoll_codex_login_is_expired (const PlimsollCodexLogin *self, GDateTime *now)
{
  return self->expires_at != NULL && g_date_time_compare (self->expires_at, now) <= 0;
}
