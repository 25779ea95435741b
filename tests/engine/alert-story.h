/* alert-story.h - tells the alert rules a story, poll by poll, and checks what they say.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-alert-rules.h"

/* One poll. `minute` counts from 2026-11-20T09:00:00Z.
 *
 * `seen` are words: "session=81@180" is the session at 81 % with its reset at minute 180,
 * "session=81" has no reset, "session=null@180" no number; "problem=offline" is a problem beside
 * the numbers, "nothing" a poll with a problem only, "old=10" numbers that were seen ten minutes
 * before, "snooze" a person who snoozes the last alert after this poll.
 *
 * `said` are the titles, joined by " | ". */
typedef struct
{
  int minute;
  const char *seen;
  const char *said;
} Poll;

typedef struct
{
  PlimsollAlertSettings settings;
  GTimeSpan window; /* of all limits; 0: unknown, so that there is no pace */
} StoryTeller;

/* Everything wanted, polled every 5 minutes, UTC, no window known. */
StoryTeller story_teller_make (void);

void story_tell (const StoryTeller *teller, const Poll *polls, gsize n_polls);

#define story(teller, polls) story_tell (teller, polls, G_N_ELEMENTS (polls))
