/* telling.h - says a notice, and looks whether the daemon heard it.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mock-daemon.h"
#include "plimsoll-notifier.h"

/* A notice of normal urgency that can be snoozed. */
void tell (PlimsollNotifier *notifier, const char *id, const char *title);

/* Waits for one Notify call and holds it against what it should be. */
void assert_told (MockDaemon *daemon, guint index, const char *title, guint32 replaces);

/* Nothing was told beyond the first `count`: the next that comes is the one sent here. */
void assert_told_no_more (PlimsollNotifier *notifier, MockDaemon *daemon, guint count);
