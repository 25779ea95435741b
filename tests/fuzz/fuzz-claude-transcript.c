/* fuzz-claude-transcript.c - any bytes as what Claude Code says.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever comes, line by line: the first answer decides and nothing after it changes that, and
 * there are numbers exactly when it says so. */

#include <string.h>

#include "plimsoll-claude-transcript.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
hear (PlimsollClaudeTranscript *transcript, const char *line, gsize length)
{
  g_autoptr (JsonNode) node = plimsoll_json_parse_object (line, length, NULL);
  PlimsollClaudeAnswer before = transcript->answer;
  gboolean goes_on = FALSE;

  if (node == NULL)
    return;

  goes_on = plimsoll_claude_transcript_hear (transcript, json_node_get_object (node));
  g_assert_true (goes_on == (transcript->answer == PLIMSOLL_CLAUDE_ANSWER_NONE));
  g_assert_true (before == PLIMSOLL_CLAUDE_ANSWER_NONE || before == transcript->answer);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (PlimsollClaudeTranscript) transcript = plimsoll_claude_transcript_new ();
  const char *at = (const char *) data;
  const char *end = at + size;

  while (at < end)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));

      if (line_end == NULL)
        line_end = end;
      hear (transcript, at, (gsize) (line_end - at));
      at = line_end + 1;
    }

  g_assert_true ((transcript->usage != NULL)
                 == (transcript->answer == PLIMSOLL_CLAUDE_ANSWER_NUMBERS));
  if (transcript->usage != NULL)
    g_assert_true (plimsoll_claude_usage_is_useful (transcript->usage));
  return 0;
}
