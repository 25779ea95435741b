/* plimsoll-gate-options.c - the options that `wait` and `guard` have in common.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Both ask the same question of the same numbers, so they ask it in the same words. */
#include "plimsoll-gate-options.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-span.h"
#include "plimsoll-text.h"

void
plimsoll_gate_options_clear (PlimsollGateOptions *self)
{
  g_free (self->below);
  g_free (self->limit);
  g_free (self->provider);
  g_free (self->account);
  g_free (self->timeout);
}

PlimsollOptionsOutcome
plimsoll_gate_options_parse (PlimsollGateOptions *self,
                             PlimsollTerminal *terminal,
                             const PlimsollCommand *command,
                             const GOptionEntry *own,
                             gsize n_own,
                             const char *const *words)
{
  const GOptionEntry common[] = {
    { "below", 'b', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->below,
      N_ ("The mark: less than this percentage must be used"), N_ ("PERCENT") },
    { "limit", 'l', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->limit,
      N_ ("Only this limit, such as session, week or week:fable; without it all of them"),
      N_ ("LIMIT") },
    { "timeout", 't', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->timeout,
      N_ ("Give up after this time, such as 90s, 30m, 2h (exit status 75)"), N_ ("TIME") },
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->provider,
      N_ ("Only the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &self->account,
      N_ ("Only one account, such as claude:default"), N_ ("ACCOUNT") },
    { "direct", 'd', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->wants_direct,
      N_ ("Obtain the numbers without the service"), NULL },
    { "quiet", 'q', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &self->is_quiet,
      N_ ("Do not say what is waited for"), NULL },
  };

  g_autofree GOptionEntry *entries = g_new (GOptionEntry, G_N_ELEMENTS (common) + n_own);

  memcpy (entries, common, sizeof common);
  memcpy (entries + G_N_ELEMENTS (common), own, n_own * sizeof *own);
  return plimsoll_options_parse (terminal, command, entries, words);
}

/* Takes `mistake` over. */
static void
complain (PlimsollTerminal *terminal, const PlimsollCommand *command, char *mistake)
{
  plimsoll_options_complain (terminal, command->name, mistake, NULL);
  g_free (mistake);
}

/* "80", "80%" or "80 %", above 0 and up to 100: below 0 nobody ever is. */
static gboolean
read_percent (const char *text, double *percent)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);

  if (end == text || !g_ascii_isdigit (*text))
    return FALSE;
  while (*end == ' ')
    end++;
  if (*end == '%')
    end++;
  if (*end != '\0' || !(number > 0 && number <= 100))
    return FALSE;
  *percent = number;
  return TRUE;
}

gboolean
plimsoll_gate_options_read (PlimsollGateOptions *self,
                            PlimsollTerminal *terminal,
                            const PlimsollCommand *command,
                            PlimsollGateRule *rule,
                            GTimeSpan *timeout)
{
  g_autofree char *shown = NULL;

  rule->limit = self->limit;
  *timeout = 0;
  if (self->below != NULL && !read_percent (self->below, &rule->below))
    {
      shown = plimsoll_text_redact (self->below);
      complain (terminal, command,
                /* Translators: %s is what was typed. */
                g_strdup_printf (_ ("'%s' is no percentage above 0 and up to 100."), shown));
      return FALSE;
    }
  if (self->timeout != NULL && !plimsoll_span_parse (self->timeout, timeout))
    {
      shown = plimsoll_text_redact (self->timeout);
      complain (
          terminal, command,
          /* Translators: %s is what was typed; the examples are typed like that. */
          g_strdup_printf (_ ("'%s' is no length of time such as 90s, 30m or 1h30m."), shown));
      return FALSE;
    }
  return TRUE;
}

/* (transfer container) (element-type utf8): the ids of all limits, borrowed, NULL at its end. */
static GPtrArray *
list_limits (GPtrArray *reports)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (g_ptr_array_index (reports, i));

      for (guint j = 0; snapshot != NULL && j < plimsoll_snapshot_get_n_limits (snapshot); j++)
        g_ptr_array_add (
            ids, (char *) plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, j))->id);
    }
  g_ptr_array_add (ids, NULL);
  return ids;
}

gboolean
plimsoll_gate_options_check_limit (PlimsollGateOptions *self,
                                   PlimsollTerminal *terminal,
                                   const PlimsollCommand *command,
                                   GPtrArray *reports)
{
  g_autoptr (GPtrArray) ids = list_limits (reports);
  g_autofree char *shown = NULL;
  g_autofree char *all = NULL;
  g_autofree char *mistake = NULL;

  if (self->limit == NULL || ids->len == 1 || plimsoll_gate_knows_limit (reports, self->limit))
    return TRUE;
  shown = plimsoll_text_redact (self->limit);
  all = g_strjoinv (", ", (char **) ids->pdata);
  /* Translators: what was typed, and a list of what there is. */
  mistake = g_strdup_printf (_ ("There is no limit '%s'; there are: %s."), shown, all);
  plimsoll_options_complain (terminal, command->name, mistake,
                             plimsoll_text_suggest (self->limit, (const char *const *) ids->pdata));
  return FALSE;
}
