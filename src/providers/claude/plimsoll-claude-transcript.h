/* plimsoll-claude-transcript.h - what Claude Code answers when it is asked for its limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-usage.h"

G_BEGIN_DECLS

/* The two lines that are said to it. The first is optional and safe to say. */
#define PLIMSOLL_CLAUDE_TRANSCRIPT_QUESTION                   \
  "{\"type\":\"control_request\",\"request_id\":\"init-1\","  \
  "\"request\":{\"subtype\":\"initialize\"}}\n"               \
  "{\"type\":\"control_request\",\"request_id\":\"usage-1\"," \
  "\"request\":{\"subtype\":\"get_usage\",\"skip_behaviors\":true}}"

typedef enum
{
  PLIMSOLL_CLAUDE_ANSWER_NONE, /* nothing was said that answers */
  PLIMSOLL_CLAUDE_ANSWER_NUMBERS,
  PLIMSOLL_CLAUDE_ANSWER_OLD, /* numbers that it had kept, of an age that it does not tell */
  PLIMSOLL_CLAUDE_ANSWER_FAILED, /* it asked the server and got none; the reason stays with it */
  PLIMSOLL_CLAUDE_ANSWER_NO_PLAN, /* this kind of login has no limits to tell */
  PLIMSOLL_CLAUDE_ANSWER_UNKNOWN, /* it does not know the question, or answers in another form */
} PlimsollClaudeAnswer;

typedef struct
{
  PlimsollClaudeAnswer answer;
  PlimsollClaudeUsage *usage; /* (owned) (nullable): only with NUMBERS */
} PlimsollClaudeTranscript;

/* (transfer full) */
PlimsollClaudeTranscript *plimsoll_claude_transcript_new (void);
void plimsoll_claude_transcript_free (PlimsollClaudeTranscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeTranscript, plimsoll_claude_transcript_free)

/* TRUE while the answer has not come yet: lines of other kinds are skipped. */
gboolean plimsoll_claude_transcript_hear (PlimsollClaudeTranscript *self, JsonObject *line);

G_END_DECLS
