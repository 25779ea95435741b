/* plimsoll-hooks-command.c - the command that shows and tries the person's hooks.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service runs them; here a person sees whether the file is understood, and has one run with an
 * invented event, so that nobody has to wait for a limit to find a slip. */
#include "plimsoll-hooks-command.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-enum.h"
#include "plimsoll-errand.h"
#include "plimsoll-hook.h"
#include "plimsoll-json-text.h"
#include "plimsoll-text.h"

/* (transfer full): "threshold, used-up", or "all". */
static char *
dup_kinds (const PlimsollHook *hook)
{
  g_autoptr (GEnumClass) kinds = g_type_class_ref (PLIMSOLL_TYPE_ALERT_KIND);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; i < kinds->n_values; i++)
    if ((hook->kinds & (1u << kinds->values[i].value)) != 0)
      g_ptr_array_add (words, (char *) kinds->values[i].value_nick);
  if (words->len == kinds->n_values)
    return g_strdup (_ ("all events"));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

static void
append_list (PlimsollTerminal *terminal, const char *path, GPtrArray *hooks)
{
  GString *out = terminal->out;

  if (hooks->len == 0)
    /* Translators: %s is the path of a file. */
    g_string_append_printf (out, _ ("There are no hooks. They would stand in %s.\n"), path);
  for (guint i = 0; i < hooks->len; i++)
    {
      const PlimsollHook *hook = g_ptr_array_index (hooks, i);
      g_autofree char *kinds = dup_kinds (hook);
      g_autofree char *line = g_strjoinv (" ", hook->command);

      g_string_append_printf (out, "%s\n  %s\n  %s\n", hook->name, kinds, line);
    }
}

static void
append_strings (JsonBuilder *builder, const char *key, GStrv strings)
{
  json_builder_set_member_name (builder, key);
  if (strings == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (gsize i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
append_list_json (PlimsollTerminal *terminal, const char *path, GPtrArray *hooks)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "path", path);
  json_builder_set_member_name (builder, "hooks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < hooks->len; i++)
    {
      const PlimsollHook *hook = g_ptr_array_index (hooks, i);
      g_autofree char *kinds = dup_kinds (hook);

      json_builder_begin_object (builder);
      plimsoll_json_text_add_string (builder, "name", hook->name);
      plimsoll_json_text_add_string (builder, "events", kinds);
      append_strings (builder, "command", hook->command);
      append_strings (builder, "accounts", hook->accounts);
      append_strings (builder, "limits", hook->limits);
      plimsoll_json_text_add_number (builder, "timeout_seconds",
                                     (double) (hook->timeout / G_TIME_SPAN_SECOND));
      plimsoll_json_text_add_number (builder, "pause_seconds",
                                     (double) (hook->pause / G_TIME_SPAN_SECOND));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  plimsoll_json_text_append (terminal->out, builder);
}

/* (nullable): the first hook of that name. */
static const PlimsollHook *
find_hook (GPtrArray *hooks, const char *name)
{
  for (guint i = 0; i < hooks->len; i++)
    {
      const PlimsollHook *hook = g_ptr_array_index (hooks, i);

      if (g_str_equal (hook->name, name))
        return hook;
    }
  return NULL;
}

static void
on_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

/* An invented event; its title says so. */
static GBytes *
invent_event (PlimsollTerminal *terminal)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autoptr (PlimsollAlert) alert = plimsoll_alert_new (&(PlimsollAlertFields){
      .kind = PLIMSOLL_ALERT_THRESHOLD,
      .account_id = "demo:default",
      .limit_id = "session",
      .percent = 80,
      /* xgettext:no-c-format */
      .title = _ ("Session 80 % used"),
      .body = _ ("This is a test."),
  });

  return plimsoll_hook_describe (alert, NULL, now);
}

static PlimsollExit
run_test (PlimsollTerminal *terminal, const PlimsollHook *hook)
{
  g_autoptr (GBytes) words = invent_event (terminal);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;

  plimsoll_errand_run_async ((const char *const *) hook->command, words, hook->timeout, NULL,
                             on_ran_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (plimsoll_errand_run_finish (result, &error))
    {
      g_string_append_printf (terminal->out, "%s\n", _ ("It ran, and ended well."));
      return PLIMSOLL_EXIT_FRESH;
    }
  shown = plimsoll_text_redact (error->message);
  g_string_append_printf (terminal->err, "plimsoll: %s\n", shown);
  return PLIMSOLL_EXIT_NOTHING;
}

/* (nullable): with a word in `err`. */
static GPtrArray *
load (PlimsollTerminal *terminal, const char *path)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *hooks = plimsoll_hook_load (path, &error);

  if (hooks == NULL)
    g_string_append_printf (terminal->err, "plimsoll: %s: %s\n", path, error->message);
  return hooks;
}

static PlimsollExit
test_by_name (PlimsollTerminal *terminal,
              const PlimsollCommand *command,
              GPtrArray *hooks,
              const char *name)
{
  const PlimsollHook *hook = name != NULL ? find_hook (hooks, name) : NULL;
  g_autofree char *mistake = NULL;

  if (hook != NULL)
    return run_test (terminal, hook);
  /* Translators: %s is what was typed. */
  mistake = g_strdup_printf (_ ("There is no hook '%s'."), name != NULL ? name : "");
  plimsoll_options_complain (terminal, command->name, mistake, NULL);
  return PLIMSOLL_EXIT_WRONG_USAGE;
}

PlimsollExit
plimsoll_hooks_run (PlimsollTerminal *terminal,
                    const PlimsollCommand *command,
                    const char *const *words)
{
  const char *verb = words[1] != NULL && *words[1] != '-' ? words[1] : NULL;
  gboolean is_test = g_strcmp0 (verb, "test") == 0;
  const char *name = is_test && words[2] != NULL && *words[2] != '-' ? words[2] : NULL;
  gsize n_taken = (verb != NULL ? 1 : 0) + (name != NULL ? 1 : 0);
  gboolean wants_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write the list as JSON"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome;
  g_autofree char *path = plimsoll_hook_dup_path ();
  g_autoptr (GPtrArray) hooks = NULL;

  if (verb != NULL && !is_test && !g_str_equal (verb, "list"))
    {
      plimsoll_options_complain (terminal, command->name,
                                 _ ("Hooks can be listed, or tested by name."), NULL);
      return PLIMSOLL_EXIT_WRONG_USAGE;
    }
  outcome = plimsoll_options_parse (terminal, command, entries, words + n_taken);
  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;
  hooks = load (terminal, path);
  if (hooks == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;
  if (is_test)
    return test_by_name (terminal, command, hooks, name);
  if (wants_json)
    append_list_json (terminal, path, hooks);
  else
    append_list (terminal, path, hooks);
  return PLIMSOLL_EXIT_FRESH;
}
