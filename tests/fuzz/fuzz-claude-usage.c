/* fuzz-claude-usage.c - any bytes as Claude's usage answer.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever comes: rows have ids of their own, numbers are numbers or unknown, and the snapshot they
 * make arrives whole at the other end of a pipe. Seeded with the fixtures of the parser's tests. */

#include "fuzz-limits.h"
#include "plimsoll-claude-row.h"
#include "plimsoll-claude-usage.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollClaudeUsage) usage =
      plimsoll_claude_usage_parse ((const char *) data, size, &error);

  g_assert_true ((usage == NULL) == (error != NULL));
  if (usage == NULL)
    return 0;

  fuzz_limits_check (usage->limits, usage->spend, PLIMSOLL_CLAUDE_MAX_PERCENT);
  return 0;
}
