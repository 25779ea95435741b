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

/* What can be done with a source, in words. */
typedef struct
{
  const char *source;
  const char *asked_first; /* the first that is tried is not tried instead of another */
  const char *asked;
  const char *resting;
  const char *absent;
  const char *left_alone;
} StepWords;

static const StepWords WORDS[] = {
  { PLIMSOLL_SOURCE_OAUTH, N_ ("asked the OAuth endpoint"), N_ ("asked the OAuth endpoint instead"),
    N_ ("the OAuth endpoint was asked a short while ago"), N_ ("there is no such source"),
    N_ ("did not ask the OAuth endpoint") },
  { PLIMSOLL_SOURCE_CLI, N_ ("asked Claude Code"), N_ ("asked Claude Code instead"),
    N_ ("Claude Code was asked a short while ago"), N_ ("found no Claude Code to ask"),
    N_ ("did not ask Claude Code") },
  { PLIMSOLL_SOURCE_WEB, N_ ("asked claude.ai"), N_ ("asked claude.ai instead"),
    N_ ("claude.ai was asked a short while ago"), N_ ("found no session key of claude.ai"),
    N_ ("did not ask claude.ai") },
};

static const char *
say_step (const Entry *entry, gboolean is_first)
{
  const StepWords *words = &WORDS[0];

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (WORDS[i].source, entry->source))
      words = &WORDS[i];

  switch (entry->step)
    {
    case PLIMSOLL_CLAUDE_STEP_ASKED:
      return is_first ? _ (words->asked_first) : _ (words->asked);
    case PLIMSOLL_CLAUDE_STEP_RESTING:
      return _ (words->resting);
    case PLIMSOLL_CLAUDE_STEP_ABSENT:
      return _ (words->absent);
    case PLIMSOLL_CLAUDE_STEP_HELD_BACK:
    case PLIMSOLL_CLAUDE_STEP_COOLING:
    default:
      return _ (words->left_alone);
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
      /* French wants a blank before the colon: the words between an account and what is said of it
       * do here, too. */
      if (outcome != NULL)
        g_string_append_printf (text, C_ ("account", "%s: %s"), say_step (entry, i == 0), outcome);
      else
        g_string_append (text, say_step (entry, i == 0));
    }

  return g_string_free (text, FALSE);
}
