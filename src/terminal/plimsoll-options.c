/* plimsoll-options.c - the words behind a command: parsed, explained, and corrected when misspelt.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GOptionContext does the parsing. Its own --help prints and ends the process; here help is text
 * like any other, so that commands stay functions that a test can call. */

#include "plimsoll-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-text.h"

void
plimsoll_options_complain (PlimsollTerminal *terminal,
                           const char *command,
                           const char *mistake,
                           const char *near)
{
  g_string_append_printf (terminal->err, "plimsoll: %s", mistake);
  if (near != NULL)
    {
      /* Translators: after a mistake; %s is what was probably meant. */
      g_string_append_printf (terminal->err, _ (" Did you mean %s?"), near);
    }
  g_string_append_c (terminal->err, '\n');

  if (command != NULL)
    /* Translators: %s is the name of a command. */
    g_string_append_printf (terminal->err, _ ("See 'plimsoll %s --help'."), command);
  else
    g_string_append (terminal->err, _ ("See 'plimsoll --help'."));
  g_string_append_c (terminal->err, '\n');
}

/* (transfer full) (nullable): the long option of `entries` that `word` was probably meant to be. */
static char *
dup_near_option (const char *word, const GOptionEntry *entries)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *bare = g_strndup (word, strcspn (word, "="));
  const char *near = NULL;

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    g_ptr_array_add (names, g_strconcat ("--", entry->long_name, NULL));
  g_ptr_array_add (names, g_strdup ("--help"));
  g_ptr_array_add (names, NULL);

  near = plimsoll_text_suggest (bare, (const char *const *) names->pdata);
  return g_strdup (near);
}

/* The first word that is an option and that nobody knows; for the suggestion only. */
static const char *
find_unknown (const char *const *words, const GOptionEntry *entries)
{
  for (gsize i = 1; words[i] != NULL; i++)
    {
      gboolean is_known = FALSE;

      if (!g_str_has_prefix (words[i], "--"))
        continue;
      for (const GOptionEntry *entry = entries; entry->long_name != NULL && !is_known; entry++)
        {
          gsize length = strlen (entry->long_name);
          const char *rest = words[i] + 2 + length;

          is_known = strncmp (words[i] + 2, entry->long_name, length) == 0
                     && (*rest == '\0' || *rest == '=');
        }
      if (!is_known)
        return words[i];
    }

  return NULL;
}

static void
complain_about_option (PlimsollTerminal *terminal,
                       const PlimsollCommand *command,
                       const GOptionEntry *entries,
                       const char *const *words,
                       const GError *error)
{
  const char *unknown = find_unknown (words, entries);
  g_autofree char *near = unknown != NULL ? dup_near_option (unknown, entries) : NULL;
  g_autofree char *shown = NULL;
  g_autofree char *mistake = NULL;

  /* The message quotes what was typed, and people paste tokens into the wrong place. */
  shown = plimsoll_text_redact (error->message);
  mistake =
      g_str_has_suffix (shown, ".") ? g_steal_pointer (&shown) : g_strconcat (shown, ".", NULL);
  plimsoll_options_complain (terminal, command->name, mistake, near);
}

static GOptionContext *
make_context (const PlimsollCommand *command, const GOptionEntry *entries, const GOptionEntry *help)
{
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help, GETTEXT_PACKAGE);
  return context;
}

/* GLib puts the program's name from the process into its usage line; ours comes from the table. */
static void
append_help (PlimsollTerminal *terminal, const PlimsollCommand *command, GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);
  const char *rest = strstr (help, "\n\n");
  g_autofree char *whole = g_strdup_printf ("%s\n  plimsoll %s %s%s", _ ("Usage:"), command->name,
                                            _ (command->args), rest != NULL ? rest : "\n");
  g_autofree char *fit = plimsoll_screen_dup_fit (&terminal->screen, whole);

  g_string_append (terminal->out, fit);
}

GStrv
plimsoll_options_split (const char *const *words, const char *const **rest)
{
  gsize n_own = 0;
  GStrv own = NULL;

  while (words[n_own] != NULL && !g_str_equal (words[n_own], "--"))
    n_own++;
  *rest = words[n_own] != NULL ? words + n_own + 1 : NULL;
  own = g_new0 (char *, n_own + 1);
  memcpy (own, words, n_own * sizeof *own);
  return own;
}

PlimsollOptionsOutcome
plimsoll_options_parse (PlimsollTerminal *terminal,
                        const PlimsollCommand *command,
                        const GOptionEntry *entries,
                        const char *const *words)
{
  gboolean wants_help = FALSE;
  const GOptionEntry help[] = { { "help", 'h', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_help,
                                  N_ ("Show this help"), NULL },
                                { NULL } };
  g_autoptr (GOptionContext) context = make_context (command, entries, help);
  g_auto (GStrv) rest = g_strdupv ((char **) words);
  g_autoptr (GError) error = NULL;

  if (!g_option_context_parse_strv (context, &rest, &error))
    {
      complain_about_option (terminal, command, entries, words, error);
      return PLIMSOLL_OPTIONS_WRONG;
    }
  if (wants_help)
    {
      append_help (terminal, command, context);
      return PLIMSOLL_OPTIONS_HELPED;
    }
  if (rest[0] != NULL && rest[1] != NULL)
    {
      g_autofree char *shown = plimsoll_text_redact (rest[1]);
      /* Translators: %s is a word on the command line. */
      g_autofree char *mistake = g_strdup_printf (_ ("'%s' is too much here."), shown);

      plimsoll_options_complain (terminal, command->name, mistake, NULL);
      return PLIMSOLL_OPTIONS_WRONG;
    }

  return PLIMSOLL_OPTIONS_GO;
}

gboolean
plimsoll_options_read_window (PlimsollTerminal *terminal,
                              const PlimsollCommand *command,
                              const char *word,
                              PlimsollShowWindow *window)
{
  const char *const windows[] = { "5h", "7d", NULL };
  g_autofree char *shown = NULL;
  g_autofree char *mistake = NULL;

  if (plimsoll_show_window_from_word (word, window))
    return TRUE;
  shown = plimsoll_text_redact (word);
  /* Translators: %s is what was typed. */
  mistake = g_strdup_printf (_ ("There is no window '%s'; there are 5h and 7d."), shown);
  plimsoll_options_complain (terminal, command->name, mistake,
                             plimsoll_text_suggest (word, windows));
  return FALSE;
}
