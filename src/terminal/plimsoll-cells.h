/* plimsoll-cells.h - text measured in the cells of a terminal.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-screen.h"

G_BEGIN_DECLS

/* How many cells `text` takes: wide characters two, combining ones none. */
guint plimsoll_cells_count (const char *text);

void plimsoll_cells_append_blanks (GString *out, guint count);

/* Appends `text` in at most `width` cells, with an ellipsis where it was cut. */
void plimsoll_cells_append_cut (GString *out,
                                const PlimsollScreen *screen,
                                const char *text,
                                guint width);

/* The same, then filled with blanks to exactly `width` cells: behind it, or before it. */
void plimsoll_cells_append_left (GString *out,
                                 const PlimsollScreen *screen,
                                 const char *text,
                                 guint width);
void plimsoll_cells_append_right (GString *out,
                                  const PlimsollScreen *screen,
                                  const char *text,
                                  guint width);

/* Appends `text`, broken at blanks into lines that end before `width`; a newline after each. The
 * first line starts where `out` stands, taken to be column `indent`; the others are indented so
 * far. */
void plimsoll_cells_append_wrapped (
    GString *out, const PlimsollScreen *screen, const char *text, guint indent, guint width);

G_END_DECLS
