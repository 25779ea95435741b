/* test-schedule.c - when an account is asked next: tables of scenarios.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Facts are written as words, moments as seconds from "now": "asked=-100 reset=30 away" was asked
 * 100 seconds ago, its window ends in 30, and nobody is there. What is not named is absent, but for
 * the network, which is there. */

#include "plimsoll-schedule.h"

#include <math.h>
#include <string.h>

#define SECOND G_TIME_SPAN_SECOND

typedef struct
{
  const char *facts;
  double least_seconds; /* from now; INFINITY: no moment, wait for the network */
  double most_seconds;
  const char *reason;
} Scenario;

/* The moments behind the facts. */
typedef struct
{
  GDateTime *now; /* (owned) */
  GDateTime *asked_at; /* (owned) (nullable), as all below */
  GDateTime *seen_at;
  GDateTime *network_back_at;
  GPtrArray *limits;
  PlimsollSnapshot *snapshot;
  PlimsollProblem *problem;
  gboolean is_fed; /* the numbers came by themselves */
  PlimsollScheduleFacts facts;
} Situation;

static void
add_limit (Situation *self, double reset_in_seconds)
{
  g_autofree char *id = g_strdup_printf ("limit-%u", self->limits->len);
  g_autoptr (GDateTime) reset =
      g_date_time_add (self->now, (GTimeSpan) (reset_in_seconds * SECOND));
  PlimsollLimitFields limit = { .id = id,
                                .title = "Session",
                                .kind = PLIMSOLL_LIMIT_SESSION,
                                .used_percent = 50,
                                .resets_at = reset };

  g_ptr_array_add (self->limits, plimsoll_limit_new (&limit));
}

/* Words with a value. */
static gboolean
take_value (Situation *self, const char *name, const char *value)
{
  double number = g_ascii_strtod (value, NULL);
  struct
  {
    const char *name;
    GDateTime **moment;
  } moments[] = {
    { "asked", &self->asked_at },
    { "seen", &self->seen_at },
    { "back", &self->network_back_at },
  };
  PlimsollCondition condition = PLIMSOLL_CONDITION_LOADING;

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    if (g_str_equal (name, moments[i].name))
      {
        *moments[i].moment = g_date_time_add (self->now, (GTimeSpan) (number * SECOND));
        return TRUE;
      }

  if (g_str_equal (name, "reset"))
    add_limit (self, number);
  else if (g_str_equal (name, "cooled"))
    self->facts.cooldown = (PlimsollCooldown){
      .kind = PLIMSOLL_COOLDOWN_ORDERED,
      .until = g_date_time_to_unix (self->now) + (gint64) number,
    };
  else if (g_str_equal (name, "interval"))
    self->facts.interval = (GTimeSpan) (number * SECOND);
  else if (g_str_equal (name, "jitter"))
    self->facts.jitter = number;
  else if (g_str_equal (name, "problem") && plimsoll_condition_from_word (value, &condition))
    self->problem = plimsoll_problem_new (condition, "It did not work.", NULL);
  else
    return FALSE;

  return TRUE;
}

/* Words that stand alone. */
static gboolean
take_flag (Situation *self, const char *name)
{
  struct
  {
    const char *name;
    gboolean *flag;
  } flags[] = {
    { "passed", &self->facts.is_cool_down_passed },
    { "away", &self->facts.is_away },
    { "wanted", &self->facts.is_refresh_wanted },
    { "login", &self->facts.is_login_changed },
    { "fed", &self->is_fed },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (g_str_equal (name, flags[i].name))
      {
        *flags[i].flag = TRUE;
        return TRUE;
      }

  if (g_str_equal (name, "guessed"))
    self->facts.cooldown.kind = PLIMSOLL_COOLDOWN_GUESSED;
  else if (g_str_equal (name, "no-network"))
    self->facts.has_network = FALSE;
  else if (g_str_equal (name, "for-login"))
    self->facts.asked_because = PLIMSOLL_SCHEDULE_LOGIN;
  else
    return FALSE;

  return TRUE;
}

static void
take_words (Situation *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');
      gboolean is_known = FALSE;

      if (equals != NULL)
        *equals++ = '\0';
      is_known = equals != NULL ? take_value (self, words[i], equals) : take_flag (self, words[i]);
      g_assert_true (is_known || words[i][0] == '\0');
    }
}

static void
set_up (Situation *self, const char *text)
{
  memset (self, 0, sizeof *self);
  self->now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  self->limits = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  self->facts.has_network = TRUE;
  take_words (self, text);

  if (self->limits->len > 0 || self->seen_at != NULL)
    {
      PlimsollSnapshotFields fields = { .source =
                                            self->is_fed ? PLIMSOLL_SOURCE_STATUSLINE : "demo",
                                        .limits = self->limits };

      fields.observed_at = self->seen_at != NULL ? self->seen_at : self->asked_at;
      self->snapshot = plimsoll_snapshot_new (&fields);
    }
  self->facts.asked_at = self->asked_at;
  self->facts.snapshot = self->snapshot;
  self->facts.problem = self->problem;
  self->facts.network_back_at = self->network_back_at;
}

static void
tear_down (Situation *self)
{
  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->asked_at, g_date_time_unref);
  g_clear_pointer (&self->seen_at, g_date_time_unref);
  g_clear_pointer (&self->network_back_at, g_date_time_unref);
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot, plimsoll_snapshot_unref);
  g_clear_pointer (&self->problem, plimsoll_problem_unref);
}

static void
check_one (const Scenario *scenario)
{
  Situation situation;
  g_autoptr (GDateTime) next = NULL;
  PlimsollScheduleReason reason = PLIMSOLL_SCHEDULE_START;
  double seconds = INFINITY;

  g_test_message ("%s", scenario->facts);
  set_up (&situation, scenario->facts);
  next = plimsoll_schedule_decide (&situation.facts, situation.now, &reason);
  if (next != NULL)
    seconds = (double) g_date_time_difference (next, situation.now) / SECOND;

  g_assert_cmpstr (plimsoll_schedule_reason_to_word (reason), ==, scenario->reason);
  g_assert_cmpfloat (seconds, >=, scenario->least_seconds);
  g_assert_cmpfloat (seconds, <=, scenario->most_seconds);
  tear_down (&situation);
}

#define check(table)                                  \
  for (gsize i_ = 0; i_ < G_N_ELEMENTS (table); i_++) \
  check_one (&(table)[i_])

/* An account that was never asked is asked at once; afterwards every five minutes, or as the person
 * set it, never oftener than every two minutes, and up to a tenth earlier or later. */
static void
test_interval (void)
{
  static const Scenario table[] = {
    { "", 0, 0, "start" },
    { "asked=0", 300, 300, "interval" },
    { "asked=-100", 200, 200, "interval" },
    { "asked=0 interval=600", 600, 600, "interval" },
    { "asked=0 interval=10", 120, 120, "interval" },
    { "asked=0 interval=1e11", 86400, 86400, "interval" },
    { "asked=0 jitter=-1", 270, 270, "interval" },
    { "asked=0 jitter=1", 330, 330, "interval" },
    { "asked=0 jitter=99", 330, 330, "interval" },
    { "asked=0 jitter=nan", 300, 300, "interval" },
    { "asked=0 jitter=-1 interval=120", 120, 120, "interval" },
  };

  check (table);
}

/* What was due while nobody was awake is due now, and once. */
static void
test_overdue (void)
{
  static const Scenario table[] = {
    { "asked=-301", 0, 0, "interval" },
    { "asked=-28800", 0, 0, "interval" },
    { "asked=-28800 reset=-14400", 0, 0, "interval" },
    { "asked=-200 reset=-100", 0, 0, "reset" },
  };

  check (table);
}

/* A service that is started again takes the age of the numbers that it kept for its last asking. */
static void
test_restart (void)
{
  static const Scenario table[] = {
    { "seen=-10", 290, 290, "interval" },
    { "seen=-10 reset=100", 105, 110, "reset" },
    { "seen=-4000", 0, 0, "interval" },
  };

  check (table);
}

/* Numbers that a status line left are no asking: the first one comes at once all the same. */
static void
test_feed (void)
{
  static const Scenario table[] = {
    { "seen=-10 fed", 0, 0, "start" },
    { "seen=-10 fed asked=-100", 200, 200, "interval" },
  };

  check (table);
}

/* Each reset is followed by one poll 5 to 10 seconds later, whatever the interval. */
static void
test_reset (void)
{
  static const Scenario table[] = {
    { "asked=0 reset=100 jitter=-1", 105, 105, "reset" },
    { "asked=0 reset=100 jitter=1", 110, 110, "reset" },
    { "asked=0 reset=100 interval=3600", 105, 110, "reset" },
    { "asked=0 reset=200 reset=100", 105, 110, "reset" },
    { "asked=-200 reset=-3", 2, 7, "reset" },
    { "asked=0 reset=900", 300, 300, "interval" },
    { "asked=0 reset=100 away", 105, 110, "reset" },
  };

  check (table);
}

/* A reset that was asked after is done with, also when the answer still tells of it or has moved it
 * by a second. */
static void
test_reset_once (void)
{
  static const Scenario table[] = {
    { "asked=-5 reset=-12", 295, 295, "interval" },
    { "asked=-5 reset=-11", 295, 295, "interval" },
    { "asked=-5 reset=-12 reset=60", 65, 70, "reset" },
    { "asked=0 reset=-864000", 300, 300, "interval" },
  };

  check (table);
}

/* An ordinary turn in the last minute before a reset waits for the reset; two resets within a
 * minute, and a poll just before a reset, still leave a minute between two askings. */
static void
test_reset_and_interval (void)
{
  static const Scenario table[] = {
    { "asked=-270 reset=45", 50, 55, "reset" },
    { "asked=-270 reset=89", 94, 99, "reset" },
    { "asked=-270 reset=95", 30, 30, "interval" },
    { "asked=-270 reset=25", 30, 35, "reset" },
    { "asked=-10 reset=5", 50, 50, "reset" },
    { "asked=-8 reset=-15 reset=15", 52, 52, "reset" },
  };

  check (table);
}

/* While nobody is there it is asked a third as often, at most 15 minutes apart, and at once when
 * they are back and it is time; who set a longer interval keeps it. */
static void
test_away (void)
{
  static const Scenario table[] = {
    { "asked=0 away interval=120", 360, 360, "interval" },
    { "asked=0 away", 818, 819, "interval" },
    { "asked=0 away jitter=1", 899, 900, "interval" },
    { "asked=0 away interval=3600", 3600, 3600, "interval" },
    { "asked=-400", 0, 0, "interval" },
  };

  check (table);
}

/* What only a person can mend is tried less often. */
static void
test_waiting_for_others (void)
{
  static const Scenario table[] = {
    { "asked=0 problem=signed-out", 818, 819, "interval" },
    { "asked=0 problem=expired", 818, 819, "interval" },
    { "asked=0 problem=no-scope", 818, 819, "interval" },
    { "asked=0 problem=blocked", 818, 819, "interval" },
    { "asked=0 problem=bad-reply", 818, 819, "interval" },
    { "asked=0 problem=trouble", 300, 300, "interval" },
    { "asked=0 problem=rate-limited", 300, 300, "interval" },
  };

  check (table);
}

/* Nothing is asked during a cool-down, not even after a reset; one that ends before the turn
 * changes nothing. */
static void
test_cool_down (void)
{
  static const Scenario table[] = {
    { "asked=0 cooled=1600", 1600, 1600, "cool-down" },
    { "asked=0 cooled=200", 300, 300, "interval" },
    { "asked=-400 cooled=-1", 0, 0, "interval" },
    { "asked=0 cooled=1600 reset=100", 1600, 1600, "cool-down" },
    { "asked=0 cooled=50 reset=100", 105, 110, "reset" },
    { "cooled=700", 700, 700, "cool-down" },
  };

  check (table);
}

/* A person gets new numbers a minute after the last asking, past a guessed cool-down once, and
 * never past one that the server named. */
static void
test_person (void)
{
  static const Scenario table[] = {
    { "asked=-61 wanted", 0, 0, "person" },
    { "asked=-20 wanted", 40, 40, "person" },
    { "asked=-100 wanted cooled=500 guessed", 0, 0, "person" },
    { "asked=-100 wanted cooled=500 guessed passed", 500, 500, "cool-down" },
    { "asked=-100 wanted cooled=500", 500, 500, "cool-down" },
    { "asked=-100 cooled=500 guessed", 500, 500, "cool-down" },
    { "asked=-100 wanted no-network", 0, 0, "person" },
    { "asked=-100 wanted away", 0, 0, "person" },
  };

  check (table);
}

/* A new login is tried at once, even in a cool-down, which was the old one's. A probe that touches
 * the login itself does not chase its own tail. */
static void
test_login (void)
{
  static const Scenario table[] = {
    { "asked=-5 login", 0, 0, "login" },
    { "asked=-5 login cooled=3000", 0, 0, "login" },
    { "asked=-5 login for-login", 55, 55, "login" },
    { "asked=-5 for-login", 295, 295, "interval" },
  };

  check (table);
}

/* Without a network nothing is tried that is due, but the first time of all, for the first picture
 * may lie in a file; what is not yet due keeps its moment. When the network is back, what had
 * failed for its want is tried once, and what had not failed waits for its turn. */
static void
test_network (void)
{
  static const Scenario table[] = {
    { "no-network", 0, 0, "start" },
    { "asked=-400 no-network", INFINITY, INFINITY, "network" },
    { "asked=-400 reset=-100 no-network", INFINITY, INFINITY, "network" },
    { "asked=-100 no-network", 200, 200, "interval" },
    { "asked=-100 back=0 problem=offline", 2, 2, "network" },
    { "asked=-100 back=0 problem=offline cooled=600 guessed", 2, 2, "network" },
    { "asked=-100 back=0 problem=blocked", 2, 2, "network" },
    { "asked=-100 back=0 problem=trouble", 200, 200, "interval" },
    { "asked=-100 back=0", 200, 200, "interval" },
    { "asked=-100 back=-150 problem=offline", 200, 200, "interval" },
    { "asked=-5 back=0 problem=offline", 25, 25, "network" },
    { "asked=-400 back=0", 0, 0, "interval" },
  };

  check (table);
}

/* A clock that was set back puts the last asking into the future: it is asked now and goes on from
 * there. A clock that is merely put right by seconds changes nothing. */
static void
test_clock_set_back (void)
{
  static const Scenario table[] = {
    { "asked=86400", 0, 0, "clock" },
    { "asked=86400 reset=90000", 0, 0, "clock" },
    { "asked=3600 wanted", 0, 0, "clock" },
    { "asked=20", 320, 320, "interval" },
    { "asked=86400 cooled=88000", 0, 0, "clock" },
  };

  check (table);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/schedule/interval", test_interval);
  g_test_add_func ("/engine/schedule/overdue", test_overdue);
  g_test_add_func ("/engine/schedule/restart", test_restart);
  g_test_add_func ("/engine/schedule/feed", test_feed);
  g_test_add_func ("/engine/schedule/reset", test_reset);
  g_test_add_func ("/engine/schedule/reset-once", test_reset_once);
  g_test_add_func ("/engine/schedule/reset-and-interval", test_reset_and_interval);
  g_test_add_func ("/engine/schedule/away", test_away);
  g_test_add_func ("/engine/schedule/waiting-for-others", test_waiting_for_others);
  g_test_add_func ("/engine/schedule/cool-down", test_cool_down);
  g_test_add_func ("/engine/schedule/person", test_person);
  g_test_add_func ("/engine/schedule/login", test_login);
  g_test_add_func ("/engine/schedule/network", test_network);
  g_test_add_func ("/engine/schedule/clock-set-back", test_clock_set_back);
  return g_test_run ();
}
