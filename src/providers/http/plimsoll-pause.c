/* plimsoll-pause.c - a wait in the middle of a task, which cancelling ends.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For files that are being written by somebody else and whole again in a moment. */

#include "plimsoll-pause.h"

void
plimsoll_pause (GTask *task, GTimeSpan span, GSourceFunc callback)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (GSource) timer = g_timeout_source_new ((guint) (span / G_TIME_SPAN_MILLISECOND));

  if (cancellable != NULL)
    {
      g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (timer, cancelled);
    }
  g_task_attach_source (task, timer, callback);
}
