/* plimsoll-card-style.h - the style sheet of cards and gauges.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* Once for every display, however often it is called. */
void plimsoll_card_style_ensure (GdkDisplay *display);

G_END_DECLS
