/* plimsoll-claude-trail.c - what was tried to get numbers, and what came of it, in words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One sentence for a doctor, with a part for each source in the order in which they were tried.
 * Short words only: the sentences that tell what to do stand in the findings around it. */

#include "plimsoll-claude-trail.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-words.h"

typedef struct
{
  char *source; /* (owned) */
  PlimsollClaudeStep step;
  PlimsollReport *report; /* (owned) (nullable) */
} Entry;

struct _PlimsollClaudeTrail
{
  GPtrArray *entries; /* (owned) (element-type Entry) */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->source);
  g_clear_pointer (&entry->report, plimsoll_report_unref);
  g_free (entry);
}

PlimsollClaudeTrail *
plimsoll_claude_trail_new (void)
{
  PlimsollClaudeTrail *self = g_new0 (PlimsollClaudeTrail, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  return self;
}

void
plimsoll_claude_trail_free (PlimsollClaudeTrail *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

void
plimsoll_claude_trail_add (PlimsollClaudeTrail *self,
                           const char *source,
                           PlimsollClaudeStep step,
                           PlimsollReport *report)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->source = g_strdup (source);
  entry->step = step;
  entry->report = report != NULL ? plimsoll_report_ref (report) : NULL;
  g_ptr_array_add (self->entries, entry);
}

guint
plimsoll_claude_trail_get_length (PlimsollClaudeTrail *self)
{
  return self->entries->len;
}

/* What was done with the source; the first that is tried is not tried instead of another. */
static const char *
say_step (const Entry *entry, gboolean is_first)
{
  gboolean is_cli = g_str_equal (entry->source, PLIMSOLL_SOURCE_CLI);

  switch (entry->step)
    {
    case PLIMSOLL_CLAUDE_STEP_ASKED:
      if (is_cli)
        return is_first ? _ ("asked Claude Code") : _ ("asked Claude Code instead");
      return is_first ? _ ("asked the OAuth endpoint") : _ ("asked the OAuth endpoint instead");
    case PLIMSOLL_CLAUDE_STEP_RESTING:
      return is_cli ? _ ("Claude Code was asked a short while ago")
                    : _ ("the OAuth endpoint was asked a short while ago");
    case PLIMSOLL_CLAUDE_STEP_ABSENT:
      return is_cli ? _ ("found no Claude Code to ask") : _ ("there is no such source");
    case PLIMSOLL_CLAUDE_STEP_HELD_BACK:
    case PLIMSOLL_CLAUDE_STEP_COOLING:
    default:
      return is_cli ? _ ("did not ask Claude Code") : _ ("did not ask the OAuth endpoint");
    }
}

static const char *
say_condition (PlimsollCondition condition)
{
  switch (condition)
    {
    case PLIMSOLL_CONDITION_SIGNED_OUT:
      return _ ("no login");
    case PLIMSOLL_CONDITION_EXPIRED:
      return _ ("the login has expired");
    case PLIMSOLL_CONDITION_NO_SCOPE:
      return _ ("the login may not read its limits");
    case PLIMSOLL_CONDITION_RATE_LIMITED:
      return _ ("rate limited");
    case PLIMSOLL_CONDITION_OFFLINE:
      return _ ("no connection");
    case PLIMSOLL_CONDITION_BLOCKED:
      return _ ("the network refuses access");
    case PLIMSOLL_CONDITION_BAD_REPLY:
      return _ ("the answer was not understood");
    case PLIMSOLL_CONDITION_TROUBLE:
    case PLIMSOLL_CONDITION_LOADING:
    case PLIMSOLL_CONDITION_FRESH:
    case PLIMSOLL_CONDITION_STALE:
    default:
      return _ ("no numbers");
    }
}

/* (transfer full) */
static char *
say_problem (PlimsollProblem *problem, GDateTime *now)
{
  const char *words = say_condition (plimsoll_problem_get_condition (problem));
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);
  g_autofree char *clock = NULL;

  if (retry_at == NULL || g_date_time_compare (retry_at, now) <= 0)
    return g_strdup (words);

  clock = plimsoll_words_clock (retry_at, now, NULL, PLIMSOLL_CLOCK_WORDS_PLAIN);
  /* Translators: what is wrong, and the clock time at which it is tried again. */
  return g_strdup_printf (_ ("%s until %s"), words, clock);
}

/* (transfer full) */
static char *
say_numbers (PlimsollSnapshot *snapshot, GDateTime *now)
{
  PlimsollLimit *tightest = plimsoll_snapshot_find_tightest (snapshot, now);
  g_autofree char *percent = NULL;

  if (tightest == NULL)
    return g_strdup (_ ("numbers, but none that runs"));

  percent = plimsoll_words_percent (plimsoll_limit_get_reading (tightest, now));
  return g_strdup_printf (C_ ("limit", "%s %s"), plimsoll_limit_peek (tightest)->title, percent);
}

/* (transfer full) (nullable) */
static char *
say_outcome (const Entry *entry, GDateTime *now)
{
  PlimsollReport *report = entry->report;

  if (report == NULL)
    return NULL;
  if (plimsoll_report_get_problem (report) != NULL)
    return say_problem (plimsoll_report_get_problem (report), now);

  return say_numbers (plimsoll_report_get_snapshot (report), now);
}

char *
plimsoll_claude_trail_say (PlimsollClaudeTrail *self, GDateTime *now)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *outcome = say_outcome (entry, now);

      if (i > 0)
        g_string_append (text, "; ");
      g_string_append (text, say_step (entry, i == 0));
      if (outcome != NULL)
        g_string_append_printf (text, ": %s", outcome);
    }

  return g_string_free (text, FALSE);
}
