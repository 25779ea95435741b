/* plimsoll-claude-probe.c - one report about one Claude login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the login, asks once, and makes a report of whatever came. Two things in the world are met
 * halfway: a login file that is being written is read again a moment later, and a 401 may mean that
 * Claude Code has just renewed the login, so the file is read once more and asked with once more,
 * if it holds another token by then. */

#include "plimsoll-claude-probe.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-profile.h"
#include "plimsoll-claude-readiness.h"
#include "plimsoll-claude-refusal.h"
#include "plimsoll-pause.h"

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  PlimsollProbeFlags flags;
  PlimsollClaudeCredentials *credentials; /* (owned) (nullable) */
  gboolean has_reread; /* after a 401 */
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_clear_pointer (&probe->credentials, plimsoll_claude_credentials_free);
  g_free (probe);
}

/* `problem` is taken over. */
static void
return_report (GTask *task, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  Probe *probe = g_task_get_task_data (task);
  PlimsollSecret *token = probe->credentials != NULL ? probe->credentials->token : NULL;
  g_autofree char *key = token != NULL ? plimsoll_secret_dup_key (token) : NULL;
  g_autoptr (PlimsollProblem) owned = problem;

  g_task_return_pointer (task, plimsoll_report_new (probe->errand.account, key, snapshot, owned),
                         (GDestroyNotify) plimsoll_report_unref);
}

static void
load_credentials (Probe *probe)
{
  g_clear_pointer (&probe->credentials, plimsoll_claude_credentials_free);
  probe->credentials = plimsoll_claude_credentials_load (probe->errand.home);
}

/* (transfer full): the file beside the login tells of that login, not of a token from the
 * environment. */
static PlimsollClaudeProfile *
load_profile (Probe *probe)
{
  if (probe->credentials->is_from_environment)
    return plimsoll_claude_profile_parse ("{}", 2);

  return plimsoll_claude_profile_load (probe->errand.home);
}

/* (transfer full) */
static PlimsollSnapshot *
make_snapshot (Probe *probe, PlimsollClaudeUsage *usage, GDateTime *now)
{
  g_autoptr (PlimsollClaudeProfile) profile = load_profile (probe);
  g_autofree char *plan = plimsoll_claude_plan_label (probe->credentials, profile);
  gboolean wants_identity = (probe->flags & PLIMSOLL_PROBE_IDENTITY) != 0;
  PlimsollSnapshotFields fields = {
    .source = "oauth",
    .observed_at = now,
    .plan = plan,
    .identity = wants_identity ? profile->email : NULL,
    .limits = usage->limits,
    .spend = usage->spend,
  };

  return plimsoll_snapshot_new (&fields);
}

PlimsollClaudeUsage *
plimsoll_claude_probe_read_usage (const PlimsollHttpReply *reply)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_usage_parse (data, length, NULL);

  if (usage == NULL || !plimsoll_claude_usage_is_useful (usage))
    return NULL;

  return g_steal_pointer (&usage);
}

static void
take_reply (GTask *task, PlimsollHttpReply *reply)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  g_autoptr (PlimsollProblem) problem = plimsoll_claude_refusal_from_reply (reply, now);
  g_autoptr (PlimsollClaudeUsage) usage = NULL;
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  if (problem == NULL)
    usage = plimsoll_claude_probe_read_usage (reply);
  if (usage != NULL)
    snapshot = make_snapshot (probe, usage, now);
  else if (problem == NULL)
    problem = plimsoll_claude_readiness_refuse_answer ();

  return_report (task, snapshot, g_steal_pointer (&problem));
}

static void ask (GTask *task);

/* TRUE when the file holds another token by now, and that one was asked with. */
static gboolean
ask_again_with_newer (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *old_key = plimsoll_secret_dup_key (probe->credentials->token);
  g_autoptr (PlimsollClaudeCredentials) newer = NULL;
  g_autofree char *new_key = NULL;

  if (probe->has_reread)
    return FALSE;

  probe->has_reread = TRUE;
  newer = plimsoll_claude_credentials_load (probe->errand.home);
  if (newer->token != NULL)
    new_key = plimsoll_secret_dup_key (newer->token);
  if (new_key == NULL || g_str_equal (new_key, old_key))
    return FALSE;

  plimsoll_claude_credentials_free (probe->credentials);
  probe->credentials = g_steal_pointer (&newer);
  ask (g_object_ref (task));
  return TRUE;
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply =
      plimsoll_http_get_finish (PLIMSOLL_HTTP (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (reply == NULL)
    return_report (task, NULL, plimsoll_http_problem_from_error (error));
  else if (!plimsoll_claude_refusal_wants_reread (reply) || !ask_again_with_newer (task))
    take_reply (task, reply);
}

/* (transfer full) for `task`. Asks with the login that was loaded, if that is fit. */
static void
ask (GTask *task)
{
  g_autoptr (GTask) owned = task;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  PlimsollProblem *problem = plimsoll_claude_readiness_check (probe->credentials, now);

  if (problem != NULL)
    {
      return_report (task, NULL, problem);
      return;
    }

  plimsoll_claude_oauth_ask_async (&probe->errand, probe->credentials->token,
                                   g_task_get_cancellable (task), on_answered_cb,
                                   g_steal_pointer (&owned));
}

static gboolean
on_waited_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    {
      load_credentials (g_task_get_task_data (task));
      ask (g_object_ref (task));
    }
  return G_SOURCE_REMOVE;
}

void
plimsoll_claude_probe_async (gpointer owner,
                             const PlimsollClaudeErrand *errand,
                             PlimsollProbeFlags flags,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  g_autofree char *address = plimsoll_claude_oauth_dup_address (errand);
  Probe *probe = g_new0 (Probe, 1);

  probe->errand = *errand;
  probe->flags = flags;
  g_task_set_source_tag (task, plimsoll_claude_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  if (address == NULL)
    {
      return_report (task, NULL, plimsoll_claude_readiness_refuse_address ());
      return;
    }

  load_credentials (probe);
  if (probe->credentials->state == PLIMSOLL_CLAUDE_LOGIN_TORN)
    /* The file is whole again in a moment. */
    plimsoll_pause (task, errand->patience, on_waited_cb);
  else
    ask (g_steal_pointer (&task));
}

PlimsollReport *
plimsoll_claude_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
