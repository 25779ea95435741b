/* plimsoll-doctor.c - the command that finds out why something does not work.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Providers look and find; this writes it down, worst advice last, so that a person who reads only
 * the last line knows what to do. Everything passes through the redaction once more: doctor's
 * output is made to be pasted. */

#include "plimsoll-doctor.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-await.h"
#include "plimsoll-cells.h"
#include "plimsoll-choice.h"
#include "plimsoll-json-text.h"
#include "plimsoll-moment.h"
#include "plimsoll-text.h"

/* The findings about one account, or about Plimsoll itself. */
typedef struct
{
  PlimsollAccount *account; /* (owned) (nullable) */
  GPtrArray *findings; /* (owned) (element-type PlimsollFinding) */
} Chapter;

static void
chapter_free (gpointer data)
{
  Chapter *self = data;

  g_clear_pointer (&self->account, plimsoll_account_unref);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

static void
add_chapter (GPtrArray *chapters, PlimsollAccount *account, GPtrArray *findings)
{
  Chapter *chapter = g_new0 (Chapter, 1);

  chapter->account = account != NULL ? plimsoll_account_ref (account) : NULL;
  chapter->findings = findings;
  g_ptr_array_add (chapters, chapter);
}

/* A provider may close with the advice for its own account. Here one line closes for all of them,
 * so it would be said twice. */
static GPtrArray *
without_advice (GPtrArray *findings)
{
  GPtrArray *kept = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);

  for (guint i = 0; i < findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (findings, i);

      if (!g_str_equal (plimsoll_finding_get_id (finding), "advice"))
        g_ptr_array_add (kept, plimsoll_finding_ref (finding));
    }

  return kept;
}

static GPtrArray *
examine (PlimsollTerminal *terminal, GPtrArray *targets)
{
  GPtrArray *chapters = g_ptr_array_new_with_free_func (chapter_free);

  for (guint i = 0; i < targets->len; i++)
    {
      const PlimsollTarget *target = g_ptr_array_index (targets, i);
      g_autoptr (GPtrArray) findings = plimsoll_await_findings (target->provider, target->account);

      add_chapter (chapters, target->account, without_advice (findings));
    }

  if (terminal->diagnose != NULL)
    add_chapter (chapters, NULL, terminal->diagnose (terminal->port_data));

  return chapters;
}

/* The first finding of the worst level that something can be done about; NULL when all is well. */
static PlimsollFinding *
find_worst (GPtrArray *chapters)
{
  PlimsollFinding *worst = NULL;

  for (guint i = 0; i < chapters->len; i++)
    {
      const Chapter *chapter = g_ptr_array_index (chapters, i);

      for (guint j = 0; j < chapter->findings->len; j++)
        {
          PlimsollFinding *finding = g_ptr_array_index (chapter->findings, j);
          PlimsollFindingLevel level = plimsoll_finding_get_level (finding);

          if (level >= PLIMSOLL_FINDING_WARNING
              && (worst == NULL || level > plimsoll_finding_get_level (worst)))
            worst = finding;
        }
    }

  return worst;
}

/* (transfer full): the closing line, as a sentence. */
static char *
dup_closing_advice (GPtrArray *chapters)
{
  PlimsollFinding *worst = find_worst (chapters);
  const char *advice = NULL;

  if (worst == NULL)
    return g_strdup (_ ("Everything is in order; there is nothing to do."));

  advice = plimsoll_finding_get_advice (worst);
  return plimsoll_text_redact (advice != NULL ? advice : plimsoll_finding_get_text (worst));
}

static const char *
get_sign (const PlimsollScreen *screen, PlimsollFindingLevel level)
{
  static const char *const signs[] = { "✓", "·", "!", "✗" };
  static const char *const ascii[] = { "+", "-", "!", "x" };

  return screen->is_utf8 ? signs[level] : ascii[level];
}

static void
append_finding (PlimsollTerminal *terminal, PlimsollFinding *finding, guint title_width)
{
  const PlimsollScreen *screen = &terminal->screen;
  g_autofree char *text = plimsoll_text_redact (plimsoll_finding_get_text (finding));
  g_autofree char *title = plimsoll_screen_dup_fit (screen, plimsoll_finding_get_title (finding));
  const char *advice = plimsoll_finding_get_advice (finding);
  /* Two blanks, sign, blank; title; two blanks. */
  guint indent = 4 + title_width + 2;

  g_string_append_printf (terminal->out, "  %s ",
                          get_sign (screen, plimsoll_finding_get_level (finding)));
  plimsoll_cells_append_left (terminal->out, screen, title, title_width + 2);
  plimsoll_cells_append_wrapped (terminal->out, screen, text, indent, screen->width);
  if (advice != NULL)
    {
      g_autofree char *redacted = plimsoll_text_redact (advice);
      g_autofree char *line = g_strconcat ("→ ", redacted, NULL);

      plimsoll_cells_append_blanks (terminal->out, indent);
      plimsoll_cells_append_wrapped (terminal->out, screen, line, indent, screen->width);
    }
}

static guint
measure_titles (GPtrArray *chapters, const PlimsollScreen *screen)
{
  guint width = 0;

  for (guint i = 0; i < chapters->len; i++)
    {
      const Chapter *chapter = g_ptr_array_index (chapters, i);

      for (guint j = 0; j < chapter->findings->len; j++)
        {
          g_autofree char *title = plimsoll_screen_dup_fit (
              screen, plimsoll_finding_get_title (g_ptr_array_index (chapter->findings, j)));

          width = MAX (width, plimsoll_cells_count (title));
        }
    }

  return width;
}

static void
append_text (PlimsollTerminal *terminal, GPtrArray *chapters)
{
  g_autofree char *advice = dup_closing_advice (chapters);
  guint title_width = measure_titles (chapters, &terminal->screen);

  for (guint i = 0; i < chapters->len; i++)
    {
      const Chapter *chapter = g_ptr_array_index (chapters, i);

      if (chapter->account != NULL)
        g_string_append_printf (terminal->out, "%s (%s)\n",
                                plimsoll_account_get_name (chapter->account),
                                plimsoll_account_get_id (chapter->account));
      else
        g_string_append (terminal->out, "Plimsoll\n");
      for (guint j = 0; j < chapter->findings->len; j++)
        append_finding (terminal, g_ptr_array_index (chapter->findings, j), title_width);
      g_string_append_c (terminal->out, '\n');
    }

  plimsoll_cells_append_wrapped (terminal->out, &terminal->screen, advice, 0,
                                 terminal->screen.width);
}

static void
add_findings (JsonBuilder *builder, const Chapter *chapter)
{
  const char *id = chapter->account != NULL ? plimsoll_account_get_id (chapter->account) : NULL;

  for (guint i = 0; i < chapter->findings->len; i++)
    {
      PlimsollFinding *finding = g_ptr_array_index (chapter->findings, i);
      const char *advice = plimsoll_finding_get_advice (finding);
      g_autofree char *text = plimsoll_text_redact (plimsoll_finding_get_text (finding));
      g_autofree char *redacted = advice != NULL ? plimsoll_text_redact (advice) : NULL;

      json_builder_begin_object (builder);
      plimsoll_json_text_add_string (builder, "account", id);
      plimsoll_json_text_add_string (builder, "id", plimsoll_finding_get_id (finding));
      plimsoll_json_text_add_string (
          builder, "level", plimsoll_finding_level_to_word (plimsoll_finding_get_level (finding)));
      plimsoll_json_text_add_string (builder, "title", plimsoll_finding_get_title (finding));
      plimsoll_json_text_add_string (builder, "text", text);
      plimsoll_json_text_add_string (builder, "advice", redacted);
      json_builder_end_object (builder);
    }
}

static void
append_json (PlimsollTerminal *terminal, GPtrArray *chapters)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GDateTime) now = plimsoll_clock_now (terminal->clock);
  g_autofree char *advice = dup_closing_advice (chapters);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "schema");
  json_builder_add_int_value (builder, 1);
  plimsoll_json_text_add_moment (builder, "generated_at", now);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < chapters->len; i++)
    add_findings (builder, g_ptr_array_index (chapters, i));
  json_builder_end_array (builder);
  plimsoll_json_text_add_string (builder, "advice", advice);
  json_builder_end_object (builder);

  plimsoll_json_text_append (terminal->out, builder);
}

PlimsollExit
plimsoll_doctor_run (PlimsollTerminal *terminal,
                     const PlimsollCommand *command,
                     const char *const *words)
{
  g_autofree char *provider = NULL;
  g_autofree char *account = NULL;
  gboolean wants_json = FALSE;
  const GOptionEntry entries[] = {
    { "provider", 'p', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &provider,
      N_ ("Look at the accounts of one provider"), N_ ("PROVIDER") },
    { "account", 'a', G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &account, N_ ("Look at one account"),
      N_ ("ACCOUNT") },
    { "json", 'j', G_OPTION_FLAG_NONE, G_OPTION_ARG_NONE, &wants_json,
      N_ ("Write JSON for scripts"), NULL },
    { NULL },
  };
  PlimsollOptionsOutcome outcome = plimsoll_options_parse (terminal, command, entries, words);
  g_autoptr (GPtrArray) targets = NULL;
  g_autoptr (GPtrArray) chapters = NULL;
  PlimsollFinding *worst = NULL;

  if (outcome != PLIMSOLL_OPTIONS_GO)
    return outcome == PLIMSOLL_OPTIONS_HELPED ? PLIMSOLL_EXIT_FRESH : PLIMSOLL_EXIT_WRONG_USAGE;

  targets = plimsoll_choice_make (terminal, command->name, provider, account);
  if (targets == NULL)
    return PLIMSOLL_EXIT_WRONG_USAGE;

  chapters = examine (terminal, targets);
  if (wants_json)
    append_json (terminal, chapters);
  else
    append_text (terminal, chapters);

  worst = find_worst (chapters);
  return worst != NULL && plimsoll_finding_get_level (worst) == PLIMSOLL_FINDING_BAD
             ? PLIMSOLL_EXIT_NOTHING
             : PLIMSOLL_EXIT_FRESH;
}
