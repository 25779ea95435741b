/* test-history.c - the command that looks back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What people and programs get of a past that is made up here: a session that fills and empties
 * every five hours, a week that fills, a night of which nobody knows. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "live-stage.h"
#include "plimsoll-moment.h"
#include "scenes.h"

#define HOUR 3600

static gint64
now_unix (void)
{
  g_autoptr (GDateTime) now = scenes_now ();

  return plimsoll_moment_to_unix (now);
}

/* Readings every half hour from 04:05 to 12:05 of the day of the scenes, and from 16:05 to 20:05 of
 * the day before; of "week:fable" one; of others none. */
static GVariant *
remember (const char *account,
          const char *limit,
          gint64 from,
          gint64 to,
          guint points,
          gpointer user_data)
{
  gboolean is_session = g_str_equal (limit, "session");
  GVariantBuilder samples;
  guint n = 0;

  g_variant_builder_init (&samples, G_VARIANT_TYPE ("a(xd)"));
  for (gint64 ago = 20 * HOUR; ago >= 0; ago -= HOUR / 2)
    {
      gint64 at = now_unix () - ago;
      double percent = is_session ? (double) ((at / (HOUR / 2)) % 10) * 10.5 : 20 - ago / HOUR;

      if (at < from || at > to || n >= points || (ago < 16 * HOUR && ago > 8 * HOUR))
        continue;
      if (is_session || g_str_equal (limit, "week")
          || (g_str_equal (limit, "week:fable") && ago == 0))
        {
          g_variant_builder_add (&samples, "(xd)", at, percent);
          n++;
        }
    }
  return g_variant_ref_sink (g_variant_builder_end (&samples));
}

/* One reading of whatever is asked. */
static GVariant *
remember_all (const char *account,
              const char *limit,
              gint64 from,
              gint64 to,
              guint points,
              gpointer user_data)
{
  return g_variant_ref_sink (g_variant_new_parsed ("[(%x, 0.1)]", to));
}

static GVariant *
forget (const char *account,
        const char *limit,
        gint64 from,
        gint64 to,
        guint points,
        gpointer user_data)
{
  return g_variant_ref_sink (g_variant_new ("a(xd)", NULL));
}

static void
set_up (LiveStage *stage, gconstpointer data)
{
  live_stage_set_up (stage, data);
  live_stage_stop_clock (stage);
  stage->terminal.history = remember;
  live_stage_say_scene (stage, "fresh");
}

static void
assert_writes (LiveStage *stage, const char *line, const char *wanted)
{
  g_string_truncate (stage->terminal.out, 0);
  g_assert_cmpint (live_stage_run (stage, line), ==, 0);
  if (strcmp (stage->terminal.out->str, wanted) != 0)
    g_error ("%s:\n%s", line, stage->terminal.out->str);
}

/* Curves above, rows of round clock times below, nothing of the night of which nothing is known. */
static void
test_table (LiveStage *stage, gconstpointer data)
{
  assert_writes (
      stage, "history --since=1d --points=13",
      "Claude · the last 1 d\n"
      "Session           ▁▁▂▂▃▃▄▅▆▆▆                  ▃▄▅▆▆▇▇▁▁▂▃▃▃▄▅▆▆▇▁  highest 95 %\n"
      "Week              ▁▁▁▁▁▁▁▁▁▁▁                  ▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂  highest 20 %\n"
      "Fable                                                            ▂  highest 20 %\n"
      "\n"
      "         Session                 Week                    Fable\n"
      "Thu 19 Nov\n"
      "  16:00   32 % █████░░░░░░░░░░░    2 % ▍░░░░░░░░░░░░░░░\n"
      "  18:00   74 % ███████████▊░░░░    4 % ▋░░░░░░░░░░░░░░░\n"
      "  20:00   84 % █████████████▌░░    4 % ▋░░░░░░░░░░░░░░░\n"
      "Fri 20 Nov\n"
      "  04:00   74 % ███████████▊░░░░   14 % ██▎░░░░░░░░░░░░░\n"
      "  06:00   95 % ███████████████▏   16 % ██▌░░░░░░░░░░░░░\n"
      "  08:00   53 % ████████▍░░░░░░░   18 % ██▉░░░░░░░░░░░░░\n"
      "  10:00   95 % ███████████████▏   20 % ███▎░░░░░░░░░░░░\n"
      "  12:00    0 % ░░░░░░░░░░░░░░░░   20 % ███▎░░░░░░░░░░░░   20 % ███▎░░░░░░░░░░░░\n");
}

/* 40 cells and ASCII are enough, and no line is wider. */
static void
test_narrow (LiveStage *stage, gconstpointer data)
{
  stage->terminal.screen.width = 40;
  stage->terminal.screen.is_utf8 = FALSE;
  assert_writes (stage, "history",
                 "Claude - the last 7 d\n"
                 "Session                .*#  highest 95 %\n"
                 "Week                   ..:  highest 20 %\n"
                 "Fable                    :  highest 20 %\n"
                 "\n"
                 "         Session     Week    Fable\n"
                 "Thu 19 Nov\n"
                 "  12:00     32 %      2 %\n"
                 "  18:00     84 %      4 %\n"
                 "Fri 20 Nov\n"
                 "  00:00     74 %     14 %\n"
                 "  06:00     95 %     20 %\n"
                 "  12:00      0 %     20 %     20 %\n");
}

/* Limits that do not fit beside each other come below each other. */
static void
test_parts (LiveStage *stage, gconstpointer data)
{
  stage->terminal.screen.width = 30;
  assert_writes (stage, "history --points=8",
                 "Claude · the last 7 d\n"
                 "Session        ▇  highest 95 %\n"
                 "Week           ▂  highest 20 %\n"
                 "Fable          ▂  highest 20 %\n"
                 "\n"
                 "            Session     Week\n"
                 "Thu 19 Nov     84 %      4 %\n"
                 "Fri 20 Nov     95 %     20 %\n"
                 "\n"
                 "            Fable\n"
                 "Fri 20 Nov   20 % ██▍░░░░░░░░░\n");
}

/* A day and more in a row is called by its day; fewer rows than there is time for show the end. */
static void
test_days (LiveStage *stage, gconstpointer data)
{
  assert_writes (
      stage, "history --limit=week --since=30d --points=31",
      "Claude · the last 30 d\n"
      "Week                                                            ▁▂  highest 20 %\n"
      "\n"
      "            Week\n"
      "Thu 19 Nov    4 % ▊░░░░░░░░░░░░░░░░░░░\n"
      "Fri 20 Nov   20 % ████░░░░░░░░░░░░░░░░\n");
  assert_writes (
      stage, "history --limit=week --since=300d --points=2",
      "Claude · the last 300 d\n"
      "Week                                                             ▂  highest 20 %\n"
      "\n"
      "            Week\n"
      "Sat 14 Nov   20 % ████░░░░░░░░░░░░░░░░\n");
}

/* Clock times are those of the person, and so are the days. */
static void
test_zone (LiveStage *stage, gconstpointer data)
{
  g_time_zone_unref (stage->terminal.zone);
  stage->terminal.zone = g_time_zone_new_offset (5 * HOUR + HOUR / 2);
  assert_writes (
      stage, "history --limit=week --since=1d --points=5",
      "Claude · the last 1 d\n"
      "Week            ▁▁▁▁▁▁▁▁▁▁▁                   ▁▁▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂  highest 20 %\n"
      "\n"
      "         Week\n"
      "Thu 19 Nov\n"
      "  18:00    2 % ▍░░░░░░░░░░░░░░░░░░░\n"
      "Fri 20 Nov\n"
      "  00:00    4 % ▊░░░░░░░░░░░░░░░░░░░\n"
      "  06:00   14 % ██▊░░░░░░░░░░░░░░░░░\n"
      "  12:00   20 % ████░░░░░░░░░░░░░░░░\n");
}

/* One line for each limit; of one limit one line. */
static void
test_sparkline (LiveStage *stage, gconstpointer data)
{
  assert_writes (stage, "history --sparkline --since=1d",
                 "Session      ▁▃▄▆▆       ▄▆▇▁▃▄▆▇   0 %\n"
                 "Week         ▁▁▁▁▁       ▁▁▂▂▂▂▂▂  20 %\n"
                 "Fable                           ▂  20 %\n");
  assert_writes (stage, "history -k -l session -s 6h -n 6", "Session  ▇▁▃▄▆▇   0 %\n");
}

/* Colours only where there are any, and each is ended on its line. */
static void
test_colors (LiveStage *stage, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  stage->terminal.screen.has_color = TRUE;
  g_assert_cmpint (live_stage_run (stage, "history --limit=session --since=1d"), ==, 0);
  g_assert_nonnull (strstr (stage->terminal.out->str, "\033[33m"));
  lines = g_strsplit (stage->terminal.out->str, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      const char *last = strrchr (lines[i], '\033');

      if (last != NULL && !g_str_has_prefix (last, "\033[0m"))
        g_error ("%s", lines[i]);
    }
}

/* Header, CR LF, UTC, a point: what RFC 4180 and every reader of it want. */
static void
test_csv (LiveStage *stage, gconstpointer data)
{
  assert_writes (stage, "history --csv --limit=session --since=1h",
                 "account,limit,moment,used_percent\r\n"
                 "claude:default,session,2026-11-20T11:05:00Z,84\r\n"
                 "claude:default,session,2026-11-20T11:35:00Z,94.5\r\n"
                 "claude:default,session,2026-11-20T12:05:00Z,0\r\n");
}

/* A field that holds what parts fields is quoted. */
static void
test_csv_quotes (LiveStage *stage, gconstpointer data)
{
  live_stage_say_scene (stage, "signed-out");
  stage->terminal.history = remember_all;
  assert_writes (stage, "history --csv --since=1h --limit=a\",b",
                 "account,limit,moment,used_percent\r\n"
                 "claude:default,\"a\"\",b\",2026-11-20T12:05:00Z,0.1\r\n");
}

/* Accounts, their limits and every reading, as the manual says; a limit without any is there too.
 */
static void
test_json (LiveStage *stage, gconstpointer data)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *root = NULL;
  JsonObject *account = NULL;
  JsonObject *limit = NULL;
  JsonArray *samples = NULL;

  g_assert_cmpint (live_stage_run (stage, "history --json --since=6h --points=3"), ==, 0);
  json_parser_load_from_data (parser, stage->terminal.out->str, -1, &error);
  g_assert_no_error (error);
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpint (json_object_get_int_member (root, "schema"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (root, "from"), ==, "2026-11-20T06:05:00Z");
  g_assert_cmpstr (json_object_get_string_member (root, "to"), ==, "2026-11-20T12:05:00Z");
  account = json_array_get_object_element (json_object_get_array_member (root, "accounts"), 0);
  g_assert_cmpstr (json_object_get_string_member (account, "id"), ==, "claude:default");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (account, "limits")), ==,
                    3);
  limit = json_array_get_object_element (json_object_get_array_member (account, "limits"), 1);
  g_assert_cmpstr (json_object_get_string_member (limit, "title"), ==, "Week");
  samples = json_object_get_array_member (limit, "samples");
  g_assert_cmpuint (json_array_get_length (samples), ==, 3);
  limit = json_array_get_object_element (samples, 0);
  g_assert_cmpstr (json_object_get_string_member (limit, "at"), ==, "2026-11-20T06:05:00Z");
  g_assert_cmpfloat (json_object_get_double_member (limit, "used_percent"), ==, 14);
}

/* Nobody knows anything: a sentence and the exit status say so; a program gets an empty table. */
static void
test_nothing (LiveStage *stage, gconstpointer data)
{
  stage->terminal.history = forget;
  g_assert_cmpint (live_stage_run (stage, "history --since=12h"), ==, 69);
  g_assert_cmpstr (stage->terminal.out->str, ==, "");
  g_assert_cmpstr (stage->terminal.err->str, ==,
                   "plimsoll: Nothing is kept of the last 12 h. Readings are kept while the "
                   "service runs.\n");
  g_assert_cmpint (live_stage_run (stage, "history --csv"), ==, 69);
  g_assert_cmpstr (stage->terminal.out->str, ==, "account,limit,moment,used_percent\r\n");
}

/* Who is signed out now still sees what was. */
static void
test_signed_out (LiveStage *stage, gconstpointer data)
{
  live_stage_say_scene (stage, "signed-out");
  assert_writes (stage, "history --sparkline --since=1h --points=3",
                 "Session  ▆▇▁   0 %\n"
                 "Week     ▂▂▂  20 %\n");
}

/* What makes no sense is said. */
static void
test_wrong_words (LiveStage *stage, gconstpointer data)
{
  static const char *const lines[] = {
    "history --since=yesterday", "history --since=0",     "history --points=2001",
    "history --points=-1",       "history --csv --json",  "history --sparkline --csv",
    "history --account=nobody",  "history --since=5000d",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_string_truncate (stage->terminal.err, 0);
      g_assert_cmpint (live_stage_run (stage, lines[i]), ==, 64);
      g_assert_cmpstr (stage->terminal.err->str, !=, "");
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (LiveStage *stage, gconstpointer data);
  } cases[] = {
    { "/terminal/history/table", test_table },
    { "/terminal/history/narrow", test_narrow },
    { "/terminal/history/parts", test_parts },
    { "/terminal/history/days", test_days },
    { "/terminal/history/zone", test_zone },
    { "/terminal/history/sparkline", test_sparkline },
    { "/terminal/history/colors", test_colors },
    { "/terminal/history/csv", test_csv },
    { "/terminal/history/csv-quotes", test_csv_quotes },
    { "/terminal/history/json", test_json },
    { "/terminal/history/nothing", test_nothing },
    { "/terminal/history/signed-out", test_signed_out },
    { "/terminal/history/wrong-words", test_wrong_words },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, LiveStage, NULL, set_up, cases[i].run, live_stage_tear_down);
  return g_test_run ();
}
