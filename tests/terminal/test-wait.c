/* test-wait.c - the command that sleeps until there is headroom again.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Numbers change while it waits; it must end when they are what was waited for, not before, and say
 * so in its status. */
#include <signal.h>
#include <string.h>

#include "live-stage.h"

/* What a test does after a moment. */
typedef struct
{
  LiveStage *stage;
  double session;
  int reset;
} Later;

static gboolean
on_later_cb (gpointer user_data)
{
  const Later *later = user_data;

  live_stage_say (later->stage, later->session, later->reset, 10);
  return G_SOURCE_REMOVE;
}

static void
assert_has (const GString *text, const char *part)
{
  if (strstr (text->str, part) == NULL)
    g_error ("«%s» is not in:\n%s", part, text->str);
}

/* With headroom it ends at once and says nothing. */
static void
test_at_once (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 79, 3600, 10);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80"), ==, 0);
  g_assert_cmpstr (stage->flushed->str, ==, "");
  g_assert_cmpstr (stage->terminal.err->str, ==, "");
}

/* The mark itself is not below the mark; a lower number that comes is. It says what it waits for.
 */
static void
test_until_lower (LiveStage *stage, gconstpointer data)
{
  Later later = { .stage = stage, .session = 12, .reset = 3600 };

  live_stage_say (stage, 80, 3600, 10);
  g_timeout_add (50, on_later_cb, &later);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80%"), ==, 0);
  assert_has (stage->flushed, "Waiting. Claude: Session 80 % used, resets ");
}

/* A window that ends brings headroom by itself: nobody has to tell. */
static void
test_until_reset_passes (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 100, 1, 10);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80"), ==, 0);
}

/* Only the limit that was named counts; without a name every one does. */
static void
test_named_limit (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 10, 3600, 95);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80 --limit session"), ==, 0);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80 --timeout 0s --quiet -q -t 1"), ==, 75);
}

/* A limit that there is not is a slip of the finger, not a wait for ever. */
static void
test_no_such_limit (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 10, 3600, 95);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80 --limit sesion"), ==, 64);
  assert_has (stage->terminal.err, "There is no limit 'sesion'; there are: session, week.");
  assert_has (stage->terminal.err, "Did you mean session?");
}

/* Old numbers below the mark prove nothing; old ones above it do. */
static void
test_old_numbers (LiveStage *stage, gconstpointer data)
{
  live_stage_say_old (stage, 10, 3600, 10, 3600);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80 --timeout 1s"), ==, 75);
  live_stage_say_old (stage, 90, 3600, 10, 3600);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80 --timeout 1s"), ==, 75);
}

/* Nobody can ever tell without a login, so that it does not wait for ever. */
static void
test_signed_out (LiveStage *stage, gconstpointer data)
{
  live_stage_sign_out (stage);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80"), ==, 77);
  assert_has (stage->terminal.err, "No login found. Log in.");
}

/* --reset waits for the end of the window, however little of it is used. */
static void
test_reset (LiveStage *stage, gconstpointer data)
{
  gint64 start = g_get_monotonic_time ();

  live_stage_say (stage, 5, 1, 1);
  g_assert_cmpint (live_stage_run (stage, "wait --reset --json"), ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, >, G_USEC_PER_SEC / 2);
  assert_has (stage->terminal.out, "\"outcome\" : \"reset\"");
  assert_has (stage->terminal.out, "\"limit\" : \"");
}

/* A window that was replaced by a later one has ended, whatever the clock says. */
static void
test_reset_by_new_window (LiveStage *stage, gconstpointer data)
{
  Later later = { .stage = stage, .session = 0, .reset = 18000 };

  live_stage_say (stage, 50, 3600, 10);
  g_timeout_add (50, on_later_cb, &later);
  g_assert_cmpint (live_stage_run (stage, "wait --reset"), ==, 0);
}

/* Where no window runs there is nothing to wait for. */
static void
test_reset_without_window (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 0, 0, 0);
  g_assert_cmpint (live_stage_run (stage, "wait --reset --json"), ==, 0);
  assert_has (stage->terminal.out, "\"outcome\" : \"nothing-running\"");
}

static gboolean
on_raise_cb (gpointer user_data)
{
  raise (SIGTERM);
  return G_SOURCE_REMOVE;
}

/* A signal ends it, with the status that a shell gives. */
static void
test_signal (LiveStage *stage, gconstpointer data)
{
  live_stage_say (stage, 90, 3600, 10);
  g_timeout_add (50, on_raise_cb, NULL);
  g_assert_cmpint (live_stage_run (stage, "wait --below 80"), ==, 128 + SIGTERM);
}

/* What makes no sense is said before anything is waited for. */
static void
test_wrong_words (LiveStage *stage, gconstpointer data)
{
  const char *const lines[] = {
    "wait",
    "wait --below 80 --reset",
    "wait --below 0",
    "wait --below 101",
    "wait --below much",
    "wait --below -3",
    "wait --below nan",
    "wait --below 80 --timeout soon",
    "wait 80",
  };

  live_stage_say (stage, 10, 3600, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpint (live_stage_run (stage, lines[i]), ==, 64);
}

#define ADD(path, function) \
  g_test_add (path, LiveStage, NULL, live_stage_set_up, function, live_stage_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/terminal/wait/at-once", test_at_once);
  ADD ("/terminal/wait/until-lower", test_until_lower);
  ADD ("/terminal/wait/until-reset-passes", test_until_reset_passes);
  ADD ("/terminal/wait/named-limit", test_named_limit);
  ADD ("/terminal/wait/no-such-limit", test_no_such_limit);
  ADD ("/terminal/wait/old-numbers", test_old_numbers);
  ADD ("/terminal/wait/signed-out", test_signed_out);
  ADD ("/terminal/wait/reset", test_reset);
  ADD ("/terminal/wait/reset-by-new-window", test_reset_by_new_window);
  ADD ("/terminal/wait/reset-without-window", test_reset_without_window);
  ADD ("/terminal/wait/signal", test_signal);
  ADD ("/terminal/wait/wrong-words", test_wrong_words);
  return g_test_run ();
}
