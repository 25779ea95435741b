/* plimsoll-env.c - the command that names every environment variable that is read.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Providers name their own variables; the rest stands here. Values are shown so that they can be
 * pasted into a question to others: secrets masked, passwords in addresses taken out, and anything
 * that looks like a token masked wherever somebody put it. */

#include "plimsoll-env.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-cells.h"
#include "plimsoll-json-text.h"
#include "plimsoll-secret.h"
#include "plimsoll-text.h"

#define LONGEST_VALUE 200u

/* Read by the programs themselves and by the libraries below them. */
static const PlimsollVariable OWN_VARIABLES[] = {
  { "PLIMSOLL_USER_AGENT", N_ ("How Plimsoll names itself to servers"), FALSE },
  { "PLIMSOLL_DEMO", N_ ("1 shows the demo account and nothing else"), FALSE },
  { "DBUS_SESSION_BUS_ADDRESS", N_ ("The bus on which the service is looked for"), FALSE },
  { "XDG_STATE_HOME", N_ ("Where numbers and cool-downs are remembered"), FALSE },
  { "PLIMSOLL_CLAUDE_STATUS_URL", N_ ("The status page that is asked, instead of Anthropic's"),
    FALSE },
  { "PLIMSOLL_CODEX_STATUS_URL", N_ ("The status page that is asked, instead of OpenAI's"), FALSE },
  { "XDG_RUNTIME_DIR", N_ ("Where a status line leaves what it hears"), FALSE },
  { "NO_COLOR", N_ ("Anything but empty: no colours"), FALSE },
  { "TERM", N_ ("The kind of terminal; dumb has no colours"), FALSE },
  { "COLUMNS", N_ ("Width to write for when there is no terminal"), FALSE },
  { "LANGUAGE", N_ ("Languages to speak, best first"), FALSE },
  { "LC_ALL", N_ ("Language, clock and encoding, before all others"), FALSE },
  { "LANG", N_ ("Language, clock and encoding"), FALSE },
  { "TZ", N_ ("Time zone of clock times"), FALSE },
  { "https_proxy", N_ ("Proxy for https addresses"), FALSE },
  { "http_proxy", N_ ("Proxy for http addresses"), FALSE },
  { "all_proxy", N_ ("Proxy for everything else"), FALSE },
  { "no_proxy", N_ ("Hosts that are reached without a proxy"), FALSE },
};

typedef struct
{
  const PlimsollVariable *variable;
  char *value; /* (owned) (nullable): fit to show; NULL when not set */
} Line;

static void
line_free (gpointer data)
{
  Line *self = data;

  g_free (self->value);
  g_free (self);
}

/* "http://name:password@host" loses what stands between the slashes and the last @ of its host
 * part. */
static char *
dup_without_password (const char *value)
{
  const char *start = strstr (value, "://");
  const char *at = NULL;

  if (start == NULL)
    return g_strdup (value);

  start += strlen ("://");
  for (const char *p = start; *p != '\0' && *p != '/'; p++)
    if (*p == '@')
      at = p;
  if (at == NULL)
    return g_strdup (value);

  return g_strdup_printf ("%.*s…%s", (int) (start - value), value, at);
}

static char *
dup_shown (const PlimsollVariable *variable, const char *value)
{
  g_autoptr (PlimsollSecret) secret = NULL;
  g_autofree char *clean = NULL;
  g_autofree char *without_password = NULL;

  if (variable->is_secret && *value != '\0')
    {
      secret = plimsoll_secret_new (value);
      return plimsoll_secret_mask (secret);
    }

  clean = plimsoll_text_clean (value, LONGEST_VALUE);
  without_password = dup_without_password (clean != NULL ? clean : "");
  return plimsoll_text_redact (without_password);
}

static void
add_lines (GPtrArray *lines,
           const PlimsollVariable *variables,
           guint n_variables,
           const char *const *environment)
{
  for (guint i = 0; i < n_variables; i++)
    {
      const char *value = g_environ_getenv ((char **) environment, variables[i].name);
      Line *line = NULL;
      gboolean is_known = FALSE;

      for (guint j = 0; j < lines->len && !is_known; j++)
        {
          const Line *other = g_ptr_array_index (lines, j);

          is_known = g_str_equal (other->variable->name, variables[i].name);
        }
      if (is_known)
        continue;

      line = g_new0 (Line, 1);
      line->variable = &variables[i];
      line->value = value != NULL ? dup_shown (&variables[i], value) : NULL;
      g_ptr_array_add (lines, line);
    }
}

static GPtrArray *
gather (PlimsollTerminal *terminal)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  GPtrArray *const groups[] = { terminal->providers, terminal->named_providers };

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (guint j = 0; j < groups[i]->len; j++)
      {
        guint n_variables = 0;
        const PlimsollVariable *variables =
            plimsoll_provider_list_variables (g_ptr_array_index (groups[i], j), &n_variables);

        add_lines (lines, variables, n_variables, terminal->environment);
      }

  add_lines (lines, OWN_VARIABLES, G_N_ELEMENTS (OWN_VARIABLES), terminal->environment);
  return lines;
}

static void
append_text (PlimsollTerminal *terminal, GPtrArray *lines)
{
  guint name_width = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      name_width = MAX (name_width, plimsoll_cells_count (line->variable->name));
    }

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);
      const char *value = line->value != NULL ? line->value : _ ("not set");
      guint indent = name_width + 2;

      plimsoll_cells_append_left (terminal->out, &terminal->screen, line->variable->name, indent);
      plimsoll_cells_append_wrapped (terminal->out, &terminal->screen,
                                     *value != '\0' ? value : _ ("set, but empty"), indent,
                                     terminal->screen.width);
      plimsoll_cells_append_blanks (terminal->out, indent);
      plimsoll_cells_append_wrapped (terminal->out, &terminal->screen, _ (line->variable->summary),
                                     indent, terminal->screen.width);
    }
}

static void
append_json (PlimsollTerminal *terminal, GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, 1);
  json_builder_set_member_name (builder, "variables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      json_builder_begin_object (builder);
      plimsoll_json_text_add_string (builder, "name", line->variable->name);
      plimsoll_json_text_add_string (builder, "summary", _ (line->variable->summary));
      plimsoll_json_text_add_bool (builder, "set", line->value != NULL);
      plimsoll_json_text_add_string (builder, "value", line->value);
      plimsoll_json_text_add_bool (builder, "secret", line->variable->is_secret);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  plimsoll_json_text_append (terminal->out, builder);
}

PlimsollExit
plimsoll_env_run (PlimsollTerminal *terminal,
                  const PlimsollCommand *command,
                  const char *const *words)
{
  gboolean wants_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write JSON for scripts"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);
  g_autoptr (GPtrArray) lines = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  lines = gather (terminal);
  if (wants_json)
    append_json (terminal, lines);
  else
    append_text (terminal, lines);

  return PLIMSOLL_EXIT_FRESH;
}
