/* picture.h - painted squares for tests, and what an eye would see of them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-painter.h"

/* The panels of a light and a dark desktop. */
#define LIGHT_PANEL 0xf6f5f4u
#define DARK_PANEL 0x241f31u

/* A square of pixels as cairo has them. */
typedef struct
{
  int size;
  guint32 pixels[64 * 64];
} Picture;

void picture_paint (Picture *self, const PlimsollTrayFace *face, int size);

/* The pixel that holds the point; points outside are transparent. */
guint32 picture_peek (const Picture *self, double x, double y);

/* 0xrrggbb of a pixel laid over a panel. */
guint32 picture_lay_over (guint32 pixel, guint32 panel);

/* 0 to 255, as without any sense of colour. */
int picture_to_grey (guint32 color);

/* WCAG's contrast of two opaque colours, 1 to 21. */
double picture_contrast (guint32 a, guint32 b);

/* How many pixels of two squares differ in grey by more than `least` on a panel, in the rows above
 * `rows`. */
int
picture_count_differences (const Picture *a, const Picture *b, guint32 panel, int least, int rows);
