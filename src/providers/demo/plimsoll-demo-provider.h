/* plimsoll-demo-provider.h - an invented account that behaves like a real one.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-provider.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_DEMO_PROVIDER (plimsoll_demo_provider_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollDemoProvider, plimsoll_demo_provider, PLIMSOLL, DEMO_PROVIDER, GObject)

PlimsollDemoProvider *plimsoll_demo_provider_new (PlimsollClock *clock);

G_END_DECLS
