/* plimsoll-claude-fixture.h - fixtures of Claude's answers, and usage as text to compare.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-usage.h"

G_BEGIN_DECLS

/* (transfer full): the bytes of tests/fixtures/claude/`name`. */
char *plimsoll_claude_fixture_read (const char *name, gsize *length);

/* (transfer full): what the parser makes of `json`, which must be an object. */
PlimsollClaudeUsage *plimsoll_claude_fixture_parse (const char *json);

/* (transfer full): as limits_text_describe() writes it. */
char *plimsoll_claude_fixture_describe (const PlimsollClaudeUsage *usage);

G_END_DECLS
