/* test-claude-activity.c - whether Claude Code is in use on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files whose times are set by hand, below a home of the test's own; the clock stands still. */

#include "plimsoll-claude-activity.h"

#include <glib/gstdio.h>
#include <utime.h>

#include "claude-world.h"

#define WITHIN (5 * G_TIME_SPAN_MINUTE)

typedef struct
{
  ClaudeWorld *world; /* (owned) */
  PlimsollClaudeHome *home; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->world = claude_world_new (NULL, NULL);
  fixture->home = plimsoll_claude_home_new (NULL, fixture->world->home);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  plimsoll_claude_home_free (fixture->home);
  claude_world_free (fixture->world);
}

/* Puts a file below the home that was written so many seconds ago. */
static char *
put (Fixture *fixture, const char *name, int age)
{
  char *path = g_build_filename (fixture->world->home, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDateTime) now = plimsoll_clock_now (fixture->world->clock);
  struct utimbuf times = { .modtime = g_date_time_to_unix (now) - age };

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  claude_world_write (fixture->world, path, "{}\n");
  g_assert_cmpint (g_utime (path, &times), ==, 0);
  return path;
}

static gboolean
is_recent (Fixture *fixture, const char *feed_path)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (fixture->world->clock);

  return plimsoll_claude_activity_is_recent (fixture->home, feed_path, now, WITHIN);
}

/* A transcript that is written to is use; one of yesterday is none. */
static void
test_transcript (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = NULL;
  g_autofree char *young = NULL;

  g_assert_false (is_recent (fixture, NULL));
  old = put (fixture, ".claude/projects/a/old.jsonl", 86400);
  g_assert_false (is_recent (fixture, NULL));
  young = put (fixture, ".claude/projects/b/young.jsonl", 299);
  g_assert_true (is_recent (fixture, NULL));
}

/* What our own asking writes is no use, or each asking would be the reason for the next; nor is
 * anything else that is no transcript, or comes from the future. */
static void
test_no_use (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { ".claude.json", ".claude/.credentials.json",
                                       ".claude/settings.json", ".claude/projects/a/notes.txt",
                                       ".claude/projects/deep/er/b.jsonl" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (put (fixture, names[i], 1));
  g_free (put (fixture, ".claude/projects/a/ahead.jsonl", -3600));
  g_assert_false (is_recent (fixture, NULL));
}

/* Numbers that a status line was handed are use as well. */
static void
test_feed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *feed = put (fixture, "feed", 10);
  g_autofree char *old = put (fixture, "old-feed", 301);

  g_assert_true (is_recent (fixture, feed));
  g_assert_false (is_recent (fixture, old));
  g_assert_false (is_recent (fixture, "/nonexistent/feed"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/claude/activity/transcript", Fixture, NULL, set_up, test_transcript, tear_down);
  g_test_add ("/claude/activity/no-use", Fixture, NULL, set_up, test_no_use, tear_down);
  g_test_add ("/claude/activity/feed", Fixture, NULL, set_up, test_feed, tear_down);
  return g_test_run ();
}
