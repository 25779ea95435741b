/* plimsoll-live-feed.h - numbers that keep coming, from the service or from this process.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-live.h"
#include "plimsoll-via-service.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_LIVE_FEED (plimsoll_live_feed_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLiveFeed, plimsoll_live_feed, PLIMSOLL, LIVE_FEED, PlimsollLive)

/* Fills the terminal's port; `via` is a PlimsollViaService that must live longer. */
PlimsollLive *
plimsoll_live_feed_follow (GPtrArray *targets, PlimsollCollectFlags flags, gpointer via);

G_END_DECLS
