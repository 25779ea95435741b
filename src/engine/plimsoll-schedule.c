/* plimsoll-schedule.c - when an account is asked next, and why then.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pure function of facts and a wall-clock "now". It keeps nothing between calls, so there is
 * nothing that a suspend, a clock set to another day or a restart could leave wrong: whoever wakes
 * up decides again.
 *
 * The decision is the earliest of the ordinary turn, the next reset, the return of the network, a
 * changed login and a person's wish; then held back by a cool-down; then by the lack of a network.
 * What a cool-down is made of is plimsoll-cooldown's business; remembering when and why it was
 * asked is the caller's. */

#include "plimsoll-schedule.h"

#include <math.h>

#include "plimsoll-enum.h"

/* Share of an interval by which programs that were started together drift apart. */
#define JITTER_SHARE 0.1
/* Between any two askings but those for a new login or network. */
#define SHORTEST_GAP PLIMSOLL_COOLDOWN_PERSON_WAITS
/* While nobody looks. With full jitter it ends at 900 s and not beyond. */
#define AWAY_FACTOR 3
#define AWAY_LONGEST ((GTimeSpan) (900 * G_TIME_SPAN_SECOND / (1.0 + JITTER_SHARE)))
/* A poll after a reset comes 5 to 10 s behind it: earlier some servers still tell the old window.
 */
#define RESET_DELAY (7500 * G_TIME_SPAN_MILLISECOND)
#define RESET_DELAY_JITTER (2500 * G_TIME_SPAN_MILLISECOND)
/* An asking from here on has seen the new window, even when the answer moves the reset by the
 * second or so that servers jitter; counting from the reset itself would ask twice then. */
#define RESET_SEEN_AFTER (2 * G_TIME_SPAN_SECOND)
/* A network that has just come back still looks for names and routes. */
#define NETWORK_DELAY (2 * G_TIME_SPAN_SECOND)
/* A flapping network starts no more probes than this. */
#define NETWORK_GAP (30 * G_TIME_SPAN_SECOND)

G_DEFINE_ENUM_TYPE (PlimsollScheduleReason,
                    plimsoll_schedule_reason,
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_START, "start"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_INTERVAL, "interval"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_RESET, "reset"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_COOL_DOWN, "cool-down"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_PERSON, "person"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_LOGIN, "login"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_NETWORK, "network"),
                    G_DEFINE_ENUM_VALUE (PLIMSOLL_SCHEDULE_CLOCK, "clock"))

/* A candidate: the moment in microseconds from now, which may lie in the past. */
typedef struct
{
  GTimeSpan in;
  PlimsollScheduleReason reason;
} Turn;

const char *
plimsoll_schedule_reason_to_word (PlimsollScheduleReason self)
{
  return plimsoll_enum_to_word (PLIMSOLL_TYPE_SCHEDULE_REASON, (int) self);
}

static double
get_jitter (const PlimsollScheduleFacts *facts)
{
  return isfinite (facts->jitter) ? CLAMP (facts->jitter, -1.0, 1.0) : 0.0;
}

/* Only a person or another network can mend these; both are noticed at once, so asking often is of
 * no use. */
static gboolean
is_waiting_for_others (const PlimsollScheduleFacts *facts)
{
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;

  if (facts->problem == NULL)
    return FALSE;

  condition = plimsoll_problem_get_condition (facts->problem);
  return plimsoll_condition_is_login_trouble (condition) || condition == PLIMSOLL_CONDITION_BLOCKED
         || condition == PLIMSOLL_CONDITION_BAD_REPLY;
}

GTimeSpan
plimsoll_schedule_get_interval (const PlimsollScheduleFacts *facts)
{
  GTimeSpan span = facts->interval > 0 ? facts->interval : PLIMSOLL_SCHEDULE_DEFAULT_INTERVAL;

  span = CLAMP (span, PLIMSOLL_SCHEDULE_SHORTEST_INTERVAL, G_TIME_SPAN_DAY);
  /* A person who wants to be asked less often than we slow down to keeps that. */
  if (facts->is_away || is_waiting_for_others (facts))
    span = MAX (span, MIN (AWAY_FACTOR * span, AWAY_LONGEST));

  span = (GTimeSpan) ((double) span * (1.0 + JITTER_SHARE * get_jitter (facts)));
  return MAX (span, PLIMSOLL_SCHEDULE_SHORTEST_INTERVAL);
}

static void
take_earlier (Turn *turn, GTimeSpan in, PlimsollScheduleReason reason)
{
  if (in < turn->in)
    *turn = (Turn){ in, reason };
}

/* The last asking. A program that was just started has none in memory, but its numbers say when
 * they were seen: without this, a service that is started over and over would use up the budget. */
static GDateTime *
find_last_asking (const PlimsollScheduleFacts *facts)
{
  if (facts->asked_at != NULL)
    return facts->asked_at;

  /* What came by itself was never asked for. */
  if (facts->snapshot == NULL || plimsoll_snapshot_is_partial (facts->snapshot))
    return NULL;

  return plimsoll_snapshot_get_observed_at (facts->snapshot);
}

/* FALSE when every known reset has been asked after, or lies beyond all that can be told. */
static gboolean
find_next_reset (const PlimsollScheduleFacts *facts,
                 GDateTime *asked_at,
                 GDateTime *now,
                 GTimeSpan *in)
{
  guint n_limits = facts->snapshot != NULL ? plimsoll_snapshot_get_n_limits (facts->snapshot) : 0;
  gboolean is_found = FALSE;

  for (guint i = 0; i < n_limits; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (facts->snapshot, i);
      GDateTime *reset = plimsoll_limit_peek (limit)->resets_at;
      GTimeSpan span = 0;

      if (reset == NULL || g_date_time_difference (asked_at, reset) >= RESET_SEEN_AFTER)
        continue;

      span = g_date_time_difference (reset, now);
      *in = is_found ? MIN (*in, span) : span;
      is_found = TRUE;
    }

  return is_found;
}

/* The ordinary turn and the next reset belong together: a turn in the last minute before a reset
 * would bring a number that is void a moment later and push the poll after the reset out of its
 * place. */
static void
consider_reset (const PlimsollScheduleFacts *facts, GDateTime *asked_at, GDateTime *now, Turn *turn)
{
  GTimeSpan asked_in = g_date_time_difference (asked_at, now);
  GTimeSpan reset_in = 0;
  GTimeSpan poll_in = 0;

  if (!find_next_reset (facts, asked_at, now, &reset_in))
    return;

  poll_in = reset_in + RESET_DELAY + (GTimeSpan) (RESET_DELAY_JITTER * get_jitter (facts));
  /* Two windows that end within a minute, or a person's Refresh just before the end. */
  poll_in = MAX (poll_in, asked_in + SHORTEST_GAP);

  if (turn->in >= reset_in - SHORTEST_GAP)
    *turn = (Turn){ poll_in, PLIMSOLL_SCHEDULE_RESET };
  else
    take_earlier (turn, poll_in, PLIMSOLL_SCHEDULE_RESET);
}

/* TRUE when the last asking failed for want of a network, or of another one, and there was a change
 * since. */
static gboolean
is_network_worth_a_try (const PlimsollScheduleFacts *facts)
{
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;

  if (facts->problem == NULL || facts->network_back_at == NULL || facts->asked_at == NULL
      || g_date_time_compare (facts->network_back_at, facts->asked_at) <= 0)
    return FALSE;

  condition = plimsoll_problem_get_condition (facts->problem);
  return condition == PLIMSOLL_CONDITION_OFFLINE || condition == PLIMSOLL_CONDITION_BLOCKED;
}

/* What could not be reached is tried as soon as there is a network again. */
static void
consider_network (const PlimsollScheduleFacts *facts,
                  GDateTime *asked_at,
                  GDateTime *now,
                  Turn *turn)
{
  GTimeSpan in = 0;

  if (!is_network_worth_a_try (facts))
    return;

  in = g_date_time_difference (facts->network_back_at, now) + NETWORK_DELAY;
  in = MAX (in, g_date_time_difference (asked_at, now) + NETWORK_GAP);
  take_earlier (turn, in, PLIMSOLL_SCHEDULE_NETWORK);
}

/* The turn as it would be without cool-down and network, the login's change and the person's wish
 * included. */
static Turn
find_turn (const PlimsollScheduleFacts *facts, GDateTime *now)
{
  GDateTime *asked_at = find_last_asking (facts);
  GTimeSpan gap_in = 0;
  Turn turn = { 0, PLIMSOLL_SCHEDULE_START };

  if (asked_at == NULL)
    return turn;

  /* Small steps back are a clock being put right; the turn then comes a minute late at most. */
  gap_in = g_date_time_difference (asked_at, now) + SHORTEST_GAP;
  if (gap_in > 2 * SHORTEST_GAP)
    return (Turn){ 0, PLIMSOLL_SCHEDULE_CLOCK };

  turn = (Turn){ g_date_time_difference (asked_at, now) + plimsoll_schedule_get_interval (facts),
                 PLIMSOLL_SCHEDULE_INTERVAL };
  consider_reset (facts, asked_at, now, &turn);
  consider_network (facts, asked_at, now, &turn);
  if (facts->is_refresh_wanted)
    take_earlier (&turn, gap_in, PLIMSOLL_SCHEDULE_PERSON);
  /* At once, unless the last asking was for the same reason: asking a program for the numbers can
   * itself make it write its files, and that must not become a circle. */
  if (facts->is_login_changed)
    take_earlier (&turn, facts->asked_because == PLIMSOLL_SCHEDULE_LOGIN ? gap_in : 0,
                  PLIMSOLL_SCHEDULE_LOGIN);

  return turn;
}

/* A cool-down belongs to one token. A changed login may mean another one; the probe, which can see
 * the token, holds back by itself when it is the same. A person may go past a guess once, and so
 * may a network that came back when its want was the cause; nobody goes past the server's own word.
 */
static gboolean
is_cooling (const PlimsollScheduleFacts *facts, GDateTime *now, GTimeSpan *in)
{
  g_autoptr (GDateTime) end = NULL;

  if (facts->is_login_changed)
    return FALSE;
  if (facts->cooldown.kind == PLIMSOLL_COOLDOWN_GUESSED
      && (is_network_worth_a_try (facts)
          || (facts->is_refresh_wanted && !facts->is_cool_down_passed)))
    return FALSE;

  end = plimsoll_cooldown_dup_end (&facts->cooldown, now);
  if (end != NULL)
    *in = g_date_time_difference (end, now);
  return end != NULL;
}

GDateTime *
plimsoll_schedule_decide (const PlimsollScheduleFacts *facts,
                          GDateTime *now,
                          PlimsollScheduleReason *reason)
{
  Turn turn = find_turn (facts, now);
  GTimeSpan cooled_in = 0;

  if (is_cooling (facts, now, &cooled_in) && turn.in < cooled_in)
    turn = (Turn){ cooled_in, PLIMSOLL_SCHEDULE_COOL_DOWN };

  *reason = turn.reason;
  /* The monitor of networks can be wrong, a person who asks for it may well know better. And the
   * first picture of all need not come through a network: some lie in files. */
  if (!facts->has_network && turn.in <= 0 && turn.reason != PLIMSOLL_SCHEDULE_PERSON
      && turn.reason != PLIMSOLL_SCHEDULE_START)
    {
      *reason = PLIMSOLL_SCHEDULE_NETWORK;
      return NULL;
    }

  return g_date_time_add (now, MAX (turn.in, 0));
}
