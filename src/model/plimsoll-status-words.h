/* plimsoll-status-words.h - what is said of numbers that are missing, old, high or off.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* Every face says the same sentences: they are made here and nowhere else. `zone` is nullable in
 * all of them: NULL is the local one. */

/* (transfer full) (nullable): what happened and what to do, when it is tried again, and from when
 * the numbers are: "Anthropic asks for quiet until 14:05. Showing numbers from 13:52." NULL while
 * `condition`, which is that of the report, is fresh. */
char *plimsoll_status_words_sentence (PlimsollReport *report,
                                      PlimsollCondition condition,
                                      GDateTime *now,
                                      GTimeZone *zone);

/* (transfer full) (nullable): "Status page: Elevated errors (since 13:20)", what the provider
 * itself tells of trouble; NULL when it tells of none. */
char *plimsoll_status_words_page (PlimsollReport *report, GDateTime *now, GTimeZone *zone);
/* The same for whoever shows the sentence above as well: NULL when that says it. */
char *plimsoll_status_words_incident (PlimsollReport *report, GDateTime *now, GTimeZone *zone);

/* (transfer none) (nullable): the same in a few words, "No login found"; NULL when there is nothing
 * wrong, or only age. */
const char *plimsoll_status_words_condition (PlimsollCondition condition);

/* (transfer none) (nullable): "warning", "critical"; NULL while all is well. */
const char *plimsoll_status_words_severity (PlimsollSeverity severity);

/* (transfer full): "Reset at 14:10 — checking…", of a window whose end has passed. */
char *plimsoll_status_words_passed (GDateTime *resets_at, GDateTime *now, GTimeZone *zone);

/* (transfer full) (nullable): "seen 14:02", of a limit that was seen at quite another time than the
 * oldest of its snapshot, whose age is what is said of the whole; NULL when there is no need. */
char *plimsoll_status_words_seen (PlimsollSnapshot *snapshot,
                                  PlimsollLimit *limit,
                                  GDateTime *now,
                                  GTimeZone *zone);

/* (transfer full) (nullable): "5.20 of 20.00 EUR"; NULL when there is nothing worth a line. */
char *plimsoll_status_words_spend (PlimsollSpend *spend);

/* (transfer none) (nullable): "from the usage API", where numbers come from; NULL for a source of a
 * later version, about which nothing is known. */
const char *plimsoll_status_words_source (const char *source);

/* (transfer none) (nullable): of a snapshot that holds nothing at all; NULL when it holds
 * something.
 */
const char *plimsoll_status_words_empty (PlimsollSnapshot *snapshot);

G_END_DECLS
