/* plimsoll-child.h - runs a short-lived program and reads what it says, within limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Starts `argv`, reads at most `max_bytes` of its output, and waits until it has been reaped. After
 * `deadline`, on a flood and on cancellation it gets SIGTERM and time to finish what it is doing (a
 * probe may have a child of its own that must never be killed). Errors: it could not start, failed,
 * was ended, or said too much. */
void plimsoll_child_run_async (const char *const *argv,
                               gsize max_bytes,
                               GTimeSpan deadline,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
GBytes *plimsoll_child_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
