/* plimsoll-card-words.h - what a card says of a limit and of a snapshot, and until when.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-meter.h"

G_BEGIN_DECLS

/* From where and when a card is looked at. What is said holds at least for `holds`: who says more
 * than one thing shares this and wakes up once. */
typedef struct
{
  GDateTime *now; /* borrowed */
  GTimeZone *zone; /* (nullable) borrowed: NULL is the local one */
  GTimeSpan holds; /* starts at PLIMSOLL_WORDS_NEVER, and shrinks with every text */
  gboolean shows_left; /* percentages are of what is left, not of what is used */
} PlimsollCardView;

/* (transfer none) (nullable): the limit that matters most: the tightest, or the first while none
 * has a reading; NULL when there is none. */
PlimsollLimit *plimsoll_card_words_find_hero (PlimsollCardView *view, PlimsollSnapshot *snapshot);

/* (transfer none) (nullable): the latest moment at which a window ended for which there is no new
 * number; NULL when none has. */
GDateTime *plimsoll_card_words_find_last_end (PlimsollCardView *view, PlimsollSnapshot *snapshot);

/* (transfer none): what a percentage is of: "used", "left". */
const char *plimsoll_card_words_of_what (PlimsollCardView *view);

/* (transfer none) (nullable): "used up", "critical", "warning"; NULL when there is nothing to say.
 */
const char *plimsoll_card_words_severity (PlimsollCardView *view, PlimsollLimit *limit);

/* All (transfer full), plain text, and nullable where said so. */

/* "61 %", or "39 %" where what is left is shown; "–" when nobody knows. */
char *plimsoll_card_words_percent (PlimsollCardView *view, PlimsollLimit *limit);
/* "Resets in 2 h 5 min · 14:10", "Reset at 14:10 — checking…"; NULL when nobody knows. */
char *plimsoll_card_words_reset (PlimsollCardView *view, PlimsollLimit *limit);
/* For a table: "14:10", "Mon 09:59", "checking…", "5.20 of 20.00 USD"; "" when nobody knows. */
char *plimsoll_card_words_reset_short (PlimsollCardView *view, PlimsollLimit *limit);
/* NULL when nothing honest can be said. "11 % ahead of an even pace · projected empty 13:40" as it
 * was when the numbers were seen: since then nobody knows what was used. */
char *
plimsoll_card_words_pace (PlimsollCardView *view, PlimsollSnapshot *snapshot, PlimsollLimit *limit);
/* "61 % used, warning, Resets in 2 h 5 min · 14:10": for who listens; also "seen 14:02" of a limit
 * that is not as old as the others. */
char *plimsoll_card_words_spoken (PlimsollCardView *view,
                                  PlimsollSnapshot *snapshot,
                                  PlimsollLimit *limit);
/* "Max 20x · 2 min ago · from the usage API". */
char *plimsoll_card_words_origin (PlimsollCardView *view, PlimsollSnapshot *snapshot);

/* Where an even spread stood when the numbers were seen; NAN when nothing honest can be said. */
double plimsoll_card_words_pace_percent (PlimsollSnapshot *snapshot, PlimsollLimit *limit);

G_END_DECLS
