/* test-card-words.c - what a card says, until when, and which button it offers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure tables over moments, zones and conditions; wants no display. How the words stand on the card
 * is for test-card. */

#include "plimsoll-card-words.h"

#include <math.h>
#include <string.h>

#include "plimsoll-condition-face.h"
#include "plimsoll-moment.h"
#include "plimsoll-words.h"
#include "window-scenes.h"

#define MINUTE G_TIME_SPAN_MINUTE
#define HOUR G_TIME_SPAN_HOUR
#define SECOND G_TIME_SPAN_SECOND
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"

static PlimsollLimit *
make_limit (const char *resets_at, double used_percent)
{
  g_autoptr (GDateTime) end = resets_at != NULL ? plimsoll_moment_parse (resets_at) : NULL;

  return plimsoll_limit_new (&(PlimsollLimitFields){
      .id = "session",
      .title = "Session",
      .kind = PLIMSOLL_LIMIT_SESSION,
      .used_percent = used_percent,
      .resets_at = end,
      .window = 5 * HOUR,
      .severity = plimsoll_severity_from_percent (used_percent),
  });
}

/* A reset is counted down in words beside its clock time in the zone, and says for how long this
 * may stand on the screen; when it has passed it says so and waits for nothing but midnight. */
static void
test_reset (void)
{
  static const struct
  {
    const char *now;
    const char *resets_at; /* (nullable) */
    const char *zone;
    const char *words; /* (nullable) */
    const char *short_words;
    GTimeSpan holds; /* of the long words */
  } rows[] = {
    { "2026-11-20T12:05:00Z", "2026-11-20T14:10:00Z", "UTC", "Resets in 2 h 5 min · 14:10", "14:10",
      MINUTE },
    { "2026-11-20T12:05:10Z", "2026-11-20T14:10:00Z", "UTC", "Resets in 2 h 5 min · 14:10", "14:10",
      50 * SECOND },
    { "2026-11-20T12:05:00Z", "2026-11-20T14:10:00Z", BERLIN, "Resets in 2 h 5 min · 15:10",
      "15:10", MINUTE },
    { "2026-11-20T12:05:00Z", "2026-11-23T09:59:00Z", "UTC", "Resets in 2 d 21 h · Mon 09:59",
      "Mon 09:59", 55 * MINUTE },
    { "2026-11-20T23:50:00Z", "2026-11-23T09:59:00Z", "UTC", "Resets in 2 d 10 h · Mon 09:59",
      "Mon 09:59", 10 * MINUTE },
    { "2026-11-20T14:09:59Z", "2026-11-20T14:10:00Z", "UTC", "Resets in 1 min · 14:10", "14:10",
      SECOND },
    { "2026-11-20T14:10:00Z", "2026-11-20T14:10:00Z", "UTC", "Reset at 14:10 — checking…",
      "checking…", 9 * HOUR + 50 * MINUTE },
    { "2026-11-20T12:05:00Z", NULL, "UTC", NULL, "", PLIMSOLL_WORDS_NEVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now = plimsoll_moment_parse (rows[i].now);
      g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (rows[i].zone);
      g_autoptr (PlimsollLimit) limit = make_limit (rows[i].resets_at, 61);
      PlimsollCardView view = { now, zone, PLIMSOLL_WORDS_NEVER };
      g_autofree char *words = plimsoll_card_words_reset (&view, limit);
      GTimeSpan holds = view.holds;
      g_autofree char *short_words = plimsoll_card_words_reset_short (&view, limit);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpstr (short_words, ==, rows[i].short_words);
      g_assert_cmpint (holds, ==, rows[i].holds);
    }
}

/* Of all that is said of a limit nothing changes one microsecond before it says so, over a whole
 * window, however long it is watched: and at the end of the words the text is another one. */
static void
test_holds_over_a_window (void)
{
  g_autoptr (GDateTime) start = plimsoll_moment_parse ("2026-11-20T09:10:00Z");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (PlimsollLimit) limit = make_limit ("2026-11-20T14:10:00Z", 61);
  GTimeSpan at = 0;
  guint n_texts = 0;

  while (at < 5 * HOUR)
    {
      g_autoptr (GDateTime) now = g_date_time_add (start, at);
      PlimsollCardView view = { now, utc, PLIMSOLL_WORDS_NEVER };
      g_autofree char *words = plimsoll_card_words_reset (&view, limit);
      g_autoptr (GDateTime) before = g_date_time_add (now, view.holds - 1);
      g_autoptr (GDateTime) after = g_date_time_add (now, view.holds);
      PlimsollCardView later = { before, utc, PLIMSOLL_WORDS_NEVER };
      g_autofree char *same = plimsoll_card_words_reset (&later, limit);
      g_autofree char *other = NULL;

      later.now = after;
      other = plimsoll_card_words_reset (&later, limit);
      g_assert_cmpstr (words, ==, same);
      g_assert_cmpstr (words, !=, other);
      at += view.holds;
      n_texts++;
    }

  g_assert_cmpint (at, ==, 5 * HOUR);
  g_assert_cmpuint (n_texts, ==, 300);
}

/* Pace is told as it was when the numbers were seen, so that nothing moves between two polls; of a
 * window that ended there is none. */
static void
test_pace (void)
{
  g_autoptr (PlimsollMeter) meter =
      window_meter_new (window_scene_find ("fresh"), "claude:default", "Claude");
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  PlimsollLimit *session = plimsoll_snapshot_find_limit (snapshot, "session");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (GDateTime) later = g_date_time_add (now, 20 * MINUTE);
  g_autoptr (GDateTime) after = g_date_time_add (now, 3 * HOUR);
  PlimsollCardView view = { now, utc, PLIMSOLL_WORDS_NEVER };
  g_autofree char *words = plimsoll_card_words_pace (&view, snapshot, session);
  g_autofree char *words_later = NULL;

  g_assert_cmpstr (words, ==, "3 % ahead of an even pace · projected empty 13:53");
  view.now = later;
  words_later = plimsoll_card_words_pace (&view, snapshot, session);
  g_assert_cmpstr (words_later, ==, words);
  g_assert_cmpint (view.holds, ==, PLIMSOLL_WORDS_NEVER);
  view.now = after;
  g_assert_null (plimsoll_card_words_pace (&view, snapshot, session));
}

/* Where numbers come from is told with the plan and their age; a source of a later version is left
 * out, and the age holds until it grows. */
static void
test_origin (void)
{
  static const struct
  {
    const char *source;
    const char *plan; /* (nullable) */
    const char *words;
  } rows[] = {
    { "oauth", "Max 20x", "Max 20x · 2 min ago · from the usage API" },
    { "cli", "Pro", "Pro · 2 min ago · from the installed program" },
    { "statusline", NULL, "2 min ago · from the status line" },
    { "cache", NULL, "2 min ago · as Claude Code last saw it" },
    { "web", NULL, "2 min ago · from claude.ai" },
    /* The demo says what it is where a plan would stand. */
    { "demo", "invented numbers", "invented numbers · 2 min ago" },
    { "thought-transfer", "Max 20x", "Max 20x · 2 min ago" },
  };
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (GDateTime) observed_at = g_date_time_add (now, -(2 * MINUTE + 10 * SECOND));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollSnapshot) snapshot = plimsoll_snapshot_new (&(PlimsollSnapshotFields){
          .source = rows[i].source, .observed_at = observed_at, .plan = rows[i].plan });
      PlimsollCardView view = { now, NULL, PLIMSOLL_WORDS_NEVER };
      g_autofree char *words = plimsoll_card_words_origin (&view, snapshot);

      g_assert_cmpstr (words, ==, rows[i].words);
      g_assert_cmpint (view.holds, ==, 50 * SECOND);
    }
}

/* Who listens hears percentage, severity and reset in one breath; nothing of an unknown value. */
static void
test_spoken (void)
{
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const double percents[] = { 61, 86, 97, 104, (double) NAN };
  const char *const words[] = {
    "61 % used, Resets in 5 min · 12:10",
    "86 % used, warning, Resets in 5 min · 12:10",
    "97 % used, critical, Resets in 5 min · 12:10",
    "104 % used, used up, Resets in 5 min · 12:10",
    "Resets in 5 min · 12:10",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
    {
      g_autoptr (PlimsollLimit) limit = make_limit ("2026-11-20T12:10:00Z", percents[i]);
      g_autoptr (PlimsollSnapshot) snapshot = plimsoll_snapshot_new (
          &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = now });
      PlimsollCardView view = { now, utc, PLIMSOLL_WORDS_NEVER };
      g_autofree char *spoken = plimsoll_card_words_spoken (&view, snapshot, limit);

      g_assert_cmpstr (spoken, ==, words[i]);
    }
}

/* Each condition has its sentence and the one useful button; who has older numbers is not sent to
 * the demo. */
static void
test_faces (void)
{
  static const struct
  {
    const char *scene;
    const char *begins; /* (nullable): NULL: says nothing */
    const char *ends;
    const char *button;
    const char *wish;
  } rows[] = {
    { "fresh", NULL, NULL, NULL, NULL },
    { "loading", "Looking…", "", NULL, NULL },
    { "stale", "Showing numbers from 11:20.", "", "Try again", "refresh" },
    { "signed-out", "No Claude login found.", "by itself.", "Try the demo", "demo" },
    { "expired", "The Claude login has expired.", "Showing numbers from 10:05.", "Ask Claude Code",
      "refresh" },
    { "no-scope", "This login may run Claude", "(not \"setup-token\").", "How", "help-scope" },
    { "rate-limited", "Anthropic asks for quiet until 12:20.", "Showing numbers from 11:52.", NULL,
      NULL },
    { "offline", "No connection:", "Showing numbers from 11:52.", "Try again", "refresh" },
    { "blocked", "The network refuses access", "another network.", "Details", "details" },
    { "trouble", "Anthropic's service is having trouble.", "Next try at 12:15.", "Status page",
      "status-page" },
    { "bad-reply", "The answer was not understood.", "may help.", "Copy details", "copy-details" },
  };
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollMeter) meter =
          window_meter_new (window_scene_find (rows[i].scene), "claude:default", "Claude");
      g_auto (PlimsollConditionFace) face = plimsoll_condition_face_choose (meter, now, utc);

      g_assert_cmpstr (face.button, ==, rows[i].button);
      g_assert_cmpstr (face.wish, ==, rows[i].wish);
      if (rows[i].begins == NULL)
        {
          g_assert_null (face.sentence);
          continue;
        }
      g_assert_true (g_str_has_prefix (face.sentence, rows[i].begins));
      g_assert_true (g_str_has_suffix (face.sentence, rows[i].ends));
    }
}

/* The button that asks an installed program names the one of that account. */
static void
test_button_of_codex (void)
{
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (PlimsollMeter) meter =
      window_meter_new (window_scene_find ("expired"), "codex:default", "Codex");
  g_auto (PlimsollConditionFace) face = plimsoll_condition_face_choose (meter, now, NULL);

  g_assert_cmpstr (face.button, ==, "Ask Codex");
  g_assert_cmpstr (face.wish, ==, "refresh");
}

/* Signed out with numbers at hand, a person has an account: the demo is not what they want. */
static void
test_no_demo_beside_numbers (void)
{
  WindowScene scene = *window_scene_find ("stale");
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (PlimsollMeter) meter = NULL;
  g_auto (PlimsollConditionFace) face = { 0 };

  scene.problem = PLIMSOLL_CONDITION_SIGNED_OUT;
  meter = window_meter_new (&scene, "claude:default", "Claude");
  face = plimsoll_condition_face_choose (meter, now, NULL);
  g_assert_cmpstr (face.wish, ==, PLIMSOLL_WISH_REFRESH);
  g_assert_nonnull (strstr (face.sentence, "No Claude login found."));
}

/* What the provider's status page tells stands on a card where all else is well, with the way to
 * that page; and behind the sentence about something else. */
static void
test_incident (void)
{
  static const char *const SCENES[] = { "fresh", "stale" };
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (PlimsollIncident) incident =
      plimsoll_incident_new ("Elevated <b>errors</b>", PLIMSOLL_IMPACT_MINOR, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (SCENES); i++)
    {
      g_autoptr (PlimsollMeter) meter =
          window_meter_new (window_scene_find (SCENES[i]), "claude:default", "Claude");
      g_auto (PlimsollConditionFace) face = { 0 };

      plimsoll_meter_set_incident (meter, incident);
      face = plimsoll_condition_face_choose (meter, now, NULL);
      g_assert_true (g_str_has_suffix (face.sentence, "Status page: Elevated <b>errors</b>"));
      if (i == 0)
        g_assert_cmpstr (face.wish, ==, PLIMSOLL_WISH_STATUS_PAGE);
    }
}

/* The tightest limit matters most; with every window over, the first; with no limits, none. The
 * last end is that of the window that ended last. */
static void
test_hero (void)
{
  g_autoptr (PlimsollMeter) meter =
      window_meter_new (window_scene_find ("reset-passed"), "claude:default", "Claude");
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  g_autoptr (GDateTime) now = plimsoll_moment_parse (WINDOW_NOW);
  g_autoptr (GDateTime) early = g_date_time_add (now, -HOUR);
  g_autoptr (GDateTime) late = g_date_time_add (now, 30 * 24 * HOUR);
  g_autoptr (PlimsollSnapshot) empty =
      plimsoll_snapshot_new (&(PlimsollSnapshotFields){ .source = "oauth", .observed_at = now });
  PlimsollCardView view = { now, NULL, PLIMSOLL_WORDS_NEVER };

  g_assert_cmpstr (plimsoll_limit_peek (plimsoll_card_words_find_hero (&view, snapshot))->id, ==,
                   "week");
  g_assert_cmpint (plimsoll_moment_to_unix (plimsoll_card_words_find_last_end (&view, snapshot)),
                   ==, plimsoll_moment_to_unix (now) - 60);
  view.now = early;
  g_assert_cmpstr (plimsoll_limit_peek (plimsoll_card_words_find_hero (&view, snapshot))->id, ==,
                   "session");
  g_assert_null (plimsoll_card_words_find_last_end (&view, snapshot));
  view.now = late;
  g_assert_cmpstr (plimsoll_limit_peek (plimsoll_card_words_find_hero (&view, snapshot))->id, ==,
                   "session");
  g_assert_null (plimsoll_card_words_find_hero (&view, empty));
}

/* Where what is left is shown, the percentage is that of what is left and the word beside it says
 * so, read aloud too; what is wrong stays what it is. */
static void
test_left (void)
{
  static const struct
  {
    double used_percent;
    const char *percent;
    const char *spoken;
  } rows[] = {
    { 61, "39 %", "39 % left, Resets in 2 h 5 min · 14:10" },
    { 0.4, "99 %", "99 % left, Resets in 2 h 5 min · 14:10" },
    { 99.6, "<1 %", "<1 % left, critical, Resets in 2 h 5 min · 14:10" },
    { 104, "0 %", "0 % left, used up, Resets in 2 h 5 min · 14:10" },
    { (double) NAN, "–", "Resets in 2 h 5 min · 14:10" },
  };
  g_autoptr (GDateTime) now = plimsoll_moment_parse ("2026-11-20T12:05:00Z");
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollLimit) limit = make_limit ("2026-11-20T14:10:00Z", rows[i].used_percent);
      g_autoptr (PlimsollSnapshot) snapshot = plimsoll_snapshot_new (
          &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = now });
      PlimsollCardView view = { now, utc, PLIMSOLL_WORDS_NEVER, TRUE };
      g_autofree char *percent = plimsoll_card_words_percent (&view, limit);
      g_autofree char *spoken = plimsoll_card_words_spoken (&view, snapshot, limit);

      g_assert_cmpstr (percent, ==, rows[i].percent);
      g_assert_cmpstr (spoken, ==, rows[i].spoken);
      g_assert_cmpstr (plimsoll_card_words_of_what (&view), ==, "left");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/card-words/reset", test_reset);
  g_test_add_func ("/window/card-words/holds-over-a-window", test_holds_over_a_window);
  g_test_add_func ("/window/card-words/pace", test_pace);
  g_test_add_func ("/window/card-words/origin", test_origin);
  g_test_add_func ("/window/card-words/spoken", test_spoken);
  g_test_add_func ("/window/card-words/left", test_left);
  g_test_add_func ("/window/card-words/faces", test_faces);
  g_test_add_func ("/window/card-words/button-of-codex", test_button_of_codex);
  g_test_add_func ("/window/card-words/no-demo-beside-numbers", test_no_demo_beside_numbers);
  g_test_add_func ("/window/card-words/incident", test_incident);
  g_test_add_func ("/window/card-words/hero", test_hero);

  return g_test_run ();
}
