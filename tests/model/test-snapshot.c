/* test-snapshot.c - all numbers of one account as seen at one moment.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A photograph is asked what time has made of it: which limit is tightest, how old it is, whether
 * another shows the same. */

#include "plimsoll-snapshot.h"

#include <math.h>

#include "samples.h"

typedef struct
{
  const char *id;
  double used_percent;
  int resets_in; /* seconds; 0 for no reset */
  gboolean is_binding;
} Row;

static PlimsollSnapshot *
make (const Row *rows, gsize n_rows)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) observed_at = sample_moment (0);
  const PlimsollSnapshotFields fields = { .source = "oauth",
                                          .observed_at = observed_at,
                                          .limits = limits };

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (GDateTime) resets_at =
          rows[i].resets_in != 0 ? sample_moment (rows[i].resets_in) : NULL;
      const PlimsollLimitFields limit = { .id = rows[i].id,
                                          .title = "Title",
                                          .used_percent = rows[i].used_percent,
                                          .resets_at = resets_at,
                                          .is_binding = rows[i].is_binding };

      g_ptr_array_add (limits, plimsoll_limit_new (&limit));
    }

  return plimsoll_snapshot_new (&fields);
}

static void
assert_tightest (const Row *rows, gsize n_rows, const char *expected)
{
  g_autoptr (PlimsollSnapshot) snapshot = make (rows, n_rows);
  g_autoptr (GDateTime) now = sample_moment (0);
  PlimsollLimit *tightest = plimsoll_snapshot_find_tightest (snapshot, now);

  g_assert_cmpstr (tightest != NULL ? plimsoll_limit_peek (tightest)->id : NULL, ==, expected);
}

/* The tightest limit has the highest reading; the server's word breaks a tie, then the order does;
 * what is unknown or over is not looked at. */
static void
test_tightest (void)
{
  const Row plain[] = { { "a", 10, 60, FALSE }, { "b", 61, 60, FALSE }, { "c", 20, 0, TRUE } };
  const Row tie[] = { { "a", 61, 60, FALSE }, { "b", 61, 60, TRUE }, { "c", 61, 60, FALSE } };
  const Row order[] = { { "a", 61, 60, FALSE }, { "b", 61, 60, FALSE } };
  const Row over[] = { { "a", 99, -1, TRUE }, { "b", 5, 60, FALSE } };
  const Row unknown[] = { { "a", (double) NAN, 60, TRUE }, { "b", 0, 60, FALSE } };
  const Row nothing[] = { { "a", (double) NAN, 60, TRUE }, { "b", 50, -1, FALSE } };

  assert_tightest (plain, G_N_ELEMENTS (plain), "b");
  assert_tightest (tie, G_N_ELEMENTS (tie), "b");
  assert_tightest (order, G_N_ELEMENTS (order), "a");
  assert_tightest (over, G_N_ELEMENTS (over), "b");
  assert_tightest (unknown, G_N_ELEMENTS (unknown), "b");
  assert_tightest (nothing, G_N_ELEMENTS (nothing), NULL);
  assert_tightest (NULL, 0, NULL);
}

/* A limit is found by its id; of two with one id the first stays, and there are at most sixty-four.
 */
static void
test_limits (void)
{
  const Row rows[] = { { "a", 1, 0, FALSE }, { "b", 2, 0, FALSE }, { "a", 3, 0, FALSE } };
  g_autoptr (PlimsollSnapshot) snapshot = make (rows, G_N_ELEMENTS (rows));
  g_autoptr (PlimsollSnapshot) many = NULL;
  g_autofree Row *many_rows = g_new0 (Row, 100);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (snapshot), ==, 2);
  g_assert_cmpfloat (
      plimsoll_limit_peek (plimsoll_snapshot_find_limit (snapshot, "a"))->used_percent, ==, 1);
  g_assert_null (plimsoll_snapshot_find_limit (snapshot, "c"));

  for (guint i = 0; i < 100; i++)
    {
      g_ptr_array_add (ids, g_strdup_printf ("%u", i));
      many_rows[i].id = g_ptr_array_index (ids, i);
    }
  many = make (many_rows, 100);
  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (many), ==, PLIMSOLL_SNAPSHOT_MAX_LIMITS);
  g_assert_nonnull (plimsoll_snapshot_find_limit (many, "63"));
  g_assert_null (plimsoll_snapshot_find_limit (many, "64"));
}

/* Age is the time since it was seen, and below nothing when the clock went backwards. */
static void
test_age (void)
{
  g_autoptr (PlimsollSnapshot) snapshot = sample_snapshot (0, NULL, 0);
  g_autoptr (GDateTime) later = sample_moment (110);
  g_autoptr (GDateTime) earlier = sample_moment (-110);

  g_assert_cmpint (plimsoll_snapshot_get_age (snapshot, later), ==, 110 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (plimsoll_snapshot_get_age (snapshot, earlier), ==, -110 * G_TIME_SPAN_SECOND);
}

static PlimsollSnapshot *
make_changed (guint changed)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) observed_at = sample_moment (changed == 10 ? 5 : 0);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (1, 2, "USD");
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (changed == 1, used, NULL, 5, NULL);
  const PlimsollSnapshotFields fields = { .source = changed == 11 ? "cli" : "oauth",
                                          .observed_at = observed_at,
                                          .plan = changed == 2 ? "Pro" : "Max",
                                          .identity = changed == 3 ? "a@example.org" : NULL,
                                          .limits = limits,
                                          .spend = changed == 4 ? NULL : spend };

  g_ptr_array_add (limits, sample_limit ("a", changed == 5 ? 1 : 2));
  if (changed != 6)
    g_ptr_array_add (limits, sample_limit ("b", 2));

  return plimsoll_snapshot_new (&fields);
}

/* The same numbers are the same numbers whenever and wherever they were seen; every other
 * difference counts. */
static void
test_same_numbers (void)
{
  g_autoptr (PlimsollSnapshot) plain = make_changed (0);

  for (guint i = 0; i <= 11; i++)
    {
      g_autoptr (PlimsollSnapshot) changed = make_changed (i);

      g_assert_cmpint (plimsoll_snapshot_has_same_numbers (plain, changed), ==, i == 0 || i > 6);
      g_assert_cmpint (plimsoll_snapshot_has_same_numbers (changed, plain), ==, i == 0 || i > 6);
    }
}

/* A snapshot says what it was made of, its moment in UTC. */
static void
test_parts (void)
{
  g_autoptr (PlimsollSnapshot) snapshot = make_changed (3);

  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "oauth");
  g_assert_cmpstr (plimsoll_snapshot_get_plan (snapshot), ==, "Max");
  g_assert_cmpstr (plimsoll_snapshot_get_identity (snapshot), ==, "a@example.org");
  g_assert_nonnull (plimsoll_snapshot_get_spend (snapshot));
  g_assert_cmpint (g_date_time_to_unix (plimsoll_snapshot_get_observed_at (snapshot)), ==,
                   SAMPLE_START);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/snapshot/tightest", test_tightest);
  g_test_add_func ("/model/snapshot/limits", test_limits);
  g_test_add_func ("/model/snapshot/age", test_age);
  g_test_add_func ("/model/snapshot/same-numbers", test_same_numbers);
  g_test_add_func ("/model/snapshot/parts", test_parts);

  return g_test_run ();
}
