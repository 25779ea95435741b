/* plimsoll-claude-cli.h - asking the installed Claude Code instead of the server.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-oauth.h"
#include "plimsoll-claude-transcript.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the program that would be asked: the one that was named, and no other
 * then, else the one that is found. */
char *plimsoll_claude_cli_dup_program (const PlimsollClaudeErrand *errand);

/* Asks `program` once. No message is sent, so no tokens are spent. Ends on its own within a minute,
 * and only when the program is gone or was left alone: it is never killed. */
void plimsoll_claude_cli_ask_async (const PlimsollClaudeErrand *errand,
                                    const char *program,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (nullable): NULL with `*problem` (transfer full) set, or with `error` when it was
 * cancelled, or with PLIMSOLL_AGENT_ERROR_BUSY when another of our programs is asking just now. */
PlimsollClaudeUsage *
plimsoll_claude_cli_ask_finish (GAsyncResult *result, PlimsollProblem **problem, GError **error);

G_END_DECLS
