/* test-alert-rules.c - what a person is told, as stories of polls.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * See alert-story.h for how a story is written. */

#include "alert-story.h"

/* A threshold is told once in a cycle, however often it is seen, and the next one when it comes. */
static void
test_thresholds (void)
{
  static const Poll polls[] = {
    { 0, "session=79@180", "" },  { 5, "session=80@180", "Session 80 % used" },
    { 10, "session=83@180", "" }, { 15, "session=79@180", "" },
    { 20, "session=84@180", "" }, { 25, "session=96@180", "Session 96 % used" },
    { 30, "session=99@180", "" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* Of several thresholds that were passed at once only the highest is told; of used up and a
 * threshold, used up. */
static void
test_highest_only (void)
{
  static const Poll polls[] = {
    { 0, "session=97@180 week=100@4000 fable=85@4000",
      "Session 97 % used | Week used up | Fable 85 % used" },
    { 5, "session=100@180 week=99@4000 fable=96@4000", "Session used up | Fable 96 % used" },
    { 10, "session=104@180 week=100@4000 fable=96@4000", "" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* A reset that the server tells a little differently each time, across minute edges too, is the
 * same cycle. */
static void
test_reset_jitter (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180.49", "Session 81 % used" },
    { 5, "session=82@180.51", "" },
    { 10, "session=82@179.4", "" },
    { 15, "session=82@181.4", "" },
    { 20, "session=82@179.6", "" },
    { 181, "session=83@181.4", "" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* A new cycle tells everything anew; the end of the old one is news when something was told in it.
 */
static void
test_new_cycle (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180", "Session 81 % used" },
    { 185, "session=2@480", "Session available again" },
    { 190, "session=3@480", "" },
    { 300, "session=85@480", "Session 85 % used" },
    { 485, "session=90@780", "Session 90 % used" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* Available again is told after 95 %, also when nobody was told of those, and not after less
 * without a word. */
static void
test_available_again (void)
{
  static const Poll high[] = {
    { 0, "session=95@180", "" },
    { 185, "session=0@480", "Session available again" },
    { 190, "session=0@480", "" },
  };
  static const Poll low[] = {
    { 0, "session=94@180", "" },
    { 185, "session=0@480", "" },
  };
  StoryTeller teller = story_teller_make ();

  teller.settings.kinds = PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_AVAILABLE_AGAIN);
  story (&teller, high);
  story (&teller, low);
}

/* The answer right after a reset may still tell of the old window, or of none: nothing is said of
 * the first, and the second is a reset, once the old one has passed. */
static void
test_around_reset (void)
{
  static const Poll still_old[] = {
    { 170, "session=100@180", "Session used up" },
    { 181, "session=100@180", "" },
    { 184, "session=100@183", "" },
    { 186, "session=1@480", "Session available again" },
  };
  static const Poll nothing_yet[] = {
    { 170, "session=100@180", "Session used up" },
    { 181, "session=null", "Session available again" },
    { 186, "session=1@480", "" },
  };
  static const Poll zero[] = {
    { 170, "session=100@180", "Session used up" },
    { 181, "session=0", "Session available again" },
    { 186, "session=81@480", "Session 81 % used" },
  };
  static const Poll full_without_reset[] = {
    { 170, "session=100@180", "Session used up" },
    { 181, "session=100", "" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, still_old);
  story (&teller, nothing_yet);
  story (&teller, zero);
  story (&teller, full_without_reset);
}

/* A number or a reset that vanishes before the reset is a hole in the answer and no reset. */
static void
test_hole (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180", "Session 81 % used" },
    { 5, "session=null", "" },
    { 10, "session=0", "" },
    { 15, "session=null@180", "" },
    { 20, "week=3@4000", "" },
    { 25, "session=82@180", "" },
    { 30, "session=96@180", "Session 96 % used" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* A reset that is moved while the number stands is the same cycle; a number that falls is a new
 * one, before its time. */
static void
test_moved_reset (void)
{
  static const Poll moved[] = {
    { 0, "week=81@4000", "Week 81 % used" },
    { 5, "week=82@5000", "" },
    { 10, "week=82@3000", "" },
    { 15, "week=79@6000", "" },
    { 20, "week=96@6000", "Week 96 % used" },
    { 4005, "week=97@6000", "" },
  };
  static const Poll gift[] = {
    { 0, "week=81@4000", "Week 81 % used" },
    { 5, "week=0@10080", "Week available again" },
    { 10, "week=85@10080", "Week 85 % used" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, moved);
  story (&teller, gift);
}

/* What never resets is told once until it has clearly fallen. */
static void
test_without_reset (void)
{
  static const Poll polls[] = {
    { 0, "budget=81", "Budget 81 % used" },
    { 5, "budget=79", "" },
    { 10, "budget=81", "" },
    { 15, "budget=100", "Budget used up" },
    { 20, "budget=40", "Budget available again" },
    { 25, "budget=81", "Budget 81 % used" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* Numbers older than an interval, or from a future that a clock left behind, tell nothing and
 * change nothing. */
static void
test_stale (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180 old=6", "" },
    { 5, "session=81@180 old=-6", "" },
    { 10, "session=81@180 old=5", "Session 81 % used" },
    { 185, "session=81@180 old=175 problem=offline", "" },
    { 190, "problem=offline nothing", "" },
    { 195, "session=0@480", "Session available again" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* That something is available again is no news the day after, nor once it is used up again. */
static void
test_old_news (void)
{
  static const Poll late[] = {
    { 0, "session=100@180", "Session used up" },
    { 1800, "session=0@1900", "" },
  };
  static const Poll used_up_again[] = {
    { 0, "session=100@180", "Session used up" },
    { 300, "session=100@480", "Session used up" },
    { 305, "session=100@480", "" },
  };
  StoryTeller teller = story_teller_make ();

  teller.window = 5 * G_TIME_SPAN_HOUR;
  story (&teller, late);
  story (&teller, used_up_again);
}

/* A forecast is told once in a cycle, not in the first 15 % of the window, and only when there are
 * 20 minutes left to act and 20 to lose. */
static void
test_early_empty (void)
{
  /* The window is minute 0 to 300; 15 % of it is minute 45. */
  static const Poll told_once[] = {
    { 44, "session=40@300", "" },
    { 50, "session=40@300", "Session may be used up early" },
    { 55, "session=41@300", "" },
    { 200, "session=70@300", "" },
  };
  static const Poll too_late_to_act[] = {
    { 60, "session=79@300", "" },
  };
  static const Poll nothing_to_lose[] = {
    { 240, "session=85@300", "Session 85 % used" },
    { 245, "session=86@300", "" },
  };
  static const Poll lasts[] = {
    { 150, "session=50@300", "" },
    { 290, "session=79@300", "" },
  };
  static const Poll said_with_threshold[] = {
    { 150, "session=80@300", "Session 80 % used" },
    { 155, "session=81@300", "" },
  };
  StoryTeller teller = story_teller_make ();

  teller.window = 5 * G_TIME_SPAN_HOUR;
  story (&teller, told_once);
  story (&teller, too_late_to_act);
  story (&teller, nothing_to_lose);
  story (&teller, lasts);
  story (&teller, said_with_threshold);
}

/* Signed out or expired is told once until the account is back, and being back once; being offline
 * in between is neither. An account that never had numbers is no news. */
static void
test_signed_out (void)
{
  static const Poll out_and_back[] = {
    { 0, "session=10@180", "" },
    { 5, "session=10@180 old=5 problem=expired", "The login for Claude has expired" },
    { 10, "session=10@180 old=10 problem=signed-out", "" },
    { 15, "session=10@180 old=15 problem=offline", "" },
    { 20, "session=10@180 old=20 problem=signed-out", "" },
    { 25, "session=11@180", "Signed in to Claude again" },
    { 30, "session=11@180", "" },
    { 35, "session=11@180 old=5 problem=signed-out", "Signed out of Claude" },
  };
  static const Poll never_in[] = {
    { 0, "nothing problem=signed-out", "" },
    { 5, "session=10@180", "" },
  };
  static const Poll other_refusals[] = {
    { 0, "session=10@180 problem=rate-limited", "" },
    { 5, "session=10@180 problem=blocked", "" },
    { 10, "session=10@180 problem=no-scope", "" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, out_and_back);
  story (&teller, never_in);
  story (&teller, other_refusals);
}

/* In quiet hours nothing is said; after them what is still true, and only that. */
static void
test_quiet_hours (void)
{
  /* Quiet from 10:00 to 12:00: minutes 60 to 180. */
  static const Poll still_true[] = {
    { 59, "session=81@600", "Session 81 % used" }, { 60, "session=96@600", "" },
    { 100, "session=100@600 old=0", "" },          { 179, "session=100@600", "" },
    { 180, "session=100@600", "Session used up" },
  };
  static const Poll over[] = {
    { 70, "session=81@120", "" },
    { 125, "session=2@420", "" },
    { 185, "session=3@420", "" },
  };
  static const Poll again[] = {
    { 50, "session=100@120", "Session used up" },
    { 125, "session=2@420", "" },
    { 185, "session=3@420", "Session available again" },
    { 190, "session=3@420", "" },
  };
  static const Poll out_and_back[] = {
    { 50, "session=1@600", "" },
    { 55, "session=1@600 old=5 problem=expired", "The login for Claude has expired" },
    { 70, "session=1@600", "" },
    { 190, "session=1@600", "Signed in to Claude again" },
  };
  StoryTeller teller = story_teller_make ();

  teller.settings.quiet_from_minute = 10 * 60;
  teller.settings.quiet_until_minute = 12 * 60;
  story (&teller, still_true);
  story (&teller, over);
  story (&teller, again);
  story (&teller, out_and_back);
}

/* Quiet hours go by the local clock and over midnight. */
static void
test_quiet_hours_by_clock (void)
{
  static const struct
  {
    guint from, until;
    int hour, minute;
    gboolean is_quiet;
  } table[] = {
    { 0, 0, 3, 0, FALSE },        { 600, 600, 10, 0, FALSE }, { 1320, 420, 22, 0, TRUE },
    { 1320, 420, 21, 59, FALSE }, { 1320, 420, 3, 0, TRUE },  { 1320, 420, 6, 59, TRUE },
    { 1320, 420, 7, 0, FALSE },   { 540, 1020, 12, 0, TRUE }, { 540, 1020, 17, 0, FALSE },
  };
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GDateTime) there =
          g_date_time_new (tokyo, 2026, 11, 20, table[i].hour, table[i].minute, 0);
      g_autoptr (GDateTime) now = g_date_time_to_utc (there);
      PlimsollAlertSettings settings = { .zone = tokyo,
                                         .quiet_from_minute = table[i].from,
                                         .quiet_until_minute = table[i].until };

      g_assert_cmpint (plimsoll_alert_settings_is_quiet (&settings, now), ==, table[i].is_quiet);
    }
}

/* A snoozed limit says no more until it resets, others do; then it starts anew. */
static void
test_snooze (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180 week=10@4000 snooze", "Session 81 % used" },
    { 5, "session=96@180 week=81@4000", "Week 81 % used" },
    { 10, "session=100@181 week=81@4000", "" },
    { 185, "session=1@480 week=81@4000", "Session available again" },
    { 190, "session=81@480 week=81@4000", "Session 81 % used" },
  };
  StoryTeller teller = story_teller_make ();

  story (&teller, polls);
}

/* A kind that is not wanted is never told; wanted later, what is still true is. */
static void
test_kinds (void)
{
  static const Poll polls[] = {
    { 0, "session=100@180", "" },
    { 5, "session=100@180 old=0 problem=expired", "" },
    { 185, "session=0@480", "" },
  };
  static const Poll thresholds_only[] = {
    { 0, "session=100@180", "Session 100 % used" },
  };
  StoryTeller teller = story_teller_make ();

  teller.settings.kinds = 0;
  story (&teller, polls);
  teller.settings.kinds = PLIMSOLL_ALERT_BIT (PLIMSOLL_ALERT_THRESHOLD);
  story (&teller, thresholds_only);
}

/* Thresholds are set for one limit, or for all others, or not at all. */
static void
test_own_thresholds (void)
{
  static const PlimsollAlertThresholds thresholds[] = {
    { NULL, { 50 }, 1 },
    { "week", { 90, 20 }, 2 },
    { "fable", { 0 }, 0 },
  };
  static const Poll polls[] = {
    { 0, "session=49@180 week=25@4000 fable=99@4000", "Week 25 % used" },
    { 5, "session=50@180 week=89@4000 fable=99@4000", "Session 50 % used" },
    { 10, "session=99@180 week=90@4000 fable=99@4000", "Week 90 % used" },
  };
  StoryTeller teller = story_teller_make ();

  teller.settings.thresholds = thresholds;
  teller.settings.n_thresholds = G_N_ELEMENTS (thresholds);
  story (&teller, polls);
}

/* With several accounts each title says whose it is. */
static void
test_names (void)
{
  static const Poll polls[] = {
    { 0, "session=81@180", "Claude: Session 81 % used" },
  };
  StoryTeller teller = story_teller_make ();

  teller.settings.names_accounts = TRUE;
  story (&teller, polls);
}

/* Of numbers that are too old nothing is told, but for the one limit that was seen since. */
static void
test_age_of_each (void)
{
  StoryTeller teller = story_teller_make ();
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GDateTime) before = g_date_time_add_hours (now, -1);
  g_autoptr (GDateTime) end = g_date_time_add_hours (now, 3);
  const PlimsollLimitFields session = {
    .id = "session", .title = "Session", .used_percent = 85, .resets_at = end, .observed_at = now
  };
  const PlimsollLimitFields week = {
    .id = "week", .title = "Week", .used_percent = 85, .resets_at = end
  };
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  const PlimsollSnapshotFields fields = { .source = "oauth",
                                          .observed_at = before,
                                          .limits = limits };
  g_autoptr (PlimsollSnapshot) snapshot = NULL;
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GPtrArray) told = g_ptr_array_new ();
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) alerts = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&session));
  g_ptr_array_add (limits, plimsoll_limit_new (&week));
  snapshot = plimsoll_snapshot_new (&fields);
  report = plimsoll_report_new (account, NULL, snapshot, NULL);
  after = plimsoll_alert_rules_apply (told, report, &teller.settings, now, &alerts);
  g_assert_cmpuint (alerts->len, ==, 1);
  g_assert_cmpstr (plimsoll_alert_peek (g_ptr_array_index (alerts, 0))->limit_id, ==, "session");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/alert-rules/thresholds", test_thresholds);
  g_test_add_func ("/engine/alert-rules/highest-only", test_highest_only);
  g_test_add_func ("/engine/alert-rules/reset-jitter", test_reset_jitter);
  g_test_add_func ("/engine/alert-rules/new-cycle", test_new_cycle);
  g_test_add_func ("/engine/alert-rules/available-again", test_available_again);
  g_test_add_func ("/engine/alert-rules/around-reset", test_around_reset);
  g_test_add_func ("/engine/alert-rules/hole", test_hole);
  g_test_add_func ("/engine/alert-rules/moved-reset", test_moved_reset);
  g_test_add_func ("/engine/alert-rules/without-reset", test_without_reset);
  g_test_add_func ("/engine/alert-rules/stale", test_stale);
  g_test_add_func ("/engine/alert-rules/old-news", test_old_news);
  g_test_add_func ("/engine/alert-rules/early-empty", test_early_empty);
  g_test_add_func ("/engine/alert-rules/signed-out", test_signed_out);
  g_test_add_func ("/engine/alert-rules/quiet-hours", test_quiet_hours);
  g_test_add_func ("/engine/alert-rules/quiet-hours-by-clock", test_quiet_hours_by_clock);
  g_test_add_func ("/engine/alert-rules/snooze", test_snooze);
  g_test_add_func ("/engine/alert-rules/kinds", test_kinds);
  g_test_add_func ("/engine/alert-rules/own-thresholds", test_own_thresholds);
  g_test_add_func ("/engine/alert-rules/names", test_names);
  g_test_add_func ("/engine/alert-rules/age-of-each", test_age_of_each);

  return g_test_run ();
}
