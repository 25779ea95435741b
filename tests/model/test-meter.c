/* test-meter.c - the live object for one account.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Faces redraw when they are told, so what is told counts as much as what is known: every test
 * looks at the signals that came. */

#include "plimsoll-meter.h"

#include "plimsoll-limit-row.h"
#include "samples.h"

#define FRESH_FOR (10 * G_TIME_SPAN_MINUTE)

/* One call of items-changed, and the notifications since they were last looked at. */
typedef struct
{
  PlimsollMeter *meter; /* (owned) */
  GString *told; /* (owned): names of properties and changes of the list, in order */
} Fixture;

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->told, "%s ", pspec->name);
}

static void
on_items_changed_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  Fixture *fixture = data;

  g_string_append_printf (fixture->told, "%u-%u+%u ", position, n_removed, n_added);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollAccount) account = sample_account ();

  fixture->meter = plimsoll_meter_new (account, FRESH_FOR);
  fixture->told = g_string_new (NULL);
  g_signal_connect (fixture->meter, "notify", G_CALLBACK (on_notify_cb), fixture);
  g_signal_connect (fixture->meter, "items-changed", G_CALLBACK (on_items_changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->meter);
  g_string_free (fixture->told, TRUE);
}

/* Exactly this was told since the last look, in any order of the properties. */
static void
assert_told (Fixture *fixture, const char *expected)
{
  g_auto (GStrv) told = g_strsplit (fixture->told->str, " ", -1);
  g_auto (GStrv) wanted = g_strsplit (expected, " ", -1);

  g_test_message ("told \"%s\", expected \"%s\"", fixture->told->str, expected);
  /* One empty piece stands behind the last blank. */
  g_assert_cmpuint (g_strv_length (told) - (fixture->told->len > 0 ? 1 : 0), ==,
                    g_strv_length (wanted));
  for (gsize i = 0; wanted[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) told, wanted[i]));
  g_string_truncate (fixture->told, 0);
}

/* Takes over both parts of the report; looks at it `at` seconds after the start. */
static void
take (Fixture *fixture, PlimsollSnapshot *snapshot, PlimsollProblem *problem, gint64 at)
{
  g_autoptr (PlimsollReport) report = sample_report (snapshot, problem);
  g_autoptr (GDateTime) now = sample_moment (at);

  plimsoll_meter_take (fixture->meter, report, now);
}

/* (transfer full) */
static PlimsollSnapshot *
make (gint64 seconds, double used_percent)
{
  static const char *const ids[] = { "session", "week", NULL };

  return sample_snapshot (seconds, ids, used_percent);
}

static void
assert_condition (Fixture *fixture, PlimsollCondition condition)
{
  g_assert_cmpstr (plimsoll_condition_to_word (plimsoll_meter_get_condition (fixture->meter)), ==,
                   plimsoll_condition_to_word (condition));
}

/* The rows are of these ids, in this order. */
static void
assert_rows (Fixture *fixture, const char *expected)
{
  GListModel *model = G_LIST_MODEL (fixture->meter);
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (PlimsollLimitRow) row = g_list_model_get_item (model, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", plimsoll_limit_row_get_id (row));
    }
  g_assert_cmpstr (ids->str, ==, expected);
}

static double
get_used (Fixture *fixture)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (fixture->meter);

  return plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, 0))->used_percent;
}

/* Before anyone answered, a meter knows its account and nothing else. */
static void
test_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = sample_moment (0);
  g_autofree char *id = NULL;
  g_autofree char *provider = NULL;
  g_autofree char *name = NULL;
  PlimsollSnapshot *snapshot = NULL;
  PlimsollProblem *problem = NULL;
  PlimsollCondition condition = PLIMSOLL_CONDITION_FRESH;

  g_object_get (fixture->meter, "account-id", &id, "provider", &provider, "name", &name, "snapshot",
                &snapshot, "problem", &problem, "condition", &condition, NULL);
  g_assert_cmpstr (id, ==, "claude:default");
  g_assert_cmpstr (provider, ==, "claude");
  g_assert_cmpstr (name, ==, "Claude");
  g_assert_null (snapshot);
  g_assert_null (problem);
  g_assert_cmpint (condition, ==, PLIMSOLL_CONDITION_LOADING);
  g_assert_null (plimsoll_meter_get_next_try (fixture->meter));
  g_assert_null (plimsoll_meter_dup_report (fixture->meter));
  assert_rows (fixture, "");

  plimsoll_meter_look_at_clock (fixture->meter, now);
  assert_condition (fixture, PLIMSOLL_CONDITION_LOADING);
  assert_told (fixture, "");
}

/* The first good report makes it fresh and fills the list at once. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (0, 61), NULL, 0);

  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
  assert_rows (fixture, "session week");
  assert_told (fixture, "0-0+2 snapshot condition");
  g_assert_cmpuint (g_list_model_get_item_type (G_LIST_MODEL (fixture->meter)), ==,
                    PLIMSOLL_TYPE_LIMIT_ROW);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (fixture->meter), 2));
}

/* The first answer may be a refusal: then its condition is the meter's. */
static void
test_first_problem (Fixture *fixture, gconstpointer data)
{
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_SIGNED_OUT), 0);

  assert_condition (fixture, PLIMSOLL_CONDITION_SIGNED_OUT);
  assert_rows (fixture, "");
  assert_told (fixture, "problem condition");
}

static void
on_row_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  *(guint *) data += 1;
}

/* A newer picture changes the rows in place: the same objects, no change of the list, one word from
 * each row. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollLimitRow) row = NULL;
  g_autoptr (PlimsollLimitRow) after = NULL;
  guint n_told = 0;

  take (fixture, make (0, 61), NULL, 0);
  assert_told (fixture, "0-0+2 snapshot condition");
  row = g_list_model_get_item (G_LIST_MODEL (fixture->meter), 0);
  g_signal_connect (row, "notify::limit", G_CALLBACK (on_row_notify_cb), &n_told);

  take (fixture, make (300, 64), NULL, 300);
  after = g_list_model_get_item (G_LIST_MODEL (fixture->meter), 0);
  assert_told (fixture, "snapshot");
  g_assert_true (row == after);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpfloat (plimsoll_limit_peek (plimsoll_limit_row_get_limit (row))->used_percent, ==,
                     64);

  /* The same numbers again: the picture is younger, the rows have nothing to say. */
  take (fixture, make (600, 64), NULL, 600);
  assert_told (fixture, "snapshot");
  g_assert_cmpuint (n_told, ==, 1);
}

/* The same report twice tells nothing the second time. */
static void
test_same (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (0, 61), sample_problem (PLIMSOLL_CONDITION_OFFLINE), 0);
  assert_told (fixture, "0-0+2 snapshot problem condition");
  take (fixture, make (0, 61), sample_problem (PLIMSOLL_CONDITION_OFFLINE), 0);
  assert_told (fixture, "");
}

/* An older picture, such as a cache read late, replaces nothing and clears no problem. */
static void
test_older (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (600, 64), sample_problem (PLIMSOLL_CONDITION_OFFLINE), 600);
  assert_told (fixture, "0-0+2 snapshot problem condition");

  take (fixture, make (0, 10), NULL, 601);
  assert_told (fixture, "");
  g_assert_cmpfloat (get_used (fixture), ==, 64);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
}

/* A problem beside an older picture is news; the picture is not. */
static void
test_older_with_problem (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (600, 64), NULL, 600);
  assert_told (fixture, "0-0+2 snapshot condition");

  take (fixture, make (0, 10), sample_problem (PLIMSOLL_CONDITION_TROUBLE), 700);
  assert_told (fixture, "problem condition");
  g_assert_cmpfloat (get_used (fixture), ==, 64);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
}

/* Takes over `part`: what a feed brings, which knows no token. */
static void
take_feed (Fixture *fixture, PlimsollSnapshot *part, gint64 at)
{
  g_autoptr (PlimsollSnapshot) owned = part;
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollReport) report = plimsoll_report_new (account, NULL, owned, NULL);
  g_autoptr (GDateTime) now = sample_moment (at);

  plimsoll_meter_take (fixture->meter, report, now);
}

/* A feed renews its rows and takes none away. The trouble of who was asked for everything stays
 * while something is older than it, and the renewed row is fresh all the same. */
static void
test_feed_of_part (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "session", NULL };
  g_autoptr (GDateTime) now = sample_moment (900);
  PlimsollSnapshot *snapshot = NULL;

  take (fixture, make (0, 61), NULL, 0);
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE), 300);
  g_string_truncate (fixture->told, 0);
  take_feed (fixture, sample_statusline (890, ids, 70), 900);

  assert_told (fixture, "snapshot");
  assert_rows (fixture, "session week");
  g_assert_cmpfloat (get_used (fixture), ==, 70);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
  snapshot = plimsoll_meter_get_snapshot (fixture->meter);
  g_assert_true (plimsoll_meter_is_limit_fresh (fixture->meter,
                                                plimsoll_snapshot_get_limit (snapshot, 0), now));
  g_assert_false (plimsoll_meter_is_limit_fresh (fixture->meter,
                                                 plimsoll_snapshot_get_limit (snapshot, 1), now));
}

/* A feed that renews every row makes the account fresh: nothing that is shown is older than the
 * trouble. */
static void
test_feed_of_all (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "session", "week", NULL };

  take (fixture, make (0, 61), NULL, 0);
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE), 300);
  take_feed (fixture, sample_statusline (890, ids, 70), 900);
  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
  g_assert_null (plimsoll_meter_get_problem (fixture->meter));
}

/* Numbers of two logins are never mixed, for the second may be another person's account; where it
 * brings none, those of the first are not shown as its own. */
static void
test_other_login (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "session", NULL };
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (PlimsollSnapshot) theirs = sample_snapshot (900, ids, 5);
  g_autoptr (PlimsollReport) report =
      plimsoll_report_new (account, "fedcba9876543210fedcba9876543210", theirs, NULL);
  g_autoptr (GDateTime) now = sample_moment (960);

  take (fixture, make (0, 61), NULL, 0);
  take_feed (fixture, sample_statusline (930, ids, 70), 940);
  plimsoll_meter_take (fixture->meter, report, now);
  assert_rows (fixture, "session");
  g_assert_cmpfloat (get_used (fixture), ==, 5);

  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE), 970);
  assert_rows (fixture, "");
  assert_condition (fixture, PLIMSOLL_CONDITION_OFFLINE);
}

/* A problem erases no numbers; they become stale, and the reason stands beside them. */
static void
test_problem_keeps_numbers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = NULL;

  take (fixture, make (0, 61), NULL, 0);
  assert_told (fixture, "0-0+2 snapshot condition");
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE), 60);

  assert_told (fixture, "problem condition");
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
  assert_rows (fixture, "session week");
  report = plimsoll_meter_dup_report (fixture->meter);
  g_assert_cmpint (plimsoll_problem_get_condition (plimsoll_report_get_problem (report)), ==,
                   PLIMSOLL_CONDITION_OFFLINE);
  g_assert_nonnull (plimsoll_report_get_snapshot (report));
  g_assert_cmpstr (plimsoll_report_get_key (report), ==, SAMPLE_KEY);
}

/* One problem gives way to the next, and a newer picture clears it. */
static void
test_problem_clears (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (0, 61), sample_problem (PLIMSOLL_CONDITION_OFFLINE), 60);
  assert_told (fixture, "0-0+2 snapshot problem condition");
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_TROUBLE), 120);
  assert_told (fixture, "problem");
  take (fixture, make (300, 62), NULL, 300);

  assert_told (fixture, "snapshot problem condition");
  g_assert_null (plimsoll_meter_get_problem (fixture->meter));
  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
}

/* Numbers grow stale by the clock alone, once, and fresh again when two intervals grow longer. */
static void
test_clock (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 at;
    const char *told;
  } rows[] = { { 599, "" }, { 600, "" }, { 601, "condition" }, { 9999, "" }, { 10, "condition" } };

  take (fixture, make (0, 61), NULL, 0);
  assert_told (fixture, "0-0+2 snapshot condition");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) now = sample_moment (rows[i].at);

      plimsoll_meter_look_at_clock (fixture->meter, now);
      assert_told (fixture, rows[i].told);
    }
}

/* A longer interval counts from the next look at the clock on. */
static void
test_fresh_for (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) later = sample_moment (1800);

  take (fixture, make (0, 61), NULL, 1800);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
  plimsoll_meter_set_fresh_for (fixture->meter, G_TIME_SPAN_HOUR);
  plimsoll_meter_look_at_clock (fixture->meter, later);
  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
}

/* A picture from the future, made before the clock was put right, gives way to the next one. */
static void
test_future (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (1000000, 99), NULL, 0);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
  take (fixture, make (0, 61), NULL, 0);

  g_assert_cmpfloat (get_used (fixture), ==, 61);
  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
}

/* Of rows that come, go or move, the list tells the shortest stretch; who stays is the same object.
 */
static void
test_rows (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *ids;
    const char *told;
  } steps[] = {
    { "a b c", "0-0+3 snapshot condition" },
    { "a b c d", "3-0+1 snapshot" },
    { "a c d", "1-1+0 snapshot" },
    { "a d c", "1-2+2 snapshot" },
    { "x a d c", "0-0+1 snapshot" },
    { "x a y c", "2-1+1 snapshot" },
    { "x a y c", "snapshot" },
    { "", "0-4+0 snapshot" },
    { "a", "0-0+1 snapshot" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_auto (GStrv) ids = g_strsplit (steps[i].ids, " ", -1);

      take (fixture, sample_snapshot ((gint64) i, (const char *const *) ids, 50), NULL, 10);
      assert_rows (fixture, steps[i].ids);
      assert_told (fixture, steps[i].told);
    }
}

/* A row that moves is still the same object. */
static void
test_row_moves (Fixture *fixture, gconstpointer data)
{
  static const char *const before[] = { "a", "b", NULL };
  static const char *const after[] = { "b", "a", NULL };
  g_autoptr (PlimsollLimitRow) first = NULL;
  g_autoptr (PlimsollLimitRow) second = NULL;

  take (fixture, sample_snapshot (0, before, 50), NULL, 0);
  first = g_list_model_get_item (G_LIST_MODEL (fixture->meter), 0);
  take (fixture, sample_snapshot (1, after, 60), NULL, 1);
  second = g_list_model_get_item (G_LIST_MODEL (fixture->meter), 1);

  g_assert_true (first == second);
  g_assert_cmpfloat (plimsoll_limit_peek (plimsoll_limit_row_get_limit (first))->used_percent, ==,
                     60);
}

/* The next try is told when it changes, and only then. */
static void
test_next_try (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) moment = sample_moment (300);
  g_autoptr (GDateTime) same = sample_moment (300);
  g_autoptr (GDateTime) other = sample_moment (301);
  g_autoptr (GDateTime) got = NULL;

  plimsoll_meter_set_next_try (fixture->meter, NULL);
  assert_told (fixture, "");
  plimsoll_meter_set_next_try (fixture->meter, moment);
  assert_told (fixture, "next-try");
  plimsoll_meter_set_next_try (fixture->meter, same);
  assert_told (fixture, "");
  g_object_set (fixture->meter, "next-try", other, NULL);
  assert_told (fixture, "next-try");
  g_object_get (fixture->meter, "next-try", &got, NULL);
  g_assert_true (g_date_time_equal (got, other));
  plimsoll_meter_set_next_try (fixture->meter, NULL);
  assert_told (fixture, "next-try");
}

/* The report of another account is a mistake of the program; it changes nothing. */
static void
test_other_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollAccount) other = plimsoll_account_new ("claude:work", "claude", "Claude");
  g_autoptr (PlimsollSnapshot) snapshot = make (0, 61);
  g_autoptr (PlimsollReport) report = plimsoll_report_new (other, NULL, snapshot, NULL);
  g_autoptr (GDateTime) now = sample_moment (0);

  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*account*");
  plimsoll_meter_take (fixture->meter, report, now);
  g_test_assert_expected_messages ();
  assert_told (fixture, "");
  g_assert_null (plimsoll_meter_get_snapshot (fixture->meter));
}

/* Moments are whole seconds: of two pictures of the same one the later to come counts, and one that
 * says the same tells nothing. */
static void
test_same_second (Fixture *fixture, gconstpointer data)
{
  take (fixture, make (0, 61), NULL, 0);
  g_string_truncate (fixture->told, 0);
  take (fixture, make (0, 61), NULL, 0);
  g_assert_cmpstr (fixture->told->str, ==, "");
  take (fixture, make (0, 62), NULL, 0);
  g_assert_cmpfloat (get_used (fixture), ==, 62);

  /* Trouble that came and went within the second is over. */
  take (fixture, NULL, sample_problem (PLIMSOLL_CONDITION_SIGNED_OUT), 0);
  assert_condition (fixture, PLIMSOLL_CONDITION_STALE);
  take (fixture, make (0, 63), NULL, 0);
  assert_condition (fixture, PLIMSOLL_CONDITION_FRESH);
  g_assert_null (plimsoll_meter_get_problem (fixture->meter));
}

/* An address can be forgotten, and nothing else with it. */
static void
test_forget_identity (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollSnapshot) plain = make (0, 61);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollSnapshotFields fields = { .source = "oauth",
                                    .observed_at = plimsoll_snapshot_get_observed_at (plain),
                                    .plan = "Max 20x",
                                    .identity = "someone@example.org",
                                    .limits = limits };

  g_assert_false (plimsoll_meter_forget_identity (fixture->meter));
  g_ptr_array_add (limits, plimsoll_limit_ref (plimsoll_snapshot_get_limit (plain, 0)));
  take (fixture, plimsoll_snapshot_new (&fields), sample_problem (PLIMSOLL_CONDITION_OFFLINE), 0);
  g_string_truncate (fixture->told, 0);

  g_assert_true (plimsoll_meter_forget_identity (fixture->meter));
  assert_told (fixture, "snapshot");
  g_assert_null (plimsoll_snapshot_get_identity (plimsoll_meter_get_snapshot (fixture->meter)));
  g_assert_cmpstr (plimsoll_snapshot_get_plan (plimsoll_meter_get_snapshot (fixture->meter)), ==,
                   "Max 20x");
  g_assert_cmpfloat (get_used (fixture), ==, 61);
  g_assert_nonnull (plimsoll_meter_get_problem (fixture->meter));
  g_assert_false (plimsoll_meter_forget_identity (fixture->meter));
}

/* Who listens to the list sees the list, the snapshot and the number of rows of one moment. */
static void
on_items_changed_look_cb (
    GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (PLIMSOLL_METER (model));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==,
                    plimsoll_snapshot_get_n_limits (snapshot));
  *(guint *) data += 1;
}

static void
test_listener_sees_one_moment (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "a", NULL };
  guint n_looks = 0;

  g_signal_connect (fixture->meter, "items-changed", G_CALLBACK (on_items_changed_look_cb),
                    &n_looks);
  take (fixture, make (0, 61), NULL, 0);
  take (fixture, sample_snapshot (1, ids, 61), NULL, 1);
  g_assert_cmpuint (n_looks, ==, 2);
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/model/meter/loading", test_loading);
  add ("/model/meter/first", test_first);
  add ("/model/meter/first-problem", test_first_problem);
  add ("/model/meter/newer", test_newer);
  add ("/model/meter/same", test_same);
  add ("/model/meter/older", test_older);
  add ("/model/meter/older-with-problem", test_older_with_problem);
  add ("/model/meter/feed-of-part", test_feed_of_part);
  add ("/model/meter/feed-of-all", test_feed_of_all);
  add ("/model/meter/other-login", test_other_login);
  add ("/model/meter/problem-keeps-numbers", test_problem_keeps_numbers);
  add ("/model/meter/problem-clears", test_problem_clears);
  add ("/model/meter/clock", test_clock);
  add ("/model/meter/fresh-for", test_fresh_for);
  add ("/model/meter/future", test_future);
  add ("/model/meter/rows", test_rows);
  add ("/model/meter/row-moves", test_row_moves);
  add ("/model/meter/next-try", test_next_try);
  add ("/model/meter/other-account", test_other_account);
  add ("/model/meter/same-second", test_same_second);
  add ("/model/meter/forget-identity", test_forget_identity);
  add ("/model/meter/listener-sees-one-moment", test_listener_sees_one_moment);

  return g_test_run ();
}
