/* plimsoll-key-commands.c - the commands that hand a key over, and take it back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The key comes on standard input, so that the window can hand it over as a person does. It is
 * tried before it is stored, and nothing of it is ever written, not even a part that would tell
 * which one it was. */

#include "plimsoll-key-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-key-input.h"
#include "plimsoll-key-port.h"
#include "plimsoll-text.h"

/* What there is to log in to; everything else is logged in to elsewhere. */
#define CLAUDE_WEB "claude-web"
#define USUAL_ACCOUNT "claude:default"

static void
organization_free (gpointer data)
{
  PlimsollKeyOrganization *self = data;

  g_free (self->uuid);
  g_free (self->name);
  g_free (self);
}

void
plimsoll_key_news_clear (PlimsollKeyNews *self)
{
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
  g_clear_pointer (&self->organizations, g_ptr_array_unref);
}

void
plimsoll_key_news_add (PlimsollKeyNews *self, char *uuid, char *name, gboolean is_chosen)
{
  PlimsollKeyOrganization *one = g_new0 (PlimsollKeyOrganization, 1);

  if (self->organizations == NULL)
    self->organizations = g_ptr_array_new_with_free_func (organization_free);
  one->uuid = uuid;
  one->name = name;
  one->is_chosen = is_chosen;
  g_ptr_array_add (self->organizations, one);
}

static PlimsollExit
complain (PlimsollTerminal *terminal, const PlimsollCommand *command, const char *mistake)
{
  plimsoll_options_complain (terminal, command->name, mistake, NULL);
  return PLIMSOLL_EXIT_WRONG_USAGE;
}

/* What both commands have in common: the word for what is logged in to, and the options. */
static PlimsollOptionsOutcome
parse (PlimsollTerminal *terminal,
       const PlimsollCommand *command,
       const GOptionEntry *entries,
       const char *const *words)
{
  gboolean has_word = words[1] != NULL && *words[1] != '-';
  PlimsollOptionsOutcome outcome;

  if (has_word && !g_str_equal (words[1], CLAUDE_WEB))
    {
      /* A key typed in the wrong place is not repeated. */
      complain (terminal, command,
                _ ("Only claude-web can be logged in to here. A key is read from "
                   "standard input, never from the command line."));
      return PLIMSOLL_OPTIONS_WRONG;
    }

  outcome = plimsoll_options_parse (terminal, command, entries, words + (has_word ? 1 : 0));
  if (outcome == PLIMSOLL_OPTIONS_GO && !has_word)
    {
      complain (terminal, command, _ ("Name what it is about: claude-web."));
      return PLIMSOLL_OPTIONS_WRONG;
    }
  return outcome;
}

static PlimsollExit
fail (PlimsollTerminal *terminal, PlimsollExit status, const char *sentence)
{
  g_autofree char *shown = plimsoll_text_redact (sentence);

  g_string_append_printf (terminal->err, "plimsoll: %s\n", shown);
  return status;
}

/* One organization goes without saying. */
static void
append_organizations (PlimsollTerminal *terminal, const PlimsollKeyNews *news)
{
  guint n_organizations = news->organizations != NULL ? news->organizations->len : 0;

  if (n_organizations < 2)
    return;

  g_string_append_printf (terminal->out, "%s\n", _ ("Organizations of this key:"));
  for (guint i = 0; i < n_organizations; i++)
    {
      const PlimsollKeyOrganization *one = g_ptr_array_index (news->organizations, i);
      g_autofree char *name = plimsoll_text_redact (one->name);

      g_string_append_printf (terminal->out, "%s %s  %s\n", one->is_chosen ? "*" : " ", one->uuid,
                              name);
    }
  g_string_append_printf (terminal->out, "%s\n",
                          _ ("The one with the star is shown; --organization chooses another."));
}

static PlimsollExit
store (PlimsollTerminal *terminal,
       const char *account,
       PlimsollSecret *key,
       const char *organization)
{
  g_auto (PlimsollKeyNews) news = { 0 };
  g_autoptr (GError) error = NULL;

  if (!terminal->keys->store (account, key, organization, &news, terminal->keys->user_data, &error))
    return fail (terminal, PLIMSOLL_EXIT_NOTHING, error->message);

  append_organizations (terminal, &news);
  if (news.problem != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (
          /* Translators: %s is a sentence that says why. */
          _ ("%s Nothing was stored."), plimsoll_problem_get_message (news.problem));

      return fail (terminal,
                   plimsoll_exit_from_condition (plimsoll_problem_get_condition (news.problem)),
                   sentence);
    }

  g_string_append_printf (terminal->out, "%s\n",
                          _ ("claude.ai took the session key, and it is in the keyring now."));
  return PLIMSOLL_EXIT_FRESH;
}

PlimsollExit
plimsoll_login_run (PlimsollTerminal *terminal,
                    const PlimsollCommand *command,
                    const char *const *words)
{
  g_autofree char *account = NULL;
  g_autofree char *organization = NULL;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_ ("For this account, such as claude:work"), N_ ("ACCOUNT") },
    { "organization", 'o', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &organization,
      N_ ("Show the limits of this one"), N_ ("UUID") },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = parse (terminal, command, entries, words);
  char line[PLIMSOLL_KEY_INPUT_MAX + 1];
  g_autoptr (PlimsollSecret) key = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  if (organization != NULL && !g_uuid_string_is_valid (organization))
    return complain (terminal, command,
                     _ ("An organization is named by its UUID; without one, they are listed."));

  if (plimsoll_key_input_read (
          terminal->in_fd,
          _ ("Session key of claude.ai (the cookie sessionKey; it is not shown): "), line))
    key = terminal->keys->read (line);
  explicit_bzero (line, sizeof line);
  if (key == NULL)
    return fail (terminal, PLIMSOLL_EXIT_WRONG_USAGE,
                 _ ("This is no session key of claude.ai. Nothing was sent or stored."));

  return store (terminal, account != NULL ? account : USUAL_ACCOUNT, key, organization);
}

PlimsollExit
plimsoll_logout_run (PlimsollTerminal *terminal,
                     const PlimsollCommand *command,
                     const char *const *words)
{
  g_autofree char *account = NULL;
  const GOptionEntry entries[] = {
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account,
      N_ ("For this account, such as claude:work"), N_ ("ACCOUNT") },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = parse (terminal, command, entries, words);
  g_autoptr (GError) error = NULL;
  gboolean was_there = FALSE;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  if (!terminal->keys->remove (account != NULL ? account : USUAL_ACCOUNT, &was_there,
                               terminal->keys->user_data, &error))
    return fail (terminal, PLIMSOLL_EXIT_NOTHING, error->message);

  g_string_append_printf (
      terminal->out, "%s\n",
      was_there ? _ ("The session key is gone from the keyring. To end it everywhere, log out of "
                     "claude.ai in your browser.")
                : _ ("There was no session key in the keyring."));
  return PLIMSOLL_EXIT_FRESH;
}
