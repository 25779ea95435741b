/* plimsoll-claude-chain.c - one report about one Claude login, from whichever source gives it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Walks the sources in the person's order and stops at the first that gives numbers. A refusal that
 * would be the same from every source (no network, a server in trouble) ends the walk; one that
 * belongs to a source or a token leads on. Whether a source may be asked at all is decided behind
 * the gate, which remembers over all programs; how to ask is each source's own business.
 *
 * Where nobody gives new numbers, what Claude Code itself saw last goes with the refusal, with its
 * age. The refusal is that of the first source, because that is the one to mend. */

#include "plimsoll-claude-chain.h"

#include "plimsoll-agent.h"
#include "plimsoll-claude-activity.h"
#include "plimsoll-claude-cache.h"
#include "plimsoll-claude-cli.h"
#include "plimsoll-claude-profile.h"
#include "plimsoll-claude-readiness.h"
#include "plimsoll-claude-web-turn.h"

/* Another of our programs is asking Claude Code: it is done in a moment, and then its answer is
 * ours. */
#define LOOK_AGAIN_MS 250
#define MOST_LOOKS 60

#define AUTO "auto"
/* All that there are, in the order that suits nearly everybody. The last two are not asked: one
 * comes by itself, the other is looked at when nobody gave an answer. */
static const char *const USUAL[] = { PLIMSOLL_SOURCE_OAUTH, PLIMSOLL_SOURCE_CLI,
                                     PLIMSOLL_SOURCE_WEB,   PLIMSOLL_SOURCE_STATUSLINE,
                                     PLIMSOLL_SOURCE_CACHE, NULL };

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  PlimsollProbeFlags flags;
  GStrv order; /* (owned) */
  guint index; /* of the source whose turn it is */
  guint n_looks; /* at a Claude Code that somebody else is asking */
  PlimsollReport *oauth; /* (owned) (nullable): handed in */
  PlimsollClaudeTrail *trail; /* (owned) */
  PlimsollProblem *refusal; /* (owned) (nullable): of the first that gave none */
  GDateTime *next_try; /* (owned) (nullable): the first moment at which one may be asked again */
  char *key; /* (owned) (nullable) */
} Walk;

static void go_on (GTask *task);

static void
walk_free (gpointer data)
{
  Walk *walk = data;

  g_strfreev (walk->order);
  g_clear_pointer (&walk->oauth, plimsoll_report_unref);
  g_clear_pointer (&walk->trail, plimsoll_claude_trail_free);
  g_clear_pointer (&walk->refusal, plimsoll_problem_unref);
  g_clear_pointer (&walk->next_try, g_date_time_unref);
  g_free (walk->key);
  g_free (walk);
}

static void
add_source (GStrvBuilder *order, GHashTable *seen, const char *source)
{
  if (g_strv_contains (USUAL, source) && g_hash_table_add (seen, (gpointer) source))
    g_strv_builder_add (order, source);
}

static void
add_usual (GStrvBuilder *order, GHashTable *seen, gboolean with_web)
{
  for (gsize i = 0; USUAL[i] != NULL; i++)
    if (with_web || !g_str_equal (USUAL[i], PLIMSOLL_SOURCE_WEB))
      add_source (order, seen, USUAL[i]);
}

GStrv
plimsoll_claude_chain_dup_order (const char *const *wish, gboolean with_web)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; wish != NULL && wish[i] != NULL; i++)
    if (!g_str_equal (wish[i], AUTO))
      add_source (builder, seen, wish[i]);
    else
      add_usual (builder, seen, with_web);

  if (g_hash_table_size (seen) == 0)
    add_usual (builder, seen, with_web);
  return g_strv_builder_end (builder);
}

static gboolean
is_wanted (Walk *walk, const char *source)
{
  return g_strv_contains ((const char *const *) walk->order, source);
}

/* (transfer full) */
static PlimsollClaudeCredentials *
load_credentials (Walk *walk)
{
  PlimsollClaudeCredentials *credentials = plimsoll_claude_credentials_load (walk->errand.home);

  g_free (walk->key);
  walk->key = credentials->token != NULL ? plimsoll_secret_dup_key (credentials->token) : NULL;
  return credentials;
}

static GTimeSpan
get_rest (const PlimsollClaudeErrand *errand, const char *source)
{
  g_autoptr (GDateTime) now = NULL;

  if (!g_str_equal (source, PLIMSOLL_SOURCE_CLI))
    return 0;

  now = plimsoll_clock_now (errand->clock);
  return plimsoll_claude_activity_is_recent (errand->home, errand->feed_path, now,
                                             PLIMSOLL_CLAUDE_CHAIN_REST_IN_USE)
             ? PLIMSOLL_CLAUDE_CHAIN_REST_IN_USE
             : PLIMSOLL_CLAUDE_CHAIN_REST_IDLE;
}

PlimsollGateQuestion
plimsoll_claude_chain_make_question (const PlimsollClaudeErrand *errand,
                                     const char *source,
                                     const char *key,
                                     PlimsollProbeFlags flags)
{
  return (PlimsollGateQuestion){
    .account = errand->account,
    .source = source,
    .key = key,
    .rest = get_rest (errand, source),
    .is_person = (flags & PLIMSOLL_PROBE_PERSON) != 0,
  };
}

/* Numbers that were remembered with the address, for somebody who does not want it now. */
static PlimsollSnapshot *
dup_as_wanted (Walk *walk, PlimsollSnapshot *snapshot)
{
  return (walk->flags & PLIMSOLL_PROBE_IDENTITY) != 0 ? plimsoll_snapshot_ref (snapshot)
                                                      : plimsoll_snapshot_dup_nameless (snapshot);
}

static void
return_numbers (GTask *task, PlimsollSnapshot *snapshot)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (PlimsollSnapshot) wanted = dup_as_wanted (walk, snapshot);

  g_task_return_pointer (task, plimsoll_report_new (walk->errand.account, walk->key, wanted, NULL),
                         (GDestroyNotify) plimsoll_report_unref);
}

/* (transfer full): the refusal, with the moment at which the first of all sources may be asked. */
static PlimsollProblem *
dup_refusal (Walk *walk)
{
  GDateTime *retry_at = plimsoll_problem_get_retry_at (walk->refusal);

  if (retry_at == NULL || walk->next_try == NULL
      || g_date_time_compare (walk->next_try, retry_at) >= 0)
    return plimsoll_problem_ref (walk->refusal);

  return plimsoll_problem_new (plimsoll_problem_get_condition (walk->refusal),
                               plimsoll_problem_get_message (walk->refusal), walk->next_try);
}

static void
return_refusal (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (walk->errand.clock);
  g_autoptr (PlimsollClaudeCredentials) credentials = load_credentials (walk);
  g_autoptr (PlimsollProblem) refusal = NULL;
  g_autoptr (PlimsollSnapshot) cached = NULL;

  /* Nothing that can be asked is wanted: the login itself says what it would be. */
  if (walk->refusal == NULL)
    walk->refusal = plimsoll_claude_readiness_check (credentials, now);
  if (walk->refusal == NULL)
    walk->refusal = plimsoll_claude_readiness_refuse_sources ();
  if (is_wanted (walk, PLIMSOLL_SOURCE_CACHE))
    cached = plimsoll_claude_cache_load (walk->errand.home, credentials,
                                         (walk->flags & PLIMSOLL_PROBE_IDENTITY) != 0, now);

  refusal = dup_refusal (walk);
  g_task_return_pointer (task,
                         plimsoll_report_new (walk->errand.account, walk->key, cached, refusal),
                         (GDestroyNotify) plimsoll_report_unref);
}

static void
keep_refusal (Walk *walk, PlimsollProblem *problem)
{
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);

  if (walk->refusal == NULL)
    walk->refusal = plimsoll_problem_ref (problem);
  if (retry_at != NULL
      && (walk->next_try == NULL || g_date_time_compare (retry_at, walk->next_try) < 0))
    {
      g_clear_pointer (&walk->next_try, g_date_time_unref);
      walk->next_try = g_date_time_ref (retry_at);
    }
}

/* FALSE for what every source would meet. */
static gboolean
is_worth_going_on (PlimsollProblem *problem)
{
  PlimsollCondition condition = plimsoll_problem_get_condition (problem);

  return condition != PLIMSOLL_CONDITION_OFFLINE && condition != PLIMSOLL_CONDITION_TROUBLE;
}

/* Takes what a source brought, or would have. */
static void
take (GTask *task, const char *source, PlimsollClaudeStep step, PlimsollReport *report)
{
  Walk *walk = g_task_get_task_data (task);
  PlimsollProblem *problem = plimsoll_report_get_problem (report);

  plimsoll_claude_trail_add (walk->trail, source, step, report);
  if (problem == NULL)
    {
      return_numbers (task, plimsoll_report_get_snapshot (report));
      return;
    }

  keep_refusal (walk, problem);
  walk->index++;
  if (!g_str_equal (source, PLIMSOLL_SOURCE_OAUTH) || is_worth_going_on (problem))
    go_on (task);
  else
    return_refusal (task);
}

/* Takes over `problem`. */
static void
take_problem (GTask *task, const char *source, PlimsollClaudeStep step, PlimsollProblem *problem)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (PlimsollProblem) owned = problem;
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (walk->errand.account, walk->key, NULL, owned);

  take (task, source, step, report);
}

/* TRUE when what is remembered decides already. */
static gboolean
is_held_by_gate (GTask *task, const char *source)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (walk->errand.clock);
  PlimsollGateQuestion question =
      plimsoll_claude_chain_make_question (&walk->errand, source, walk->key, walk->flags);
  g_autoptr (PlimsollReport) last = NULL;
  PlimsollGateState state = plimsoll_source_gate_look (walk->errand.gate, &question, now, &last);

  if (state == PLIMSOLL_GATE_OPEN)
    return FALSE;

  take (task, source,
        state == PLIMSOLL_GATE_RESTING ? PLIMSOLL_CLAUDE_STEP_RESTING
                                       : PLIMSOLL_CLAUDE_STEP_COOLING,
        last);
  return TRUE;
}

static void
note (Walk *walk, const char *source, PlimsollReport *report)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (walk->errand.clock);
  PlimsollGateQuestion question =
      plimsoll_claude_chain_make_question (&walk->errand, source, walk->key, walk->flags);

  plimsoll_source_gate_note (walk->errand.gate, &question, report, now);
}

/* The server */

static void
on_oauth_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollReport) report = plimsoll_claude_probe_finish (result, &error);

  if (report == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* It may have found a newer token on the way. */
  g_free (walk->key);
  walk->key = g_strdup (plimsoll_report_get_key (report));
  if (walk->key != NULL)
    note (walk, PLIMSOLL_SOURCE_OAUTH, report);
  take (task, PLIMSOLL_SOURCE_OAUTH, PLIMSOLL_CLAUDE_STEP_ASKED, report);
}

static void
try_oauth (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (PlimsollClaudeCredentials) credentials = load_credentials (walk);
  g_autoptr (GDateTime) now = plimsoll_clock_now (walk->errand.clock);
  g_autofree char *address = plimsoll_claude_oauth_dup_address (&walk->errand);
  PlimsollProblem *unfit = NULL;

  if (walk->oauth != NULL)
    {
      take (task, PLIMSOLL_SOURCE_OAUTH, PLIMSOLL_CLAUDE_STEP_ASKED, walk->oauth);
      return;
    }

  if (address == NULL)
    unfit = plimsoll_claude_readiness_refuse_address ();
  else if (credentials->state != PLIMSOLL_CLAUDE_LOGIN_TORN)
    unfit = plimsoll_claude_readiness_check (credentials, now);
  if (unfit != NULL)
    take_problem (task, PLIMSOLL_SOURCE_OAUTH, PLIMSOLL_CLAUDE_STEP_HELD_BACK, unfit);
  else if (!is_held_by_gate (task, PLIMSOLL_SOURCE_OAUTH))
    plimsoll_claude_probe_async (g_task_get_source_object (task), &walk->errand, walk->flags,
                                 g_task_get_cancellable (task), on_oauth_cb, g_object_ref (task));
}

/* There is no such source here. */
static void
skip (GTask *task, const char *source)
{
  Walk *walk = g_task_get_task_data (task);

  plimsoll_claude_trail_add (walk->trail, source, PLIMSOLL_CLAUDE_STEP_ABSENT, NULL);
  walk->index++;
  go_on (task);
}

/* Claude Code */

/* (transfer full) */
static PlimsollSnapshot *
make_snapshot (Walk *walk, PlimsollClaudeUsage *usage)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (walk->errand.clock);
  g_autoptr (PlimsollClaudeCredentials) credentials = load_credentials (walk);
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_load (walk->errand.home);
  g_autofree char *plan = plimsoll_claude_plan_label (credentials, profile);
  gboolean wants_identity = (walk->flags & PLIMSOLL_PROBE_IDENTITY) != 0;
  const PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_CLI,
                                          .observed_at = now,
                                          .plan = plan,
                                          .identity = wants_identity ? profile->email : NULL,
                                          .limits = usage->limits,
                                          .spend = usage->spend };

  return plimsoll_snapshot_new (&fields);
}

static gboolean
on_look_again_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    go_on (task);
  return G_SOURCE_REMOVE;
}

/* One that was left alone may run for a while yet. */
static void
look_again (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GSource) timer = g_timeout_source_new (LOOK_AGAIN_MS);

  if (walk->n_looks++ >= MOST_LOOKS)
    take_problem (task, PLIMSOLL_SOURCE_CLI, PLIMSOLL_CLAUDE_STEP_HELD_BACK,
                  plimsoll_claude_readiness_refuse_busy ());
  else
    g_task_attach_source (task, timer, on_look_again_cb);
}

static void
on_cli_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollProblem) problem = NULL;
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_cli_ask_finish (result, &problem, &error);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollReport) report = NULL;

  if (g_error_matches (error, PLIMSOLL_AGENT_ERROR, PLIMSOLL_AGENT_ERROR_BUSY))
    {
      look_again (task);
      return;
    }
  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (usage != NULL)
    snapshot = make_snapshot (walk, usage);
  report = plimsoll_report_new (walk->errand.account, walk->key, snapshot, problem);
  note (walk, PLIMSOLL_SOURCE_CLI, report);
  take (task, PLIMSOLL_SOURCE_CLI, PLIMSOLL_CLAUDE_STEP_ASKED, report);
}

/* (transfer full) (nullable): NULL when there is nothing to ask, or it would speak of another login
 * than the one meant. */
static char *
dup_program (Walk *walk, const PlimsollClaudeCredentials *credentials)
{
  if (walk->errand.cli_folder == NULL || credentials->is_from_environment
      || credentials->state == PLIMSOLL_CLAUDE_LOGIN_RELATIVE_HOME)
    return NULL;
  /* It would ask another server than the one that was named, unless whoever did so named it too. */
  if (walk->errand.program == NULL
      && !g_str_equal (walk->errand.base_url, PLIMSOLL_CLAUDE_BASE_URL))
    return NULL;

  return plimsoll_claude_cli_dup_program (&walk->errand);
}

static void
try_cli (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (PlimsollClaudeCredentials) credentials = load_credentials (walk);
  g_autofree char *program = dup_program (walk, credentials);

  if (program == NULL)
    skip (task, PLIMSOLL_SOURCE_CLI);
  else if (!is_held_by_gate (task, PLIMSOLL_SOURCE_CLI))
    plimsoll_claude_cli_ask_async (&walk->errand, program, g_task_get_cancellable (task), on_cli_cb,
                                   g_object_ref (task));
}

/* claude.ai */

static void
on_web_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Walk *walk = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  PlimsollClaudeStep step = PLIMSOLL_CLAUDE_STEP_ABSENT;
  g_autoptr (PlimsollReport) report = plimsoll_claude_web_turn_finish (result, &step, &error);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (report == NULL)
    {
      skip (task, PLIMSOLL_SOURCE_WEB);
      return;
    }

  /* Who has no Claude Code login and gave us a key wants to know what is wrong with the key. */
  if (walk->key == NULL && plimsoll_report_get_problem (report) != NULL)
    g_clear_pointer (&walk->refusal, plimsoll_problem_unref);
  take (task, PLIMSOLL_SOURCE_WEB, step, report);
}

static void
try_web (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);

  /* It may be the first. */
  plimsoll_claude_credentials_free (load_credentials (walk));
  plimsoll_claude_web_turn_async (g_task_get_source_object (task), &walk->errand, walk->flags,
                                  g_task_get_cancellable (task), on_web_cb, g_object_ref (task));
}

/* Tries the source whose turn it is. */
static void
go_on (GTask *task)
{
  Walk *walk = g_task_get_task_data (task);
  const char *source = walk->order[walk->index];

  if (g_task_return_error_if_cancelled (task))
    return;

  if (source == NULL)
    return_refusal (task);
  else if (g_str_equal (source, PLIMSOLL_SOURCE_OAUTH))
    try_oauth (task);
  else if (g_str_equal (source, PLIMSOLL_SOURCE_CLI))
    try_cli (task);
  else if (g_str_equal (source, PLIMSOLL_SOURCE_WEB))
    try_web (task);
  else
    {
      walk->index++;
      go_on (task);
    }
}

void
plimsoll_claude_chain_async (gpointer owner,
                             const PlimsollClaudeErrand *errand,
                             PlimsollProbeFlags flags,
                             PlimsollReport *oauth,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  Walk *walk = g_new0 (Walk, 1);

  walk->errand = *errand;
  walk->flags = flags;
  walk->order = plimsoll_claude_chain_dup_order (errand->sources, errand->web_organization != NULL);
  walk->oauth = oauth != NULL ? plimsoll_report_ref (oauth) : NULL;
  walk->trail = plimsoll_claude_trail_new ();
  g_task_set_source_tag (task, plimsoll_claude_chain_async);
  g_task_set_task_data (task, walk, walk_free);
  go_on (task);
}

PlimsollReport *
plimsoll_claude_chain_finish (GAsyncResult *result, PlimsollClaudeTrail **trail, GError **error)
{
  Walk *walk = g_task_get_task_data (G_TASK (result));

  if (trail != NULL)
    *trail = g_steal_pointer (&walk->trail);
  return g_task_propagate_pointer (G_TASK (result), error);
}
