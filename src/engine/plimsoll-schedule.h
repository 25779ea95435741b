/* plimsoll-schedule.h - when an account is asked next, and why then.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-cooldown.h"
#include "plimsoll-problem.h"
#include "plimsoll-snapshot.h"

G_BEGIN_DECLS

#define PLIMSOLL_SCHEDULE_DEFAULT_INTERVAL (300 * G_TIME_SPAN_SECOND)
/* The budget is 5 requests in 300 s, shared with all programs of the person. */
#define PLIMSOLL_SCHEDULE_SHORTEST_INTERVAL (120 * G_TIME_SPAN_SECOND)

typedef enum
{
  PLIMSOLL_SCHEDULE_START, /* never asked before */
  PLIMSOLL_SCHEDULE_INTERVAL, /* its turn has come */
  PLIMSOLL_SCHEDULE_RESET, /* a window ends: what is known is void */
  PLIMSOLL_SCHEDULE_COOL_DOWN, /* the server wanted quiet, until then */
  PLIMSOLL_SCHEDULE_PERSON, /* somebody pressed Refresh */
  PLIMSOLL_SCHEDULE_LOGIN, /* the login changed on disk */
  PLIMSOLL_SCHEDULE_NETWORK, /* there is none, or it came back */
  PLIMSOLL_SCHEDULE_CLOCK, /* the clock was set back: the past lies in the future */
} PlimsollScheduleReason;

#define PLIMSOLL_TYPE_SCHEDULE_REASON (plimsoll_schedule_reason_get_type ())
GType plimsoll_schedule_reason_get_type (void);
/* "start", "interval", …: for the journal and D-Bus. */
const char *plimsoll_schedule_reason_to_word (PlimsollScheduleReason self);

/* All that the decision rests on, borrowed for the call. */
typedef struct
{
  GTimeSpan interval; /* the setting; 0 means the default, too short means the shortest */
  double jitter; /* -1…1, drawn anew after each asking and kept until the next, so that deciding
                  * again in between gives the same moment again */

  GDateTime *asked_at; /* (nullable): when it was asked last, whatever came of it */
  PlimsollScheduleReason asked_because; /* of that asking; any value while `asked_at` is NULL */
  PlimsollSnapshot *snapshot; /* (nullable): the last good one */
  PlimsollProblem *problem; /* (nullable): what the last asking met instead of numbers */

  PlimsollCooldown cooldown; /* of the token that was used last; all zero: none */
  gboolean is_cool_down_passed; /* a person has gone past this one already */

  gboolean is_away; /* screen locked, nobody there, or power saver */
  gboolean has_network; /* */
  GDateTime *network_back_at; /* (nullable): when the network came back last */
  gboolean is_refresh_wanted; /* a person asked for it since `asked_at` */
  gboolean is_login_changed; /* the login changed on disk since `asked_at` */
} PlimsollScheduleFacts;

/* (transfer full) (nullable): the moment to ask, not after `now` when it is due; NULL when there is
 * nothing to do but wait for the network. `*reason` is always set. Deciding costs nothing: decide
 * again whenever a fact changed, after a resume and when the clock was set. */
GDateTime *plimsoll_schedule_decide (const PlimsollScheduleFacts *facts,
                                     GDateTime *now,
                                     PlimsollScheduleReason *reason);

/* The present interval with idleness, trouble and jitter, for "next try in …" and for tests. */
GTimeSpan plimsoll_schedule_get_interval (const PlimsollScheduleFacts *facts);

G_END_DECLS
