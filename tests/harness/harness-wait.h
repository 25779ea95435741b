/* harness-wait.h - the result of an asynchronous call, waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A GAsyncReadyCallback; `user_data` is the address of a GAsyncResult pointer that is NULL. */
void harness_on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* (transfer full): runs the main loop until `*result` is there. A call that never ends is ended by
 * the timeout of the test. */
GAsyncResult *harness_wait (GAsyncResult **result);
/* Runs the main loop until `*flag` is at least `count`. */
void harness_wait_count (const guint *flag, guint count);

G_END_DECLS
