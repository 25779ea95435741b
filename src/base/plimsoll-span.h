/* plimsoll-span.h - lengths of time as people type them.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer ones are a slip of the finger. */
#define PLIMSOLL_SPAN_LONGEST (366 * G_TIME_SPAN_DAY)

/* "90", "45s", "30m", "2h", "1d", "1h30m": units in falling order, each once, without a sign; a
 * bare number is seconds. FALSE, and `*span` untouched, for anything else and for nothing. */
gboolean plimsoll_span_parse (const char *text, GTimeSpan *span);

G_END_DECLS
