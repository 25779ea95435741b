/* plimsoll-gauge-picture.h - a gauge as it is painted at one instant: bar and ring.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "plimsoll-gauge-palette.h"

G_BEGIN_DECLS

#define PLIMSOLL_GAUGE_MAX_TICKS 8u

typedef struct
{
  double used_percent; /* how far it is filled; NAN when not known; beyond 0…100 it is painted as
                          the end */
  double pace_percent; /* where an even spread stands; NAN when not known */
  double ticks[PLIMSOLL_GAUGE_MAX_TICKS]; /* percentages at which the person is told */
  guint n_ticks;
  PlimsollSeverity severity;
  gboolean is_stale;
  gboolean is_mirrored; /* from right to left */
} PlimsollGaugePicture;

/* TRUE when both would be painted alike. */
gboolean
plimsoll_gauge_picture_equal (const PlimsollGaugePicture *a, const PlimsollGaugePicture *b);

/* Shows what is left in place of what is used: filling, pace and ticks are counted from the other
 * end. Twice is nothing, but for what was used beyond 100. */
void plimsoll_gauge_picture_turn (PlimsollGaugePicture *self);

/* The lowest the bar can be: marks above and ticks below it included. */
#define PLIMSOLL_GAUGE_BAR_HEIGHT 18

void plimsoll_gauge_picture_paint_bar (const PlimsollGaugePicture *self,
                                       const PlimsollGaugePalette *palette,
                                       cairo_t *cr,
                                       double width,
                                       double height);

/* A ring that fills clockwise from the top (mirrored: counter-clockwise) with water inside that
 * stands as high as the plan is loaded. */
void plimsoll_gauge_picture_paint_ring (const PlimsollGaugePicture *self,
                                        const PlimsollGaugePalette *palette,
                                        cairo_t *cr,
                                        double width,
                                        double height);

G_END_DECLS
