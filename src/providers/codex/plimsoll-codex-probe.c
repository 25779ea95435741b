/* plimsoll-codex-probe.c - one report about one Codex login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads the login and asks the server once. A login file that is being written is read again a
 * moment later; after a 401 it is read once more, and asked with if it holds another token by then.
 * Where the server refuses the login, or the way to it is closed to strangers, the installed Codex
 * is asked instead: it renews its own login. What it says of the login is then the truth; when it
 * says nothing, the server's refusal stands. It is started every five minutes at most while a
 * person works with it, else every fifteen: a login that stays expired would have it started at
 * each poll.
 */

#include "plimsoll-codex-probe.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-codex-program.h"
#include "plimsoll-codex-readiness.h"
#include "plimsoll-codex-refusal.h"
#include "plimsoll-codex-server.h"
#include "plimsoll-pause.h"

/* How long the program's answer, whatever it is, stands. */
#define REST_IN_USE (5 * G_TIME_SPAN_MINUTE)
#define REST_IDLE (15 * G_TIME_SPAN_MINUTE)

typedef struct
{
  PlimsollCodexErrand errand; /* borrowed from the task's source object */
  PlimsollProbeFlags flags;
  PlimsollCodexAddress *address; /* (owned) */
  PlimsollCodexLogin *login; /* (owned) (nullable) */
  PlimsollProblem *refusal; /* (owned) (nullable): while the program is asked instead */
  gboolean has_reread; /* after a 401 */
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_clear_pointer (&probe->address, plimsoll_codex_address_free);
  g_clear_pointer (&probe->login, plimsoll_codex_login_free);
  g_clear_pointer (&probe->refusal, plimsoll_problem_unref);
  g_free (probe);
}

/* `problem` is taken over. */
static void
return_report (GTask *task, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *key =
      probe->login != NULL ? plimsoll_codex_login_dup_key (probe->login, probe->errand.home) : NULL;
  g_autoptr (PlimsollProblem) owned = problem;

  g_task_return_pointer (task, plimsoll_report_new (probe->errand.account, key, snapshot, owned),
                         (GDestroyNotify) plimsoll_report_unref);
}

/* (transfer full) */
static PlimsollSnapshot *
make_snapshot (Probe *probe, const PlimsollCodexUsage *usage, const char *source)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  gboolean wants_identity = (probe->flags & PLIMSOLL_PROBE_IDENTITY) != 0;
  const PlimsollSnapshotFields fields = {
    .source = source,
    .observed_at = now,
    .plan = usage->plan,
    .identity = wants_identity ? probe->login->email : NULL,
    .limits = usage->limits,
    .spend = usage->spend,
  };

  return plimsoll_snapshot_new (&fields);
}

PlimsollCodexUsage *
plimsoll_codex_probe_read_usage (const PlimsollHttpReply *reply, GDateTime *now)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (reply->body, &length);
  g_autoptr (PlimsollCodexUsage) usage = plimsoll_codex_usage_parse (data, length, now, NULL);

  if (usage == NULL || !plimsoll_codex_usage_is_useful (usage))
    return NULL;

  return g_steal_pointer (&usage);
}

/* What the program says of the login is the truth about it; but that it expired says less than the
 * server's "not known". Without a login of our own there is nothing but the program's word. */
static gboolean
is_better (Probe *probe, const PlimsollCodexAnswer *answer)
{
  if (probe->login->token == NULL)
    return TRUE;

  return !answer->is_silent
         && (plimsoll_problem_get_condition (answer->problem) != PLIMSOLL_CONDITION_EXPIRED
             || plimsoll_problem_get_condition (probe->refusal) == PLIMSOLL_CONDITION_EXPIRED);
}

/* What is asked of the gate; `key` is borrowed. */
static PlimsollGateQuestion
make_question (Probe *probe, const char *key, GDateTime *now)
{
  return (PlimsollGateQuestion){
    .account = probe->errand.account,
    .source = PLIMSOLL_SOURCE_CLI,
    .key = key,
    .rest = plimsoll_codex_home_is_busy (probe->errand.home, now, REST_IN_USE) ? REST_IN_USE
                                                                               : REST_IDLE,
    .is_person = (probe->flags & PLIMSOLL_PROBE_PERSON) != 0,
  };
}

static void
note (Probe *probe, PlimsollReport *report)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  PlimsollGateQuestion question = make_question (probe, plimsoll_report_get_key (report), now);

  plimsoll_source_gate_note (probe->errand.gate, &question, report, now);
}

/* The program was asked, and this is the end of it. Both are taken over. */
static void
return_answer (GTask *task, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *key = plimsoll_codex_login_dup_key (probe->login, probe->errand.home);
  g_autoptr (PlimsollSnapshot) owned_snapshot = snapshot;
  g_autoptr (PlimsollProblem) owned_problem = problem;
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (probe->errand.account, key, owned_snapshot, owned_problem);

  note (probe, report);
  g_task_return_pointer (task, g_steal_pointer (&report), (GDestroyNotify) plimsoll_report_unref);
}

/* TRUE when the program was asked a short while ago: what came of it then is said again. Only a
 * server's order has a moment that others must know of. */
static gboolean
is_held_by_gate (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  g_autofree char *key = plimsoll_codex_login_dup_key (probe->login, probe->errand.home);
  PlimsollGateQuestion question = make_question (probe, key, now);
  g_autoptr (PlimsollReport) last = NULL;
  PlimsollGateState state = plimsoll_source_gate_look (probe->errand.gate, &question, now, &last);
  PlimsollProblem *problem = NULL;

  if (state == PLIMSOLL_GATE_OPEN)
    return FALSE;

  problem = plimsoll_report_get_problem (last);
  if (problem == NULL)
    {
      g_autoptr (PlimsollSnapshot) wanted =
          (probe->flags & PLIMSOLL_PROBE_IDENTITY) != 0
              ? plimsoll_snapshot_ref (plimsoll_report_get_snapshot (last))
              : plimsoll_snapshot_dup_nameless (plimsoll_report_get_snapshot (last));

      return_report (task, wanted, NULL);
    }
  else if (plimsoll_problem_get_condition (problem) == PLIMSOLL_CONDITION_RATE_LIMITED)
    return_report (task, NULL, plimsoll_problem_ref (problem));
  else
    return_report (task, NULL,
                   plimsoll_problem_new (plimsoll_problem_get_condition (problem),
                                         plimsoll_problem_get_message (problem), NULL));
  return TRUE;
}

static void
on_program_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollCodexAnswer) answer = plimsoll_codex_program_ask_finish (result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer->usage != NULL)
    return_answer (task, make_snapshot (probe, answer->usage, PLIMSOLL_SOURCE_CLI), NULL);
  else if (answer->problem != NULL && is_better (probe, answer))
    return_answer (task, NULL, g_steal_pointer (&answer->problem));
  else
    return_answer (task, NULL, g_steal_pointer (&probe->refusal));
}

/* TRUE when Codex itself may know more than this refusal: not about a login that is not there, nor
 * where nothing is wrong with the login or the way. */
static gboolean
may_program_help (Probe *probe, PlimsollProblem *refusal)
{
  PlimsollCondition condition = plimsoll_problem_get_condition (refusal);

  if (probe->login->token == NULL)
    return probe->login->state == PLIMSOLL_CODEX_LOGIN_IN_KEYRING;

  return condition == PLIMSOLL_CONDITION_EXPIRED || condition == PLIMSOLL_CONDITION_SIGNED_OUT
         || condition == PLIMSOLL_CONDITION_BLOCKED;
}

/* The end of it, unless the program is there and may help. Takes `refusal` over. */
static void
take_refusal (GTask *task, PlimsollProblem *refusal)
{
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *program =
      may_program_help (probe, refusal) ? plimsoll_codex_program_find (&probe->errand) : NULL;

  if (program == NULL)
    {
      return_report (task, NULL, refusal);
      return;
    }

  probe->refusal = refusal;
  if (is_held_by_gate (task))
    return;

  plimsoll_codex_program_ask_async (&probe->errand, program, g_task_get_cancellable (task),
                                    on_program_answered_cb, g_object_ref (task));
}

static void ask (GTask *task);

/* TRUE when the file holds another token by now, and that one was asked with. */
static gboolean
ask_again_with_newer (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autofree char *old_key = plimsoll_codex_login_dup_key (probe->login, probe->errand.home);
  g_autoptr (PlimsollCodexLogin) newer = NULL;
  g_autofree char *new_key = NULL;

  if (probe->has_reread)
    return FALSE;

  probe->has_reread = TRUE;
  newer = plimsoll_codex_login_load (probe->errand.home);
  new_key = plimsoll_codex_login_dup_key (newer, probe->errand.home);
  if (newer->token == NULL || g_str_equal (new_key, old_key))
    return FALSE;

  plimsoll_codex_login_free (probe->login);
  probe->login = g_steal_pointer (&newer);
  ask (task);
  return TRUE;
}

static void
take_reply (GTask *task, const PlimsollHttpReply *reply)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  PlimsollProblem *problem = plimsoll_codex_refusal_from_reply (reply, now);
  g_autoptr (PlimsollCodexUsage) usage =
      problem == NULL ? plimsoll_codex_probe_read_usage (reply, now) : NULL;

  if (usage != NULL)
    {
      g_autoptr (PlimsollSnapshot) snapshot = make_snapshot (probe, usage, PLIMSOLL_SOURCE_OAUTH);

      return_report (task, snapshot, NULL);
    }
  else
    take_refusal (task, problem != NULL ? problem : plimsoll_codex_refusal_new_bad_reply ());
}

static void
on_server_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply =
      plimsoll_http_get_finish (PLIMSOLL_HTTP (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (reply == NULL)
    return_report (task, NULL, plimsoll_http_problem_from_error (error));
  else if (reply->status != 401 || !ask_again_with_newer (task))
    take_reply (task, reply);
}

/* Asks with the login that was loaded, if that is fit. */
static void
ask (GTask *task)
{
  Probe *probe = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (probe->errand.clock);
  PlimsollProblem *problem = plimsoll_codex_readiness_check (probe->login, now);

  if (problem != NULL)
    take_refusal (task, problem);
  else
    plimsoll_codex_server_ask_async (&probe->errand, probe->address->address, probe->login,
                                     g_task_get_cancellable (task), on_server_answered_cb,
                                     g_object_ref (task));
}

static gboolean
on_waited_cb (gpointer user_data)
{
  GTask *task = user_data;
  Probe *probe = g_task_get_task_data (task);

  if (!g_task_return_error_if_cancelled (task))
    {
      g_clear_pointer (&probe->login, plimsoll_codex_login_free);
      probe->login = plimsoll_codex_login_load (probe->errand.home);
      ask (task);
    }
  return G_SOURCE_REMOVE;
}

void
plimsoll_codex_probe_async (gpointer owner,
                            const PlimsollCodexErrand *errand,
                            PlimsollProbeFlags flags,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  Probe *probe = g_new0 (Probe, 1);

  probe->errand = *errand;
  probe->flags = flags;
  probe->address = plimsoll_codex_address_find (errand);
  g_task_set_source_tag (task, plimsoll_codex_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  if (probe->address->address == NULL)
    {
      return_report (task, NULL, plimsoll_codex_readiness_refuse_address (probe->address));
      return;
    }

  probe->login = plimsoll_codex_login_load (errand->home);
  if (probe->login->state == PLIMSOLL_CODEX_LOGIN_TORN)
    /* The file is whole again in a moment. */
    plimsoll_pause (task, errand->patience, on_waited_cb);
  else
    ask (task);
}

PlimsollReport *
plimsoll_codex_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
