/* scenes.c - reports in every situation that the terminal has to put into words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One name for each situation, so that table, JSON and exit status are tested on the same ones. All
 * values are invented; moments are counted from the one at which they are looked at. */

#include "scenes.h"

#include <math.h>

#include "plimsoll-moment.h"
#include "plimsoll-snapshot-merge.h"

#define NOW_UNIX G_GINT64_CONSTANT (1795176300)
#define MINUTE 60
#define HOUR 3600
#define DAY 86400

typedef struct
{
  const char *id;
  const char *title;
  PlimsollLimitKind kind;
  double used_percent;
  int resets_in; /* seconds; 0 for not known */
  int window; /* seconds */
  PlimsollSeverity severity;
} LimitSketch;

static const LimitSketch LOOK[] = {
  { "session", "Session", PLIMSOLL_LIMIT_SESSION, 61, 2 * HOUR + 5 * MINUTE, 5 * HOUR, 0 },
  { "week", "Week", PLIMSOLL_LIMIT_WEEK, 22, 4 * DAY + HOUR, 7 * DAY, 0 },
  { "week:fable", "Fable", PLIMSOLL_LIMIT_WEEK_SCOPED, 77, 4 * DAY + HOUR, 7 * DAY,
    PLIMSOLL_SEVERITY_WARNING },
  { NULL },
};

static const LimitSketch PASSED[] = {
  { "session", "Session", PLIMSOLL_LIMIT_SESSION, 93, -5 * MINUTE, 5 * HOUR,
    PLIMSOLL_SEVERITY_WARNING },
  { "week", "Week", PLIMSOLL_LIMIT_WEEK, 22, 4 * DAY + HOUR, 7 * DAY, 0 },
  { NULL },
};

static const LimitSketch ODD[] = {
  { "session", "Session", PLIMSOLL_LIMIT_SESSION, 101.5, 12 * MINUTE, 5 * HOUR,
    PLIMSOLL_SEVERITY_CRITICAL },
  { "week", "Week", PLIMSOLL_LIMIT_WEEK, 0.4, 0, 7 * DAY, 0 },
  { "week:日本語モデル", "日本語モデル", PLIMSOLL_LIMIT_WEEK_SCOPED, 41.6, 6 * DAY, 7 * DAY, 0 },
  { "month", "Month", PLIMSOLL_LIMIT_MONTH, -1000, 20 * DAY, 0, 0 },
  { "week:long", "A model with a name that nobody will ever want to read in full",
    PLIMSOLL_LIMIT_WEEK_SCOPED, 99.6, 30, 7 * DAY, PLIMSOLL_SEVERITY_CRITICAL },
  { NULL },
};

GDateTime *
scenes_now (void)
{
  return plimsoll_moment_from_unix (NOW_UNIX);
}

static GDateTime *
moment (int seconds)
{
  return plimsoll_moment_from_unix (NOW_UNIX + seconds);
}

static PlimsollMoney *
money (gint64 minor_units)
{
  return plimsoll_money_new (minor_units, 2, "EUR");
}

/* The sketch's −1000 stands for "not known", which a static table cannot say. */
static GPtrArray *
draw (const LimitSketch *sketches)
{
  GPtrArray *limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);

  for (; sketches->id != NULL; sketches++)
    {
      g_autoptr (GDateTime) resets_at =
          sketches->resets_in != 0 ? moment (sketches->resets_in) : NULL;
      gboolean is_scoped = sketches->kind == PLIMSOLL_LIMIT_WEEK_SCOPED;

      g_ptr_array_add (
          limits,
          plimsoll_limit_new (&(PlimsollLimitFields){
              .id = sketches->id,
              .title = sketches->title,
              .kind = sketches->kind,
              .scope = is_scoped ? sketches->title : NULL,
              .used_percent = sketches->used_percent < -100 ? (double) NAN : sketches->used_percent,
              .resets_at = resets_at,
              .window = sketches->window * G_TIME_SPAN_SECOND,
              .severity = sketches->severity,
              .is_binding = sketches->kind == PLIMSOLL_LIMIT_SESSION,
          }));
    }

  return limits;
}

static PlimsollSnapshot *
photograph (GPtrArray *limits, int age, PlimsollSpend *spend, const char *identity)
{
  g_autoptr (GDateTime) observed_at = moment (-age);

  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = "oauth",
      .observed_at = observed_at,
      .plan = "Max 20x",
      .identity = identity,
      .limits = limits,
      .spend = spend,
  });
}

static PlimsollSnapshot *
photograph_look (int age)
{
  g_autoptr (GPtrArray) limits = draw (LOOK);
  g_autoptr (PlimsollMoney) used = money (520);
  g_autoptr (PlimsollMoney) cap = money (2000);
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (TRUE, used, cap, 26, NULL);

  return photograph (limits, age, spend, "someone@example.org");
}

static PlimsollSnapshot *
photograph_sketches (const LimitSketch *sketches)
{
  g_autoptr (GPtrArray) limits = draw (sketches);

  return photograph (limits, 110, NULL, NULL);
}

/* Every way in which spending can be worth a line: a budget as a limit, and extra usage that was
 * cut off. */
static PlimsollSnapshot *
photograph_money (void)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollMoney) used = money (51400);
  g_autoptr (PlimsollMoney) cap = money (80000);
  g_autoptr (PlimsollSpend) spend =
      plimsoll_spend_new (FALSE, used, NULL, 102.44, "spend_limit_reached");

  g_ptr_array_add (limits, plimsoll_limit_new (&(PlimsollLimitFields){
                               .id = "budget:included",
                               .title = "Included",
                               .kind = PLIMSOLL_LIMIT_BUDGET,
                               .used_percent = 64.25,
                               .used = used,
                               .cap = cap,
                           }));
  return photograph (limits, 30, spend, NULL);
}

/* Old numbers, but for the session, which a status line has told of since. */
static PlimsollSnapshot *
photograph_live_session (void)
{
  g_autoptr (PlimsollSnapshot) old = photograph_look (HOUR);
  g_autoptr (GDateTime) now = moment (0);
  g_autoptr (GDateTime) seen_at = moment (-MINUTE);
  const PlimsollLimitFields *session = plimsoll_limit_peek (plimsoll_snapshot_get_limit (old, 0));
  PlimsollLimitFields newer = *session;
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  const PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_STATUSLINE,
                                          .observed_at = seen_at,
                                          .limits = limits };
  g_autoptr (PlimsollSnapshot) part = NULL;

  newer.used_percent = session->used_percent + 10;
  g_ptr_array_add (limits, plimsoll_limit_new (&newer));
  part = plimsoll_snapshot_new (&fields);
  return plimsoll_snapshot_merge (old, part, now);
}

/* Takes over both. */
static PlimsollReport *
report (const char *id, const char *name, PlimsollSnapshot *snapshot, PlimsollProblem *problem)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new (id, "claude", name);
  g_autoptr (PlimsollSnapshot) own_snapshot = snapshot;
  g_autoptr (PlimsollProblem) own_problem = problem;

  return plimsoll_report_new (account, "key", own_snapshot, own_problem);
}

static PlimsollProblem *
problem (PlimsollCondition condition, const char *message, int retry_in)
{
  g_autoptr (GDateTime) retry_at = retry_in > 0 ? moment (retry_in) : NULL;

  return plimsoll_problem_new (condition, message, retry_at);
}

static const struct
{
  PlimsollCondition condition;
  const char *name;
  const char *message;
  int retry_in;
} REFUSALS[] = {
  { PLIMSOLL_CONDITION_SIGNED_OUT, "signed-out",
    "No Claude login found. Log in with Claude Code and Plimsoll picks it up by itself.", 0 },
  { PLIMSOLL_CONDITION_EXPIRED, "expired",
    "The Claude login has expired. Run any Claude Code command and it renews itself.", 0 },
  { PLIMSOLL_CONDITION_NO_SCOPE, "no-scope",
    "This login may run Claude but not read its limits. Log in with \"claude\" (not "
    "\"setup-token\").",
    0 },
  { PLIMSOLL_CONDITION_RATE_LIMITED, "rate-limited", "Anthropic asks for quiet until 12:35.",
    30 * MINUTE },
  { PLIMSOLL_CONDITION_OFFLINE, "offline", "No connection: the name could not be looked up.",
    MINUTE },
  { PLIMSOLL_CONDITION_BLOCKED, "blocked",
    "The network refuses access to Anthropic (proxy or region). Your login is fine.", 0 },
  { PLIMSOLL_CONDITION_TROUBLE, "trouble", "Anthropic's service is having trouble.", 15 * MINUTE },
  { PLIMSOLL_CONDITION_BAD_REPLY, "bad-reply",
    "The answer was not understood. It may have changed; an update may help.", 0 },
};

static void
add_refusal (GPtrArray *reports, const char *name, PlimsollSnapshot *snapshot)
{
  for (gsize i = 0; i < G_N_ELEMENTS (REFUSALS); i++)
    if (g_str_equal (REFUSALS[i].name, name))
      {
        g_ptr_array_add (reports, report ("claude:default", "Claude", snapshot,
                                          problem (REFUSALS[i].condition, REFUSALS[i].message,
                                                   REFUSALS[i].retry_in)));
        return;
      }

  g_error ("no scene %s", name);
}

static void
add_several (GPtrArray *reports)
{
  g_ptr_array_add (reports, report ("claude:default", "Claude", photograph_look (110), NULL));
  g_ptr_array_add (reports,
                   report ("claude:work", "Claude work", photograph_sketches (PASSED), NULL));
  add_refusal (reports, "signed-out", NULL);
}

const char *const *
scenes_list (void)
{
  static const char *const names[] = {
    "fresh",        "old",      "stale-offline", "stale-rate-limited",
    "live-session", "passed",   "odd",           "money",
    "nothing",      "several",  "none",          "signed-out",
    "expired",      "no-scope", "rate-limited",  "offline",
    "blocked",      "trouble",  "bad-reply",     NULL
  };

  return names;
}

GPtrArray *
scenes_make (const char *name)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);
  const char *id = "claude:default";

  if (g_str_equal (name, "none"))
    return reports;

  if (g_str_equal (name, "fresh"))
    g_ptr_array_add (reports, report (id, "Claude", photograph_look (110), NULL));
  else if (g_str_equal (name, "old"))
    g_ptr_array_add (reports, report (id, "Claude", photograph_look (2 * HOUR), NULL));
  else if (g_str_equal (name, "passed"))
    g_ptr_array_add (reports, report (id, "Claude", photograph_sketches (PASSED), NULL));
  else if (g_str_equal (name, "odd"))
    g_ptr_array_add (reports, report (id, "Claude", photograph_sketches (ODD), NULL));
  else if (g_str_equal (name, "money"))
    g_ptr_array_add (reports, report (id, "Claude", photograph_money (), NULL));
  else if (g_str_equal (name, "nothing"))
    g_ptr_array_add (reports, report (id, "Claude", photograph (NULL, 5, NULL, NULL), NULL));
  else if (g_str_equal (name, "several"))
    add_several (reports);
  else if (g_str_equal (name, "live-session"))
    add_refusal (reports, "offline", photograph_live_session ());
  else if (g_str_has_prefix (name, "stale-"))
    add_refusal (reports, name + strlen ("stale-"), photograph_look (13 * MINUTE));
  else
    add_refusal (reports, name, NULL);

  return reports;
}
