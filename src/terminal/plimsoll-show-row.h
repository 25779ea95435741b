/* plimsoll-show-row.h - one limit in words, long and short, before anybody knows how much room
 * there is. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit.h"
#include "plimsoll-show-bar.h"
#include "plimsoll-show-words.h"

G_BEGIN_DECLS

/* From the longest to the shortest. */
typedef enum
{
  PLIMSOLL_SHOW_WHEN_CLOCK, /* "resets in 2 h 5 min (14:10)" */
  PLIMSOLL_SHOW_WHEN_WORDS, /* "resets in 2 h 5 min" */
  PLIMSOLL_SHOW_WHEN_BARE, /* "2 h 5 min" */
  PLIMSOLL_SHOW_N_WHEN,
} PlimsollShowWhen;

typedef enum
{
  PLIMSOLL_SHOW_REMARK_FORECAST, /* "warning, ahead 11 %, empty 13:40" */
  PLIMSOLL_SHOW_REMARK_PACE, /* "warning, ahead 11 %" */
  PLIMSOLL_SHOW_REMARK_SEVERITY, /* "warning" */
  PLIMSOLL_SHOW_REMARK_SIGN, /* "!" */
  PLIMSOLL_SHOW_N_REMARKS,
} PlimsollShowRemark;

/* All text is fit for the screen already. */
typedef struct
{
  char *title; /* (owned) */
  char *instead; /* (owned) (nullable): a sentence in place of everything right of the title */
  char *percent; /* (owned) */
  PlimsollShowBar bar;
  char *when[PLIMSOLL_SHOW_N_WHEN]; /* (owned): "" where there is nothing to say */
  char *remark[PLIMSOLL_SHOW_N_REMARKS]; /* (owned): the same */
} PlimsollShowRow;

/* (transfer full): `limit` is one of the report's snapshot. */
PlimsollShowRow *plimsoll_show_row_new (PlimsollReport *report,
                                        PlimsollLimit *limit,
                                        const PlimsollScreen *screen,
                                        const PlimsollShowMoment *moment);
void plimsoll_show_row_free (PlimsollShowRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollShowRow, plimsoll_show_row_free)

G_END_DECLS
