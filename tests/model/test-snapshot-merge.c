/* test-snapshot-merge.c - two observations of one account, made into one picture.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most of it is a table: two pictures in short notation, and the one that must come of them,
 * whichever of the two was there first, unless the order is what is tested. */

#include "plimsoll-snapshot-merge.h"

#include <math.h>

#include "samples.h"

/* Minutes after SAMPLE_START at which everything is looked at. */
#define NOW 60
#define SESSION_END 240
#define WEEK_END 4000

/* A picture: "source@minute: id=percent/end …" where percent may be "?" and end "-". */
static PlimsollLimit *
make_limit (const char *text)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "=/", 3);
  gboolean is_session = g_str_equal (parts[0], "session");
  gboolean is_week = g_str_equal (parts[0], "week");
  g_autoptr (GDateTime) resets_at =
      parts[2][0] != '-' ? sample_moment (g_ascii_strtoll (parts[2], NULL, 10) * 60) : NULL;
  double percent = parts[1][0] == '?' ? (double) NAN : g_ascii_strtod (parts[1], NULL);
  const PlimsollLimitFields fields = {
    .id = parts[0],
    .title = parts[0],
    .kind = is_session ? PLIMSOLL_LIMIT_SESSION
            : is_week  ? PLIMSOLL_LIMIT_WEEK
                       : PLIMSOLL_LIMIT_WEEK_SCOPED,
    .used_percent = percent,
    .resets_at = resets_at,
    .severity = plimsoll_severity_from_percent (percent),
  };

  return plimsoll_limit_new (&fields);
}

static PlimsollSnapshot *
make_with (const char *text, const char *plan, PlimsollSpend *spend, const char *identity)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_auto (GStrv) head = g_strsplit_set (words[0], "@:", 3);
  g_autoptr (GDateTime) observed_at = sample_moment (g_ascii_strtoll (head[1], NULL, 10) * 60);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  const PlimsollSnapshotFields fields = { .source = head[0],
                                          .observed_at = observed_at,
                                          .plan = plan,
                                          .identity = identity,
                                          .limits = limits,
                                          .spend = spend };

  for (gsize i = 1; words[i] != NULL; i++)
    g_ptr_array_add (limits, make_limit (words[i]));

  return plimsoll_snapshot_new (&fields);
}

static PlimsollSnapshot *
make (const char *text)
{
  return make_with (text, NULL, NULL, NULL);
}

static gint64
get_minute (GDateTime *moment)
{
  return (g_date_time_to_unix (moment) - SAMPLE_START) / 60;
}

/* "oauth@50: session=42/240 week=17/4000[statusline@55]": the origin only where it is another. */
static char *
describe (PlimsollSnapshot *snapshot)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s@%d:", plimsoll_snapshot_get_source (snapshot),
                          (int) get_minute (plimsoll_snapshot_get_observed_at (snapshot)));
  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

      g_string_append_printf (text, " %s=", fields->id);
      if (isnan (fields->used_percent))
        g_string_append_c (text, '?');
      else
        g_string_append_printf (text, "%g", fields->used_percent);
      if (fields->resets_at != NULL)
        g_string_append_printf (text, "/%d", (int) get_minute (fields->resets_at));
      else
        g_string_append (text, "/-");
      if (fields->source != NULL)
        g_string_append_printf (text, "[%s@%d]", fields->source,
                                (int) get_minute (fields->observed_at));
    }

  return g_string_free (text, FALSE);
}

static void
assert_merges (const char *held, const char *offered, const char *expected)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) a = make (held);
  g_autoptr (PlimsollSnapshot) b = make (offered);
  g_autoptr (PlimsollSnapshot) merged = plimsoll_snapshot_merge (a, b, now);
  g_autofree char *description = describe (merged);

  g_assert_cmpstr (description, ==, expected);
}

typedef struct
{
  const char *path;
  const char *one;
  const char *two;
  const char *expected;
} Row;

/* Each of these is a requirement, and holds whichever of the two pictures came first. */
static const Row ROWS[] = {
  /* Of two whole pictures the newer stands alone. */
  { "newer-whole", "oauth@50: session=42/240 week=17/4000", "oauth@55: session=43/240 week=18/4000",
    "oauth@55: session=43/240 week=18/4000" },
  /* What a newer whole picture does not list any more is gone. */
  { "limit-gone", "oauth@50: session=42/240 week:opus=5/4000", "cli@55: session=43/240",
    "cli@55: session=43/240" },
  /* The cache may be newer than what we asked for ourselves, and is taken then. */
  { "cache-newer", "oauth@50: session=42/240", "cache@55: session=44/240",
    "cache@55: session=44/240" },
  /* An older cache changes nothing, nor does it bring back a limit that is gone. */
  { "cache-older", "oauth@50: session=42/240", "cache@45: session=40/240 week:opus=5/4000",
    "oauth@50: session=42/240" },
  /* The status line renews its two rows and says so; the others stay as old as they are. */
  { "statusline-newer", "oauth@50: session=42/240 week=17/4000 week:fable=9/4000",
    "statusline@55: session=60/240 week=20/4000",
    "oauth@50: session=60/240[statusline@55] week=20/4000[statusline@55] week:fable=9/4000" },
  /* A window that the status line does not mention is not gone. */
  { "statusline-part", "oauth@50: session=42/240 week=17/4000", "statusline@55: week=20/4000",
    "oauth@50: session=42/240 week=20/4000[statusline@55]" },
  /* An older status line changes nothing. */
  { "statusline-older", "oauth@50: session=42/240 week=17/4000", "statusline@45: session=60/240",
    "oauth@50: session=42/240 week=17/4000" },
  /* Beside the status line a whole picture is the frame, however old it is. */
  { "frame", "cache@5: session=12/240 week:fable=9/4000", "statusline@55: session=60/240",
    "cache@5: session=60/240[statusline@55] week:fable=9/4000" },
  /* A limit that only a newer status line knows becomes a row in its usual place. */
  { "row-from-part", "oauth@50: session=42/240 week:fable=9/4000", "statusline@55: week=20/4000",
    "oauth@50: session=42/240 week=20/4000[statusline@55] week:fable=9/4000" },
  /* Two status lines complete each other. */
  { "two-parts", "statusline@50: session=42/240 week=17/4000", "statusline@55: session=43/240",
    "statusline@55: session=43/240 week=17/4000[statusline@50]" },
  /* Another program that repeats an older, lower number of the same window is an echo. */
  { "echo", "oauth@50: session=42/240", "statusline@55: session=30/240",
    "oauth@50: session=42/240" },
  /* So is one that still speaks of the window before. */
  { "echo-of-window", "oauth@50: session=2/240", "statusline@55: session=90/100",
    "oauth@50: session=2/240" },
  /* A new window begins low, and that is no echo. */
  { "new-window", "oauth@50: session=90/100", "statusline@55: session=2/240",
    "oauth@50: session=2/240[statusline@55]" },
  /* Where both agree but for the rounding, the finer number stays and is known to be newer. */
  { "rounding", "oauth@50: session=42.4/240", "statusline@55: session=42/240",
    "oauth@50: session=42.4/240[statusline@55]" },
  /* A reading whose window is over comes from nobody. */
  { "over", "oauth@30: session=10/40 week=17/4000", "statusline@45: session=60/50 week=17/4000",
    "oauth@30: session=10/40 week=17/4000[statusline@45]" },
  /* An unknown reading is none: what is known of the same window stays until it ends. */
  { "unknown", "oauth@50: session=42/240 week=17/4000", "cli@55: session=?/240 week=18/4000",
    "cli@55: session=42/240[oauth@50] week=18/4000" },
  { "unknown-over", "oauth@30: session=42/50", "cli@55: session=?/-", "cli@55: session=?/-" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;

  assert_merges (row->one, row->two, row->expected);
  assert_merges (row->two, row->one, row->expected);
}

/* Moments are whole seconds: of two in the same one the later to come counts. */
static void
test_same_second (void)
{
  assert_merges ("oauth@55: session=42/240", "oauth@55: session=43/240",
                 "oauth@55: session=43/240");
  assert_merges ("oauth@55: session=43/240", "oauth@55: session=42/240",
                 "oauth@55: session=42/240");
}

/* What was made before the clock was put right gives way, whole or in part. */
static void
test_future (void)
{
  assert_merges ("oauth@9000: session=42/240", "oauth@55: session=43/240",
                 "oauth@55: session=43/240");
  assert_merges ("oauth@9000: session=42/240", "statusline@55: session=43/240",
                 "oauth@9000: session=43/240[statusline@55]");
}

/* A late answer does not undo what a feed has told since it was asked for. */
static void
test_late_answer (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) whole = make ("oauth@40: session=42/240 week:fable=9/4000");
  g_autoptr (PlimsollSnapshot) part = make ("statusline@55: session=60/240");
  g_autoptr (PlimsollSnapshot) late = make ("oauth@50: session=50/240 week:fable=10/4000");
  g_autoptr (PlimsollSnapshot) first = plimsoll_snapshot_merge (whole, part, now);
  g_autoptr (PlimsollSnapshot) second = plimsoll_snapshot_merge (first, late, now);
  g_autofree char *description = describe (second);

  g_assert_cmpstr (description, ==, "oauth@50: session=60/240[statusline@55] week:fable=10/4000");
}

/* What brings nothing gives the very same picture back, so that nobody is told of a change. */
static void
test_nothing_new (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) held = make ("oauth@50: session=42/240");
  g_autoptr (PlimsollSnapshot) older = make ("cache@45: session=40/240");
  g_autoptr (PlimsollSnapshot) same = plimsoll_snapshot_merge (held, older, now);
  g_autoptr (PlimsollSnapshot) alone = plimsoll_snapshot_merge (held, NULL, now);
  g_autoptr (PlimsollSnapshot) first = plimsoll_snapshot_merge (NULL, held, now);

  g_assert_true (same == held);
  g_assert_true (alone == held);
  g_assert_true (first == held);
  g_assert_null (plimsoll_snapshot_merge (NULL, NULL, now));
}

/* Severity follows the number: it rises with a feed's, and a new window starts without the old
 * one's. */
static void
test_severity (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) held = make ("oauth@50: session=42/240 week=96/100");
  g_autoptr (PlimsollSnapshot) part = make ("statusline@55: session=97/240 week=1/4000");
  g_autoptr (PlimsollSnapshot) merged = plimsoll_snapshot_merge (held, part, now);

  g_assert_cmpint (plimsoll_limit_peek (plimsoll_snapshot_get_limit (merged, 0))->severity, ==,
                   PLIMSOLL_SEVERITY_CRITICAL);
  g_assert_cmpint (plimsoll_limit_peek (plimsoll_snapshot_get_limit (merged, 1))->severity, ==,
                   PLIMSOLL_SEVERITY_NORMAL);
}

/* Plan and money stay when the newer source tells none, money with its own moment; a source that
 * does tell of money and tells none has none. */
static void
test_rest (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (TRUE, used, NULL, NAN, NULL);
  g_autoptr (PlimsollSnapshot) held =
      make_with ("oauth@50: session=42/240", "Max 20x", spend, "me@example.org");
  g_autoptr (PlimsollSnapshot) asked = make ("cli@55: session=43/240");
  g_autoptr (PlimsollSnapshot) server = make ("oauth@55: session=43/240");
  g_autoptr (PlimsollSnapshot) by_cli = plimsoll_snapshot_merge (held, asked, now);
  g_autoptr (PlimsollSnapshot) by_server = plimsoll_snapshot_merge (held, server, now);

  g_assert_true (plimsoll_spend_equal (plimsoll_snapshot_get_spend (by_cli), spend));
  g_assert_cmpint (get_minute (plimsoll_snapshot_get_spend_observed_at (by_cli)), ==, 50);
  g_assert_cmpint (get_minute (plimsoll_snapshot_get_observed_at (by_cli)), ==, 55);
  g_assert_cmpstr (plimsoll_snapshot_get_plan (by_cli), ==, "Max 20x");
  g_assert_null (plimsoll_snapshot_get_spend (by_server));
  g_assert_cmpstr (plimsoll_snapshot_get_plan (by_server), ==, "Max 20x");
}

/* The address stays beside a status line, which never has one, and goes with a whole picture that
 * was asked for without. */
static void
test_identity (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) held =
      make_with ("oauth@50: session=42/240", NULL, NULL, "me@example.org");
  g_autoptr (PlimsollSnapshot) part = make ("statusline@55: session=43/240");
  g_autoptr (PlimsollSnapshot) whole = make ("oauth@55: session=43/240");
  g_autoptr (PlimsollSnapshot) by_part = plimsoll_snapshot_merge (held, part, now);
  g_autoptr (PlimsollSnapshot) by_whole = plimsoll_snapshot_merge (held, whole, now);

  g_assert_cmpstr (plimsoll_snapshot_get_identity (by_part), ==, "me@example.org");
  g_assert_null (plimsoll_snapshot_get_identity (by_whole));
}

/* The age of a picture is that of its oldest limit. */
static void
test_age (void)
{
  g_autoptr (GDateTime) now = sample_moment (NOW * 60);
  g_autoptr (PlimsollSnapshot) held = make ("oauth@40: session=42/240 week=17/4000");
  g_autoptr (PlimsollSnapshot) part = make ("statusline@55: session=43/240");
  g_autoptr (PlimsollSnapshot) both = make ("statusline@58: session=44/240 week=18/4000");
  g_autoptr (PlimsollSnapshot) first = plimsoll_snapshot_merge (held, part, now);
  g_autoptr (PlimsollSnapshot) second = plimsoll_snapshot_merge (first, both, now);

  g_assert_cmpint (plimsoll_snapshot_get_age (first, now), ==, 20 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (plimsoll_snapshot_get_age (second, now), ==, 2 * G_TIME_SPAN_MINUTE);
  g_assert_cmpint (get_minute (plimsoll_snapshot_get_observed_at (second)), ==, 40);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_autofree char *path = g_strconcat ("/model/snapshot-merge/", ROWS[i].path, NULL);

      g_test_add_data_func (path, &ROWS[i], test_row);
    }
  g_test_add_func ("/model/snapshot-merge/same-second", test_same_second);
  g_test_add_func ("/model/snapshot-merge/future", test_future);
  g_test_add_func ("/model/snapshot-merge/late-answer", test_late_answer);
  g_test_add_func ("/model/snapshot-merge/nothing-new", test_nothing_new);
  g_test_add_func ("/model/snapshot-merge/severity", test_severity);
  g_test_add_func ("/model/snapshot-merge/rest", test_rest);
  g_test_add_func ("/model/snapshot-merge/identity", test_identity);
  g_test_add_func ("/model/snapshot-merge/age", test_age);

  return g_test_run ();
}
