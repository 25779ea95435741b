/* plimsoll-tray-painter.c - one square of the tray's picture.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The three styles. Each speaks the same language: thick is used, thin is left; a notch behind the
 * head of the gauge is a warning, a heavier gauge is critical, dashes are old numbers, a plate
 * across everything is the end. Colour repeats it and never says anything alone.
 *
 * Measures are shares of the size, rounded to whole pixels: the squares of 16 and 22 are laid on
 * the grid as if drawn by hand, and no size is a scaled other one. */

#include "plimsoll-tray-painter.h"

#include <math.h>
#include <string.h>

#include "plimsoll-tray-pen.h"

/* Shares of a gauge's length: dash and space of old numbers, and the notch of a warning. */
#define DASH 0.085
#define SPACE 0.040
#define NOTCH 0.06
#define NOTCH_BEHIND_HEAD 0.11

/* A gauge is painted in stretches of its length, each from 0 to 1. */
typedef void (*AddStretch) (PlimsollTrayPen *pen, double from, double to, gpointer shape);

static double
get_share (PlimsollTrayReading reading)
{
  return CLAMP (reading.used_percent, 0, 100) / 100;
}

/* Adds what is used of a gauge to the path, broken as severity and mood want it. */
static void
add_used (PlimsollTrayPen *pen, PlimsollTrayReading reading, AddStretch add, gpointer shape)
{
  double used = get_share (reading);
  /* Less than two pixels of a bar are no notch; a ring is longer. */
  double length = MAX (NOTCH, 2.0 / pen->size);
  double notch = used - NOTCH_BEHIND_HEAD - length;

  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_STALE)
    {
      for (double from = 0; from < used; from += DASH + SPACE)
        add (pen, from, MIN (from + DASH, used), shape);
    }
  else if (reading.severity == PLIMSOLL_SEVERITY_WARNING && notch > 0)
    {
      add (pen, 0, notch, shape);
      add (pen, notch + length, used, shape);
    }
  else if (used > 0)
    add (pen, 0, used, shape);
}

/* Old numbers have no weight: what they said may be over. */
static gboolean
is_heavy (PlimsollTrayPen *pen, PlimsollTrayReading reading)
{
  return reading.severity == PLIMSOLL_SEVERITY_CRITICAL
         && pen->face->mood != PLIMSOLL_TRAY_MOOD_STALE;
}

/* Says what stands in the middle when there is no gauge; FALSE when there is one. */
static gboolean
paint_sign (PlimsollTrayPen *pen)
{
  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_SIGNED_OUT)
    plimsoll_tray_pen_exclaim (pen);
  else if (pen->face->mood == PLIMSOLL_TRAY_MOOD_LOADING)
    plimsoll_tray_pen_dots (pen);
  else
    return FALSE;

  return TRUE;
}

typedef struct
{
  double radius; /* of the middle of the stroke */
} Ring;

static void
add_arc (PlimsollTrayPen *pen, double from, double to, gpointer shape)
{
  const Ring *ring = shape;
  double middle = pen->size / 2.0;

  plimsoll_tray_canvas_add_arc (&pen->canvas, middle, middle, ring->radius, (2 * from - 0.5) * G_PI,
                                (2 * to - 0.5) * G_PI);
}

/* The level stands as high in the ring as the plan is loaded; it never touches the ring's own top
 * and bottom, where it could not be told from it. */
static void
paint_level (PlimsollTrayPen *pen, double inner_radius)
{
  PlimsollTrayReading shown = pen->face->shown;
  int width = plimsoll_tray_pen_share (pen, is_heavy (pen, shown) ? 0.11 : 0.08, 1);
  double reach = MAX (0, inner_radius - width - pen->margin);
  double y = pen->size / 2.0 + reach * (1 - 2 * get_share (shown));

  y = floor (y - width / 2.0 + 0.5) + width / 2.0;
  plimsoll_tray_pen_water (pen, inner_radius, y, plimsoll_tray_pen_get_ink (pen, shown.severity));
  plimsoll_tray_canvas_add_line (&pen->canvas, pen->margin, y, pen->size - pen->margin, y,
                                 PLIMSOLL_TRAY_CAP_BUTT);
  plimsoll_tray_pen_ink (pen, plimsoll_tray_pen_get_ink (pen, shown.severity), width);
}

static double
choose_ring_width (PlimsollTrayPen *pen)
{
  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_STALE)
    return 0.12;

  return is_heavy (pen, pen->face->shown) ? 0.22 : 0.16;
}

static void
paint_ring (PlimsollTrayPen *pen)
{
  const PlimsollTrayFace *face = pen->face;
  double width = pen->size * choose_ring_width (pen);
  double outer = pen->size / 2.0 - pen->margin;
  Ring ring = { outer - width / 2 };

  add_arc (pen, 0, 1, &ring);
  plimsoll_tray_pen_track (pen, MAX (1, pen->size * 0.06));
  if (paint_sign (pen))
    return;

  if (isnan (face->shown.used_percent))
    {
      plimsoll_tray_pen_dash (pen);
      return;
    }
  add_used (pen, face->shown, add_arc, &ring);
  plimsoll_tray_pen_ink (pen, plimsoll_tray_pen_get_ink (pen, face->shown.severity), width);
  if (face->mood == PLIMSOLL_TRAY_MOOD_USED_UP)
    plimsoll_tray_pen_plate (pen);
  else
    paint_level (pen, outer - width);
}

typedef struct
{
  double left;
  double right;
  double y;
} Bar;

static void
add_bar (PlimsollTrayPen *pen, double from, double to, gpointer shape)
{
  const Bar *bar = shape;
  double length = bar->right - bar->left;

  plimsoll_tray_canvas_add_line (&pen->canvas, bar->left + round (from * length), bar->y,
                                 bar->left + round (to * length), bar->y, PLIMSOLL_TRAY_CAP_BUTT);
}

/* The track of a bar; it leaves room for the exclamation mark. */
static void
paint_bar_track (PlimsollTrayPen *pen, Bar *bar, int thick)
{
  int thin = MAX (1, thick / 3);

  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_SIGNED_OUT)
    {
      add_bar (pen, 0, 0.3, bar);
      add_bar (pen, 0.7, 1, bar);
    }
  else
    add_bar (pen, 0, 1, bar);
  /* A thin line in the middle of a thick one wants the same parity to be as sharp. */
  plimsoll_tray_pen_track (pen, thin + (thick + thin) % 2);
}

/* One bar of `thick` pixels around `y`, both on the grid. */
static void
paint_bar (PlimsollTrayPen *pen, PlimsollTrayReading reading, double y, int thick)
{
  Bar bar = { pen->margin, pen->size - pen->margin, y };

  paint_bar_track (pen, &bar, thick);
  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_LOADING
      || pen->face->mood == PLIMSOLL_TRAY_MOOD_SIGNED_OUT)
    return;

  if (isnan (reading.used_percent))
    {
      add_bar (pen, 0.35, 0.65, &bar);
      plimsoll_tray_pen_ink (pen, plimsoll_tray_pen_get_unknown_ink (pen), thick);
      return;
    }
  add_used (pen, reading, add_bar, &bar);
  plimsoll_tray_pen_ink (pen, plimsoll_tray_pen_get_ink (pen, reading.severity), thick);
}

/* How thick a bar of this reading is; even, as it lies around a whole pixel. */
static int
choose_bar_width (PlimsollTrayPen *pen, PlimsollTrayReading reading)
{
  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_USED_UP)
    return 2 * plimsoll_tray_pen_share (pen, 0.05, 1);

  return 2 * plimsoll_tray_pen_share (pen, is_heavy (pen, reading) ? 0.16 : 0.11, 2);
}

static void
paint_bars (PlimsollTrayPen *pen)
{
  const PlimsollTrayFace *face = pen->face;
  int session = choose_bar_width (pen, face->session);
  int week = choose_bar_width (pen, face->week);
  int away = plimsoll_tray_pen_share (pen, 0.24, 4);
  double y = pen->size / 2.0;

  if (face->mood == PLIMSOLL_TRAY_MOOD_USED_UP)
    {
      double half = plimsoll_tray_pen_measure_plate (pen) / 2.0 + pen->margin;

      y = plimsoll_tray_pen_plate (pen);
      paint_bar (pen, face->session, y - half - session / 2.0, session);
      paint_bar (pen, face->week, y + half + week / 2.0, week);
      return;
    }

  paint_bar (pen, face->session, y - away, session);
  paint_bar (pen, face->week, y + away, week);
  paint_sign (pen);
}

/* Below this size a heavier stroke would close the figures, and the level alone gets heavier. */
#define HEAVY_FIGURES_FROM 32

/* Figures as large as fit above the level. */
static void
paint_figures (PlimsollTrayPen *pen, const char *text, int room_height)
{
  PlimsollTrayReading shown = pen->face->shown;
  PlimsollTrayGlyphs glyphs = { 0 };
  int n = MAX (2, (int) strlen (text));
  gboolean is_bold = is_heavy (pen, shown) && pen->size >= HEAVY_FIGURES_FROM;

  glyphs.stroke = plimsoll_tray_pen_share (pen, (n > 2 ? 0.09 : 0.11) + (is_bold ? 0.05 : 0), 1);
  glyphs.gap = plimsoll_tray_pen_share (pen, 0.06, 1);
  glyphs.height = (room_height - glyphs.stroke) / 2 * 2;
  glyphs.cell = (pen->size - 2 * pen->margin - n * glyphs.stroke - (n - 1) * glyphs.gap) / n;
  glyphs.cell = MIN (glyphs.cell, glyphs.height * 2 / 3);
  plimsoll_tray_pen_write (pen, &glyphs, plimsoll_tray_pen_get_ink (pen, shown.severity), text,
                           pen->size / 2.0, pen->margin + room_height / 2.0);
}

/* The end in this style: the plate between two full levels. */
static void
paint_number_used_up (PlimsollTrayPen *pen)
{
  double half = plimsoll_tray_pen_measure_plate (pen) / 2.0 + pen->margin;
  int thick = 2 * plimsoll_tray_pen_share (pen, 0.05, 1);
  double y = plimsoll_tray_pen_plate (pen);

  paint_bar (pen, pen->face->shown, y - half - thick / 2.0, thick);
  paint_bar (pen, pen->face->shown, y + half + thick / 2.0, thick);
}

static void
paint_number (PlimsollTrayPen *pen)
{
  PlimsollTrayReading shown = pen->face->shown;
  int thick = 2 * plimsoll_tray_pen_share (pen, is_heavy (pen, shown) ? 0.12 : 0.06, 1);
  double used = plimsoll_tray_face_round (CLAMP (shown.used_percent, 0, 100));
  char text[8] = "";

  if (pen->face->mood == PLIMSOLL_TRAY_MOOD_USED_UP)
    {
      paint_number_used_up (pen);
      return;
    }

  paint_bar (pen, shown, pen->size - pen->margin - thick / 2.0, thick);
  if (paint_sign (pen))
    return;

  if (isnan (shown.used_percent))
    {
      plimsoll_tray_pen_dash (pen);
      return;
    }
  g_snprintf (text, sizeof text, "%.0f", pen->face->shows_left ? 100 - used : used);
  paint_figures (pen, text, pen->size - 3 * pen->margin - thick);
}

void
plimsoll_tray_painter_paint (const PlimsollTrayFace *face, guint32 *pixels, int size)
{
  g_auto (PlimsollTrayPen) pen = { 0 };

  plimsoll_tray_pen_init (&pen, face, pixels, size);
  switch (face->style)
    {
    case PLIMSOLL_TRAY_STYLE_BARS:
      paint_bars (&pen);
      break;
    case PLIMSOLL_TRAY_STYLE_NUMBER:
      paint_number (&pen);
      break;
    case PLIMSOLL_TRAY_STYLE_RING:
    default:
      paint_ring (&pen);
    }
}
