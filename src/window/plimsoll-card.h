/* plimsoll-card.h - one account: its gauges, its countdowns, and what is wrong with it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "plimsoll-clock.h"
#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* Follows its meter by itself and ticks only while it is seen.
 *
 * Properties: meter (PlimsollMeter), clock (PlimsollClock), both construct-only; is-folded: one
 * line with the account's name and its tightest limit, or everything. The person unfolds a folded
 * card by a click and folds it again; `can-fold` offers that from the start, and is set by the
 * first folding.
 *
 * Signal `wish` (const char *what), detailed by `what`: the person, or a window that just ended,
 * wants something that only the owner of the card can do. `what` is one of "refresh", "check",
 * "demo", "help-scope", "details", "status-page", "copy-details"; see plimsoll-condition-face.h. */
#define PLIMSOLL_TYPE_CARD (plimsoll_card_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollCard, plimsoll_card, PLIMSOLL, CARD, GtkWidget)

GtkWidget *plimsoll_card_new (PlimsollMeter *meter, PlimsollClock *clock);

PlimsollMeter *plimsoll_card_get_meter (PlimsollCard *self);

gboolean plimsoll_card_get_is_folded (PlimsollCard *self);
void plimsoll_card_set_is_folded (PlimsollCard *self, gboolean is_folded);

/* Percentages that are ticked on the gauges, those at which the person is told; 80 and 95 unless
 * set. More than PLIMSOLL_GAUGE_MAX_TICKS are left out. */
void plimsoll_card_set_thresholds (PlimsollCard *self, const guint *percents, guint n_percents);

/* Says everything anew: for when the world changed in a way that no meter tells of, such as the
 * time zone. */
void plimsoll_card_say_again (PlimsollCard *self);

/* Whether percentages and gauges show what is left in place of what is used. */
void plimsoll_card_set_shows_left (PlimsollCard *self, gboolean shows_left);

G_END_DECLS
