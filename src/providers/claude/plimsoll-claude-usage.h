/* plimsoll-claude-usage.h - the body of Claude's usage answer, made into limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-json.h"
#include "plimsoll-limit.h"
#include "plimsoll-spend.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *limits; /* (owned) (element-type PlimsollLimit): in the order to show, maybe empty */
  PlimsollSpend *spend; /* (owned) (nullable) */
  gboolean has_limits_list; /* the body carried `limits` at all */
} PlimsollClaudeUsage;

void plimsoll_claude_usage_free (PlimsollClaudeUsage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeUsage, plimsoll_claude_usage_free)

/* (transfer full) (nullable): NULL with PLIMSOLL_JSON_ERROR when `data` is no JSON object. An
 * object without anything known is a usage with no limits: the caller keeps what it had. */
PlimsollClaudeUsage *plimsoll_claude_usage_parse (const char *data, gsize length, GError **error);
PlimsollClaudeUsage *plimsoll_claude_usage_from_object (JsonObject *body);

/* TRUE when there is something to show. */
gboolean plimsoll_claude_usage_is_useful (const PlimsollClaudeUsage *self);

G_END_DECLS
