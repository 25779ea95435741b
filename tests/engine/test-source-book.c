/* test-source-book.c - the budgets of single sources, kept over all programs of the person.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each look is made by another book on the same folder, as another program would. */

#include "plimsoll-source-book.h"

#include <glib/gstdio.h>

#define KEY "0123456789abcdef0123456789abcdef"
#define OTHER_KEY "fedcba9876543210fedcba9876543210"
#define QUARTER (15 * G_TIME_SPAN_MINUTE)

typedef struct
{
  char *folder; /* (owned) */
  PlimsollAccount *account; /* (owned) */
  GDateTime *start; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plimsoll-book-XXXXXX", NULL);
  fixture->account = plimsoll_account_new ("claude:default", "claude", "Claude");
  fixture->start = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", fixture->folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (fixture->folder);
  plimsoll_account_unref (fixture->account);
  g_date_time_unref (fixture->start);
}

static PlimsollGateQuestion
ask (Fixture *fixture, const char *source, const char *key, GTimeSpan rest)
{
  return (PlimsollGateQuestion){
    .account = fixture->account, .source = source, .key = key, .rest = rest
  };
}

static GDateTime *
at (Fixture *fixture, int seconds)
{
  return g_date_time_add_seconds (fixture->start, seconds);
}

static void
note (Fixture *fixture,
      const PlimsollGateQuestion *question,
      int condition,
      int retry_in,
      int seconds)
{
  g_autoptr (PlimsollSourceBook) book = plimsoll_source_book_new (fixture->folder);
  g_autoptr (GDateTime) now = at (fixture, seconds);
  g_autoptr (GDateTime) retry_at = retry_in > 0 ? at (fixture, seconds + retry_in) : NULL;
  g_autoptr (PlimsollProblem) problem =
      condition >= 0 ? plimsoll_problem_new ((PlimsollCondition) condition, "No.", retry_at) : NULL;
  const PlimsollSnapshotFields fields = { .source = question->source, .observed_at = now };
  g_autoptr (PlimsollSnapshot) snapshot = problem == NULL ? plimsoll_snapshot_new (&fields) : NULL;
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (fixture->account, question->key, snapshot, problem);

  plimsoll_source_gate_note (PLIMSOLL_SOURCE_GATE (book), question, report, now);
}

static PlimsollGateState
look (Fixture *fixture, const PlimsollGateQuestion *question, int seconds, PlimsollReport **last)
{
  g_autoptr (PlimsollSourceBook) book = plimsoll_source_book_new (fixture->folder);
  g_autoptr (GDateTime) now = at (fixture, seconds);
  g_autoptr (PlimsollReport) dropped = NULL;

  return plimsoll_source_gate_look (PLIMSOLL_SOURCE_GATE (book), question, now,
                                    last != NULL ? last : &dropped);
}

/* What was never asked may be asked, whatever was said of other sources. */
static void
test_open (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);
  PlimsollGateQuestion cli = ask (fixture, "cli", KEY, QUARTER);

  g_assert_cmpint (look (fixture, &cli, 0, NULL), ==, PLIMSOLL_GATE_OPEN);
  note (fixture, &oauth, PLIMSOLL_CONDITION_RATE_LIMITED, 3600, 0);
  g_assert_cmpint (look (fixture, &cli, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* Good numbers last for the rest, a turn that comes a little early included; a person waits a
 * minute. */
static void
test_rest (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion cli = ask (fixture, "cli", KEY, QUARTER);
  PlimsollGateQuestion person = cli;
  g_autoptr (PlimsollReport) last = NULL;

  person.is_person = TRUE;
  note (fixture, &cli, -1, 0, 0);
  g_assert_cmpint (look (fixture, &cli, 839, &last), ==, PLIMSOLL_GATE_RESTING);
  g_assert_nonnull (plimsoll_report_get_snapshot (last));
  g_assert_cmpint (look (fixture, &cli, 840, NULL), ==, PLIMSOLL_GATE_OPEN);
  g_assert_cmpint (look (fixture, &person, 59, NULL), ==, PLIMSOLL_GATE_RESTING);
  g_assert_cmpint (look (fixture, &person, 60, NULL), ==, PLIMSOLL_GATE_OPEN);
  /* The clock was set back. */
  g_assert_cmpint (look (fixture, &cli, -10, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* A source without a rest is never kept back by its numbers. */
static void
test_no_rest (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);

  note (fixture, &oauth, -1, 0, 0);
  g_assert_cmpint (look (fixture, &oauth, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* The server's own moment holds for everybody; a guess doubles, and a person may pass it. */
static void
test_rate_limit (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);
  PlimsollGateQuestion person = oauth;
  g_autoptr (PlimsollReport) last = NULL;
  g_autoptr (GDateTime) end = at (fixture, 600);

  person.is_person = TRUE;
  note (fixture, &oauth, PLIMSOLL_CONDITION_RATE_LIMITED, 600, 0);
  g_assert_cmpint (look (fixture, &person, 599, &last), ==, PLIMSOLL_GATE_COOLING);
  g_assert_true (
      g_date_time_equal (plimsoll_problem_get_retry_at (plimsoll_report_get_problem (last)), end));
  g_assert_cmpint (look (fixture, &oauth, 600, NULL), ==, PLIMSOLL_GATE_OPEN);

  note (fixture, &oauth, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 1000);
  g_assert_cmpint (look (fixture, &oauth, 1299, NULL), ==, PLIMSOLL_GATE_COOLING);
  g_assert_cmpint (look (fixture, &person, 1299, NULL), ==, PLIMSOLL_GATE_OPEN);
  note (fixture, &oauth, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 1300);
  g_assert_cmpint (look (fixture, &oauth, 1899, NULL), ==, PLIMSOLL_GATE_COOLING);
  g_assert_cmpint (look (fixture, &oauth, 1900, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* Another token starts anew, and so does a source that needs none beside one that has. */
static void
test_key (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion first = ask (fixture, "cli", KEY, QUARTER);
  PlimsollGateQuestion other = ask (fixture, "cli", OTHER_KEY, QUARTER);
  PlimsollGateQuestion none = ask (fixture, "cli", NULL, QUARTER);

  note (fixture, &first, PLIMSOLL_CONDITION_RATE_LIMITED, 600, 0);
  g_assert_cmpint (look (fixture, &other, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
  g_assert_cmpint (look (fixture, &none, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
  note (fixture, &none, PLIMSOLL_CONDITION_NO_SCOPE, 0, 10);
  g_assert_cmpint (look (fixture, &none, 11, NULL), ==, PLIMSOLL_GATE_COOLING);
}

/* What is the same for every source is no reason to leave one alone, but a program that failed is
 * not started again at each turn. */
static void
test_not_its_own (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);
  PlimsollGateQuestion cli = ask (fixture, "cli", KEY, QUARTER);

  note (fixture, &oauth, PLIMSOLL_CONDITION_OFFLINE, 0, 0);
  g_assert_cmpint (look (fixture, &oauth, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
  note (fixture, &cli, PLIMSOLL_CONDITION_TROUBLE, 0, 0);
  g_assert_cmpint (look (fixture, &cli, 800, NULL), ==, PLIMSOLL_GATE_COOLING);
  g_assert_cmpint (look (fixture, &cli, 841, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* A missing scope does not come by waiting: the token is left alone for an hour. */
static void
test_no_scope (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);

  note (fixture, &oauth, PLIMSOLL_CONDITION_NO_SCOPE, 0, 0);
  g_assert_cmpint (look (fixture, &oauth, 3599, NULL), ==, PLIMSOLL_GATE_COOLING);
  g_assert_cmpint (look (fixture, &oauth, 3600, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* Numbers end what a refusal began. */
static void
test_mended (Fixture *fixture, gconstpointer data)
{
  PlimsollGateQuestion oauth = ask (fixture, "oauth", KEY, 0);

  note (fixture, &oauth, PLIMSOLL_CONDITION_RATE_LIMITED, 600, 0);
  note (fixture, &oauth, -1, 0, 700);
  g_assert_cmpint (look (fixture, &oauth, 701, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* Each account has a budget of its own. */
static void
test_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollAccount) work = plimsoll_account_new ("claude:work", "claude", "Work");
  PlimsollGateQuestion first = ask (fixture, "oauth", KEY, 0);
  PlimsollGateQuestion second = first;

  second.account = work;
  note (fixture, &first, PLIMSOLL_CONDITION_RATE_LIMITED, 600, 0);
  g_assert_cmpint (look (fixture, &second, 1, NULL), ==, PLIMSOLL_GATE_OPEN);
}

/* Without anybody behind the port everything may be asked. */
static void
test_nobody (void)
{
  g_autoptr (PlimsollReport) last = NULL;
  PlimsollGateQuestion question = { .source = "oauth" };

  g_assert_cmpint (plimsoll_source_gate_look (NULL, &question, NULL, &last), ==,
                   PLIMSOLL_GATE_OPEN);
  g_assert_null (last);
  plimsoll_source_gate_note (NULL, &question, NULL, NULL);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/engine/source-book/open", test_open },
    { "/engine/source-book/rest", test_rest },
    { "/engine/source-book/no-rest", test_no_rest },
    { "/engine/source-book/rate-limit", test_rate_limit },
    { "/engine/source-book/key", test_key },
    { "/engine/source-book/not-its-own", test_not_its_own },
    { "/engine/source-book/no-scope", test_no_scope },
    { "/engine/source-book/mended", test_mended },
    { "/engine/source-book/accounts", test_accounts },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  g_test_add_func ("/engine/source-book/nobody", test_nobody);
  return g_test_run ();
}
