/* plimsoll-tray-pick.h - which account and which of its limits the icon shows.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"
#include "plimsoll-tray-settings.h"

G_BEGIN_DECLS

typedef struct
{
  PlimsollMeter *meter; /* (owned) (nullable): NULL when there are none */
  PlimsollLimit *limit; /* (owned) (nullable): NULL when it has no numbers */
} PlimsollTrayPick;

/* Among several accounts, the one whose limit in question is nearest to its end. */
PlimsollTrayPick plimsoll_tray_pick_choose (GListModel *meters,
                                            const PlimsollTraySettings *settings,
                                            GDateTime *now);
void plimsoll_tray_pick_clear (PlimsollTrayPick *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlimsollTrayPick, plimsoll_tray_pick_clear)

G_END_DECLS
