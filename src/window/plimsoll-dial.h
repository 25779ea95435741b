/* plimsoll-dial.h - the large gauge: a ring with a waterline around a number.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-gauge.h"

G_BEGIN_DECLS

/* As large as its number needs at the person's text size. */
#define PLIMSOLL_TYPE_DIAL (plimsoll_dial_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollDial, plimsoll_dial, PLIMSOLL, DIAL, PlimsollGauge)

GtkWidget *plimsoll_dial_new (void);

/* Plain text for the middle: the number, and one quiet word under it. */
void plimsoll_dial_set_words (PlimsollDial *self, const char *number, const char *caption);

/* An icon above the words, or none; `icon` is (nullable). */
void plimsoll_dial_set_icon (PlimsollDial *self, const char *icon);

G_END_DECLS
