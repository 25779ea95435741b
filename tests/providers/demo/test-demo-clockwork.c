/* test-demo-clockwork.c - the invented numbers are such as a real account could have.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole month is lived through in steps of seven minutes, and every answer is read by the real
 * parser. What is checked is what a person would notice: a number that falls, a reset that jumps, a
 * moment that is over. */

#include "plimsoll-demo-clockwork.h"

#include <math.h>
#include <string.h>

#include "plimsoll-claude-usage.h"
#include "plimsoll-moment.h"
#include "plimsoll-severity.h"

#define STEP_SECONDS (7 * 60)
/* 2026-11-01T00:00:00Z, a Sunday, and 2026-12-01T00:00:00Z. */
#define MONTH_START G_GINT64_CONSTANT (1793491200)
#define MONTH_END G_GINT64_CONSTANT (1796083200)

/* One step of the month as the parser read it. */
typedef struct
{
  GDateTime *now; /* (owned) */
  PlimsollClaudeUsage *usage; /* (owned) */
} Step;

typedef void (*Visit) (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data);

/* (element-type Step): read once, because under a sanitizer a month takes half a minute to read. */
static GPtrArray *month;

static PlimsollClaudeUsage *
read_at (gint64 seconds)
{
  g_autoptr (GDateTime) now = plimsoll_moment_from_unix (seconds);
  g_autofree char *body = plimsoll_demo_clockwork_dup_body (now);
  g_autoptr (GError) error = NULL;
  PlimsollClaudeUsage *usage = plimsoll_claude_usage_parse (body, strlen (body), &error);

  g_assert_no_error (error);
  return usage;
}

static void
step_free (Step *step)
{
  g_date_time_unref (step->now);
  plimsoll_claude_usage_free (step->usage);
  g_free (step);
}

static GPtrArray *
read_month (void)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);

  for (gint64 seconds = MONTH_START; seconds < MONTH_END; seconds += STEP_SECONDS)
    {
      Step *step = g_new0 (Step, 1);

      step->now = plimsoll_moment_from_unix (seconds);
      step->usage = read_at (seconds);
      g_ptr_array_add (steps, step);
    }

  return steps;
}

static void
live_through_month (Visit visit, gpointer user_data)
{
  for (guint i = 0; i < month->len; i++)
    {
      const Step *step = g_ptr_array_index (month, i);

      visit (step->usage, step->now, user_data);
    }
}

static const PlimsollLimitFields *
limit_at (const PlimsollClaudeUsage *usage, guint index)
{
  return plimsoll_limit_peek (g_ptr_array_index (usage->limits, index));
}

static void
visit_form (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  static const char *const IDS[] = { "session", "week", "week:fable" };
  guint n_binding = 0;

  g_assert_cmpuint (usage->limits->len, ==, G_N_ELEMENTS (IDS));
  g_assert_true (usage->has_limits_list);
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = limit_at (usage, i);

      g_assert_cmpstr (limit->id, ==, IDS[i]);
      g_assert_cmpfloat (limit->used_percent, >=, 0.0);
      g_assert_cmpfloat (limit->used_percent, <=, 100.0);
      n_binding += limit->is_binding ? 1 : 0;
    }
  g_assert_cmpuint (n_binding, ==, 1);
  g_assert_cmpstr (limit_at (usage, 2)->title, ==, "Fable");
}

/* At every moment there are the session, the week and one model, each from 0 to 100 %, and one of
 * them binds. */
static void
test_form (void)
{
  live_through_month (visit_form, NULL);
}

static void
visit_resets (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = limit_at (usage, i);
      GTimeSpan left = 0;

      if (limit->resets_at == NULL)
        {
          g_assert_cmpint (limit->kind, ==, PLIMSOLL_LIMIT_SESSION);
          g_assert_cmpfloat (limit->used_percent, ==, 0.0);
          continue;
        }
      left = g_date_time_difference (limit->resets_at, now);
      g_assert_cmpint (left, >, 0);
      g_assert_cmpint (left, <=, limit->window);
      if (limit->kind == PLIMSOLL_LIMIT_SESSION)
        continue;
      g_assert_cmpint (g_date_time_get_day_of_week (limit->resets_at), ==, 1);
      g_assert_cmpint (g_date_time_get_hour (limit->resets_at), ==, 6);
    }
}

/* Every reset lies ahead, and no further than its window is long; only a session that nobody opened
 * has none. Weeks end on Mondays at 06:00 UTC. */
static void
test_resets (void)
{
  live_through_month (visit_resets, NULL);
}

/* What a limit was at the last step. */
typedef struct
{
  double used_percent[3];
  gint64 resets_at[3]; /* 0 for none */
} Before;

static void
visit_rise (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  Before *before = user_data;

  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = limit_at (usage, i);
      gint64 reset = limit->resets_at != NULL ? plimsoll_moment_to_unix (limit->resets_at) : 0;

      if (reset == before->resets_at[i])
        g_assert_cmpfloat (limit->used_percent, >=, before->used_percent[i]);
      else if (before->resets_at[i] != 0)
        g_assert_cmpint (before->resets_at[i], <=, plimsoll_moment_to_unix (now));
      before->resets_at[i] = reset;
      before->used_percent[i] = limit->used_percent;
    }
}

/* Within one window no number falls, and a window is followed by another only once it has ended. */
static void
test_rise (void)
{
  Before before = { .used_percent = { 0 } };

  live_through_month (visit_rise, &before);
}

/* The peaks of the month, to see whether it is a lively one. */
typedef struct
{
  guint n_full_sessions;
  guint n_modest_sessions;
  guint n_idle;
  guint n_late_weeks;
  double peak; /* of the session that is going on */
} Tally;

static void
visit_life (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  Tally *tally = user_data;
  const PlimsollLimitFields *session = limit_at (usage, 0);
  const PlimsollLimitFields *week = limit_at (usage, 1);

  tally->peak = MAX (tally->peak, session->used_percent);
  if (session->resets_at == NULL)
    {
      tally->n_full_sessions += tally->peak >= 100.0 ? 1 : 0;
      tally->n_modest_sessions += tally->peak > 0.0 && tally->peak < 60.0 ? 1 : 0;
      tally->n_idle++;
      tally->peak = 0.0;
    }
  if (g_date_time_difference (week->resets_at, now) < G_TIME_SPAN_HOUR && week->used_percent > 30.0
      && week->used_percent < 100.0)
    tally->n_late_weeks++;
}

/* Sessions differ: some are used up, some stay modest, between them is a pause; each week ends well
 * used. */
static void
test_life (void)
{
  Tally tally = { 0 };

  live_through_month (visit_life, &tally);
  g_assert_cmpuint (tally.n_full_sessions, >=, 3);
  g_assert_cmpuint (tally.n_full_sessions, <=, 30);
  g_assert_cmpuint (tally.n_modest_sessions, >=, 10);
  g_assert_cmpuint (tally.n_idle, >=, 100);
  /* Five Mondays lie in that month; the last hour before each reset has at least eight steps. */
  g_assert_cmpuint (tally.n_late_weeks, >=, 5 * 8);
}

static void
visit_spend (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  gint64 *cents = user_data;
  gint64 used = plimsoll_money_get_minor_units (plimsoll_spend_get_used (usage->spend));

  g_assert_true (plimsoll_spend_is_enabled (usage->spend));
  g_assert_cmpint (used, >=, *cents);
  g_assert_cmpint (used, <=,
                   plimsoll_money_get_minor_units (plimsoll_spend_get_cap (usage->spend)));
  *cents = used;
}

/* Money only grows over a month, stays within its cap, and begins again with the next one. */
static void
test_spend (void)
{
  gint64 cents = 0;
  g_autoptr (PlimsollClaudeUsage) next = read_at (MONTH_END);

  live_through_month (visit_spend, &cents);
  g_assert_cmpint (cents, >, 100);
  g_assert_cmpint (plimsoll_money_get_minor_units (plimsoll_spend_get_used (next->spend)), ==, 0);
}

static void
visit_severity (const PlimsollClaudeUsage *usage, GDateTime *now, gpointer user_data)
{
  for (guint i = 0; i < usage->limits->len; i++)
    {
      const PlimsollLimitFields *limit = limit_at (usage, i);

      if (limit->used_percent < 74.0)
        g_assert_cmpint (limit->severity, ==, PLIMSOLL_SEVERITY_NORMAL);
      if (limit->used_percent > 76.0)
        g_assert_cmpint (limit->severity, !=, PLIMSOLL_SEVERITY_NORMAL);
      if (limit->used_percent >= 100.0)
        g_assert_cmpint (limit->severity, ==, PLIMSOLL_SEVERITY_CRITICAL);
    }
}

/* The severity goes with the number. */
static void
test_severity (void)
{
  live_through_month (visit_severity, NULL);
}

/* (transfer full): the first reset of the body as text. */
static char *
dup_raw_reset (gint64 seconds)
{
  g_autoptr (GDateTime) now = plimsoll_moment_from_unix (seconds);
  g_autofree char *body = plimsoll_demo_clockwork_dup_body (now);
  const char *start = strstr (body, "\"2026-");

  g_assert_nonnull (start);
  return g_strndup (start, strlen ("\"2026-11-03T18:00:00.000000+00:00\""));
}

/* The raw reset trembles from one call to the next as the real one does; the same moment gives the
 * same body. */
static void
test_jitter (void)
{
  g_autofree char *first = dup_raw_reset (MONTH_START + 10 * 3600);
  g_autofree char *again = dup_raw_reset (MONTH_START + 10 * 3600);
  g_autofree char *later = dup_raw_reset (MONTH_START + 10 * 3600 + 60);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpstr (first, !=, later);
}

/* The body does not depend on the zone in which the moment is given. */
static void
test_zone (void)
{
  g_autoptr (GDateTime) utc = plimsoll_moment_from_unix (MONTH_START + 12345);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (-11 * 3600);
  g_autoptr (GDateTime) far = g_date_time_to_timezone (utc, zone);
  g_autofree char *here = plimsoll_demo_clockwork_dup_body (utc);
  g_autofree char *there = plimsoll_demo_clockwork_dup_body (far);

  g_assert_cmpstr (here, ==, there);
}

/* A clock that was never set, or set to the far end of time, gives an answer too. */
static void
test_odd_clocks (void)
{
  static const gint64 MOMENTS[] = { 0, 1, -1, -86400 * 400, 4102444800, 253402300799 };

  for (gsize i = 0; i < G_N_ELEMENTS (MOMENTS); i++)
    {
      g_autoptr (PlimsollClaudeUsage) usage = read_at (MOMENTS[i]);

      g_assert_cmpuint (usage->limits->len, ==, 3);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  month = read_month ();

  g_test_add_func ("/demo/clockwork/form", test_form);
  g_test_add_func ("/demo/clockwork/resets", test_resets);
  g_test_add_func ("/demo/clockwork/rise", test_rise);
  g_test_add_func ("/demo/clockwork/life", test_life);
  g_test_add_func ("/demo/clockwork/spend", test_spend);
  g_test_add_func ("/demo/clockwork/severity", test_severity);
  g_test_add_func ("/demo/clockwork/jitter", test_jitter);
  g_test_add_func ("/demo/clockwork/zone", test_zone);
  g_test_add_func ("/demo/clockwork/odd-clocks", test_odd_clocks);

  status = g_test_run ();
  g_ptr_array_unref (month);
  return status;
}
