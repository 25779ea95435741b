/* plimsoll-claude-pool.c - the allowances that have names of their own.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one table from the server's keys to ids, titles and lengths, so that a limit is the same
 * limit in whichever place of a body it turns up. Models keep their names in every language. A code
 * name becomes a part of an id, where it keeps rows apart, and never a title. */

#include "plimsoll-claude-pool.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const PlimsollClaudePool POOLS[] = {
  { "opus", "opus", "Opus" },
  { "sonnet", "sonnet", "Sonnet" },
  { "haiku", "haiku", "Haiku" },
  { "fable", "fable", "Fable" },
  { "oauth_apps", "oauth-apps", N_ ("Connected apps") },
  { "cowork", "cowork", N_ ("Cowork") },
  { "routines", "routines", N_ ("Routines") },
  { "claude_routines", "routines", N_ ("Routines") },
  { "omelette", NULL, NULL },
  { "design", NULL, NULL },
  { "breakdown", NULL, NULL },
};

const PlimsollClaudePool *
plimsoll_claude_pool_find (const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (POOLS); i++)
    if (strcmp (POOLS[i].key, key) == 0)
      return &POOLS[i];

  return NULL;
}

PlimsollClaudeRow *
plimsoll_claude_row_new_session (void)
{
  return plimsoll_claude_row_new (g_strdup ("session"), _ ("Session"), PLIMSOLL_LIMIT_SESSION,
                                  PLIMSOLL_CLAUDE_SESSION_WINDOW);
}

PlimsollClaudeRow *
plimsoll_claude_row_new_week (void)
{
  return plimsoll_claude_row_new (g_strdup ("week"), _ ("Week"), PLIMSOLL_LIMIT_WEEK,
                                  PLIMSOLL_CLAUDE_WEEK_WINDOW);
}

PlimsollClaudeRow *
plimsoll_claude_row_new_month (void)
{
  /* Months differ in length and nobody has said where this one starts. */
  return plimsoll_claude_row_new (g_strdup ("month"), _ ("Month"), PLIMSOLL_LIMIT_MONTH, 0);
}

static PlimsollClaudeRow *
new_scoped (char *id, const char *title)
{
  return plimsoll_claude_row_new (id, title, PLIMSOLL_LIMIT_WEEK_SCOPED,
                                  PLIMSOLL_CLAUDE_WEEK_WINDOW);
}

PlimsollClaudeRow *
plimsoll_claude_row_new_for_pool (const PlimsollClaudePool *pool)
{
  PlimsollClaudeRow *row = new_scoped (g_strconcat ("week:", pool->slug, NULL), _ (pool->title));

  row->scope = g_strdup (pool->title);
  return row;
}

PlimsollClaudeRow *
plimsoll_claude_row_new_for_name (const char *name)
{
  PlimsollClaudeRow *row = new_scoped (plimsoll_claude_row_dup_id ("week", name), name);

  row->scope = g_strdup (name);
  return row;
}

PlimsollClaudeRow *
plimsoll_claude_row_new_nameless_week (const char *code)
{
  return new_scoped (plimsoll_claude_row_dup_id ("week", code), _ ("Other weekly limit"));
}

PlimsollClaudeRow *
plimsoll_claude_row_new_nameless (const char *code)
{
  return plimsoll_claude_row_new (plimsoll_claude_row_dup_id ("other", code), _ ("Other limit"),
                                  PLIMSOLL_LIMIT_OTHER, 0);
}
