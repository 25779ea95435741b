/* plimsoll-claude-organizations.c - the organizations that a session key of claude.ai belongs to.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most people have one; some have one for themselves, one at work and one for their own programs.
 * Each has limits of its own, so which one is meant decides which numbers are shown. */

#include "plimsoll-claude-organizations.h"

#include "plimsoll-claude-profile.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"

/* Nobody is in more; what comes behind is not looked at. */
#define MOST_ORGANIZATIONS 64u

static void
organization_free (gpointer data)
{
  PlimsollClaudeOrganization *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->plan);
  g_free (self);
}

/* (transfer full) (nullable): from codes such as "claude_max" and "default_claude_max_20x". */
static char *
dup_plan (JsonObject *object, const char *capability)
{
  const PlimsollClaudeCredentials credentials = { 0 };
  PlimsollClaudeProfile profile = {
    .organization_type = (char *) capability,
    .rate_limit_tier = (char *) plimsoll_json_get_string (object, "rate_limit_tier"),
  };

  return plimsoll_claude_plan_label (&credentials, &profile);
}

/* Reads what it may be used for; (nullable) returns the first word that may name a plan. */
static const char *
read_capabilities (PlimsollClaudeOrganization *self, JsonObject *object)
{
  JsonArray *words = plimsoll_json_get_array (object, "capabilities");
  guint n_words = words != NULL ? json_array_get_length (words) : 0;
  const char *plan = NULL;
  gboolean has_api = FALSE;

  for (guint i = 0; i < n_words; i++)
    {
      JsonNode *node = json_array_get_element (words, i);
      const char *word =
          json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "";

      if (g_str_equal (word, "chat"))
        self->has_chat = TRUE;
      else if (g_str_equal (word, "api"))
        has_api = TRUE;
      else if (plan == NULL && g_str_has_prefix (word, "claude_"))
        plan = word;
    }

  self->is_api_only = has_api && n_words == 1;
  return plan;
}

/* (transfer full) (nullable) */
static PlimsollClaudeOrganization *
read_organization (JsonObject *object)
{
  const char *uuid = plimsoll_json_get_string (object, "uuid");
  PlimsollClaudeOrganization *self = NULL;

  /* It becomes part of an address. */
  if (uuid == NULL || !g_uuid_string_is_valid (uuid))
    return NULL;

  self = g_new0 (PlimsollClaudeOrganization, 1);
  self->uuid = g_ascii_strdown (uuid, -1);
  self->name =
      plimsoll_text_clean (plimsoll_json_get_string (object, "name"), PLIMSOLL_TEXT_MAX_NAME);
  if (self->name == NULL)
    self->name = g_strdup ("");
  self->plan = dup_plan (object, read_capabilities (self, object));
  return self;
}

GPtrArray *
plimsoll_claude_organizations_parse (const char *data, gsize length)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse (data, length, NULL);
  GPtrArray *organizations = NULL;
  JsonArray *list = NULL;

  if (root == NULL || !JSON_NODE_HOLDS_ARRAY (root))
    return NULL;

  list = json_node_get_array (root);
  organizations = g_ptr_array_new_with_free_func (organization_free);
  for (guint i = 0; i < MIN (json_array_get_length (list), MOST_ORGANIZATIONS); i++)
    {
      PlimsollClaudeOrganization *one = read_organization (plimsoll_json_get_element (list, i));

      if (one != NULL)
        g_ptr_array_add (organizations, one);
    }

  return organizations;
}

/* (nullable) */
static const PlimsollClaudeOrganization *
find (GPtrArray *organizations, const char *uuid)
{
  for (guint i = 0; uuid != NULL && i < organizations->len; i++)
    {
      const PlimsollClaudeOrganization *one = g_ptr_array_index (organizations, i);

      if (g_ascii_strcasecmp (one->uuid, uuid) == 0)
        return one;
    }

  return NULL;
}

const PlimsollClaudeOrganization *
plimsoll_claude_organizations_choose (GPtrArray *organizations, const char *wish, const char *home)
{
  const PlimsollClaudeOrganization *own = find (organizations, home);

  if (wish != NULL && *wish != '\0')
    return find (organizations, wish);
  if (own != NULL)
    return own;

  for (guint i = 0; i < organizations->len; i++)
    if (((const PlimsollClaudeOrganization *) organizations->pdata[i])->has_chat)
      return organizations->pdata[i];
  for (guint i = 0; i < organizations->len; i++)
    if (!((const PlimsollClaudeOrganization *) organizations->pdata[i])->is_api_only)
      return organizations->pdata[i];

  return organizations->len > 0 ? organizations->pdata[0] : NULL;
}
