/* plimsoll-tray-pen.c - what all styles of the tray's picture draw with.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Colours, the contrast edge, and the signs that stand in for a gauge. No host tells the colour of
 * its panel, so every stroke brings its own ground: a dark edge that carries it on a light panel
 * and vanishes on a dark one, around inks that are bright enough for the dark one. */

#include "plimsoll-tray-pen.h"

#include <math.h>
#include <string.h>

/* Blue and red stand 3:1 against a light and a dark panel even without the edge; amber cannot. */
#define CALM 0xff2a93bau
#define WARNING 0xfff0b01cu
#define CRITICAL 0xffdd3340u
#define STALE 0xff9c9aa0u
#define EDGE 0xc40d2430u
#define TRACK 0xff85888fu
#define ON_PLATE 0xffffffffu
#define DARK_INK 0xff241f31u
#define LIGHT_INK 0xffffffffu

/* How much of the one ink the track has, where there are no colours. */
#define PLAIN_TRACK_ALPHA 0x8cu
/* What lies under the level shines through, and is nothing one has to read. */
#define WATER_ALPHA 0x4du

void
plimsoll_tray_pen_init (PlimsollTrayPen *self,
                        const PlimsollTrayFace *face,
                        guint32 *pixels,
                        int size)
{
  plimsoll_tray_canvas_init (&self->canvas, pixels, size);
  self->face = face;
  self->size = size;
  self->is_plain = face->colors != PLIMSOLL_TRAY_COLORS_COLOR;
  /* One pixel is the least that shows, and a thicker edge would only make the picture darker. */
  self->margin = MAX (1, (size + 16) / 32);
}

void
plimsoll_tray_pen_clear (PlimsollTrayPen *self)
{
  plimsoll_tray_canvas_clear (&self->canvas);
}

static guint32
get_plain_ink (const PlimsollTrayPen *self)
{
  return self->face->colors == PLIMSOLL_TRAY_COLORS_LIGHT ? DARK_INK : LIGHT_INK;
}

guint32
plimsoll_tray_pen_get_ink (const PlimsollTrayPen *self, PlimsollSeverity severity)
{
  if (self->is_plain)
    return get_plain_ink (self);
  if (self->face->mood == PLIMSOLL_TRAY_MOOD_STALE
      || self->face->mood == PLIMSOLL_TRAY_MOOD_LOADING)
    return STALE;

  switch (severity)
    {
    case PLIMSOLL_SEVERITY_CRITICAL:
      return CRITICAL;
    case PLIMSOLL_SEVERITY_WARNING:
      return WARNING;
    case PLIMSOLL_SEVERITY_NORMAL:
    default:
      return CALM;
    }
}

guint32
plimsoll_tray_pen_get_unknown_ink (const PlimsollTrayPen *self)
{
  return self->is_plain ? get_plain_ink (self) : STALE;
}

int
plimsoll_tray_pen_share (const PlimsollTrayPen *self, double share, int least)
{
  return MAX (least, (int) lround (self->size * share));
}

static guint32
fade (guint32 color, guint32 alpha)
{
  return (color & 0xffffffu) | alpha << 24;
}

void
plimsoll_tray_pen_ink (PlimsollTrayPen *self, guint32 color, double width)
{
  /* Where there is but one ink the edge is a gap, which keeps strokes apart that cross. */
  plimsoll_tray_canvas_stroke_edged (&self->canvas, width, color, self->margin,
                                     self->is_plain ? 0 : EDGE);
}

void
plimsoll_tray_pen_water (PlimsollTrayPen *self, double radius, double level, guint32 color)
{
  plimsoll_tray_canvas_fill_bowl (&self->canvas, radius, level, fade (color, WATER_ALPHA));
}

void
plimsoll_tray_pen_track (PlimsollTrayPen *self, double width)
{
  plimsoll_tray_canvas_stroke (&self->canvas, width,
                               self->is_plain ? fade (get_plain_ink (self), PLAIN_TRACK_ALPHA)
                                              : TRACK);
}

/* Where ink of `width` pixels begins to be centred at `middle` and still to lie on whole pixels. */
static double
lay_on_grid (double middle, int width)
{
  return floor (middle - width / 2.0 + 0.5);
}

/* Adds `text`, its ink centred at x, y, on the grid. */
static void
add_text (
    PlimsollTrayPen *self, const PlimsollTrayGlyphs *glyphs, const char *text, double x, double y)
{
  int width = plimsoll_tray_glyphs_measure (glyphs, text);

  plimsoll_tray_glyphs_add (glyphs, &self->canvas, text, lay_on_grid (x, width),
                            lay_on_grid (y, glyphs->height + glyphs->stroke));
}

void
plimsoll_tray_pen_write (PlimsollTrayPen *self,
                         const PlimsollTrayGlyphs *glyphs,
                         guint32 color,
                         const char *text,
                         double x,
                         double y)
{
  add_text (self, glyphs, text, x, y);
  plimsoll_tray_pen_ink (self, color, glyphs->stroke);
}

static void
add_line (PlimsollTrayPen *self, double x0, double y0, double x1, double y1)
{
  plimsoll_tray_canvas_add_line (&self->canvas, x0, y0, x1, y1, PLIMSOLL_TRAY_CAP_BUTT);
}

/* About `share` of the size, and as even or odd as the size, to lie sharply in its middle. */
static int
choose_middle_stroke (const PlimsollTrayPen *self, double share)
{
  int stroke = plimsoll_tray_pen_share (self, share, 2);

  return stroke + (stroke + self->size) % 2;
}

void
plimsoll_tray_pen_exclaim (PlimsollTrayPen *self)
{
  int stroke = choose_middle_stroke (self, 0.1);
  int gap = MAX (1, stroke / 2);
  int height = plimsoll_tray_pen_share (self, 0.52, 8);
  double x = self->size / 2.0;
  double top = floor ((self->size - height) / 2.0);

  add_line (self, x, top, x, top + height - stroke - gap);
  add_line (self, x, top + height - stroke, x, top + height);
  plimsoll_tray_pen_ink (self, plimsoll_tray_pen_get_ink (self, PLIMSOLL_SEVERITY_WARNING), stroke);
}

void
plimsoll_tray_pen_dots (PlimsollTrayPen *self)
{
  int stroke = choose_middle_stroke (self, 0.1);
  int step = stroke + MAX (1, stroke / 2);
  double middle = self->size / 2.0;

  for (int i = -1; i <= 1; i++)
    add_line (self, middle + i * step - stroke / 2.0, middle, middle + i * step + stroke / 2.0,
              middle);
  plimsoll_tray_pen_ink (self, plimsoll_tray_pen_get_unknown_ink (self), stroke);
}

void
plimsoll_tray_pen_dash (PlimsollTrayPen *self)
{
  int stroke = choose_middle_stroke (self, 0.1);
  int half = plimsoll_tray_pen_share (self, 0.16, 2);
  double middle = self->size / 2.0;

  add_line (self, middle - half, middle, middle + half, middle);
  plimsoll_tray_pen_ink (self, plimsoll_tray_pen_get_unknown_ink (self), stroke);
}

/* The largest characters with which `text` fits on the plate. */
static PlimsollTrayGlyphs
choose_plate_glyphs (const PlimsollTrayPen *self, const char *text)
{
  PlimsollTrayGlyphs glyphs = { 0 };
  int n = (int) strlen (text);
  int cells = MAX (1, plimsoll_tray_glyphs_count_cells (text));

  glyphs.stroke = plimsoll_tray_pen_share (self, 0.08, 1);
  glyphs.gap = plimsoll_tray_pen_share (self, 0.05, 1);
  glyphs.height = 2 * plimsoll_tray_pen_share (self, 0.14, 2);
  glyphs.cell = (self->size - 2 * self->margin - n * glyphs.stroke - (n - 1) * glyphs.gap) / cells;
  glyphs.cell = CLAMP (glyphs.cell, glyphs.stroke + 1, glyphs.height * 2 / 3);
  return glyphs;
}

int
plimsoll_tray_pen_measure_plate (const PlimsollTrayPen *self)
{
  PlimsollTrayGlyphs glyphs = choose_plate_glyphs (self, "");

  return glyphs.height + glyphs.stroke + 2 * plimsoll_tray_pen_share (self, 0.08, 1);
}

/* Without colours the figures are holes in the plate, as nobody knows what is behind. */
static void
write_on_plate (PlimsollTrayPen *self, double middle_y)
{
  /* No countdown leaves the level line alone, as on a sign that forbids entry. */
  const char *text = self->face->countdown[0] != '\0' ? self->face->countdown : "--";
  PlimsollTrayGlyphs glyphs = choose_plate_glyphs (self, text);

  if (text != self->face->countdown)
    glyphs.gap = 0;
  add_text (self, &glyphs, text, self->size / 2.0, middle_y);
  if (self->is_plain)
    plimsoll_tray_canvas_cut (&self->canvas, glyphs.stroke);
  else
    plimsoll_tray_canvas_stroke (&self->canvas, glyphs.stroke, ON_PLATE);
}

double
plimsoll_tray_pen_plate (PlimsollTrayPen *self)
{
  int height = plimsoll_tray_pen_measure_plate (self);
  double y = floor ((self->size - height) / 2.0) + height / 2.0;

  add_line (self, 0, y, self->size, y);
  plimsoll_tray_pen_ink (self, plimsoll_tray_pen_get_ink (self, PLIMSOLL_SEVERITY_CRITICAL),
                         height);
  write_on_plate (self, y);
  return y;
}
