/* plimsoll-claude-windows.h - the windows that lie flat in a usage body.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-row.h"

G_BEGIN_DECLS

/* Adds the windows of `body` to `rows`, and what they know better to the rows that are there
 * already. With `has_list` the canonical list was read before: then a side pool that nobody used
 * adds nothing. */
void plimsoll_claude_windows_read (JsonObject *body, gboolean has_list, PlimsollClaudeRows *rows);

G_END_DECLS
