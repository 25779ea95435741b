/* contact-sheet.c - every state of the tray's picture on one sheet, to be looked at.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tests measure pixels; whether it is good to look at, only a person can say. One block for each
 * panel and colouring, in it one row for each style and one column for each state; in each cell
 * 16 px five times enlarged, 22 px four times, and the sizes that panels draw as they are.
 * build-aux/contact-sheet starts it. */

#include <cairo.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "plimsoll-tray-painter.h"

#define CELL_WIDTH 116
#define CELL_HEIGHT 296
#define N_STYLES 3

typedef struct
{
  guint32 panel;
  PlimsollTrayColors colors;
} Block;

static const Block BLOCKS[] = {
  { 0xf6f5f4, PLIMSOLL_TRAY_COLORS_COLOR }, { 0x241f31, PLIMSOLL_TRAY_COLORS_COLOR },
  { 0x3d6f9e, PLIMSOLL_TRAY_COLORS_COLOR }, { 0xf6f5f4, PLIMSOLL_TRAY_COLORS_LIGHT },
  { 0x241f31, PLIMSOLL_TRAY_COLORS_DARK },
};

typedef struct
{
  PlimsollTrayMood mood;
  double shown;
  double week;
  const char *countdown;
} State;

static const State STATES[] = {
  { PLIMSOLL_TRAY_MOOD_FRESH, 0, 0, "" },         { PLIMSOLL_TRAY_MOOD_FRESH, 7, 22, "" },
  { PLIMSOLL_TRAY_MOOD_FRESH, 42, 17, "" },       { PLIMSOLL_TRAY_MOOD_FRESH, 68, 33, "" },
  { PLIMSOLL_TRAY_MOOD_FRESH, 86, 50, "" },       { PLIMSOLL_TRAY_MOOD_FRESH, 97, 82, "" },
  { PLIMSOLL_TRAY_MOOD_STALE, 42, 17, "" },       { PLIMSOLL_TRAY_MOOD_STALE, 97, 60, "" },
  { PLIMSOLL_TRAY_MOOD_FRESH, NAN, NAN, "" },     { PLIMSOLL_TRAY_MOOD_LOADING, NAN, NAN, "" },
  { PLIMSOLL_TRAY_MOOD_SIGNED_OUT, 42, 17, "" },  { PLIMSOLL_TRAY_MOOD_USED_UP, 100, 40, "2h" },
  { PLIMSOLL_TRAY_MOOD_USED_UP, 100, 40, "45m" }, { PLIMSOLL_TRAY_MOOD_USED_UP, 100, 40, "" },
};

static void
draw_square (cairo_t *cr, const PlimsollTrayFace *face, int size, int scale, double x, double y)
{
  guint32 *pixels = g_new (guint32, (gsize) size * (gsize) size);
  cairo_surface_t *square = NULL;

  plimsoll_tray_painter_paint (face, pixels, size);
  square = cairo_image_surface_create_for_data ((guchar *) pixels, CAIRO_FORMAT_ARGB32, size, size,
                                                size * (int) sizeof *pixels);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, square, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (square);
  g_free (pixels);
}

static void
draw_cell (cairo_t *cr, const PlimsollTrayFace *face, double x, double y)
{
  draw_square (cr, face, 16, 5, x, y);
  draw_square (cr, face, 22, 4, x, y + 88);
  draw_square (cr, face, 16, 1, x, y + 192);
  draw_square (cr, face, 22, 1, x + 22, y + 189);
  draw_square (cr, face, 24, 1, x + 48, y + 188);
  draw_square (cr, face, 32, 1, x + 76, y + 184);
  draw_square (cr, face, 48, 1, x, y + 228);
  draw_square (cr, face, 64, 1, x + 50, y + 222);
}

static PlimsollTrayFace
make_face (const Block *block, const State *state, int style)
{
  PlimsollTrayFace face = { 0 };

  face.style = (PlimsollTrayStyle) style;
  face.colors = block->colors;
  face.mood = state->mood;
  face.shown.used_percent = state->shown;
  face.shown.severity = plimsoll_severity_from_percent (state->shown);
  face.session = face.shown;
  face.week.used_percent = state->week;
  face.week.severity = plimsoll_severity_from_percent (state->week);
  g_strlcpy (face.countdown, state->countdown, sizeof face.countdown);
  return face;
}

static void
draw_block (cairo_t *cr, const Block *block, double top)
{
  cairo_set_source_rgb (cr, (block->panel >> 16) / 255.0, (block->panel >> 8 & 0xff) / 255.0,
                        (block->panel & 0xff) / 255.0);
  cairo_rectangle (cr, 0, top, CELL_WIDTH * (int) G_N_ELEMENTS (STATES), CELL_HEIGHT * N_STYLES);
  cairo_fill (cr);

  for (int style = 0; style < N_STYLES; style++)
    {
      for (int i = 0; i < (int) G_N_ELEMENTS (STATES); i++)
        {
          PlimsollTrayFace face = make_face (block, &STATES[i], style);

          draw_cell (cr, &face, i * CELL_WIDTH + 4, top + style * CELL_HEIGHT + 4);
        }
    }
}

int
main (int argc, char **argv)
{
  cairo_surface_t *sheet =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, CELL_WIDTH * (int) G_N_ELEMENTS (STATES),
                                  CELL_HEIGHT * N_STYLES * (int) G_N_ELEMENTS (BLOCKS));
  cairo_t *cr = cairo_create (sheet);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  for (int i = 0; i < (int) G_N_ELEMENTS (BLOCKS); i++)
    draw_block (cr, &BLOCKS[i], i * CELL_HEIGHT * N_STYLES);

  status = cairo_surface_write_to_png (sheet, argc > 1 ? argv[1] : "contact-sheet.png");
  cairo_destroy (cr);
  cairo_surface_destroy (sheet);
  if (status != CAIRO_STATUS_SUCCESS)
    fprintf (stderr, "contact-sheet: %s\n", cairo_status_to_string (status));

  return status == CAIRO_STATUS_SUCCESS ? 0 : 1;
}
