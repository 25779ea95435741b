/* picture.c - painted squares for tests, and what an eye would see of them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Arithmetic on pixels that knows nothing of how the face is painted. */

#include "picture.h"

#include <math.h>
#include <stdlib.h>

void
picture_paint (Picture *self, const PlimsollTrayFace *face, int size)
{
  self->size = size;
  plimsoll_tray_painter_paint (face, self->pixels, size);
}

guint32
picture_peek (const Picture *self, double x, double y)
{
  int column = (int) floor (x);
  int row = (int) floor (y);

  if (column < 0 || row < 0 || column >= self->size || row >= self->size)
    return 0;

  return self->pixels[row * self->size + column];
}

guint32
picture_lay_over (guint32 pixel, guint32 panel)
{
  guint32 through = 255 - (pixel >> 24);
  guint32 color = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      guint32 channel = (pixel >> shift & 0xff) + ((panel >> shift & 0xff) * through + 127) / 255;

      color |= MIN (channel, 255) << shift;
    }

  return color;
}

static double
to_luminance (guint32 color)
{
  const double shares[] = { 0.0722, 0.7152, 0.2126 };
  double luminance = 0;

  for (int i = 0; i < 3; i++)
    {
      double channel = (color >> (8 * i) & 0xff) / 255.0;

      channel = channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
      luminance += shares[i] * channel;
    }

  return luminance;
}

int
picture_to_grey (guint32 color)
{
  return (int) lround (0.2126 * (color >> 16 & 0xff) + 0.7152 * (color >> 8 & 0xff)
                       + 0.0722 * (color & 0xff));
}

double
picture_contrast (guint32 a, guint32 b)
{
  double x = to_luminance (a);
  double y = to_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

int
picture_count_differences (const Picture *a, const Picture *b, guint32 panel, int least, int rows)
{
  int n = 0;

  g_assert_cmpint (a->size, ==, b->size);
  for (int i = 0; i < a->size * rows; i++)
    {
      int difference = picture_to_grey (picture_lay_over (a->pixels[i], panel))
                       - picture_to_grey (picture_lay_over (b->pixels[i], panel));

      n += abs (difference) > least ? 1 : 0;
    }

  return n;
}
