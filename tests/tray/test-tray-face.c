/* test-tray-face.c - the picture in the tray, measured by its pixels.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is asked of the picture, not how it is made: what it says can be read off, on every panel,
 * by every eye, in every size. */

#include <math.h>
#include <string.h>

#include "picture.h"
#include "plimsoll-tray-icon.h"

/* A difference in grey that an eye sees at a glance, of 255. */
#define VISIBLE 40
/* Two states at 16 px, told apart by less, would be taken for each other. */
#define LEAST_DIFFERENT_PIXELS 4

static const int SIZES[] = { 16, 22, 24, 32, 48, 64 };

static PlimsollTrayFace
make_face (PlimsollTrayStyle style, double percent, PlimsollSeverity severity)
{
  PlimsollTrayFace face = { 0 };

  face.style = style;
  face.mood = PLIMSOLL_TRAY_MOOD_FRESH;
  face.shown.used_percent = percent;
  face.shown.severity = severity;
  face.session = face.shown;
  face.week = face.shown;
  return face;
}

static PlimsollTrayFace
make_ring (double percent, PlimsollSeverity severity)
{
  return make_face (PLIMSOLL_TRAY_STYLE_RING, percent, severity);
}

/* The pixel on the ring at this share of its way round, from the top clockwise. */
static guint32
peek_ring (const Picture *picture, double share)
{
  double radius = picture->size * 0.39;
  double angle = (2 * share - 0.5) * G_PI;

  return picture_peek (picture, picture->size / 2.0 + radius * cos (angle),
                       picture->size / 2.0 + radius * sin (angle));
}

static gboolean
is_blue (guint32 pixel)
{
  return (int) (pixel & 0xff) - (int) (pixel >> 16 & 0xff) > 60;
}

/* The arc ends where the percentage says, clockwise from the top. Looked at near the top and the
 * bottom of the ring, where the level line cannot be. */
static void
test_ring_angle (void)
{
  const double shares[] = { 6, 45, 55, 94 };

  for (gsize i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      PlimsollTrayFace face = make_ring (shares[i], PLIMSOLL_SEVERITY_NORMAL);
      Picture picture;

      picture_paint (&picture, &face, 64);
      g_assert_true (is_blue (peek_ring (&picture, shares[i] / 100 - 0.03)));
      g_assert_false (is_blue (peek_ring (&picture, shares[i] / 100 + 0.03)));
    }
}

/* The row of the level line: the first opaque blue pixel from the middle of the ring's inside. */
static int
find_level (double percent)
{
  PlimsollTrayFace face = make_ring (percent, PLIMSOLL_SEVERITY_NORMAL);
  Picture picture;

  picture_paint (&picture, &face, 64);
  for (int y = 16; y < 48; y++)
    {
      guint32 pixel = picture_peek (&picture, 32, y);

      if (pixel >> 24 == 0xff && is_blue (pixel))
        return y;
    }

  return -1;
}

/* The level rises as the plan is loaded. */
static void
test_ring_level (void)
{
  int empty = find_level (5);
  int half = find_level (50);
  int full = find_level (95);

  g_assert_cmpint (full, >, 0);
  g_assert_cmpint (half, >=, full + 8);
  g_assert_cmpint (empty, >=, half + 8);
}

/* Bars are as long as their own limits say, session above week. */
static void
test_bars_length (void)
{
  PlimsollTrayFace face = make_face (PLIMSOLL_TRAY_STYLE_BARS, 50, PLIMSOLL_SEVERITY_NORMAL);
  Picture picture;

  face.session.used_percent = 75;
  face.week.used_percent = 25;
  picture_paint (&picture, &face, 64);
  g_assert_true (is_blue (picture_peek (&picture, 44, 17)));
  g_assert_false (is_blue (picture_peek (&picture, 52, 17)));
  g_assert_true (is_blue (picture_peek (&picture, 14, 47)));
  g_assert_false (is_blue (picture_peek (&picture, 20, 47)));
}

/* Calm is blue, warning amber, critical red, stale without any hue. */
static void
test_colors (void)
{
  const struct
  {
    PlimsollTrayMood mood;
    PlimsollSeverity severity;
    guint32 color;
  } table[] = {
    { PLIMSOLL_TRAY_MOOD_FRESH, PLIMSOLL_SEVERITY_NORMAL, 0xff2a93ba },
    { PLIMSOLL_TRAY_MOOD_FRESH, PLIMSOLL_SEVERITY_WARNING, 0xfff0b01c },
    { PLIMSOLL_TRAY_MOOD_FRESH, PLIMSOLL_SEVERITY_CRITICAL, 0xffdd3340 },
    { PLIMSOLL_TRAY_MOOD_STALE, PLIMSOLL_SEVERITY_NORMAL, 0xff9c9aa0 },
    { PLIMSOLL_TRAY_MOOD_STALE, PLIMSOLL_SEVERITY_CRITICAL, 0xff9c9aa0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      PlimsollTrayFace face = make_ring (60, table[i].severity);
      Picture picture;

      face.mood = table[i].mood;
      picture_paint (&picture, &face, 64);
      g_assert_cmphex (picture_peek (&picture, 36, 5), ==, table[i].color);
    }
}

/* (transfer full): the bytes of one square. */
static GVariant *
get_square (GVariant *icon, gsize index, int *size)
{
  g_autoptr (GVariant) square = g_variant_get_child_value (icon, index);
  g_autoptr (GVariant) data = NULL;
  int height = 0;
  gsize length = 0;

  g_variant_get (square, "(ii@ay)", size, &height, &data);
  g_variant_get_fixed_array (data, &length, 1);
  g_assert_cmpint (*size, ==, height);
  g_assert_cmpuint (length, ==, (gsize) (*size * height) * 4);
  return g_steal_pointer (&data);
}

/* Hosts get squares only, ascending, each of exactly four bytes a pixel. */
static void
test_icon_squares (void)
{
  PlimsollTrayFace face = make_ring (42, PLIMSOLL_SEVERITY_NORMAL);
  g_autoptr (GVariant) icon = g_variant_ref_sink (plimsoll_tray_icon_make (&face));

  g_assert_true (g_variant_is_of_type (icon, G_VARIANT_TYPE ("a(iiay)")));
  g_assert_cmpuint (g_variant_n_children (icon), ==, G_N_ELEMENTS (SIZES));
  for (gsize i = 0; i < G_N_ELEMENTS (SIZES); i++)
    {
      int size = 0;

      g_variant_unref (get_square (icon, i, &size));
      g_assert_cmpint (size, ==, SIZES[i]);
    }
}

/* The bytes of a pixel are A, R, G, B, and a pixel that lets the panel through has the colour of an
 * opaque one: straight alpha. */
static void
test_icon_bytes (void)
{
  PlimsollTrayFace face = make_ring (70, PLIMSOLL_SEVERITY_CRITICAL);
  g_autoptr (GVariant) icon = g_variant_ref_sink (plimsoll_tray_icon_make (&face));
  int size = 0;
  g_autoptr (GVariant) data = get_square (icon, 5, &size);
  const guint8 *bytes = g_variant_get_data (data);
  const guint8 *ring = bytes + (5 * 64 + 36) * 4;
  const guint8 *water = bytes + (40 * 64 + 32) * 4;
  const guint8 *corner = bytes;

  g_assert_cmpmem (ring, 4, "\xff\xdd\x33\x40", 4);
  g_assert_cmpmem (corner, 4, "\0\0\0\0", 4);
  g_assert_cmpuint (water[0], >, 60);
  g_assert_cmpuint (water[0], <, 100);
  g_assert_cmpint (ABS (water[1] - 0xdd), <=, 3);
  g_assert_cmpint (ABS (water[2] - 0x33), <=, 3);
  g_assert_cmpint (ABS (water[3] - 0x40), <=, 3);
}

/* The best contrast to the panel across the ring's stroke and its edge, at one place. */
static double
find_contrast (const Picture *picture, double share, guint32 panel)
{
  double angle = (2 * share - 0.5) * G_PI;
  double middle = picture->size / 2.0;
  double best = 1;

  for (double radius = 0.30 * picture->size; radius <= 0.5 * picture->size; radius += 0.25)
    {
      guint32 pixel =
          picture_peek (picture, middle + radius * cos (angle), middle + radius * sin (angle));

      best = MAX (best, picture_contrast (picture_lay_over (pixel, panel), panel));
    }

  return best;
}

/* All of the arc stands out 3:1 or more from light and dark panels, by its ink or by its edge, in
 * colour in every severity; in one ink on the panel it is meant for. */
static void
test_contrast (void)
{
  const struct
  {
    PlimsollTrayColors colors;
    guint32 panel;
  } table[] = {
    { PLIMSOLL_TRAY_COLORS_COLOR, LIGHT_PANEL },
    { PLIMSOLL_TRAY_COLORS_COLOR, DARK_PANEL },
    { PLIMSOLL_TRAY_COLORS_LIGHT, LIGHT_PANEL },
    { PLIMSOLL_TRAY_COLORS_DARK, DARK_PANEL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (SIZES); j++)
      for (int severity = 0; severity <= PLIMSOLL_SEVERITY_CRITICAL; severity++)
        {
          PlimsollTrayFace face = make_ring (60, (PlimsollSeverity) severity);
          Picture picture;

          face.colors = table[i].colors;
          picture_paint (&picture, &face, SIZES[j]);
          /* Up to where a warning has its notch, and but for where the level crosses. */
          for (double share = 0.02; share < 0.34; share += 0.02)
            if (share < 0.18 || share > 0.30)
              g_assert_cmpfloat (find_contrast (&picture, share, table[i].panel), >=, 3);
        }
}

typedef struct
{
  const char *name;
  PlimsollTrayMood mood;
  double percent;
  PlimsollSeverity severity;
  const char *countdown;
} State;

/* The same number wherever there is one, so that only the state differs. */
static const State STATES[] = {
  { "calm", PLIMSOLL_TRAY_MOOD_FRESH, 62, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "warning", PLIMSOLL_TRAY_MOOD_FRESH, 62, PLIMSOLL_SEVERITY_WARNING, "" },
  { "critical", PLIMSOLL_TRAY_MOOD_FRESH, 62, PLIMSOLL_SEVERITY_CRITICAL, "" },
  { "stale", PLIMSOLL_TRAY_MOOD_STALE, 62, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "nothing used", PLIMSOLL_TRAY_MOOD_FRESH, 0, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "unknown", PLIMSOLL_TRAY_MOOD_FRESH, NAN, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "loading", PLIMSOLL_TRAY_MOOD_LOADING, NAN, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "signed out", PLIMSOLL_TRAY_MOOD_SIGNED_OUT, NAN, PLIMSOLL_SEVERITY_NORMAL, "" },
  { "used up", PLIMSOLL_TRAY_MOOD_USED_UP, 100, PLIMSOLL_SEVERITY_CRITICAL, "" },
  { "used up, 2h", PLIMSOLL_TRAY_MOOD_USED_UP, 100, PLIMSOLL_SEVERITY_CRITICAL, "2h" },
  { "used up, 45m", PLIMSOLL_TRAY_MOOD_USED_UP, 100, PLIMSOLL_SEVERITY_CRITICAL, "45m" },
};

static void
paint_state (Picture *picture, const State *state, int style, int colors, int size)
{
  PlimsollTrayFace face = make_face ((PlimsollTrayStyle) style, state->percent, state->severity);

  face.mood = state->mood;
  face.colors = (PlimsollTrayColors) colors;
  g_strlcpy (face.countdown, state->countdown, sizeof face.countdown);
  picture_paint (picture, &face, size);
}

/* Each two states can be told apart at 16 px, in every style, by shape and brightness alone: in
 * grey, and with a single ink too. */
static void
test_states_differ (void)
{
  const guint32 panels[] = { LIGHT_PANEL, LIGHT_PANEL, DARK_PANEL };
  Picture pictures[G_N_ELEMENTS (STATES)];

  for (int style = 0; style <= PLIMSOLL_TRAY_STYLE_NUMBER; style++)
    for (int colors = 0; colors <= PLIMSOLL_TRAY_COLORS_DARK; colors++)
      for (gsize i = 0; i < G_N_ELEMENTS (STATES); i++)
        {
          paint_state (&pictures[i], &STATES[i], style, colors, 16);
          for (gsize j = 0; j < i; j++)
            {
              int n = picture_count_differences (&pictures[i], &pictures[j], panels[colors],
                                                 VISIBLE, 16);

              if (n < LEAST_DIFFERENT_PIXELS)
                g_error ("style %d, colours %d: “%s” and “%s” differ in %d pixels", style, colors,
                         STATES[i].name, STATES[j].name, n);
            }
        }
}

/* No two figures look alike at 16 px, whatever the level under them says. */
static void
test_numbers_differ (void)
{
  g_autofree Picture *pictures = g_new (Picture, 100);

  for (int i = 0; i < 100; i++)
    {
      PlimsollTrayFace face = make_face (PLIMSOLL_TRAY_STYLE_NUMBER, i, PLIMSOLL_SEVERITY_NORMAL);

      picture_paint (&pictures[i], &face, 16);
      for (int j = 0; j < i; j++)
        g_assert_cmpint (
            picture_count_differences (&pictures[i], &pictures[j], DARK_PANEL, VISIBLE, 11), >=, 2);
    }
}

/* A number of what is left is another number, over the same level. */
static void
test_number_left (void)
{
  PlimsollTrayFace used = make_face (PLIMSOLL_TRAY_STYLE_NUMBER, 30, PLIMSOLL_SEVERITY_NORMAL);
  PlimsollTrayFace left = make_face (PLIMSOLL_TRAY_STYLE_NUMBER, 70, PLIMSOLL_SEVERITY_NORMAL);
  Picture pictures[3];

  picture_paint (&pictures[0], &used, 16);
  picture_paint (&pictures[1], &left, 16);
  left.shows_left = TRUE;
  picture_paint (&pictures[2], &left, 16);
  g_assert_cmpint (picture_count_differences (&pictures[0], &pictures[2], DARK_PANEL, VISIBLE, 11),
                   ==, 0);
  g_assert_cmpint (picture_count_differences (&pictures[1], &pictures[2], DARK_PANEL, VISIBLE, 11),
                   >=, 2);
  left.shown.used_percent = 30;
  g_assert_false (plimsoll_tray_face_equal (&used, &left));
}

/* Every countdown can be read from every other, from 16 px on, with the plate in one ink too. */
static void
test_countdowns_differ (void)
{
  const char *const words[] = { "1h",  "2h", "3h",  "4h",  "5h",  "6h",  "7h", "8h", "9h",
                                "48h", "5m", "10m", "15m", "45m", "55m", "3d", "7d", "" };
  Picture pictures[G_N_ELEMENTS (words)];

  for (int colors = 0; colors <= PLIMSOLL_TRAY_COLORS_LIGHT; colors++)
    for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
      {
        const State state = { "", PLIMSOLL_TRAY_MOOD_USED_UP, 100, PLIMSOLL_SEVERITY_CRITICAL,
                              words[i] };

        paint_state (&pictures[i], &state, PLIMSOLL_TRAY_STYLE_RING, colors, 16);
        for (gsize j = 0; j < i; j++)
          g_assert_cmpint (
              picture_count_differences (&pictures[i], &pictures[j], LIGHT_PANEL, VISIBLE, 16), >=,
              1);
      }
}

/* Whatever a face says, the square is overwritten whole and holds pixels that can be: no channel
 * above its alpha, and some ink. */
static void
test_every_face (void)
{
  const double percents[] = { NAN, -5, 0, 0.2, 50, 100, 104, 1e9 };

  for (int mood = 0; mood <= PLIMSOLL_TRAY_MOOD_USED_UP; mood++)
    for (int style = 0; style <= PLIMSOLL_TRAY_STYLE_NUMBER; style++)
      for (gsize i = 0; i < G_N_ELEMENTS (percents); i++)
        {
          const State state = { "", (PlimsollTrayMood) mood, percents[i], PLIMSOLL_SEVERITY_WARNING,
                                "%?x" };
          Picture picture;
          guint32 inked = 0;

          memset (picture.pixels, 0x5a, sizeof picture.pixels);
          paint_state (&picture, &state, style, PLIMSOLL_TRAY_COLORS_COLOR, 22);
          for (int p = 0; p < 22 * 22; p++)
            {
              guint32 pixel = picture.pixels[p];

              for (int shift = 0; shift <= 16; shift += 8)
                g_assert_cmpuint (pixel >> shift & 0xff, <=, pixel >> 24);
              inked += pixel >> 24 == 0xff ? 1 : 0;
            }
          g_assert_cmphex (picture.pixels[0], !=, 0x5a5a5a5a);
          g_assert_cmpuint (inked, >, 4);
        }
}

/* An equal face gives the very same variant, so that nothing is painted or sent twice; another face
 * gives another picture. */
static void
test_cache (void)
{
  g_autoptr (PlimsollTrayIconCache) cache = plimsoll_tray_icon_cache_new ();
  PlimsollTrayFace calm = make_ring (NAN, PLIMSOLL_SEVERITY_NORMAL);
  PlimsollTrayFace other = make_ring (43, PLIMSOLL_SEVERITY_NORMAL);
  g_autoptr (GVariant) first = g_variant_ref (plimsoll_tray_icon_cache_get (cache, &calm));

  for (int i = 0; i < 1000; i++)
    g_assert_true (plimsoll_tray_icon_cache_get (cache, &calm) == first);
  g_assert_false (g_variant_equal (plimsoll_tray_icon_cache_get (cache, &other), first));
  g_assert_true (g_variant_equal (plimsoll_tray_icon_cache_get (cache, &calm), first));
}

/* Whole percent as everywhere: what is not used up never reads 100, what is used never 0. */
static void
test_round (void)
{
  g_assert_cmpfloat (plimsoll_tray_face_round (0), ==, 0);
  g_assert_cmpfloat (plimsoll_tray_face_round (0.1), ==, 1);
  g_assert_cmpfloat (plimsoll_tray_face_round (41.5), ==, 42);
  g_assert_cmpfloat (plimsoll_tray_face_round (99.6), ==, 99);
  g_assert_cmpfloat (plimsoll_tray_face_round (100), ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tray/face/ring-angle", test_ring_angle);
  g_test_add_func ("/tray/face/ring-level", test_ring_level);
  g_test_add_func ("/tray/face/bars-length", test_bars_length);
  g_test_add_func ("/tray/face/colors", test_colors);
  g_test_add_func ("/tray/face/icon-squares", test_icon_squares);
  g_test_add_func ("/tray/face/icon-bytes", test_icon_bytes);
  g_test_add_func ("/tray/face/contrast", test_contrast);
  g_test_add_func ("/tray/face/states-differ", test_states_differ);
  g_test_add_func ("/tray/face/numbers-differ", test_numbers_differ);
  g_test_add_func ("/tray/face/number-left", test_number_left);
  g_test_add_func ("/tray/face/countdowns-differ", test_countdowns_differ);
  g_test_add_func ("/tray/face/every-face", test_every_face);
  g_test_add_func ("/tray/face/cache", test_cache);
  g_test_add_func ("/tray/face/round", test_round);
  return g_test_run ();
}
