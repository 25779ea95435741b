/* test-gauge-picture.c - the colours and the pixels of gauges.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Wants no display. Pixels are looked at by their alpha and colour on a surface that is clear at
 * first: what is track, what is fill and what is neither. */

#include "plimsoll-gauge-picture.h"

#include <math.h>
#include <string.h>

#define WIDTH 200
#define HEIGHT PLIMSOLL_GAUGE_BAR_HEIGHT
#define MIDDLE (HEIGHT / 2)
#define RING 120

typedef void (*Paint) (
    const PlimsollGaugePicture *, const PlimsollGaugePalette *, cairo_t *, double, double);

static PlimsollGaugePicture
make_picture (double used_percent)
{
  return (PlimsollGaugePicture){ .used_percent = used_percent, .pace_percent = NAN };
}

/* (transfer full) */
static cairo_surface_t *
paint (const PlimsollGaugePicture *picture, Paint how, int width, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  PlimsollGaugePalette palette =
      plimsoll_gauge_palette_choose (picture->severity, picture->is_stale, PLIMSOLL_GAUGE_LIGHT);

  how (picture, &palette, cr, width, height);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static cairo_surface_t *
paint_bar (const PlimsollGaugePicture *picture)
{
  return paint (picture, plimsoll_gauge_picture_paint_bar, WIDTH, HEIGHT);
}

static cairo_surface_t *
paint_ring (const PlimsollGaugePicture *picture)
{
  return paint (picture, plimsoll_gauge_picture_paint_ring, RING, RING);
}

static guint
get_alpha (cairo_surface_t *surface, int x, int y)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 pixel = 0;

  memcpy (&pixel, row + 4 * x, sizeof pixel);
  return pixel >> 24;
}

/* The track is all but clear. */
static gboolean
is_filled (cairo_surface_t *surface, int x, int y)
{
  return get_alpha (surface, x, y) > 200;
}

/* How many pixels of the bar's middle line are filled. */
static int
count_filled (cairo_surface_t *surface)
{
  int n = 0;

  for (int x = 0; x < WIDTH; x++)
    n += is_filled (surface, x, MIDDLE) ? 1 : 0;
  return n;
}

/* How many pixels are filled from the top to the bottom. */
static int
measure_thickness (cairo_surface_t *surface, int x)
{
  int n = 0;

  for (int y = 0; y < HEIGHT; y++)
    n += is_filled (surface, x, y) ? 1 : 0;
  return n;
}

/* The fill is as long as its share of the bar; beyond the ends only the drawing stops. */
static void
test_length (void)
{
  static const struct
  {
    double percent;
    int pixels;
  } rows[] = {
    { 0, 0 },     { 25, 50 },    { 50, 100 },         { 61, 122 },
    { 100, 200 }, { 5091, 200 }, { (double) NAN, 0 }, { -3, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlimsollGaugePicture picture = make_picture (rows[i].percent);
      cairo_surface_t *surface = paint_bar (&picture);

      g_assert_cmpint (ABS (count_filled (surface) - rows[i].pixels), <=, 1);
      cairo_surface_destroy (surface);
    }
}

/* Less than a pixel's worth of use can still be seen. */
static void
test_least (void)
{
  PlimsollGaugePicture picture = make_picture (0.1);
  cairo_surface_t *surface = paint_bar (&picture);

  g_assert_cmpint (count_filled (surface), >=, 2);
  cairo_surface_destroy (surface);
}

/* From right to left everything is the mirror image. */
static void
test_mirrored (void)
{
  PlimsollGaugePicture picture = make_picture (86);
  cairo_surface_t *there = NULL;
  cairo_surface_t *back = NULL;

  picture.severity = PLIMSOLL_SEVERITY_WARNING;
  picture.pace_percent = 40;
  picture.ticks[0] = 80;
  picture.n_ticks = 1;
  there = paint_bar (&picture);
  picture.is_mirrored = TRUE;
  back = paint_bar (&picture);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        int alpha = (int) get_alpha (there, x, y);
        int mirrored = (int) get_alpha (back, WIDTH - 1 - x, y);

        /* Edges are smoothed a little differently from the other side. */
        g_assert_cmpint (ABS (alpha - mirrored), <=, 16);
      }
  cairo_surface_destroy (there);
  cairo_surface_destroy (back);
}

/* A warning has a notch behind its head, and critical is thicker: without any colour. Old numbers
 * have neither, whatever they said, but stripes. */
static void
test_shape_of_severity (void)
{
  PlimsollGaugePicture picture = make_picture (90);
  cairo_surface_t *normal = paint_bar (&picture);
  cairo_surface_t *warning = NULL;
  cairo_surface_t *critical = NULL;
  cairo_surface_t *stale = NULL;

  picture.severity = PLIMSOLL_SEVERITY_WARNING;
  warning = paint_bar (&picture);
  picture.severity = PLIMSOLL_SEVERITY_CRITICAL;
  critical = paint_bar (&picture);
  picture.is_stale = TRUE;
  stale = paint_bar (&picture);

  g_assert_cmpint (count_filled (normal) - count_filled (warning), >=, 2);
  g_assert_true (is_filled (warning, 178, MIDDLE));
  g_assert_false (is_filled (warning, 173, MIDDLE));
  g_assert_cmpint (measure_thickness (critical, 100), >=, measure_thickness (normal, 100) + 4);
  g_assert_cmpint (count_filled (stale), >, 40);
  g_assert_cmpint (count_filled (stale), <, 140);
  cairo_surface_destroy (normal);
  cairo_surface_destroy (warning);
  cairo_surface_destroy (critical);
  cairo_surface_destroy (stale);
}

/* The pace mark stands where an even spread does, higher than the bar and free on both sides, so
 * that it shows on fill and on track. */
static void
test_pace_mark (void)
{
  const double used[] = { 20, 50, 90 };

  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    {
      PlimsollGaugePicture picture = make_picture (used[i]);
      cairo_surface_t *surface = NULL;

      picture.pace_percent = 50;
      surface = paint_bar (&picture);
      g_assert_cmpint (get_alpha (surface, 99, 1), >, 150);
      g_assert_cmpint (get_alpha (surface, 99, MIDDLE), >, 150);
      g_assert_cmpint (get_alpha (surface, 97, MIDDLE), <, 40 + 128);
      g_assert_cmpint (get_alpha (surface, 92, 1), ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* A threshold is ticked below the bar, and stays inside at the very end. */
static void
test_ticks (void)
{
  PlimsollGaugePicture picture = make_picture (0);
  cairo_surface_t *surface = NULL;
  const int y = MIDDLE + 6;

  picture.ticks[0] = 80;
  picture.ticks[1] = 100;
  picture.n_ticks = 2;
  surface = paint_bar (&picture);
  g_assert_cmpint (get_alpha (surface, 160, y), >, 60);
  g_assert_cmpint (get_alpha (surface, WIDTH - 1, y), >, 60);
  g_assert_cmpint (get_alpha (surface, 150, y), ==, 0);
  cairo_surface_destroy (surface);
}

/* A threshold is ticked inside the ring, too. */
static void
test_ring_ticks (void)
{
  PlimsollGaugePicture picture = make_picture (0);
  cairo_surface_t *plain = paint_ring (&picture);
  cairo_surface_t *ticked = NULL;
  const int x = RING / 2;
  int n_more = 0;

  picture.ticks[0] = 50;
  picture.n_ticks = 1;
  ticked = paint_ring (&picture);
  for (int y = x; y < RING; y++)
    n_more += get_alpha (ticked, x, y) > get_alpha (plain, x, y) + 50;
  g_assert_cmpint (n_more, >=, 3);
  g_assert_cmpint (n_more, <=, 5);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (ticked);
}

/* A quarter used is the upper right quarter of the ring; mirrored, the upper left. The water stands
 * a quarter high. */
static void
test_ring (void)
{
  PlimsollGaugePicture picture = make_picture (25);
  const int near = 18;
  const int far = RING - 18;
  cairo_surface_t *ring = paint_ring (&picture);
  cairo_surface_t *mirrored = NULL;

  g_assert_true (is_filled (ring, far + 1, near - 1) || is_filled (ring, far - 1, near + 1)
                 || is_filled (ring, far, near));
  g_assert_false (is_filled (ring, near, near));
  g_assert_cmpint (get_alpha (ring, RING / 2, RING / 2), ==, 0);
  g_assert_cmpint (get_alpha (ring, RING / 2, RING - 20), >, 10);

  picture.is_mirrored = TRUE;
  mirrored = paint_ring (&picture);
  g_assert_false (is_filled (mirrored, far, near));
  g_assert_true (is_filled (mirrored, near, near) || is_filled (mirrored, near - 1, near - 1));
  cairo_surface_destroy (ring);
  cairo_surface_destroy (mirrored);
}

/* The ring tells severities apart by shape, too: how much of it is filled differs. */
static void
test_shape_of_ring (void)
{
  int filled[4] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      PlimsollGaugePicture picture = make_picture (90);
      cairo_surface_t *surface = NULL;

      picture.severity = (PlimsollSeverity) MIN (i, PLIMSOLL_SEVERITY_CRITICAL);
      picture.is_stale = i == 3;
      surface = paint_ring (&picture);
      for (int y = 0; y < RING; y++)
        for (int x = 0; x < RING; x++)
          filled[i] += is_filled (surface, x, y) ? 1 : 0;
      cairo_surface_destroy (surface);
    }

  g_assert_cmpint (filled[1], <, filled[0] - 30);
  g_assert_cmpint (filled[2], >, filled[0] + 500);
  g_assert_cmpint (filled[3], <, filled[0] * 3 / 4);
}

/* WCAG 2: relative luminance of an opaque colour. */
static double
get_luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      double part = (double) parts[i];

      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
get_contrast (const GdkRGBA *a, const GdkRGBA *b)
{
  double one = get_luminance (a);
  double other = get_luminance (b);

  return (MAX (one, other) + 0.05) / (MIN (one, other) + 0.05);
}

/* The track as it looks on a ground. */
static GdkRGBA
lay_over (const GdkRGBA *above, const GdkRGBA *ground)
{
  float left = 1 - above->alpha;

  return (GdkRGBA){ above->red * above->alpha + ground->red * left,
                    above->green * above->alpha + ground->green * left,
                    above->blue * above->alpha + ground->blue * left, 1 };
}

/* Every gauge stands out 3:1 against the grounds of libadwaita's windows and cards, and its mark
 * too; what is used against what is left. */
static void
test_contrast (void)
{
  static const struct
  {
    PlimsollGaugeGround ground;
    const char *color;
  } rows[] = {
    { PLIMSOLL_GAUGE_LIGHT, "#fafafa" },
    { PLIMSOLL_GAUGE_LIGHT, "#ffffff" },
    { PLIMSOLL_GAUGE_DARK, "#242424" },
    { PLIMSOLL_GAUGE_DARK, "#383838" },
    { PLIMSOLL_GAUGE_HIGH_CONTRAST, "#fafafa" },
    { PLIMSOLL_GAUGE_DARK | PLIMSOLL_GAUGE_HIGH_CONTRAST, "#242424" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint severity = 0; severity <= PLIMSOLL_SEVERITY_CRITICAL + 1; severity++)
      {
        gboolean is_stale = severity > PLIMSOLL_SEVERITY_CRITICAL;
        PlimsollGaugePalette palette = plimsoll_gauge_palette_choose (
            is_stale ? PLIMSOLL_SEVERITY_NORMAL : (PlimsollSeverity) severity, is_stale,
            rows[i].ground);
        GdkRGBA ground = { 0 };
        GdkRGBA track = { 0 };
        GdkRGBA mark = { 0 };

        g_assert_true (gdk_rgba_parse (&ground, rows[i].color));
        track = lay_over (&palette.track, &ground);
        mark = lay_over (&palette.mark, &ground);
        g_assert_cmpfloat (get_contrast (&palette.edge, &ground), >=, 3);
        g_assert_cmpfloat (get_contrast (&palette.edge, &track), >=, 3);
        g_assert_cmpfloat (get_contrast (&mark, &ground), >=, 3);
      }
}

/* Two pictures are alike when nothing that is painted differs, unknown values included. */
static void
test_equal (void)
{
  PlimsollGaugePicture a = make_picture (61);
  PlimsollGaugePicture b = a;
  PlimsollGaugePicture unknown = make_picture (NAN);
  PlimsollGaugePicture also_unknown = make_picture (NAN);

  g_assert_true (plimsoll_gauge_picture_equal (&a, &b));
  g_assert_true (plimsoll_gauge_picture_equal (&unknown, &also_unknown));
  g_assert_false (plimsoll_gauge_picture_equal (&a, &unknown));
  b.pace_percent = 40;
  g_assert_false (plimsoll_gauge_picture_equal (&a, &b));
  b = a;
  b.ticks[0] = 80;
  b.n_ticks = 1;
  g_assert_false (plimsoll_gauge_picture_equal (&a, &b));
  b = a;
  b.is_stale = TRUE;
  g_assert_false (plimsoll_gauge_picture_equal (&a, &b));
}

/* Turned round, filling, pace and ticks are counted from the other end; what is unknown stays
 * unknown and what is used up leaves nothing. */
static void
test_turn (void)
{
  PlimsollGaugePicture picture = make_picture (61);
  PlimsollGaugePicture unknown = make_picture ((double) NAN);
  PlimsollGaugePicture over = make_picture (104);

  picture.pace_percent = 58;
  picture.ticks[0] = 80;
  picture.n_ticks = 1;
  plimsoll_gauge_picture_turn (&picture);
  g_assert_cmpfloat (picture.used_percent, ==, 39);
  g_assert_cmpfloat (picture.pace_percent, ==, 42);
  g_assert_cmpfloat (picture.ticks[0], ==, 20);

  unknown.pace_percent = (double) NAN;
  plimsoll_gauge_picture_turn (&unknown);
  g_assert_true (isnan (unknown.used_percent) && isnan (unknown.pace_percent));
  plimsoll_gauge_picture_turn (&over);
  g_assert_cmpfloat (over.used_percent, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/window/gauge-picture/length", test_length);
  g_test_add_func ("/window/gauge-picture/least", test_least);
  g_test_add_func ("/window/gauge-picture/mirrored", test_mirrored);
  g_test_add_func ("/window/gauge-picture/shape-of-severity", test_shape_of_severity);
  g_test_add_func ("/window/gauge-picture/pace-mark", test_pace_mark);
  g_test_add_func ("/window/gauge-picture/ticks", test_ticks);
  g_test_add_func ("/window/gauge-picture/ring-ticks", test_ring_ticks);
  g_test_add_func ("/window/gauge-picture/ring", test_ring);
  g_test_add_func ("/window/gauge-picture/shape-of-ring", test_shape_of_ring);
  g_test_add_func ("/window/gauge-picture/contrast", test_contrast);
  g_test_add_func ("/window/gauge-picture/turn", test_turn);
  g_test_add_func ("/window/gauge-picture/equal", test_equal);

  return g_test_run ();
}
