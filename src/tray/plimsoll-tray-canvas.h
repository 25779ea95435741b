/* plimsoll-tray-canvas.h - a small square on which strokes have an edge.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More than the busiest picture has; further ones are not drawn. */
#define PLIMSOLL_TRAY_CANVAS_MOST_SHAPES 96

typedef enum
{
  PLIMSOLL_TRAY_CAP_BUTT, /* ends where it ends */
  PLIMSOLL_TRAY_CAP_SQUARE, /* ends half its width later */
} PlimsollTrayCap;

/* A straight line, or an arc. Directions are of length 1. */
typedef struct
{
  gboolean is_arc;
  PlimsollTrayCap cap; /* of a line; an arc has none */
  double x; /* the middle */
  double y;
  double reach; /* half the length of a line; the radius of an arc, 0 for a dot */
  double from_x; /* a line's direction; where an arc begins, seen from its middle */
  double from_y;
  double to_x; /* where an arc ends */
  double to_y;
  double turn; /* how far round an arc goes, in radians */
} PlimsollTrayShape;

/* Shapes are added, and one of the calls below puts them on the square as one stroke and forgets
 * them. Colours are 0xAARRGGBB with straight alpha; measures are pixels. */
typedef struct
{
  guint32 *pixels; /* (unowned): native-endian ARGB, premultiplied */
  int size;
  guint8 *mask; /* (owned): how much of each pixel the stroke covers */
  guint8 *halo; /* (owned): the same for what is around it */
  PlimsollTrayShape shapes[PLIMSOLL_TRAY_CANVAS_MOST_SHAPES];
  gsize n_shapes;
} PlimsollTrayCanvas;

/* Empties the square of `size` * `size` pixels. */
void plimsoll_tray_canvas_init (PlimsollTrayCanvas *self, guint32 *pixels, int size);
void plimsoll_tray_canvas_clear (PlimsollTrayCanvas *self);

void plimsoll_tray_canvas_add_line (
    PlimsollTrayCanvas *self, double x0, double y0, double x1, double y1, PlimsollTrayCap cap);
/* Angles go clockwise from the right, in radians; a whole turn is a circle, of radius 0 a dot. */
void plimsoll_tray_canvas_add_arc (
    PlimsollTrayCanvas *self, double x, double y, double radius, double from, double to);

void plimsoll_tray_canvas_stroke (PlimsollTrayCanvas *self, double width, guint32 color);

/* The same with `edge` pixels of `edge_color` all around, also at the ends; 0 cuts a gap there. */
void plimsoll_tray_canvas_stroke_edged (
    PlimsollTrayCanvas *self, double width, guint32 color, int edge, guint32 edge_color);

/* Takes away what is under the stroke. */
void plimsoll_tray_canvas_cut (PlimsollTrayCanvas *self, double width);

/* Fills what lies under `level` of a disc about the middle of the square. */
void plimsoll_tray_canvas_fill_bowl (PlimsollTrayCanvas *self,
                                     double radius,
                                     double level,
                                     guint32 color);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollTrayCanvas, plimsoll_tray_canvas_clear)

G_END_DECLS
