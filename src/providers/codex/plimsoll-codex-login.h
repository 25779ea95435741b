/* plimsoll-codex-login.h - a Codex login as found on this machine. Read, never written.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-home.h"
#include "plimsoll-secret.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_CODEX_LOGIN_FOUND,
  PLIMSOLL_CODEX_LOGIN_IN_KEYRING, /* Codex keeps it where only Codex looks */
  PLIMSOLL_CODEX_LOGIN_API_KEY, /* pays by use: has no plan and no limits */
  PLIMSOLL_CODEX_LOGIN_NO_FILE, /* nothing there */
  PLIMSOLL_CODEX_LOGIN_UNREADABLE, /* no permission, a directory, a loop of links, too big */
  PLIMSOLL_CODEX_LOGIN_TORN, /* half written or not JSON: try again in a moment */
  PLIMSOLL_CODEX_LOGIN_EMPTY, /* no tokens: signed out */
  PLIMSOLL_CODEX_LOGIN_BAD_TOKEN, /* a token that must not be sent */
  PLIMSOLL_CODEX_LOGIN_RELATIVE_HOME, /* CODEX_HOME is not absolute */
} PlimsollCodexLoginState;

typedef struct
{
  PlimsollCodexLoginState state;
  char *path; /* (owned) (nullable): of the file */
  gboolean is_open_to_others; /* the file's mode lets others in */
  PlimsollSecret *token; /* (owned) (nullable): only with FOUND */
  char *account_id; /* (owned) (nullable): fit for a header */
  GDateTime *expires_at; /* (owned) (nullable) */
  char *email; /* (owned) (nullable) */
  char *plan_type; /* (owned) (nullable): as it was when the token was made */
} PlimsollCodexLogin;

/* (transfer full): never NULL. */
PlimsollCodexLogin *plimsoll_codex_login_load (const PlimsollCodexHome *home);
/* (transfer full): from the bytes of an `auth.json`; what the fuzzer feeds. */
PlimsollCodexLogin *plimsoll_codex_login_parse (const char *data, gsize length);
void plimsoll_codex_login_free (PlimsollCodexLogin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexLogin, plimsoll_codex_login_free)

/* (transfer full): the files whose change may be a new login. */
GStrv plimsoll_codex_login_dup_paths (const PlimsollCodexHome *home);

/* (transfer full) (nullable): the one-way name under which cool-downs are filed. A login in the
 * keyring is named after its folder, for that is all there is to be seen of it. */
char *plimsoll_codex_login_dup_key (const PlimsollCodexLogin *self, const PlimsollCodexHome *home);

/* FALSE as well when the token does not say until when: then the server decides. */
gboolean plimsoll_codex_login_is_expired (const PlimsollCodexLogin *self, GDateTime *now);

/* Sane length, no blank or control byte: fit to be sent in a header. */
gboolean plimsoll_codex_token_is_sendable (const char *text);

G_END_DECLS
