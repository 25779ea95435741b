/* plimsoll-claude-cli.c - asking the installed Claude Code instead of the server.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claude Code renews its own login under its own locks, which nobody else may do; so this is the
 * clean way on when the token in the file has expired. It is asked in an empty folder of our own,
 * without hooks, servers, sessions and updates, and without anything of our environment that could
 * make it another login than the one meant. How it is started and let go is plimsoll-agent's care,
 * what it means plimsoll-claude-transcript's. */

#include "plimsoll-claude-cli.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-agent-place.h"
#include "plimsoll-agent.h"

#define PROGRAM "claude"
/* It waits 5 s for the server itself; slow disks take some to start it. */
#define DEADLINE (30 * G_TIME_SPAN_SECOND)
/* A renewed login is written within a tenth of a second of the answer. */
#define GRACE (10 * G_TIME_SPAN_SECOND)

/* Beside what every program gets: certificates of the person's own network. */
static const char *const EXTRA_VARIABLES[] = { "NODE_EXTRA_CA_CERTS", NULL };

static const char *const ARGUMENTS[] = { "-p",
                                         "--input-format",
                                         "stream-json",
                                         "--output-format",
                                         "stream-json",
                                         "--verbose",
                                         "--no-session-persistence",
                                         "--strict-mcp-config",
                                         "--settings",
                                         "{\"disableAllHooks\":true}",
                                         NULL };

char *
plimsoll_claude_cli_dup_program (const PlimsollClaudeErrand *errand)
{
  const char *named = errand->program;

  if (named == NULL || *named == '\0')
    return plimsoll_agent_place_find (PROGRAM, errand->environment, errand->person_home,
                                      PLIMSOLL_AGENT_SANDBOX_MARK);

  return g_path_is_absolute (named) && g_file_test (named, G_FILE_TEST_IS_REGULAR)
                 && g_file_test (named, G_FILE_TEST_IS_EXECUTABLE)
             ? g_strdup (named)
             : NULL;
}

static GStrv
set_folder (GStrv environment, const char *name, const char *folder)
{
  return folder != NULL ? g_environ_setenv (environment, name, folder, TRUE) : environment;
}

static GStrv
make_environment (const PlimsollClaudeErrand *errand, const char *program)
{
  GStrv made = plimsoll_agent_place_dup_environment (program, errand->environment,
                                                     errand->person_home, EXTRA_VARIABLES);

  made = set_folder (made, "CLAUDE_CONFIG_DIR", errand->home->cli_config_dir);
  made = set_folder (made, "CLAUDE_SECURESTORAGE_CONFIG_DIR", errand->home->cli_storage_dir);
  made = g_environ_setenv (made, "DISABLE_AUTOUPDATER", "1", TRUE);
  return g_environ_setenv (made, "DISABLE_TELEMETRY", "1", TRUE);
}

static gboolean
on_heard (PlimsollAgent *agent, JsonObject *line, gpointer user_data)
{
  return plimsoll_claude_transcript_hear (user_data, line);
}

static void
on_talked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (plimsoll_agent_talk_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
plimsoll_claude_cli_ask_async (const PlimsollClaudeErrand *errand,
                               const char *program,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_auto (GStrv) environment = make_environment (errand, program);
  PlimsollClaudeTranscript *transcript = plimsoll_claude_transcript_new ();
  PlimsollAgentErrand agent = {
    .environment = (const char *const *) environment,
    .folder = errand->cli_folder,
    .deadline = errand->cli_deadline > 0 ? errand->cli_deadline : DEADLINE,
    .grace = errand->cli_grace > 0 ? errand->cli_grace : GRACE,
  };

  g_ptr_array_add (argv, (char *) program);
  for (gsize i = 0; i < G_N_ELEMENTS (ARGUMENTS); i++)
    g_ptr_array_add (argv, (char *) ARGUMENTS[i]);
  agent.argv = (const char *const *) argv->pdata;

  g_task_set_source_tag (task, plimsoll_claude_cli_ask_async);
  g_task_set_task_data (task, transcript, (GDestroyNotify) plimsoll_claude_transcript_free);
  plimsoll_agent_talk_async (&agent, PLIMSOLL_CLAUDE_TRANSCRIPT_QUESTION, on_heard, transcript,
                             cancellable, on_talked_cb, g_steal_pointer (&task));
}

static PlimsollProblem *
refuse (PlimsollCondition condition, const char *message)
{
  return plimsoll_problem_new (condition, message, NULL);
}

static PlimsollProblem *
refuse_agent_error (const GError *error)
{
  if (g_error_matches (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_START))
    return refuse (PLIMSOLL_CONDITION_TROUBLE,
                   _ ("Claude Code could not be started. Try \"claude --version\" in a terminal."));
  if (g_error_matches (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_LATE))
    return refuse (PLIMSOLL_CONDITION_TROUBLE,
                   _ ("Claude Code did not answer in time. Plimsoll asks again by itself."));

  return refuse (
      PLIMSOLL_CONDITION_TROUBLE,
      _ ("Claude Code ended without an answer. Try \"claude --version\" in a terminal."));
}

static PlimsollProblem *
refuse_answer (PlimsollClaudeAnswer answer)
{
  switch (answer)
    {
    case PLIMSOLL_CLAUDE_ANSWER_NO_PLAN:
      return refuse (PLIMSOLL_CONDITION_NO_SCOPE,
                     _ ("Claude Code's login reports no plan limits, as an API key or a token of "
                        "\"setup-token\" does. Log in with \"claude\"."));
    case PLIMSOLL_CLAUDE_ANSWER_OLD:
    case PLIMSOLL_CLAUDE_ANSWER_FAILED:
      return refuse (PLIMSOLL_CONDITION_TROUBLE,
                     _ ("Claude Code could not get new numbers either. Plimsoll asks again by "
                        "itself."));
    case PLIMSOLL_CLAUDE_ANSWER_NONE:
    case PLIMSOLL_CLAUDE_ANSWER_NUMBERS:
    case PLIMSOLL_CLAUDE_ANSWER_UNKNOWN:
    default:
      return refuse (PLIMSOLL_CONDITION_BAD_REPLY,
                     _ ("This Claude Code cannot be asked for limits. Update it, or update "
                        "Plimsoll."));
    }
}

PlimsollClaudeUsage *
plimsoll_claude_cli_ask_finish (GAsyncResult *result, PlimsollProblem **problem, GError **error)
{
  PlimsollClaudeTranscript *transcript = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) cause = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &cause))
    {
      if (transcript->usage == NULL)
        *problem = refuse_answer (transcript->answer);
      return g_steal_pointer (&transcript->usage);
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED)
      || g_error_matches (cause, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_BUSY))
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    *problem = refuse_agent_error (cause);
  return NULL;
}
