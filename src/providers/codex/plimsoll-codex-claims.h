/* plimsoll-codex-claims.h - what a login says of itself in its tokens.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-json.h"

G_BEGIN_DECLS

/* Read without verification: good for words and for not asking in vain, never for trust. Each field
 * is NULL when the token does not say. */
typedef struct
{
  GDateTime *expires_at; /* (owned) (nullable) */
  char *email; /* (owned) (nullable): clean */
  char *plan_type; /* (owned) (nullable): "plus", as the server writes it */
  char *account_id; /* (owned) (nullable) */
} PlimsollCodexClaims;

/* (transfer full): never NULL; a token (nullable) that is no JWT says nothing. */
PlimsollCodexClaims *plimsoll_codex_claims_read (const char *token);
void plimsoll_codex_claims_free (PlimsollCodexClaims *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexClaims, plimsoll_codex_claims_free)

G_END_DECLS
