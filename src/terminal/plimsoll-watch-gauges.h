/* plimsoll-watch-gauges.h - the page with all accounts and their limits.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-watch-page.h"

G_BEGIN_DECLS

/* Writes the page, as generously as the gap has room for. */
void plimsoll_watch_gauges_write (PlimsollWatchPaper *paper);

G_END_DECLS
