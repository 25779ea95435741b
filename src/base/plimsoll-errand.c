/* plimsoll-errand.c - runs a program of the person's, hands it something to read, and waits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For hooks. Such a program may ignore its input, never end, or end before it has read: none of
 * that may hold up or hurt the process that runs it. Nothing here is for a `claude`, which must
 * never be killed. */
#include "plimsoll-errand.h"

#include <glib/gi18n-lib.h>
#include <signal.h>

/* Between asking and killing. */
#define GRACE_SECONDS 5u

typedef struct
{
  GSubprocess *process; /* (owned) */
  guint timeout_id; /* deadline, then grace; 0 when neither runs */
  gboolean is_late;
} Errand;

static void
errand_free (gpointer data)
{
  Errand *self = data;

  g_clear_handle_id (&self->timeout_id, g_source_remove);
  g_clear_object (&self->process);
  g_free (self);
}

static gboolean
on_grace_over_cb (gpointer user_data)
{
  Errand *self = user_data;

  self->timeout_id = 0;
  g_subprocess_force_exit (self->process);
  return G_SOURCE_REMOVE;
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  Errand *self = user_data;

  self->is_late = TRUE;
  g_subprocess_send_signal (self->process, SIGTERM);
  self->timeout_id = g_timeout_add_seconds (GRACE_SECONDS, on_grace_over_cb, self);
  return G_SOURCE_REMOVE;
}

static void
on_reaped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Errand *self = g_task_get_task_data (task);
  GSubprocess *process = G_SUBPROCESS (source);

  g_subprocess_wait_finish (process, result, NULL);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  if (self->is_late)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "%s",
                             _ ("It took too long and was ended."));
  else if (g_subprocess_get_if_signaled (process))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("It was ended by signal %d."),
                             g_subprocess_get_term_sig (process));
  else if (g_subprocess_get_exit_status (process) != 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("It ended with status %d."),
                             g_subprocess_get_exit_status (process));
  else
    g_task_return_boolean (task, TRUE);
}

/* Whether it read anything is its own business. */
static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL);
  g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT, NULL, NULL, NULL);
  g_bytes_unref (user_data);
}

void
plimsoll_errand_run_async (const char *const *argv,
                           GBytes *input,
                           GTimeSpan deadline,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;
  Errand *self = g_new0 (Errand, 1);
  gsize length = 0;
  const void *data = g_bytes_get_data (input, &length);

  g_task_set_source_tag (task, plimsoll_errand_run_async);
  g_task_set_task_data (task, self, errand_free);
  self->process =
      g_subprocess_newv (argv,
                         G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
                             | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                         &error);
  if (self->process == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  self->timeout_id =
      g_timeout_add ((guint) (deadline / G_TIME_SPAN_MILLISECOND), on_deadline_cb, self);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process), data, length,
                                   G_PRIORITY_DEFAULT, NULL, on_written_cb, g_bytes_ref (input));
  g_subprocess_wait_async (self->process, NULL, on_reaped_cb, g_steal_pointer (&task));
}

gboolean
plimsoll_errand_run_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
