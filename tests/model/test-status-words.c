/* test-status-words.c - sentences about missing, old, high and switched-off numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which message a refusal has is tested where it is made. */

#include "plimsoll-status-words.h"

#include "plimsoll-snapshot-merge.h"
#include "samples.h"

/* A sentence tells what happened, when it is tried again, and from when the numbers are; of each
 * only what there is. */
static void
test_sentence (void)
{
  static const struct
  {
    gboolean has_numbers;
    PlimsollCondition problem; /* fresh: none */
    gint64 retry_in;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { TRUE, PLIMSOLL_CONDITION_FRESH, 0, PLIMSOLL_CONDITION_FRESH, NULL },
    { TRUE, PLIMSOLL_CONDITION_FRESH, 0, PLIMSOLL_CONDITION_STALE, "Showing numbers from 09:00." },
    { FALSE, PLIMSOLL_CONDITION_OFFLINE, 0, PLIMSOLL_CONDITION_OFFLINE, "It broke." },
    { FALSE, PLIMSOLL_CONDITION_TROUBLE, 7200, PLIMSOLL_CONDITION_TROUBLE,
      "It broke. Next try at 11:00." },
    { FALSE, PLIMSOLL_CONDITION_TROUBLE, 3600, PLIMSOLL_CONDITION_TROUBLE, "It broke." },
    { TRUE, PLIMSOLL_CONDITION_RATE_LIMITED, 90000, PLIMSOLL_CONDITION_STALE,
      "It broke. Next try at tomorrow 10:00. Showing numbers from 09:00." },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = sample_moment (3600);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) retry_at =
          rows[i].retry_in > 0 ? sample_moment (rows[i].retry_in) : NULL;
      g_autoptr (PlimsollReport) report =
          sample_report (rows[i].has_numbers ? sample_snapshot (0, NULL, 0) : NULL,
                         rows[i].problem != PLIMSOLL_CONDITION_FRESH
                             ? plimsoll_problem_new (rows[i].problem, "It broke.", retry_at)
                             : NULL);
      g_autofree char *words = plimsoll_status_words_sentence (report, rows[i].condition, now, utc);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* A limit says when it was seen where that is quite another time than the oldest number's. */
static void
test_seen (void)
{
  static const char *const ids[] = { "session", "week", NULL };
  static const char *const part_ids[] = { "session", NULL };
  static const struct
  {
    gint64 feed_at;
    const char *words;
  } rows[] = { { 299, NULL }, { 300, "seen 09:05" }, { 3600, "seen 10:00" } };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = sample_moment (3600);
  g_autoptr (PlimsollSnapshot) whole = sample_snapshot (0, ids, 10);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollSnapshot) part = sample_statusline (rows[i].feed_at, part_ids, 20);
      g_autoptr (PlimsollSnapshot) merged = plimsoll_snapshot_merge (whole, part, now);
      g_autofree char *session = plimsoll_status_words_seen (
          merged, plimsoll_snapshot_find_limit (merged, "session"), now, utc);
      g_autofree char *week = plimsoll_status_words_seen (
          merged, plimsoll_snapshot_find_limit (merged, "week"), now, utc);

      g_assert_cmpstr (session, ==, rows[i].words);
      g_assert_null (week);
    }
}

/* A moment that the message names is not named again. */
static void
test_next_try_once (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = sample_moment (0);
  g_autoptr (GDateTime) retry_at = sample_moment (3600);
  g_autoptr (PlimsollReport) report = sample_report (
      NULL, plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Quiet until 10:00.", retry_at));
  g_autofree char *words =
      plimsoll_status_words_sentence (report, PLIMSOLL_CONDITION_RATE_LIMITED, now, utc);

  g_assert_cmpstr (words, ==, "Quiet until 10:00.");
}

/* Every refusal, and the wait for the first answer, has a short form; numbers need none. */
static void
test_condition (void)
{
  for (guint i = 0; i <= PLIMSOLL_CONDITION_BAD_REPLY; i++)
    {
      const char *words = plimsoll_status_words_condition ((PlimsollCondition) i);

      if (i == PLIMSOLL_CONDITION_FRESH || i == PLIMSOLL_CONDITION_STALE)
        g_assert_null (words);
      else
        g_assert_cmpuint (g_utf8_strlen (words, -1), >, 5);
    }
}

/* Only what is not normal is said of a severity. */
static void
test_severity (void)
{
  g_assert_null (plimsoll_status_words_severity (PLIMSOLL_SEVERITY_NORMAL));
  g_assert_cmpstr (plimsoll_status_words_severity (PLIMSOLL_SEVERITY_WARNING), ==, "warning");
  g_assert_cmpstr (plimsoll_status_words_severity (PLIMSOLL_SEVERITY_CRITICAL), ==, "critical");
}

/* A window that ended says when, on another day with the day. */
static void
test_passed (void)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) resets_at = sample_moment (600);
  g_autoptr (GDateTime) soon = sample_moment (601);
  g_autoptr (GDateTime) late = sample_moment (86400);
  g_autofree char *words = plimsoll_status_words_passed (resets_at, soon, utc);
  g_autofree char *old_words = plimsoll_status_words_passed (resets_at, late, utc);

  g_assert_cmpstr (words, ==, "Reset at 09:10 — checking…");
  g_assert_cmpstr (old_words, ==, "Reset at 20 Nov 09:10 — checking…");
}

/* Money beyond the plan is told while it may be spent, or when it is news that it may not. */
static void
test_spend (void)
{
  static const struct
  {
    gboolean is_enabled;
    const char *reason;
    const char *words;
  } rows[] = {
    { TRUE, NULL, "5.20 of 20.00 EUR" },
    { FALSE, NULL, NULL },
    { FALSE, "never_heard_of", NULL },
    { FALSE, "spend_limit_reached", "5.20 of 20.00 EUR (off, the spending limit is reached)" },
    { FALSE, "out_of_credits", "5.20 of 20.00 EUR (off, no credits left)" },
  };
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "EUR");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "EUR");

  g_assert_null (plimsoll_status_words_spend (NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollSpend) spend =
          plimsoll_spend_new (rows[i].is_enabled, used, cap, 26, rows[i].reason);
      g_autofree char *words = plimsoll_status_words_spend (spend);

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/status-words/sentence", test_sentence);
  g_test_add_func ("/model/status-words/next-try-once", test_next_try_once);
  g_test_add_func ("/model/status-words/condition", test_condition);
  g_test_add_func ("/model/status-words/severity", test_severity);
  g_test_add_func ("/model/status-words/passed", test_passed);
  g_test_add_func ("/model/status-words/spend", test_spend);
  g_test_add_func ("/model/status-words/seen", test_seen);

  return g_test_run ();
}
