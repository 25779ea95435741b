/* fuzz-limits.h - what must hold of limits, whatever they were made of.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "plimsoll-spend.h"

G_BEGIN_DECLS

/* Aborts unless rows have ids of their own, titles are clean, numbers are numbers up to
 * `max_percent` or unknown, and the snapshot they make arrives whole at the other end of a pipe. */
void fuzz_limits_check (GPtrArray *limits, PlimsollSpend *spend, double max_percent);

G_END_DECLS
