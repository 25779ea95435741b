/* plimsoll-limit-row.h - a limit that lives: one place in a list whose value changes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-limit.h"

G_BEGIN_DECLS

/* A list model wants objects, and a gauge that glides from one value to the next wants the same
 * object to hold both. The row keeps its id for life; its `limit` property changes. */
#define PLIMSOLL_TYPE_LIMIT_ROW (plimsoll_limit_row_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLimitRow, plimsoll_limit_row, PLIMSOLL, LIMIT_ROW, GObject)

PlimsollLimitRow *plimsoll_limit_row_new (PlimsollLimit *limit);

const char *plimsoll_limit_row_get_id (PlimsollLimitRow *self);
PlimsollLimit *plimsoll_limit_row_get_limit (PlimsollLimitRow *self);

/* Takes a newer value of the same id; tells only when something changed. */
void plimsoll_limit_row_set_limit (PlimsollLimitRow *self, PlimsollLimit *limit);

G_END_DECLS
