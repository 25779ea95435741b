/* plimsoll-claude-limits.c - the list of limits in a usage body.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The canonical list since the middle of 2026. It alone knows the severity, which limit binds, and
 * models by name; its percentages are rounded. An entry is known by its kind and the name in its
 * scope, never by its numbers. Kinds that nobody has heard of stay, under a general title: their
 * code is not for people. */

#include "plimsoll-claude-limits.h"

#include <math.h>
#include <string.h>

#include "plimsoll-claude-pool.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"

#define WEEK_PREFIX "weekly_"
/* The scope of a copy of the week that some answers carry beside the week itself. */
#define ALL_MODELS "all models"

/* (transfer full) (nullable): the model's name, else the surface's, fit to show. */
static char *
dup_scope_name (JsonObject *entry)
{
  JsonObject *scope = plimsoll_json_get_object (entry, "scope");
  JsonObject *model = plimsoll_json_get_object (scope, "model");
  JsonObject *surface = plimsoll_json_get_object (scope, "surface");
  char *name = plimsoll_text_clean (plimsoll_json_get_string (model, "display_name"),
                                    PLIMSOLL_TEXT_MAX_NAME);

  if (name == NULL)
    name = plimsoll_text_clean (plimsoll_json_get_string (surface, "display_name"),
                                PLIMSOLL_TEXT_MAX_NAME);
  return name;
}

static gboolean
is_all_models (const char *name)
{
  g_autofree char *lower = name != NULL ? g_utf8_strdown (name, -1) : NULL;

  return g_strcmp0 (lower, ALL_MODELS) == 0;
}

/* (transfer full) (nullable): the row of a week that is not the week of everything. */
static PlimsollClaudeRow *
new_scoped_row (const char *kind, const char *name)
{
  const char *code = g_str_has_prefix (kind, WEEK_PREFIX) ? kind + strlen (WEEK_PREFIX) : kind;
  const PlimsollClaudePool *pool = plimsoll_claude_pool_find (code);

  if (is_all_models (name) || (pool != NULL && pool->slug == NULL))
    return NULL;
  if (pool != NULL)
    return plimsoll_claude_row_new_for_pool (pool);
  if (name != NULL)
    return plimsoll_claude_row_new_for_name (name);

  return plimsoll_claude_row_new_nameless_week (code);
}

/* (transfer full) (nullable): a limit that is neither the session nor a week. */
static PlimsollClaudeRow *
new_other_row (const char *kind, const char *name, gboolean is_session)
{
  g_autofree char *code = name != NULL ? g_strdup_printf ("%s %s", kind, name) : g_strdup (kind);
  PlimsollClaudeRow *row = plimsoll_claude_row_new_nameless (code);

  if (name != NULL)
    {
      g_free (row->title);
      row->title = g_strdup (name);
      row->scope = g_strdup (name);
    }
  if (is_session)
    row->window = PLIMSOLL_CLAUDE_SESSION_WINDOW;
  return row;
}

/* (transfer full) (nullable): without numbers; NULL for what must not become a row. */
static PlimsollClaudeRow *
new_row (JsonObject *entry)
{
  const char *kind = plimsoll_json_get_string (entry, "kind");
  const char *group = plimsoll_json_get_string (entry, "group");
  g_autofree char *name = dup_scope_name (entry);
  gboolean is_weekly = g_strcmp0 (group, "weekly") == 0;
  gboolean is_session = g_strcmp0 (group, "session") == 0;

  /* An entry that says nothing but its group is the plain limit of that group, unless it names
   * somebody. */
  if (kind == NULL && is_session)
    kind = "session";
  else if (kind == NULL && is_weekly)
    kind = name != NULL ? "weekly_scoped" : "weekly_all";
  else if (kind == NULL)
    return NULL;

  if (strcmp (kind, "session") == 0 || strcmp (kind, "five_hour") == 0)
    return name == NULL || is_all_models (name) ? plimsoll_claude_row_new_session ()
                                                : new_other_row ("session", name, TRUE);
  if (strcmp (kind, "weekly_all") == 0 || strcmp (kind, "seven_day") == 0)
    return plimsoll_claude_row_new_week ();
  if (strcmp (kind, "monthly") == 0 && name == NULL)
    return plimsoll_claude_row_new_month ();
  if (is_weekly || g_str_has_prefix (kind, WEEK_PREFIX))
    return new_scoped_row (kind, name);

  return new_other_row (kind, name, is_session);
}

/* Every field by itself: what one entry does not say, a later copy of it may. */
static void
fill (PlimsollClaudeRow *row, JsonObject *entry)
{
  const char *severity = plimsoll_json_get_string (entry, "severity");

  if (isnan (row->used_percent))
    row->used_percent = plimsoll_claude_read_percent (entry, "percent");
  if (row->resets_at == NULL)
    row->resets_at = plimsoll_claude_read_reset (entry, "resets_at");
  if (!row->has_severity)
    row->has_severity = plimsoll_severity_from_word (severity, &row->severity);
  if (!row->is_binding)
    plimsoll_json_get_bool (entry, "is_active", &row->is_binding);
}

gboolean
plimsoll_claude_limits_read (JsonArray *limits, PlimsollClaudeRows *rows)
{
  guint n_entries = limits != NULL ? json_array_get_length (limits) : 0;
  gboolean has_rows = FALSE;

  for (guint i = 0; i < n_entries; i++)
    {
      JsonObject *entry = plimsoll_json_get_element (limits, i);
      PlimsollClaudeRow *row = entry != NULL ? new_row (entry) : NULL;

      if (row == NULL)
        continue;
      fill (plimsoll_claude_rows_add (rows, row), entry);
      has_rows = TRUE;
    }

  return has_rows;
}

void
plimsoll_claude_models_read (JsonArray *models, PlimsollClaudeRows *rows)
{
  guint n_models = models != NULL ? json_array_get_length (models) : 0;

  for (guint i = 0; i < n_models; i++)
    {
      JsonObject *model = plimsoll_json_get_element (models, i);
      g_autofree char *name = plimsoll_text_clean (plimsoll_json_get_string (model, "display_name"),
                                                   PLIMSOLL_TEXT_MAX_NAME);

      if (name != NULL && !is_all_models (name))
        plimsoll_claude_row_merge_window (
            plimsoll_claude_rows_add (rows, plimsoll_claude_row_new_for_name (name)), model);
    }
}
