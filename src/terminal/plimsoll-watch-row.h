/* plimsoll-watch-row.h - one limit in the live view, in one line or in several.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-show-row.h"
#include "plimsoll-watch-page.h"

G_BEGIN_DECLS

typedef struct
{
  PlimsollReport *report; /* borrowed */
  PlimsollLimit *limit; /* borrowed (nullable): NULL for money beyond the plan */
  guint index; /* of the limit, over all accounts */
  PlimsollShowRow *words; /* (owned) */
} PlimsollWatchRow;

void plimsoll_watch_row_free (PlimsollWatchRow *self);

/* How much room a limit gets. */
typedef enum
{
  PLIMSOLL_WATCH_AIRY, /* a bar and what is said of it, its last day, and a blank line */
  PLIMSOLL_WATCH_CLOSE, /* the same without what is blank, and where it is narrow without the day */
  PLIMSOLL_WATCH_LINES, /* one line */
} PlimsollWatchDensity;

/* Columns that are the same for all rows; chosen once for a picture. */
typedef struct
{
  PlimsollWatchDensity density;
  gboolean is_stacked; /* too narrow for a bar beside its title */
  guint title;
  guint percent;
  guint bar;
  guint when; /* also of what stands below it */
  PlimsollShowWhen when_length;
  PlimsollShowRemark remark_length;
} PlimsollWatchColumns;

/* `rows` holds PlimsollWatchRow. */
PlimsollWatchColumns
plimsoll_watch_columns_choose (GPtrArray *rows, guint width, PlimsollWatchDensity density);

/* Writes the lines of one limit. */
void plimsoll_watch_row_write (const PlimsollWatchRow *self,
                               PlimsollWatchPaper *paper,
                               const PlimsollWatchColumns *columns);

G_END_DECLS
