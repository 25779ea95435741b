/* plimsoll-bulletin.h - what the providers' status pages say, told to the meters.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-clock.h"
#include "plimsoll-preferences.h"
#include "plimsoll-prober.h"

G_BEGIN_DECLS

/* Asked every five minutes, of those providers alone that an account in `meters` is of. */
#define PLIMSOLL_TYPE_BULLETIN (plimsoll_bulletin_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollBulletin, plimsoll_bulletin, PLIMSOLL, BULLETIN, GObject)

/* `meters` is a list of PlimsollMeter. */
PlimsollBulletin *plimsoll_bulletin_new (PlimsollProber *prober,
                                         GListModel *meters,
                                         PlimsollPreferences *preferences,
                                         PlimsollClock *clock);

/* Something was just asked anyway: asks the pages too when it is about time, so that the machine
 * need not be woken for them alone. The first call is what begins it all. */
void plimsoll_bulletin_ride_along (PlimsollBulletin *self);

/* Nobody is there, or no network: nothing is asked. */
void plimsoll_bulletin_set_quiet (PlimsollBulletin *self, gboolean is_quiet);

G_END_DECLS
