/* plimsoll-tray-view.h - what the tray says about the meters, as of one moment.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-tray-settings.h"
#include "plimsoll-tray.h"

G_BEGIN_DECLS

/* A value: it holds copies and looks at no meter later. */
typedef struct _PlimsollTrayView PlimsollTrayView;

/* `meters` (element-type PlimsollMeter); `zone` (nullable) is the local one. */
PlimsollTrayView *plimsoll_tray_view_new (GListModel *meters,
                                          const PlimsollTraySettings *settings,
                                          GDateTime *now,
                                          GTimeZone *zone);
void plimsoll_tray_view_free (PlimsollTrayView *self);

const PlimsollTrayFace *plimsoll_tray_view_get_face (PlimsollTrayView *self);

/* (nullable): the id of the limit that the icon shows. */
const char *plimsoll_tray_view_get_shown_limit (PlimsollTrayView *self);

/* (nullable): when a new view would say something else though no meter changed: a reset or a wait
 * is over, the countdown goes on, a day ends. */
GDateTime *plimsoll_tray_view_get_next_change (PlimsollTrayView *self);

/* Fills `state`, which borrows from the view and from `icon` (nullable). */
void
plimsoll_tray_view_fill_state (PlimsollTrayView *self, GVariant *icon, PlimsollTrayState *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollTrayView, plimsoll_tray_view_free)

G_END_DECLS
