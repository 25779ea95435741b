/* plimsoll-gate.c - whether there is headroom enough to go on.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure arithmetic over reports and a given now. Use only grows until the reset, so an old number
 * at or above the mark is still proof of a closed gate; an old number below it proves nothing. A
 * window whose reset has passed has no use in it yet: its gate is open, for as long as a next
 * answer may take to arrive. */
#include "plimsoll-gate.h"

#include <math.h>

#include "plimsoll-show-words.h"

/* A reset longer ago than this tells nothing any more: others have worked in the new window. */
#define RESET_HOLDS PLIMSOLL_SHOW_FRESH_FOR

static PlimsollGateState
judge_limit (PlimsollLimit *limit, gboolean is_fresh, double below, GDateTime *now)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  if (plimsoll_limit_is_over (limit, now))
    return g_date_time_difference (now, fields->resets_at) <= RESET_HOLDS ? PLIMSOLL_GATE_OPEN
                                                                          : PLIMSOLL_GATE_UNKNOWN;
  if (isnan (fields->used_percent))
    return PLIMSOLL_GATE_UNKNOWN;
  if (fields->used_percent >= below)
    return PLIMSOLL_GATE_CLOSED;
  return is_fresh ? PLIMSOLL_GATE_OPEN : PLIMSOLL_GATE_UNKNOWN;
}

/* The order in which states outweigh each other: what is sure to forbid comes first. */
static guint
get_weight (PlimsollGateState state)
{
  static const guint weights[] = {
    [PLIMSOLL_GATE_OPEN] = 1,
    [PLIMSOLL_GATE_CLOSED] = 3,
    [PLIMSOLL_GATE_UNKNOWN] = 2,
    [PLIMSOLL_GATE_NO_LOGIN] = 0,
  };

  return weights[state];
}

/* TRUE when `candidate` says more than `best`; of two of a kind the higher reading does. */
static gboolean
outweighs (const PlimsollGateView *candidate, const PlimsollGateView *best, GDateTime *now)
{
  guint weight = get_weight (candidate->state);
  guint best_weight = get_weight (best->state);

  if (best->report == NULL || weight != best_weight)
    return best->report == NULL || weight > best_weight;
  return candidate->limit != NULL
         && (best->limit == NULL
             || plimsoll_limit_get_reading (candidate->limit, now)
                    > plimsoll_limit_get_reading (best->limit, now));
}

/* An unknown number of a limit that nobody named must not hold up everything: windows that were
 * never used have none. */
static gboolean
counts (PlimsollLimit *limit, const PlimsollGateRule *rule)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);

  if (rule->limit != NULL)
    return g_str_equal (fields->id, rule->limit);
  return !isnan (fields->used_percent);
}

/* A report without numbers, or without one that counts. */
static PlimsollGateState
judge_numberless (PlimsollReport *report)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);

  return problem != NULL
                 && plimsoll_condition_is_login_trouble (plimsoll_problem_get_condition (problem))
             ? PLIMSOLL_GATE_NO_LOGIN
             : PLIMSOLL_GATE_UNKNOWN;
}

static PlimsollGateView
look_at_report (PlimsollReport *report, const PlimsollGateRule *rule, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  gboolean is_fresh = plimsoll_report_get_condition (report, now, PLIMSOLL_SHOW_FRESH_FOR)
                      == PLIMSOLL_CONDITION_FRESH;
  PlimsollGateView best = { .state = judge_numberless (report) };

  for (guint i = 0; snapshot != NULL && i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      PlimsollGateView view = { .report = report, .limit = limit };

      if (!counts (limit, rule))
        continue;
      view.state = judge_limit (limit, is_fresh, rule->below, now);
      if (outweighs (&view, &best, now))
        best = view;
    }
  best.report = report;
  return best;
}

PlimsollGateView
plimsoll_gate_look (GPtrArray *reports, const PlimsollGateRule *rule, GDateTime *now)
{
  PlimsollGateView best = { .state = PLIMSOLL_GATE_UNKNOWN };

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollGateView view = look_at_report (g_ptr_array_index (reports, i), rule, now);

      if (outweighs (&view, &best, now))
        best = view;
    }
  return best;
}

GDateTime *
plimsoll_gate_dup_next_look (GPtrArray *reports, GDateTime *now)
{
  GDateTime *next = NULL;

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (g_ptr_array_index (reports, i));

      for (guint j = 0; snapshot != NULL && j < plimsoll_snapshot_get_n_limits (snapshot); j++)
        {
          GDateTime *reset =
              plimsoll_limit_peek (plimsoll_snapshot_get_limit (snapshot, j))->resets_at;

          if (reset != NULL && g_date_time_compare (reset, now) > 0
              && (next == NULL || g_date_time_compare (reset, next) < 0))
            next = reset;
        }
    }
  return next != NULL ? g_date_time_ref (next) : NULL;
}

gboolean
plimsoll_gate_knows_limit (GPtrArray *reports, const char *limit)
{
  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (g_ptr_array_index (reports, i));

      if (snapshot != NULL && plimsoll_snapshot_find_limit (snapshot, limit) != NULL)
        return TRUE;
    }
  return FALSE;
}
