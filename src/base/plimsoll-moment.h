/* plimsoll-moment.h - reading and writing moments: RFC 3339 text, epoch numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full) (nullable): the moment that `text` names, in UTC with microseconds; NULL when it
 * names none. A text without a zone is no moment: nobody could say which one is meant. */
GDateTime *plimsoll_moment_parse (const char *text);

/* (transfer full) (nullable): epoch seconds, or milliseconds when it is too large for them. */
GDateTime *plimsoll_moment_from_epoch (double number);

/* (transfer full): "2026-11-20T09:00:00Z", whole seconds, rounded down. */
char *plimsoll_moment_format (GDateTime *moment);

/* (transfer full): to the nearest minute. Servers jitter a reset by a second or so, across
 * minute edges too; only rounded moments may be compared or used as the name of a cycle. */
GDateTime *plimsoll_moment_round_minute (GDateTime *moment);

/* Whole seconds since the epoch; the form in which moments are kept and sent. */
gint64 plimsoll_moment_to_unix (GDateTime *moment);
/* (transfer full) (nullable): NULL outside the years 1 to 9999. */
GDateTime *plimsoll_moment_from_unix (gint64 seconds);

G_END_DECLS
