/* test-claude-usage.c - what whole bodies of Claude's usage answer become.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One fixture for each oddity that was seen or can be feared, and beside it exactly the rows that a
 * person should see. Money has its own tests. */

#include "plimsoll-claude-fixture.h"
#include "plimsoll-moment.h"
#include "plimsoll-snapshot.h"

#include <math.h>

typedef struct
{
  const char *name; /* of the behaviour */
  const char *fixture;
  const char *rows; /* all of them */
} Body;

static const Body BODIES[] = {
  /* The oldest form, flat windows only: session, week, and each pool that is not null. */
  { "early-flat", "early-flat.json",
    "session|Session|session|-|29.5|2026-06-11T17:30:00Z|5h|normal\n"
    "week|Week|week|-|66|2026-06-15T05:00:00Z|168h|normal\n"
    "week:sonnet|Sonnet|week-scoped|Sonnet|11|2026-06-15T05:00:00Z|168h|normal\n" },
  /* Twins become one row: the fraction from the window, severity and binding from the list. The
   * product shares and the idle code name in this body are no limits. */
  { "list-and-windows", "limits-list.json",
    "session|Session|session|-|38.6|2026-09-24T12:20:00Z|5h|normal|binds\n"
    "week|Week|week|-|21|2026-09-28T08:00:00Z|168h|normal\n"
    "week:fable|Fable|week-scoped|Fable|9|2026-09-28T08:00:00Z|168h|normal\n"
    "spend on|7.25 EUR/30.00 EUR|24.1667|-\n" },
  /* The server's severities stand as given, and a scoped row without a reset has that of the week.
   */
  { "at-the-limit", "at-the-limit.json",
    "session|Session|session|-|100|2026-10-15T16:40:00Z|5h|critical|binds\n"
    "week|Week|week|-|76.5|2026-10-18T21:00:00Z|168h|warning\n"
    "week:fable|Fable|week-scoped|Fable|48|2026-10-18T21:00:00Z|168h|normal\n"
    "spend off|20.45 USD/20.00 USD|102.25|spend_limit_reached\n" },
  /* A company's seat has no windows: the dollar pool is a row, under a plain name. */
  { "enterprise-budget", "enterprise-budget.json",
    "budget:included|Included budget|budget|-|52.25|2026-11-01T00:00:00Z|0h|normal"
    "|313.50 USD/600.00 USD\n"
    "spend on|112.00 USD/400.00 USD|28|-\n" },
  /* Nothing used is 0 %, not unknown; a pool of money that holds nothing is not there. */
  { "idle", "idle.json",
    "session|Session|session|-|0|-|5h|normal\n"
    "week|Week|week|-|0|2026-11-10T10:00:00Z|168h|normal\n" },
  /* A body may hold a single window and that a single number. */
  { "session-only", "session-only.json", "session|Session|session|-|44|-|5h|normal\n" },
  /* An object without anything known is an answer without limits, not an error. */
  { "empty-object", "empty-object.json", "" },
  /* The installed program lists models apart; the copy of the whole week among them is dropped. */
  { "models-of-the-program", "cli-model-scoped.json",
    "session|Session|session|-|12|2026-11-03T18:00:00Z|5h|normal\n"
    "week:fable|Fable|week-scoped|Fable|3|2026-11-08T07:00:00Z|168h|normal\n" },
  /* No code name is ever a title: in use it is an "other limit", with dollars a budget, else
   * nothing. What looks like a window and is none (shares, saved resets, money, pools of the main
   * limit) is no row. */
  { "code-names", "code-names.json",
    "session|Session|session|-|5|2026-11-03T18:00:00Z|5h|normal\n"
    "week|Week|week|-|6|2026-11-08T07:00:00Z|168h|normal\n"
    "other:tangelo|Other limit|other|-|14|2026-11-20T00:00:00Z|0h|normal\n"
    "budget:brass-thimble|Budget|budget|-|25|2026-12-01T00:00:00Z|0h|normal"
    "|12.50 USD/50.00 USD\n" },
  /* Side pools have their own rows, one pool under two names has one, an unknown one no name. */
  { "side-pools", "side-pools.json",
    "session|Session|session|-|1|2026-11-03T18:00:00Z|5h|normal\n"
    "week|Week|week|-|2|2026-11-08T07:00:00Z|168h|normal\n"
    "week:opus|Opus|week-scoped|Opus|31.5|2026-11-08T07:00:00Z|168h|normal\n"
    "week:sonnet|Sonnet|week-scoped|Sonnet|0|2026-11-08T07:00:00Z|168h|normal\n"
    "week:oauth-apps|Connected apps|week-scoped|Connected apps|7|2026-11-09T07:00:00Z|168h|normal\n"
    "week:cowork|Cowork|week-scoped|Cowork|8|2026-11-09T07:00:00Z|168h|normal\n"
    "week:routines|Routines|week-scoped|Routines|9|2026-11-09T07:00:00Z|168h|normal\n"
    "week:marmalade|Other weekly limit|week-scoped|-|10|2026-11-09T07:00:00Z|168h|normal\n" },
  /* Beside a list, a flat pool is merged by name, is not counted twice under a longer name, and is
   * not lost when the list forgot it, unless nobody used it. */
  { "list-beside-side-pools", "list-beside-side-pools.json",
    "session|Session|session|-|10.25|2026-11-03T18:00:00Z|5h|normal\n"
    "week|Week|week|-|20.25|2026-11-08T07:00:00Z|168h|normal\n"
    "week:opus|Opus|week-scoped|Opus|30.25|2026-11-08T07:00:00Z|168h|normal\n"
    "week:sonnet-5|Sonnet 5|week-scoped|Sonnet 5|40|2026-11-08T07:00:00Z|168h|normal\n"
    "week:haiku|Haiku|week-scoped|Haiku|15|2026-11-08T07:00:00Z|168h|normal\n" },
  /* Unknown kinds stay, under general titles; unknown severities are judged by the percentage; what
   * is no entry is skipped; a row for all models is a copy of the week. */
  { "unknown-kinds", "unknown-kinds.json",
    "session|Session|session|-|3|2026-11-03T18:00:00Z|5h|normal\n"
    "week|Week|week|-|4|2026-11-08T07:00:00Z|168h|normal\n"
    "week:cowork|Cowork|week-scoped|Cowork|5|2026-11-08T07:00:00Z|168h|normal\n"
    "week:oauth-apps|Connected apps|week-scoped|Connected apps|6|2026-11-08T07:00:00Z|168h|normal\n"
    "week:chrome|Chrome|week-scoped|Chrome|7|2026-11-08T07:00:00Z|168h|normal\n"
    "week:marmalade|Other weekly limit|week-scoped|-|8|2026-11-08T07:00:00Z|168h|normal\n"
    "week:opus|Opus|week-scoped|Opus|55|2026-11-08T07:00:00Z|168h|normal\n"
    "month|Month|month|-|81|2026-12-01T00:00:00Z|0h|warning\n"
    "other:session-fable|Fable|other|Fable|96|-|5h|critical\n"
    "other:hourly-marmalade|Other limit|other|-|12|-|0h|normal\n" },
  /* The same limit twice in one list is one row: the first, with its gaps filled from the second.
   */
  { "same-limit-twice", "same-limit-twice.json",
    "session|Session|session|-|61|2026-11-03T18:00:00Z|5h|warning|binds\n"
    "week:fable|Fable|week-scoped|Fable|10|-|168h|normal\n" },
  /* Names keep their markup as text and lose controls, direction changes and excess length; one
   * that leaves nothing falls back to the surface, or to a general title. */
  { "hostile-names", "hostile-names.json",
    "week:b-bold-b-31mredgnihton|<b>Bold</b> & [31mredgnihton|week-scoped"
    "|<b>Bold</b> & [31mredgnihton|1|-|168h|normal\n"
    "week:line-breakrest|line breakrest|week-scoped|line breakrest|2|-|168h|normal\n"
    "week:web|Web|week-scoped|Web|3|-|168h|normal\n"
    "week:x-ba464d63|★★|week-scoped|★★|4|-|168h|normal\n"
    "week:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…|week-scoped"
    "|aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…|5|-|168h|normal\n"
    "week:half|half|week-scoped|half|6|-|168h|normal\n"
    "week:scoped|Other weekly limit|week-scoped|-|7|-|168h|normal\n" },
  /* Of a key that stands twice the last one counts, at every level, and nothing is added up. */
  { "duplicate-keys", "duplicate-keys.json",
    "session|Session|session|-|30|2026-11-03T18:00:00Z|5h|normal\n" },
  /* A body in which every known key has a wrong type is a body without limits. */
  { "all-wrong-types", "all-wrong-types.json", "" },
};

static void
test_body (gconstpointer data)
{
  const Body *body = data;
  gsize length = 0;
  g_autofree char *json = plimsoll_claude_fixture_read (body->fixture, &length);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_fixture_parse (json);
  g_autofree char *rows = plimsoll_claude_fixture_describe (usage);

  g_assert_cmpstr (rows, ==, body->rows);
}

typedef struct
{
  const char *scope;
  const char *reset; /* NULL: none */
} Reset;

/* Each form of a reset is the same moment to the minute, in UTC; what is no moment is none. */
static void
test_reset_forms (void)
{
  static const Reset RESETS[] = {
    { "six digits", "2026-11-03T18:00:00Z" },
    { "three digits", "2026-11-03T18:00:00Z" },
    { "no digits", "2026-11-03T18:00:00Z" },
    { "zulu", "2026-11-03T18:00:00Z" },
    { "other zone", "2026-11-03T18:00:00Z" },
    { "just before", "2026-11-03T18:00:00Z" },
    { "epoch seconds", "2026-11-03T18:00:00Z" },
    { "epoch milliseconds", "2026-11-03T18:00:00Z" },
    { "last second", "9999-12-31T23:59:59Z" },
    { "no zone", NULL },
    { "no such day", NULL },
    { "too late", NULL },
    { "garbage", NULL },
    { "huge", NULL },
    { "negative", NULL },
    { "boolean", NULL },
  };
  g_autofree char *json = plimsoll_claude_fixture_read ("reset-forms.json", NULL);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_fixture_parse (json);

  g_assert_cmpuint (usage->limits->len, ==, G_N_ELEMENTS (RESETS));
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (usage->limits, i));
      g_autofree char *reset =
          limit->resets_at != NULL ? plimsoll_moment_format (limit->resets_at) : NULL;

      g_assert_cmpstr (limit->scope, ==, RESETS[i].scope);
      g_assert_cmpstr (reset, ==, RESETS[i].reset);
    }
}

typedef struct
{
  const char *id;
  double percent;
} Percent;

/* A percentage is kept raw, above 100 too, and never rescaled; what cannot be one is unknown, not
 * 0. */
static void
test_odd_percentages (void)
{
  static const Percent PERCENTS[] = {
    { "session", NAN },       { "week", 101.5 },        { "week:huge", NAN },
    { "week:infinite", NAN }, { "week:text", NAN },     { "week:number-as-text", NAN },
    { "week:true", NAN },     { "week:null", NAN },     { "week:minus-nothing", 0 },
    { "week:one", 1 },        { "week:fraction", 0.4 }, { "week:bound", 1000 },
    { "week:beyond", NAN },   { "week:overflow", NAN },
  };
  g_autofree char *json = plimsoll_claude_fixture_read ("odd-percentages.json", NULL);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_fixture_parse (json);

  g_assert_cmpuint (usage->limits->len, ==, G_N_ELEMENTS (PERCENTS));
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = plimsoll_limit_peek (g_ptr_array_index (usage->limits, i));

      g_assert_cmpstr (limit->id, ==, PERCENTS[i].id);
      g_assert_cmpint (isnan (limit->used_percent), ==, isnan (PERCENTS[i].percent));
      if (!isnan (PERCENTS[i].percent))
        g_assert_cmpfloat (limit->used_percent, ==, PERCENTS[i].percent);
      g_assert_false (signbit (limit->used_percent) && limit->used_percent == 0.0);
    }
}

/* However many rows a server sends, at most 64 are kept, and the session and the week among them.
 */
static void
test_too_many_rows (void)
{
  g_autoptr (GString) json = g_string_new ("{\"limits\":[");
  g_autoptr (PlimsollClaudeUsage) usage = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (json,
                            "{\"kind\":\"weekly_scoped\",\"percent\":1,\"scope\":{\"model\":"
                            "{\"display_name\":\"model %u\"}}},",
                            i);
  g_string_append (json, "{\"kind\":\"weekly_all\",\"percent\":2}],"
                         "\"five_hour\":{\"utilization\":3}}");

  usage = plimsoll_claude_fixture_parse (json->str);
  g_assert_cmpuint (usage->limits->len, ==, PLIMSOLL_SNAPSHOT_MAX_LIMITS);
  g_assert_cmpstr (plimsoll_limit_peek (g_ptr_array_index (usage->limits, 0))->id, ==, "session");
  g_assert_cmpstr (plimsoll_limit_peek (g_ptr_array_index (usage->limits, 1))->id, ==, "week");
}

/* The same limit jitters by a second from one answer to the next, and is the same limit all the
 * same. */
static void
test_jitter_changes_nothing (void)
{
  g_autoptr (PlimsollClaudeUsage) before = plimsoll_claude_fixture_parse (
      "{\"five_hour\":{\"utilization\":5,\"resets_at\":\"2026-11-03T17:59:59.860011+00:00\"}}");
  g_autoptr (PlimsollClaudeUsage) after = plimsoll_claude_fixture_parse (
      "{\"five_hour\":{\"utilization\":5,\"resets_at\":\"2026-11-03T18:00:00.860011+00:00\"}}");

  g_assert_true (plimsoll_limit_equal (g_ptr_array_index (before->limits, 0),
                                       g_ptr_array_index (after->limits, 0)));
}

/* A body is useful when it has a number or money; rows of which nothing is known do not replace a
 * good picture. */
static void
test_usefulness (void)
{
  g_autoptr (PlimsollClaudeUsage) nothing = plimsoll_claude_fixture_parse ("{\"news\":true}");
  g_autoptr (PlimsollClaudeUsage) unknown = plimsoll_claude_fixture_parse (
      "{\"five_hour\":{\"utilization\":null,\"resets_at\":\"2026-11-03T18:00:00Z\"}}");
  g_autoptr (PlimsollClaudeUsage) zero =
      plimsoll_claude_fixture_parse ("{\"five_hour\":{\"utilization\":0}}");
  g_autoptr (PlimsollClaudeUsage) money = plimsoll_claude_fixture_parse (
      "{\"extra_usage\":{\"is_enabled\":true,\"used_credits\":5,\"monthly_limit\":null}}");

  g_assert_false (plimsoll_claude_usage_is_useful (nothing));
  g_assert_cmpuint (unknown->limits->len, ==, 1);
  g_assert_false (plimsoll_claude_usage_is_useful (unknown));
  g_assert_true (plimsoll_claude_usage_is_useful (zero));
  g_assert_true (plimsoll_claude_usage_is_useful (money));
}

/* The body says whether it carries the list at all, an empty one included. */
static void
test_has_limits_list (void)
{
  g_autoptr (PlimsollClaudeUsage) without = plimsoll_claude_fixture_parse ("{\"limits\":null}");
  g_autoptr (PlimsollClaudeUsage) with = plimsoll_claude_fixture_parse ("{\"limits\":[]}");

  g_assert_false (without->has_limits_list);
  g_assert_true (with->has_limits_list);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/claude/usage/body/%s", BODIES[i].name);

      g_test_add_data_func (path, &BODIES[i], test_body);
    }
  g_test_add_func ("/claude/usage/reset-forms", test_reset_forms);
  g_test_add_func ("/claude/usage/odd-percentages", test_odd_percentages);
  g_test_add_func ("/claude/usage/too-many-rows", test_too_many_rows);
  g_test_add_func ("/claude/usage/jitter-changes-nothing", test_jitter_changes_nothing);
  g_test_add_func ("/claude/usage/usefulness", test_usefulness);
  g_test_add_func ("/claude/usage/has-limits-list", test_has_limits_list);

  return g_test_run ();
}
