/* fuzz-codex-usage.c - any bytes as Codex's answer, the server's and the program's.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same bytes are read in both spellings, and as the program's refusal. Whatever comes: the rows
 * are fit to be shown, and a refusal has a sentence of ours. Seeded with the fixtures of the
 * parser's tests. */

#include "fuzz-limits.h"
#include "plimsoll-codex-refusal.h"
#include "plimsoll-codex-usage.h"
#include "plimsoll-codex-windows.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check_program (JsonObject *object, GDateTime *now)
{
  g_autoptr (PlimsollCodexUsage) usage = plimsoll_codex_usage_from_program (object, now);
  g_autoptr (PlimsollProblem) problem = plimsoll_codex_refusal_from_program (object, now);

  fuzz_limits_check (usage->limits, usage->spend, PLIMSOLL_CODEX_MAX_PERCENT);
  g_assert_true (problem == NULL || *plimsoll_problem_get_message (problem) != '\0');
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (1795165200);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollCodexUsage) usage =
      plimsoll_codex_usage_parse ((const char *) data, size, now, &error);
  g_autoptr (JsonNode) root = plimsoll_json_parse_object ((const char *) data, size, NULL);

  g_assert_true ((usage == NULL) == (error != NULL));
  g_assert_true ((usage == NULL) == (root == NULL));
  if (usage == NULL)
    return 0;

  fuzz_limits_check (usage->limits, usage->spend, PLIMSOLL_CODEX_MAX_PERCENT);
  check_program (json_node_get_object (root), now);
  return 0;
}
