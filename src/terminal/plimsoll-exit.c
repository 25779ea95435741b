/* plimsoll-exit.c - what the command tells a script by its exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For one account the condition decides. For several, numbers outrank their absence: whoever uses
 * one of three providers is not told about the other two by a failing script.
 *   - some account shows numbers: 0 when all shown numbers are fresh, 75 when any is stale;
 *   - none does: 77 when every one of them lacks a login, otherwise 69, because then something else
 * than a login stands in the way;
 *   - there is no account at all: 69. */

#include "plimsoll-exit.h"

PlimsollExit
plimsoll_exit_from_condition (PlimsollCondition condition)
{
  if (condition == PLIMSOLL_CONDITION_FRESH)
    return PLIMSOLL_EXIT_FRESH;
  if (condition == PLIMSOLL_CONDITION_STALE)
    return PLIMSOLL_EXIT_STALE;

  return plimsoll_condition_is_login_trouble (condition) ? PLIMSOLL_EXIT_SIGNED_OUT
                                                         : PLIMSOLL_EXIT_NOTHING;
}

PlimsollExit
plimsoll_exit_from_reports (GPtrArray *reports, GDateTime *now, GTimeSpan fresh_for)
{
  guint n_of[PLIMSOLL_EXIT_SIGNED_OUT + 1] = { 0 };

  for (guint i = 0; i < reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (reports, i);
      PlimsollCondition condition = plimsoll_report_get_condition (report, now, fresh_for);

      n_of[plimsoll_exit_from_condition (condition)]++;
    }

  if (n_of[PLIMSOLL_EXIT_STALE] > 0)
    return PLIMSOLL_EXIT_STALE;
  if (n_of[PLIMSOLL_EXIT_FRESH] > 0)
    return PLIMSOLL_EXIT_FRESH;
  if (n_of[PLIMSOLL_EXIT_NOTHING] > 0 || reports->len == 0)
    return PLIMSOLL_EXIT_NOTHING;

  return PLIMSOLL_EXIT_SIGNED_OUT;
}
