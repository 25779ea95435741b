/* plimsoll-painter.h - from one screenful to the next with as little writing as that takes.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-sheet.h"

G_BEGIN_DECLS

typedef enum
{
  PLIMSOLL_COLORS_NONE, /* bold, dim and reverse stay */
  PLIMSOLL_COLORS_16,
  PLIMSOLL_COLORS_256,
  PLIMSOLL_COLORS_TRUE,
} PlimsollColors;

/* Appends what turns `before` into `after` on a terminal: nothing when they are equal. A `before`
 * of NULL, or of another size, stands for a screen of which nothing is known. */
void plimsoll_painter_append (GString *out,
                              const PlimsollSheet *before,
                              const PlimsollSheet *after,
                              PlimsollColors colors);

G_END_DECLS
