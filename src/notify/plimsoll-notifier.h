/* plimsoll-notifier.h - tells the person, through whatever notification daemon there is.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "plimsoll-notice.h"

G_BEGIN_DECLS

/* Never blocks for a daemon that is absent, slow or hung, and is never loud about one: a notice
 * that cannot be shown now is shown as soon as a daemon is there to show it.
 *
 * Signals; what was acted upon is taken from the screen:
 *   open (id, token): the person wants to see more. token (nullable): for raising a window, an
 *     XDG activation token.
 *   snooze (id): nothing more about this until it resets. */
#define PLIMSOLL_TYPE_NOTIFIER (plimsoll_notifier_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollNotifier, plimsoll_notifier, PLIMSOLL, NOTIFIER, GObject)

/* How many notices are remembered at most, waiting and shown together; the oldest is let go. */
#define PLIMSOLL_NOTIFIER_MOST 32u

/* Costs nothing until the first notice: no connection, no libnotify. The bus is the session bus,
 * and cannot be another: libnotify knows no other. */
PlimsollNotifier *plimsoll_notifier_new (void);

/* Says `notice`, in place of what was said or was about to be said under the same id. May start the
 * daemon if the desktop has one to start. */
void plimsoll_notifier_tell (PlimsollNotifier *self, const char *id, PlimsollNotice *notice);

/* What was said under this id is no longer true: takes it from the screen, or never puts it there.
 * An unknown id is no mistake: the person may have closed it. */
void plimsoll_notifier_withdraw (PlimsollNotifier *self, const char *id);

G_END_DECLS
