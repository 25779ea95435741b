/* window-scenes.c - accounts in every condition, as tests and gallery put them on cards.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The messages are those that the Claude provider makes. */

#include "window-scenes.h"

#include <math.h>

#include "plimsoll-moment.h"

#define FRESH PLIMSOLL_CONDITION_FRESH
#define SESSION_END "2026-11-20T14:10:00Z"
#define WEEK_END "2026-11-23T09:59:00Z"

const WindowScene WINDOW_SCENES[] = {
  { "fresh", FRESH, NULL, TRUE, 61, SESSION_END, 2, 1 },
  { "low", FRESH, NULL, TRUE, 0.4, SESSION_END, 0, 0 },
  { "warning", FRESH, NULL, TRUE, 86, SESSION_END, 2, 1 },
  { "critical", FRESH, NULL, TRUE, 97, SESSION_END, 2, 1 },
  { "used-up", FRESH, NULL, TRUE, 104, SESSION_END, 2, 1 },
  { "reset-passed", FRESH, NULL, TRUE, 61, "2026-11-20T12:04:00Z", 6, 0 },
  { "stale", FRESH, NULL, TRUE, 61, SESSION_END, 45, 1 },
  { "eight-limits", FRESH, NULL, TRUE, 61, SESSION_END, 2, 6 },
  { "rate-limited", PLIMSOLL_CONDITION_RATE_LIMITED, "2026-11-20T12:20:00Z", TRUE, 61, SESSION_END,
    13, 1 },
  { "offline", PLIMSOLL_CONDITION_OFFLINE, NULL, TRUE, 86, SESSION_END, 13, 1 },
  { "loading", PLIMSOLL_CONDITION_LOADING, NULL, FALSE, NAN, NULL, 0, 0 },
  { "signed-out", PLIMSOLL_CONDITION_SIGNED_OUT, NULL, FALSE, NAN, NULL, 0, 0 },
  { "expired", PLIMSOLL_CONDITION_EXPIRED, NULL, TRUE, 34, SESSION_END, 120, 0 },
  { "no-scope", PLIMSOLL_CONDITION_NO_SCOPE, NULL, FALSE, NAN, NULL, 0, 0 },
  { "blocked", PLIMSOLL_CONDITION_BLOCKED, NULL, FALSE, NAN, NULL, 0, 0 },
  { "trouble", PLIMSOLL_CONDITION_TROUBLE, "2026-11-20T12:15:00Z", FALSE, NAN, NULL, 0, 0 },
  { "bad-reply", PLIMSOLL_CONDITION_BAD_REPLY, NULL, FALSE, NAN, NULL, 0, 0 },
  { NULL },
};

static const char *const MESSAGES[] = {
  [PLIMSOLL_CONDITION_SIGNED_OUT] = "No Claude login found. Log in with Claude Code and Plimsoll "
                                    "picks it up by itself.",
  [PLIMSOLL_CONDITION_EXPIRED] = "The Claude login has expired. Run any Claude Code command and it "
                                 "renews itself.",
  [PLIMSOLL_CONDITION_NO_SCOPE] = "This login may run Claude but not read its limits. Log in with "
                                  "\"claude\" (not \"setup-token\").",
  [PLIMSOLL_CONDITION_RATE_LIMITED] = "Anthropic asks for quiet until 12:20.",
  [PLIMSOLL_CONDITION_OFFLINE] = "No connection: the name api.anthropic.com could not be looked "
                                 "up. Check that the network is up.",
  [PLIMSOLL_CONDITION_BLOCKED] = "The network refuses access to Anthropic (proxy or region). Your "
                                 "login is fine; try another network.",
  [PLIMSOLL_CONDITION_TROUBLE] = "Anthropic's service is having trouble.",
  [PLIMSOLL_CONDITION_BAD_REPLY] = "The answer was not understood. It may have changed; an update "
                                   "may help.",
};

static const char *const SCOPES[] = {
  "Fable",  "Opus",     "Sonnet & <b>friends</b>", "A model with quite a long name",
  "Cowork", "Routines",
};

static GDateTime *
parse (const char *text)
{
  return text != NULL ? plimsoll_moment_parse (text) : NULL;
}

static void
add_limit (GPtrArray *limits,
           const char *id,
           const char *title,
           PlimsollLimitKind kind,
           double used_percent,
           const char *resets_at)
{
  g_autoptr (GDateTime) end = parse (resets_at);
  GTimeSpan window = kind == PLIMSOLL_LIMIT_SESSION ? 5 * G_TIME_SPAN_HOUR : 7 * G_TIME_SPAN_DAY;

  g_ptr_array_add (limits, plimsoll_limit_new (&(PlimsollLimitFields){
                               .id = id,
                               .title = title,
                               .kind = kind,
                               .used_percent = used_percent,
                               .resets_at = end,
                               .window = window,
                               .severity = plimsoll_severity_from_percent (used_percent),
                           }));
}

/* (transfer full) */
static PlimsollSnapshot *
make_snapshot (const WindowScene *scene, GDateTime *observed_at)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "EUR");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "EUR");
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (TRUE, used, cap, 26, NULL);

  add_limit (limits, "session", "Session", PLIMSOLL_LIMIT_SESSION, scene->session,
             scene->session_resets_at);
  add_limit (limits, "week", "Week", PLIMSOLL_LIMIT_WEEK, 22, WEEK_END);
  for (guint i = 0; i < scene->n_scoped; i++)
    {
      g_autofree char *id = g_strdup_printf ("week:%u", i);

      add_limit (limits, id, SCOPES[i], PLIMSOLL_LIMIT_WEEK_SCOPED, i == 0 ? 57 : 85 - 12.0 * i,
                 WEEK_END);
    }

  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = "oauth",
      .observed_at = observed_at,
      .plan = "Max 20x",
      .limits = limits,
      .spend = scene->n_scoped > 0 ? spend : NULL,
  });
}

PlimsollClock *
window_clock_new (void)
{
  g_autoptr (GDateTime) now = parse (WINDOW_NOW);

  return plimsoll_clock_new_manual (now);
}

static void
take (PlimsollMeter *meter, const WindowScene *scene, GDateTime *observed_at, GDateTime *now)
{
  g_autoptr (PlimsollSnapshot) snapshot =
      scene->has_numbers ? make_snapshot (scene, observed_at) : NULL;
  g_autoptr (GDateTime) retry_at = parse (scene->retry_at);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_condition_is_refusal (scene->problem)
          ? plimsoll_problem_new (scene->problem, MESSAGES[scene->problem], retry_at)
          : NULL;
  g_autoptr (PlimsollReport) report = NULL;

  if (snapshot == NULL && problem == NULL)
    return;

  report = plimsoll_report_new (plimsoll_meter_get_account (meter), NULL, snapshot, problem);
  plimsoll_meter_take (meter, report, now);
}

PlimsollMeter *
window_meter_new (const WindowScene *scene, const char *id, const char *name)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new_from_id (id, name);
  g_autoptr (GDateTime) now = parse (WINDOW_NOW);
  g_autoptr (GDateTime) observed_at =
      g_date_time_add (now, -scene->age_minutes * G_TIME_SPAN_MINUTE);
  PlimsollMeter *meter = plimsoll_meter_new (account, 10 * G_TIME_SPAN_MINUTE);

  take (meter, scene, observed_at, now);
  return meter;
}

const WindowScene *
window_scene_find (const char *name)
{
  for (const WindowScene *scene = WINDOW_SCENES; scene->name != NULL; scene++)
    if (g_str_equal (scene->name, name))
      return scene;

  g_error ("no scene %s", name);
}

void
window_meter_take_session (PlimsollMeter *meter, const WindowScene *scene, GDateTime *now)
{
  take (meter, scene, now, now);
}
