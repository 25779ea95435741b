/* plimsoll-claude-limits.h - the list of limits in a usage body.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-row.h"

G_BEGIN_DECLS

/* Adds the entries of `limits` to `rows`; `limits` may be NULL. TRUE when at least one was fit to
 * be a row. */
gboolean plimsoll_claude_limits_read (JsonArray *limits, PlimsollClaudeRows *rows);

/* Adds the entries of `model_scoped`, which only the installed program gives; `models` may be NULL.
 */
void plimsoll_claude_models_read (JsonArray *models, PlimsollClaudeRows *rows);

G_END_DECLS
