/* plimsoll-claude-doctor.c - everything that a probe of a Claude login needs, looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Goes the way of a probe, once, and writes down what it meets: the login, the address, the way
 * there, the answer, the clocks, then who else was asked and why. It ends with the one thing to do
 * next: the advice of the first thing that is bad, else of the first that should be mended. It
 * retries nothing, for a doctor reports what is, and it keeps the budgets like everybody. */

#include "plimsoll-claude-doctor.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-chain.h"
#include "plimsoll-claude-cli.h"
#include "plimsoll-claude-feed-findings.h"
#include "plimsoll-claude-login-findings.h"
#include "plimsoll-claude-readiness.h"
#include "plimsoll-claude-refusal.h"
#include "plimsoll-http-findings.h"
#include "plimsoll-text.h"

#define LONGEST_PATH 200

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  GPtrArray *findings; /* (owned) (element-type PlimsollFinding) */
  PlimsollClaudeCredentials *credentials; /* (owned) */
  PlimsollReport *answered; /* (owned) (nullable): what asking the server brought */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_ptr_array_unref (visit->findings);
  plimsoll_claude_credentials_free (visit->credentials);
  g_clear_pointer (&visit->answered, plimsoll_report_unref);
  g_free (visit);
}

static void
return_findings (GTask *task)
{
  Visit *visit = g_task_get_task_data (task);

  plimsoll_findings_add_advice (visit->findings);
  g_task_return_pointer (task, g_ptr_array_ref (visit->findings),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* What stands in the way of one source is no reason why nothing works when another gave numbers. */
static void
soften (Visit *visit)
{
  for (guint i = 0; i < visit->findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (visit->findings, i);

      if (plimsoll_finding_get_level (finding) != PLIMSOLL_FINDING_BAD)
        continue;
      visit->findings->pdata[i] = plimsoll_finding_new (
          plimsoll_finding_get_id (finding), PLIMSOLL_FINDING_WARNING,
          plimsoll_finding_get_title (finding), plimsoll_finding_get_text (finding),
          plimsoll_finding_get_advice (finding));
      plimsoll_finding_unref (finding);
    }
}

static void
add_claude_code (Visit *visit)
{
  g_autofree char *program = plimsoll_claude_cli_dup_program (&visit->errand);
  g_autofree char *clean = plimsoll_text_clean (program, LONGEST_PATH);
  const char *named = visit->errand.program;

  if (program != NULL)
    plimsoll_findings_add (visit->findings, "claude-code", PLIMSOLL_FINDING_GOOD, _ ("Claude Code"),
                           clean != NULL ? clean : "–", NULL);
  else if (named != NULL && *named != '\0')
    plimsoll_findings_add (
        visit->findings, "claude-code", PLIMSOLL_FINDING_WARNING, _ ("Claude Code"),
        _ ("the program that was named cannot be run"),
        _ ("Correct PLIMSOLL_CLAUDE_PROGRAM or the program in the preferences."));
  else
    plimsoll_findings_add (visit->findings, "claude-code", PLIMSOLL_FINDING_NOTE, _ ("Claude Code"),
                           _ ("not found, so it cannot stand in"), NULL);
}

static void
on_walked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (visit->errand.clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollClaudeTrail) trail = NULL;
  g_autoptr (PlimsollReport) report = plimsoll_claude_chain_finish (result, &trail, &error);
  g_autofree char *text = NULL;
  gboolean is_well = FALSE;

  if (report == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  is_well = plimsoll_report_get_problem (report) == NULL;
  if (is_well)
    soften (visit);
  text = plimsoll_claude_trail_say (trail, now);
  plimsoll_findings_add (
      visit->findings, "sources", is_well ? PLIMSOLL_FINDING_GOOD : PLIMSOLL_FINDING_BAD,
      _ ("Sources"), text,
      is_well ? NULL : plimsoll_problem_get_message (plimsoll_report_get_problem (report)));
  return_findings (task);
}

/* Goes on as a probe would, from what is known of the server. */
static void
walk (GTask *task)
{
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (visit->errand.clock);

  add_claude_code (visit);
  plimsoll_claude_feed_findings_add (visit->findings, visit->errand.home, visit->errand.feed_path,
                                     now);
  plimsoll_claude_chain_async (g_task_get_source_object (task), &visit->errand,
                               PLIMSOLL_PROBE_DEFAULT, visit->answered,
                               g_task_get_cancellable (task), on_walked_cb, g_object_ref (task));
}

/* Takes over both, and tells the gate. */
static void
take_answer (Visit *visit, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (visit->errand.clock);
  g_autofree char *key = plimsoll_secret_dup_key (visit->credentials->token);
  PlimsollGateQuestion question = plimsoll_claude_chain_make_question (
      &visit->errand, PLIMSOLL_SOURCE_OAUTH, key, PLIMSOLL_PROBE_DEFAULT);
  g_autoptr (PlimsollSnapshot) owned_snapshot = snapshot;
  g_autoptr (PlimsollProblem) owned_problem = problem;

  visit->answered = plimsoll_report_new (visit->errand.account, key, owned_snapshot, owned_problem);
  plimsoll_source_gate_note (visit->errand.gate, &question, visit->answered, now);
}

/* Only worth a line when somebody changed it. FALSE when nothing may be sent there. */
static gboolean
add_address (Visit *visit)
{
  g_autofree char *address = plimsoll_claude_oauth_dup_address (&visit->errand);

  if (address == NULL)
    {
      g_autoptr (PlimsollProblem) problem = plimsoll_claude_readiness_refuse_address ();

      plimsoll_findings_add (visit->findings, "address", PLIMSOLL_FINDING_BAD, _ ("Address"),
                             _ ("PLIMSOLL_CLAUDE_BASE_URL is neither https nor this computer"),
                             plimsoll_problem_get_message (problem));
      return FALSE;
    }

  if (!g_str_equal (visit->errand.base_url, PLIMSOLL_CLAUDE_BASE_URL))
    plimsoll_findings_add_address (visit->findings, visit->errand.base_url,
                                   "PLIMSOLL_CLAUDE_BASE_URL");
  return TRUE;
}

static void
add_answer (Visit *visit, const PlimsollHttpReply *reply, GDateTime *now)
{
  g_autoptr (PlimsollProblem) problem = plimsoll_claude_refusal_from_reply (reply, now);
  g_autoptr (PlimsollClaudeUsage) usage =
      problem == NULL ? plimsoll_claude_probe_read_usage (reply) : NULL;

  if (usage != NULL)
    {
      const PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_OAUTH,
                                              .observed_at = now,
                                              .limits = usage->limits,
                                              .spend = usage->spend };

      take_answer (visit, plimsoll_snapshot_new (&fields), NULL);
    }
  else
    {
      if (problem == NULL)
        problem = plimsoll_claude_readiness_refuse_answer ();
      take_answer (visit, NULL, plimsoll_problem_ref (problem));
    }

  plimsoll_findings_add_answer (visit->findings, reply, usage != NULL,
                                usage != NULL ? usage->limits->len : 0, problem);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply =
      plimsoll_http_get_finish (PLIMSOLL_HTTP (source), result, &error);
  g_autoptr (GDateTime) now = plimsoll_clock_now (visit->errand.clock);

  if (g_task_return_error_if_cancelled (task))
    return;

  plimsoll_findings_add_proxy (visit->findings, visit->errand.http);
  plimsoll_findings_add_network (visit->findings, error);
  if (reply == NULL)
    take_answer (visit, NULL, plimsoll_http_problem_from_error (error));
  else
    {
      add_answer (visit, reply, now);
      plimsoll_findings_add_clock (visit->findings, reply, now);
    }
  walk (task);
}

/* TRUE when the server wants quiet, or is not to be asked at all, and that has been said. */
static gboolean
is_server_left_alone (Visit *visit, GDateTime *now)
{
  g_autofree char *key = plimsoll_secret_dup_key (visit->credentials->token);
  PlimsollGateQuestion question = plimsoll_claude_chain_make_question (
      &visit->errand, PLIMSOLL_SOURCE_OAUTH, key, PLIMSOLL_PROBE_DEFAULT);
  g_autoptr (PlimsollReport) last = NULL;

  if (!g_strv_contains (visit->errand.sources, PLIMSOLL_SOURCE_OAUTH))
    {
      plimsoll_findings_add (visit->findings, "network", PLIMSOLL_FINDING_NOTE, _ ("Network"),
                             _ ("not asked, as that source is switched off"), NULL);
      return TRUE;
    }
  if (plimsoll_source_gate_look (visit->errand.gate, &question, now, &last) == PLIMSOLL_GATE_OPEN)
    return FALSE;

  plimsoll_findings_add (visit->findings, "network", PLIMSOLL_FINDING_WARNING, _ ("Network"),
                         _ ("not asked, as the server wants quiet"),
                         plimsoll_problem_get_message (plimsoll_report_get_problem (last)));
  return TRUE;
}

static void
look_at_login (Visit *visit, GDateTime *now)
{
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_load (visit->errand.home);

  visit->credentials = plimsoll_claude_credentials_load (visit->errand.home);
  plimsoll_claude_login_findings_add (visit->findings, visit->credentials, profile, now);
}

void
plimsoll_claude_doctor_async (gpointer owner,
                              const PlimsollClaudeErrand *errand,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  g_autoptr (GDateTime) now = plimsoll_clock_now (errand->clock);
  g_autoptr (PlimsollProblem) problem = NULL;
  Visit *visit = g_new0 (Visit, 1);
  gboolean has_address = FALSE;

  visit->errand = *errand;
  visit->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);
  g_task_set_source_tag (task, plimsoll_claude_doctor_async);
  g_task_set_task_data (task, visit, visit_free);

  look_at_login (visit, now);
  has_address = add_address (visit);
  problem = plimsoll_claude_readiness_check (visit->credentials, now);
  if (problem != NULL || !has_address)
    {
      plimsoll_findings_add_not_asked (visit->findings);
      walk (task);
      return;
    }
  if (is_server_left_alone (visit, now))
    {
      walk (task);
      return;
    }

  plimsoll_claude_oauth_ask_async (errand, visit->credentials->token, cancellable, on_answered_cb,
                                   g_steal_pointer (&task));
}

GPtrArray *
plimsoll_claude_doctor_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
