/* plimsoll-agent.c - one conversation with an installed program, in lines of JSON.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The programs asked here may be in the middle of renewing the person's login when they have
 * answered: one that is killed then leaves a login on disk that is void already. So there is no
 * SIGKILL in this file, the program has a session of its own that no terminal reaches, and after a
 * patient farewell it is left to itself. That two of them never run at once is kept by a lock on an
 * open file which the program inherits: it is held until the last one of both has gone, however we
 * end ourselves.
 *
 * What is said is for the caller; here a line is only cut out, measured and parsed. */

#include "plimsoll-agent.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A patient program under load; the answers that were measured took a third of a second. */
#define DEFAULT_DEADLINE (20 * G_TIME_SPAN_SECOND)
#define DEFAULT_GRACE (5 * G_TIME_SPAN_SECOND)
/* An answer has a few KiB; between them come notices of any number. */
#define MAX_LINE_BYTES (1024u * 1024)
#define MAX_BYTES (8u * 1024 * 1024)
/* The number under which the program inherits the lock; it does nothing with it. */
#define LOCK_TARGET_FD 3

struct _PlimsollAgent
{
  GSubprocess *process; /* (owned) */
  GCancellable *reading; /* (owned): ends reading and waiting when we leave */
  GByteArray *heard; /* (owned): the line that has not ended yet */
  gsize n_bytes; /* all that it said */
  PlimsollAgentHearFunc hear;
  gpointer hear_data; /* (unowned) */
  GCancellable *caller; /* (owned) (nullable) */
  gulong caller_id;
  GSource *timer; /* (owned) (nullable): deadline, then grace, then grace again */
  GTimeSpan grace;
  GError *error; /* (owned) (nullable): why there is no answer */
  gboolean is_leaving; /* its input is closed, nothing is heard any more */
  gboolean is_answered;
  gboolean is_returned;
  guint8 chunk[4096];
};

G_DEFINE_QUARK (plimsoll_agent_error, plimsoll_agent_error)

static void read_on (GTask *task);

static void
clear_timer (PlimsollAgent *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
agent_free (gpointer data)
{
  PlimsollAgent *self = data;

  clear_timer (self);
  g_cancellable_disconnect (self->caller, self->caller_id);
  g_clear_object (&self->caller);
  g_clear_object (&self->process);
  g_clear_object (&self->reading);
  g_clear_error (&self->error);
  g_byte_array_unref (self->heard);
  g_free (self);
}

static void
set_timer (GTask *task, GTimeSpan span, GSourceFunc callback)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  clear_timer (self);
  self->timer = g_timeout_source_new ((guint) (span / G_TIME_SPAN_MILLISECOND));
  g_source_set_callback (self->timer, callback, task, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

/* The program is gone, or left alone: either way the caller hears how it went. */
static void
return_once (GTask *task)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  if (self->is_returned)
    return;

  self->is_returned = TRUE;
  clear_timer (self);
  if (g_cancellable_is_cancelled (self->caller))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else if (self->is_answered)
    g_task_return_boolean (task, TRUE);
  else if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else
    g_task_return_new_error (task, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_GONE,
                             "ended without an answer");
}

static gboolean
on_left_alone_cb (gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  PlimsollAgent *self = g_task_get_task_data (task);

  g_cancellable_cancel (self->reading);
  return_once (task);
  return G_SOURCE_REMOVE;
}

static gboolean
on_grace_over_cb (gpointer user_data)
{
  PlimsollAgent *self = g_task_get_task_data (user_data);

  g_subprocess_send_signal (self->process, SIGTERM);
  set_timer (user_data, self->grace, on_left_alone_cb);
  return G_SOURCE_REMOVE;
}

static void
on_gone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PlimsollAgent *self = g_task_get_task_data (task);

  if (g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL))
    {
      g_cancellable_cancel (self->reading);
      return_once (task);
    }
}

/* Closes its input, which is its sign to end. What it still says is read and dropped, lest a full
 * pipe holds it. */
static void
leave (GTask *task)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  if (self->is_leaving)
    return;

  self->is_leaving = TRUE;
  g_output_stream_close (g_subprocess_get_stdin_pipe (self->process), NULL, NULL);
  g_subprocess_wait_async (self->process, self->reading, on_gone_cb, g_object_ref (task));
  set_timer (task, self->grace, on_grace_over_cb);
}

static void
fail (GTask *task, PlimsollAgentError code, const char *message)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  if (self->error == NULL && !self->is_answered)
    self->error = g_error_new_literal (PLIMSOLL_AGENT_ERROR, (int) code, message);
  leave (task);
}

static gboolean
on_deadline_cb (gpointer user_data)
{
  fail (user_data, PLIMSOLL_AGENT_ERROR_LATE, "took too long");
  return G_SOURCE_REMOVE;
}

static gboolean
on_cancelled_idle_cb (gpointer user_data)
{
  if (!((PlimsollAgent *) g_task_get_task_data (user_data))->is_returned)
    leave (user_data);
  return G_SOURCE_REMOVE;
}

/* May be called while the cancellable holds its lock: the work is left to the main loop. */
static void
on_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_source_set_callback (idle, on_cancelled_idle_cb, g_object_ref (user_data), g_object_unref);
  g_source_attach (idle, g_task_get_context (user_data));
}

static void
hear_line (GTask *task, const char *line, gsize length)
{
  PlimsollAgent *self = g_task_get_task_data (task);
  g_autoptr (JsonNode) node = plimsoll_json_parse_object (line, length, NULL);

  if (node == NULL || self->hear (self, json_node_get_object (node), self->hear_data))
    return;

  self->is_answered = TRUE;
  leave (task);
}

/* Cuts whole lines off the front of what was heard. */
static void
hear_lines (GTask *task)
{
  PlimsollAgent *self = g_task_get_task_data (task);
  gsize start = 0;
  const guint8 *end = NULL;

  while (!self->is_leaving
         && (end = memchr (self->heard->data + start, '\n', self->heard->len - start)) != NULL)
    {
      gsize length = (gsize) (end - self->heard->data) - start;

      hear_line (task, (const char *) self->heard->data + start, length);
      start += length + 1;
    }

  if (start > 0)
    g_byte_array_remove_range (self->heard, 0, (guint) start);
}

static void
take_chunk (GTask *task, gsize length)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  if (self->is_leaving)
    return;

  self->n_bytes += length;
  g_byte_array_append (self->heard, self->chunk, (guint) length);
  hear_lines (task);
  if (!self->is_leaving && (self->heard->len > MAX_LINE_BYTES || self->n_bytes > MAX_BYTES))
    fail (task, PLIMSOLL_AGENT_ERROR_FLOOD, "said too much");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PlimsollAgent *self = g_task_get_task_data (task);
  gssize length = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (self->is_returned)
    return;
  if (length <= 0)
    {
      leave (task);
      return;
    }

  take_chunk (task, (gsize) length);
  read_on (task);
}

static void
read_on (GTask *task)
{
  PlimsollAgent *self = g_task_get_task_data (task);

  g_input_stream_read_async (g_subprocess_get_stdout_pipe (self->process), self->chunk,
                             sizeof self->chunk, G_PRIORITY_DEFAULT, self->reading, on_read_cb,
                             g_object_ref (task));
}

/* An open file with the lock on it; -1 with `error` when another one has it. */
static int
lock_folder (const char *folder, GError **error)
{
  g_autofree char *path = g_strconcat (folder, ".lock", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    {
      g_set_error (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_START,
                   "no place to run in: %s", g_strerror (errno));
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;

  close (fd);
  g_set_error_literal (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_BUSY,
                       "one from before still runs");
  return -1;
}

/* Runs in the new process before it becomes the program: a session of its own, so that a person's
 * Ctrl-C, or a terminal that closes, ends us and not a program that is renewing a login. */
static void
leave_terminal (gpointer user_data)
{
  (void) setsid ();
}

/* (transfer full) (nullable) */
static GSubprocess *
start (const PlimsollAgentErrand *errand, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                 | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) cause = NULL;
  GSubprocess *process = NULL;
  int lock = lock_folder (errand->folder, error);

  if (lock < 0)
    return NULL;

  g_subprocess_launcher_set_environ (launcher, (char **) errand->environment);
  g_subprocess_launcher_set_cwd (launcher, errand->folder);
  g_subprocess_launcher_take_fd (launcher, lock, LOCK_TARGET_FD);
  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, errand->argv, &cause);
  if (process == NULL)
    g_set_error_literal (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_START, cause->message);
  return process;
}

void
plimsoll_agent_say (PlimsollAgent *agent, const char *line)
{
  g_autofree char *text = g_strconcat (line, "\n", NULL);

  /* One that has closed its input is about to end, and that is heard elsewhere. */
  (void) g_output_stream_write_all (g_subprocess_get_stdin_pipe (agent->process), text,
                                    strlen (text), NULL, NULL, NULL);
}

void
plimsoll_agent_talk_async (const PlimsollAgentErrand *errand,
                           const char *opening,
                           PlimsollAgentHearFunc hear,
                           gpointer hear_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  /* The task does not know the cancellable: it may only return when the program is gone. */
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  PlimsollAgent *self = g_new0 (PlimsollAgent, 1);
  GError *error = NULL;

  g_task_set_source_tag (task, plimsoll_agent_talk_async);
  g_task_set_task_data (task, self, agent_free);
  self->heard = g_byte_array_new ();
  self->reading = g_cancellable_new ();
  self->hear = hear;
  self->hear_data = hear_data;
  self->grace = errand->grace > 0 ? errand->grace : DEFAULT_GRACE;
  self->process = start (errand, &error);
  if (self->process == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  set_timer (task, errand->deadline > 0 ? errand->deadline : DEFAULT_DEADLINE, on_deadline_cb);
  plimsoll_agent_say (self, opening);
  read_on (task);
  if (cancellable != NULL)
    {
      self->caller = g_object_ref (cancellable);
      self->caller_id =
          g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled_cb), task, NULL);
    }
}

gboolean
plimsoll_agent_talk_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
