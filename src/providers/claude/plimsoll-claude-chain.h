/* plimsoll-claude-chain.h - one report about one Claude login, from whichever source gives it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-probe.h"
#include "plimsoll-claude-trail.h"

G_BEGIN_DECLS

/* While Claude Code is in use here it is asked by itself this often, and else that often. */
#define PLIMSOLL_CLAUDE_CHAIN_REST_IN_USE (5 * G_TIME_SPAN_MINUTE)
#define PLIMSOLL_CLAUDE_CHAIN_REST_IDLE (15 * G_TIME_SPAN_MINUTE)

/* (transfer full): the sources in the order of `wish` (nullable), without those that there are not
 * and without doubles; "auto" stands for the usual order, and so does a wish without any. claude.ai
 * is usual only for those `with_web`, who gave us a key. */
GStrv plimsoll_claude_chain_dup_order (const char *const *wish, gboolean with_web);

/* Walks the sources until one gives numbers. `owner` is the task's source object and owns all that
 * `errand` borrows. `oauth` (nullable) is what asking the server brought already: it is not asked
 * again then. */
void plimsoll_claude_chain_async (gpointer owner,
                                  const PlimsollClaudeErrand *errand,
                                  PlimsollProbeFlags flags,
                                  PlimsollReport *oauth,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) (nullable): NULL only when cancelled. `*trail` (out) (optional) (transfer full):
 * what was tried. */
PlimsollReport *
plimsoll_claude_chain_finish (GAsyncResult *result, PlimsollClaudeTrail **trail, GError **error);

/* How the server is remembered; for who asks it outside the chain. */
PlimsollGateQuestion plimsoll_claude_chain_make_question (const PlimsollClaudeErrand *errand,
                                                          const char *source,
                                                          const char *key,
                                                          PlimsollProbeFlags flags);

G_END_DECLS
