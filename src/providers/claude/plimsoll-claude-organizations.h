/* plimsoll-claude-organizations.h - the organizations that a session key of claude.ai belongs to.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *uuid; /* (owned): safe in an address */
  char *name; /* (owned): cleaned; "" when there is none */
  char *plan; /* (owned) (nullable): "Max 20x" */
  gboolean has_chat; /* its members use claude.ai */
  gboolean is_api_only; /* only developers' keys */
} PlimsollClaudeOrganization;

/* (transfer full) (nullable) (element-type PlimsollClaudeOrganization): NULL when `data` is no list
 * in JSON. What has no proper uuid is left out. */
GPtrArray *plimsoll_claude_organizations_parse (const char *data, gsize length);

/* (transfer none) (nullable): the one with the uuid `wish`, if there is a wish: NULL when it is not
 * among them. Else the one of `home` (nullable) if it is among them, else one whose members use
 * claude.ai, else one that is not only for developers, else the first. */
const PlimsollClaudeOrganization *
plimsoll_claude_organizations_choose (GPtrArray *organizations, const char *wish, const char *home);

G_END_DECLS
