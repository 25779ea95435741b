/* plimsoll-tray-words.h - limits, money and trouble in the few words a menu row has room for.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"
#include "plimsoll-tray-face.h"

G_BEGIN_DECLS

/* Whose eyes read it: everything is said as seen at `now` in `zone`. Borrowed. */
typedef struct
{
  GDateTime *now;
  GTimeZone *zone; /* (nullable): the local one */
  gboolean shows_left; /* "58 % left" in place of "42 %" */
} PlimsollTrayHere;

/* (transfer full): without `&`, `<` and `>`, for which look-alikes stand. All below are plain. */
char *plimsoll_tray_words_plain (const char *text);

/* (transfer full): "42 %", "‹1 %", "–" when not known. */
char *plimsoll_tray_words_percent (double percent);

/* (transfer full): of `limit`, as it is wanted: "42 %", or the "58 %" that are left. */
char *plimsoll_tray_words_number (PlimsollLimit *limit, const PlimsollTrayHere *here);

/* (transfer full): "Session 42 % · resets 14:10", "Session – · reset 14:10, checking",
 * "Included 26 % · 5.20 of 20.00 USD · resets 1 Dec", and "· seen 14:02" behind any of them that is
 * not as old as the others of `snapshot`. */
char *plimsoll_tray_words_limit (PlimsollSnapshot *snapshot,
                                 PlimsollLimit *limit,
                                 const PlimsollTrayHere *here);

/* (transfer full) (nullable): "Extra usage 5.20 of 20.00 USD"; NULL when there is none to speak of.
 */
char *plimsoll_tray_words_spend (PlimsollSpend *spend);

/* (transfer full) (nullable): why the numbers are not fresh, or missing, and from when they are:
 * "Rate limited until 14:05 · numbers from 13:52". NULL when all is well. */
char *plimsoll_tray_words_note (PlimsollMeter *meter, const PlimsollTrayHere *here);

/* (transfer full) (nullable): "Status page: Elevated errors (since 13:20)"; NULL when it tells of
 * no trouble. */
char *plimsoll_tray_words_incident (PlimsollMeter *meter, const PlimsollTrayHere *here);

/* (transfer full) (nullable): "Rate limited until 14:05" while `meter` may not ask; else NULL. */
char *plimsoll_tray_words_wait (PlimsollMeter *meter, const PlimsollTrayHere *here);

/* (transfer full): "Claude: session 42 %, week 17 %". `shown` (nullable) is named too when it is
 * neither of the two. */
char *plimsoll_tray_words_title (PlimsollMeter *meter,
                                 PlimsollLimit *shown,
                                 const PlimsollTrayHere *here);

/* The time from `now` to `until` in at most three characters: "3d", "2h", "45m"; "" when over or
 * too far. Minutes go by fives, so that nothing has to wake up every minute. Returns (transfer
 * full) (nullable) the moment at which it will say something else. */
GDateTime *plimsoll_tray_words_countdown (GDateTime *until,
                                          GDateTime *now,
                                          char countdown[PLIMSOLL_TRAY_COUNTDOWN_SIZE]);

G_END_DECLS
