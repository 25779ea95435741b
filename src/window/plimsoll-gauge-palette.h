/* plimsoll-gauge-palette.h - the colours of a gauge.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

#include "plimsoll-severity.h"

G_BEGIN_DECLS

/* On what ground a gauge is painted. */
typedef enum
{
  PLIMSOLL_GAUGE_LIGHT = 0,
  PLIMSOLL_GAUGE_DARK = 1 << 0,
  PLIMSOLL_GAUGE_HIGH_CONTRAST = 1 << 1,
} PlimsollGaugeGround;

typedef struct
{
  GdkRGBA fill; /* what is used */
  GdkRGBA edge; /* around it: the same, or darker where the fill alone is too pale for its ground */
  GdkRGBA track; /* what is left */
  GdkRGBA track_edge; /* around it; clear but in high contrast */
  GdkRGBA mark; /* pace mark and ticks */
} PlimsollGaugePalette;

/* Old numbers are grey, whatever they said. */
PlimsollGaugePalette plimsoll_gauge_palette_choose (PlimsollSeverity severity,
                                                    gboolean is_stale,
                                                    PlimsollGaugeGround ground);

G_END_DECLS
