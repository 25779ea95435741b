/* plimsoll-show-bar.h - a limit as a bar of characters.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-screen.h"
#include "plimsoll-severity.h"

G_BEGIN_DECLS

typedef struct
{
  double used_percent; /* NAN: not known, the bar stays empty */
  double expected_percent; /* where the pace mark stands; NAN: nowhere */
  PlimsollSeverity severity;
  gboolean is_stale;
} PlimsollShowBar;

typedef enum
{
  PLIMSOLL_SHOW_BAR_USED,
  PLIMSOLL_SHOW_BAR_REST,
  PLIMSOLL_SHOW_BAR_MARK, /* where an even pace would stand */
} PlimsollShowBarPart;

/* (transfer none): the character of the cell `index` of a bar of `width` cells; `*part` (out) says
 * what it shows. */
const char *plimsoll_show_bar_get_cell (const PlimsollScreen *screen,
                                        const PlimsollShowBar *bar,
                                        guint width,
                                        guint index,
                                        PlimsollShowBarPart *part);

/* Appends exactly `width` cells, and the escapes that colour them where the screen has colours. */
void plimsoll_show_bar_append (GString *out,
                               const PlimsollScreen *screen,
                               const PlimsollShowBar *bar,
                               guint width);

G_END_DECLS
