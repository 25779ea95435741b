/* test-openmetrics.c - reports as metrics, and the command that hands them over.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a dashboard relies on, to the letter. That Prometheus takes it is shown by Prometheus, in
 * tests/app. */
#include "plimsoll-openmetrics.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>

#include "live-stage.h"
#include "scenes.h"

static char *
write_scene (const char *name, PlimsollOpenmetricsForm form)
{
  g_autoptr (GPtrArray) reports = scenes_make (name);
  g_autoptr (GDateTime) now = scenes_now ();
  GString *out = g_string_new (NULL);

  plimsoll_openmetrics_append (out, reports, now, form);
  return g_string_free (out, FALSE);
}

/* Each fact of an account has its sample, with the labels that dashboards know. */
static void
test_samples (void)
{
  static const char *const lines[] = {
    "plimsoll_account_info{account=\"claude:default\",provider=\"claude\",name=\"Claude\","
    "plan=\"Max 20x\"} 1\n",
    "plimsoll_condition{account=\"claude:default\",provider=\"claude\",condition=\"fresh\"} 1\n",
    "plimsoll_condition{account=\"claude:default\",provider=\"claude\",condition=\"stale\"} 0\n",
    "plimsoll_observed_timestamp_seconds{account=\"claude:default\",provider=\"claude\"} "
    "1795176190\n",
    "plimsoll_used_ratio{account=\"claude:default\",provider=\"claude\",limit=\"session\","
    "scope=\"\"} 0.61\n",
    "limit=\"week:fable\",scope=\"Fable\"} 0.77\n",
    "plimsoll_reset_timestamp_seconds{account=\"claude:default\",provider=\"claude\","
    "limit=\"session\",scope=\"\"} 1795183800\n",
    "plimsoll_window_seconds{account=\"claude:default\",provider=\"claude\",limit=\"session\","
    "scope=\"\"} 18000\n",
    "plimsoll_spend_enabled{account=\"claude:default\",provider=\"claude\"} 1\n",
    "plimsoll_spend_used{account=\"claude:default\",provider=\"claude\",currency=\"EUR\"} 5.20\n",
    "plimsoll_spend_cap{account=\"claude:default\",provider=\"claude\",currency=\"EUR\"} 20.00\n",
  };
  g_autofree char *text = write_scene ("fresh", PLIMSOLL_OPENMETRICS_FULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    if (strstr (text, lines[i]) == NULL)
      g_error ("«%s» is not in:\n%s", lines[i], text);
}

/* The address that a report may hold is no metric. */
static void
test_no_identity (void)
{
  g_autofree char *text = write_scene ("fresh", PLIMSOLL_OPENMETRICS_FULL);

  g_assert_null (strstr (text, "someone"));
  g_assert_null (strchr (text, '@'));
}

/* OpenMetrics tells units and shows its end; the plain form has neither, and the same samples. */
static void
test_forms (void)
{
  g_autofree char *full = write_scene ("several", PLIMSOLL_OPENMETRICS_FULL);
  g_autofree char *plain = write_scene ("several", PLIMSOLL_OPENMETRICS_PLAIN);
  g_autoptr (GString) bare = g_string_new (NULL);
  g_auto (GStrv) lines = g_strsplit (full, "\n", -1);

  g_assert_true (g_str_has_suffix (full, "\n# EOF\n"));
  g_assert_nonnull (strstr (full, "# UNIT plimsoll_used_ratio ratio\n"));
  for (gsize i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    if (!g_str_has_prefix (lines[i], "# UNIT") && !g_str_equal (lines[i], "# EOF"))
      g_string_append_printf (bare, "%s\n", lines[i]);
  g_assert_cmpstr (bare->str, ==, plain);
}

/* What is not known has no sample: no reading of a window that is over, none of an unknown limit,
 * no family without samples. */
static void
test_unknown (void)
{
  g_autofree char *passed = write_scene ("passed", PLIMSOLL_OPENMETRICS_FULL);
  g_autofree char *odd = write_scene ("odd", PLIMSOLL_OPENMETRICS_FULL);
  g_autofree char *out = write_scene ("signed-out", PLIMSOLL_OPENMETRICS_FULL);

  g_assert_null (strstr (passed, "scope=\"\"} 0.93"));
  g_assert_nonnull (strstr (passed, "limit=\"week\",scope=\"\"} 0.22"));
  g_assert_null (strstr (odd, "NaN"));
  g_assert_nonnull (strstr (odd, "limit=\"session\",scope=\"\"} 1.015\n"));
  g_assert_null (strstr (out, "plimsoll_used_ratio"));
  g_assert_nonnull (strstr (out, "condition=\"signed-out\"} 1\n"));
}

/* (transfer full): one account with one limit. */
static GPtrArray *
make_report (const char *scope, GDateTime *observed_at, GDateTime *resets_at)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&(PlimsollLimitFields){
                               .id = "week:x",
                               .title = "X",
                               .scope = scope,
                               .kind = PLIMSOLL_LIMIT_WEEK_SCOPED,
                               .used_percent = 7,
                               .resets_at = resets_at,
                           }));
  snapshot = plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = observed_at, .limits = limits });
  g_ptr_array_add (reports, plimsoll_report_new (account, NULL, snapshot, NULL));
  return reports;
}

/* A name from a server cannot end its label, or its line. */
static void
test_escapes (void)
{
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GPtrArray) reports = make_report ("a\"} 1\n\\x", now, NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  plimsoll_openmetrics_append (out, reports, now, PLIMSOLL_OPENMETRICS_FULL);
  g_assert_nonnull (strstr (out->str, "scope=\"a\\\"} 1\\n\\\\x\"} 0.07\n"));
}

/* Time alone changes the text when numbers grow old and when a window ends; otherwise never. */
static void
test_next_change (void)
{
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GDateTime) soon = g_date_time_add_seconds (now, 30);
  g_autoptr (GDateTime) before = g_date_time_add_seconds (now, -580);
  g_autoptr (GDateTime) long_ago = g_date_time_add_seconds (now, -5000);
  g_autoptr (GPtrArray) resetting = make_report (NULL, now, soon);
  g_autoptr (GPtrArray) aging = make_report (NULL, before, soon);
  g_autoptr (GPtrArray) old = make_report (NULL, long_ago, long_ago);

  g_assert_cmpint (plimsoll_openmetrics_next_change (resetting, now), ==, 30 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (plimsoll_openmetrics_next_change (aging, now), ==, 20 * G_TIME_SPAN_SECOND);
  g_assert_cmpint (plimsoll_openmetrics_next_change (old, now), ==, G_MAXINT64);
}

/* Who names OpenMetrics gets it, unless it likes plain text more; all others get plain text. */
static void
test_negotiation (void)
{
  const struct
  {
    const char *accept;
    PlimsollOpenmetricsForm form;
  } rows[] = {
    { NULL, PLIMSOLL_OPENMETRICS_PLAIN },
    { "", PLIMSOLL_OPENMETRICS_PLAIN },
    { "*/*", PLIMSOLL_OPENMETRICS_PLAIN },
    { "text/html,*/*;q=0.8", PLIMSOLL_OPENMETRICS_PLAIN },
    { "application/openmetrics-text", PLIMSOLL_OPENMETRICS_FULL },
    { "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;"
      "q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
      PLIMSOLL_OPENMETRICS_FULL },
    { "text/plain, Application/OpenMetrics-Text; q=0.2", PLIMSOLL_OPENMETRICS_PLAIN },
    { "application/openmetrics-text;q=0", PLIMSOLL_OPENMETRICS_PLAIN },
    { ";,;q=,application/openmetrics-text ; Q=1", PLIMSOLL_OPENMETRICS_FULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (plimsoll_openmetrics_negotiate (rows[i].accept) != rows[i].form)
      g_error ("«%s» was understood otherwise", rows[i].accept);
}

/* What makes no sense is said before anybody is asked. */
static void
test_wrong_words (LiveStage *stage, gconstpointer data)
{
  const struct
  {
    const char *line;
    const char *said;
  } rows[] = {
    { "export", "Say in which form: openmetrics." },
    { "export json", "Say in which form: openmetrics." },
    { "export openmetrics --follow", "--follow goes with --output." },
    { "export openmetrics --output=/x --listen=127.0.0.1:1", "Either --output or --listen." },
    { "export openmetrics --listen=127.0.0.1", "'127.0.0.1' is no address with a port" },
    { "export openmetrics --listen=example.org:80", "is no address with a port" },
    { "export openmetrics --listen=::1", "is no address with a port" },
    { "export openmetrics --listen=127.0.0.1:66000", "is no address with a port" },
    { "export openmetrics --listen=", "is no address with a port" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_string_truncate (stage->terminal.err, 0);
      g_assert_cmpint (live_stage_run (stage, rows[i].line), ==, 64);
      if (strstr (stage->terminal.err->str, rows[i].said) == NULL)
        g_error ("%s: %s", rows[i].line, stage->terminal.err->str);
    }
}

/* Without an option the text goes to standard output, and somebody signed out is no failure. */
static void
test_output (LiveStage *stage, gconstpointer data)
{
  g_autofree char *wanted = write_scene ("signed-out", PLIMSOLL_OPENMETRICS_FULL);

  live_stage_stop_clock (stage);
  live_stage_say_scene (stage, "signed-out");
  g_assert_cmpint (live_stage_run (stage, "export openmetrics"), ==, 0);
  g_assert_cmpstr (stage->terminal.out->str, ==, wanted);
}

/* What happens while somebody follows, one step each time. */
typedef struct
{
  LiveStage *stage;
  const char *path;
  guint step;
} Story;

static gboolean
has (Story *story, const char *word)
{
  g_autofree char *text = NULL;

  return g_file_get_contents (story->path, &text, NULL, NULL) && strstr (text, word) != NULL;
}

static gboolean
on_step_cb (gpointer user_data)
{
  Story *story = user_data;
  struct stat info = { 0 };

  switch (story->step)
    {
    case 0: /* nobody has answered: there is no file yet */
      g_assert_false (g_file_test (story->path, G_FILE_TEST_EXISTS));
      live_stage_say (story->stage, 50, 1, 10);
      break;
    case 1:
      g_assert_true (has (story, "limit=\"session\",scope=\"\"} 0.5\n"));
      g_assert_cmpint (g_stat (story->path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0644);
      break;
    case 2: /* until the window has ended by itself */
      if (has (story, "limit=\"session\",scope=\"\"} 0.5\n"))
        return G_SOURCE_CONTINUE;
      g_assert_true (has (story, "limit=\"week\",scope=\"\"} 0.1\n"));
      raise (SIGTERM);
      break;
    default:
      return G_SOURCE_REMOVE;
    }
  story->step++;
  return G_SOURCE_CONTINUE;
}

/* A file that is followed is whole, open to its reader, follows numbers and the end of a window,
 * and goes with its writer: nobody takes old numbers for new ones. */
static void
test_follow (LiveStage *stage, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-metrics-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plimsoll.prom", NULL);
  g_autofree char *line = g_strdup_printf ("export openmetrics --follow --output=%s", path);
  Story story = { .stage = stage, .path = path };
  guint id = g_timeout_add (20, on_step_cb, &story);
  mode_t mask = umask (0077);

  g_assert_cmpint (live_stage_run (stage, line), ==, 0);
  umask (mask);
  if (story.step < 3)
    g_source_remove (id);
  g_assert_cmpint (story.step, ==, 3);
  /* Nothing is left, a half-written file neither. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* A file that cannot be written is a failure that says so. */
static void
test_cannot_write (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 50, 3600, 10);
  g_assert_cmpint (live_stage_run (stage, "export openmetrics -o /dev/null/x"), ==, 74);
  g_assert_nonnull (strstr (stage->terminal.err->str, "/dev/null/x"));
  g_assert_cmpint (live_stage_run (stage, "export openmetrics -F -o /dev/null/x"), ==, 74);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/openmetrics/samples", test_samples);
  g_test_add_func ("/terminal/openmetrics/no-identity", test_no_identity);
  g_test_add_func ("/terminal/openmetrics/forms", test_forms);
  g_test_add_func ("/terminal/openmetrics/unknown", test_unknown);
  g_test_add_func ("/terminal/openmetrics/escapes", test_escapes);
  g_test_add_func ("/terminal/openmetrics/next-change", test_next_change);
  g_test_add_func ("/terminal/openmetrics/negotiation", test_negotiation);
  g_test_add ("/terminal/export/wrong-words", LiveStage, NULL, live_stage_set_up, test_wrong_words,
              live_stage_tear_down);
  g_test_add ("/terminal/export/output", LiveStage, NULL, live_stage_set_up, test_output,
              live_stage_tear_down);
  g_test_add ("/terminal/export/follow", LiveStage, NULL, live_stage_set_up, test_follow,
              live_stage_tear_down);
  g_test_add ("/terminal/export/cannot-write", LiveStage, NULL, live_stage_set_up,
              test_cannot_write, live_stage_tear_down);
  return g_test_run ();
}
