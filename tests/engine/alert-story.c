/* alert-story.c - tells the alert rules a story, poll by poll, and checks what they say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Used by the tests of the rules. What is remembered from poll to poll is all that the rules gave
 * back, so each story also shows that nothing else has to survive a restart. */

#include "alert-story.h"

#include <math.h>
#include <string.h>

#define MINUTE G_TIME_SPAN_MINUTE

typedef struct
{
  const StoryTeller *teller;
  GDateTime *start; /* (owned) */
  GDateTime *now; /* (owned) */
  GPtrArray *told; /* (owned) */
  GPtrArray *limits; /* (owned) */
  PlimsollProblem *problem; /* (owned) (nullable) */
  PlimsollAlert *last; /* (owned) (nullable) */
  int old_minutes;
  gboolean has_numbers;
  gboolean is_snoozed;
} Story;

StoryTeller
story_teller_make (void)
{
  static GTimeZone *utc = NULL;

  if (utc == NULL)
    utc = g_time_zone_new_utc ();

  return (StoryTeller){
    .settings = { .kinds = PLIMSOLL_ALERT_ALL_KINDS, .zone = utc, .interval = 5 * MINUTE }
  };
}

/* "81@180" */
static void
add_limit (Story *self, const char *id, const char *value)
{
  g_autofree char *title = g_strdup (id);
  const char *at = strchr (value, '@');
  g_autoptr (GDateTime) reset = NULL;
  PlimsollLimitFields fields = { .id = id, .title = title, .window = self->teller->window };

  title[0] = g_ascii_toupper (title[0]);
  fields.used_percent =
      g_str_has_prefix (value, "null") ? (double) NAN : g_ascii_strtod (value, NULL);
  if (at != NULL)
    reset = g_date_time_add (self->start, (GTimeSpan) (g_ascii_strtod (at + 1, NULL) * MINUTE));
  fields.resets_at = reset;
  g_ptr_array_add (self->limits, plimsoll_limit_new (&fields));
}

static void
take_word (Story *self, char *word)
{
  char *value = strchr (word, '=');
  PlimsollCondition condition = PLIMSOLL_CONDITION_OFFLINE;

  if (value != NULL)
    *value++ = '\0';

  if (g_str_equal (word, "nothing"))
    self->has_numbers = FALSE;
  else if (g_str_equal (word, "snooze"))
    self->is_snoozed = TRUE;
  else if (g_str_equal (word, "old"))
    self->old_minutes = atoi (value);
  else if (g_str_equal (word, "problem"))
    {
      g_assert_true (plimsoll_condition_from_word (value, &condition));
      g_clear_pointer (&self->problem, plimsoll_problem_unref);
      self->problem = plimsoll_problem_new (condition, "What happened. What to do.", NULL);
    }
  else
    {
      g_assert_nonnull (value);
      add_limit (self, word, value);
    }
}

static PlimsollReport *
make_report (Story *self, const Poll *poll)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (GDateTime) observed_at = NULL;
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_auto (GStrv) words = g_strsplit (poll->seen, " ", -1);

  g_ptr_array_set_size (self->limits, 0);
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
  self->old_minutes = 0;
  self->has_numbers = TRUE;
  self->is_snoozed = FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    take_word (self, words[i]);

  observed_at = g_date_time_add (self->now, -self->old_minutes * MINUTE);
  if (self->has_numbers)
    {
      PlimsollSnapshotFields fields = { .source = "demo",
                                        .observed_at = observed_at,
                                        .limits = self->limits };

      snapshot = plimsoll_snapshot_new (&fields);
    }
  return plimsoll_report_new (account, NULL, snapshot, self->problem);
}

static char *
join_titles (GPtrArray *alerts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < alerts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " | " : "",
                            plimsoll_alert_peek (g_ptr_array_index (alerts, i))->title);
  return g_strdup (text->str);
}

static void
live_poll (Story *self, const Poll *poll)
{
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->told);
  g_autoptr (GPtrArray) alerts = NULL;
  g_autofree char *said = NULL;

  g_clear_pointer (&self->now, g_date_time_unref);
  self->now = g_date_time_add (self->start, poll->minute * MINUTE);
  report = make_report (self, poll);
  self->told =
      plimsoll_alert_rules_apply (before, report, &self->teller->settings, self->now, &alerts);

  said = join_titles (alerts);
  g_test_message ("minute %d: %s: %s", poll->minute, poll->seen, said);
  g_assert_cmpstr (said, ==, poll->said);

  if (alerts->len > 0)
    {
      g_clear_pointer (&self->last, plimsoll_alert_unref);
      self->last = plimsoll_alert_ref (g_ptr_array_index (alerts, 0));
    }
  if (self->is_snoozed)
    {
      g_autoptr (GPtrArray) awake = g_steal_pointer (&self->told);

      self->told = plimsoll_alert_rules_snooze (awake, self->last);
    }
}

void
story_tell (const StoryTeller *teller, const Poll *polls, gsize n_polls)
{
  Story self = { .teller = teller };

  self.start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  self.told = plimsoll_told_list_new ();
  self.limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  for (gsize i = 0; i < n_polls; i++)
    live_poll (&self, &polls[i]);

  g_clear_pointer (&self.start, g_date_time_unref);
  g_clear_pointer (&self.now, g_date_time_unref);
  g_clear_pointer (&self.told, g_ptr_array_unref);
  g_clear_pointer (&self.limits, g_ptr_array_unref);
  g_clear_pointer (&self.problem, plimsoll_problem_unref);
  g_clear_pointer (&self.last, plimsoll_alert_unref);
}
