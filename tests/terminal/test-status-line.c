/* test-status-line.c - a template, filled with what is known.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of templates and the whole line that each becomes, at Friday, 2026-11-20 12:05 UTC. */

#include "plimsoll-status-line.h"

#include <locale.h>
#include <math.h>

#include "plimsoll-moment.h"
#include "scenes.h"

typedef struct
{
  double session; /* NAN: not known */
  gint64 session_in; /* seconds to its reset; 0: not known */
  double week;
  gint64 age; /* seconds */
} Numbers;

static const Numbers USUAL = { 42, 2 * 3600 + 300, 18, 0 };
static const Numbers HIGH = { 80, 600, 97, 0 };
static const Numbers OLD = { 42, 600, 18, 720 };
static const Numbers PASSED = { 42, -60, 18, 0 };
static const Numbers WEEK_ONLY = { NAN, 0, 18, 0 };
static const Numbers OVER = { 104, 600, 0, 0 };
static const Numbers NONE = { NAN, 0, NAN, -1 };

typedef struct
{
  const char *name; /* of the behaviour */
  const char *template; /* NULL: the usual one */
  const Numbers *numbers; /* NULL: none at all */
  const char *model;
  const char *folder;
  gboolean has_color;
  const char *line; /* NULL: refused */
} Line;

static const Line LINES[] = {
  /* The usual line: both windows and when the session comes back. */
  { "usual", NULL, &USUAL, "Fable", "plim", TRUE, "Session 42 % · resets 14:10 · Week 18 %" },
  /* A number that warns has the colour of the table of `show`; one without colours is the same. */
  { "color", NULL, &HIGH, NULL, NULL, TRUE,
    "Session \033[33m80 %\033[0m · resets 12:15 · Week \033[31m97 %\033[0m" },
  { "no-color", NULL, &HIGH, NULL, NULL, FALSE, "Session 80 % · resets 12:15 · Week 97 %" },
  /* Numbers that are not of this moment say how old they are. */
  { "old", NULL, &OLD, "Fable", "plim", FALSE,
    "Session 42 % · resets 12:15 · Week 18 % · 12 min ago" },
  /* A window that is over has no reading, and takes its divider with it. */
  { "passed", NULL, &PASSED, NULL, NULL, FALSE, "Week 18 %" },
  { "week-only", NULL, &WEEK_ONLY, NULL, NULL, FALSE, "Week 18 %" },
  /* Before the first reply there is still something to say. */
  { "nothing", NULL, NULL, "Fable", "plim", FALSE, "Fable · plim" },
  { "only-folder", NULL, NULL, NULL, "plim", FALSE, "plim" },
  { "nothing-at-all", NULL, NULL, NULL, NULL, FALSE, "No numbers yet" },
  /* The names of `show --format`, and three of its own. */
  { "names", "{session.percent} {week.left} {session.resets_in}; {model} {dir} {old} {age}", &OLD,
    "Fable", "plim", FALSE, "42 % 82 % 10 min; Fable plim 12 min ago 12 min ago" },
  /* Of this moment nothing is old, and of nothing there is no age. */
  { "not-old", "a[ {old}]", &USUAL, NULL, NULL, FALSE, "a" },
  { "no-age", "a[ {age}]", NULL, NULL, NULL, FALSE, "a" },
  /* What is not known is nothing, or what the template has for it. */
  { "unknown-value", "{model}: {session.percent|?}", NULL, "Fable", NULL, FALSE, "Fable: ?" },
  /* A width counts cells, and a colour is none. */
  { "color-in-width", "{week.percent:6}.", &HIGH, NULL, NULL, TRUE, "\033[31m97 %\033[0m." },
  /* More than all is shown as it is, and nothing is left of it. */
  { "over", "{session.percent} {session.left} {week.percent}", &OVER, NULL, NULL, FALSE,
    "104 % 0 % 0 %" },
  { "plain-text", "just words", NULL, NULL, NULL, FALSE, "just words" },
  { "empty", "", &USUAL, NULL, NULL, FALSE, "" },
  /* A name that there is not, or half a template, is a mistake to be told of. */
  { "no-such-name", "{sesion.percent}", &USUAL, NULL, NULL, FALSE, NULL },
  { "open-brace", "{model", &USUAL, NULL, NULL, FALSE, NULL },
};

/* (transfer full) */
static PlimsollLimit *
limit (const char *id, const char *title, double percent, gint64 in)
{
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GDateTime) resets_at = in != 0 ? g_date_time_add_seconds (now, (double) in) : NULL;

  return plimsoll_limit_new (&(PlimsollLimitFields){
      .id = id,
      .title = title,
      .used_percent = percent,
      .resets_at = resets_at,
      .severity = plimsoll_severity_from_percent (percent),
  });
}

/* (transfer full) */
static PlimsollSnapshot *
make_snapshot (const Numbers *numbers)
{
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GDateTime) then = g_date_time_add_seconds (now, (double) -numbers->age);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);

  if (numbers->age >= 0)
    {
      g_ptr_array_add (limits, limit ("session", "Session", numbers->session, numbers->session_in));
      g_ptr_array_add (limits, limit ("week", "Week", numbers->week, 4 * 86400));
    }
  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = PLIMSOLL_SOURCE_STATUSLINE, .observed_at = then, .limits = limits });
}

static void
test_line (gconstpointer data)
{
  const Line *line = data;
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (PlimsollSnapshot) snapshot =
      make_snapshot (line->numbers != NULL ? line->numbers : &NONE);
  g_autoptr (PlimsollAccount) account = plimsoll_account_new_from_id ("claude:default", "Claude");
  g_autoptr (PlimsollReport) report = plimsoll_report_new (account, NULL, snapshot, NULL);
  const PlimsollShowMoment moment = { .now = now, .zone = zone };
  const PlimsollScreen screen = { .width = 80, .is_utf8 = TRUE };
  g_autofree char *mistake = NULL;
  g_autofree char *filled = plimsoll_status_line_fill (line->template,
                                                       &(PlimsollStatusFacts){
                                                           .report = report,
                                                           .model = line->model,
                                                           .folder = line->folder,
                                                           .moment = &moment,
                                                           .screen = &screen,
                                                           .has_color = line->has_color,
                                                       },
                                                       &mistake);

  g_assert_cmpstr (filled, ==, line->line);
  g_assert_true ((filled == NULL) == (mistake != NULL));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (LINES); i++)
    {
      g_autofree char *name = g_strconcat ("/terminal/status-line/", LINES[i].name, NULL);

      g_test_add_data_func (name, &LINES[i], test_line);
    }
  return g_test_run ();
}
