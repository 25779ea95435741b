/* test-samples.c - the store's history.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What goes in as readings and comes out as points; histories are written as "seconds:percent", in
 * the words of store-folder.h. */

#include "store-folder.h"

#include <math.h>

#define HOUR 3600
#define DAY 86400

static void
check_history (PlimsollStore *store, gint64 from, gint64 to, const char *expected)
{
  g_autofree char *history = folder_read (store, from, to, PLIMSOLL_STORE_MAX_POINTS);

  g_assert_cmpstr (history, ==, expected);
}

/* Readings come back in order with their moments, also after a restart, and only those of the
 * range. */
static void
test_readings (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  folder_add (store, NOON, 10, NOON + HOUR);
  folder_add (store, NOON + 300, 12.5, NOON + HOUR);
  folder_add (store, NOON + 600, 0, 0);
  check_history (store, NOON, NOON + 900, "0:10 300:12.5 600:0");
  check_history (store, NOON + 1, NOON + 599, "299:12.5");
  check_history (store, NOON + 300, NOON + 300, "0:12.5");

  plimsoll_store_close (g_steal_pointer (&store));
  store = folder_open (folder, NULL);
  check_history (store, NOON, NOON + 900, "0:10 300:12.5 600:0");
}

/* Equal readings are one run with two ends; it ends with the number, the cycle, an hour, or a long
 * silence. */
static void
test_runs (Folder *folder, gconstpointer data)
{
  static const struct
  {
    gint64 at[4];
    double percent[4];
    gint64 cycle[4];
    const char *history;
  } table[] = {
    { { 0, 300, 600, 900 }, { 5, 5, 5, 5 }, { 0 }, "0:5 900:5" },
    { { 0, 300, 600, 900 }, { 5, 5, 6, 6 }, { 0 }, "0:5 300:5 600:6 900:6" },
    { { 0, 300, 600, 900 }, { 5, 5, 5, 5 }, { 3600, 3601, 3599, 3660 }, "0:5 900:5" },
    { { 0, 300, 600, 900 }, { 0, 0, 0, 0 }, { 3600, 3600, 7200, 7200 }, "0:0 300:0 600:0 900:0" },
    { { 0, 300, 1800, 2100 }, { 5, 5, 5, 5 }, { 0 }, "0:5 300:5 1800:5 2100:5" },
    { { 0, 1200, 2400, 3600 }, { 5, 5, 5, 5 }, { 0 }, "0:5 3600:5" },
    { { 1200, 2400, 3600, 4801 }, { 5, 5, 5, 5 }, { 0 }, "1200:5 3600:5 4801:5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
      gint64 start = NOON + (gint64) i * DAY;

      for (int j = 0; j < 4; j++)
        folder_add (store, start + table[i].at[j], table[i].percent[j],
                    table[i].cycle[j] != 0 ? start + table[i].cycle[j] : 0);
      check_history (store, start, start + 7200, table[i].history);
    }
}

/* Several different readings within five minutes are kept as the last of them, but never across a
 * reset. */
static void
test_detail (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  folder_add (store, NOON, 10, NOON + 130);
  folder_add (store, NOON + 60, 11, NOON + 130);
  folder_add (store, NOON + 120, 12, NOON + 130);
  folder_add (store, NOON + 140, 0, NOON + 18000);
  check_history (store, NOON, NOON + 900, "0:12 120:12 140:0");
}

/* An unknown number, a window that is over, and an observation that came by another way already add
 * nothing. */
static void
test_nothing_to_add (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  folder_add (store, NOON, (double) NAN, 0);
  folder_add (store, NOON, 90, NOON - 1);
  check_history (store, NOON - DAY, NOON + DAY, "");

  folder_add (store, NOON, 10, 0);
  folder_add (store, NOON + 600, 10, 0);
  folder_add (store, NOON + 300, 9, 0);
  folder_add (store, NOON + 600, 11, 0);
  check_history (store, NOON, NOON + DAY, "0:10 600:10");
}

/* Where there are more readings than points, each stretch of time shows its highest. */
static void
test_points (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  g_autofree char *four = NULL;
  g_autofree char *none = NULL;

  for (int i = 0; i < 40; i++)
    folder_add (store, NOON + i * 300, i % 10 * 10, NOON + (i / 10 + 1) * 3000);

  four = folder_read (store, NOON, NOON + 40 * 300 - 1, 4);
  g_assert_cmpstr (four, ==, "2700:90 5700:90 8700:90 11700:90");
  none = folder_read (store, NOON, NOON + DAY, 0);
  g_assert_cmpstr (none, ==, "");
}

/* Nonsense in a question is answered with nothing. */
static void
test_nonsense (Folder *folder, gconstpointer data)
{
  static const gint64 ranges[][2] = { { G_MININT64, -1 },
                                      { 1, 0 },
                                      { G_MAXINT64, G_MAXINT64 },
                                      { G_MAXINT64, G_MININT64 },
                                      { NOON + DAY, NOON + 2 * DAY } };
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  g_autoptr (GArray) unknown = NULL;
  g_autoptr (GArray) all = NULL;

  folder_add (store, NOON, 10, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *history = folder_read (store, ranges[i][0], ranges[i][1], 10);

      g_assert_cmpstr (history, ==, "");
    }

  unknown = plimsoll_store_read_history (store, "x' OR 1=1 --", "session", 0, G_MAXINT64, 10, NULL);
  g_assert_cmpuint (unknown->len, ==, 0);
  all = plimsoll_store_read_history (store, ACCOUNT, "session", G_MININT64, G_MAXINT64, G_MAXUINT,
                                     NULL);
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_cmpint (g_array_index (all, PlimsollStorePoint, 0).at, ==, NOON);
}

/* A year and more of polling stays small: five-minute detail for 90 days, one reading an hour for
 * two years, then nothing. */
static void
test_thinning (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  gint64 old_day = NOON - 100 * DAY;
  gint64 recent_day = NOON - 80 * DAY;
  g_autoptr (GArray) old = NULL;
  g_autoptr (GArray) recent = NULL;
  g_autoptr (GArray) ancient = NULL;

  folder_add (store, NOON - 731 * DAY, 50, 0);
  folder_add (store, NOON - 729 * DAY, 51, 0);
  for (int i = 0; i < 5 * 12; i++)
    folder_add (store, old_day + i * 300, i, old_day + 18000);
  for (int i = 0; i < 5 * 12; i++)
    folder_add (store, recent_day + i * 300, i, recent_day + 18000);
  folder_add (store, NOON, 1, 0);

  old = plimsoll_store_read_history (store, ACCOUNT, "session", old_day, old_day + DAY, 2000, NULL);
  g_assert_cmpuint (old->len, ==, 5);
  for (guint i = 0; i < old->len; i++)
    g_assert_cmpfloat (g_array_index (old, PlimsollStorePoint, i).percent, ==, 12.0 * i + 11);

  recent = plimsoll_store_read_history (store, ACCOUNT, "session", recent_day, recent_day + DAY,
                                        2000, NULL);
  g_assert_cmpuint (recent->len, ==, 60);

  ancient =
      plimsoll_store_read_history (store, ACCOUNT, "session", 0, NOON - 700 * DAY, 2000, NULL);
  g_assert_cmpuint (ancient->len, ==, 1);
  g_assert_cmpfloat (g_array_index (ancient, PlimsollStorePoint, 0).percent, ==, 51);
}

/* A clock that was a year ahead for a while leaves nothing behind once it is right, and stops
 * nothing. */
static void
test_clock_ahead (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  folder_add (store, NOON, 10, 0);
  folder_add (store, NOON + 365 * DAY, 20, 0);
  folder_add (store, NOON + 300, 11, 0);
  check_history (store, NOON, NOON + HOUR, "0:10 300:11");
  check_history (store, NOON + DAY, NOON + 400 * DAY, "");
}

/* Deleting the history of one account leaves the others', and nothing of it can be found in the
 * files. */
static void
test_delete (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  g_autoptr (GError) error = NULL;

  folder_add (store, NOON, 10, 0);
  folder_add_for (store, "claude:work", NOON, 10, 0);
  folder_add_for (store, "claude:home", NOON, 10, 0);
  g_assert_true (plimsoll_store_delete_history (store, "claude:work", &error));
  check_history (store, NOON, NOON + DAY, "0:10");
  g_assert_true (plimsoll_store_delete_history (store, ACCOUNT, &error));
  check_history (store, NOON, NOON + DAY, "");
  g_assert_no_error (error);

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *path = folder_dup_file (folder, i == 0 ? "plimsoll.db" : "plimsoll.db-wal");
      g_autofree char *content = NULL;
      gsize length = 0;

      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_null (g_strstr_len (content, (gssize) length, ACCOUNT));
    }

  folder_add (store, NOON + 300, 20, 0);
  g_assert_true (plimsoll_store_delete_history (store, NULL, &error));
  check_history (store, NOON, NOON + DAY, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder_test ("/store/samples/readings", test_readings);
  folder_test ("/store/samples/runs", test_runs);
  folder_test ("/store/samples/detail", test_detail);
  folder_test ("/store/samples/nothing-to-add", test_nothing_to_add);
  folder_test ("/store/samples/points", test_points);
  folder_test ("/store/samples/nonsense", test_nonsense);
  folder_test ("/store/samples/thinning", test_thinning);
  folder_test ("/store/samples/clock-ahead", test_clock_ahead);
  folder_test ("/store/samples/delete", test_delete);
  return g_test_run ();
}
