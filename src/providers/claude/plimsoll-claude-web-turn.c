/* plimsoll-claude-web-turn.c - the turn of claude.ai among the sources of one account.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keyring is opened for those alone who gave us a key. The key is in memory for one turn. A
 * renewed one takes the place of the old one only if that is still there: meanwhile the person may
 * have stored another one, or taken it away. */

#include "plimsoll-claude-web-turn.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-keyring.h"

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  PlimsollProbeFlags flags;
  PlimsollSecret *key; /* (owned) (nullable) */
  char *name; /* (owned) (nullable): the one-way name of the key */
  PlimsollSecret *renewed; /* (owned) (nullable) */
  PlimsollClaudeStep step;
  PlimsollReport *report; /* (owned) (nullable): made, while the key is put back */
} Turn;

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  g_clear_pointer (&turn->key, plimsoll_secret_unref);
  g_clear_pointer (&turn->renewed, plimsoll_secret_unref);
  g_clear_pointer (&turn->report, plimsoll_report_unref);
  g_free (turn->name);
  g_free (turn);
}

char *
plimsoll_claude_web_turn_dup_label (PlimsollAccount *account)
{
  /* Translators: in the keyring's own program; %s is an account such as claude:default. */
  return g_strdup_printf (_ ("Plimsoll: session key of claude.ai (%s)"),
                          plimsoll_account_get_id (account));
}

static PlimsollKeyringPlace
get_place (Turn *turn)
{
  return (PlimsollKeyringPlace){ PLIMSOLL_CLAUDE_WEB_KEYRING,
                                 plimsoll_account_get_id (turn->errand.account) };
}

static PlimsollGateQuestion
make_question (Turn *turn)
{
  return (PlimsollGateQuestion){
    .account = turn->errand.account,
    .source = PLIMSOLL_SOURCE_WEB,
    .key = turn->name,
    .rest = PLIMSOLL_CLAUDE_WEB_REST,
    .is_person = (turn->flags & PLIMSOLL_PROBE_PERSON) != 0,
  };
}

/* Takes `report` (nullable) over. */
static void
return_report (GTask *task, PlimsollClaudeStep step, PlimsollReport *report)
{
  Turn *turn = g_task_get_task_data (task);

  turn->step = step;
  g_task_return_pointer (task, report, (GDestroyNotify) plimsoll_report_unref);
}

/* Putting a renewed key back */

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  /* The numbers are there all the same; the old key goes on working for a while. */
  if (!plimsoll_keyring_store_finish (result, &error))
    g_debug ("The renewed key was not stored: %s", error->message);
  return_report (task, PLIMSOLL_CLAUDE_STEP_ASKED, g_steal_pointer (&turn->report));
}

static void
on_looked_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (PlimsollSecret) kept = plimsoll_keyring_look_up_finish (result, NULL);
  const PlimsollKeyringPlace place = get_place (turn);
  g_autofree char *label = NULL;

  if (kept == NULL
      || g_strcmp0 (plimsoll_secret_peek (kept), plimsoll_secret_peek (turn->key)) != 0)
    {
      return_report (task, PLIMSOLL_CLAUDE_STEP_ASKED, g_steal_pointer (&turn->report));
      return;
    }

  label = plimsoll_claude_web_turn_dup_label (turn->errand.account);
  plimsoll_keyring_store_async (&place, label, turn->renewed, NULL, on_stored_cb,
                                g_object_ref (task));
}

/* Asking */

/* (transfer full) (nullable) */
static PlimsollSnapshot *
make_snapshot (const PlimsollClaudeWebAnswer *answer, GDateTime *now)
{
  PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_WEB, .observed_at = now };

  if (answer->usage == NULL)
    return NULL;

  fields.plan = answer->chosen->plan;
  fields.limits = answer->usage->limits;
  fields.spend = answer->usage->spend;
  return plimsoll_snapshot_new (&fields);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (turn->errand.clock);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollClaudeWebAnswer) answer = plimsoll_claude_web_ask_finish (result, &error);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  const PlimsollKeyringPlace place = get_place (turn);
  PlimsollGateQuestion question;

  if (answer == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  /* From now on it is the new one that is asked with, and waited for. */
  turn->renewed = g_steal_pointer (&answer->renewed);
  if (turn->renewed != NULL)
    {
      g_free (turn->name);
      turn->name = plimsoll_secret_dup_key (turn->renewed);
    }
  snapshot = make_snapshot (answer, now);
  turn->report = plimsoll_report_new (turn->errand.account, turn->name, snapshot, answer->problem);
  question = make_question (turn);
  plimsoll_source_gate_note (turn->errand.gate, &question, turn->report, now);

  if (turn->renewed != NULL)
    plimsoll_keyring_look_up_async (&place, NULL, on_looked_again_cb, g_object_ref (task));
  else
    return_report (task, PLIMSOLL_CLAUDE_STEP_ASKED, g_steal_pointer (&turn->report));
}

static void
ask (GTask *task)
{
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GDateTime) now = plimsoll_clock_now (turn->errand.clock);
  PlimsollGateQuestion question = make_question (turn);
  PlimsollReport *last = NULL;
  PlimsollGateState state = plimsoll_source_gate_look (turn->errand.gate, &question, now, &last);

  if (state == PLIMSOLL_GATE_OPEN)
    plimsoll_claude_web_ask_async (g_task_get_source_object (task), &turn->errand, turn->key,
                                   turn->errand.web_organization, g_task_get_cancellable (task),
                                   on_answered_cb, g_object_ref (task));
  else
    return_report (task,
                   state == PLIMSOLL_GATE_RESTING ? PLIMSOLL_CLAUDE_STEP_RESTING
                                                  : PLIMSOLL_CLAUDE_STEP_COOLING,
                   last);
}

static void
on_looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Turn *turn = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollProblem) problem = NULL;

  turn->key = plimsoll_keyring_look_up_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (error != NULL)
    {
      problem = plimsoll_problem_new (PLIMSOLL_CONDITION_SIGNED_OUT, error->message, NULL);
      return_report (task, PLIMSOLL_CLAUDE_STEP_HELD_BACK,
                     plimsoll_report_new (turn->errand.account, NULL, NULL, problem));
    }
  else if (turn->key == NULL)
    return_report (task, PLIMSOLL_CLAUDE_STEP_ABSENT, NULL);
  else
    {
      turn->name = plimsoll_secret_dup_key (turn->key);
      ask (task);
    }
}

/* Whoever has all others asked elsewhere, as a test does, does not mean the real claude.ai. */
static gboolean
is_meant (const PlimsollClaudeErrand *errand)
{
  return g_str_equal (errand->base_url, PLIMSOLL_CLAUDE_BASE_URL)
         || !g_str_equal (errand->web_base_url, PLIMSOLL_CLAUDE_WEB_BASE_URL);
}

void
plimsoll_claude_web_turn_async (gpointer owner,
                                const PlimsollClaudeErrand *errand,
                                PlimsollProbeFlags flags,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task = g_task_new (owner, cancellable, callback, user_data);
  Turn *turn = g_new0 (Turn, 1);
  PlimsollKeyringPlace place;

  turn->errand = *errand;
  turn->flags = flags;
  g_task_set_source_tag (task, plimsoll_claude_web_turn_async);
  g_task_set_task_data (task, turn, turn_free);
  if (!is_meant (errand))
    {
      return_report (task, PLIMSOLL_CLAUDE_STEP_ABSENT, NULL);
      g_object_unref (task);
      return;
    }

  place = get_place (turn);
  plimsoll_keyring_look_up_async (&place, cancellable, on_looked_up_cb, task);
}

PlimsollReport *
plimsoll_claude_web_turn_finish (GAsyncResult *result, PlimsollClaudeStep *step, GError **error)
{
  Turn *turn = g_task_get_task_data (G_TASK (result));

  *step = turn->step;
  return g_task_propagate_pointer (G_TASK (result), error);
}
