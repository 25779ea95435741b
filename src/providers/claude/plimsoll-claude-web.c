/* plimsoll-claude-web.c - asking claude.ai with a session key.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place where a session key leaves its PlimsollSecret: into one header, for the time of
 * one request to one host. Whose numbers they are is checked before they are asked for: a key of
 * another organization than the Claude Code login of the same account would show somebody else's.
 * Where the key is kept is left to others. */

#include "plimsoll-claude-web.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-profile.h"
#include "plimsoll-claude-session-key.h"
#include "plimsoll-claude-web-refusal.h"
#include "plimsoll-origin.h"
#include "plimsoll-refusal.h"

#define LIST_PATH "/api/organizations"

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  PlimsollSecret *key; /* (owned) */
  char *wish; /* (owned) (nullable) */
  PlimsollClaudeWebAnswer *answer; /* (owned) */
} Visit;

void
plimsoll_claude_web_answer_free (PlimsollClaudeWebAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->usage, plimsoll_claude_usage_free);
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
  g_clear_pointer (&self->organizations, g_ptr_array_unref);
  g_clear_pointer (&self->renewed, plimsoll_secret_unref);
  g_free (self);
}

static void
visit_free (gpointer data)
{
  Visit *visit = data;

  plimsoll_secret_unref (visit->key);
  g_free (visit->wish);
  plimsoll_claude_web_answer_free (visit->answer);
  g_free (visit);
}

gboolean
plimsoll_claude_web_is_safe (const PlimsollClaudeErrand *errand)
{
  return plimsoll_origin_is_safe (errand->web_base_url);
}

static void
return_answer (GTask *task)
{
  Visit *visit = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&visit->answer),
                         (GDestroyNotify) plimsoll_claude_web_answer_free);
}

/* Takes `problem` over. */
static void
return_problem (GTask *task, PlimsollProblem *problem)
{
  Visit *visit = g_task_get_task_data (task);

  visit->answer->problem = problem;
  return_answer (task);
}

/* With the newest key there is: a server may want to see the one that it just gave out. */
static void
get (GTask *task, const char *path, GAsyncReadyCallback callback)
{
  Visit *visit = g_task_get_task_data (task);
  const char *origin = visit->errand.web_base_url;
  PlimsollSecret *key = visit->answer->renewed != NULL ? visit->answer->renewed : visit->key;
  g_autofree char *address = plimsoll_origin_join (origin, path);
  g_autofree char *referer = plimsoll_origin_join (origin, "/");
  char *cookie =
      g_strconcat (PLIMSOLL_CLAUDE_SESSION_KEY_COOKIE "=", plimsoll_secret_peek (key), NULL);
  const PlimsollHttpHeader headers[] = {
    { "Cookie", cookie }, { "Accept", "application/json" },
    { "Origin", origin }, { "Referer", referer },
    { NULL, NULL },
  };

  plimsoll_http_get_async (visit->errand.http, address, headers, g_task_get_cancellable (task),
                           callback, g_object_ref (task));
  plimsoll_secret_wipe (cookie);
  g_free (cookie);
}

/* Keeps the key that the answer renews ours with, if it does. */
static void
take_renewal (Visit *visit, const PlimsollHttpReply *reply)
{
  g_autoptr (GUri) uri = g_uri_parse (visit->errand.web_base_url, G_URI_FLAGS_NONE, NULL);
  PlimsollSecret *renewed = plimsoll_claude_session_key_find_renewal (
      (const char *const *) reply->cookies, g_uri_get_host (uri));

  if (renewed == NULL)
    return;
  g_clear_pointer (&visit->answer->renewed, plimsoll_secret_unref);
  visit->answer->renewed = renewed;
}

/* (transfer full) (nullable): the answer, when it is one that may be read; else the task is done.
 * Takes over nothing. */
static PlimsollHttpReply *
take_reply (GTask *task, GObject *source, GAsyncResult *result)
{
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (visit->errand.clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollHttpReply) reply =
      plimsoll_http_get_finish (PLIMSOLL_HTTP (source), result, &error);
  PlimsollProblem *problem = NULL;

  if (g_task_return_error_if_cancelled (task))
    return NULL;

  if (reply == NULL)
    problem = plimsoll_http_problem_from_error (error);
  else
    problem = plimsoll_claude_web_refusal_from_reply (reply, now);
  if (problem == NULL)
    {
      take_renewal (visit, reply);
      return g_steal_pointer (&reply);
    }

  visit->answer->is_too_new = reply != NULL && plimsoll_claude_web_refusal_is_too_new (reply);
  return_problem (task, problem);
  return NULL;
}

static void
on_usage_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (PlimsollHttpReply) reply = take_reply (task, source, result);
  g_autoptr (PlimsollClaudeUsage) usage = NULL;
  gsize length = 0;
  const char *data = NULL;

  if (reply == NULL)
    return;

  data = g_bytes_get_data (reply->body, &length);
  usage = plimsoll_claude_usage_parse (data, length, NULL);
  if (usage == NULL || !plimsoll_claude_usage_is_useful (usage))
    {
      return_problem (task, plimsoll_refusal_new_bad_reply ());
      return;
    }

  visit->answer->usage = g_steal_pointer (&usage);
  return_answer (task);
}

/* (transfer full) (nullable): the organization of the Claude Code login of the same account. */
static char *
dup_home_organization (const PlimsollClaudeErrand *errand)
{
  g_autoptr (PlimsollClaudeCredentials) credentials =
      plimsoll_claude_credentials_load (errand->home);
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_load (errand->home);

  /* The file beside the login tells of that login, not of a token from the environment, and of an
   * old one where there is none. */
  if (credentials->token == NULL || credentials->is_from_environment)
    return NULL;

  return g_strdup (profile->organization_uuid);
}

/* (transfer full) (nullable): NULL when the numbers of the one that was chosen may be shown. */
static PlimsollProblem *
choose (Visit *visit)
{
  PlimsollClaudeWebAnswer *answer = visit->answer;
  g_autofree char *home = dup_home_organization (&visit->errand);

  answer->chosen = plimsoll_claude_organizations_choose (answer->organizations, visit->wish, home);
  if (answer->organizations->len == 0)
    return plimsoll_problem_new (
        PLIMSOLL_CONDITION_NO_SCOPE,
        _ ("This session key belongs to no organization. Log in to claude.ai in your browser, and "
           "copy the key again."),
        NULL);
  if (answer->chosen == NULL)
    return plimsoll_problem_new (
        PLIMSOLL_CONDITION_NO_SCOPE,
        _ ("The organization that was chosen is not one of this session key. Store the key again, "
           "and choose one that is."),
        NULL);
  if (home != NULL && g_ascii_strcasecmp (home, answer->chosen->uuid) != 0)
    return plimsoll_problem_new (
        PLIMSOLL_CONDITION_NO_SCOPE,
        _ ("This session key is of another organization than the Claude Code login, so its "
           "numbers would be another plan's. Take the key of the same login."),
        NULL);

  return NULL;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Visit *visit = g_task_get_task_data (task);
  g_autoptr (PlimsollHttpReply) reply = take_reply (task, source, result);
  PlimsollProblem *problem = NULL;
  gsize length = 0;
  const char *data = NULL;
  g_autofree char *path = NULL;

  if (reply == NULL)
    return;

  data = g_bytes_get_data (reply->body, &length);
  visit->answer->organizations = plimsoll_claude_organizations_parse (data, length);
  problem =
      visit->answer->organizations != NULL ? choose (visit) : plimsoll_refusal_new_bad_reply ();
  if (problem != NULL)
    {
      return_problem (task, problem);
      return;
    }

  path = g_strconcat (LIST_PATH "/", visit->answer->chosen->uuid, "/usage", NULL);
  get (task, path, on_usage_cb);
}

void
plimsoll_claude_web_ask_async (gpointer owner,
                               const PlimsollClaudeErrand *errand,
                               PlimsollSecret *key,
                               const char *wish,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  Visit *visit = g_new0 (Visit, 1);

  visit->errand = *errand;
  visit->key = plimsoll_secret_ref (key);
  visit->wish = g_strdup (wish);
  visit->answer = g_new0 (PlimsollClaudeWebAnswer, 1);
  g_task_set_source_tag (task, plimsoll_claude_web_ask_async);
  g_task_set_task_data (task, visit, visit_free);
  if (!plimsoll_claude_web_is_safe (errand))
    return_problem (task, plimsoll_problem_new (
                              PLIMSOLL_CONDITION_BAD_REPLY,
                              _ ("PLIMSOLL_CLAUDE_WEB_BASE_URL is neither https nor this computer, "
                                 "so the key was not sent. Correct it or unset it."),
                              NULL));
  else
    get (task, LIST_PATH, on_listed_cb);
}

PlimsollClaudeWebAnswer *
plimsoll_claude_web_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
