/* plimsoll-show-layout.h - which columns fit, and how wide each is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-show-row.h"

G_BEGIN_DECLS

/* Blanks between two columns. */
#define PLIMSOLL_SHOW_GAP 2u

/* Widths in cells; a column of width 0 is not written, nor the gap before it. */
typedef struct
{
  guint title;
  guint percent;
  guint bar;
  guint when;
  guint remark;
  PlimsollShowWhen when_length;
  PlimsollShowRemark remark_length;
  guint total;
} PlimsollShowLayout;

/* `rows` holds PlimsollShowRow, of all accounts: their columns line up. */
PlimsollShowLayout plimsoll_show_layout_choose (GPtrArray *rows, guint width);

G_END_DECLS
