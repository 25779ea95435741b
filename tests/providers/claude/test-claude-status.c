/* test-claude-status.c - what Claude Code tells its status line.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fixtures named after their oddity, each with exactly what may be shown of it. All are read at
 * 2026-11-20T09:00:00Z. */

#include "plimsoll-claude-status.h"

#include <glib/gstdio.h>
#include <math.h>
#include <utime.h>

#include "plimsoll-claude-feed.h"
#include "plimsoll-json.h"
#include "plimsoll-moment.h"

#define NOW G_GINT64_CONSTANT (1795165200)

/* (transfer full) */
static GDateTime *
now (void)
{
  return plimsoll_moment_from_unix (NOW);
}

/* (transfer full) */
static PlimsollClaudeStatus *
parse (const char *json)
{
  g_autoptr (GDateTime) moment = now ();
  g_autoptr (GError) error = NULL;
  PlimsollClaudeStatus *status = plimsoll_claude_status_parse (json, strlen (json), moment, &error);

  g_assert_no_error (error);
  return status;
}

/* (transfer full): "session 23.5 2026-…Z; … | model | folder". */
static char *
describe (const PlimsollClaudeStatus *status)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < status->limits->len; i++)
    {
      const PlimsollLimitFields *limit =
          plimsoll_limit_peek (g_ptr_array_index (status->limits, i));
      g_autofree char *reset =
          limit->resets_at != NULL ? plimsoll_moment_format (limit->resets_at) : g_strdup ("-");

      if (isnan (limit->used_percent))
        g_string_append_printf (text, "%s - %s; ", limit->id, reset);
      else
        g_string_append_printf (text, "%s %g %s; ", limit->id, limit->used_percent, reset);
    }

  g_string_append_printf (text, "| %s | %s", status->model != NULL ? status->model : "-",
                          status->folder != NULL ? status->folder : "-");
  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *fixture;
  const char *meaning;
} Input;

static const Input INPUTS[] = {
  /* Both windows, epoch seconds, and all the rest that is of no interest. */
  { "full", "session 23.5 2026-11-20T12:10:00Z; week 41 2026-11-24T06:00:00Z; "
            "| Fable 5 | plimsoll" },
  /* Before the first reply there are no limits, which is not the same as none used. */
  { "first-call", "| Fable 5 | plimsoll" },
  /* Either window may be missing; 0 that was said is 0. */
  { "week-only", "week 0 2026-11-24T06:00:00Z; | - | -" },
  /* A wrong type is an absent value everywhere. */
  { "wrong-types", "| - | -" },
  /* Below 0, far above 100, and a reset that no window can reach are not known. */
  { "out-of-range", "session - 2026-11-20T12:10:00Z; | - | -" },
  /* No escape sequence, line break or turned direction survives in a name. */
  { "hostile-names", "session - 2026-11-20T12:10:00Z; | Fa[31mble <b>5</b> | ]0;titley" },
  { "nulls", "| - | -" },
};

static void
test_input (gconstpointer data)
{
  const Input *input = data;
  g_autofree char *name = g_strconcat (input->fixture, ".json", NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "claude-status", name, NULL);
  g_autofree char *json = NULL;
  g_autofree char *meaning = NULL;
  g_autoptr (PlimsollClaudeStatus) status = NULL;

  g_assert_true (g_file_get_contents (path, &json, NULL, NULL));
  status = parse (json);
  meaning = describe (status);
  g_assert_cmpstr (meaning, ==, input->meaning);
}

/* What is no JSON object, too deep or cut is an error and nothing is read of it. */
static void
test_no_json (void)
{
  static const char *const TEXTS[] = { "", "[]", "42", "{", "<html>", "{\"a\":1}}", "{'a':1}" };
  g_autoptr (GDateTime) moment = now ();
  g_autofree char *deep = g_strnfill (100000, '[');

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    g_assert_null (plimsoll_claude_status_parse (TEXTS[i], strlen (TEXTS[i]), moment, NULL));
  g_assert_null (plimsoll_claude_status_parse (deep, strlen (deep), moment, NULL));
}

/* Without any window there is no snapshot, and so nothing that could replace numbers. */
static void
test_no_snapshot (void)
{
  g_autoptr (GDateTime) moment = now ();
  g_autoptr (PlimsollClaudeStatus) status = parse ("{\"model\": {\"display_name\": \"Fable\"}}");

  g_assert_null (plimsoll_claude_status_dup_snapshot (status, moment));
}

/* (transfer full): when numbers with this transcript were seen, as seconds before now. */
static gint64
seen_before (const char *transcript)
{
  g_autoptr (GDateTime) moment = now ();
  g_autofree char *json = g_strdup_printf (
      "{\"transcript_path\": \"%s\", \"rate_limits\": {\"five_hour\": {\"used_percentage\": 5}}}",
      transcript);
  g_autoptr (PlimsollClaudeStatus) status = parse (json);
  g_autoptr (PlimsollSnapshot) snapshot = plimsoll_claude_status_dup_snapshot (status, moment);

  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "statusline");
  return plimsoll_snapshot_get_age (snapshot, moment) / G_TIME_SPAN_SECOND;
}

/* A run that idles repeats old numbers: they are as old as the last change of its transcript. */
static void
test_idle_run (void)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-status-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.jsonl", NULL);
  struct utimbuf times = { .actime = NOW - 3600, .modtime = NOW - 3600 };

  g_assert_true (g_file_set_contents (path, "{}\n", -1, NULL));
  g_assert_cmpint (utime (path, &times), ==, 0);
  g_assert_cmpint (seen_before (path), ==, 3600);

  times.modtime = NOW + 3600;
  g_assert_cmpint (utime (path, &times), ==, 0);
  g_assert_cmpint (seen_before (path), ==, 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* Without a transcript to look at they are taken as new; a folder and a relative path are none. */
static void
test_no_transcript (void)
{
  g_assert_cmpint (seen_before ("/nowhere/at/all.jsonl"), ==, 0);
  g_assert_cmpint (seen_before ("/"), ==, 0);
  g_assert_cmpint (seen_before ("run.jsonl"), ==, 0);
}

/* (transfer full) (nullable): the feed of somebody with this environment. */
static char *
feed_path (const char *variable)
{
  const char *const environment[] = { variable, NULL };
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (environment, "/home/someone");

  return plimsoll_claude_feed_dup_path (home, "/run/feeds");
}

/* The same login has the same feed, however its folder is spelt; another one has another. */
static void
test_feed_path (void)
{
  g_autofree char *usual = feed_path (NULL);
  g_autofree char *spelt = feed_path ("CLAUDE_CONFIG_DIR=/home//someone/x/../.claude/");
  g_autofree char *other = feed_path ("CLAUDE_CONFIG_DIR=/home/someone/.claude-work");
  g_autofree char *token = feed_path ("CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-FAKE0123456789abcdef");

  g_assert_true (g_str_has_prefix (usual, "/run/feeds/claude-"));
  g_assert_cmpstr (spelt, ==, usual);
  g_assert_cmpstr (other, !=, usual);
  g_assert_cmpstr (token, !=, usual);
  g_assert_null (strstr (token, "FAKE"));
}

/* A relative folder is another one to every program, so it has no feed. */
static void
test_no_feed_path (void)
{
  g_assert_null (feed_path ("CLAUDE_CONFIG_DIR=.claude"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (INPUTS); i++)
    {
      g_autofree char *name = g_strconcat ("/claude/status/input/", INPUTS[i].fixture, NULL);

      g_test_add_data_func (name, &INPUTS[i], test_input);
    }
  g_test_add_func ("/claude/status/no-json", test_no_json);
  g_test_add_func ("/claude/status/no-snapshot", test_no_snapshot);
  g_test_add_func ("/claude/status/idle-run", test_idle_run);
  g_test_add_func ("/claude/status/no-transcript", test_no_transcript);
  g_test_add_func ("/claude/status/feed-path", test_feed_path);
  g_test_add_func ("/claude/status/no-feed-path", test_no_feed_path);
  return g_test_run ();
}
