/* test-tray-rows.c - the words of the tray's rows and lines.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What stands in menu and tooltip, character by character: hosts show it as it is or worse. */

#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"
#include "plimsoll-tray-words.h"
#include "view-fixture.h"

/* Refresh cannot be chosen, and says until when, only while no account at all may be asked. */
static void
test_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) early = plimsoll_moment_parse ("2026-11-20T13:05:00Z");
  g_autoptr (GDateTime) late = plimsoll_moment_parse ("2026-11-20T14:00:00Z");
  g_autoptr (PlimsollProblem) first =
      plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Wait.", late);
  g_autoptr (PlimsollProblem) second =
      plimsoll_problem_new (PLIMSOLL_CONDITION_RATE_LIMITED, "Wait.", early);
  g_autofree char *waiting = NULL;
  g_autofree char *mixed = NULL;

  view_fixture_add_meter (f, "claude:default", "Claude", NULL, first, NOW);
  view_fixture_add_meter (f, "claude:work", "Work", NULL, second, NOW);
  view_fixture_look_at (f, NOW);
  waiting = view_fixture_print_rows (f);
  g_assert_nonnull (strstr (waiting, "\nrefresh x Rate limited until 13:05\n"));

  view_fixture_add_limits (f, "claude:third", "Third", USUAL);
  view_fixture_look_at (f, NOW);
  mixed = view_fixture_print_rows (f);
  g_assert_nonnull (strstr (mixed, "\nrefresh + Refresh now\n"));
}

/* What a server calls its models cannot be read as markup by any host, nor can "<1 %". */
static void
test_markup (Fixture *f, gconstpointer data)
{
  const Limit limits[] = {
    SESSION (0.4),
    { "week:b", "<b>R&D</b>", PLIMSOLL_LIMIT_WEEK_SCOPED, 80, NULL },
    END,
  };
  g_autofree char *rows = NULL;

  f->settings.has_label = TRUE;
  view_fixture_add_limits (f, "claude:default", "A & <B>", limits);
  view_fixture_add_limits (f, "claude:other", "C", limits);
  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_cmpstr (f->state.title, ==, "A + ‹B›: session ‹1 %, ‹b›R+D‹/b› 80 %");
  g_assert_null (strpbrk (f->state.title, "&<>"));
  g_assert_null (strpbrk (f->state.tooltip, "&<>"));
  g_assert_null (strpbrk (rows, "&<>"));
  f->settings.limit = PLIMSOLL_TRAY_LIMIT_SESSION;
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.label, ==, "‹1 %");
}

/* What the provider's status page tells is a row below the numbers, and no markup. */
static void
test_incident (Fixture *f, gconstpointer data)
{
  g_autoptr (PlimsollMeter) meter = NULL;
  g_autoptr (PlimsollIncident) incident =
      plimsoll_incident_new ("Errors in <Claude> & Co", PLIMSOLL_IMPACT_MAJOR, NULL);
  g_autofree char *rows = NULL;

  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  meter = g_list_model_get_item (G_LIST_MODEL (f->meters), 0);
  plimsoll_meter_set_incident (meter, incident);
  view_fixture_look_at (f, NOW);
  rows = view_fixture_print_rows (f);
  g_assert_nonnull (strstr (
      rows, "\nincident:claude:default - Status page: Errors in ‹Claude› + Co\nseparator:"));

  plimsoll_meter_set_incident (meter, NULL);
  view_fixture_look_at (f, NOW);
  g_assert_null (view_fixture_find_label (f, "incident:claude:default"));
}

static const Limit EIGHT[] = {
  SESSION (10),
  WEEK (20),
  { "week:a", "A", PLIMSOLL_LIMIT_WEEK_SCOPED, 30, NULL },
  { "week:b", "B", PLIMSOLL_LIMIT_WEEK_SCOPED, 97, NULL },
  { "week:c", "C", PLIMSOLL_LIMIT_WEEK_SCOPED, NAN, NULL },
  { "month", "Month", PLIMSOLL_LIMIT_MONTH, 40, "2026-12-01T00:00:00Z" },
  { "x", "X", PLIMSOLL_LIMIT_OTHER, 50, NULL },
  { "y", "Y", PLIMSOLL_LIMIT_OTHER, 104, "2027-01-03T00:00:00Z" },
  END,
};

/* Eight limits are eight rows; a tooltip has eight lines for all, and keeps the note and the other
 * accounts. */
static void
test_eight_limits (Fixture *f, gconstpointer data)
{
  g_autofree char *rows = NULL;

  view_fixture_add_limits (f, "claude:default", "Claude", EIGHT);
  view_fixture_add_limits (f, "claude:work", "Work", USUAL);
  view_fixture_look_at (f, "2026-11-20T13:11:00Z");
  rows = view_fixture_print_rows (f);
  g_assert_nonnull (strstr (rows, "limit:claude:default:week:c - C –\n"));
  g_assert_nonnull (strstr (rows, "limit:claude:default:month - Month 40 % · resets 1 Dec\n"));
  g_assert_nonnull (strstr (rows, "limit:claude:default:y - Y 104 % · resets 3 Jan 2027\n"));
  g_assert_cmpstr (f->state.tooltip, ==,
                   "Session 10 % · resets 14:10\n"
                   "Week 20 % · resets Tue 09:59\n"
                   "A 30 %\n"
                   "B 97 %\n"
                   "C –\n"
                   "Month 40 % · resets 1 Dec\n"
                   "Numbers from 13:00\n"
                   "Work: session 42 %, week 17 % (from 13:00)");
}

/* A window that is over has no number any more: not in the row, the title, the label or the icon.
 */
static void
test_reset_passed (Fixture *f, gconstpointer data)
{
  f->settings.has_label = TRUE;
  f->settings.limit = PLIMSOLL_TRAY_LIMIT_SESSION;
  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  view_fixture_look_at (f, "2026-11-20T14:10:00Z");
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:session"), ==,
                   "Session – · reset 14:10, checking");
  g_assert_cmpstr (f->state.label, ==, "–");
  g_assert_true (isnan (plimsoll_tray_view_get_face (f->view)->shown.used_percent));
  g_assert_cmpstr (f->state.title, ==, "Claude: session –, week 17 % (from 13:00)");
}

/* Money: spent and cap, without a cap, switched off, and nothing at all. */
static void
test_spend (void)
{
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollMoney) none = plimsoll_money_new (0, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "USD");
  const struct
  {
    gboolean is_enabled;
    PlimsollMoney *used;
    PlimsollMoney *cap;
    const char *words;
  } table[] = {
    { TRUE, used, cap, "Extra usage 5.20 of 20.00 USD" },
    { TRUE, none, cap, "Extra usage 0.00 of 20.00 USD" },
    { TRUE, used, NULL, "Extra usage 5.20 USD" },
    { FALSE, used, cap, "Extra usage 5.20 of 20.00 USD · off" },
    { FALSE, none, cap, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (PlimsollSpend) spend =
          plimsoll_spend_new (table[i].is_enabled, table[i].used, table[i].cap, NAN, NULL);
      g_autofree char *words = plimsoll_tray_words_spend (spend);

      g_assert_cmpstr (words, ==, table[i].words);
    }
}

/* Money has its row after the limits, and a budget says its money beside its percentage. */
static void
test_money_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (GDateTime) now = plimsoll_moment_parse (NOW);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "USD");
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (TRUE, used, cap, 26, NULL);
  g_autoptr (PlimsollSnapshot) snapshot = view_fixture_make_snapshot (USUAL, NOW, spend);
  const PlimsollLimitFields budget = { .id = "budget:included",
                                       .title = "Included",
                                       .kind = PLIMSOLL_LIMIT_BUDGET,
                                       .used_percent = 26,
                                       .used = used,
                                       .cap = cap };
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&budget);
  g_autofree char *words =
      plimsoll_tray_words_limit (snapshot, limit, &(PlimsollTrayHere){ now, f->zone });

  view_fixture_add_meter (f, "claude:default", "Claude", snapshot, NULL, NOW);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.rows[2].key, ==, "spend:claude:default");
  g_assert_cmpstr (f->state.rows[2].label, ==, "Extra usage 5.20 of 20.00 USD");
  g_assert_cmpstr (words, ==, "Included 26 % · 5.20 of 20.00 USD");
}

/* A limit that is neither session nor week is named in the title while the icon shows it. */
static void
test_title_names_shown (Fixture *f, gconstpointer data)
{
  view_fixture_add_limits (f, "claude:default", "Claude", EIGHT);
  view_fixture_look_at (f, NOW);
  g_assert_cmpstr (f->state.title, ==, "Claude: session 10 %, week 20 %, Y 104 %");
}

/* Whatever changes in the numbers, a row keeps its key. */
static void
test_keys_stable (Fixture *f, gconstpointer data)
{
  const Limit later[] = { WEEK (99), SESSION (1), END };
  g_autoptr (PlimsollMeter) meter = NULL;
  g_autoptr (PlimsollSnapshot) snapshot =
      view_fixture_make_snapshot (later, "2026-11-20T13:01:00Z", NULL);
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GDateTime) moment = plimsoll_moment_parse ("2026-11-20T13:01:00Z");

  view_fixture_add_limits (f, "claude:default", "Claude", USUAL);
  meter = g_list_model_get_item (G_LIST_MODEL (f->meters), 0);
  report = plimsoll_report_new (plimsoll_meter_get_account (meter), NULL, snapshot, NULL);
  plimsoll_meter_take (meter, report, moment);
  view_fixture_look_at (f, "2026-11-20T13:01:00Z");
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:session"), ==,
                   "Session 1 % · resets 14:10");
  g_assert_cmpstr (view_fixture_find_label (f, "limit:claude:default:week"), ==,
                   "Week 99 % · resets Tue 09:59");
  g_assert_nonnull (view_fixture_find_label (f, "open"));
  g_assert_nonnull (view_fixture_find_label (f, "quit"));
}

#define ADD(name, function)                                                     \
  g_test_add ("/tray/rows/" name, Fixture, NULL, view_fixture_set_up, function, \
              view_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("refresh", test_refresh);
  ADD ("markup", test_markup);
  ADD ("incident", test_incident);
  ADD ("eight-limits", test_eight_limits);
  ADD ("reset-passed", test_reset_passed);
  g_test_add_func ("/tray/words/spend", test_spend);
  ADD ("money-rows", test_money_rows);
  ADD ("title-names-shown", test_title_names_shown);
  ADD ("keys-stable", test_keys_stable);
  return g_test_run ();
}
