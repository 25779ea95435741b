/* plimsoll-watch-page.h - lines that are written one below the other and looked at through a gap.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-screen.h"
#include "plimsoll-sheet.h"
#include "plimsoll-watch-state.h"

G_BEGIN_DECLS

/* What a person sees of the past: (transfer none) (nullable): an a(xd) of one limit, of the last so
 * many seconds. NULL while nothing is known. */
typedef GVariant *(*PlimsollWatchPastFunc) (const char *account,
                                            const char *limit,
                                            PlimsollWatchSpan span,
                                            gpointer user_data);

/* All that a picture depends on, beside its size. Borrowed for the time of the drawing. */
typedef struct
{
  GPtrArray *reports; /* (element-type PlimsollReport): of the window that the state names */
  const PlimsollWatchState *state;
  const PlimsollScreen *screen;
  const PlimsollShowMoment *moment;
  const char *json; /* (nullable): the text of that page */
  gboolean is_asking;
  gboolean is_complete; /* everybody whom it is about is known */
  PlimsollWatchPastFunc past;
  gpointer past_data;
} PlimsollWatchScene;

/* Where lines are being written. Lines outside of the gap are only counted. */
typedef struct
{
  const PlimsollWatchScene *scene;
  PlimsollSheet *sheet; /* (nullable): NULL only measures */
  PlimsollWatchDrawn *drawn; /* told of what can be clicked on, and of what changes */
  guint width;
  guint y; /* of the sheet: where the gap begins */
  guint room; /* lines in the gap */
  guint top; /* the line that is its first */
  guint line; /* which is being written */
} PlimsollWatchPaper;

/* In the line that is being written: text in at most `room` cells, with a sign where it was cut.
 * Gives the cells that were used. */
guint plimsoll_watch_paper_put (
    PlimsollWatchPaper *self, guint x, guint room, const char *text, PlimsollInk ink);
/* The same, so that it ends before the cell `end`. */
void plimsoll_watch_paper_put_right (
    PlimsollWatchPaper *self, guint x, guint end, const char *text, PlimsollInk ink);
void plimsoll_watch_paper_end_line (PlimsollWatchPaper *self);
/* As many lines as the text needs, broken at blanks. */
void plimsoll_watch_paper_put_wrapped (PlimsollWatchPaper *self, const char *text, PlimsollInk ink);

/* A click on these cells of the line opens the history of a limit. */
void plimsoll_watch_paper_add_limit (PlimsollWatchPaper *self, guint x, guint width, guint limit);
/* The picture is right for no longer than this. */
void plimsoll_watch_paper_hold (PlimsollWatchPaper *self, GTimeSpan span);

G_END_DECLS
