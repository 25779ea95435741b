/* test-cooldown.c - how long a server is left alone, in a life of minutes and hours.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure arithmetic, so all of it is tables: a refusal, a history, a moment, and the wait that
 * follows. */

#include "plimsoll-cooldown.h"
#include "plimsoll-moment.h"

#define NOW_UNIX G_GINT64_CONSTANT (1795176300)

static GDateTime *
at (gint64 seconds)
{
  return plimsoll_moment_from_unix (NOW_UNIX + seconds);
}

/* What follows `before` when the server refuses at second `when`, asking for `retry_in` seconds (0:
 * not at all). */
static PlimsollCooldown
refuse (PlimsollCooldown before, PlimsollCondition condition, gint64 retry_in, gint64 when)
{
  g_autoptr (GDateTime) now = at (when);
  g_autoptr (GDateTime) retry_at = retry_in != 0 ? at (when + retry_in) : NULL;
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (condition, "No.", retry_at);

  return plimsoll_cooldown_after (&before, problem, now);
}

/* Refuses again and again, each time when the wait is over, and compares the waits; −1 ends them.
 */
static void
assert_waits (PlimsollCondition condition, const int *seconds)
{
  PlimsollCooldown cooldown = { .kind = PLIMSOLL_COOLDOWN_NONE };
  gint64 when = 0;

  for (gsize i = 0; seconds[i] >= 0; i++)
    {
      cooldown = refuse (cooldown, condition, 0, when);
      g_assert_cmpint (cooldown.kind, ==, PLIMSOLL_COOLDOWN_GUESSED);
      g_assert_cmpint (cooldown.until - NOW_UNIX - when, ==, seconds[i]);
      when = cooldown.until - NOW_UNIX;
    }
}

/* Rate limits without a moment: 300 s, doubling to an hour. An answer that is not understood: the
 * same. */
static void
test_rate_limited_guess (void)
{
  static const int waits[] = { 300, 600, 1200, 2400, 3600, 3600, 3600, -1 };

  assert_waits (PLIMSOLL_CONDITION_RATE_LIMITED, waits);
  assert_waits (PLIMSOLL_CONDITION_BAD_REPLY, waits);
}

/* No connection, a server in trouble, a proxy that refuses: 60 s, doubling to 15 minutes. */
static void
test_trouble_guess (void)
{
  static const int waits[] = { 60, 120, 240, 480, 900, 900, -1 };

  assert_waits (PLIMSOLL_CONDITION_OFFLINE, waits);
  assert_waits (PLIMSOLL_CONDITION_TROUBLE, waits);
  assert_waits (PLIMSOLL_CONDITION_BLOCKED, waits);
}

/* A login that is refused is asked at the pace of the schedule and no slower: it may heal. */
static void
test_login_does_not_double (void)
{
  static const int waits[] = { 300, 300, 300, -1 };

  assert_waits (PLIMSOLL_CONDITION_SIGNED_OUT, waits);
  assert_waits (PLIMSOLL_CONDITION_EXPIRED, waits);
  assert_waits (PLIMSOLL_CONDITION_NO_SCOPE, waits);
}

/* A moment that the server names is kept, up to an hour, and is an order whoever gives it. */
static void
test_order (void)
{
  static const struct
  {
    gint64 retry_in;
    gint64 waits;
  } orders[] = { { 1, 1 }, { 272, 272 }, { 3242, 3242 }, { 3600, 3600 }, { 86400, 3600 } };
  const PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };

  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      PlimsollCooldown limited =
          refuse (none, PLIMSOLL_CONDITION_RATE_LIMITED, orders[i].retry_in, 0);
      PlimsollCooldown trouble = refuse (none, PLIMSOLL_CONDITION_TROUBLE, orders[i].retry_in, 0);

      g_assert_cmpint (limited.kind, ==, PLIMSOLL_COOLDOWN_ORDERED);
      g_assert_cmpint (limited.until, ==, NOW_UNIX + orders[i].waits);
      g_assert_cmpint (trouble.kind, ==, PLIMSOLL_COOLDOWN_ORDERED);
      g_assert_cmpint (trouble.until, ==, NOW_UNIX + orders[i].waits);
    }
}

/* A moment that is over already is no order, and never "ask at once". */
static void
test_past_order_is_a_guess (void)
{
  const PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };
  PlimsollCooldown cooldown = refuse (none, PLIMSOLL_CONDITION_RATE_LIMITED, -10, 0);

  g_assert_cmpint (cooldown.kind, ==, PLIMSOLL_COOLDOWN_GUESSED);
  g_assert_cmpint (cooldown.until, ==, NOW_UNIX + 300);
}

/* Numbers clear everything: the next refusal begins at the first wait. */
static void
test_success_clears (void)
{
  PlimsollCooldown cooldown = { .kind = PLIMSOLL_COOLDOWN_NONE };
  g_autoptr (GDateTime) now = at (5000);

  for (gint64 i = 0; i < 4; i++)
    cooldown = refuse (cooldown, PLIMSOLL_CONDITION_RATE_LIMITED, 0, i * 1000);
  g_assert_cmpuint (cooldown.strikes, ==, 4);

  cooldown = plimsoll_cooldown_after (&cooldown, NULL, now);
  g_assert_cmpint (cooldown.kind, ==, PLIMSOLL_COOLDOWN_NONE);
  g_assert_cmpuint (cooldown.strikes, ==, 0);
  g_assert_false (plimsoll_cooldown_is_running (&cooldown, now));
  cooldown = refuse (cooldown, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 6000);
  g_assert_cmpint (cooldown.until, ==, NOW_UNIX + 6300);
}

/* An hour offline does not make the first rate limit of the day an hour long; orders count no
 * strike. */
static void
test_strikes_stay_in_their_family (void)
{
  PlimsollCooldown cooldown = { .kind = PLIMSOLL_COOLDOWN_NONE };

  for (gint64 i = 0; i < 6; i++)
    cooldown = refuse (cooldown, PLIMSOLL_CONDITION_OFFLINE, 0, i * 1000);
  cooldown = refuse (cooldown, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 7000);
  g_assert_cmpint (cooldown.until, ==, NOW_UNIX + 7300);
  cooldown = refuse (cooldown, PLIMSOLL_CONDITION_RATE_LIMITED, 40, 8000);
  g_assert_cmpuint (cooldown.strikes, ==, 1);
  cooldown = refuse (cooldown, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 9000);
  g_assert_cmpint (cooldown.until, ==, NOW_UNIX + 9600);
}

/* It runs until its moment and not a second longer, and says when that is. */
static void
test_running (void)
{
  const PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };
  PlimsollCooldown cooldown = refuse (none, PLIMSOLL_CONDITION_OFFLINE, 0, 0);
  g_autoptr (GDateTime) last = at (59);
  g_autoptr (GDateTime) over = at (60);
  g_autoptr (GDateTime) end = plimsoll_cooldown_dup_end (&cooldown, last);

  g_assert_true (plimsoll_cooldown_is_running (&cooldown, last));
  g_assert_false (plimsoll_cooldown_is_running (&cooldown, over));
  g_assert_true (g_date_time_equal (end, over));
  g_assert_null (plimsoll_cooldown_dup_end (&cooldown, over));
}

/* A clock that is set back by a day locks nobody out. */
static void
test_clock_set_back (void)
{
  const PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };
  PlimsollCooldown cooldown = refuse (none, PLIMSOLL_CONDITION_RATE_LIMITED, 3600, 0);
  g_autoptr (GDateTime) yesterday = at (-86400);
  g_autoptr (GDateTime) asked_at = at (0);

  g_assert_false (plimsoll_cooldown_is_running (&cooldown, yesterday));
  g_assert_true (plimsoll_cooldown_lets_person_ask (&cooldown, asked_at, yesterday));
}

/* A person may pass a guess after a minute, and never an order. */
static void
test_person (void)
{
  const PlimsollCooldown none = { .kind = PLIMSOLL_COOLDOWN_NONE };
  PlimsollCooldown guessed = refuse (none, PLIMSOLL_CONDITION_RATE_LIMITED, 0, 0);
  PlimsollCooldown ordered = refuse (none, PLIMSOLL_CONDITION_RATE_LIMITED, 300, 0);
  g_autoptr (GDateTime) asked_at = at (0);
  g_autoptr (GDateTime) soon = at (59);
  g_autoptr (GDateTime) later = at (60);
  g_autoptr (GDateTime) over = at (300);

  g_assert_false (plimsoll_cooldown_lets_person_ask (&none, asked_at, soon));
  g_assert_false (plimsoll_cooldown_lets_person_ask (&guessed, asked_at, soon));
  g_assert_true (plimsoll_cooldown_lets_person_ask (&none, asked_at, later));
  g_assert_true (plimsoll_cooldown_lets_person_ask (&guessed, asked_at, later));
  g_assert_false (plimsoll_cooldown_lets_person_ask (&ordered, asked_at, later));
  g_assert_true (plimsoll_cooldown_lets_person_ask (&ordered, asked_at, over));
  g_assert_true (plimsoll_cooldown_lets_person_ask (&none, NULL, soon));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/cooldown/rate-limited-guess", test_rate_limited_guess);
  g_test_add_func ("/engine/cooldown/trouble-guess", test_trouble_guess);
  g_test_add_func ("/engine/cooldown/login-does-not-double", test_login_does_not_double);
  g_test_add_func ("/engine/cooldown/order", test_order);
  g_test_add_func ("/engine/cooldown/past-order-is-a-guess", test_past_order_is_a_guess);
  g_test_add_func ("/engine/cooldown/success-clears", test_success_clears);
  g_test_add_func ("/engine/cooldown/strikes-stay-in-their-family",
                   test_strikes_stay_in_their_family);
  g_test_add_func ("/engine/cooldown/running", test_running);
  g_test_add_func ("/engine/cooldown/clock-set-back", test_clock_set_back);
  g_test_add_func ("/engine/cooldown/person", test_person);

  return g_test_run ();
}
