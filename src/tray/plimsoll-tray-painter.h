/* plimsoll-tray-painter.h - one square of the tray's picture.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-tray-face.h"

G_BEGIN_DECLS

/* Paints one square of `size` pixels into `size` * `size` words of native-endian ARGB with
 * premultiplied alpha. Whatever was there is overwritten. */
void plimsoll_tray_painter_paint (const PlimsollTrayFace *face, guint32 *pixels, int size);

G_END_DECLS
