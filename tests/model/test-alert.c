/* test-alert.c - alerts as values, their words, and what is remembered of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Now is 12:05 in UTC on a Friday. */

#include "plimsoll-alert.h"
#include "plimsoll-alert-words.h"
#include "plimsoll-told.h"

#include <math.h>

typedef struct
{
  PlimsollAlertKind kind;
  double percent; /* of a limit called "Session" */
  int reset_in_minutes; /* 0: no reset */
  int window_hours; /* 0: not known */
  const char *title;
  const char *body;
} Case;

static PlimsollLimit *
make_limit (const Case *row, GDateTime *now)
{
  g_autoptr (GDateTime) reset = g_date_time_add_minutes (now, row->reset_in_minutes);
  PlimsollLimitFields fields = { .id = "session",
                                 .title = "Session",
                                 .used_percent = row->percent };

  fields.resets_at = row->reset_in_minutes != 0 ? reset : NULL;
  fields.window = row->window_hours * G_TIME_SPAN_HOUR;
  return plimsoll_limit_new (&fields);
}

/* An alert says what is the matter in its title, and until when and what to expect in its body,
 * each only where it is known and helps. */
static void
test_words (void)
{
  static const Case table[] = {
    { PLIMSOLL_ALERT_THRESHOLD, 80, 125, 0, "Session 80 % used", "Resets in 2 h 5 min (14:10)." },
    { PLIMSOLL_ALERT_THRESHOLD, 80, 125, 5, "Session 80 % used",
      "Resets in 2 h 5 min (14:10). At this pace it is empty at 12:48." },
    { PLIMSOLL_ALERT_THRESHOLD, 80, 10, 5, "Session 80 % used", "Resets in 10 min (12:15)." },
    { PLIMSOLL_ALERT_THRESHOLD, 99.7, 0, 0, "Session 99 % used", "" },
    { PLIMSOLL_ALERT_THRESHOLD, 80, 3000, 0, "Session 80 % used",
      "Resets in 2 d 2 h (Sun 14:05)." },
    { PLIMSOLL_ALERT_USED_UP, 100, 125, 5, "Session used up", "Resets in 2 h 5 min (14:10)." },
    { PLIMSOLL_ALERT_AVAILABLE_AGAIN, 3, 125, 5, "Session available again",
      "3 % used so far. Resets in 2 h 5 min (14:10)." },
    { PLIMSOLL_ALERT_AVAILABLE_AGAIN, (double) NAN, 0, 5, "Session available again", "" },
    { PLIMSOLL_ALERT_EARLY_EMPTY, 70, 150, 5, "Session may be used up early",
      "Resets in 2 h 30 min (14:35). At this pace it is empty at 13:09." },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 12, 5, 0);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (PlimsollLimit) limit = make_limit (&table[i], now);
      g_autofree char *title = plimsoll_alert_words_title (table[i].kind, limit, now);
      g_autofree char *body = plimsoll_alert_words_body (table[i].kind, limit, now, utc);

      g_assert_cmpstr (title, ==, table[i].title);
      g_assert_cmpstr (body, ==, table[i].body);
    }
}

/* What is counted in money says how much. */
static void
test_words_of_money (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 12, 5, 0);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (1700, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "USD");
  PlimsollLimitFields fields = {
    .id = "budget", .title = "Extra usage", .used_percent = 85, .used = used, .cap = cap
  };
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&fields);
  g_autofree char *body = plimsoll_alert_words_body (PLIMSOLL_ALERT_THRESHOLD, limit, now, NULL);

  g_assert_cmpstr (body, ==, "17.00 of 20.00 USD.");
}

static void
add_alert (GPtrArray *alerts, const char *title, const char *body)
{
  PlimsollAlertFields fields = {
    .account_id = "claude:default",
    .title = title,
    .body = body,
  };

  g_ptr_array_add (alerts, plimsoll_alert_new (&fields));
}

/* Several alerts become one text: the first in the title, each on a line of the body; a single one
 * stays itself. */
static void
test_merge (void)
{
  g_autoptr (GPtrArray) alerts = plimsoll_alert_list_new ();
  const char *titles[] = { "Week used up", "Session 81 % used", "Fable 80 % used" };
  const char *merged_titles[] = { "Week used up", "Week used up and 1 more",
                                  "Week used up and 2 more" };
  const char *merged_bodies[] = {
    "Resets.",
    "Week used up. Resets.\nSession 81 % used",
    "Week used up. Resets.\nSession 81 % used\nFable 80 % used. Resets.",
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *title = NULL;
      g_autofree char *body = NULL;

      add_alert (alerts, titles[i], i == 1 ? "" : "Resets.");
      plimsoll_alert_words_merge (alerts, &title, &body);
      g_assert_cmpstr (title, ==, merged_titles[i]);
      g_assert_cmpstr (body, ==, merged_bodies[i]);
    }
}

/* An alert keeps copies of what it was made of. */
static void
test_alert_copies (void)
{
  char title[] = "Session 80 % used";
  PlimsollAlertFields fields = {
    .kind = PLIMSOLL_ALERT_THRESHOLD,
    .account_id = "claude:default",
    .limit_id = "session",
    .cycle = 1795000000,
    .percent = 80,
    .urgency = PLIMSOLL_URGENCY_NORMAL,
    .title = title,
    .body = "",
  };
  g_autoptr (PlimsollAlert) alert = plimsoll_alert_new (&fields);
  g_autoptr (PlimsollAlert) same = plimsoll_alert_ref (alert);

  title[0] = 'X';
  g_assert_cmpstr (plimsoll_alert_peek (same)->title, ==, "Session 80 % used");
  g_assert_cmpstr (plimsoll_alert_peek (same)->limit_id, ==, "session");
  g_assert_cmpint (plimsoll_alert_peek (same)->cycle, ==, 1795000000);
}

/* Every kind has a word of its own and is found again by it; words that are none are refused. */
static void
test_kind_words (void)
{
  PlimsollAlertKind alert_kind = PLIMSOLL_ALERT_BACK;
  PlimsollToldKind told_kind = PLIMSOLL_TOLD_OWED_AGAIN;

  for (int i = PLIMSOLL_ALERT_THRESHOLD; i <= PLIMSOLL_ALERT_BACK; i++)
    {
      const char *word = plimsoll_alert_kind_to_word ((PlimsollAlertKind) i);

      g_assert_true (plimsoll_alert_kind_from_word (word, &alert_kind));
      g_assert_cmpint (alert_kind, ==, i);
    }
  for (int i = PLIMSOLL_TOLD_THRESHOLD; i <= PLIMSOLL_TOLD_OWED_AGAIN; i++)
    {
      const char *word = plimsoll_told_kind_to_word ((PlimsollToldKind) i);

      g_assert_true (plimsoll_told_kind_from_word (word, &told_kind));
      g_assert_cmpint (told_kind, ==, i);
    }
  g_assert_false (plimsoll_alert_kind_from_word ("loud", &alert_kind));
  g_assert_false (plimsoll_told_kind_from_word (NULL, &told_kind));
  g_assert_cmpint (alert_kind, ==, PLIMSOLL_ALERT_BACK);
  g_assert_cmpint (told_kind, ==, PLIMSOLL_TOLD_OWED_AGAIN);
}

/* Lists of what was told are equal when every entry is, in order. */
static void
test_told_lists (void)
{
  g_autoptr (GPtrArray) a = plimsoll_told_list_new ();
  g_autoptr (GPtrArray) b = plimsoll_told_list_new ();

  g_assert_true (plimsoll_told_list_equal (a, b));
  g_ptr_array_add (a, plimsoll_told_new (PLIMSOLL_TOLD_THRESHOLD, "week", 60, 80));
  g_assert_false (plimsoll_told_list_equal (a, b));
  g_ptr_array_add (b, plimsoll_told_new (PLIMSOLL_TOLD_THRESHOLD, "week", 60, 80));
  g_assert_true (plimsoll_told_list_equal (a, b));

  for (int i = 0; i < 4; i++)
    {
      g_ptr_array_set_size (b, 0);
      g_ptr_array_add (
          b, plimsoll_told_new (i == 0 ? PLIMSOLL_TOLD_SNOOZED : PLIMSOLL_TOLD_THRESHOLD,
                                i == 1 ? "session" : "week", i == 2 ? 120 : 60, i == 3 ? 95 : 80));
      g_assert_false (plimsoll_told_list_equal (a, b));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/alert/words", test_words);
  g_test_add_func ("/model/alert/words-of-money", test_words_of_money);
  g_test_add_func ("/model/alert/merge", test_merge);
  g_test_add_func ("/model/alert/copies", test_alert_copies);
  g_test_add_func ("/model/alert/kind-words", test_kind_words);
  g_test_add_func ("/model/told/lists", test_told_lists);
  return g_test_run ();
}
