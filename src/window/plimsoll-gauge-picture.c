/* plimsoll-gauge-picture.c - a gauge as it is painted at one instant: bar and ring.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure painting of a value; who moves the value, and reads it to whom, is the widget's business.
 * Both shapes speak one language, that of the tray's picture: a notch behind the head of the fill
 * is a warning, a heavier gauge is critical, stripes are old numbers. What stands beside the gauge,
 * pace mark above and ticks below, never covers what is used. */

#include "plimsoll-gauge-picture.h"

#include <math.h>

/* The bar, in pixels. */
#define BAR_THICKNESS 8.0
#define BAR_THICKNESS_CRITICAL 12.0
#define BAR_MARK_WIDTH 2.0
#define BAR_GAP 1.5 /* on each side of the mark, so that it shows on every fill */
#define BAR_OVERHANG 3.0 /* of the mark over a bar of either thickness */
#define BAR_TICK_LENGTH 4.0
#define BAR_NOTCH 3.0
#define BAR_NOTCH_BEHIND_HEAD 5.0
#define STRIPE_PITCH 6.0
#define STRIPE_WIDTH 3.0

/* The ring, as shares of its diameter. */
#define RING_THICKNESS 0.085
#define RING_THICKNESS_CRITICAL 0.125
#define RING_NOTCH_ANGLE 0.09
#define RING_NOTCH_BEHIND_HEAD 0.17
#define RING_DASH_ANGLE 0.20
#define RING_TICK_LENGTH 4 /* pixels */
#define WATER_ALPHA 0.16
#define WATERLINE_ALPHA 0.8
#define WATERLINE_SHARE 0.16 /* of the radius, at each side */

static void
set_color (cairo_t *cr, const GdkRGBA *color, double alpha)
{
  cairo_set_source_rgba (cr, (double) color->red, (double) color->green, (double) color->blue,
                         (double) color->alpha * alpha);
}

static double
get_share (double percent)
{
  return isnan (percent) ? 0 : CLAMP (percent, 0, 100) / 100;
}

/* Two percentages that are both unknown are alike. */
static gboolean
is_same (double a, double b)
{
  return isnan (a) ? isnan (b) : a == b;
}

gboolean
plimsoll_gauge_picture_equal (const PlimsollGaugePicture *a, const PlimsollGaugePicture *b)
{
  if (!is_same (a->used_percent, b->used_percent) || !is_same (a->pace_percent, b->pace_percent)
      || a->n_ticks != b->n_ticks)
    return FALSE;
  for (guint i = 0; i < a->n_ticks; i++)
    if (a->ticks[i] != b->ticks[i])
      return FALSE;

  return a->severity == b->severity && a->is_stale == b->is_stale
         && a->is_mirrored == b->is_mirrored;
}

void
plimsoll_gauge_picture_turn (PlimsollGaugePicture *self)
{
  /* What is unknown stays so: NAN is not above 100, and nothing minus NAN is NAN. */
  self->used_percent = self->used_percent > 100 ? 0 : 100 - self->used_percent;
  self->pace_percent = 100 - self->pace_percent;
  for (guint i = 0; i < self->n_ticks; i++)
    self->ticks[i] = 100 - self->ticks[i];
}

/* Old numbers have no weight: what they said may be over. */
static gboolean
is_heavy (const PlimsollGaugePicture *self)
{
  return self->severity == PLIMSOLL_SEVERITY_CRITICAL && !self->is_stale;
}

static gboolean
is_notched (const PlimsollGaugePicture *self)
{
  return self->severity == PLIMSOLL_SEVERITY_WARNING && !self->is_stale;
}

static void
add_pill (cairo_t *cr, double x, double y, double width, double height)
{
  double radius = MIN (width, height) / 2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - radius, y + radius, radius, -G_PI_2, G_PI_2);
  cairo_arc (cr, x + radius, y + radius, radius, G_PI_2, 3 * G_PI_2);
  cairo_close_path (cr);
}

/* Lets painting through but between `from` and `to`. */
static void
clip_out (cairo_t *cr, double from, double to, double width, double height)
{
  cairo_rectangle (cr, 0, 0, from, height);
  cairo_rectangle (cr, to, 0, width - to, height);
  cairo_clip (cr);
}

/* Slanted stripes over whatever may be painted on. */
static void
add_stripes (cairo_t *cr, double width, double height)
{
  for (double x = -height; x < width + height; x += STRIPE_PITCH)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_set_line_width (cr, STRIPE_WIDTH);
}

/* What is used: `length` pixels of a pill, cut off square at its head unless it is full. */
static void
paint_bar_fill (const PlimsollGaugePicture *self,
                const PlimsollGaugePalette *palette,
                cairo_t *cr,
                double length,
                double y,
                double thickness)
{
  double head = length - BAR_NOTCH_BEHIND_HEAD;

  cairo_save (cr);
  if (is_notched (self) && head - BAR_NOTCH > thickness / 2)
    clip_out (cr, head - BAR_NOTCH, head, length, y + thickness + 1);
  add_pill (cr, 0, y, MAX (length, thickness), thickness);
  cairo_clip (cr);
  cairo_rectangle (cr, 0, y, length, thickness);
  if (self->is_stale)
    {
      cairo_clip (cr);
      set_color (cr, &palette->fill, 0.35);
      cairo_paint (cr);
      add_stripes (cr, length, y + thickness + y);
      set_color (cr, &palette->fill, 1);
      cairo_stroke (cr);
    }
  else
    {
      set_color (cr, &palette->fill, 1);
      cairo_fill (cr);
      if (!gdk_rgba_equal (&palette->fill, &palette->edge))
        {
          /* Clipped to the fill: half of the line is seen. */
          add_pill (cr, 0, y, MAX (length, thickness), thickness);
          set_color (cr, &palette->edge, 1);
          cairo_set_line_width (cr, 2);
          cairo_stroke (cr);
        }
    }
  cairo_restore (cr);
}

static void
paint_bar_body (const PlimsollGaugePicture *self,
                const PlimsollGaugePalette *palette,
                cairo_t *cr,
                double width,
                double middle)
{
  double thickness = is_heavy (self) ? BAR_THICKNESS_CRITICAL : BAR_THICKNESS;
  double y = middle - thickness / 2;
  double used = get_share (self->used_percent) * width;

  add_pill (cr, 0, middle - BAR_THICKNESS / 2, width, BAR_THICKNESS);
  set_color (cr, &palette->track, 1);
  cairo_fill_preserve (cr);
  set_color (cr, &palette->track_edge, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);

  /* Something is something: less than a dot would look like nothing. */
  if (used > 0)
    paint_bar_fill (self, palette, cr, MAX (used, thickness / 2), y, thickness);
}

static void
paint_bar_ticks (const PlimsollGaugePicture *self,
                 const PlimsollGaugePalette *palette,
                 cairo_t *cr,
                 double width,
                 double middle)
{
  double y = middle + BAR_THICKNESS / 2 + 1;

  set_color (cr, &palette->mark, 0.75);
  for (guint i = 0; i < self->n_ticks; i++)
    cairo_rectangle (cr, MIN (floor (get_share (self->ticks[i]) * width), width - 1), y, 1,
                     BAR_TICK_LENGTH);
  cairo_fill (cr);
}

void
plimsoll_gauge_picture_paint_bar (const PlimsollGaugePicture *self,
                                  const PlimsollGaugePalette *palette,
                                  cairo_t *cr,
                                  double width,
                                  double height)
{
  double middle = floor (height / 2);
  gboolean has_pace = !isnan (self->pace_percent);
  double reach = BAR_MARK_WIDTH / 2 + BAR_GAP;
  double pace = CLAMP (round (get_share (self->pace_percent) * width), reach, width - reach);
  double overhang = BAR_THICKNESS_CRITICAL / 2 + BAR_OVERHANG;

  cairo_save (cr);
  if (self->is_mirrored)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }

  cairo_save (cr);
  if (has_pace)
    clip_out (cr, pace - reach, pace + reach, width, height);
  paint_bar_body (self, palette, cr, width, middle);
  cairo_restore (cr);

  paint_bar_ticks (self, palette, cr, width, middle);
  if (has_pace)
    {
      cairo_rectangle (cr, pace - BAR_MARK_WIDTH / 2, middle - overhang, BAR_MARK_WIDTH,
                       overhang + BAR_THICKNESS_CRITICAL / 2);
      set_color (cr, &palette->mark, 1);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Where the middle of the ring is, and how thick it is. */
typedef struct
{
  double x;
  double y;
  double radius; /* of the middle of the stroke */
  double thickness;
} Ring;

static Ring
measure_ring (const PlimsollGaugePicture *self, double width, double height)
{
  double diameter = MIN (width, height);
  /* The heavier stroke grows inward: the ring keeps its place. */
  double thickness =
      round (diameter * (is_heavy (self) ? RING_THICKNESS_CRITICAL : RING_THICKNESS));

  return (Ring){ width / 2, height / 2, (diameter - thickness) / 2 - 1, thickness };
}

static void
add_arc (cairo_t *cr, const Ring *ring, double from, double to)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, ring->x, ring->y, ring->radius, from - G_PI_2, to - G_PI_2);
}

static void
paint_ring_track (const PlimsollGaugePalette *palette, cairo_t *cr, const Ring *ring)
{
  add_arc (cr, ring, 0, 2 * G_PI);
  set_color (cr, &palette->track, 1);
  cairo_set_line_width (cr, ring->thickness);
  cairo_stroke (cr);

  cairo_arc (cr, ring->x, ring->y, ring->radius + ring->thickness / 2, 0, 2 * G_PI);
  cairo_new_sub_path (cr);
  cairo_arc (cr, ring->x, ring->y, ring->radius - ring->thickness / 2, 0, 2 * G_PI);
  set_color (cr, &palette->track_edge, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

/* Adds the used part of the ring as strokes, broken as severity and age want it. */
static void
add_used_arc (const PlimsollGaugePicture *self, cairo_t *cr, const Ring *ring, double used)
{
  double notch = used - RING_NOTCH_BEHIND_HEAD;

  if (self->is_stale)
    {
      for (double from = 0; from < used; from += 1.5 * RING_DASH_ANGLE)
        add_arc (cr, ring, from, MIN (from + RING_DASH_ANGLE, used));
    }
  else if (is_notched (self) && notch > RING_NOTCH_ANGLE)
    {
      add_arc (cr, ring, 0, notch - RING_NOTCH_ANGLE);
      add_arc (cr, ring, notch, used);
    }
  else
    add_arc (cr, ring, 0, used);
}

static void
paint_used_arc (const PlimsollGaugePicture *self,
                const PlimsollGaugePalette *palette,
                cairo_t *cr,
                const Ring *ring)
{
  double used = get_share (self->used_percent) * 2 * G_PI;

  if (used <= 0)
    return;

  used = MAX (used, RING_NOTCH_ANGLE);
  if (!gdk_rgba_equal (&palette->fill, &palette->edge))
    {
      add_used_arc (self, cr, ring, used);
      set_color (cr, &palette->edge, 1);
      cairo_set_line_width (cr, ring->thickness);
      cairo_stroke (cr);
      add_used_arc (self, cr, ring, used);
      set_color (cr, &palette->fill, 1);
      cairo_set_line_width (cr, ring->thickness - 2);
      cairo_stroke (cr);
      return;
    }

  add_used_arc (self, cr, ring, used);
  set_color (cr, &palette->fill, 1);
  cairo_set_line_width (cr, ring->thickness);
  cairo_stroke (cr);
}

/* Quiet enough to be read upon: the number stands in it. */
static void
paint_water (const PlimsollGaugePicture *self,
             const PlimsollGaugePalette *palette,
             cairo_t *cr,
             const Ring *ring)
{
  double inner = ring->radius - ring->thickness / 2 - 3;
  double level = round (ring->y + inner * (1 - 2 * get_share (self->used_percent)));

  double away = level - ring->y;
  double chord = sqrt (MAX (0, inner * inner - away * away));

  if (isnan (self->used_percent))
    return;

  cairo_save (cr);
  cairo_arc (cr, ring->x, ring->y, inner, 0, 2 * G_PI);
  cairo_clip (cr);
  cairo_rectangle (cr, ring->x - inner, level, 2 * inner, 2 * inner);
  set_color (cr, &palette->fill, self->is_stale ? WATER_ALPHA / 2 : WATER_ALPHA);
  cairo_fill (cr);
  /* The line itself only at the hull: through the middle it would strike out the number. */
  cairo_rectangle (cr, ring->x - chord, level, WATERLINE_SHARE * inner, 2);
  cairo_rectangle (cr, ring->x + chord, level, -WATERLINE_SHARE * inner, 2);
  set_color (cr, &palette->edge, WATERLINE_ALPHA);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* A line along the radius at that percentage. */
static void
stroke_radius (cairo_t *cr, const Ring *ring, double percent, double from, double to)
{
  double angle = get_share (percent) * 2 * G_PI - G_PI_2;

  cairo_move_to (cr, ring->x + from * cos (angle), ring->y + from * sin (angle));
  cairo_line_to (cr, ring->x + to * cos (angle), ring->y + to * sin (angle));
  cairo_stroke (cr);
}

/* Inside the ring, as they are below the bar: what is used is never covered. */
static void
paint_ring_ticks (const PlimsollGaugePicture *self,
                  const PlimsollGaugePalette *palette,
                  cairo_t *cr,
                  const Ring *ring)
{
  double edge = ring->radius - ring->thickness / 2 - 1;

  set_color (cr, &palette->mark, 0.75);
  cairo_set_line_width (cr, 1);
  for (guint i = 0; i < self->n_ticks; i++)
    stroke_radius (cr, ring, self->ticks[i], edge - RING_TICK_LENGTH, edge);
}

/* A line across the ring, a little longer than it is thick. */
static void
paint_ring_mark (const PlimsollGaugePicture *self,
                 const PlimsollGaugePalette *palette,
                 cairo_t *cr,
                 const Ring *ring)
{
  set_color (cr, &palette->mark, 1);
  cairo_set_line_width (cr, BAR_MARK_WIDTH);
  stroke_radius (cr, ring, self->pace_percent, ring->radius - ring->thickness / 2 - 2,
                 ring->radius + ring->thickness / 2 + 1);
}

/* Lets painting through but where the pace mark and its gap will be. */
static void
clip_out_ring_mark (const PlimsollGaugePicture *self, cairo_t *cr, const Ring *ring)
{
  double angle = get_share (self->pace_percent) * 2 * G_PI - G_PI_2;
  double half = (BAR_MARK_WIDTH / 2 + BAR_GAP) / ring->radius;
  double far = ring->radius + ring->thickness;

  cairo_move_to (cr, ring->x, ring->y);
  cairo_arc (cr, ring->x, ring->y, far, angle + half, angle - half + 2 * G_PI);
  cairo_close_path (cr);
  cairo_clip (cr);
}

void
plimsoll_gauge_picture_paint_ring (const PlimsollGaugePicture *self,
                                   const PlimsollGaugePalette *palette,
                                   cairo_t *cr,
                                   double width,
                                   double height)
{
  Ring ring = measure_ring (self, width, height);
  gboolean has_pace = !isnan (self->pace_percent);

  cairo_save (cr);
  if (self->is_mirrored)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }

  paint_water (self, palette, cr, &ring);
  cairo_save (cr);
  if (has_pace)
    clip_out_ring_mark (self, cr, &ring);
  paint_ring_track (palette, cr, &ring);
  paint_used_arc (self, palette, cr, &ring);
  cairo_restore (cr);

  paint_ring_ticks (self, palette, cr, &ring);
  if (has_pace)
    paint_ring_mark (self, palette, cr, &ring);
  cairo_restore (cr);
}
