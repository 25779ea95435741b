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
#include "plimsoll-finding.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

/* A request takes seconds, so less is no difference; from five minutes on reset times and ages are
 * wrong enough to mislead. */
#define SKEW_WORTH_A_NOTE G_TIME_SPAN_MINUTE
#define SKEW_WORTH_A_WARNING (5 * G_TIME_SPAN_MINUTE)
#define LONGEST_ADDRESS 200

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
add (Visit *visit,
     const char *id,
     PlimsollFindingLevel level,
     const char *title,
     const char *text,
     const char *advice)
{
  g_ptr_array_add (visit->findings, plimsoll_finding_new (id, level, title, text, advice));
}

/* The last finding: what to do next. */
static void
return_findings (GTask *task)
{
  Visit *visit = g_task_get_task_data (task);
  PlimsollFindingLevel worst = PLIMSOLL_FINDING_NOTE;
  const char *advice = NULL;

  for (guint i = 0; i < visit->findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (visit->findings, i);

      if (plimsoll_finding_get_level (finding) <= worst
          || plimsoll_finding_get_advice (finding) == NULL)
        continue;
      worst = plimsoll_finding_get_level (finding);
      advice = plimsoll_finding_get_advice (finding);
    }

  add (visit, "advice", worst == PLIMSOLL_FINDING_NOTE ? PLIMSOLL_FINDING_GOOD : worst,
       _ ("Advice"), advice != NULL ? advice : _ ("All is well; there is nothing to do."), NULL);
  g_task_return_pointer (task, g_ptr_array_ref (visit->findings),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Only worth a line when somebody changed it. FALSE when nothing may be sent there. */
static gboolean
add_address (Visit *visit)
{
  g_autofree char *address = plimsoll_claude_oauth_dup_address (&visit->errand);
  g_autofree char *clean = plimsoll_text_clean (visit->errand.base_url, LONGEST_ADDRESS);
  g_autofree char *redacted = plimsoll_text_redact (clean != NULL ? clean : "–");
  g_autofree char *text = NULL;

  if (address == NULL)
    {
      g_autoptr (PlimsollProblem) problem = plimsoll_claude_readiness_refuse_address ();

      add (visit, "address", PLIMSOLL_FINDING_BAD, _ ("Address"),
           _ ("PLIMSOLL_CLAUDE_BASE_URL is neither https nor this computer"),
           plimsoll_problem_get_message (problem));
      return FALSE;
    }
  if (g_str_equal (visit->errand.base_url, PLIMSOLL_CLAUDE_BASE_URL))
    return TRUE;

  /* Translators: %s is a web address */
  text = g_strdup_printf (_ ("%s, from PLIMSOLL_CLAUDE_BASE_URL"), redacted);
  add (visit, "address", PLIMSOLL_FINDING_NOTE, _ ("Address"), text, NULL);
  return TRUE;
}

static void
add_proxy (Visit *visit)
{
  g_autofree char *proxy = plimsoll_http_dup_proxy (visit->errand.http);

  if (proxy != NULL)
    add (visit, "proxy", PLIMSOLL_FINDING_NOTE, _ ("Proxy"), proxy, NULL);
  else
    add (visit, "proxy", PLIMSOLL_FINDING_GOOD, _ ("Proxy"), _ ("none in use"), NULL);
}

static void
add_answer (Visit *visit, const PlimsollHttpReply *reply, GDateTime *now)
{
  g_autoptr (PlimsollProblem) problem = plimsoll_claude_refusal_from_reply (reply, now);
  g_autoptr (PlimsollClaudeUsage) usage =
      problem == NULL ? plimsoll_claude_probe_read_usage (reply) : NULL;
  g_autofree char *text = NULL;

  if (usage != NULL)
    {
      /* Translators: %u is the number of limits */
      text = g_strdup_printf (ngettext ("%u limit", "%u limits", usage->limits->len),
                              usage->limits->len);
      add (visit, "answer", PLIMSOLL_FINDING_GOOD, _ ("Answer"), text, NULL);
      return;
    }

  /* Translators: %u is the number of an HTTP status */
  text = g_strdup_printf (_ ("no numbers (status %u)"), reply->status);
  add (visit, "answer", PLIMSOLL_FINDING_BAD, _ ("Answer"), text,
       problem != NULL
           ? plimsoll_problem_get_message (problem)
           : _ ("The answer was not understood. It may have changed; an update may help."));
}

static void
add_clock (Visit *visit, const PlimsollHttpReply *reply, GDateTime *now)
{
  GTimeSpan skew = reply->date != NULL ? g_date_time_difference (now, reply->date) : 0;
  GTimeSpan size = skew < 0 ? -skew : skew;
  g_autofree char *words = plimsoll_words_length (size);
  g_autofree char *text = NULL;

  if (reply->date == NULL)
    {
      add (visit, "clock", PLIMSOLL_FINDING_NOTE, _ ("Clock"), _ ("the server names no time"),
           NULL);
      return;
    }
  if (size <= SKEW_WORTH_A_NOTE)
    {
      add (visit, "clock", PLIMSOLL_FINDING_GOOD, _ ("Clock"), _ ("agrees with the server's"),
           NULL);
      return;
    }

  /* Translators: %s is a length such as "2 h 5 min" */
  text = g_strdup_printf (skew < 0 ? _ ("%s behind the server's") : _ ("%s ahead of the server's"),
                          words);
  if (size <= SKEW_WORTH_A_WARNING)
    add (visit, "clock", PLIMSOLL_FINDING_NOTE, _ ("Clock"), text, NULL);
  else
    add (visit, "clock", PLIMSOLL_FINDING_WARNING, _ ("Clock"), text,
         _ ("Set this computer's clock; reset times and ages are wrong until then."));
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

  add_proxy (visit);
  if (reply == NULL)
    {
      g_autoptr (PlimsollProblem) problem = plimsoll_http_problem_from_error (error);

      add (visit, "network", PLIMSOLL_FINDING_BAD, _ ("Network"), _ ("no answer"),
           plimsoll_problem_get_message (problem));
    }
  else
    {
      add (visit, "network", PLIMSOLL_FINDING_GOOD, _ ("Network"), _ ("the server answers"), NULL);
      add_answer (visit, reply, now);
      add_clock (visit, reply, now);
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
      add (visit, "network", PLIMSOLL_FINDING_NOTE, _ ("Network"),
           _ ("not asked, as nothing may be sent"), NULL);
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
