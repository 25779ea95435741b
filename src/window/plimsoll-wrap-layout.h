/* plimsoll-wrap-layout.h - a row that becomes a column where the row does not fit.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A child that expands horizontally may be as narrow as its minimum; the others want their natural
 * width. When that is too much for one row, every child gets a row of its own. */
#define PLIMSOLL_TYPE_WRAP_LAYOUT (plimsoll_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollWrapLayout, plimsoll_wrap_layout, PLIMSOLL, WRAP_LAYOUT, GtkLayoutManager)

/* (transfer full): with so many pixels between columns, and between rows. */
GtkLayoutManager *plimsoll_wrap_layout_new (int column_spacing, int row_spacing);

/* TRUE: a column whatever the width. */
void plimsoll_wrap_layout_set_is_column (PlimsollWrapLayout *self, gboolean is_column);

G_END_DECLS
