/* plimsoll-codex-program.c - asking the installed Codex instead of the server.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Speaks the few words of `codex app-server` that lead to the limits: greeting, its confirmation,
 * the question. Everything that comes unasked is passed over. The account is never asked for: that
 * may fail where the limits do not. How the program is started and let go is plimsoll-agent's. */

#include "plimsoll-codex-program.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-agent-place.h"
#include "plimsoll-agent.h"
#include "plimsoll-codex-refusal.h"
#include "plimsoll-config.h"

#define GREETING                                                                           \
  "{\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":{\"name\":\"plimsoll\"," \
  "\"title\":\"Plimsoll\",\"version\":\"" PLIMSOLL_VERSION "\"}}}"
#define CONFIRMATION "{\"method\":\"initialized\"}"
#define QUESTION "{\"id\":2,\"method\":\"account/rateLimits/read\"}"

typedef struct
{
  PlimsollClock *clock; /* borrowed from the errand */
  PlimsollCodexAnswer *answer; /* (owned) */
} Talk;

void
plimsoll_codex_answer_free (PlimsollCodexAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->usage, plimsoll_codex_usage_free);
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
  g_free (self);
}

const char *const PLIMSOLL_CODEX_VARIABLES[] = { "CODEX_HOME", "CODEX_CA_CERTIFICATE", NULL };

static void
talk_free (gpointer data)
{
  Talk *talk = data;

  plimsoll_codex_answer_free (talk->answer);
  g_free (talk);
}

char *
plimsoll_codex_program_find (const PlimsollCodexErrand *errand)
{
  return plimsoll_agent_place_find ("codex", errand->environment, errand->person_home,
                                    PLIMSOLL_AGENT_SANDBOX_MARK);
}

/* The answer to the question, or the refusal of the greeting. */
static void
take_answer (Talk *talk, JsonObject *line)
{
  JsonObject *result = plimsoll_json_get_object (line, "result");
  JsonObject *error = plimsoll_json_get_object (line, "error");
  g_autoptr (GDateTime) now = plimsoll_clock_now (talk->clock);
  g_autoptr (PlimsollCodexUsage) usage =
      result != NULL ? plimsoll_codex_usage_from_program (result, now) : NULL;

  if (usage != NULL && plimsoll_codex_usage_is_useful (usage))
    talk->answer->usage = g_steal_pointer (&usage);
  else if (error != NULL)
    talk->answer->problem = plimsoll_codex_refusal_from_program (error, now);
  else
    talk->answer->problem = plimsoll_codex_refusal_new_bad_reply ();
}

static gboolean
hear (PlimsollAgent *agent, JsonObject *line, gpointer user_data)
{
  gint64 id = 0;

  /* What has a method is a notice, or a question to us with a number of its own. */
  if (json_object_has_member (line, "method") || !plimsoll_json_get_integer (line, "id", &id))
    return TRUE;

  if (id == 1 && plimsoll_json_get_object (line, "error") == NULL)
    {
      plimsoll_agent_say (agent, CONFIRMATION);
      plimsoll_agent_say (agent, QUESTION);
      return TRUE;
    }
  if (id != 1 && id != 2)
    return TRUE;

  take_answer (user_data, line);
  return FALSE;
}

/* (transfer full): why the conversation came to nothing. */
static PlimsollProblem *
describe_failure (const GError *error)
{
  const char *message = NULL;

  switch (error->code)
    {
    case PLIMSOLL_AGENT_ERROR_START:
      message = _ ("Codex could not be started. Try \"codex --version\" in a terminal.");
      break;
    case PLIMSOLL_AGENT_ERROR_BUSY:
    case PLIMSOLL_AGENT_ERROR_LATE:
      message = _ ("Codex did not answer in time. Plimsoll tries again by itself.");
      break;
    case PLIMSOLL_AGENT_ERROR_GONE:
    case PLIMSOLL_AGENT_ERROR_FLOOD:
    default:
      message = _ ("Codex gave no answer that can be read. An update of Codex may help.");
    }

  return plimsoll_problem_new (PLIMSOLL_CONDITION_TROUBLE, message, NULL);
}

static void
on_talked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Talk *talk = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!plimsoll_agent_talk_finish (result, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      g_debug ("Codex %s.", error->message);
      talk->answer->problem = describe_failure (error);
      talk->answer->is_silent = TRUE;
    }

  g_task_return_pointer (task, g_steal_pointer (&talk->answer),
                         (GDestroyNotify) plimsoll_codex_answer_free);
}

void
plimsoll_codex_program_ask_async (const PlimsollCodexErrand *errand,
                                  const char *program,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  Talk *talk = g_new0 (Talk, 1);
  g_auto (GStrv) environment = plimsoll_agent_place_dup_environment (
      program, errand->environment, errand->person_home, PLIMSOLL_CODEX_VARIABLES);
  g_autofree char *setting = g_strdup_printf ("chatgpt_base_url=\"%s\"", errand->base_url);
  /* Another address than Codex's own is meant for both ways. */
  const char *const own[] = { program, "app-server", NULL };
  const char *const other[] = { program, "-c", setting, "app-server", NULL };
  const PlimsollAgentErrand agent = {
    .argv = errand->base_url != NULL ? other : own,
    .environment = (const char *const *) environment,
    .folder = errand->run_folder,
    .deadline = errand->program_deadline,
  };

  talk->clock = errand->clock;
  talk->answer = g_new0 (PlimsollCodexAnswer, 1);
  g_task_set_source_tag (task, plimsoll_codex_program_ask_async);
  g_task_set_task_data (task, talk, talk_free);
  plimsoll_agent_talk_async (&agent, GREETING, hear, talk, cancellable, on_talked_cb, task);
}

PlimsollCodexAnswer *
plimsoll_codex_program_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
