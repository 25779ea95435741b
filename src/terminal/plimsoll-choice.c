/* plimsoll-choice.c - which accounts a command is about.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Some providers are shown only when named, such as the demo: naming one of their accounts names
 * them too. A name that nobody has is a mistake of the person, and the nearest one is suggested. */

#include "plimsoll-choice.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-options.h"
#include "plimsoll-text.h"

static void
target_free (gpointer data)
{
  PlimsollTarget *self = data;

  g_object_unref (self->provider);
  plimsoll_account_unref (self->account);
  g_free (self);
}

static void
add_accounts (GPtrArray *targets, GPtrArray *providers)
{
  for (guint i = 0; i < providers->len; i++)
    {
      PlimsollProvider *provider = g_ptr_array_index (providers, i);
      g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (provider);

      for (guint j = 0; j < accounts->len; j++)
        {
          PlimsollTarget *target = g_new0 (PlimsollTarget, 1);

          target->provider = g_object_ref (provider);
          target->account = plimsoll_account_ref (g_ptr_array_index (accounts, j));
          g_ptr_array_add (targets, target);
        }
    }
}

static gboolean
is_wanted (PlimsollTerminal *terminal,
           PlimsollAccount *candidate,
           const char *provider,
           const char *account)
{
  if (account == NULL && terminal->hidden_accounts != NULL
      && g_strv_contains (terminal->hidden_accounts, plimsoll_account_get_id (candidate)))
    return FALSE;
  if (provider != NULL && !g_str_equal (plimsoll_account_get_provider (candidate), provider))
    return FALSE;

  return account == NULL || g_str_equal (plimsoll_account_get_id (candidate), account);
}

/* What an account is called by, in one of the options. */
typedef const char *(*GetNameFunc) (PlimsollAccount *account);

static gboolean
has_any (GPtrArray *targets, GetNameFunc get_name, const char *name)
{
  for (guint i = 0; i < targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i);

      if (g_str_equal (get_name (target->account), name))
        return TRUE;
    }

  return FALSE;
}

/* Says that there is no such name, and which one is near. The one "%s" of `format` is the name. */
static void
complain (PlimsollTerminal *terminal,
          const char *command,
          const char *format,
          const char *name,
          GPtrArray *targets,
          GetNameFunc get_name)
{
  g_autofree char *clean = plimsoll_text_clean (name, PLIMSOLL_TEXT_MAX_NAME);
  g_autofree char *shown = plimsoll_text_redact (clean != NULL ? clean : "");
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *mistake = g_strjoinv (shown, parts);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i);

      g_ptr_array_add (names, (char *) get_name (target->account));
    }
  g_ptr_array_add (names, NULL);

  plimsoll_options_complain (terminal, command, mistake,
                             plimsoll_text_suggest (name, (const char *const *) names->pdata));
}

/* Takes out what is not wanted; gives how many are left. */
static guint
keep_wanted (PlimsollTerminal *terminal,
             GPtrArray *targets,
             const char *provider,
             const char *account)
{
  for (guint i = targets->len; i > 0; i--)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i - 1);

      if (!is_wanted (terminal, target->account, provider, account))
        g_ptr_array_remove_index (targets, i - 1);
    }

  return targets->len;
}

GPtrArray *
plimsoll_choice_make (PlimsollTerminal *terminal,
                      const char *command,
                      const char *provider,
                      const char *account)
{
  g_autoptr (GPtrArray) targets = g_ptr_array_new_with_free_func (target_free);

  add_accounts (targets, terminal->providers);
  /* Without any name only the first ones are meant; with one, all of them are candidates. */
  if (provider != NULL || account != NULL)
    add_accounts (targets, terminal->named_providers);

  if (provider != NULL && !has_any (targets, plimsoll_account_get_provider, provider))
    {
      /* Translators: %s is what was typed. */
      complain (terminal, command, _ ("There is no provider '%s'."), provider, targets,
                plimsoll_account_get_provider);
      return NULL;
    }
  if (account != NULL && !has_any (targets, plimsoll_account_get_id, account))
    {
      /* Translators: %s is what was typed. */
      complain (terminal, command, _ ("There is no account '%s'."), account, targets,
                plimsoll_account_get_id);
      return NULL;
    }
  if (keep_wanted (terminal, targets, provider, account) == 0 && account != NULL)
    {
      plimsoll_options_complain (terminal, command, _ ("That account belongs to another provider."),
                                 NULL);
      return NULL;
    }

  return g_steal_pointer (&targets);
}
