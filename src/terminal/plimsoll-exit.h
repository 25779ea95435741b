/* plimsoll-exit.h - what the command tells a script by its exit status.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* The numbers of sysexits.h, as far as they are part of the contract. */
typedef enum
{
  PLIMSOLL_EXIT_FRESH = 0, /* numbers are shown, and they are young */
  PLIMSOLL_EXIT_WRONG_USAGE = 64,
  PLIMSOLL_EXIT_NOTHING = 69, /* nothing to show */
  PLIMSOLL_EXIT_BUG = 70,
  PLIMSOLL_EXIT_CANNOT_WRITE = 74, /* the place to write to is full or broken */
  PLIMSOLL_EXIT_STALE = 75, /* numbers are shown, and some are old */
  PLIMSOLL_EXIT_SIGNED_OUT = 77, /* no login, or one that may not read its limits */
} PlimsollExit;

PlimsollExit plimsoll_exit_from_condition (PlimsollCondition condition);

/* `reports` holds PlimsollReport; numbers older than `fresh_for` are stale. */
PlimsollExit plimsoll_exit_from_reports (GPtrArray *reports, GDateTime *now, GTimeSpan fresh_for);

G_END_DECLS
