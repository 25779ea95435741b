/* plimsoll-status-feed.h - Claude Code's status line, put between its parser, the feed and the
 * terminal. SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-status-port.h"

G_BEGIN_DECLS

/* Everything is borrowed for the time of a run. */
typedef struct
{
  PlimsollClock *clock;
  const char *const *environment;
  const char *home;
  const char *feed_folder;
} PlimsollStatusFeed;

/* Fills the terminal's port. */
PlimsollStatusPort plimsoll_status_feed_as_port (PlimsollStatusFeed *self);

G_END_DECLS
