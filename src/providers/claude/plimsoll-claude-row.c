/* plimsoll-claude-row.c - limits while they are put together.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A body tells of the same limit in up to three places, each with a part of the truth. Rows are
 * kept by identity, never compared by their numbers, and become immutable limits at the end. Which
 * place says what is left to the readers of each place. */

#include "plimsoll-claude-row.h"

#include <math.h>
#include <string.h>

#include "plimsoll-json.h"
#include "plimsoll-moment.h"
#include "plimsoll-snapshot.h"
#include "plimsoll-text.h"

struct _PlimsollClaudeRows
{
  GPtrArray *rows; /* (owned) (element-type PlimsollClaudeRow): in the order in which they came */
  GHashTable *by_id; /* (owned): id → row, both borrowed from `rows` */
};

PlimsollClaudeRow *
plimsoll_claude_row_new (char *id, const char *title, PlimsollLimitKind kind, GTimeSpan window)
{
  PlimsollClaudeRow *self = g_new0 (PlimsollClaudeRow, 1);

  self->id = id;
  self->title = g_strdup (title);
  self->kind = kind;
  self->window = window;
  self->used_percent = (double) NAN;
  return self;
}

void
plimsoll_claude_row_free (PlimsollClaudeRow *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->scope);
  g_clear_pointer (&self->resets_at, g_date_time_unref);
  g_clear_pointer (&self->used, plimsoll_money_unref);
  g_clear_pointer (&self->cap, plimsoll_money_unref);
  g_free (self);
}

void
plimsoll_claude_row_merge_window (PlimsollClaudeRow *self, JsonObject *window)
{
  double used_percent = plimsoll_claude_read_percent (window, "utilization");

  if (!self->is_exact && !isnan (used_percent))
    {
      self->used_percent = used_percent;
      self->is_exact = TRUE;
    }
  if (self->resets_at == NULL)
    self->resets_at = plimsoll_claude_read_reset (window, "resets_at");
}

PlimsollClaudeRows *
plimsoll_claude_rows_new (void)
{
  PlimsollClaudeRows *self = g_new0 (PlimsollClaudeRows, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_claude_row_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

void
plimsoll_claude_rows_free (PlimsollClaudeRows *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

PlimsollClaudeRow *
plimsoll_claude_rows_add (PlimsollClaudeRows *self, PlimsollClaudeRow *row)
{
  PlimsollClaudeRow *first = plimsoll_claude_rows_find (self, row->id);

  if (first != NULL)
    {
      plimsoll_claude_row_free (row);
      return first;
    }

  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_id, row->id, row);
  return row;
}

PlimsollClaudeRow *
plimsoll_claude_rows_find (PlimsollClaudeRows *self, const char *id)
{
  return g_hash_table_lookup (self->by_id, id);
}

gboolean
plimsoll_claude_rows_mention (PlimsollClaudeRows *self, const char *slug)
{
  g_autofree char *wanted = g_strdup_printf ("-%s-", slug);

  for (guint i = 0; i < self->rows->len; i++)
    {
      const PlimsollClaudeRow *row = g_ptr_array_index (self->rows, i);
      const char *colon = strchr (row->id, ':');
      g_autofree char *words = g_strdup_printf ("-%s-", colon != NULL ? colon + 1 : "");

      if (row->kind == PLIMSOLL_LIMIT_WEEK_SCOPED && strstr (words, wanted) != NULL)
        return TRUE;
    }

  return FALSE;
}

void
plimsoll_claude_rows_inherit_reset (PlimsollClaudeRows *self)
{
  const PlimsollClaudeRow *week = plimsoll_claude_rows_find (self, "week");

  if (week == NULL || week->resets_at == NULL)
    return;

  for (guint i = 0; i < self->rows->len; i++)
    {
      PlimsollClaudeRow *row = g_ptr_array_index (self->rows, i);

      if (row->kind == PLIMSOLL_LIMIT_WEEK_SCOPED && row->resets_at == NULL)
        row->resets_at = g_date_time_ref (week->resets_at);
    }
}

static PlimsollLimit *
to_limit (const PlimsollClaudeRow *row)
{
  const PlimsollLimitFields fields = {
    .id = row->id,
    .title = row->title,
    .kind = row->kind,
    .scope = row->scope,
    .used_percent = row->used_percent,
    .resets_at = row->resets_at,
    .window = row->window,
    .severity =
        row->has_severity ? row->severity : plimsoll_severity_from_percent (row->used_percent),
    .is_binding = row->is_binding,
    .used = row->used,
    .cap = row->cap,
  };

  return plimsoll_limit_new (&fields);
}

GPtrArray *
plimsoll_claude_rows_to_limits (PlimsollClaudeRows *self)
{
  /* Within one kind the server's own order stays. */
  static const PlimsollLimitKind ORDER[] = {
    PLIMSOLL_LIMIT_SESSION, PLIMSOLL_LIMIT_WEEK,  PLIMSOLL_LIMIT_WEEK_SCOPED,
    PLIMSOLL_LIMIT_MONTH,   PLIMSOLL_LIMIT_OTHER, PLIMSOLL_LIMIT_BUDGET,
  };
  GPtrArray *limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);

  for (gsize kind = 0; kind < G_N_ELEMENTS (ORDER); kind++)
    for (guint i = 0; i < self->rows->len && limits->len < PLIMSOLL_SNAPSHOT_MAX_LIMITS; i++)
      {
        const PlimsollClaudeRow *row = g_ptr_array_index (self->rows, i);

        if (row->kind == ORDER[kind])
          g_ptr_array_add (limits, to_limit (row));
      }

  return limits;
}

double
plimsoll_claude_read_percent (JsonObject *object, const char *key)
{
  double percent = (double) NAN;

  if (!plimsoll_json_get_number (object, key, &percent) || percent < 0.0
      || percent > PLIMSOLL_CLAUDE_MAX_PERCENT)
    return (double) NAN;

  /* Takes the sign off a negative zero, which would be printed. */
  return percent + 0.0;
}

GDateTime *
plimsoll_claude_read_reset (JsonObject *object, const char *key)
{
  g_autoptr (GDateTime) moment = plimsoll_json_dup_moment (object, key);

  return moment != NULL ? plimsoll_moment_round_minute (moment) : NULL;
}

char *
plimsoll_claude_row_dup_id (const char *prefix, const char *name)
{
  g_autofree char *clean = plimsoll_text_clean (name, PLIMSOLL_TEXT_MAX_NAME);
  g_autofree char *slug = clean != NULL ? plimsoll_text_to_id (clean) : NULL;

  if (slug != NULL)
    return g_strdup_printf ("%s:%s", prefix, slug);

  return g_strdup_printf ("%s:x-%08x", prefix, g_str_hash (name));
}
