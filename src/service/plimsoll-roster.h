/* plimsoll-roster.h - the accounts there are, each with its keeper.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-keeper.h"
#include "plimsoll-preferences.h"
#include "plimsoll-store.h"

G_BEGIN_DECLS

/* Signals: `reported` (PlimsollKeeper, PlimsollReport), and `heard` (PlimsollKeeper) of numbers
 * that came without asking; both after everything was remembered. */
#define PLIMSOLL_TYPE_ROSTER (plimsoll_roster_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollRoster, plimsoll_roster, PLIMSOLL, ROSTER, GObject)

/* Finds the accounts by itself and follows their files and the preferences. */
PlimsollRoster *plimsoll_roster_new (PlimsollProber *prober,
                                     PlimsollStore *store,
                                     PlimsollPreferences *preferences,
                                     PlimsollClock *clock);
void plimsoll_roster_start (PlimsollRoster *self);
void plimsoll_roster_stop (PlimsollRoster *self);

/* FALSE for the moment after the start in which nobody knows yet which accounts there are. */
gboolean plimsoll_roster_is_listed (PlimsollRoster *self);
/* The person's Refresh of everything, for that moment. */
void plimsoll_roster_refresh_when_listed (PlimsollRoster *self);

/* (transfer none): of PlimsollMeter, in the order of the accounts. */
GListModel *plimsoll_roster_get_meters (PlimsollRoster *self);
/* (transfer none) (nullable) */
PlimsollKeeper *plimsoll_roster_find (PlimsollRoster *self, const char *account);
guint plimsoll_roster_get_n_keepers (PlimsollRoster *self);
/* (transfer none) */
PlimsollKeeper *plimsoll_roster_get_keeper (PlimsollRoster *self, guint index);

void plimsoll_roster_set_away (PlimsollRoster *self, gboolean is_away);
void plimsoll_roster_set_network (PlimsollRoster *self, gboolean has_network);

G_END_DECLS
