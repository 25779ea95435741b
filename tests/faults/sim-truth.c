/* sim-truth.c - what is really used in a simulated world, and what was said of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Use is a function of time and account, so that a number tells whose it is. Every answer that a
 * source gives is made here and written down; what a face shows is then held against the list. A
 * number that was never said, one that was said earlier than it claims, one of another account or
 * of another window is found out by the same search. */

#include "sim-truth.h"

#include <math.h>

#include "plimsoll-snapshot.h"

#define SESSION_SECONDS 18000
/* The first session of the day ends that long after its start. */
#define FIRST_END 1200
#define WEEK_END (3 * 86400)
/* The status line tells whole percents, and where it agrees the finer number stays. */
#define ROUNDING 1.0

typedef struct
{
  guint login;
  gboolean is_week;
  int percent;
  gint64 ends_at;
  gint64 at;
} Saying;

struct _SimTruth
{
  gint64 start;
  GArray *sayings; /* (owned) (element-type Saying) */
};

SimTruth *
sim_truth_new (gint64 start)
{
  SimTruth *self = g_new0 (SimTruth, 1);

  self->start = start;
  self->sayings = g_array_new (FALSE, FALSE, sizeof (Saying));
  return self;
}

void
sim_truth_free (SimTruth *self)
{
  g_array_unref (self->sayings);
  g_free (self);
}

gint64
sim_truth_get_session_end (SimTruth *self, gint64 at)
{
  gint64 first = self->start + FIRST_END;

  return at < first ? first : first + ((at - first) / SESSION_SECONDS + 1) * SESSION_SECONDS;
}

gint64
sim_truth_get_week_end (SimTruth *self)
{
  return self->start + WEEK_END;
}

int
sim_truth_get_session (SimTruth *self, guint login, gint64 at)
{
  gint64 begun = sim_truth_get_session_end (self, at) - SESSION_SECONDS;

  return 1 + (int) ((at - begun) / 600) + 50 * (int) login;
}

int
sim_truth_get_week (SimTruth *self, guint login, gint64 at)
{
  return 5 + (int) ((at - self->start) / 3600) + 50 * (int) login;
}

static void
say (SimTruth *self, guint login, gint64 at)
{
  Saying session = { login, FALSE, sim_truth_get_session (self, login, at),
                     sim_truth_get_session_end (self, at), at };
  Saying week = { login, TRUE, sim_truth_get_week (self, login, at), sim_truth_get_week_end (self),
                  at };

  g_array_append_val (self->sayings, session);
  g_array_append_val (self->sayings, week);
}

static char *
dup_moment (gint64 at)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at);

  return g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ");
}

char *
sim_truth_dup_claude (SimTruth *self, guint login, gint64 at)
{
  int session = sim_truth_get_session (self, login, at);
  int week = sim_truth_get_week (self, login, at);
  g_autofree char *session_end = dup_moment (sim_truth_get_session_end (self, at));
  g_autofree char *week_end = dup_moment (sim_truth_get_week_end (self));

  say (self, login, at);
  return g_strdup_printf (
      "{\"five_hour\":{\"utilization\":%d.0,\"resets_at\":\"%s\"},"
      "\"seven_day\":{\"utilization\":%d.0,\"resets_at\":\"%s\"},\"limits\":["
      "{\"kind\":\"session\",\"group\":\"session\",\"percent\":%d,\"severity\":\"normal\","
      "\"resets_at\":\"%s\",\"scope\":null,\"is_active\":true},"
      "{\"kind\":\"weekly_all\",\"group\":\"weekly\",\"percent\":%d,\"severity\":\"normal\","
      "\"resets_at\":\"%s\",\"scope\":null,\"is_active\":false}]}",
      session, session_end, week, week_end, session, session_end, week, week_end);
}

char *
sim_truth_dup_codex (SimTruth *self, guint login, gint64 at)
{
  say (self, login, at);
  return g_strdup_printf (
      "{\"plan_type\":\"plus\",\"rate_limit\":{\"primary_window\":{\"used_percent\":%d,"
      "\"limit_window_seconds\":18000,\"reset_at\":%" G_GINT64_FORMAT
      "},\"secondary_window\":{\"used_percent\":%d,\"limit_window_seconds\":604800,"
      "\"reset_at\":%" G_GINT64_FORMAT "}}}",
      sim_truth_get_session (self, login, at), sim_truth_get_session_end (self, at),
      sim_truth_get_week (self, login, at), sim_truth_get_week_end (self));
}

char *
sim_truth_dup_codex_program (SimTruth *self, guint login, gint64 at)
{
  say (self, login, at);
  return g_strdup_printf (
      "{\"id\":2,\"result\":{\"rateLimits\":{\"limitId\":\"codex\",\"primary\":{\"usedPercent\":%d,"
      "\"windowDurationMins\":300,\"resetsAt\":%" G_GINT64_FORMAT
      "},\"secondary\":{\"usedPercent\":%d,\"windowDurationMins\":10080,"
      "\"resetsAt\":%" G_GINT64_FORMAT "},\"planType\":\"plus\"}}}",
      sim_truth_get_session (self, login, at), sim_truth_get_session_end (self, at),
      sim_truth_get_week (self, login, at), sim_truth_get_week_end (self));
}

static PlimsollLimit *
make_limit (const char *id, PlimsollLimitKind kind, int percent, gint64 ends_at)
{
  g_autoptr (GDateTime) end = g_date_time_new_from_unix_utc (ends_at);
  const PlimsollLimitFields fields = {
    .id = id, .title = id, .kind = kind, .used_percent = percent, .resets_at = end
  };

  return plimsoll_limit_new (&fields);
}

PlimsollSnapshot *
sim_truth_dup_feed (SimTruth *self, guint login, gint64 at)
{
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (at);
  const PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_STATUSLINE,
                                          .observed_at = moment,
                                          .limits = limits };

  say (self, login, at);
  g_ptr_array_add (limits, make_limit ("session", PLIMSOLL_LIMIT_SESSION,
                                       sim_truth_get_session (self, login, at),
                                       sim_truth_get_session_end (self, at)));
  g_ptr_array_add (limits,
                   make_limit ("week", PLIMSOLL_LIMIT_WEEK, sim_truth_get_week (self, login, at),
                               sim_truth_get_week_end (self)));
  return plimsoll_snapshot_new (&fields);
}

/* TRUE when somebody said just this, at the moment it claims or later. */
static gboolean
was_said (SimTruth *self, const Saying *claim, double percent)
{
  for (guint i = self->sayings->len; i > 0; i--)
    {
      const Saying *saying = &g_array_index (self->sayings, Saying, i - 1);

      if (saying->login == claim->login && saying->is_week == claim->is_week
          && fabs (saying->percent - percent) < ROUNDING && saying->ends_at == claim->ends_at
          && saying->at + 1 >= claim->at)
        return TRUE;
    }

  return FALSE;
}

void
sim_truth_assert_said (SimTruth *self, PlimsollSnapshot *snapshot, guint login, gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now);
  guint n_limits = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;

  for (guint i = 0; i < n_limits; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);
      const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
      double reading = plimsoll_limit_get_reading (limit, moment);
      GDateTime *seen_at = plimsoll_snapshot_get_limit_observed_at (snapshot, limit);
      Saying claim = { login, g_str_equal (fields->id, "week"), 0, 0,
                       g_date_time_to_unix (seen_at) };

      if (isnan (reading))
        continue;

      claim.ends_at = fields->resets_at != NULL ? g_date_time_to_unix (fields->resets_at) : 0;
      g_assert_cmpint (claim.ends_at, >, now);
      g_assert_cmpint (claim.at, <=, now + 1);
      if (!was_said (self, &claim, reading))
        g_error ("%s %g %% of account %u, as of %" G_GINT64_FORMAT ", ending %" G_GINT64_FORMAT
                 ", shown at %" G_GINT64_FORMAT ": nobody ever said that",
                 fields->id, reading, login, claim.at, claim.ends_at, now);
    }
}
