/* plimsoll-codex-doctor.h - everything that a probe of a Codex login needs, looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-errand.h"

G_BEGIN_DECLS

/* `owner` is the task's source object and owns all that `errand` borrows. Asks the network at most
 * once, and not at all when the login is not fit to ask with; starts no program. */
void plimsoll_codex_doctor_async (gpointer owner,
                                  const PlimsollCodexErrand *errand,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* (transfer container) (element-type PlimsollFinding) (nullable): NULL only when cancelled. In the
 * order in which a person should read them; the last one is "advice". */
GPtrArray *plimsoll_codex_doctor_finish (GAsyncResult *result, GError **error);

G_END_DECLS
