/* plimsoll-claude-transcript.c - what Claude Code answers when it is asked for its limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: takes the lines that somebody else heard. Claude Code never says what went wrong between it
 * and the server: it answers without numbers, or with those of up to an hour ago, which lack the
 * list `limits` and do not say how old they are. Neither is a reading, and neither is 0 %. */

#include "plimsoll-claude-transcript.h"

#define REQUEST_ID "usage-1"

PlimsollClaudeTranscript *
plimsoll_claude_transcript_new (void)
{
  return g_new0 (PlimsollClaudeTranscript, 1);
}

void
plimsoll_claude_transcript_free (PlimsollClaudeTranscript *self)
{
  g_clear_pointer (&self->usage, plimsoll_claude_usage_free);
  g_free (self);
}

static PlimsollClaudeAnswer
read_limits (PlimsollClaudeTranscript *self, JsonObject *limits)
{
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_usage_from_object (limits);

  if (!usage->has_limits_list)
    return PLIMSOLL_CLAUDE_ANSWER_OLD;
  if (!plimsoll_claude_usage_is_useful (usage))
    return PLIMSOLL_CLAUDE_ANSWER_FAILED;

  self->usage = g_steal_pointer (&usage);
  return PLIMSOLL_CLAUDE_ANSWER_NUMBERS;
}

static PlimsollClaudeAnswer
read_success (PlimsollClaudeTranscript *self, JsonObject *response)
{
  JsonObject *limits = plimsoll_json_get_object (response, "rate_limits");
  gboolean is_available = FALSE;

  if (!plimsoll_json_get_bool (response, "rate_limits_available", &is_available))
    return PLIMSOLL_CLAUDE_ANSWER_UNKNOWN;
  if (limits != NULL)
    return read_limits (self, limits);

  return is_available ? PLIMSOLL_CLAUDE_ANSWER_FAILED : PLIMSOLL_CLAUDE_ANSWER_NO_PLAN;
}

gboolean
plimsoll_claude_transcript_hear (PlimsollClaudeTranscript *self, JsonObject *line)
{
  JsonObject *response = NULL;

  if (self->answer != PLIMSOLL_CLAUDE_ANSWER_NONE)
    return FALSE;
  if (g_strcmp0 (plimsoll_json_get_string (line, "type"), "control_response") != 0)
    return TRUE;

  response = plimsoll_json_get_object (line, "response");
  if (g_strcmp0 (plimsoll_json_get_string (response, "request_id"), REQUEST_ID) != 0)
    return TRUE;

  if (g_strcmp0 (plimsoll_json_get_string (response, "subtype"), "success") == 0)
    self->answer = read_success (self, plimsoll_json_get_object (response, "response"));
  else
    self->answer = PLIMSOLL_CLAUDE_ANSWER_UNKNOWN;

  return FALSE;
}
