/* plimsoll-claude-readiness.h - whether a Claude login is fit to ask with, and why not.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-credentials.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): NULL when asking makes sense; else why nothing was sent. */
PlimsollProblem *
plimsoll_claude_readiness_check (const PlimsollClaudeCredentials *credentials, GDateTime *now);

/* (transfer full): the sentences that mean the same whether the file or the server says so. */
PlimsollProblem *plimsoll_claude_readiness_refuse_expired (void);
PlimsollProblem *plimsoll_claude_readiness_refuse_scope (void);
/* (transfer full): an answer without anything that is known. */
PlimsollProblem *plimsoll_claude_readiness_refuse_answer (void);
/* (transfer full): nothing that could be asked may be asked. */
PlimsollProblem *plimsoll_claude_readiness_refuse_sources (void);
/* (transfer full): Claude Code is asked by another program, for longer than we wait. */
PlimsollProblem *plimsoll_claude_readiness_refuse_busy (void);
/* (transfer full): for a base URL that is neither https nor this machine. */
PlimsollProblem *plimsoll_claude_readiness_refuse_address (void);

G_END_DECLS
