/* plimsoll-commands.c - the table of commands, and the way from a command line to one of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A new command is a file of its own and one line in the table. Without a command, or with an
 * option in its place, `show` is meant: `plimsoll --json` is what people type. (Without any word
 * the app has tried to open the window before it comes here.) */

#include "plimsoll-commands.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-bar.h"
#include "plimsoll-config.h"
#include "plimsoll-doctor.h"
#include "plimsoll-env.h"
#include "plimsoll-export.h"
#include "plimsoll-guard.h"
#include "plimsoll-history.h"
#include "plimsoll-hooks-command.h"
#include "plimsoll-key-commands.h"
#include "plimsoll-probe.h"
#include "plimsoll-service-commands.h"
#include "plimsoll-show.h"
#include "plimsoll-statusline.h"
#include "plimsoll-text.h"
#include "plimsoll-wait.h"
#include "plimsoll-watch.h"

static const PlimsollCommand COMMANDS[] = {
  { "show", N_ ("[OPTION…]"), N_ ("Show how much is used and when it comes back"),
    plimsoll_show_run },
  { "watch", N_ ("[OPTION…]"), N_ ("Show it live, on the whole screen"), plimsoll_watch_run },
  { "refresh", N_ ("[OPTION…]"), N_ ("Ask for new numbers now"), plimsoll_refresh_run },
  { "bar", N_ ("waybar|i3blocks|polybar|tmux|starship|xmobar [OPTION…]"),
    N_ ("Feed a desktop's bar, once or line by line"), plimsoll_bar_run },
  { "wait", N_ ("--below PERCENT | --reset [OPTION…]"),
    N_ ("Sleep until there is headroom again, for scripts"), plimsoll_wait_run },
  { "guard", N_ ("--below PERCENT [OPTION…] -- COMMAND…"),
    N_ ("Run a command only while there is headroom"), plimsoll_guard_run },
  { "history", N_ ("[OPTION…]"), N_ ("Look back at how much was used"), plimsoll_history_run },
  { "export", N_ ("openmetrics [OPTION…]"), N_ ("Hand the numbers to Prometheus and its like"),
    plimsoll_export_run },
  { "hooks", N_ ("[list|test NAME] [OPTION…]"),
    N_ ("See the programs that are run on events, or try one"), plimsoll_hooks_run },
  { "doctor", N_ ("[OPTION…]"), N_ ("Find out why something does not work"), plimsoll_doctor_run },
  { "env", N_ ("[--json]"), N_ ("Name every environment variable that is read"), plimsoll_env_run },
  { "probe", N_ ("[OPTION…]"), N_ ("Obtain one report and write it as a GVariant or as JSON"),
    plimsoll_probe_run },
  { "login", N_ ("claude-web [OPTION…]"),
    N_ ("Hand over a session key of claude.ai, read from standard input"), plimsoll_login_run },
  { "logout", N_ ("claude-web [OPTION…]"), N_ ("Take the session key of claude.ai back"),
    plimsoll_logout_run },
  { "service", N_ ("[status|stop] [--json]"), N_ ("See how the background service is, or end it"),
    plimsoll_service_run },
  { "statusline", N_ ("[OPTION…] [-- COMMAND…]"),
    N_ ("Be the status line of Claude Code, and keep its numbers"), plimsoll_statusline_run },
};

static const PlimsollCommand *
find_command (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    if (g_str_equal (COMMANDS[i].name, name))
      return &COMMANDS[i];

  return NULL;
}

/* Of the longest name, so that the summaries line up. */
static int
get_name_width (void)
{
  gsize width = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    width = MAX (width, strlen (COMMANDS[i].name));
  return (int) width;
}

static void
append_help (PlimsollTerminal *terminal)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *fit = NULL;

  g_string_append_printf (out, "%s\n", _ ("Usage:"));
  g_string_append_printf (out, "  plimsoll [%s] [%s]\n\n", _ ("COMMAND"), _ ("OPTION…"));
  g_string_append_printf (out, "%s\n\n", _ ("Shows how much of your AI plan is used."));
  g_string_append_printf (out, "%s\n", _ ("Commands:"));
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_string_append_printf (out, "  %-*s  %s\n", get_name_width (), COMMANDS[i].name,
                            _ (COMMANDS[i].summary));
  g_string_append_printf (out, "\n%s\n", _ ("Options:"));
  g_string_append_printf (out, "  --help     %s\n", _ ("Show this help"));
  g_string_append_printf (out, "  --version  %s\n\n", _ ("Show the version"));
  g_string_append_printf (out, "%s\n",
                          _ ("Without a word the window is opened; with only an option, or where "
                             "there is no window, show is meant. "
                             "'plimsoll COMMAND --help' says more about each."));

  fit = plimsoll_screen_dup_fit (&terminal->screen, out->str);
  g_string_append (terminal->out, fit);
}

static PlimsollExit
complain_about_command (PlimsollTerminal *terminal, const char *word)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *clean = plimsoll_text_clean (word, PLIMSOLL_TEXT_MAX_NAME);
  g_autofree char *shown = plimsoll_text_redact (clean != NULL ? clean : "");
  g_autofree char *mistake = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_ptr_array_add (names, (char *) COMMANDS[i].name);
  g_ptr_array_add (names, (char *) "help");
  g_ptr_array_add (names, NULL);

  /* Translators: %s is what was typed. */
  mistake = g_strdup_printf (_ ("There is no command '%s'."), shown);
  plimsoll_options_complain (terminal, NULL, mistake,
                             plimsoll_text_suggest (word, (const char *const *) names->pdata));
  return PLIMSOLL_EXIT_WRONG_USAGE;
}

/* `plimsoll help show` is `plimsoll show --help`. */
static PlimsollExit
run_help (PlimsollTerminal *terminal, const char *word)
{
  const PlimsollCommand *command = NULL;

  if (word == NULL)
    {
      append_help (terminal);
      return PLIMSOLL_EXIT_FRESH;
    }

  command = find_command (word);
  if (command == NULL)
    return complain_about_command (terminal, word);

  return command->run (terminal, command, (const char *const[]){ command->name, "--help", NULL });
}

static PlimsollExit
dispatch (PlimsollTerminal *terminal, const char *const *words)
{
  const char *first = words[0];
  const PlimsollCommand *command = NULL;

  if (first == NULL || *first == '-')
    {
      g_autoptr (GPtrArray) all = g_ptr_array_new ();

      if (g_strcmp0 (first, "--help") == 0 || g_strcmp0 (first, "-h") == 0)
        return run_help (terminal, NULL);
      if (g_strcmp0 (first, "--version") == 0)
        {
          g_string_append (terminal->out, "plimsoll " PLIMSOLL_VERSION "\n");
          return PLIMSOLL_EXIT_FRESH;
        }
      g_ptr_array_add (all, (char *) "show");
      for (gsize i = 0; words[i] != NULL; i++)
        g_ptr_array_add (all, (char *) words[i]);
      g_ptr_array_add (all, NULL);
      return plimsoll_show_run (terminal, &COMMANDS[0], (const char *const *) all->pdata);
    }

  if (g_str_equal (first, "help"))
    return run_help (terminal, words[1]);

  command = find_command (first);
  return command != NULL ? command->run (terminal, command, words)
                         : complain_about_command (terminal, first);
}

PlimsollExit
plimsoll_commands_run (PlimsollTerminal *terminal, const char *const *words)
{
  PlimsollExit status = dispatch (terminal, words);
  g_autofree char *fit = plimsoll_screen_dup_fit (&terminal->screen, terminal->err->str);

  g_string_assign (terminal->err, fit);
  return status;
}
