/* plimsoll-claude-credentials.h - a Claude login as found on this machine. Read, never written.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-home.h"
#include "plimsoll-secret.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CLAUDE_LOGIN_FOUND,
  PLIMSOLL_CLAUDE_LOGIN_NO_FILE, /* nothing there */
  PLIMSOLL_CLAUDE_LOGIN_UNREADABLE, /* no permission, a directory, a loop of links, too big */
  PLIMSOLL_CLAUDE_LOGIN_TORN, /* half written or not JSON: try again in a moment */
  PLIMSOLL_CLAUDE_LOGIN_EMPTY, /* only `mcpOAuth`, or an empty token: signed out */
  PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN, /* a token that must not be sent */
  PLIMSOLL_CLAUDE_LOGIN_RELATIVE_HOME, /* CLAUDE_CONFIG_DIR is not absolute */
} PlimsollClaudeLoginState;

typedef struct
{
  PlimsollClaudeLoginState state;
  gboolean is_from_environment;
  char *path; /* (owned) (nullable): of the file; NULL with a token from the environment */
  gboolean is_open_to_others; /* the file's mode lets others in */
  PlimsollSecret *token; /* (owned) (nullable): only with FOUND */
  GDateTime *expires_at; /* (owned) (nullable) */
  GStrv scopes; /* (owned) (nullable): NULL when not known */
  char *subscription_type; /* (owned) (nullable): "max" */
  char *rate_limit_tier; /* (owned) (nullable): "default_claude_max_5x" */
  gboolean has_refresh_token;
} PlimsollClaudeCredentials;

/* (transfer full): never NULL; looks at the environment token first, then the file. */
PlimsollClaudeCredentials *plimsoll_claude_credentials_load (PlimsollClaudeHome *home);
/* (transfer full): the files that it looks at; empty when none of them can matter. */
GStrv plimsoll_claude_credentials_dup_paths (PlimsollClaudeHome *home);
/* (transfer full): from the bytes of a credentials file; what the fuzzer feeds. */
PlimsollClaudeCredentials *plimsoll_claude_credentials_parse (const char *data, gsize length);
void plimsoll_claude_credentials_free (PlimsollClaudeCredentials *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeCredentials, plimsoll_claude_credentials_free)

/* "sk-ant-oat", sane length, no blank or control byte: fit to be sent. An empty or malformed bearer
 * earns a 54-minute penalty from the server. */
gboolean plimsoll_claude_token_is_sendable (const char *text);

/* TRUE when scopes are known and lack `user:profile`. */
gboolean plimsoll_claude_credentials_lack_scope (const PlimsollClaudeCredentials *self);
/* FALSE as well when the file does not say until when: then the server decides. */
gboolean
plimsoll_claude_credentials_are_expired (const PlimsollClaudeCredentials *self, GDateTime *now);

G_END_DECLS
