/* plimsoll-words.h - times and lengths in words for people.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How much a clock time should say. */
typedef enum
{
  PLIMSOLL_CLOCK_WORDS_SHORT, /* "14:10", "Tue 09:59", "3 Dec": for tables and the tray */
  PLIMSOLL_CLOCK_WORDS_FULL, /* "today 14:10", "tomorrow 09:59", "Tue 09:59", "3 Dec 09:59" */
  PLIMSOLL_CLOCK_WORDS_PLAIN, /* "14:10" on the same day, else as FULL: within a sentence */
} PlimsollClockWords;

/* (transfer full): "2 d 3 h", "2 h 5 min", "12 min", "now": at most two units, minutes round up. */
char *plimsoll_words_length (GTimeSpan length);

/* (transfer full): "Resets in 2 h 5 min", "Resets now". */
char *plimsoll_words_resets_in (GTimeSpan length);

/* (transfer full): "just now", "2 min ago", "3 h ago", "5 d ago". */
char *plimsoll_words_age (GTimeSpan age);

/* Who shows words that change with time sleeps until they do: the time from now until the words of
 * a length that runs down, of an age that grows, of any clock time seen from `now`, read otherwise.
 */
#define PLIMSOLL_WORDS_NEVER G_MAXINT64
GTimeSpan plimsoll_words_length_next_change (GTimeSpan length);
GTimeSpan plimsoll_words_age_next_change (GTimeSpan age);
GTimeSpan plimsoll_words_clock_next_change (GDateTime *now, GTimeZone *zone);

/* (transfer full): the clock time of `moment` as seen at `now`, both shown in `zone` (NULL: local).
 * The desktop decides between 12 and 24 hours if the program follows it, or else the locale. */
char *
plimsoll_words_clock (GDateTime *moment, GDateTime *now, GTimeZone *zone, PlimsollClockWords how);

/* (transfer none): 12 or 24 hours, as g_date_time_format() wants it. The locale's own `time_format`
 * (T_FMT) tells by naming an hour of twelve. */
const char *plimsoll_words_get_hour_format (const char *time_format);

/* (transfer full): a time of day as in plimsoll_words_clock(), "22:00" or "10:00 PM". */
char *plimsoll_words_time_of_day (guint minutes_after_midnight);

/* What a person typed for one: as above, or "22", "22.00", "10 pm". FALSE for what is none; then
 * nothing is changed. */
gboolean plimsoll_words_parse_time_of_day (const char *text, guint *minutes_after_midnight);

/* (transfer full): "61 %", "<1 %", "104 %"; NAN gives "–". */
char *plimsoll_words_percent (double percent);

G_END_DECLS
