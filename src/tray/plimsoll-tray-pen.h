/* plimsoll-tray-pen.h - what all styles of the tray's picture draw with.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-canvas.h"
#include "plimsoll-tray-face.h"
#include "plimsoll-tray-glyphs.h"

G_BEGIN_DECLS

/* A square that is being painted: shapes are added to `canvas`. Measures are in pixels. */
typedef struct
{
  PlimsollTrayCanvas canvas;
  const PlimsollTrayFace *face; /* (unowned) */
  int size;
  int margin; /* kept free on all sides for the edge, which is as thick */
  gboolean is_plain; /* one ink; the edge is a gap */
} PlimsollTrayPen;

void plimsoll_tray_pen_init (PlimsollTrayPen *self,
                             const PlimsollTrayFace *face,
                             guint32 *pixels,
                             int size);
void plimsoll_tray_pen_clear (PlimsollTrayPen *self);

/* What a gauge of this severity is drawn in: the face's one ink, its grey, or a colour. */
guint32 plimsoll_tray_pen_get_ink (const PlimsollTrayPen *self, PlimsollSeverity severity);

/* The same for what is not known. */
guint32 plimsoll_tray_pen_get_unknown_ink (const PlimsollTrayPen *self);

/* A share of the size in whole pixels, at least `least`. */
int plimsoll_tray_pen_share (const PlimsollTrayPen *self, double share, int least);

/* Strokes the shapes that were added: in `color` with the edge around it, or as the thin
 * quiet track of what is not used. */
void plimsoll_tray_pen_ink (PlimsollTrayPen *self, guint32 color, double width);
void plimsoll_tray_pen_track (PlimsollTrayPen *self, double width);

/* Fills a disc about the middle with water up to `level`. */
void plimsoll_tray_pen_water (PlimsollTrayPen *self, double radius, double level, guint32 color);

/* Strokes `text`, its ink centred at x, y. */
void plimsoll_tray_pen_write (PlimsollTrayPen *self,
                              const PlimsollTrayGlyphs *glyphs,
                              guint32 color,
                              const char *text,
                              double x,
                              double y);

/* What stands in the middle instead of a gauge: an exclamation mark, three dots, a dash. */
void plimsoll_tray_pen_exclaim (PlimsollTrayPen *self);
void plimsoll_tray_pen_dots (PlimsollTrayPen *self);
void plimsoll_tray_pen_dash (PlimsollTrayPen *self);

/* The plate across the whole width that carries the countdown; returns where its middle is. */
double plimsoll_tray_pen_plate (PlimsollTrayPen *self);
int plimsoll_tray_pen_measure_plate (const PlimsollTrayPen *self); /* its height */

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollTrayPen, plimsoll_tray_pen_clear)

G_END_DECLS
