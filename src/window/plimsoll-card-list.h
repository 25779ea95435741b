/* plimsoll-card-list.h - the cards of all accounts, the tightest on top.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-clock.h"
#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* Signals: `wish` (PlimsollMeter, const char *what): see PlimsollCard. `folded`: a card became a
 * line or the other way round. */
#define PLIMSOLL_TYPE_CARD_LIST (plimsoll_card_list_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollCardList, plimsoll_card_list, PLIMSOLL, CARD_LIST, AdwBin)

/* What a person chose for all cards is followed from now on. NULL: the cards' own defaults. Call at
 * most once, before there are cards. */
void plimsoll_card_list_set_settings (PlimsollCardList *self, GSettings *settings);

/* The clock times on the cards follow the person's zone while they are seen. `path` is the file
 * that is replaced when the zone changes, "/etc/localtime". Call at most once. */
void plimsoll_card_list_follow_zone (PlimsollCardList *self, const char *path);

/* `meters` (PlimsollMeter) is followed. Call once. */
void
plimsoll_card_list_set_meters (PlimsollCardList *self, GListModel *meters, PlimsollClock *clock);

/* Puts the tightest account on top. Happens by itself when accounts come or go, and never because
 * a number changed: nothing moves under the eyes of who reads. */
void plimsoll_card_list_sort (PlimsollCardList *self);

G_END_DECLS
