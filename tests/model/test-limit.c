/* test-limit.c - one metered allowance, and the row in which it lives.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That a value is immutable and complete is what every floor above builds on; equality is tried by
 * changing one thing at a time. */

#include "plimsoll-limit.h"

#include <math.h>

#include "plimsoll-limit-row.h"
#include "samples.h"

/* All that a limit is made of is copied, so that the maker may forget it. */
static void
test_copies (void)
{
  char id[] = "week:fable";
  char title[] = "Fable";
  char scope[] = "Fable 5";
  g_autoptr (GTimeZone) east = g_time_zone_new_offset (3600);
  g_autoptr (GDateTime) resets_at = g_date_time_new (east, 2026, 11, 20, 13, 0, 0);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (1, 2, "USD");
  const PlimsollLimitFields fields = {
    .id = id, .title = title, .scope = scope, .resets_at = resets_at, .used = used
  };
  g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&fields);
  const PlimsollLimitFields *copied = plimsoll_limit_peek (limit);

  id[0] = title[0] = scope[0] = '?';
  g_assert_cmpstr (copied->id, ==, "week:fable");
  g_assert_cmpstr (copied->title, ==, "Fable");
  g_assert_cmpstr (copied->scope, ==, "Fable 5");
  g_assert_cmpint (g_date_time_get_utc_offset (copied->resets_at), ==, 0);
  g_assert_true (g_date_time_equal (copied->resets_at, resets_at));
  g_assert_cmpint (plimsoll_money_get_minor_units (copied->used), ==, 1);
}

/* A window is over from the moment of its reset on; one without a reset never is. Its number counts
 * as long as it is not over, whatever it is. */
static void
test_over_and_reading (void)
{
  static const struct
  {
    int resets_in; /* seconds; 99 for no reset */
    gboolean is_over;
  } rows[] = { { 1, FALSE }, { 0, TRUE }, { -1, TRUE }, { 99, FALSE } };
  g_autoptr (GDateTime) now = sample_moment (0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) resets_at =
          rows[i].resets_in != 99 ? sample_moment (rows[i].resets_in) : NULL;
      const PlimsollLimitFields fields = {
        .id = "a", .title = "A", .resets_at = resets_at, .used_percent = 104.2
      };
      g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&fields);
      double reading = plimsoll_limit_get_reading (limit, now);

      g_assert_cmpint (plimsoll_limit_is_over (limit, now), ==, rows[i].is_over);
      if (rows[i].is_over)
        g_assert_true (isnan (reading));
      else
        g_assert_cmpfloat (reading, ==, 104.2);
      g_assert_cmpfloat (plimsoll_limit_peek (limit)->used_percent, ==, 104.2);
    }
}

/* What is left is the rest to 100: nothing when more was used, and unknown when the reading is. */
static void
test_headroom (void)
{
  static const struct
  {
    double used_percent;
    double headroom;
  } rows[] = { { 0, 100 }, { 61, 39 }, { 99.5, 0.5 }, { 100, 0 }, { 104.2, 0 } };
  g_autoptr (GDateTime) now = sample_moment (0);
  const PlimsollLimitFields unknown = { .id = "a", .title = "A", .used_percent = (double) NAN };
  g_autoptr (PlimsollLimit) dark = plimsoll_limit_new (&unknown);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const PlimsollLimitFields fields = { .id = "a",
                                           .title = "A",
                                           .used_percent = rows[i].used_percent };
      g_autoptr (PlimsollLimit) limit = plimsoll_limit_new (&fields);

      g_assert_cmpfloat (plimsoll_limit_get_headroom (limit, now), ==, rows[i].headroom);
    }
  g_assert_true (isnan (plimsoll_limit_get_headroom (dark, now)));
}

static PlimsollLimit *
make_full (guint changed)
{
  g_autoptr (GDateTime) resets_at = sample_moment (changed == 1 ? 60 : 0);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (changed == 2 ? 2 : 1, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (9, changed == 3 ? 1 : 2, "USD");
  const PlimsollLimitFields fields = {
    .id = changed == 4 ? "b" : "a",
    .title = changed == 5 ? "B" : "A",
    .kind = changed == 6 ? PLIMSOLL_LIMIT_WEEK : PLIMSOLL_LIMIT_SESSION,
    .scope = changed == 7 ? NULL : "s",
    .used_percent = changed == 8 ? (double) NAN : 5,
    .resets_at = changed == 9 ? NULL : resets_at,
    .window = changed == 10 ? 1 : 2,
    .severity = changed == 11 ? PLIMSOLL_SEVERITY_WARNING : PLIMSOLL_SEVERITY_NORMAL,
    .is_binding = changed == 12,
    .used = changed == 13 ? NULL : used,
    .cap = changed == 14 ? NULL : cap,
  };

  return plimsoll_limit_new (&fields);
}

/* Limits are equal when nothing differs, and each single difference tells; unknown equals unknown.
 */
static void
test_equal (void)
{
  for (guint i = 0; i <= 14; i++)
    for (guint j = 0; j <= 14; j++)
      {
        g_autoptr (PlimsollLimit) a = make_full (i);
        g_autoptr (PlimsollLimit) b = make_full (j);

        g_assert_cmpint (plimsoll_limit_equal (a, b), ==, i == j);
      }
}

/* Every kind has its word, and no other word is a kind. */
static void
test_kinds (void)
{
  static const char *const words[] = {
    "session", "week", "week-scoped", "month", "budget", "other"
  };
  PlimsollLimitKind kind = PLIMSOLL_LIMIT_BUDGET;

  g_assert_false (plimsoll_limit_kind_from_word ("year", &kind));
  g_assert_false (plimsoll_limit_kind_from_word (NULL, &kind));
  g_assert_cmpint (kind, ==, PLIMSOLL_LIMIT_BUDGET);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (plimsoll_limit_kind_to_word ((PlimsollLimitKind) i), ==, words[i]);
      g_assert_true (plimsoll_limit_kind_from_word (words[i], &kind));
      g_assert_cmpint (kind, ==, (int) i);
    }
}

/* Who saw a limit and when is part of it, and no part of its numbers. */
static void
test_origin (void)
{
  g_autoptr (GDateTime) seen_at = sample_moment (60);
  PlimsollLimitFields fields = { .id = "week", .title = "Week", .used_percent = 61 };
  g_autoptr (PlimsollLimit) plain = plimsoll_limit_new (&fields);
  g_autoptr (PlimsollLimit) sourced = NULL;
  g_autoptr (PlimsollLimit) seen = NULL;
  g_autoptr (PlimsollLimit) nameless = NULL;

  fields.source = "";
  nameless = plimsoll_limit_new (&fields);
  fields.source = "cli";
  sourced = plimsoll_limit_new (&fields);
  fields.observed_at = seen_at;
  seen = plimsoll_limit_new (&fields);

  g_assert_true (plimsoll_limit_equal (plain, nameless));
  g_assert_false (plimsoll_limit_equal (plain, sourced));
  g_assert_false (plimsoll_limit_equal (sourced, seen));
  g_assert_true (plimsoll_limit_has_same_numbers (plain, seen));
  g_assert_cmpstr (plimsoll_limit_peek (seen)->source, ==, "cli");
  g_assert_true (g_date_time_equal (plimsoll_limit_peek (seen)->observed_at, seen_at));
}

static void
on_notify_cb (GObject *object, GParamSpec *pspec, gpointer data)
{
  *(guint *) data += 1;
}

/* A row tells of a new value, not of the same one again. */
static void
test_row (void)
{
  g_autoptr (PlimsollLimit) limit = sample_limit ("week", 61);
  g_autoptr (PlimsollLimit) same = sample_limit ("week", 61);
  g_autoptr (PlimsollLimit) other = sample_limit ("week", 62);
  g_autoptr (PlimsollLimitRow) row = plimsoll_limit_row_new (limit);
  g_autoptr (PlimsollLimit) got = NULL;
  guint n_told = 0;

  g_signal_connect (row, "notify::limit", G_CALLBACK (on_notify_cb), &n_told);
  plimsoll_limit_row_set_limit (row, same);
  plimsoll_limit_row_set_limit (row, limit);
  g_assert_cmpuint (n_told, ==, 0);
  plimsoll_limit_row_set_limit (row, other);
  g_assert_cmpuint (n_told, ==, 1);
  g_object_get (row, "limit", &got, NULL);
  g_assert_true (plimsoll_limit_equal (got, other));
  g_assert_cmpstr (plimsoll_limit_row_get_id (row), ==, "week");
}

/* A row keeps its id for life. */
static void
test_row_id (void)
{
  g_autoptr (PlimsollLimit) limit = sample_limit ("week", 61);
  g_autoptr (PlimsollLimit) other = sample_limit ("session", 62);
  g_autoptr (PlimsollLimitRow) row = plimsoll_limit_row_new (limit);

  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*get_id*");
  plimsoll_limit_row_set_limit (row, other);
  g_test_assert_expected_messages ();
  g_assert_true (plimsoll_limit_row_get_limit (row) == limit);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/limit/copies", test_copies);
  g_test_add_func ("/model/limit/over-and-reading", test_over_and_reading);
  g_test_add_func ("/model/limit/headroom", test_headroom);
  g_test_add_func ("/model/limit/equal", test_equal);
  g_test_add_func ("/model/limit/kinds", test_kinds);
  g_test_add_func ("/model/limit/origin", test_origin);
  g_test_add_func ("/model/limit/row", test_row);
  g_test_add_func ("/model/limit/row-id", test_row_id);

  return g_test_run ();
}
