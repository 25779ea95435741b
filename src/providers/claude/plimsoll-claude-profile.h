/* plimsoll-claude-profile.h - plan and owner of a Claude login, from local files only.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-credentials.h"

G_BEGIN_DECLS

/* From `oauthAccount` in `.claude.json`. Each field is NULL when the file does not say. */
typedef struct
{
  char *email; /* (owned) (nullable) */
  char *account_uuid; /* (owned) (nullable) */
  char *organization_uuid; /* (owned) (nullable) */
  char *organization_type; /* (owned) (nullable): "claude_max" */
  char *rate_limit_tier; /* (owned) (nullable): the user's, else the organization's */
  char *seat_tier; /* (owned) (nullable) */
} PlimsollClaudeProfile;

/* (transfer full): never NULL; an absent, torn or foreign file gives an empty profile. */
PlimsollClaudeProfile *plimsoll_claude_profile_load (const PlimsollClaudeHome *home);
PlimsollClaudeProfile *plimsoll_claude_profile_parse (const char *data, gsize length);
void plimsoll_claude_profile_free (PlimsollClaudeProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeProfile, plimsoll_claude_profile_free)

/* (transfer full) (nullable): "Max 20x", "Pro", "Team Premium"; NULL rather than a raw code, and
 * NULL with a token from the environment: the files may well be those of another login. */
char *plimsoll_claude_plan_label (const PlimsollClaudeCredentials *credentials,
                                  const PlimsollClaudeProfile *profile);

G_END_DECLS
