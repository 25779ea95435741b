/* plimsoll-status-line.c - a template, filled with what is known, as a status line.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure: no clock, no screen. Colours are put in as signs that no clean text holds, so that the
 * template's widths count cells and not escape sequences, and become sequences at the end. Nothing
 * that came from outside can hold one. */

#include "plimsoll-status-line.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-report-names.h"
#include "plimsoll-words.h"

/* An age that is worth a word: a run that works hears new numbers oftener. */
#define WORTH_SAYING G_TIME_SPAN_MINUTE

/* Private-use characters, and the terminal's own colours, as in the table of `show`. */
#define SIGN_OFF "\xee\x80\x80"
#define SIGN_WARNING "\xee\x80\x81"
#define SIGN_CRITICAL "\xee\x80\x82"

static const struct
{
  const char *sign;
  const char *sequence;
} COLORS[] = { { SIGN_OFF, "\033[0m" },
               { SIGN_WARNING, "\033[33m" },
               { SIGN_CRITICAL, "\033[31m" } };

static gboolean
has_numbers (const PlimsollStatusFacts *facts)
{
  return plimsoll_snapshot_get_n_limits (plimsoll_report_get_snapshot (facts->report)) > 0;
}

static void
say_age (const PlimsollStatusFacts *facts, GTimeSpan least, PlimsollTemplateValue *value)
{
  GTimeSpan age =
      plimsoll_snapshot_get_age (plimsoll_report_get_snapshot (facts->report), facts->moment->now);

  if (!has_numbers (facts) || age < least)
    return;
  value->text = plimsoll_words_age (age);
  value->number = (double) (age / G_TIME_SPAN_SECOND);
}

/* The colour speaks of a number of a limit, and says nothing that the number does not. */
static void
paint (const PlimsollStatusFacts *facts,
       const PlimsollReportScene *scene,
       const char *name,
       PlimsollTemplateValue *value)
{
  const char *dot = strrchr (name, '.');
  PlimsollTemplateValue severity = { .number = (double) NAN };
  g_autofree char *asked = NULL;
  g_autofree char *word = NULL;
  g_autofree char *plain = NULL;

  if (!facts->has_color || dot == NULL || value->text == NULL
      || !(g_str_equal (dot, ".percent") || g_str_equal (dot, ".left")))
    return;

  asked = g_strdup_printf ("%.*s.severity", (int) (dot - name), name);
  plimsoll_report_names_look_up (asked, &severity, (gpointer) scene);
  word = severity.text;
  if (g_strcmp0 (word, "warning") != 0 && g_strcmp0 (word, "critical") != 0)
    return;

  plain = value->text;
  value->text = g_strconcat (g_str_equal (word, "critical") ? SIGN_CRITICAL : SIGN_WARNING, plain,
                             SIGN_OFF, NULL);
}

static gboolean
look_up (const char *name, PlimsollTemplateValue *value, gpointer user_data)
{
  const PlimsollStatusFacts *facts = user_data;
  PlimsollReportScene scene = { .report = facts->report, .moment = facts->moment };

  if (g_str_equal (name, "model"))
    value->text = g_strdup (facts->model);
  else if (g_str_equal (name, "dir"))
    value->text = g_strdup (facts->folder);
  else if (g_str_equal (name, "old"))
    say_age (facts, WORTH_SAYING, value);
  else if (g_str_equal (name, "age"))
    say_age (facts, G_MININT64, value);
  else if (!plimsoll_report_names_look_up (name, value, &scene))
    return FALSE;
  else
    paint (facts, &scene, name, value);

  return TRUE;
}

/* (transfer full): the names there are. */
static GStrv
dup_names (void)
{
  static const char *const OWN[] = { "model", "dir", "old", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) others = plimsoll_report_names_dup_list ();

  g_strv_builder_addv (builder, (const char **) OWN);
  g_strv_builder_addv (builder, (const char **) others);
  return g_strv_builder_end (builder);
}

static char *
fill (const char *template, const PlimsollStatusFacts *facts, char **mistake)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_auto (GStrv) names = dup_names ();
  const PlimsollTemplateNames how = {
    .lookup = look_up,
    .user_data = (gpointer) facts,
    .names = (const char *const *) names,
    .screen = facts->screen,
  };

  if (!plimsoll_template_append (line, template, &how, mistake))
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (COLORS); i++)
    g_string_replace (line, COLORS[i].sign, COLORS[i].sequence, 0);
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/* The dividers at the front, of parts that were left out. */
static char *
dup_behind_divider (char *line)
{
  g_autofree char *owned = line;
  static const char DIVIDER[] = " · ";

  return g_strdup (g_str_has_prefix (owned, DIVIDER) ? owned + strlen (DIVIDER) : owned);
}

char *
plimsoll_status_line_fill (const char *template, const PlimsollStatusFacts *facts, char **mistake)
{
  char *line = NULL;

  if (template != NULL)
    return fill (template, facts, mistake);

  if (has_numbers (facts))
    /* Translators: the line below Claude Code. Only "resets" is a word; what is in brackets is left
     * out when nothing is known of it, and names in braces must stay as they are. */
    line = fill (_ ("[{session.title} {session.percent}][ · resets {session.resets_at}]"
                    "[ · {week.title} {week.percent}][ · {old}]"),
                 facts, mistake);
  else
    line = fill ("[{model}][ · {dir}]", facts, mistake);
  if (line == NULL)
    return NULL;

  line = dup_behind_divider (line);
  if (*line != '\0')
    return line;

  g_free (line);
  return g_strdup (_ ("No numbers yet"));
}
