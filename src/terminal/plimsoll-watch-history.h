/* plimsoll-watch-history.h - the page with the past of one limit.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "plimsoll-watch-page.h"

G_BEGIN_DECLS

/* Writes a chart that fills the gap. */
void plimsoll_watch_history_write (PlimsollWatchPaper *paper);

G_END_DECLS
