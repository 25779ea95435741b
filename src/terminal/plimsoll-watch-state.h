/* plimsoll-watch-state.h - where a person is in the live view, and where a key takes them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-keys.h"
#include "plimsoll-show-words.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_WATCH_GAUGES,
  PLIMSOLL_WATCH_HISTORY, /* one limit's past */
  PLIMSOLL_WATCH_JSON,
  PLIMSOLL_WATCH_HELP,
} PlimsollWatchPage;

typedef enum
{
  PLIMSOLL_WATCH_DAY,
  PLIMSOLL_WATCH_WEEK,
  PLIMSOLL_WATCH_MONTH,
  PLIMSOLL_WATCH_N_SPANS,
} PlimsollWatchSpan;

/* A plain value; all zero to begin with. */
typedef struct
{
  PlimsollWatchPage page;
  PlimsollShowWindow window;
  PlimsollWatchSpan span;
  guint limit; /* whose past, counted over all accounts in sight */
  guint top; /* the line of the page that is the first in sight */
} PlimsollWatchState;

/* What a click on a place of the screen does: as if this key had been pressed, or the history of
 * this limit. */
typedef struct
{
  guint x;
  guint y;
  guint width;
  char key; /* 0 for a limit */
  guint limit;
} PlimsollWatchSpot;

/* What was drawn last, as far as keys depend on it. */
typedef struct
{
  guint n_lines; /* of the whole page */
  guint room; /* lines of it that are in sight */
  guint top; /* the first of those */
  guint n_limits;
  GTimeSpan changes_in; /* when time alone makes another picture */
  GArray *spots; /* (element-type PlimsollWatchSpot) (owned) */
} PlimsollWatchDrawn;

/* What a key wants beyond another place. */
typedef enum
{
  PLIMSOLL_WATCH_NOTHING, /* not even another picture */
  PLIMSOLL_WATCH_DRAW,
  PLIMSOLL_WATCH_REPAINT, /* something else wrote on the screen */
  PLIMSOLL_WATCH_REFRESH,
  PLIMSOLL_WATCH_QUIT,
} PlimsollWatchWish;

PlimsollWatchWish plimsoll_watch_state_take_key (PlimsollWatchState *self,
                                                 const PlimsollKey *key,
                                                 const PlimsollWatchDrawn *drawn);

/* Seconds in a span. */
gint64 plimsoll_watch_span_get_seconds (PlimsollWatchSpan span);

G_END_DECLS
