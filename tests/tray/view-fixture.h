/* view-fixture.h - meters for a tray's view, and what it made of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"
#include "plimsoll-tray-view.h"

/* Friday 20 November 2026: all of it happens then, unless a test says otherwise. */
#define NOW "2026-11-20T13:00:00Z"

/* A limit as a test writes it; no `id` ends a list. */
typedef struct
{
  const char *id;
  const char *title;
  PlimsollLimitKind kind;
  double percent;
  const char *resets_at; /* (nullable) */
} Limit;

#define SESSION(percent)                                                          \
  {                                                                               \
    "session", "Session", PLIMSOLL_LIMIT_SESSION, percent, "2026-11-20T14:10:00Z" \
  }
#define WEEK(percent)                                                    \
  {                                                                      \
    "week", "Week", PLIMSOLL_LIMIT_WEEK, percent, "2026-11-24T09:59:00Z" \
  }
#define END \
  {         \
    NULL    \
  }

/* "Session 42 % · resets 14:10", "Week 17 % · resets Tue 09:59". */
extern const Limit USUAL[];

typedef struct
{
  GListStore *meters; /* (owned) */
  GTimeZone *zone; /* (owned) */
  PlimsollTraySettings settings;
  PlimsollTrayView *view; /* (owned) (nullable) */
  PlimsollTrayState state; /* of `view` */
} Fixture;

void view_fixture_set_up (Fixture *f, gconstpointer data);
void view_fixture_tear_down (Fixture *f, gconstpointer data);

PlimsollSnapshot *
view_fixture_make_snapshot (const Limit *limits, const char *observed_at, PlimsollSpend *spend);

/* Gives a new account what a probe brought at `now`; both may be NULL. */
void view_fixture_add_meter (Fixture *f,
                             const char *id,
                             const char *name,
                             PlimsollSnapshot *snapshot,
                             PlimsollProblem *problem,
                             const char *now);

/* A new account with numbers of NOW and nothing wrong. */
void view_fixture_add_limits (Fixture *f, const char *id, const char *name, const Limit *limits);

/* Makes the view as of `now`. */
void view_fixture_look_at (Fixture *f, const char *now);

/* (transfer full): the menu as text: key, what it is ("-" says, "+" can be chosen, "x" cannot now),
 * label. */
char *view_fixture_print_rows (Fixture *f);

/* (nullable) */
const char *view_fixture_find_label (Fixture *f, const char *key);

/* How each menu ends when nothing keeps Refresh from being chosen. */
#define COMMANDS                        \
  "separator:commands - ────\n" \
  "open + Open Plimsoll\n"              \
  "refresh + Refresh now\n"             \
  "settings + Settings\n"               \
  "quit + Quit\n"
