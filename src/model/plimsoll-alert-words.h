/* plimsoll-alert-words.h - what an alert says.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert.h"
#include "plimsoll-limit.h"

G_BEGIN_DECLS

/* (transfer full): "Session 80 % used", "Session used up", "Session available again", "Session may
 * be used up early". Only for the kinds that are about a limit. */
char *plimsoll_alert_words_title (PlimsollAlertKind kind, PlimsollLimit *limit, GDateTime *now);

/* (transfer full): "Resets in 2 h 5 min (14:10). At this pace it is empty at 13:40."; empty when
 * there is nothing to add. `zone` NULL is the local one. */
char *plimsoll_alert_words_body (PlimsollAlertKind kind,
                                 PlimsollLimit *limit,
                                 GDateTime *now,
                                 GTimeZone *zone);

/* Several alerts (element-type PlimsollAlert), the most urgent first, as one text: "Session 95 %
 * used and 2 more", with a line for each. A single one is given back as it is. Both (transfer
 * full). */
void plimsoll_alert_words_merge (GPtrArray *alerts, char **title, char **body);

G_END_DECLS
