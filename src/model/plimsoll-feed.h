/* plimsoll-feed.h - numbers that one program hears anyway, left in a file for another.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* Numbers that did not change are written again after this, to say that they still hold. */
#define PLIMSOLL_FEED_CONFIRM_AFTER G_TIME_SPAN_MINUTE

/* (transfer full) (nullable): what the file at `path` says, as a report of numbers alone; NULL when
 * there is nothing, or nothing that may be believed at `now`. The file is never trusted: it may
 * hold a session and a week, and no more. The account in it is whatever the writer called it. */
PlimsollReport *plimsoll_feed_read (const char *path, GDateTime *now);

/* TRUE when `news` should replace `held` (nullable): it is of a later moment and says something
 * else, or says the same so much later that this is worth a write. */
gboolean plimsoll_feed_is_worth_writing (PlimsollReport *held, PlimsollReport *news);

/* Whole or not at all, mode 0600. */
gboolean plimsoll_feed_write (const char *path, PlimsollReport *report, GError **error);

/* (transfer full) (nullable): the snapshot of `report` (nullable), as numbers of the login whose
 * token has the name `key` (nullable: a login without one). NULL when the report names another:
 * somebody else was logged in when it was written. */
PlimsollSnapshot *plimsoll_feed_dup_snapshot_for (PlimsollReport *report, const char *key);

G_END_DECLS
