/* plimsoll-claude-windows.c - the windows that lie flat in a usage body.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The oldest form of the answer and still a part of every one: an object for the session, one for
 * the week, one for each side pool, some under code names that change monthly. A window knows its
 * percentage better than the list does, which rounds it. A code name is never shown: what is in use
 * under one is an "other limit", what is not is nothing. Money under a code name is left to
 * plimsoll-claude-budgets.c. */

#include "plimsoll-claude-windows.h"

#include <math.h>
#include <string.h>

#include "plimsoll-claude-budgets.h"
#include "plimsoll-claude-pool.h"
#include "plimsoll-json.h"

#define WEEK_PREFIX "seven_day_"

/* Objects at the top of a body that are no windows, however much they look like one. */
static const char *const NOT_WINDOWS[] = { "five_hour", "seven_day",   "extra_usage",
                                           "spend",     "cedar_ember", NULL };
/* Members that no window has: they give away money, switches and tables under new names. */
static const char *const FOREIGN_MEMBERS[] = {
  "is_enabled", "enabled", "monthly_limit", "used_credits", "rows", "grants", NULL
};

/* The session and the week: a row as soon as the object is there, though its number be unknown. */
static void
read_main (JsonObject *body, const char *key, PlimsollClaudeRow *row, PlimsollClaudeRows *rows)
{
  JsonObject *window = plimsoll_json_get_object (body, key);

  if (window != NULL)
    plimsoll_claude_row_merge_window (plimsoll_claude_rows_add (rows, row), window);
  else
    plimsoll_claude_row_free (row);
}

static void
read_pool (const PlimsollClaudePool *pool,
           JsonObject *window,
           gboolean has_list,
           PlimsollClaudeRows *rows)
{
  double used_percent = plimsoll_claude_read_percent (window, "utilization");
  g_autofree char *id = NULL;
  PlimsollClaudeRow *row = NULL;

  if (pool->slug == NULL || isnan (used_percent))
    return;

  id = plimsoll_claude_row_dup_id ("week", pool->slug);
  row = plimsoll_claude_rows_find (rows, id);
  if (row == NULL)
    {
      /* The list may call the same pool by a longer name ("Sonnet 5"): two rows would count it
       * twice. */
      if (has_list && (used_percent == 0.0 || plimsoll_claude_rows_mention (rows, pool->slug)))
        return;

      row = plimsoll_claude_rows_add (rows, plimsoll_claude_row_new_for_pool (pool));
    }

  plimsoll_claude_row_merge_window (row, window);
}

static gboolean
has_foreign_members (JsonObject *object)
{
  for (gsize i = 0; FOREIGN_MEMBERS[i] != NULL; i++)
    if (json_object_has_member (object, FOREIGN_MEMBERS[i]))
      return TRUE;

  return FALSE;
}

/* A window under a name that nobody knows. */
static void
read_nameless (const char *key, JsonObject *window, PlimsollClaudeRows *rows)
{
  gboolean is_week = g_str_has_prefix (key, WEEK_PREFIX);
  double used_percent = plimsoll_claude_read_percent (window, "utilization");
  PlimsollClaudeRow *row = NULL;

  if (has_foreign_members (window) || plimsoll_claude_budget_read (key, window, rows))
    return;
  if (isnan (used_percent) || used_percent == 0.0)
    return;

  if (is_week)
    row = plimsoll_claude_row_new_nameless_week (key + strlen (WEEK_PREFIX));
  else
    row = plimsoll_claude_row_new_nameless (key);
  plimsoll_claude_row_merge_window (plimsoll_claude_rows_add (rows, row), window);
}

/* Everything else at the top of the body that might be a window. */
static void
read_others (JsonObject *body, gboolean has_list, PlimsollClaudeRows *rows)
{
  JsonObjectIter iter;
  const char *key = NULL;

  json_object_iter_init_ordered (&iter, body);
  while (json_object_iter_next_ordered (&iter, &key, NULL))
    {
      JsonObject *window = plimsoll_json_get_object (body, key);
      gboolean is_week = g_str_has_prefix (key, WEEK_PREFIX);
      const PlimsollClaudePool *pool =
          plimsoll_claude_pool_find (is_week ? key + strlen (WEEK_PREFIX) : key);

      if (window == NULL || g_strv_contains (NOT_WINDOWS, key))
        continue;
      if (pool != NULL)
        read_pool (pool, window, has_list, rows);
      else
        read_nameless (key, window, rows);
    }
}

void
plimsoll_claude_windows_read (JsonObject *body, gboolean has_list, PlimsollClaudeRows *rows)
{
  read_main (body, "five_hour", plimsoll_claude_row_new_session (), rows);
  read_main (body, "seven_day", plimsoll_claude_row_new_week (), rows);
  read_others (body, has_list, rows);
}
