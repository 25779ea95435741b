/* test-watch.c - the pictures of the live view, and where keys lead.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every scene that the table of `show` is held against is drawn here at many sizes; of the terminal
 * around it tests/app/test_watch.py knows more. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "live-stage.h"
#include "plimsoll-exit.h"
#include "plimsoll-spark.h"
#include "plimsoll-tty.h"
#include "plimsoll-watch-view.h"
#include "plimsoll-words.h"
#include "scenes.h"

static const PlimsollScreen UTF8 = { .width = 80, .is_terminal = TRUE, .is_utf8 = TRUE };
static const PlimsollScreen ASCII = { .width = 80, .is_terminal = TRUE };

/* A day that climbs from 0 to 100 %. */
static GVariant *
climb (const char *account, const char *limit, PlimsollWatchSpan span, gpointer user_data)
{
  GVariant **kept = user_data;
  g_autoptr (GDateTime) now = scenes_now ();
  gint64 to = g_date_time_to_unix (now);
  GVariantBuilder samples;

  if (*kept != NULL)
    return *kept;
  g_variant_builder_init (&samples, G_VARIANT_TYPE ("a(xd)"));
  for (gint64 at = to - 86400; at <= to; at += 300)
    g_variant_builder_add (&samples, "(xd)", at, 100.0 * (double) (at - to + 86400) / 86400);
  return *kept = g_variant_ref_sink (g_variant_builder_end (&samples));
}

static GVariant *
know_nothing (const char *account, const char *limit, PlimsollWatchSpan span, gpointer user_data)
{
  return NULL;
}

/* (transfer full): the rows of a picture, joined by newlines; `drawn` is all zero. */
static char *
draw (const char *scene_name,
      const PlimsollWatchState *state,
      const PlimsollScreen *screen,
      guint width,
      guint height,
      PlimsollWatchDrawn *drawn)
{
  g_autoptr (GPtrArray) reports = scenes_make (scene_name);
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GVariant) kept = NULL;
  g_autoptr (PlimsollSheet) sheet = NULL;
  PlimsollShowMoment moment = { .now = now, .zone = zone };
  PlimsollWatchScene scene = { .reports = reports,
                               .state = state,
                               .screen = screen,
                               .moment = &moment,
                               .json = "{\n  \"a\" : 1\n}\n",
                               .is_complete = TRUE,
                               .past = screen->is_utf8 ? climb : know_nothing,
                               .past_data = &kept };
  GString *rows = g_string_new (NULL);

  sheet = plimsoll_watch_view_draw (&scene, width, height, drawn);
  g_assert_cmpuint (plimsoll_sheet_get_width (sheet), ==, width);
  g_assert_cmpuint (plimsoll_sheet_get_height (sheet), ==, height);
  for (guint y = 0; y < height; y++)
    {
      g_autofree char *row = plimsoll_sheet_dup_row (sheet, y);

      g_string_append_printf (rows, "%s\n", row);
    }
  g_test_message ("%s", rows->str);
  return g_string_free (rows, FALSE);
}

/* Wide and high enough, a limit has its bar with the pace mark, its reset, its last day below and
 * what is said of its pace. */
static void
test_generous (void)
{
  PlimsollWatchState state = { 0 };
  PlimsollWatchDrawn drawn = { 0 };
  g_autofree char *picture = draw ("fresh", &state, &UTF8, 80, 20, &drawn);

  g_assert_nonnull (strstr (picture, "Plimsoll   All   5h   7d   History   JSON   Help\n\n"));
  g_assert_nonnull (strstr (picture, "Claude · Max 20x"));
  g_assert_nonnull (strstr (picture, "from the usage API\n"));
  g_assert_nonnull (strstr (picture, "\nSession"));
  g_assert_nonnull (strstr (picture, "│"));
  g_assert_nonnull (strstr (picture, "resets in 2 h 5 min (14:10)\n"));
  g_assert_nonnull (strstr (picture, "▁▂▂▂▃"));
  g_assert_nonnull (strstr (picture, "warning"));
  g_assert_nonnull (strstr (picture, "Extra usage"));
  g_assert_nonnull (strstr (picture, "q quit  ? help  r refresh  h history  j JSON\n"));
  g_assert_cmpuint (drawn.n_limits, ==, 3);
  plimsoll_watch_drawn_clear (&drawn);
}

/* In the smallest screen the numbers of all limits still stand. */
static void
test_smallest (void)
{
  PlimsollWatchState state = { 0 };
  PlimsollWatchDrawn drawn = { 0 };
  g_autofree char *picture = draw ("fresh", &state, &UTF8, 30, 8, &drawn);

  g_assert_nonnull (strstr (picture, "61 %"));
  g_assert_nonnull (strstr (picture, "22 %"));
  g_assert_nonnull (strstr (picture, "77 %"));
  g_assert_nonnull (strstr (picture, "2 h 5 min"));
  plimsoll_watch_drawn_clear (&drawn);
}

/* Any scene on any page at any size is a picture: text that is too long is cut, pages that are too
 * long scroll to their end and no further, and below 30 by 8 there is a word. */
static void
test_any_size (void)
{
  for (const char *const *name = scenes_list (); *name != NULL; name++)
    for (guint width = 1; width <= 130; width += width < 32 ? 5 : 17)
      for (guint height = 1; height <= 50; height += height < 10 ? 1 : 13)
        for (guint page = 0; page <= PLIMSOLL_WATCH_HELP; page++)
          {
            PlimsollWatchState state = { .page = (PlimsollWatchPage) page,
                                         .top = 1000,
                                         .limit = 99 };
            PlimsollWatchDrawn drawn = { 0 };
            g_autofree char *picture = draw (*name, &state, &UTF8, width, height, &drawn);
            gboolean is_small = width < 30 || height < 8;

            g_assert_cmpint (strstr (picture, "Too small") != NULL || width < 9, ==,
                             is_small || width < 9);
            if (!is_small)
              g_assert_cmpuint (drawn.top, ==,
                                drawn.n_lines > drawn.room ? drawn.n_lines - drawn.room : 0);
            plimsoll_watch_drawn_clear (&drawn);
          }
}

/* Where there is only ASCII every byte is. */
static void
test_ascii (void)
{
  for (const char *const *name = scenes_list (); *name != NULL; name++)
    for (guint page = 0; page <= PLIMSOLL_WATCH_HELP; page++)
      {
        PlimsollWatchState state = { .page = (PlimsollWatchPage) page };
        PlimsollWatchDrawn drawn = { 0 };
        g_autofree char *picture = draw (*name, &state, &ASCII, 80, 24, &drawn);

        g_assert_true (g_str_is_ascii (picture));
        plimsoll_watch_drawn_clear (&drawn);
      }
}

/* The picture holds until the first word changes: with a countdown of minutes, a minute at most; on
 * a page without any, for ever. */
static void
test_holds (void)
{
  PlimsollWatchState state = { 0 };
  PlimsollWatchDrawn drawn = { 0 };
  g_autofree char *gauges = draw ("fresh", &state, &UTF8, 80, 24, &drawn);
  g_autofree char *help = NULL;

  g_assert_nonnull (strstr (gauges, "2 h 5 min"));
  g_assert_cmpint (drawn.changes_in, >, 0);
  g_assert_cmpint (drawn.changes_in, <=, G_TIME_SPAN_MINUTE);
  state.page = PLIMSOLL_WATCH_HELP;
  help = draw ("fresh", &state, &UTF8, 80, 24, &drawn);
  g_assert_nonnull (strstr (help, "Only sessions"));
  g_assert_cmpint (drawn.changes_in, ==, PLIMSOLL_WORDS_NEVER);
  plimsoll_watch_drawn_clear (&drawn);
}

/* The history is a chart of the limit that was chosen, with its percent and its times. */
static void
test_history (void)
{
  PlimsollWatchState state = { .page = PLIMSOLL_WATCH_HISTORY, .limit = 1 };
  PlimsollWatchDrawn drawn = { 0 };
  g_autofree char *picture = draw ("fresh", &state, &UTF8, 80, 24, &drawn);
  g_autofree char *unknown = NULL;

  g_assert_nonnull (strstr (picture, "Claude · Week  22 %"));
  g_assert_nonnull (strstr (picture, "last day  2/3\n"));
  g_assert_nonnull (strstr (picture, "100 %│"));
  g_assert_nonnull (strstr (picture, "\n  0 %│▄▆"));
  g_assert_nonnull (strstr (picture, "└┬──"));
  unknown = draw ("fresh", &state, &ASCII, 80, 24, &drawn);
  g_assert_nonnull (strstr (unknown, "Nothing is known of this time."));
  plimsoll_watch_drawn_clear (&drawn);
}

/* Presses keys one after the other, each on the picture that the one before left. Gives what the
 * last one wanted. */
static PlimsollWatchWish
press (PlimsollWatchState *state, guint height, const PlimsollKey *keys, guint n)
{
  PlimsollWatchWish wish = PLIMSOLL_WATCH_NOTHING;

  for (guint i = 0; i < n; i++)
    {
      PlimsollWatchDrawn drawn = { 0 };
      g_autofree char *picture = draw ("fresh", state, &UTF8, 40, height, &drawn);

      g_assert_nonnull (picture);
      state->top = drawn.top;
      wish = plimsoll_watch_state_take_key (state, &keys[i], &drawn);
      plimsoll_watch_drawn_clear (&drawn);
    }
  return wish;
}

static PlimsollWatchWish
type (PlimsollWatchState *state, const char *letters)
{
  PlimsollKey keys[16] = { 0 };
  guint n = 0;

  for (; letters[n] != '\0'; n++)
    keys[n] = (PlimsollKey){ .kind = PLIMSOLL_KEY_CHARACTER, .character = (gunichar) letters[n] };
  return press (state, 10, keys, n);
}

/* Each letter leads where the help says; the one that opened a page closes it. */
static void
test_letters (void)
{
  static const struct
  {
    const char *letters;
    PlimsollWatchPage page;
    PlimsollShowWindow window;
    PlimsollWatchWish wish;
  } table[] = {
    { "q", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_QUIT },
    { "hq", PLIMSOLL_WATCH_HISTORY, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_QUIT },
    { "\x03", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_QUIT },
    { "r", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_REFRESH },
    { "\x0c", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_REPAINT },
    { "5", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_5H, PLIMSOLL_WATCH_DRAW },
    { "57", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_7D, PLIMSOLL_WATCH_DRAW },
    { "5a", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_DRAW },
    { "j", PLIMSOLL_WATCH_JSON, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_DRAW },
    { "j5", PLIMSOLL_WATCH_JSON, PLIMSOLL_SHOW_5H, PLIMSOLL_WATCH_DRAW },
    { "jj", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_DRAW },
    { "h5", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_5H, PLIMSOLL_WATCH_DRAW },
    { "?h", PLIMSOLL_WATCH_HISTORY, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_DRAW },
    { "??", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_DRAW },
    { "x", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_NOTHING },
    { "s", PLIMSOLL_WATCH_GAUGES, PLIMSOLL_SHOW_ALL, PLIMSOLL_WATCH_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      PlimsollWatchState state = { 0 };

      g_assert_cmpint (type (&state, table[i].letters), ==, table[i].wish);
      g_assert_cmpint (state.page, ==, table[i].page);
      g_assert_cmpint (state.window, ==, table[i].window);
    }
}

/* On the history the arrows go round the limits, and s round the spans. */
static void
test_history_keys (void)
{
  static const PlimsollKey right = { .kind = PLIMSOLL_KEY_RIGHT };
  static const PlimsollKey left = { .kind = PLIMSOLL_KEY_LEFT };
  PlimsollWatchState state = { .page = PLIMSOLL_WATCH_HISTORY };

  press (&state, 24, &right, 1);
  g_assert_cmpuint (state.limit, ==, 1);
  press (&state, 24, &left, 1);
  press (&state, 24, &left, 1);
  g_assert_cmpuint (state.limit, ==, 2);
  type (&state, "\t");
  g_assert_cmpuint (state.limit, ==, 0);
  type (&state, "ss");
  g_assert_cmpint (state.span, ==, PLIMSOLL_WATCH_MONTH);
  type (&state, "s");
  g_assert_cmpint (state.span, ==, PLIMSOLL_WATCH_DAY);
}

/* Lines scroll by one, by three and by pages, to both ends and not beyond; where all is in sight
 * nothing scrolls. */
static void
test_scroll (void)
{
  static const struct
  {
    PlimsollKeyKind kinds[3];
    guint n;
    guint top;
  } table[] = {
    { { PLIMSOLL_KEY_DOWN }, 1, 1 },
    { { PLIMSOLL_KEY_DOWN, PLIMSOLL_KEY_UP, PLIMSOLL_KEY_UP }, 3, 0 },
    { { PLIMSOLL_KEY_WHEEL_DOWN }, 1, 3 },
    { { PLIMSOLL_KEY_WHEEL_DOWN, PLIMSOLL_KEY_WHEEL_UP }, 2, 0 },
    { { PLIMSOLL_KEY_PAGE_DOWN }, 1, 5 },
    { { PLIMSOLL_KEY_PAGE_DOWN, PLIMSOLL_KEY_PAGE_UP }, 2, 0 },
    { { PLIMSOLL_KEY_END, PLIMSOLL_KEY_HOME }, 2, 0 },
  };
  PlimsollWatchState last = { .page = PLIMSOLL_WATCH_HELP };
  static const PlimsollKey end = { .kind = PLIMSOLL_KEY_END };
  static const PlimsollKey down = { .kind = PLIMSOLL_KEY_DOWN };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      PlimsollWatchState state = { .page = PLIMSOLL_WATCH_HELP };
      PlimsollKey keys[3] = { 0 };

      for (guint j = 0; j < table[i].n; j++)
        keys[j].kind = table[i].kinds[j];
      press (&state, 8, keys, table[i].n);
      g_assert_cmpuint (state.top, ==, table[i].top);
    }
  g_assert_cmpint (press (&last, 8, &end, 1), ==, PLIMSOLL_WATCH_DRAW);
  g_assert_cmpint (press (&last, 8, &down, 1), ==, PLIMSOLL_WATCH_NOTHING);
  last.top = 0;
  g_assert_cmpint (press (&last, 60, &down, 1), ==, PLIMSOLL_WATCH_NOTHING);
}

/* A click does what the word says that it hits, on a limit it opens its history, elsewhere
 * nothing. */
static void
test_clicks (void)
{
  PlimsollWatchState state = { 0 };
  PlimsollWatchDrawn drawn = { 0 };
  g_autofree char *picture = draw ("fresh", &state, &UTF8, 80, 24, &drawn);
  PlimsollKey click = { .kind = PLIMSOLL_KEY_CLICK, .x = 70, .y = 0 };

  g_assert_nonnull (strstr (picture, "Week"));
  g_assert_cmpint (plimsoll_watch_state_take_key (&state, &click, &drawn), ==,
                   PLIMSOLL_WATCH_NOTHING);
  click.x = 17;
  plimsoll_watch_state_take_key (&state, &click, &drawn);
  g_assert_cmpint (state.window, ==, PLIMSOLL_SHOW_5H);
  click.y = 23;
  click.x = 0;
  g_assert_cmpint (plimsoll_watch_state_take_key (&state, &click, &drawn), ==, PLIMSOLL_WATCH_QUIT);
  click.y = 6;
  plimsoll_watch_state_take_key (&state, &click, &drawn);
  g_assert_cmpint (state.page, ==, PLIMSOLL_WATCH_HISTORY);
  g_assert_cmpuint (state.limit, ==, 1);
  plimsoll_watch_drawn_clear (&drawn);
}

/* (transfer full): columns in whole percent, "-" where nothing is known. */
static char *
spread (GVariant *samples, gint64 from, gint64 to, guint n)
{
  g_autofree double *columns = g_new (double, n);
  GString *out = g_string_new (NULL);

  plimsoll_spark_spread (samples, from, to, columns, n);
  for (guint i = 0; i < n; i++)
    if (isnan (columns[i]))
      g_string_append (out, " -");
    else
      g_string_append_printf (out, " %.0f", columns[i]);
  return g_string_free (out, FALSE);
}

/* Each column has the highest reading of its time; a reading holds until the next one, but not over
 * a silence of hours; what lies outside or makes no sense is left out. */
static void
test_spread (void)
{
  static const struct
  {
    const char *samples;
    guint n;
    const char *columns;
  } table[] = {
    { "@a(xd) []", 3, " - - -" },
    { "@a(xd) [(0, 5), (1, 9), (2, 7)]", 1, " 9" },
    { "@a(xd) [(0, 5), (3600, 5)]", 10, " 5 5 5 5 5 5 5 5 5 5" },
    { "@a(xd) [(0, 5), (1800, 50)]", 4, " 5 5 50 -" },
    { "@a(xd) [(-10, 5), (1000, 50), (4000, 60)]", 4, " - 50 - -" },
    { "@a(xd) [(1000, nan), (2000, -3), (3000, 4)]", 4, " - - - 4" },
    { "@a(xd) [(3000, 4), (1000, 8)]", 4, " - - - 4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GVariant) samples = g_variant_new_parsed (table[i].samples);
      g_autofree char *columns = spread (samples, 0, 3600, table[i].n);

      g_assert_cmpstr (columns, ==, table[i].columns);
    }
  {
    g_autoptr (GVariant) silent = g_variant_new_parsed ("@a(xd) [(0, 5), (36000, 6)]");
    g_autofree char *columns = spread (silent, 0, 36000, 4);

    g_assert_cmpstr (columns, ==, " 5 - - 6");
  }
}

/* TERM, COLORTERM and NO_COLOR tell what may be written. */
static void
test_kinds (void)
{
  static const struct
  {
    const char *environment[4];
    gboolean is_usable;
    gboolean has_mouse;
    PlimsollColors colors;
  } table[] = {
    { { NULL }, FALSE, FALSE, PLIMSOLL_COLORS_NONE },
    { { "TERM=" }, FALSE, FALSE, PLIMSOLL_COLORS_NONE },
    { { "TERM=dumb", "COLORTERM=truecolor" }, FALSE, FALSE, PLIMSOLL_COLORS_NONE },
    { { "TERM=xterm" }, TRUE, TRUE, PLIMSOLL_COLORS_16 },
    { { "TERM=xterm-256color" }, TRUE, TRUE, PLIMSOLL_COLORS_256 },
    { { "TERM=xterm-256color", "COLORTERM=truecolor" }, TRUE, TRUE, PLIMSOLL_COLORS_TRUE },
    { { "TERM=xterm-256color", "COLORTERM=24bit", "NO_COLOR=1" },
      TRUE,
      TRUE,
      PLIMSOLL_COLORS_NONE },
    { { "TERM=xterm-256color", "NO_COLOR=" }, TRUE, TRUE, PLIMSOLL_COLORS_256 },
    { { "TERM=xterm-kitty" }, TRUE, TRUE, PLIMSOLL_COLORS_TRUE },
    { { "TERM=tmux-256color" }, TRUE, TRUE, PLIMSOLL_COLORS_256 },
    { { "TERM=screen" }, TRUE, TRUE, PLIMSOLL_COLORS_16 },
    { { "TERM=linux" }, TRUE, FALSE, PLIMSOLL_COLORS_16 },
    { { "TERM=vt220" }, TRUE, FALSE, PLIMSOLL_COLORS_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      PlimsollTtyKind kind = plimsoll_tty_judge (table[i].environment);

      g_assert_cmpint (kind.is_usable, ==, table[i].is_usable);
      g_assert_cmpint (kind.has_mouse, ==, table[i].has_mouse);
      g_assert_cmpint (kind.colors, ==, table[i].colors);
    }
}

/* Without a terminal the command refuses before it asks anybody, and says what to use instead. */
static void
test_refuses (LiveStage *stage, gconstpointer data)
{
  g_assert_cmpint (live_stage_run (stage, "watch"), ==, PLIMSOLL_EXIT_WRONG_USAGE);
  g_assert_nonnull (strstr (stage->terminal.err->str, "'plimsoll show'"));
  g_assert_cmpint (live_stage_run (stage, "watch --window 6h"), ==, PLIMSOLL_EXIT_WRONG_USAGE);
  g_assert_nonnull (strstr (stage->terminal.err->str, "There is no window '6h'"));
  g_assert_cmpstr (stage->flushed->str, ==, "");
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terminal/watch/generous", test_generous);
  g_test_add_func ("/terminal/watch/smallest", test_smallest);
  g_test_add_func ("/terminal/watch/any-size", test_any_size);
  g_test_add_func ("/terminal/watch/ascii", test_ascii);
  g_test_add_func ("/terminal/watch/holds", test_holds);
  g_test_add_func ("/terminal/watch/history", test_history);
  g_test_add_func ("/terminal/watch/letters", test_letters);
  g_test_add_func ("/terminal/watch/history-keys", test_history_keys);
  g_test_add_func ("/terminal/watch/scroll", test_scroll);
  g_test_add_func ("/terminal/watch/clicks", test_clicks);
  g_test_add_func ("/terminal/spark/spread", test_spread);
  g_test_add_func ("/terminal/tty/kinds", test_kinds);
  g_test_add ("/terminal/watch/refuses", LiveStage, NULL, live_stage_set_up, test_refuses,
              live_stage_tear_down);
  return g_test_run ();
}
