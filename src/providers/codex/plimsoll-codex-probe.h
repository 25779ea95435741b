/* plimsoll-codex-probe.h - one report about one Codex login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-errand.h"
#include "plimsoll-codex-usage.h"
#include "plimsoll-provider.h"

G_BEGIN_DECLS

/* `owner` is the task's source object and owns all that `errand` borrows. */
void plimsoll_codex_probe_async (gpointer owner,
                                 const PlimsollCodexErrand *errand,
                                 PlimsollProbeFlags flags,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) (nullable): NULL only when cancelled. */
PlimsollReport *plimsoll_codex_probe_finish (GAsyncResult *result, GError **error);

/* (transfer full) (nullable): the numbers in `reply`, or NULL when it holds none that are useful.
 */
PlimsollCodexUsage *
plimsoll_codex_probe_read_usage (const PlimsollHttpReply *reply, GDateTime *now);

G_END_DECLS
