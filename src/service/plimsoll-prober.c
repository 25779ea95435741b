/* plimsoll-prober.c - runs `plimsoll probe` and takes what it brings.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service's only way to numbers. A probe that crashes, hangs, floods or lies costs one poll and
 * one line in the journal. */

#include "plimsoll-prober.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-child.h"
#include "plimsoll-codec.h"

/* A server that is slow to refuse, and then a Claude Code that takes all its time to answer and to
 * end. */
#define DEFAULT_DEADLINE (90 * G_TIME_SPAN_SECOND)
#define LIST_MAX_BYTES (64u * 1024)

struct _PlimsollProber
{
  GObject parent_instance;

  char *program; /* (owned) */
  GTimeSpan deadline;
};

G_DEFINE_FINAL_TYPE (PlimsollProber, plimsoll_prober, G_TYPE_OBJECT)

static void
plimsoll_prober_finalize (GObject *object)
{
  PlimsollProber *self = PLIMSOLL_PROBER (object);

  g_free (self->program);
  G_OBJECT_CLASS (plimsoll_prober_parent_class)->finalize (object);
}

static void
plimsoll_prober_class_init (PlimsollProberClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_prober_finalize;
}

static void
plimsoll_prober_init (PlimsollProber *self)
{
  self->deadline = DEFAULT_DEADLINE;
}

PlimsollProber *
plimsoll_prober_new (const char *program)
{
  PlimsollProber *self = g_object_new (PLIMSOLL_TYPE_PROBER, NULL);

  self->program = g_strdup (program);
  return self;
}

void
plimsoll_prober_set_deadline (PlimsollProber *self, GTimeSpan deadline)
{
  self->deadline = deadline;
}

/* (transfer full): the report of a probe that brought none. */
static PlimsollReport *
report_trouble (PlimsollAccount *account)
{
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (
      PLIMSOLL_CONDITION_TROUBLE,
      _ ("Plimsoll's own helper failed. It is tried again by itself; the journal says more."),
      NULL);

  return plimsoll_report_new (account, NULL, NULL, problem);
}

/* (transfer full): what a probe said, if it is about the account that was asked for. */
static PlimsollReport *
read_report (PlimsollAccount *account, GBytes *bytes, GError **error)
{
  g_autoptr (PlimsollReport) report = plimsoll_codec_report_from_bytes (bytes, error);

  if (report == NULL)
    return NULL;
  if (g_str_equal (plimsoll_account_get_id (plimsoll_report_get_account (report)),
                   plimsoll_account_get_id (account)))
    return g_steal_pointer (&report);

  g_set_error_literal (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED,
                       "spoke of another account");
  return NULL;
}

static void
on_probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plimsoll_child_run_finish (result, &error);
  PlimsollAccount *account = g_task_get_task_data (task);
  PlimsollReport *report = NULL;

  if (bytes != NULL)
    report = read_report (account, bytes, &error);
  if (report == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (report == NULL)
    {
      g_message ("The probe of %s %s.", plimsoll_account_get_id (account), error->message);
      report = report_trouble (account);
    }

  g_task_return_pointer (task, report, (GDestroyNotify) plimsoll_report_unref);
}

void
plimsoll_prober_probe_async (PlimsollProber *self,
                             PlimsollAccount *account,
                             PlimsollProbeFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *argv[] = { self->program, "probe", "--account", plimsoll_account_get_id (account),
                         NULL,          NULL,    NULL };
  gsize n_words = 4;

  if ((flags & PLIMSOLL_PROBE_IDENTITY) != 0)
    argv[n_words++] = "--identity";
  if ((flags & PLIMSOLL_PROBE_PERSON) != 0)
    argv[n_words++] = "--person";

  g_task_set_source_tag (task, plimsoll_prober_probe_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, plimsoll_account_ref (account),
                        (GDestroyNotify) plimsoll_account_unref);
  plimsoll_child_run_async (argv, PLIMSOLL_CODEC_MAX_BYTES, self->deadline, cancellable,
                            on_probed_cb, task);
}

PlimsollReport *
plimsoll_prober_probe_finish (PlimsollProber *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plimsoll_child_run_finish (result, &error);
  GPtrArray *list = bytes != NULL ? plimsoll_login_list_from_bytes (bytes, &error) : NULL;

  if (list == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, list, (GDestroyNotify) g_ptr_array_unref);
}

void
plimsoll_prober_list_async (PlimsollProber *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *argv[] = { self->program, "probe", "--list", NULL };

  g_task_set_source_tag (task, plimsoll_prober_list_async);
  plimsoll_child_run_async (argv, LIST_MAX_BYTES, self->deadline, cancellable, on_listed_cb, task);
}

GPtrArray *
plimsoll_prober_list_finish (PlimsollProber *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
on_incident_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = plimsoll_child_run_finish (result, &error);
  PlimsollIncident *incident = NULL;

  if (bytes == NULL || !plimsoll_incident_from_bytes (bytes, &incident, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, incident, (GDestroyNotify) plimsoll_incident_unref);
}

void
plimsoll_prober_incident_async (PlimsollProber *self,
                                const char *provider,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const char *argv[] = { self->program, "probe", "--incidents", provider, NULL };

  g_task_set_source_tag (task, plimsoll_prober_incident_async);
  g_task_set_check_cancellable (task, FALSE);
  plimsoll_child_run_async (argv, PLIMSOLL_CODEC_MAX_BYTES, self->deadline, cancellable,
                            on_incident_cb, task);
}

gboolean
plimsoll_prober_incident_finish (PlimsollProber *self,
                                 GAsyncResult *result,
                                 PlimsollIncident **incident)
{
  g_autoptr (GError) error = NULL;

  *incident = g_task_propagate_pointer (G_TASK (result), &error);
  return error == NULL;
}
