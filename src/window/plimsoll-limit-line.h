/* plimsoll-limit-line.h - one limit on one line: title, percentage, gauge, reset.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-gauge.h"

G_BEGIN_DECLS

/* Two lines where one does not fit. */
#define PLIMSOLL_TYPE_LIMIT_LINE (plimsoll_limit_line_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLimitLine, plimsoll_limit_line, PLIMSOLL, LIMIT_LINE, GtkWidget)

GtkWidget *plimsoll_limit_line_new (void);

/* What stands on a line. Plain text; "" where there is nothing to say. */
typedef struct
{
  const char *title;
  const char *percent;
  const char *when;
  const char *spoken; /* the whole of it, for who listens, and as tooltip after the title */
  const char *pace; /* (nullable): for the tooltip */
  const PlimsollGaugePicture *picture; /* (nullable): NULL hides the gauge */
} PlimsollLimitLineContent;

void plimsoll_limit_line_show (PlimsollLimitLine *self, const PlimsollLimitLineContent *content);

/* Lines that share these have straight columns. */
typedef struct
{
  GtkSizeGroup *titles;
  GtkSizeGroup *percents;
  GtkSizeGroup *whens;
} PlimsollLimitLineColumns;

void plimsoll_limit_line_align (PlimsollLimitLine *self, const PlimsollLimitLineColumns *columns);

/* Lines that share nothing, in cards below one another, have straight columns all the same. */
void plimsoll_limit_line_set_fixed (PlimsollLimitLine *self);

G_END_DECLS
