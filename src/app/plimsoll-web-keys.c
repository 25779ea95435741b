/* plimsoll-web-keys.c - session keys of claude.ai, between the terminal, the provider and settings.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The settings say for which accounts there is a key and whose limits it is for, so that nobody
 * else's keyring is ever opened; of the key itself they know nothing. */

#include "plimsoll-web-keys.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-session-key.h"
#include "plimsoll-claude-web-login.h"
#include "plimsoll-claude-web-turn.h"
#include "plimsoll-keyring.h"

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
find_errand (PlimsollWebKeys *self,
             const char *account,
             PlimsollClaudeErrand *errand,
             GError **error)
{
  if (self->claude != NULL && plimsoll_claude_provider_fill_errand (self->claude, account, errand))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                       _ ("There is no such Claude account; `plimsoll probe --list` names them."));
  return FALSE;
}

static void
tell (const PlimsollClaudeWebAnswer *answer, PlimsollKeyNews *news)
{
  if (answer->problem != NULL)
    news->problem = plimsoll_problem_ref (answer->problem);
  for (guint i = 0; answer->organizations != NULL && i < answer->organizations->len; i++)
    {
      const PlimsollClaudeOrganization *one = g_ptr_array_index (answer->organizations, i);

      plimsoll_key_news_add (news, g_strdup (one->uuid), g_strdup (one->name),
                             one == answer->chosen);
    }
}

static gboolean
store (const char *account,
       PlimsollSecret *key,
       const char *organization,
       PlimsollKeyNews *news,
       gpointer user_data,
       GError **error)
{
  PlimsollWebKeys *self = user_data;
  PlimsollClaudeErrand errand = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PlimsollClaudeWebAnswer) answer = NULL;

  if (!find_errand (self, account, &errand, error))
    return FALSE;

  plimsoll_claude_web_login_async (self->claude, &errand, key, organization,
                                   PLIMSOLL_CLAUDE_WEB_LOGIN_PAUSE, NULL, on_done_cb, &result);
  wait_for (&result);
  answer = plimsoll_claude_web_login_finish (result, error);
  if (answer == NULL)
    return FALSE;

  tell (answer, news);
  if (answer->problem == NULL)
    plimsoll_preferences_set_web_organization (self->preferences, account, answer->chosen->uuid);
  return TRUE;
}

static gboolean
remove_key (const char *account, gboolean *was_there, gpointer user_data, GError **error)
{
  PlimsollWebKeys *self = user_data;
  const PlimsollKeyringPlace place = { PLIMSOLL_CLAUDE_WEB_KEYRING, account };
  g_autoptr (GAsyncResult) result = NULL;

  /* Not only of an account that there is: one may have been taken out of the settings before. */
  plimsoll_keyring_remove_async (&place, NULL, on_done_cb, &result);
  wait_for (&result);
  if (!plimsoll_keyring_remove_finish (result, was_there, error))
    return FALSE;

  plimsoll_preferences_set_web_organization (self->preferences, account, NULL);
  return TRUE;
}

PlimsollKeyPort
plimsoll_web_keys_as_port (PlimsollWebKeys *self)
{
  return (PlimsollKeyPort){
    .read = plimsoll_claude_session_key_from_text,
    .store = store,
    .remove = remove_key,
    .user_data = self,
  };
}

void
plimsoll_web_keys_announce (PlimsollWebKeys *self)
{
  g_autoptr (GVariant) organizations =
      plimsoll_preferences_dup_web_organizations (self->preferences);
  GVariantIter iter;
  const char *account = NULL;
  const char *organization = NULL;

  g_variant_iter_init (&iter, organizations);
  while (g_variant_iter_next (&iter, "{&s&s}", &account, &organization))
    plimsoll_claude_provider_add_web (self->claude, account, organization);
}
