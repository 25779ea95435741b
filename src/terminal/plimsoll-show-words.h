/* plimsoll-show-words.h - what is said of a report in sentences, and which part of it is said.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-report.h"

G_BEGIN_DECLS

/* Two poll intervals: older numbers are stale everywhere in Plimsoll. */
#define PLIMSOLL_SHOW_FRESH_FOR (600 * G_TIME_SPAN_SECOND)

/* When something is looked at, and from where. */
typedef struct
{
  GDateTime *now;
  GTimeZone *zone; /* (nullable): NULL is the local one */
  gboolean shows_left; /* a table says "39 % left"; what programs read is of use */
} PlimsollShowMoment;

/* (transfer full) (nullable): NULL while all is well. "Anthropic asks for quiet until 14:05.
 * Showing numbers from 13:52." */
char *plimsoll_show_words_sentence (PlimsollReport *report, const PlimsollShowMoment *moment);

typedef enum
{
  PLIMSOLL_SHOW_ALL,
  PLIMSOLL_SHOW_5H, /* sessions */
  PLIMSOLL_SHOW_7D, /* weeks, also those of one model */
} PlimsollShowWindow;

/* FALSE, and `*window` untouched, when `word` is neither "5h" nor "7d". */
gboolean plimsoll_show_window_from_word (const char *word, PlimsollShowWindow *window);

/* (transfer full): the part of the report that was asked for. Of a window only its limits and no
 * money; the e-mail address only when `with_identity`. */
PlimsollReport *
plimsoll_show_select (PlimsollReport *report, PlimsollShowWindow window, gboolean with_identity);

G_END_DECLS
