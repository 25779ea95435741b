/* test-codex-usage.c - tests of reading Codex's answers, the server's and the program's.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table over the fixtures, each named after its oddity. "Now" is 2026-11-20 09:00 UTC. */

#include <math.h>
#include <string.h>

#include "limits-text.h"
#include "plimsoll-codex-credits.h"
#include "plimsoll-codex-usage.h"

/* One fixture and all that is made of it. */
typedef struct
{
  const char *fixture;
  gboolean is_of_program;
  const char *plan; /* NULL: none that is known */
  const char *rows;
} Body;

static const Body BODIES[] = {
  /* Session and week by their lengths, an extra limit as a scoped row, credits as an amount. */
  { "plus", FALSE, "Plus",
    "session|Session|session|-|34|2026-11-20T11:07:00Z|5h|normal\n"
    "week|Week|week|-|58|2026-11-23T20:40:00Z|168h|normal\n"
    "week:spark-feature|GPT-5.3-Codex-Spark|week-scoped|GPT-5.3-Codex-Spark|5"
    "|2026-11-26T03:53:00Z|168h|normal\n"
    "credits|Credits left: 12.50|budget|-|-|-|0h|normal|-/12.50 CREDITS\n" },
  /* The program's answer about the same account has the same ids and numbers. */
  { "program", TRUE, "Plus",
    "session|Session|session|-|34|2026-11-20T11:07:00Z|5h|normal\n"
    "week|Week|week|-|58|2026-11-23T20:40:00Z|168h|normal\n"
    "week:spark-feature|GPT-5.3-Codex-Spark|week-scoped|GPT-5.3-Codex-Spark|5"
    "|2026-11-26T03:53:00Z|168h|normal\n"
    "credits|Credits left: 12.50|budget|-|-|-|0h|normal|-/12.50 CREDITS\n" },
  /* A plan with only a week has it as "primary": it is the week all the same. */
  { "week-only", FALSE, "Go", "week|Week|week|-|71|2026-11-21T10:00:00Z|168h|normal\n" },
  /* The windows may stand the other way round. */
  { "swapped-windows", FALSE, "Pro",
    "session|Session|session|-|90|2026-11-20T11:07:00Z|5h|warning\n"
    "week|Week|week|-|20|2026-11-23T20:40:00Z|168h|normal\n" },
  /* Other lengths are called by their length, 299 minutes are the session, and a window without a
   * length is some other limit. */
  { "odd-lengths", FALSE, "Free",
    "other:sixth-window|Other limit|other|-|7|-|0h|normal\n"
    "other:90min|90 min|other|-|5|2026-11-20T11:07:00Z|1h|normal\n"
    "session|Session|session|-|6|2026-11-20T11:07:00Z|5h|normal\n"
    "other:24h|24 h|other|-|3|2026-11-20T11:07:00Z|24h|normal\n"
    "other:3d|3 days|other|-|4|2026-11-20T11:07:00Z|72h|normal\n"
    "month|Month|month|-|12|2026-12-11T14:40:00Z|720h|normal\n" },
  { "program-short-lengths", TRUE, "Business",
    "session|Session|session|-|100|2026-11-20T11:07:00Z|5h|critical|binds\n"
    "week|Week|week|-|58|2026-11-23T20:40:00Z|168h|normal\n"
    "spend on|39.5 CREDITS/40 CREDITS|98.75|-\n" },
  /* The fullest window is the one that stops work. */
  { "reached", FALSE, "Team",
    "session|Session|session|-|42|2026-11-20T11:07:00Z|5h|normal\n"
    "week|Week|week|-|100|2026-11-23T20:40:00Z|168h|critical|binds\n" },
  /* A reset may be said in seconds from now alone. */
  { "relative-resets", FALSE, "Plus",
    "session|Session|session|-|1|2026-11-20T11:04:00Z|5h|normal\n"
    "week|Week|week|-|2|2026-11-23T20:40:00Z|168h|normal\n" },
  /* Numbers may come as text, the balance as a number. */
  { "numeric-strings", FALSE, "Plus",
    "session|Session|session|-|34.5|2026-11-20T11:07:00Z|5h|normal\n"
    "week|Week|week|-|58|2026-11-23T20:40:00Z|168h|normal\n"
    "credits|Credits left: 7|budget|-|-|-|0h|normal|-/7 CREDITS\n" },
  /* What cannot be is not known; a little over a hundred can be. */
  { "impossible-numbers", FALSE, NULL,
    "other:other|Other limit|other|-|103.5|-|0h|critical\n"
    "session|Session|session|-|-|-|5h|normal\n"
    "week|Week|week|-|-|-|168h|normal\n" },
  /* Unlimited credits have no number; a person's cap within a workspace is spending. */
  { "unlimited-credits", FALSE, "Enterprise",
    "session|Session|session|-|0|2026-11-20T11:07:00Z|5h|normal\n"
    "credits|Credits: unlimited|budget|-|-|-|0h|normal\n"
    "spend on|61.75 CREDITS/250.00 CREDITS|24.7|-\n" },
  /* A purse that was never filled is no row. */
  { "empty-purse", FALSE, "Plus", "session|Session|session|-|10|2026-11-20T11:07:00Z|5h|normal\n" },
  /* Names keep their markup as text and lose controls; an internal code is never a title; of two
   * entries with one code the tighter counts; code review is a week of its own. */
  { "hostile-names", FALSE, "Plus",
    "week:code-review|Code review|week-scoped|Code review|9|2026-11-23T20:40:00Z|168h|normal\n"
    "other:session-bold|<b>Bold</b> & more, 5 h|other|<b>Bold</b> & more|2|-|5h|normal\n"
    "week:bold|Bold again|week-scoped|Bold again|8|-|168h|normal\n"
    "week:secret-code|Other weekly limit|week-scoped|-|3|-|168h|normal\n"
    "other:24h-x-ba464d63|★★, 24 h|other|★★|4|-|24h|normal\n"
    "week:additional|Other weekly limit|week-scoped|-|5|-|168h|normal\n" },
  { "all-null", FALSE, NULL, "" },
  { "wrong-types", FALSE, NULL, "other:primary-window|Other limit|other|-|-|-|0h|normal\n" },
};

static char *
read_fixture (const char *name, gsize *length)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "codex", file, NULL);
  g_autoptr (GError) error = NULL;
  char *data = NULL;

  g_file_get_contents (path, &data, length, &error);
  g_assert_no_error (error);
  return data;
}

static PlimsollCodexUsage *
read_body (const Body *body)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  g_autofree char *data = read_fixture (body->fixture, &length);
  g_autoptr (JsonNode) root = plimsoll_json_parse_object (data, length, &error);

  g_assert_no_error (error);
  if (body->is_of_program)
    return plimsoll_codex_usage_from_program (json_node_get_object (root), now);

  return plimsoll_codex_usage_parse (data, length, now, &error);
}

/* Each known answer, with its oddity, is read as a person would read it. */
static void
test_body (gconstpointer data)
{
  const Body *body = data;
  g_autoptr (PlimsollCodexUsage) usage = read_body (body);
  g_autofree char *rows = limits_text_describe (usage->limits, usage->spend);

  g_assert_cmpstr (rows, ==, body->rows);
  g_assert_cmpstr (usage->plan, ==, body->plan);
}

/* An answer without a number, credits or a cap is of no use; each of the three is. */
static void
test_useful (void)
{
  static const struct
  {
    const char *json;
    gboolean is_useful;
  } rows[] = {
    { "{}", FALSE },
    { "{\"rate_limit\":{\"primary_window\":{\"used_percent\":null}}}", FALSE },
    { "{\"rate_limit\":{\"primary_window\":{\"used_percent\":0}}}", TRUE },
    { "{\"credits\":{\"has_credits\":true,\"balance\":\"3\"}}", TRUE },
    { "{\"individual_limit\":{\"used\":\"0\",\"limit\":\"10\"}}", TRUE },
  };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollCodexUsage) usage =
          plimsoll_codex_usage_parse (rows[i].json, strlen (rows[i].json), now, NULL);

      g_assert_true (plimsoll_codex_usage_is_useful (usage) == rows[i].is_useful);
    }
}

/* What is no JSON object is an error, not an answer without limits. */
static void
test_not_json (void)
{
  static const char *const texts[] = { "", "<html></html>", "[]", "{\"rate_limit\":{" };
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plimsoll_codex_usage_parse (texts[i], strlen (texts[i]), now, &error));
      g_assert_nonnull (error);
    }
}

/* A balance keeps every digit it has, up to six decimals, and is never rounded up. */
static void
test_balance (void)
{
  static const struct
  {
    const char *text;
    const char *money; /* NULL: not believed */
  } rows[] = {
    { "12.50", "12.50" },
    { "0", "0" },
    { "-3.25", "-3.25" },
    { "0.1", "0.1" },
    { "9.99999999", "9.999999" },
    { "123456789012", "123456789012" },
    { "1234567890123", NULL },
    { "", NULL },
    { "-", NULL },
    { ".5", NULL },
    { "5.", NULL },
    { "1e3", NULL },
    { "12,50", NULL },
    { " 1", NULL },
    { "1.2.3", NULL },
    { "NaN", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollMoney) money = plimsoll_codex_credits_parse (rows[i].text);
      g_autofree char *text = money != NULL ? plimsoll_money_format (money) : NULL;

      g_assert_cmpstr (text, ==, rows[i].money);
    }
}

/* Known plans have their names, unknown ones none. */
static void
test_plans (void)
{
  g_assert_cmpstr (plimsoll_codex_plan_label ("prolite"), ==, "Pro Lite");
  g_assert_cmpstr (plimsoll_codex_plan_label ("Free_Workspace"), ==, "Free Workspace");
  g_assert_null (plimsoll_codex_plan_label ("internal_code_7"));
  g_assert_null (plimsoll_codex_plan_label (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (BODIES); i++)
    {
      g_autofree char *path = g_strconcat ("/codex/usage/", BODIES[i].fixture, NULL);

      g_test_add_data_func (path, &BODIES[i], test_body);
    }
  g_test_add_func ("/codex/usage/useful", test_useful);
  g_test_add_func ("/codex/usage/not-json", test_not_json);
  g_test_add_func ("/codex/usage/balance", test_balance);
  g_test_add_func ("/codex/usage/plans", test_plans);
  return g_test_run ();
}
