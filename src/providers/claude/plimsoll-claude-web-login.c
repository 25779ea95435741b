/* plimsoll-claude-web-login.c - a session key that a person hands over, tried and kept.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What does not work is not kept: a key is full access to an account, and one that lies around for
 * nothing is the worst of them. */

#include "plimsoll-claude-web-login.h"

#include "plimsoll-claude-web-turn.h"
#include "plimsoll-keyring.h"
#include "plimsoll-pause.h"

typedef struct
{
  PlimsollClaudeErrand errand; /* borrowed from the task's source object */
  PlimsollSecret *key; /* (owned) */
  char *organization; /* (owned) (nullable) */
  GTimeSpan pause;
  guint n_tries;
  PlimsollClaudeWebAnswer *answer; /* (owned) (nullable) */
} Login;

static void try_key (GTask *task);

static void
login_free (gpointer data)
{
  Login *login = data;

  plimsoll_secret_unref (login->key);
  g_free (login->organization);
  plimsoll_claude_web_answer_free (login->answer);
  g_free (login);
}

static void
return_answer (GTask *task)
{
  Login *login = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&login->answer),
                         (GDestroyNotify) plimsoll_claude_web_answer_free);
}

static void
on_stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (plimsoll_keyring_store_finish (result, &error))
    return_answer (task);
  else
    g_task_return_error (task, error);
}

static void
store (GTask *task)
{
  Login *login = g_task_get_task_data (task);
  const char *account = plimsoll_account_get_id (login->errand.account);
  const PlimsollKeyringPlace place = { PLIMSOLL_CLAUDE_WEB_KEYRING, account };
  PlimsollSecret *renewed = login->answer->renewed;
  g_autofree char *label = plimsoll_claude_web_turn_dup_label (login->errand.account);

  plimsoll_keyring_store_async (&place, label, renewed != NULL ? renewed : login->key,
                                g_task_get_cancellable (task), on_stored_cb, g_object_ref (task));
}

static gboolean
on_waited_cb (gpointer user_data)
{
  GTask *task = user_data;

  if (!g_task_return_error_if_cancelled (task))
    try_key (task);
  return G_SOURCE_REMOVE;
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Login *login = g_task_get_task_data (task);
  GError *error = NULL;

  login->answer = plimsoll_claude_web_ask_finish (result, &error);
  if (login->answer == NULL)
    g_task_return_error (task, error);
  else if (login->answer->usage != NULL)
    store (task);
  else if (login->answer->is_too_new && login->n_tries < PLIMSOLL_CLAUDE_WEB_LOGIN_TRIES)
    plimsoll_pause (task, login->pause, on_waited_cb);
  else
    return_answer (task);
}

static void
try_key (GTask *task)
{
  Login *login = g_task_get_task_data (task);

  login->n_tries++;
  g_clear_pointer (&login->answer, plimsoll_claude_web_answer_free);
  plimsoll_claude_web_ask_async (g_task_get_source_object (task), &login->errand, login->key,
                                 login->organization, g_task_get_cancellable (task), on_answered_cb,
                                 g_object_ref (task));
}

void
plimsoll_claude_web_login_async (gpointer owner,
                                 const PlimsollClaudeErrand *errand,
                                 PlimsollSecret *key,
                                 const char *organization,
                                 GTimeSpan pause,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (owner, cancellable, callback, user_data);
  Login *login = g_new0 (Login, 1);

  login->errand = *errand;
  login->key = plimsoll_secret_ref (key);
  login->organization = g_strdup (organization);
  login->pause = pause;
  g_task_set_source_tag (task, plimsoll_claude_web_login_async);
  g_task_set_task_data (task, login, login_free);
  try_key (task);
}

PlimsollClaudeWebAnswer *
plimsoll_claude_web_login_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
