/* plimsoll-spark.h - a limit's past as a curve of characters.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-screen.h"

G_BEGIN_DECLS

/* Spreads `samples`, an a(xd) of moments and percentages in order, over `n` columns of equal time
 * from `from` to `to`: the highest of each, NAN where nothing is known. */
void plimsoll_spark_spread (GVariant *samples, gint64 from, gint64 to, double *columns, guint n);

/* (transfer none): the character of a column of `height` cells in its cell `row`, counted from the
 * bottom; " " where nothing is known. */
const char *
plimsoll_spark_get_cell (const PlimsollScreen *screen, double percent, guint height, guint row);

G_END_DECLS
