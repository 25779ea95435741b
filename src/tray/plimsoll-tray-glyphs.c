/* plimsoll-tray-glyphs.c - the few characters that fit into an icon, as strokes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fourteen characters drawn from a handful of straight lines on a grid. A font would bring
 * FreeType, fontconfig and its cache of all fonts into a process that lives for weeks (measured
 * with 22 fonts installed: 1.9 MiB for one word), and at 16 px no font is as sharp as lines that
 * were laid on the pixels. Corners are rounded where there are pixels enough to show it. */

#include "plimsoll-tray-glyphs.h"

#include <math.h>
#include <string.h>

/* From this thickness on a rounded corner looks round; below, only blurred. */
#define ROUND_FROM_STROKE 3
/* Lines go on into the corner that follows, or half a pixel between them would be left out. */
#define OVERLAP 0.5

#define MOST_POINTS 6
#define MOST_LINES 2

/* A point is two figures, column and row: "00" is the top left, "12" the bottom of the second
 * column. A line whose last point is its first one is closed. */
typedef struct
{
  char character;
  int cells; /* how many wide */
  const char *lines[MOST_LINES];
} Glyph;

static const Glyph GLYPHS[] = {
  { '0', 1, { "0010120200" } },         { '1', 0, { "0002" } },
  { '2', 1, { "001011010212" } },       { '3', 1, { "00101202", "0111" } },
  { '4', 1, { "000111", "1012" } },     { '5', 1, { "100001111202" } },
  { '6', 1, { "100002121101" } },       { '7', 1, { "001012" } },
  { '8', 1, { "0010120200", "0111" } }, { '9', 1, { "110100101202" } },
  { 'd', 1, { "1012", "11010212" } },   { 'h', 1, { "0002", "011112" } },
  { 'm', 2, { "02012122", "1112" } },   { '-', 1, { "0111" } },
};

/* (nullable) */
static const Glyph *
find_glyph (char character)
{
  for (gsize i = 0; i < G_N_ELEMENTS (GLYPHS); i++)
    {
      if (GLYPHS[i].character == character)
        return &GLYPHS[i];
    }

  return NULL;
}

int
plimsoll_tray_glyphs_count_cells (const char *text)
{
  int cells = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      const Glyph *glyph = find_glyph (*p);

      cells += glyph != NULL ? glyph->cells : 0;
    }

  return cells;
}

int
plimsoll_tray_glyphs_measure (const PlimsollTrayGlyphs *self, const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      const Glyph *glyph = find_glyph (*p);

      if (glyph != NULL)
        width += (width > 0 ? self->gap : 0) + glyph->cells * self->cell + self->stroke;
    }

  return width;
}

typedef struct
{
  double x;
  double y;
} Point;

/* The point `radius` before `corner` on the way from `from`. */
static Point
stop_short (Point from, Point corner, double radius)
{
  double length = hypot (corner.x - from.x, corner.y - from.y);
  double share = length > 0 ? radius / length : 0;

  return (Point){ corner.x + (from.x - corner.x) * share, corner.y + (from.y - corner.y) * share };
}

/* The quarter of a circle that leads from one side of a right-angled corner to the other. */
static void
add_corner (PlimsollTrayCanvas *canvas, Point before, Point corner, Point after, double radius)
{
  Point start = stop_short (before, corner, radius);
  Point end = stop_short (after, corner, radius);
  Point middle = { start.x + end.x - corner.x, start.y + end.y - corner.y };
  double from = atan2 (start.y - middle.y, start.x - middle.x);
  double to = atan2 (end.y - middle.y, end.x - middle.x);
  double turn = remainder (to - from, 2 * G_PI);

  plimsoll_tray_canvas_add_arc (canvas, middle.x, middle.y, radius, turn > 0 ? from : to,
                                (turn > 0 ? from : to) + fabs (turn));
}

/* The stretch between two points, of which rounded ones are cut short. */
static void
add_stretch (PlimsollTrayCanvas *canvas, Point a, Point b, double radius_a, double radius_b)
{
  Point start = stop_short (b, a, radius_a > 0 ? radius_a - OVERLAP : 0);
  Point end = stop_short (a, b, radius_b > 0 ? radius_b - OVERLAP : 0);

  plimsoll_tray_canvas_add_line (canvas, start.x, start.y, end.x, end.y, PLIMSOLL_TRAY_CAP_BUTT);
}

static void
add_round_line (PlimsollTrayCanvas *canvas, const Point *points, int n, double radius)
{
  gboolean is_closed = points[0].x == points[n - 1].x && points[0].y == points[n - 1].y;

  for (int i = 0; i + 1 < n; i++)
    add_stretch (canvas, points[i], points[i + 1], i > 0 || is_closed ? radius : 0,
                 i + 2 < n || is_closed ? radius : 0);
  for (int i = 1; i + 1 < n; i++)
    add_corner (canvas, points[i - 1], points[i], points[i + 1], radius);
  if (is_closed)
    {
      add_corner (canvas, points[n - 2], points[0], points[1], radius);
      return;
    }
  plimsoll_tray_canvas_add_arc (canvas, points[0].x, points[0].y, 0, 0, 2 * G_PI);
  plimsoll_tray_canvas_add_arc (canvas, points[n - 1].x, points[n - 1].y, 0, 0, 2 * G_PI);
}

static void
add_line (const PlimsollTrayGlyphs *self,
          PlimsollTrayCanvas *canvas,
          const char *line,
          double x,
          double y)
{
  Point points[MOST_POINTS];
  int n = (int) strlen (line) / 2;
  double half = self->height / 2.0;

  /* The table above has no such line, but a compiler does not know. */
  if (n < 2 || n > MOST_POINTS)
    return;
  for (int i = 0; i < n; i++)
    points[i] = (Point){ x + (line[2 * i] - '0') * self->cell, y + (line[2 * i + 1] - '0') * half };

  if (self->stroke >= ROUND_FROM_STROKE)
    {
      add_round_line (canvas, points, n, MIN (self->cell, half) * 0.45);
      return;
    }
  for (int i = 0; i + 1 < n; i++)
    plimsoll_tray_canvas_add_line (canvas, points[i].x, points[i].y, points[i + 1].x,
                                   points[i + 1].y, PLIMSOLL_TRAY_CAP_SQUARE);
}

void
plimsoll_tray_glyphs_add (const PlimsollTrayGlyphs *self,
                          PlimsollTrayCanvas *canvas,
                          const char *text,
                          double x,
                          double y)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      const Glyph *glyph = find_glyph (*p);

      for (int i = 0; glyph != NULL && i < MOST_LINES && glyph->lines[i] != NULL; i++)
        add_line (self, canvas, glyph->lines[i], x + self->stroke / 2.0, y + self->stroke / 2.0);
      if (glyph != NULL)
        x += glyph->cells * self->cell + self->stroke + self->gap;
    }
}
