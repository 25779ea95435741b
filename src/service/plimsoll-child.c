/* plimsoll-child.c - runs a short-lived program and reads what it says, within limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One rule above all: the caller hears of the end only when the process is gone, so that "one at a
 * time" is true. SIGKILL comes only after a long grace, to the program itself and never to its
 * group: a `claude` below it then sees its input closed and ends in its own time. */

#include "plimsoll-child.h"

#include <signal.h>

/* After SIGTERM. A Claude Code that is writing a renewed login needs well under a second. */
#define GRACE_SECONDS 30u

typedef struct
{
  GSubprocess *process; /* (owned) */
  GInputStream *output; /* (unowned): of the process */
  GCancellable *reading; /* (owned): ends the reading when the process is to end */
  GByteArray *bytes; /* (owned) */
  gsize max_bytes; /* */
  guint timeout_id; /* deadline, then grace; 0 when neither runs */
  GCancellable *outer; /* (owned) (nullable) */
  gulong cancelled_id; /* handler on it */
  char *verdict; /* (owned) (nullable): why we ended it */
  guint8 chunk[4096]; /* */
} Child;

static void read_on (GTask *task);

static void
child_free (gpointer data)
{
  Child *child = data;

  g_clear_handle_id (&child->timeout_id, g_source_remove);
  if (child->cancelled_id != 0)
    g_cancellable_disconnect (child->outer, child->cancelled_id);
  g_clear_object (&child->outer);
  g_clear_object (&child->process);
  g_clear_object (&child->reading);
  g_byte_array_unref (child->bytes);
  g_free (child->verdict);
  g_free (child);
}

static gboolean
on_grace_over_cb (gpointer user_data)
{
  Child *child = g_task_get_task_data (user_data);

  child->timeout_id = 0;
  g_subprocess_force_exit (child->process);
  return G_SOURCE_REMOVE;
}

static void
end_child (GTask *task, const char *verdict)
{
  Child *child = g_task_get_task_data (task);

  if (child->verdict != NULL)
    return;

  child->verdict = g_strdup (verdict);
  /* Whoever holds the other end of the pipe, perhaps only a child that was left behind, shall not
   * be waited for. */
  g_cancellable_cancel (child->reading);
  g_clear_handle_id (&child->timeout_id, g_source_remove);
  g_subprocess_send_signal (child->process, SIGTERM);
  child->timeout_id = g_timeout_add_seconds (GRACE_SECONDS, on_grace_over_cb, task);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Child *child = g_task_get_task_data (user_data);

  child->timeout_id = 0;
  end_child (user_data, "took too long");
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_idle_cb (gpointer user_data)
{
  end_child (user_data, "was cancelled");
  return G_SOURCE_REMOVE;
}

/* May be called while the cancellable holds its lock: the work is left to the main loop. But for
 * the signal: when the whole service stops there is no next turn of the loop. */
static void
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Child *child = g_task_get_task_data (user_data);

  g_subprocess_send_signal (child->process, SIGTERM);
  g_idle_add_full (G_PRIORITY_DEFAULT, on_cancelled_idle_cb, g_object_ref (user_data),
                   g_object_unref);
}

static void
on_reaped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Child *child = g_task_get_task_data (task);
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  g_clear_handle_id (&child->timeout_id, g_source_remove);

  if (child->outer != NULL && g_cancellable_is_cancelled (child->outer))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (child->verdict != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s", child->verdict);
  else if (g_subprocess_get_if_signaled (process))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "ended by signal %d",
                             g_subprocess_get_term_sig (process));
  else if (g_subprocess_get_exit_status (process) != 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "failed with status %d",
                             g_subprocess_get_exit_status (process));
  else
    g_task_return_pointer (task, g_bytes_new (child->bytes->data, child->bytes->len),
                           (GDestroyNotify) g_bytes_unref);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Child *child = g_task_get_task_data (task);
  gssize got = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (got > 0 && child->bytes->len + (gsize) got > child->max_bytes)
    end_child (task, "said too much");
  else if (got > 0)
    g_byte_array_append (child->bytes, child->chunk, (guint) got);

  /* A flood is read no further: the pipe closes when the process is let go, and it ends of that. */
  if (got > 0 && child->verdict == NULL)
    read_on (g_steal_pointer (&task));
  else
    {
      g_input_stream_close (child->output, NULL, NULL);
      g_subprocess_wait_async (child->process, NULL, on_reaped_cb, g_steal_pointer (&task));
    }
}

static void
read_on (GTask *task)
{
  Child *child = g_task_get_task_data (task);

  g_input_stream_read_async (child->output, child->chunk, sizeof child->chunk, G_PRIORITY_DEFAULT,
                             child->reading, on_read_cb, task);
}

void
plimsoll_child_run_async (const char *const *argv,
                          gsize max_bytes,
                          GTimeSpan deadline,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  /* The task does not know the cancellable: it may only return when the process is gone. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GError) error = NULL;
  Child *child = g_new0 (Child, 1);

  g_task_set_source_tag (task, plimsoll_child_run_async);
  g_task_set_task_data (task, child, child_free);
  child->bytes = g_byte_array_new ();
  child->max_bytes = max_bytes;
  child->reading = g_cancellable_new ();
  child->process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  if (child->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  child->output = g_subprocess_get_stdout_pipe (child->process);
  child->timeout_id =
      g_timeout_add ((guint) (deadline / G_TIME_SPAN_MILLISECOND), on_deadline_cb, task);
  if (cancellable != NULL)
    {
      child->outer = g_object_ref (cancellable);
      child->cancelled_id =
          g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), task, NULL);
    }
  read_on (g_steal_pointer (&task));
}

GBytes *
plimsoll_child_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
