/* plimsoll-gauge-palette.c - the colours of a gauge.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table. Every edge keeps 3:1 against the ground of windows and of cards, light and dark (WCAG
 * 1.4.11); amber is too pale for a white ground and gets a darker edge instead of a duller fill.
 * Colour only repeats what the shape says: see the drawings. */

#include "plimsoll-gauge-palette.h"

typedef struct
{
  guint32 fill; /* 0xRRGGBB */
  guint32 edge;
} Ink;

#define N_GROUNDS 4
#define STALE (PLIMSOLL_SEVERITY_CRITICAL + 1)

/* By severity, then by ground: light, dark, light in high contrast, dark in high contrast. */
static const Ink INKS[STALE + 1][N_GROUNDS] = {
  [PLIMSOLL_SEVERITY_NORMAL] = { { 0x1b7f9e, 0x1b7f9e },
                                 { 0x4fb3d1, 0x4fb3d1 },
                                 { 0x0b5a73, 0x000000 },
                                 { 0x8fdcf5, 0xffffff } },
  [PLIMSOLL_SEVERITY_WARNING] = { { 0xe5a50a, 0xa06f00 },
                                  { 0xf5c342, 0xf5c342 },
                                  { 0xe5a50a, 0x000000 },
                                  { 0xffd75e, 0xffffff } },
  [PLIMSOLL_SEVERITY_CRITICAL] = { { 0xc01c28, 0xc01c28 },
                                   { 0xff6b6b, 0xff6b6b },
                                   { 0xa00010, 0x000000 },
                                   { 0xff9090, 0xffffff } },
  [STALE] = { { 0x77767b, 0x77767b },
              { 0x9a9996, 0x9a9996 },
              { 0x4a4a4a, 0x000000 },
              { 0xd0d0d0, 0xffffff } },
};

static GdkRGBA
make_color (guint32 rgb, double alpha)
{
  return (GdkRGBA){
    .red = (float) ((rgb >> 16) & 0xff) / 255.0f,
    .green = (float) ((rgb >> 8) & 0xff) / 255.0f,
    .blue = (float) (rgb & 0xff) / 255.0f,
    .alpha = (float) alpha,
  };
}

PlimsollGaugePalette
plimsoll_gauge_palette_choose (PlimsollSeverity severity,
                               gboolean is_stale,
                               PlimsollGaugeGround ground)
{
  const Ink *ink = &INKS[is_stale ? STALE : severity][ground & (N_GROUNDS - 1)];
  gboolean is_high_contrast = (ground & PLIMSOLL_GAUGE_HIGH_CONTRAST) != 0;
  guint32 text = (ground & PLIMSOLL_GAUGE_DARK) != 0 ? 0xffffff : 0x000000;

  return (PlimsollGaugePalette){
    .fill = make_color (ink->fill, 1),
    .edge = make_color (ink->edge, 1),
    .track = make_color (text, is_high_contrast ? 0.15 : 0.10),
    .track_edge = make_color (text, is_high_contrast ? 1 : 0),
    .mark = make_color (text, is_high_contrast ? 1 : 0.72),
  };
}
