/* plimsoll-errand.h - runs a program of the person's, hands it something to read, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Starts `argv` directly (no shell), writes `input` to its standard input and waits for its end.
 * What it says is thrown away. After `deadline` it gets SIGTERM, some seconds later SIGKILL. */
void plimsoll_errand_run_async (const char *const *argv,
                                GBytes *input,
                                GTimeSpan deadline,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* FALSE when it could not start, failed, or had to be ended; the message says which, for people. */
gboolean plimsoll_errand_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
