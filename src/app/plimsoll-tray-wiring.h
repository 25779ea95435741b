/* plimsoll-tray-wiring.h - meters to the tray, and what a person does there to the service.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-preferences.h"

G_BEGIN_DECLS

typedef struct _PlimsollTrayWiring PlimsollTrayWiring;

/* What the wiring needs of the program around it. */
typedef struct
{
  GDBusConnection *connection;
  GListModel *meters; /* of PlimsollMeter */
  PlimsollPreferences *preferences;
  PlimsollClock *clock;
  void (*refresh) (gpointer user_data); /* a person wants new numbers */
  void (*quit) (gpointer user_data);
  gpointer user_data;
} PlimsollTrayWiringSetup;

/* Shows the item while the preference wants it. */
PlimsollTrayWiring *plimsoll_tray_wiring_new (const PlimsollTrayWiringSetup *setup);
void plimsoll_tray_wiring_free (PlimsollTrayWiring *self);

/* "shown", "no-host", "off", or "not-built" in a build without a tray. */
const char *plimsoll_tray_wiring_get_state (PlimsollTrayWiring *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollTrayWiring, plimsoll_tray_wiring_free)

G_END_DECLS
