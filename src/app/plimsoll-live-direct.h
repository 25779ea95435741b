/* plimsoll-live-direct.h - numbers that keep coming without a service: this process asks.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-direct.h"
#include "plimsoll-live.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_LIVE_DIRECT (plimsoll_live_direct_get_type ())
G_DECLARE_FINAL_TYPE (PlimsollLiveDirect, plimsoll_live_direct, PLIMSOLL, LIVE_DIRECT, PlimsollLive)

/* Asks at once, and then when the schedule says so. `direct` is borrowed and must live longer.
 * `interval` is the person's setting. */
PlimsollLive *
plimsoll_live_direct_new (PlimsollDirect *direct, GPtrArray *targets, GTimeSpan interval);

G_END_DECLS
