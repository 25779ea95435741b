/* plimsoll-claude-budgets.h - windows that are measured in dollars.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-row.h"

G_BEGIN_DECLS

/* FALSE, and nothing added, when `window` holds no dollar budget: only a limit above 0 makes one.
 */
gboolean
plimsoll_claude_budget_read (const char *key, JsonObject *window, PlimsollClaudeRows *rows);

G_END_DECLS
