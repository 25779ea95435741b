/* plimsoll-claude-profile.c - owner of a Claude login, from local files only.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads `oauthAccount` out of `.claude.json` and nothing else of it. Whatever is missing, torn or
 * of another type is simply not known: no number depends on it. Whether the e-mail address may be
 * shown is decided by whoever asks; which words the plan gets, by plimsoll_claude_plan_label(). */

#include "plimsoll-claude-profile.h"

#include "plimsoll-claude-state.h"
#include "plimsoll-file.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"

/* Real ones have up to some megabytes. Skimming this much takes about a twentieth of a second, and
 * for a plan's name no poll should take longer or hold more. */
#define MAX_FILE_BYTES (16u * 1024 * 1024)
/* The longest address that mail can be sent to. */
#define MAX_EMAIL_CHARACTERS 254u

/* (transfer full) (nullable) */
static char *
dup_text (JsonObject *account, const char *key, guint max_characters)
{
  return plimsoll_text_clean (plimsoll_json_get_string (account, key), max_characters);
}

PlimsollClaudeProfile *
plimsoll_claude_profile_parse (const char *data, gsize length)
{
  PlimsollClaudeProfile *self = g_new0 (PlimsollClaudeProfile, 1);
  g_autoptr (JsonNode) node = plimsoll_claude_state_find_object (data, length, "oauthAccount");
  JsonObject *account = node != NULL ? json_node_get_object (node) : NULL;

  self->email = dup_text (account, "emailAddress", MAX_EMAIL_CHARACTERS);
  self->account_uuid = dup_text (account, "accountUuid", PLIMSOLL_TEXT_MAX_NAME);
  self->organization_uuid = dup_text (account, "organizationUuid", PLIMSOLL_TEXT_MAX_NAME);
  self->organization_type = dup_text (account, "organizationType", PLIMSOLL_TEXT_MAX_NAME);
  self->rate_limit_tier = dup_text (account, "userRateLimitTier", PLIMSOLL_TEXT_MAX_NAME);
  if (self->rate_limit_tier == NULL)
    self->rate_limit_tier = dup_text (account, "organizationRateLimitTier", PLIMSOLL_TEXT_MAX_NAME);
  self->seat_tier = dup_text (account, "seatTier", PLIMSOLL_TEXT_MAX_NAME);
  return self;
}

PlimsollClaudeProfile *
plimsoll_claude_profile_load (const PlimsollClaudeHome *home)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  /* A relative path would mean another file wherever we happen to be started. */
  if (g_path_is_absolute (home->state_path))
    data = plimsoll_file_read (home->state_path, MAX_FILE_BYTES, &length, NULL);

  return plimsoll_claude_profile_parse (data != NULL ? data : "", length);
}

void
plimsoll_claude_profile_free (PlimsollClaudeProfile *self)
{
  if (self == NULL)
    return;

  g_free (self->email);
  g_free (self->account_uuid);
  g_free (self->organization_uuid);
  g_free (self->organization_type);
  g_free (self->rate_limit_tier);
  g_free (self->seat_tier);
  g_free (self);
}
