/* plimsoll-pause.h - a wait in the middle of a task, which cancelling ends.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Calls `callback` with `task` after `span`, or at once when the task's cancellable is pulled. The
 * callback returns G_SOURCE_REMOVE; the task lives until it was called. */
void plimsoll_pause (GTask *task, GTimeSpan span, GSourceFunc callback);

G_END_DECLS
