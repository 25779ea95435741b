/* test-feed.c - numbers that one program leaves in a file for another.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every test has an empty folder of its own. */

#include "plimsoll-feed.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "plimsoll-codec.h"
#include "samples.h"

#define OTHER_KEY "fedcba9876543210fedcba9876543210"

typedef struct
{
  char *folder; /* (owned) */
  char *path; /* (owned): in it; nothing is there yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("plimsoll-feed-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "a.feed", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

/* (transfer full) */
static PlimsollLimit *
limit (const char *id, PlimsollLimitKind kind, double used_percent)
{
  return plimsoll_limit_new (&(PlimsollLimitFields){
      .id = id, .title = "Title", .kind = kind, .used_percent = used_percent });
}

/* (transfer full): of the two limits that a feed may hold. */
static PlimsollReport *
feed_of (const char *source, gint64 seconds, double session, const char *key)
{
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (GDateTime) moment = sample_moment (seconds);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, limit ("session", PLIMSOLL_LIMIT_SESSION, session));
  g_ptr_array_add (limits, limit ("week", PLIMSOLL_LIMIT_WEEK, 18));
  snapshot = plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = source, .observed_at = moment, .limits = limits });
  return plimsoll_report_new (account, key, snapshot, NULL);
}

static PlimsollReport *
feed (gint64 seconds, double session, const char *key)
{
  return feed_of (PLIMSOLL_SOURCE_STATUSLINE, seconds, session, key);
}

static void
put (Fixture *fixture, PlimsollReport *report)
{
  g_autoptr (GError) error = NULL;

  plimsoll_feed_write (fixture->path, report, &error);
  g_assert_no_error (error);
}

/* (transfer full) (nullable): what is there, seen a minute after SAMPLE_START. */
static PlimsollReport *
get (Fixture *fixture)
{
  g_autoptr (GDateTime) now = sample_moment (60);

  return plimsoll_feed_read (fixture->path, now);
}

/* What was written is read again, and nobody else may read it. */
static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) written = feed (0, 42.5, SAMPLE_KEY);
  g_autoptr (PlimsollReport) read = NULL;
  PlimsollSnapshot *snapshot = NULL;
  GStatBuf info;

  put (fixture, written);
  read = get (fixture);
  g_assert_nonnull (read);
  snapshot = plimsoll_report_get_snapshot (read);
  g_assert_cmpfloat (
      plimsoll_limit_peek (plimsoll_snapshot_find_limit (snapshot, "session"))->used_percent, ==,
      42.5);
  g_assert_cmpstr (plimsoll_report_get_key (read), ==, SAMPLE_KEY);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

/* No file, an empty one, and one of other bytes are no numbers and no failure. */
static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_null (get (fixture));
  g_assert_true (g_file_set_contents (fixture->path, "", 0, NULL));
  g_assert_null (get (fixture));
  g_assert_true (g_file_set_contents (fixture->path, "{\"five_hour\": 1}", -1, NULL));
  g_assert_null (get (fixture));
}

/* A moment that has not come yet is no observation. */
static void
test_future (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) written = feed (120, 42, NULL);

  put (fixture, written);
  g_assert_null (get (fixture));
}

/* Numbers of another source, an impossible percentage, and limits that no status line tells of are
 * refused as a whole. */
static void
test_unbelievable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) oauth = feed_of ("oauth", 0, 42, NULL);
  g_autoptr (PlimsollReport) too_much = feed (0, 100000, NULL);
  g_autoptr (PlimsollReport) scoped =
      sample_report (sample_snapshot (0, (const char *const[]){ "week:fable", NULL }, 5), NULL);

  put (fixture, oauth);
  g_assert_null (get (fixture));
  put (fixture, too_much);
  g_assert_null (get (fixture));
  put (fixture, scoped);
  g_assert_null (get (fixture));
}

/* A problem has no place in a feed: whoever writes one knows numbers or says nothing. */
static void
test_problem (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) report =
      sample_report (NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE));

  put (fixture, report);
  g_assert_null (get (fixture));
}

/* The same numbers are written again only after a minute, other ones at once, older ones never. */
static void
test_worth_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) held = feed (100, 42, SAMPLE_KEY);
  g_autoptr (PlimsollReport) same_soon = feed (159, 42, SAMPLE_KEY);
  g_autoptr (PlimsollReport) same_later = feed (160, 42, SAMPLE_KEY);
  g_autoptr (PlimsollReport) other = feed (100, 43, SAMPLE_KEY);
  g_autoptr (PlimsollReport) older = feed (99, 43, SAMPLE_KEY);
  g_autoptr (PlimsollReport) other_login = feed (101, 42, OTHER_KEY);

  g_assert_true (plimsoll_feed_is_worth_writing (NULL, held));
  g_assert_false (plimsoll_feed_is_worth_writing (held, same_soon));
  g_assert_true (plimsoll_feed_is_worth_writing (held, same_later));
  g_assert_true (plimsoll_feed_is_worth_writing (held, other));
  g_assert_false (plimsoll_feed_is_worth_writing (held, older));
  g_assert_true (plimsoll_feed_is_worth_writing (held, other_login));
}

/* Numbers belong to the login whose token was there when they were written, and to no other; a
 * login that has no token is one of them. */
static void
test_other_login (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = feed (0, 42, SAMPLE_KEY);
  g_autoptr (PlimsollReport) nameless = feed (0, 42, NULL);
  g_autoptr (PlimsollSnapshot) own = plimsoll_feed_dup_snapshot_for (report, SAMPLE_KEY);
  g_autoptr (PlimsollSnapshot) both_nameless = plimsoll_feed_dup_snapshot_for (nameless, NULL);

  g_assert_nonnull (own);
  g_assert_nonnull (both_nameless);
  g_assert_null (plimsoll_feed_dup_snapshot_for (report, OTHER_KEY));
  g_assert_null (plimsoll_feed_dup_snapshot_for (report, NULL));
  g_assert_null (plimsoll_feed_dup_snapshot_for (nameless, OTHER_KEY));
  g_assert_null (plimsoll_feed_dup_snapshot_for (NULL, SAMPLE_KEY));
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/model/feed/round-trip", test_round_trip);
  ADD ("/model/feed/nothing", test_nothing);
  ADD ("/model/feed/future", test_future);
  ADD ("/model/feed/unbelievable", test_unbelievable);
  ADD ("/model/feed/problem", test_problem);
  ADD ("/model/feed/worth-writing", test_worth_writing);
  ADD ("/model/feed/other-login", test_other_login);
  return g_test_run ();
}
