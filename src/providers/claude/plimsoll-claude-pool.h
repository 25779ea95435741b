/* plimsoll-claude-pool.h - the allowances that have names of their own.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-row.h"

G_BEGIN_DECLS

/* What is known about a pool beside the session and the week, whichever way the server names it. */
typedef struct
{
  const char *key; /* the part behind "seven_day_" or "weekly_" */
  const char *slug; /* the part of our id behind "week:" */
  const char *title; /* (nullable): NULL: shares the limit of the week, never a row */
} PlimsollClaudePool;

/* (transfer none) (nullable) */
const PlimsollClaudePool *plimsoll_claude_pool_find (const char *key);

/* (transfer full): rows without numbers. */
PlimsollClaudeRow *plimsoll_claude_row_new_session (void);
PlimsollClaudeRow *plimsoll_claude_row_new_week (void);
PlimsollClaudeRow *plimsoll_claude_row_new_month (void);
PlimsollClaudeRow *plimsoll_claude_row_new_for_pool (const PlimsollClaudePool *pool);
/* The week of the model or surface called `name`, which is already clean. */
PlimsollClaudeRow *plimsoll_claude_row_new_for_name (const char *name);
/* A weekly limit, and one of any other kind, whose only name is a code that nobody should see. */
PlimsollClaudeRow *plimsoll_claude_row_new_nameless_week (const char *code);
PlimsollClaudeRow *plimsoll_claude_row_new_nameless (const char *code);

G_END_DECLS
