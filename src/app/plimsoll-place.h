/* plimsoll-place.h - where the programs lie, and which clock they go by.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"

G_BEGIN_DECLS

/* (transfer full): the path of `plimsoll`: beside the running program in a build folder, else where
 * it was installed. */
char *plimsoll_place_dup_program (void);

/* (transfer full): the system's clock, but for the demo at high speed: with PLIMSOLL_DEMO and
 * PLIMSOLL_DEMO_SPEED set it runs so many times as fast, for us and for the probes started by us.
 */
PlimsollClock *plimsoll_place_new_clock (void);

G_END_DECLS
