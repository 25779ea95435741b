/* plimsoll-codex-claims.c - what a login says of itself in its tokens.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A JWT is three parts of base64url with dots between them, and the middle one is JSON. Only that
 * is looked at, within the limits on input. The decoded bytes hold no secret that the signature
 * does not guard, but they name the person, so they are wiped. */

#include "plimsoll-codex-claims.h"

#include <string.h>

#include "plimsoll-text.h"

#define AUTH_CLAIM "https://api.openai.com/auth"
#define PROFILE_CLAIM "https://api.openai.com/profile"
/* The claims of today have 2 KiB. */
#define MAX_PART_BYTES (16u * 1024)

/* (transfer full) (nullable): the claims as bytes. */
static char *
decode (const char *token, gsize *length)
{
  const char *start = token != NULL ? strchr (token, '.') : NULL;
  const char *end = start != NULL ? strchr (start + 1, '.') : NULL;
  gsize n = end != NULL ? (gsize) (end - start) - 1 : 0;
  char *text = NULL;

  if (n == 0 || n > MAX_PART_BYTES)
    return NULL;

  /* Room for the padding that base64url leaves out. */
  text = g_malloc0 (n + 4);
  memcpy (text, start + 1, n);
  g_strdelimit (text, "-", '+');
  g_strdelimit (text, "_", '/');
  while (n % 4 != 0)
    text[n++] = '=';

  g_base64_decode_inplace (text, length);
  return text;
}

/* (transfer full) (nullable) */
static char *
dup_word (JsonObject *object, const char *key)
{
  return plimsoll_text_clean (plimsoll_json_get_string (object, key), PLIMSOLL_TEXT_MAX_NAME);
}

PlimsollCodexClaims *
plimsoll_codex_claims_read (const char *token)
{
  PlimsollCodexClaims *self = g_new0 (PlimsollCodexClaims, 1);
  gsize length = 0;
  char *text = decode (token, &length);
  g_autoptr (JsonNode) node = text != NULL ? plimsoll_json_parse_object (text, length, NULL) : NULL;

  if (node != NULL)
    {
      JsonObject *claims = json_node_get_object (node);
      JsonObject *auth = plimsoll_json_get_object (claims, AUTH_CLAIM);
      JsonObject *profile = plimsoll_json_get_object (claims, PROFILE_CLAIM);

      self->expires_at = plimsoll_json_dup_moment (claims, "exp");
      self->email = dup_word (claims, "email");
      if (self->email == NULL)
        self->email = dup_word (profile, "email");
      self->plan_type = dup_word (auth, "chatgpt_plan_type");
      self->account_id = dup_word (auth, "chatgpt_account_id");
    }

  if (text != NULL)
    explicit_bzero (text, length);
  g_free (text);
  return self;
}

void
plimsoll_codex_claims_free (PlimsollCodexClaims *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->expires_at, g_date_time_unref);
  g_free (self->email);
  g_free (self->plan_type);
  g_free (self->account_id);
  g_free (self);
}
