/* plimsoll-wishes.h - what the buttons of a card do.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* `what`: "demo", "help-scope", "details", "status-page" or "copy-details"; another is a wish of a
 * time to come, and nothing. `meter` may be NULL for the demo, `settings` when there are none.
 * Returns a sentence to say in passing, or NULL. */
const char *plimsoll_wish_grant (GtkWindow *window,
                                 const char *what,
                                 PlimsollMeter *meter,
                                 GSettings *settings);

/* (transfer full): all that is known of what went wrong, for a report: no secret, no address. */
char *plimsoll_wish_dup_details (PlimsollMeter *meter);

G_END_DECLS
