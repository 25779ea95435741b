/* plimsoll-watch-view.h - one picture of the live view.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-watch-page.h"

G_BEGIN_DECLS

/* On less there is only a word that it is too small. */
#define PLIMSOLL_WATCH_LEAST_WIDTH 30u
#define PLIMSOLL_WATCH_LEAST_HEIGHT 8u

/* (transfer full): a picture of that size. What there is to do in it is told by `drawn`, which must
 * be all zero or have been filled by this before. */
PlimsollSheet *plimsoll_watch_view_draw (const PlimsollWatchScene *scene,
                                         guint width,
                                         guint height,
                                         PlimsollWatchDrawn *drawn);
void plimsoll_watch_drawn_clear (PlimsollWatchDrawn *drawn);

G_END_DECLS
