/* plimsoll-tray-canvas.c - a small square on which strokes have an edge.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All the drawing an icon of 64 pixels needs: straight lines and arcs, each pixel covered as far as
 * the stroke reaches over its middle. A drawing library does more and costs more: cairo, with the X
 * and font libraries behind it, adds 3.0 MiB to a process of 4 (measured, Debian 12), and this one
 * lives for weeks to paint a few squares an hour. It knows no edges either: a wider stroke below
 * leaves the ends bare. Here the mask of the stroke is grown. */

#include "plimsoll-tray-canvas.h"

#include <math.h>
#include <string.h>

void
plimsoll_tray_canvas_init (PlimsollTrayCanvas *self, guint32 *pixels, int size)
{
  gsize n = (gsize) size * (gsize) size;

  self->pixels = pixels;
  self->size = size;
  self->mask = g_malloc0 (n);
  self->halo = g_malloc (n);
  self->n_shapes = 0;
  memset (pixels, 0, n * sizeof *pixels);
}

void
plimsoll_tray_canvas_clear (PlimsollTrayCanvas *self)
{
  g_clear_pointer (&self->mask, g_free);
  g_clear_pointer (&self->halo, g_free);
}

static void
add_shape (PlimsollTrayCanvas *self, const PlimsollTrayShape *shape)
{
  if (self->n_shapes < G_N_ELEMENTS (self->shapes))
    self->shapes[self->n_shapes++] = *shape;
}

void
plimsoll_tray_canvas_add_line (
    PlimsollTrayCanvas *self, double x0, double y0, double x1, double y1, PlimsollTrayCap cap)
{
  double length = hypot (x1 - x0, y1 - y0);
  PlimsollTrayShape line = { 0 };

  line.cap = cap;
  line.x = (x0 + x1) / 2;
  line.y = (y0 + y1) / 2;
  line.reach = length / 2;
  line.from_x = length > 0 ? (x1 - x0) / length : 1;
  line.from_y = length > 0 ? (y1 - y0) / length : 0;
  add_shape (self, &line);
}

void
plimsoll_tray_canvas_add_arc (
    PlimsollTrayCanvas *self, double x, double y, double radius, double from, double to)
{
  PlimsollTrayShape arc = { 0 };

  arc.is_arc = TRUE;
  arc.x = x;
  arc.y = y;
  arc.reach = radius;
  arc.from_x = cos (from);
  arc.from_y = sin (from);
  arc.to_x = cos (to);
  arc.to_y = sin (to);
  arc.turn = to - from;
  add_shape (self, &arc);
}

/* How much of a pixel is covered whose middle lies this far inside of a straight border. */
static double
cover_within (double inside)
{
  return CLAMP (inside + 0.5, 0, 1);
}

/* How much the line covers of the pixel that lies at dx, dy from its middle. Exact for a line on
 * the grid. */
static double
cover_by_line (const PlimsollTrayShape *line, double width, double dx, double dy)
{
  double along = fabs (dx * line->from_x + dy * line->from_y);
  double across = fabs (dy * line->from_x - dx * line->from_y);
  double reach = line->reach + (line->cap == PLIMSOLL_TRAY_CAP_SQUARE ? width / 2 : 0);

  return cover_within (width / 2 - across) * cover_within (reach - along);
}

/* The same for an arc. Up to half a turn it is where both its ends let in; a longer one is where
 * either does. */
static double
cover_by_arc (const PlimsollTrayShape *arc, double width, double dx, double dy)
{
  double after_from = dy * arc->from_x - dx * arc->from_y;
  double before_to = dx * arc->to_y - dy * arc->to_x;
  double ends = 1;

  if (arc->turn < 2 * G_PI)
    ends = cover_within (arc->turn <= G_PI ? MIN (after_from, before_to)
                                           : MAX (after_from, before_to));
  if (ends <= 0)
    return 0;

  return ends * cover_within (width / 2 - fabs (sqrt (dx * dx + dy * dy) - arc->reach));
}

static void
cover_shape (PlimsollTrayCanvas *self, const PlimsollTrayShape *shape, double width)
{
  /* All that the shape can touch lies in this square, for a line too. */
  double away = shape->reach + width + 1;
  int left = CLAMP ((int) floor (shape->x - away), 0, self->size);
  int right = CLAMP ((int) ceil (shape->x + away), 0, self->size);
  int top = CLAMP ((int) floor (shape->y - away), 0, self->size);
  int bottom = CLAMP ((int) ceil (shape->y + away), 0, self->size);

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      {
        guint8 *pixel = &self->mask[y * self->size + x];
        double dx = x + 0.5 - shape->x;
        double dy = y + 0.5 - shape->y;
        double cover = shape->is_arc ? cover_by_arc (shape, width, dx, dy)
                                     : cover_by_line (shape, width, dx, dy);

        *pixel = MAX (*pixel, (guint8) (cover * 255 + 0.5));
      }
}

static void
draw_stroke (PlimsollTrayCanvas *self, double width)
{
  for (gsize i = 0; i < self->n_shapes; i++)
    cover_shape (self, &self->shapes[i], width);
  self->n_shapes = 0;
}

static guint32
multiply (guint32 a, guint32 b)
{
  return (a * b + 127) / 255;
}

/* Lays `color` over a pixel as far as it is covered. */
static guint32
blend (guint32 pixel, guint32 color, guint8 cover)
{
  guint32 alpha = multiply (color >> 24, cover);
  guint32 blended = (alpha + multiply (pixel >> 24, 255 - alpha)) << 24;

  for (int shift = 0; shift <= 16; shift += 8)
    blended |=
        (multiply (color >> shift & 0xff, alpha) + multiply (pixel >> shift & 0xff, 255 - alpha))
        << shift;

  return blended;
}

/* Keeps of a pixel what is not covered. */
static guint32
cut (guint32 pixel, guint8 cover)
{
  guint32 kept = 0;

  for (int shift = 0; shift <= 24; shift += 8)
    kept |= multiply (pixel >> shift & 0xff, 255 - cover) << shift;

  return kept;
}

/* Puts the mask on the square in `color`, or cuts it out when that is 0. */
static void
use_mask (PlimsollTrayCanvas *self, const guint8 *mask, guint32 color)
{
  for (int i = 0; i < self->size * self->size; i++)
    {
      if (mask[i] != 0)
        self->pixels[i] =
            color != 0 ? blend (self->pixels[i], color, mask[i]) : cut (self->pixels[i], mask[i]);
    }
}

static void
empty_mask (PlimsollTrayCanvas *self)
{
  memset (self->mask, 0, (gsize) self->size * (gsize) self->size);
}

void
plimsoll_tray_canvas_stroke (PlimsollTrayCanvas *self, double width, guint32 color)
{
  draw_stroke (self, width);
  use_mask (self, self->mask, color);
  empty_mask (self);
}

void
plimsoll_tray_canvas_cut (PlimsollTrayCanvas *self, double width)
{
  plimsoll_tray_canvas_stroke (self, width, 0);
}

void
plimsoll_tray_canvas_fill_bowl (PlimsollTrayCanvas *self,
                                double radius,
                                double level,
                                guint32 color)
{
  double middle = self->size / 2.0;

  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      {
        double dx = x + 0.5 - middle;
        double dy = y + 0.5 - middle;
        double away = sqrt (dx * dx + dy * dy);
        double cover = cover_within (radius - away) * cover_within (y + 0.5 - level);

        self->mask[y * self->size + x] = (guint8) (cover * 255 + 0.5);
      }
  use_mask (self, self->mask, color);
  empty_mask (self);
}

/* Raises the pixel of the halo at x, y, when there is one. */
static void
raise_halo (PlimsollTrayCanvas *self, int x, int y, guint8 cover)
{
  guint8 *pixel = NULL;

  if (x < 0 || y < 0 || x >= self->size || y >= self->size)
    return;

  pixel = &self->halo[y * self->size + x];
  *pixel = MAX (*pixel, cover);
}

/* Whether the pixel and all that touch it are covered whole: it has no edge. */
static gboolean
is_inside (const PlimsollTrayCanvas *self, int x, int y)
{
  int size = self->size;
  const guint8 *pixel = &self->mask[y * size + x];

  return x > 0 && y > 0 && x < size - 1 && y < size - 1
         && (pixel[0] & pixel[-1] & pixel[1] & pixel[-size] & pixel[size]) == 0xff;
}

/* Makes the halo of the mask: every covered pixel covers all within `edge` of it, those just
 * outside by half, which rounds the corners. */
static void
grow_mask (PlimsollTrayCanvas *self, int edge)
{
  int near = edge * edge;
  int far = (edge + 1) * (edge + 1) - 1;

  memset (self->halo, 0, (gsize) self->size * (gsize) self->size);
  for (int y = 0; y < self->size; y++)
    for (int x = 0; x < self->size; x++)
      {
        guint8 cover = is_inside (self, x, y) ? 0 : self->mask[y * self->size + x];

        for (int dy = -edge; cover != 0 && dy <= edge; dy++)
          for (int dx = -edge; dx <= edge; dx++)
            {
              int distance = dx * dx + dy * dy;

              if (distance <= near)
                raise_halo (self, x + dx, y + dy, cover);
              else if (distance < far)
                raise_halo (self, x + dx, y + dy, (guint8) (cover * 3 / 4));
            }
      }
}

void
plimsoll_tray_canvas_stroke_edged (
    PlimsollTrayCanvas *self, double width, guint32 color, int edge, guint32 edge_color)
{
  draw_stroke (self, width);
  grow_mask (self, edge);
  use_mask (self, self->halo, edge_color);
  use_mask (self, self->mask, color);
  empty_mask (self);
}
