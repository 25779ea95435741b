/* plimsoll-cooldown.c - how long to leave a server alone after it refused.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure arithmetic: a refusal, what went before, and a given now make the moment of the next try. It
 * keeps no clock and no file; the ledger and the service remember its value under the token's key.
 *
 * A moment that the server named is an order and kept as it is. Everything else is a guess that
 * doubles with each refusal of the same family, from a first wait to a longest one. */

#include "plimsoll-cooldown.h"

#include "plimsoll-moment.h"

/* The longest Retry-After ever seen; a longer one is a mistake somewhere on the way. Also the
 * ceiling of guesses, and so the longest that any cool-down can run. */
#define LONGEST_SECONDS 3600
/* Doubling more often than this passes every ceiling; stops the counter from overflowing the shift.
 */
#define MOST_STRIKES 16u

/* The first and the longest wait after a refusal. Where both are equal nothing doubles. */
typedef struct
{
  gint64 first_seconds;
  gint64 longest_seconds;
} Patience;

static Patience
get_patience (PlimsollCondition cause)
{
  switch (cause)
    {
    /* The budget is 5 requests in 300 s and is shared: one whole window is the least that helps. An
     * answer that was not understood does not change by the minute either. */
    case PLIMSOLL_CONDITION_RATE_LIMITED:
    case PLIMSOLL_CONDITION_BAD_REPLY:
      return (Patience){ 300, LONGEST_SECONDS };

    /* Nothing was counted against the token here: a cable or an overloaded server is back soon, and
     * a person notices each minute of delay. 15 minutes is as long as a background poll ever waits.
     */
    case PLIMSOLL_CONDITION_OFFLINE:
    case PLIMSOLL_CONDITION_TROUBLE:
    case PLIMSOLL_CONDITION_BLOCKED:
      return (Patience){ 60, 900 };

    /* Mended by a new login, and that comes with a new key. The same token again is asked no more
     * often than by the schedule, because a 401 may come before its time and heal. */
    case PLIMSOLL_CONDITION_SIGNED_OUT:
    case PLIMSOLL_CONDITION_EXPIRED:
    case PLIMSOLL_CONDITION_NO_SCOPE:
      return (Patience){ 300, 300 };

    case PLIMSOLL_CONDITION_LOADING:
    case PLIMSOLL_CONDITION_FRESH:
    case PLIMSOLL_CONDITION_STALE:
    default:
      return (Patience){ 0, 0 };
    }
}

static gint64
guess_seconds (PlimsollCondition cause, guint strikes)
{
  Patience patience = get_patience (cause);

  return MIN (patience.first_seconds << MIN (strikes, MOST_STRIKES), patience.longest_seconds);
}

/* Five minutes offline say nothing about how patient a server is that then limits the rate. */
static guint
count_strikes (const PlimsollCooldown *before, PlimsollCondition cause)
{
  Patience now = get_patience (cause);
  Patience then = get_patience (before->cause);

  if (before->strikes == 0 || now.first_seconds != then.first_seconds)
    return 0;

  return MIN (before->strikes, MOST_STRIKES);
}

/* Seconds that the server asked for; 0 when it named no moment that lies ahead. */
static gint64
get_ordered_seconds (PlimsollProblem *problem, GDateTime *now)
{
  GDateTime *retry_at = plimsoll_problem_get_retry_at (problem);
  gint64 seconds = 0;

  if (retry_at == NULL)
    return 0;

  seconds = plimsoll_moment_to_unix (retry_at) - plimsoll_moment_to_unix (now);
  return CLAMP (seconds, 0, LONGEST_SECONDS);
}

PlimsollCooldown
plimsoll_cooldown_after (const PlimsollCooldown *before, PlimsollProblem *problem, GDateTime *now)
{
  PlimsollCooldown after = { .kind = PLIMSOLL_COOLDOWN_NONE };
  gint64 ordered = 0;

  if (problem == NULL)
    return after;

  ordered = get_ordered_seconds (problem, now);
  after.cause = plimsoll_problem_get_condition (problem);
  after.strikes = count_strikes (before, after.cause);
  after.until = plimsoll_moment_to_unix (now);

  if (ordered > 0)
    {
      /* Following an order is no failed guess: strikes stay as they are. */
      after.kind = PLIMSOLL_COOLDOWN_ORDERED;
      after.until += ordered;
      return after;
    }

  after.kind = PLIMSOLL_COOLDOWN_GUESSED;
  after.until += guess_seconds (after.cause, after.strikes);
  after.strikes = MIN (after.strikes + 1, MOST_STRIKES);
  return after;
}

gboolean
plimsoll_cooldown_is_running (const PlimsollCooldown *self, GDateTime *now)
{
  gint64 left = self->until - plimsoll_moment_to_unix (now);

  if (self->kind == PLIMSOLL_COOLDOWN_NONE)
    return FALSE;

  /* None is ever longer: a clock that was set back must not lock anybody out for a day. */
  return left > 0 && left <= LONGEST_SECONDS;
}

gboolean
plimsoll_cooldown_lets_person_ask (const PlimsollCooldown *self,
                                   GDateTime *asked_at,
                                   GDateTime *now)
{
  GTimeSpan since = 0;

  if (self->kind == PLIMSOLL_COOLDOWN_ORDERED && plimsoll_cooldown_is_running (self, now))
    return FALSE;
  if (asked_at == NULL)
    return TRUE;

  /* Below zero the clock was set back, and nobody knows how long ago it was. */
  since = g_date_time_difference (now, asked_at);
  return since < 0 || since >= PLIMSOLL_COOLDOWN_PERSON_WAITS;
}

GDateTime *
plimsoll_cooldown_dup_end (const PlimsollCooldown *self, GDateTime *now)
{
  if (!plimsoll_cooldown_is_running (self, now))
    return NULL;

  return plimsoll_moment_from_unix (self->until);
}
