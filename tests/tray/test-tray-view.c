/* test-tray-view.c - what the tray shows of the meters, and when that changes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of trouble, every number of accounts, every turn of the wheel, with the words in full.
 */

#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"
#include "plimsoll-tray-words.h"
#include "view-fixture.h"

/* One account, all well: its numbers in title, tooltip and rows, then the commands. */
static void
test_usual (Fixture *f, gconstpointer data)
{
  g_autofree char *rows = NULL;

  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_cmpstr (f->state.title, ==, "Claude: session 42 %, week 17 %");
  g_assert_cmpstr (f->state.tooltip, ==,
                   "Session 42 % · resets 14:10\nWeek 17 % · resets Tue 09:59");
  g_assert_cmpstr (rows, ==,
                   "limit:claude:default:session - Session 42 % · resets 14:10\n"
                   "limit:claude:default:week - Week 17 % · resets Tue 09:59\n" COMMANDS);
  g_assert_false (f->state.wants_attention);
  g_assert_cmpint (plimsoll_tray_view_get_face (f->view)->mood, ==, PLIMSOLL_TRAY_MOOD_FRESH);
  g_assert_cmpfloat (plimsoll_tray_view_get_face (f->view)->shown.used_percent, ==, 42);
  g_assert_cmpfloat (plimsoll_tray_view_get_face (f->view)->week.used_percent, ==, 17);
}

/* Clock times are those of the zone that is handed in. */
static void
test_zone (Fixture *f, gconstpointer data)
{
  g_time_zone_unref (f->zone);
  f->zone = g_time_zone_new_identifier ("+05:30");
  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:session"), ==,
                   "Session 42 % · resets 19:40");
}

/* The label is there when it is wanted, says the shown limit, and keeps room for the longest. */
static void
test_label (Fixture *f, gconstpointer data)
{
  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.label, ==, "");
  g_assert_cmpstr (f->state.label_guide, ==, "");

  f->settings.has_label = TRUE;
  f->settings.limit = PLIMSOLL_TRAY_LIMIT_WEEK;
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.label, ==, "17 %");
  g_assert_cmpstr (f->state.label_guide, ==, "100 %");
}

/* Who wants to read what is left reads that everywhere, told apart by a word; a limit that passed
 * has neither, and the picture goes on filling with use. */
static void
test_left (Fixture *f, gconstpointer data)
{
  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  f->settings.has_label = TRUE;
  f->settings.shows_left = TRUE;
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.title, ==, "Claude: session 58 % left, week 83 % left");
  g_assert_cmpstr (f->state.tooltip, ==,
                   "Session 58 % left · resets 14:10\nWeek 83 % left · resets Tue 09:59");
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:week"), ==,
                   "Week 83 % left · resets Tue 09:59");
  g_assert_cmpstr (f->state.label, ==, "58 %");
  g_assert_true (plimsoll_tray_view_get_face (f->view)->shows_left);
  g_assert_cmpfloat (plimsoll_tray_view_get_face (f->view)->shown.used_percent, ==, 42);

  view_fixture_look_at (f, "2026-11-20T14:11:00Z");
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:session"), ==,
                   "Session – · reset 14:10, checking");
}

typedef struct
{
  PlimsollCondition condition;
  const char *retry_at; /* (nullable) */
  gboolean has_numbers;
  PlimsollTrayMood mood;
  const char *note;
  const char *title;
} Trouble;

#define AGED "Claude: session 42 %, week 17 % (from 12:52)"

static const Trouble TROUBLES[] = {
  { PLIMSOLL_CONDITION_SIGNED_OUT, NULL, FALSE, PLIMSOLL_TRAY_MOOD_SIGNED_OUT, "No login found",
    "Claude: No login found" },
  { PLIMSOLL_CONDITION_SIGNED_OUT, NULL, TRUE, PLIMSOLL_TRAY_MOOD_SIGNED_OUT,
    "No login found · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_EXPIRED, NULL, FALSE, PLIMSOLL_TRAY_MOOD_SIGNED_OUT, "Login expired",
    "Claude: Login expired" },
  { PLIMSOLL_CONDITION_EXPIRED, NULL, TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "Login expired · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_NO_SCOPE, NULL, FALSE, PLIMSOLL_TRAY_MOOD_SIGNED_OUT,
    "Login may not read its limits", "Claude: Login may not read its limits" },
  { PLIMSOLL_CONDITION_RATE_LIMITED, "2026-11-20T13:05:00Z", TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "Rate limited until 13:05 · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_RATE_LIMITED, "2026-11-20T12:59:00Z", TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "Rate limited · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_RATE_LIMITED, "2026-11-20T13:05:00Z", FALSE, PLIMSOLL_TRAY_MOOD_STALE,
    "Rate limited until 13:05", "Claude: Rate limited until 13:05" },
  { PLIMSOLL_CONDITION_OFFLINE, NULL, TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "No connection · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_OFFLINE, NULL, FALSE, PLIMSOLL_TRAY_MOOD_STALE, "No connection",
    "Claude: No connection" },
  { PLIMSOLL_CONDITION_BLOCKED, NULL, TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "The network refuses access · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_TROUBLE, NULL, TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "The service is having trouble · numbers from 12:52", AGED },
  { PLIMSOLL_CONDITION_BAD_REPLY, NULL, TRUE, PLIMSOLL_TRAY_MOOD_STALE,
    "The answer was not understood · numbers from 12:52", AGED },
};

/* Every kind of trouble has its short words, its mood, and the age of what is still shown. */
static void
test_troubles (Fixture *f, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TROUBLES); i++)
    {
      const Trouble *trouble = &TROUBLES[i];
      g_autoptr (GDateTime) retry_at =
          trouble->retry_at != NULL ? plimsoll_moment_parse (trouble->retry_at) : NULL;
      g_autoptr (PlimsollProblem) problem =
          plimsoll_problem_new (trouble->condition, "What happened. What to do.", retry_at);
      g_autoptr (PlimsollSnapshot) snapshot =
          trouble->has_numbers ? view_fixture_make_snapshot (USUAL, "2026-11-20T12:52:00Z", NULL)
                               : NULL;

      g_list_store_remove_all (f->meters);
      view_fixture_add_meter (f, "claude:default", "Claude", snapshot, problem, NOW);
      view_fixture_look_at (f, NOW);
      g_assert_cmpstr (view_fixture_find_label (f, "note:claude:default"), ==, trouble->note);
      g_assert_cmpstr (f->state.title, ==, trouble->title);
      g_assert_true (g_str_has_suffix (f->state.tooltip, trouble->note));
      g_assert_cmpint (plimsoll_tray_view_get_face (f->view)->mood, ==, trouble->mood);
      g_assert_cmpint (f->state.wants_attention, ==,
                       trouble->mood == PLIMSOLL_TRAY_MOOD_SIGNED_OUT);
    }
}

/* Numbers that grew old by themselves say from when they are. */
static void
test_aged (Fixture *f, gconstpointer data)
{
  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_look_at (f, "2026-11-20T13:11:00Z");
  g_assert_cmpstr (view_fixture_find_label (f, "note:claude:default"), ==, "Numbers from 13:00");
  g_assert_cmpint (plimsoll_tray_view_get_face (f->view)->mood, ==, PLIMSOLL_TRAY_MOOD_STALE);
}

/* Before the first answer the tray says that it looks. */
static void
test_loading (Fixture *f, gconstpointer data)
{
  g_autofree char *rows = NULL;

  view_fixture_add_meter (f, "claude:default", "Claude", NULL, NULL, NOW);
  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_cmpstr (rows, ==, "note:claude:default - Looking…\n" COMMANDS);
  g_assert_cmpstr (f->state.title, ==, "Claude: Looking…");
  g_assert_cmpint (plimsoll_tray_view_get_face (f->view)->mood, ==, PLIMSOLL_TRAY_MOOD_LOADING);
}

/* Without any account there is still a menu, and a title that is not empty. */
static void
test_no_accounts (Fixture *f, gconstpointer data)
{
  g_autofree char *rows = NULL;

  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_cmpstr (rows, ==, "note - No accounts\n" COMMANDS);
  g_assert_cmpstr (f->state.title, ==, "Plimsoll");
  g_assert_null (plimsoll_tray_view_get_next_change (f->view));
}

/* With several accounts each has a heading; title and icon are those of the account that is nearest
 * to its end, and the tooltip has a line for each other. */
static void
test_accounts (Fixture *f, gconstpointer data)
{
  const Limit work[] = { SESSION (71), END };
  g_autofree char *rows = NULL;

  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_add_limits (f, "claude:work", "Claude work", work);
  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_cmpstr (rows, ==,
                   "account:claude:default - Claude · Max 20x\n"
                   "limit:claude:default:session - Session 42 % · resets 14:10\n"
                   "limit:claude:default:week - Week 17 % · resets Tue 09:59\n"
                   "separator:claude:work - ────\n"
                   "account:claude:work - Claude work · Max 20x\n"
                   "limit:claude:work:session - Session 71 % · resets 14:10\n" COMMANDS);
  g_assert_cmpstr (f->state.title, ==, "Claude work: session 71 %");
  g_assert_cmpstr (f->state.tooltip, ==,
                   "Session 71 % · resets 14:10\nClaude: session 42 %, week 17 %");
  g_assert_cmpfloat (plimsoll_tray_view_get_face (f->view)->shown.used_percent, ==, 71);
}

/* An account without a login does not hide the numbers of another; alone it is what the icon shows,
 * before one that is merely offline. */
static void
test_accounts_in_trouble (Fixture *f, gconstpointer data)
{
  g_autoptr (PlimsollProblem) offline =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, "Offline.", NULL);
  g_autoptr (PlimsollProblem) gone =
      plimsoll_problem_new (PLIMSOLL_CONDITION_SIGNED_OUT, "Log in.", NULL);

  view_fixture_add_meter (f, "claude:a", "A", NULL, offline, NOW);
  view_fixture_add_meter (f, "claude:b", "B", NULL, gone, NOW);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.title, ==, "B: No login found");

  view_fixture_add_limits (f, "claude:c", "C", USUAL);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.title, ==, "C: session 42 %, week 17 %");
}

/* A used-up limit asks for attention and counts down, though its numbers are old. */
static void
test_used_up (Fixture *f, gconstpointer data)
{
  const Limit limits[] = { SESSION (103), WEEK (60), END };
  const PlimsollTrayFace *face = NULL;

  view_fixture_add_limits (f, "claude:default", "Claude", limits);
  view_fixture_look_at (f, "2026-11-20T13:25:00Z");
  face = plimsoll_tray_view_get_face (f->view);
  g_assert_cmpint (face->mood, ==, PLIMSOLL_TRAY_MOOD_USED_UP);
  g_assert_cmpstr (face->countdown, ==, "45m");
  g_assert_cmpfloat (face->shown.used_percent, ==, 100);
  g_assert_true (f->state.wants_attention);
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:session"), ==,
                   "Session 103 % · resets 14:10");
}

/* Countdowns round up, fit into three characters, and name the moment at which they change. */
static void
test_countdown (void)
{
  const struct
  {
    const char *until;
    const char *words;
    const char *changes_at; /* (nullable) */
  } table[] = {
    { "2026-11-20T13:00:00Z", "", NULL },
    { "2026-11-20T12:00:00Z", "", NULL },
    { "2026-11-20T13:00:01Z", "5m", "2026-11-20T13:00:01Z" },
    { "2026-11-20T13:41:00Z", "45m", "2026-11-20T13:01:00Z" },
    { "2026-11-20T14:00:00Z", "60m", "2026-11-20T13:05:00Z" },
    { "2026-11-20T14:00:01Z", "2h", "2026-11-20T13:00:01Z" },
    { "2026-11-20T15:30:00Z", "3h", "2026-11-20T13:30:00Z" },
    { "2026-11-22T13:00:00Z", "48h", "2026-11-20T14:00:00Z" },
    { "2026-11-22T13:00:01Z", "3d", "2026-11-20T13:00:01Z" },
    { "2027-02-27T13:00:00Z", "99d", "2026-11-21T13:00:00Z" },
    { "2027-03-27T13:00:00Z", "", NULL },
  };
  g_autoptr (GDateTime) now = plimsoll_moment_parse (NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GDateTime) until = plimsoll_moment_parse (table[i].until);
      char words[PLIMSOLL_TRAY_COUNTDOWN_SIZE] = "";
      g_autoptr (GDateTime) changes_at = plimsoll_tray_words_countdown (until, now, words);
      g_autofree char *changes = changes_at != NULL ? plimsoll_moment_format (changes_at) : NULL;

      g_assert_cmpstr (words, ==, table[i].words);
      g_assert_cmpstr (changes, ==, table[i].changes_at);
    }
}

static void
assert_next_change (Fixture *f, const char *now, const char *expected)
{
  g_autofree char *moment = NULL;

  view_fixture_look_at (f, now);
  moment = plimsoll_moment_format (plimsoll_tray_view_get_next_change (f->view));
  g_assert_cmpstr (moment, ==, expected);
}

/* The view says when time alone will change it: a reset, the end of the day ("Tue" becomes today),
 * a wait that ends. */
static void
test_next_change (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) retry_at = plimsoll_moment_parse ("2026-11-20T13:05:00Z");
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Wait.", retry_at);

  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  assert_next_change (f, NOW, "2026-11-20T14:10:00Z");
  assert_next_change (f, "2026-11-20T14:10:00Z", "2026-11-21T00:00:00Z");
  view_fixture_add_meter (f, "claude:work", "Work", NULL, problem, NOW);
  assert_next_change (f, NOW, "2026-11-20T13:05:00Z");
}

/* The wheel goes round: from the setting on through tightest, session, week and each other limit,
 * in both directions, and skips what no account has. */
static void
test_scroll (Fixture *f, gconstpointer data)
{
  const Limit limits[] = {
    SESSION (10),
    { "week:fable", "Fable", PLIMSOLL_LIMIT_WEEK_SCOPED, 77, NULL },
    { "month", "Month", PLIMSOLL_LIMIT_MONTH, 5, NULL },
    END,
  };
  const struct
  {
    PlimsollTrayLimit limit;
    int scroll;
    const char *shown;
  } table[] = {
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, 0, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, 1, "session" },
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, 2, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, 3, "month" },
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, 4, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_TIGHTEST, -1, "month" },
    { PLIMSOLL_TRAY_LIMIT_SESSION, 0, "session" },
    { PLIMSOLL_TRAY_LIMIT_SESSION, -401, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_WEEK, 0, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_SESSION, G_MAXINT, "week:fable" },
    { PLIMSOLL_TRAY_LIMIT_SESSION, G_MININT, "session" },
  };

  view_fixture_add_limits (f, "claude:default", "Claude", limits);
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      f->settings.limit = table[i].limit;
      f->settings.scroll = table[i].scroll;
      view_fixture_look_at (f, NOW);
      g_assert_cmpstr (plimsoll_tray_view_get_shown_limit (f->view), ==, table[i].shown);
    }
}

#define ADD(name, function)                                                     \
  g_test_add ("/tray/view/" name, Fixture, NULL, view_fixture_set_up, function, \
              view_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("usual", test_usual);
  ADD ("zone", test_zone);
  ADD ("label", test_label);
  ADD ("left", test_left);
  ADD ("troubles", test_troubles);
  ADD ("aged", test_aged);
  ADD ("loading", test_loading);
  ADD ("no-accounts", test_no_accounts);
  ADD ("accounts", test_accounts);
  ADD ("accounts-in-trouble", test_accounts_in_trouble);
  ADD ("used-up", test_used_up);
  g_test_add_func ("/tray/words/countdown", test_countdown);
  ADD ("next-change", test_next_change);
  ADD ("scroll", test_scroll);
  return g_test_run ();
}
