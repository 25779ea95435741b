/* plimsoll-presence.h - whether anybody is looking: locked, idle, or saving power.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Property: is-away. Where the system does not say, somebody is there. */
#define PLIMSOLL_TYPE_PRESENCE (plimsoll_presence_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollPresence, plimsoll_presence, PLIMSOLL, PRESENCE, GObject)

/* Finds out in the background and tells by notify::is-away. */
PlimsollPresence *plimsoll_presence_new (void);

gboolean plimsoll_presence_is_away (PlimsollPresence *self);

G_END_DECLS
