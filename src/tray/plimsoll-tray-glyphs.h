/* plimsoll-tray-glyphs.h - the few characters that fit into an icon, as strokes.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-canvas.h"

G_BEGIN_DECLS

/* How large characters are. Whole pixels keep small ones sharp; `height` is even. */
typedef struct
{
  int stroke; /* thickness of a line */
  int cell; /* between the middles of two uprights */
  int height; /* between the middles of the highest and the lowest line */
  int gap; /* between the ink of two characters */
} PlimsollTrayGlyphs;

/* How many cells the text is wide, to find a `cell` that fits. */
int plimsoll_tray_glyphs_count_cells (const char *text);

/* The width of the ink in pixels. */
int plimsoll_tray_glyphs_measure (const PlimsollTrayGlyphs *self, const char *text);

/* Adds `text` to the canvas, the top left corner of its ink at x, y. It is to be stroked with
 * `stroke` as width. Knows 0 to 9, d, h, m and -; skips all others. */
void plimsoll_tray_glyphs_add (const PlimsollTrayGlyphs *self,
                               PlimsollTrayCanvas *canvas,
                               const char *text,
                               double x,
                               double y);

G_END_DECLS
