/* test-bar.c - the command that feeds a desktop's bar.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each bar's line to the letter, what a hostile name may do in it, and what a follower writes. That
 * real bars understand them is shown elsewhere, by real bars. */
#include <signal.h>
#include <string.h>

#include "live-stage.h"
#include "scenes.h"

static void
set_up (LiveStage *stage, gconstpointer data)
{
  live_stage_set_up (stage, data);
  live_stage_stop_clock (stage);
}

/* Every bar, over the scenes in which something differs. */
static void
test_lines (LiveStage *stage, gconstpointer data)
{
  const struct
  {
    const char *scene;
    const char *line;
    const char *written;
  } rows[] = {
    { "fresh", "bar waybar",
      "{\"text\":\"Fable 77 %\",\"alt\":\"warning\",\"tooltip\":\"Claude · Max 20x\\n"
      "Session 61 % · resets 14:10\\nWeek 22 % · resets Tue 13:05\\n"
      "Fable 77 % · resets Tue 13:05\\n5.20 of 20.00 EUR\","
      "\"class\":[\"warning\",\"fresh\"],\"percentage\":77}\n" },
    { "fresh", "bar i3blocks", "Fable 77 %\nFable 77 %\n#e5a50a\n" },
    { "fresh", "bar polybar", "%{F#e5a50a}Fable 77 %%{F-}\n" },
    { "fresh", "bar tmux", "#[fg=#e5a50a]Fable 77 %#[default]\n" },
    { "fresh", "bar starship", "Fable 77 %\n" },
    { "fresh", "bar xmobar", "<fc=#e5a50a>Fable 77 %</fc>\n" },
    { "fresh", "bar i3blocks --plain", "Fable 77 %\nFable 77 %\n" },
    { "fresh", "bar tmux --plain", "Fable 77 %\n" },
    { "signed-out", "bar polybar", "%{F#9a9996}No login found%{F-}\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_string_truncate (stage->terminal.out, 0);
      live_stage_say_scene (stage, rows[i].scene);
      g_assert_cmpint (live_stage_run (stage, rows[i].line), ==, 0);
      if (strcmp (stage->terminal.out->str, rows[i].written) != 0)
        g_error ("%s, %s:\n%s", rows[i].scene, rows[i].line, stage->terminal.out->str);
    }
}

/* (transfer full): the account's only limit has this name. */
static GPtrArray *
make_named (const char *title)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&(PlimsollLimitFields){
                               .id = "week:x",
                               .title = title,
                               .kind = PLIMSOLL_LIMIT_WEEK_SCOPED,
                               .used_percent = 7,
                           }));
  snapshot = plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = "oauth", .observed_at = now, .limits = limits });
  g_ptr_array_add (reports, plimsoll_report_new (account, NULL, snapshot, NULL));
  return reports;
}

/* A name that speaks a bar's language is shown, not obeyed. */
static void
test_hostile_names (LiveStage *stage, gconstpointer data)
{
  const struct
  {
    const char *bar;
    const char *name;
    const char *shown;
  } rows[] = {
    { "waybar", "<b>&\"", "&lt;b&gt;&amp;&quot; 7 %" },
    { "polybar", "%{A:reboot:}x", "% {A:reboot:}x 7 %" },
    { "tmux", "#(reboot)#[fg=red]", "##(reboot)##[fg=red] 7 %" },
    { "xmobar", "<action=`reboot`>x", "<raw=18:<action=`reboot`>x/> 7 %" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) reports = make_named (rows[i].name);
      g_autofree char *line = g_strdup_printf ("bar %s", rows[i].bar);
      const char *wanted = i == 0 ? "\"text\":\"&lt;b&gt;&amp;&quot; 7 %\"" : rows[i].shown;

      plimsoll_live_take (stage->live, reports, FALSE, TRUE);
      g_string_truncate (stage->terminal.out, 0);
      g_assert_cmpint (live_stage_run (stage, line), ==, 0);
      if (strstr (stage->terminal.out->str, wanted) == NULL)
        g_error ("«%s» is not in:\n%s", wanted, stage->terminal.out->str);
    }
}

/* A template of one's own; a mistake in it is told at once, with its column. */
static void
test_template (LiveStage *stage, gconstpointer data)
{
  live_stage_say_scene (stage, "fresh");
  g_assert_cmpint (live_stage_run (stage, "bar starship --format={session.used}/{week.used}"), ==,
                   0);
  g_assert_cmpstr (stage->terminal.out->str, ==, "61/22\n");
  g_assert_cmpint (live_stage_run (stage, "bar tmux --format={sesion.used}"), ==, 64);
  g_assert_nonnull (strstr (stage->terminal.err->str, "Column 1: there is no {sesion.used}."));
}

/* Which bar, or a slip of the finger. */
static void
test_wrong_words (LiveStage *stage, gconstpointer data)
{
  g_assert_cmpint (live_stage_run (stage, "bar"), ==, 64);
  g_assert_nonnull (strstr (stage->terminal.err->str, "Say which bar: waybar, i3blocks,"));
  g_assert_cmpint (live_stage_run (stage, "bar waybr"), ==, 64);
  g_assert_nonnull (strstr (stage->terminal.err->str, "Did you mean waybar?"));
}

/* What happens while somebody follows, one step each time. */
typedef struct
{
  LiveStage *stage;
  guint step;
} Story;

static gboolean
on_step_cb (gpointer user_data)
{
  Story *story = user_data;
  LiveStage *stage = story->stage;

  switch (story->step++)
    {
    case 0:
      live_stage_say (stage, 50, 3600, 10);
      return G_SOURCE_CONTINUE;
    case 1: /* another number of a limit that does not stand in the line */
      live_stage_say (stage, 50, 3600, 11);
      return G_SOURCE_CONTINUE;
    case 2:
      live_stage_say (stage, 51, 1, 11);
      return G_SOURCE_CONTINUE;
    case 3: /* until the window has ended by itself */
      if (strstr (stage->flushed_out->str, "Week") == NULL)
        {
          story->step--;
          return G_SOURCE_CONTINUE;
        }
      raise (SIGTERM);
      return G_SOURCE_REMOVE;
    default:
      return G_SOURCE_REMOVE;
    }
}

/* A new line comes when it reads otherwise, and at no other time: also when a window ends and
 * nobody says a word. */
static void
test_follow (LiveStage *stage, gconstpointer data)
{
  Story story = { .stage = stage };

  g_timeout_add (20, on_step_cb, &story);
  g_assert_cmpint (live_stage_run (stage, "bar starship --follow"), ==, 0);
  g_assert_cmpstr (stage->flushed_out->str, ==, "Session 50 %\nSession 51 %\nWeek 11 %\n");
}

/* Numbers in a burst, after a silence. */
static gboolean
on_burst_cb (gpointer user_data)
{
  Story *story = user_data;
  LiveStage *stage = story->stage;

  if (story->step == 0 && stage->flushed_out->len == 0)
    return G_SOURCE_CONTINUE;
  if (story->step++ == 0)
    for (int percent = 50; percent <= 59; percent++)
      live_stage_say (stage, percent, 3600, 10);
  if (strstr (stage->flushed_out->str, "59") == NULL)
    return G_SOURCE_CONTINUE;
  raise (SIGTERM);
  return G_SOURCE_REMOVE;
}

/* Who waits for numbers is told so after a moment, and of many at once only the last are a line:
 * polybar shows the first of two that it reads together. */
static void
test_burst (LiveStage *stage, gconstpointer data)
{
  Story story = { .stage = stage };

  g_timeout_add (20, on_burst_cb, &story);
  g_assert_cmpint (live_stage_run (stage, "bar starship --follow"), ==, 0);
  g_assert_cmpstr (stage->flushed_out->str, ==, "…\nSession 59 %\n");
}

static gboolean
refuse_flush (GString *out, GString *err, gpointer user_data)
{
  g_string_truncate (out, 0);
  return FALSE;
}

/* A follower ends when nobody reads it. */
static void
test_reader_gone (LiveStage *stage, gconstpointer data)
{
  stage->terminal.flush = refuse_flush;
  live_stage_say (stage, 50, 3600, 10);
  g_assert_cmpint (live_stage_run (stage, "bar waybar --follow"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/terminal/bar/lines", LiveStage, NULL, set_up, test_lines, live_stage_tear_down);
  g_test_add ("/terminal/bar/hostile-names", LiveStage, NULL, set_up, test_hostile_names,
              live_stage_tear_down);
  g_test_add ("/terminal/bar/template", LiveStage, NULL, set_up, test_template,
              live_stage_tear_down);
  g_test_add ("/terminal/bar/wrong-words", LiveStage, NULL, set_up, test_wrong_words,
              live_stage_tear_down);
  g_test_add ("/terminal/bar/follow", LiveStage, NULL, live_stage_set_up, test_follow,
              live_stage_tear_down);
  g_test_add ("/terminal/bar/burst", LiveStage, NULL, live_stage_set_up, test_burst,
              live_stage_tear_down);
  g_test_add ("/terminal/bar/reader-gone", LiveStage, NULL, live_stage_set_up, test_reader_gone,
              live_stage_tear_down);
  return g_test_run ();
}
