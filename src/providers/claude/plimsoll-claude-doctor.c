/* plimsoll-claude-doctor.c - everything that a probe of a Claude login needs, looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Goes the way of a probe, once, and writes down what it meets: the login, the address, the way
 * there, the answer, the clocks. It ends with the one thing to do next: the advice of the first
 * thing that is bad, else of the first that should be mended. It retries nothing, for a doctor
 * reports what is. */

#include "plimsoll-claude-doctor.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-login-findings.h"
#include "plimsoll-claude-probe.h"
#include "plimsoll-claude-readiness.h"
#include "plimsoll-claude-refusal.h"
#include "plimsoll-http-findings.h"

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  GPtrArray *findings; /* (owned) (element-type PlimsollFinding) */
  PlimsollClaudeCredentials *credentials; /* (owned) */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_ptr_array_unref (visit->findings);
  plimsoll_claude_credentials_free (visit->credentials);
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
  if (reply != NULL)
    {
      add_answer (visit, reply, now);
      plimsoll_findings_add_clock (visit->findings, reply, now);
    }
  return_findings (task);
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
      return_findings (task);
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
