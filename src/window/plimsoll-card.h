/* plimsoll-card.h - one account: its gauges, its countdowns, and what is wrong with it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "plimsoll-clock.h"
#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* Follows its meter by itself and ticks only while it is seen.
 *
 * Properties: meter (PlimsollMeter), clock (PlimsollClock), both construct-only; is-folded: one line
 * that names the tightest limit, or everything.
 *
 * Signal `wish` (const char *what), detailed by `what`: the person, or a window that just ended,
 * wants something that only the owner of the card can do. `what` is one of "refresh", "demo",
 * "help-scope", "details", "status-page", "copy-details". */
#define PLIMSOLL_TYPE_CARD (plimsoll_card_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollCard, plimsoll_card, PLIMSOLL, CARD, GtkWidget)

GtkWidget *plimsoll_card_new (PlimsollMeter *meter, PlimsollClock *clock);

PlimsollMeter *plimsoll_card_get_meter (PlimsollCard *self);

gboolean plimsoll_card_get_is_folded (PlimsollCard *self);
void plimsoll_card_set_is_folded (PlimsollCard *self, gboolean is_folded);

G_END_DECLS
