/* plimsoll-claude-probe.h - one report about one Claude login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-oauth.h"
#include "plimsoll-claude-usage.h"
#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* `owner` is the task's source object and owns all that `errand` borrows. */
void plimsoll_claude_probe_async (gpointer owner,
                                  const PlimsollClaudeErrand *errand,
                                  PlimsollProbeFlags flags,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer full) (nullable): NULL only when cancelled. */
PlimsollReport *plimsoll_claude_probe_finish (GAsyncResult *result, GError **error);

/* (transfer full) (nullable): the numbers in `reply`, or NULL when it holds none that are useful.
 */
PlimsollClaudeUsage *plimsoll_claude_probe_read_usage (const PlimsollHttpReply *reply);

G_END_DECLS
