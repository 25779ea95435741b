/* harness-wait.c - the result of an asynchronous call, waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Server and client share the test's main loop, so that nothing needs a thread or a lock. */

#include "harness-wait.h"

void
harness_on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **place = user_data;

  g_assert_null (*place);
  *place = g_object_ref (result);
}

GAsyncResult *
harness_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (result);
}

void
harness_wait_count (const guint *flag, guint count)
{
  while (*flag < count)
    g_main_context_iteration (NULL, TRUE);
}
