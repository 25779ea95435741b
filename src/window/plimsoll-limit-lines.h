/* plimsoll-limit-lines.h - the lines of all limits but the one on the dial.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit-line.h"

G_BEGIN_DECLS

/* Its columns are straight over all its lines. */
#define PLIMSOLL_TYPE_LIMIT_LINES (plimsoll_limit_lines_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLimitLines, plimsoll_limit_lines, PLIMSOLL, LIMIT_LINES, GtkBox)

/* Makes one line for each limit, in this order; those of the same limits as before stay the same
 * widgets. `ids` has `n_ids` entries. */
void plimsoll_limit_lines_arrange (PlimsollLimitLines *self, const char *const *ids, guint n_ids);

/* (transfer none): the line of the limit with that place in the last arrangement. */
PlimsollLimitLine *plimsoll_limit_lines_get (PlimsollLimitLines *self, guint place);

G_END_DECLS
