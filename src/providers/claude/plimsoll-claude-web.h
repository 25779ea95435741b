/* plimsoll-claude-web.h - asking claude.ai with a session key.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-oauth.h"
#include "plimsoll-claude-organizations.h"
#include "plimsoll-claude-usage.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

#define PLIMSOLL_CLAUDE_WEB_BASE_URL "https://claude.ai"

/* What came of it. Exactly one of `usage` and `problem` is set. */
typedef struct
{
  PlimsollClaudeUsage *usage; /* (owned) (nullable) */
  PlimsollProblem *problem; /* (owned) (nullable) */
  gboolean is_too_new; /* the problem is that the key was made some seconds ago */
  GPtrArray *organizations; /* (owned) (nullable) (element-type PlimsollClaudeOrganization) */
  const PlimsollClaudeOrganization *chosen; /* (nullable): one of these */
  PlimsollSecret *renewed; /* (owned) (nullable): the key to use from now on */
} PlimsollClaudeWebAnswer;

void plimsoll_claude_web_answer_free (PlimsollClaudeWebAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollClaudeWebAnswer, plimsoll_claude_web_answer_free)

/* TRUE when a key may be sent to where `errand` says. */
gboolean plimsoll_claude_web_is_safe (const PlimsollClaudeErrand *errand);

/* Two requests with `key` in one header to one host: which organizations there are, and the limits
 * of one of them. `owner` is the task's source object and owns all that `errand` borrows. `wish`
 * (nullable) is the uuid of the organization that is meant. */
void plimsoll_claude_web_ask_async (gpointer owner,
                                    const PlimsollClaudeErrand *errand,
                                    PlimsollSecret *key,
                                    const char *wish,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (nullable): NULL only when cancelled. */
PlimsollClaudeWebAnswer *plimsoll_claude_web_ask_finish (GAsyncResult *result, GError **error);

G_END_DECLS
