/* plimsoll-claude-usage.c - the body of Claude's usage answer, made into limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts together what the readers of each part of the body have found: first the list, which says
 * what limits there are; then the models of the installed program; then the flat windows, which are
 * more exact. One bad field costs that field, one bad row that row. Nothing here knows the time:
 * whether a reset has passed is asked of the limit. */

#include "plimsoll-claude-usage.h"

#include <math.h>

#include "plimsoll-claude-limits.h"
#include "plimsoll-claude-money.h"
#include "plimsoll-claude-windows.h"

void
plimsoll_claude_usage_free (PlimsollClaudeUsage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->limits);
  g_clear_pointer (&self->spend, plimsoll_spend_unref);
  g_free (self);
}

PlimsollClaudeUsage *
plimsoll_claude_usage_from_object (JsonObject *body)
{
  PlimsollClaudeUsage *self = g_new0 (PlimsollClaudeUsage, 1);
  g_autoptr (PlimsollClaudeRows) rows = plimsoll_claude_rows_new ();
  JsonArray *list = plimsoll_json_get_array (body, "limits");
  gboolean has_list = plimsoll_claude_limits_read (list, rows);

  plimsoll_claude_models_read (plimsoll_json_get_array (body, "model_scoped"), rows);
  plimsoll_claude_windows_read (body, has_list, rows);
  plimsoll_claude_rows_inherit_reset (rows);

  self->limits = plimsoll_claude_rows_to_limits (rows);
  self->spend = plimsoll_claude_money_read (body);
  self->has_limits_list = list != NULL;
  return self;
}

PlimsollClaudeUsage *
plimsoll_claude_usage_parse (const char *data, gsize length, GError **error)
{
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, error);

  if (root == NULL)
    return NULL;

  return plimsoll_claude_usage_from_object (json_node_get_object (root));
}

gboolean
plimsoll_claude_usage_is_useful (const PlimsollClaudeUsage *self)
{
  for (guint i = 0; i < self->limits->len; i++)
    {
      PlimsollLimit *limit = g_ptr_array_index (self->limits, i);

      if (!isnan (plimsoll_limit_peek (limit)->used_percent))
        return TRUE;
    }

  return self->spend != NULL;
}
