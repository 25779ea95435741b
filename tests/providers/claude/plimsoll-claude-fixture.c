/* plimsoll-claude-fixture.c - fixtures of Claude's answers, and usage as text to compare.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole body is compared as text: a test then shows at a glance what a person would see, and a
 * row too many fails as surely as a wrong number. */

#include "plimsoll-claude-fixture.h"

#include "limits-text.h"

char *
plimsoll_claude_fixture_read (const char *name, gsize *length)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "claude", name, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, length, &error);
  g_assert_no_error (error);
  return data;
}

PlimsollClaudeUsage *
plimsoll_claude_fixture_parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  PlimsollClaudeUsage *usage = plimsoll_claude_usage_parse (json, strlen (json), &error);

  g_assert_no_error (error);
  g_assert_nonnull (usage);
  return usage;
}

char *
plimsoll_claude_fixture_describe (const PlimsollClaudeUsage *usage)
{
  return limits_text_describe (usage->limits, usage->spend);
}
