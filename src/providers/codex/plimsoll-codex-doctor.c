/* plimsoll-codex-doctor.c - everything that a probe of a Codex login needs, looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Goes the way of a probe, once, and writes down what it meets: the login, the installed program,
 * the address, the way there, the answer, the clocks, and the one thing to do next. It starts no
 * program, for that might renew the login, and a doctor only looks. */

#include "plimsoll-codex-doctor.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-codex-probe.h"
#include "plimsoll-codex-program.h"
#include "plimsoll-codex-readiness.h"
#include "plimsoll-codex-refusal.h"
#include "plimsoll-codex-server.h"
#include "plimsoll-http-findings.h"
#include "plimsoll-text.h"
#include "plimsoll-words.h"

#define LONGEST_PATH 200

typedef struct
{
  PlimsollCodexErrand errand; /* borrowed from the task's source object */
  GPtrArray *findings; /* (owned) (element-type PlimsollFinding) */
  PlimsollCodexLogin *login; /* (owned) */
  PlimsollCodexAddress *address; /* (owned) */
  char *program; /* (owned) (nullable) */
} Visit;

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  g_ptr_array_unref (visit->findings);
  plimsoll_codex_login_free (visit->login);
  plimsoll_codex_address_free (visit->address);
  g_free (visit->program);
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

/* (transfer full): a path as one line; never NULL. */
static char *
dup_path (const char *path)
{
  char *clean = plimsoll_text_clean (path, LONGEST_PATH);

  return clean != NULL ? clean : g_strdup ("–");
}

/* A login that is not there, or not for us. */
static void
add_missing_login (Visit *visit, PlimsollProblem *problem)
{
  gboolean is_keyring = visit->login->state == PLIMSOLL_CODEX_LOGIN_IN_KEYRING;
  g_autofree char *path = dup_path (visit->login->path);
  g_autofree char *text = NULL;

  if (is_keyring && visit->program != NULL)
    {
      plimsoll_findings_add (visit->findings, "login", PLIMSOLL_FINDING_GOOD, _ ("Login"),
                             _ ("in the keyring, so Codex itself is asked"), NULL);
      return;
    }

  if (is_keyring)
    text = g_strdup (_ ("in the keyring, where only Codex reads it"));
  else if (visit->login->path == NULL)
    text = g_strdup (_ ("not looked for, as CODEX_HOME is no full path"));
  else
    /* Translators: %s is the path of a file */
    text = g_strdup_printf (_ ("none that can be used in %s"), path);

  plimsoll_findings_add (visit->findings, "login", PLIMSOLL_FINDING_BAD, _ ("Login"), text,
                         plimsoll_problem_get_message (problem));
}

/* Expired is no trouble where Codex is there to renew it. */
static void
add_expiry (Visit *visit, GDateTime *now)
{
  GDateTime *end = visit->login->expires_at;
  GTimeSpan left = end != NULL ? g_date_time_difference (end, now) : 0;
  g_autofree char *words = left <= 0 ? plimsoll_words_age (-left) : plimsoll_words_length (left);
  g_autofree char *clock = NULL;
  g_autofree char *text = NULL;

  if (end == NULL)
    {
      plimsoll_findings_add (visit->findings, "expiry", PLIMSOLL_FINDING_NOTE, _ ("Valid"),
                             _ ("nobody says until when"), NULL);
      return;
    }
  if (left <= 0)
    {
      g_autoptr (PlimsollProblem) problem = plimsoll_codex_readiness_refuse_expired ();

      /* Translators: %s is an age such as "2 h ago" */
      text = g_strdup_printf (_ ("expired %s"), words);
      plimsoll_findings_add (visit->findings, "expiry",
                             visit->program != NULL ? PLIMSOLL_FINDING_NOTE : PLIMSOLL_FINDING_BAD,
                             _ ("Valid"), text, plimsoll_problem_get_message (problem));
      return;
    }

  clock = plimsoll_words_clock (end, now, NULL, PLIMSOLL_CLOCK_WORDS_FULL);
  /* Translators: a length such as "2 h 5 min", then a clock time such as "today 14:10" */
  text = g_strdup_printf (_ ("for %s, until %s"), words, clock);
  plimsoll_findings_add (visit->findings, "expiry", PLIMSOLL_FINDING_GOOD, _ ("Valid"), text, NULL);
}

static void
add_plan (Visit *visit)
{
  const char *plan = plimsoll_codex_plan_label (visit->login->plan_type);

  if (plan != NULL)
    plimsoll_findings_add (visit->findings, "plan", PLIMSOLL_FINDING_GOOD, _ ("Plan"), plan, NULL);
  else
    plimsoll_findings_add (visit->findings, "plan", PLIMSOLL_FINDING_NOTE, _ ("Plan"),
                           _ ("not known from local files"), NULL);
}

static void
add_found_login (Visit *visit, GDateTime *now)
{
  g_autofree char *mask = plimsoll_secret_mask (visit->login->token);
  g_autofree char *path = dup_path (visit->login->path);
  /* Translators: a masked token, then the path of a file */
  g_autofree char *text = g_strdup_printf (_ ("%s from %s"), mask, path);

  plimsoll_findings_add (visit->findings, "login", PLIMSOLL_FINDING_GOOD, _ ("Login"), text, NULL);
  plimsoll_findings_add_permissions (visit->findings, visit->login->path,
                                     visit->login->is_open_to_others);
  add_expiry (visit, now);
  add_plan (visit);
}

static void
add_program (Visit *visit)
{
  g_autofree char *path = dup_path (visit->program);

  if (visit->program != NULL)
    plimsoll_findings_add (visit->findings, "program", PLIMSOLL_FINDING_GOOD, _ ("Program"), path,
                           NULL);
  else
    plimsoll_findings_add (
        visit->findings, "program", PLIMSOLL_FINDING_NOTE, _ ("Program"),
        _ ("no \"codex\" found, so it cannot be asked when the login has expired"), NULL);
}

static void
add_address (Visit *visit)
{
  const PlimsollCodexAddress *address = visit->address;
  g_autoptr (PlimsollProblem) problem = NULL;

  if (address->address != NULL)
    {
      if (address->origin != NULL)
        plimsoll_findings_add_address (visit->findings, address->base_url, address->origin);
      return;
    }

  problem = plimsoll_codex_readiness_refuse_address (address);
  plimsoll_findings_add (visit->findings, "address", PLIMSOLL_FINDING_BAD, _ ("Address"),
                         _ ("neither https nor this computer"),
                         plimsoll_problem_get_message (problem));
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
  g_autoptr (PlimsollProblem) problem = NULL;
  g_autoptr (PlimsollCodexUsage) usage = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;

  plimsoll_findings_add_proxy (visit->findings, visit->errand.http);
  plimsoll_findings_add_network (visit->findings, error);
  if (reply != NULL)
    {
      problem = plimsoll_codex_refusal_from_reply (reply, now);
      usage = problem == NULL ? plimsoll_codex_probe_read_usage (reply, now) : NULL;
      plimsoll_findings_add_answer (visit->findings, reply, usage != NULL,
                                    usage != NULL ? usage->limits->len : 0, problem);
      plimsoll_findings_add_clock (visit->findings, reply, now);
    }
  return_findings (task);
}

void
plimsoll_codex_doctor_async (gpointer owner,
                             const PlimsollCodexErrand *errand,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  g_autoptr (GDateTime) now = plimsoll_clock_now (errand->clock);
  g_autoptr (PlimsollProblem) problem = NULL;
  Visit *visit = g_new0 (Visit, 1);

  visit->errand = *errand;
  visit->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);
  visit->login = plimsoll_codex_login_load (errand->home);
  visit->address = plimsoll_codex_address_find (errand);
  visit->program = plimsoll_codex_program_find (errand);
  g_task_set_source_tag (task, plimsoll_codex_doctor_async);
  g_task_set_task_data (task, visit, visit_free);

  problem = plimsoll_codex_readiness_check (visit->login, now);
  if (visit->login->token != NULL)
    add_found_login (visit, now);
  else
    add_missing_login (visit, problem);
  add_program (visit);
  add_address (visit);
  if (problem != NULL || visit->address->address == NULL)
    {
      plimsoll_findings_add_not_asked (visit->findings);
      return_findings (task);
      return;
    }

  plimsoll_codex_server_ask_async (errand, visit->address->address, visit->login, cancellable,
                                   on_answered_cb, g_steal_pointer (&task));
}

GPtrArray *
plimsoll_codex_doctor_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
