/* plimsoll-demo-clockwork.c - the usage answer of an invented account, from the time alone.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An invented person works four times a day, hard in the morning and the afternoon, little at night
 * and half as much on weekends. Each piece of work opens one session of five hours and fills it in
 * bursts, now and then beyond its end; what goes beyond costs money. The week adds up the sessions,
 * and one model takes a changing share of it. Everything is reckoned anew from the moment asked
 * for: nothing is remembered, the same moment always gives the same answer, and within a window no
 * number ever falls.
 *
 * Time is cut into slots of six hours, UTC. A session lies wholly inside its slot, weeks and months
 * begin with a slot, so that no session belongs to two of them. Chance is a hash of the slot's
 * number. */

#include "plimsoll-demo-clockwork.h"

#include <math.h>

#define SLOT_SECONDS (6 * 3600)
#define SLOTS_PER_DAY 4
#define SLOTS_PER_WEEK (7 * SLOTS_PER_DAY)
/* Slot 0 began on a Thursday at 00:00; this makes weeks begin on Mondays at 06:00. */
#define WEEK_SHIFT (3 * SLOTS_PER_DAY - 1)
#define SESSION_SECONDS (5 * 3600)
/* Sessions begin on a tenth minute, as real ones do, and up to 50 minutes into their slot. */
#define START_STEP_SECONDS 600
#define START_STEPS 6

/* Points of the week for each point of a session: the busiest week there can be ends at 94 %. */
#define WEEK_SHARE 0.053
/* The model's own week is smaller: in a slot given to it, it fills at up to twice that speed. */
#define MODEL_MAX_SHARE 0.106
/* Cents for each point beyond a full session, and what the person allows for a month. */
#define CENTS_PER_POINT 12.0
#define CAP_CENTS 2000

/* Where the invented server calls it warning and critical. */
#define WARNING_FROM 75.0
#define CRITICAL_FROM 95.0

/* What a chance is for; each gives an independent sequence. */
enum
{
  CHANCE_START,
  CHANCE_TARGET,
  CHANCE_BURSTS,
  CHANCE_MODEL,
  CHANCE_JITTER,
};

/* The least and the most that a session of each quarter of a day would use, 100 being full. */
static const struct
{
  double least;
  double most;
} QUARTERS[SLOTS_PER_DAY] = { { 4, 18 }, { 55, 125 }, { 45, 115 }, { 15, 70 } };

/* All limits at one moment, in percent. */
typedef struct
{
  gint64 session_end; /* 0 between two sessions */
  gint64 week_end;
  double session;
  double week;
  double model;
} Picture;

static gint64
floor_modulo (gint64 value, gint64 modulus)
{
  return ((value % modulus) + modulus) % modulus;
}

static gint64
slot_at (gint64 seconds)
{
  return (seconds - floor_modulo (seconds, SLOT_SECONDS)) / SLOT_SECONDS;
}

/* An evenly spread number from 0 up to 1 that is always the same for the same `index`. The mixing
 * is that of splitmix64: each bit of the index moves half of the bits of the result. */
static double
chance (gint64 index, guint purpose)
{
  guint64 bits = ((guint64) index * 8 + purpose) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  bits = (bits ^ (bits >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  bits = (bits ^ (bits >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  bits ^= bits >> 31;
  /* A double holds 53 bits exactly. */
  return (double) (bits >> 11) / 9007199254740992.0;
}

static gint64
session_start (gint64 slot)
{
  gint64 steps = (gint64) (chance (slot, CHANCE_START) * START_STEPS);

  return slot * SLOT_SECONDS + steps * START_STEP_SECONDS;
}

/* How much the whole session of `slot` would use, above 100 when there is more work than session.
 */
static double
session_target (gint64 slot)
{
  gint64 quarter = floor_modulo (slot, SLOTS_PER_DAY);
  /* Slots of Monday are 0 to 3. */
  gboolean is_weekend =
      floor_modulo (slot + 3 * SLOTS_PER_DAY, SLOTS_PER_WEEK) >= 5 * SLOTS_PER_DAY;
  double least = QUARTERS[quarter].least;
  double spread = QUARTERS[quarter].most - least;

  return (least + spread * chance (slot, CHANCE_TARGET)) * (is_weekend ? 0.5 : 1.0);
}

/* The part of the session's work that is done `seconds` into it, from 0 to 1. Work comes in waves;
 * its speed never falls below a fifth of the mean, so that nothing ever goes back. */
static double
work_done (gint64 slot, gint64 seconds)
{
  double part = CLAMP ((double) seconds / SESSION_SECONDS, 0.0, 1.0);
  double waves = 2.0 * G_PI * (2.0 + floor (chance (slot, CHANCE_BURSTS) * 4.0));

  return part - 0.8 * sin (waves * part) / waves;
}

/* How much the session of `slot` wanted until `now`: all of it when the slot is over. */
static double
session_demand (gint64 slot, gint64 now)
{
  return session_target (slot) * work_done (slot, now - session_start (slot));
}

static Picture
look_at (gint64 now)
{
  gint64 slot = slot_at (now);
  gint64 week_slot = slot - floor_modulo (slot + WEEK_SHIFT, SLOTS_PER_WEEK);
  gint64 start = session_start (slot);
  Picture picture = { .week_end = (week_slot + SLOTS_PER_WEEK) * SLOT_SECONDS };

  if (now >= start && now < start + SESSION_SECONDS)
    {
      picture.session_end = start + SESSION_SECONDS;
      picture.session = MIN (session_demand (slot, now), 100.0);
    }

  for (gint64 i = week_slot; i <= slot; i++)
    {
      double used = MIN (session_demand (i, now), 100.0);

      picture.week += used * WEEK_SHARE;
      picture.model += used * MODEL_MAX_SHARE * chance (i, CHANCE_MODEL);
    }
  picture.model = MIN (picture.model, 100.0);
  return picture;
}

/* What was spent since the first of the month, in whole cents. */
static gint64
count_cents (GDateTime *utc, gint64 now)
{
  g_autoptr (GDateTime) month =
      g_date_time_new_utc (g_date_time_get_year (utc), g_date_time_get_month (utc), 1, 0, 0, 0);
  double points = 0.0;

  for (gint64 slot = slot_at (g_date_time_to_unix (month)); slot <= slot_at (now); slot++)
    points += MAX (session_demand (slot, now) - 100.0, 0.0);

  return MIN ((gint64) (points * CENTS_PER_POINT), CAP_CENTS);
}

static const char *
severity_word (double percent)
{
  if (percent >= CRITICAL_FROM)
    return "critical";

  return percent >= WARNING_FROM ? "warning" : "normal";
}

/* (transfer full): with one decimal, rounded down, the same in every locale. */
static char *
format_percent (double percent)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.1f", floor (percent * 10.0) / 10.0));
}

/* (transfer full): a moment as the server writes it, quoted, with a fraction that differs from call
 * to call and from window to window and now and then falls short of the second; 0 is null. */
static char *
format_reset (gint64 seconds, gint64 now, guint window)
{
  double late_seconds = chance (now * 4 + window, CHANCE_JITTER) * 1.1 - 0.2;
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) jittered = NULL;
  g_autofree char *text = NULL;

  if (seconds != 0)
    moment = g_date_time_new_from_unix_utc (seconds);
  if (moment != NULL)
    jittered = g_date_time_add (moment, (GTimeSpan) (late_seconds * G_TIME_SPAN_SECOND));
  /* Also at the end of the year 9999, after which no moment can be written. */
  if (jittered == NULL)
    return g_strdup ("null");

  text = g_date_time_format (jittered, "%Y-%m-%dT%H:%M:%S");
  return g_strdup_printf ("\"%s.%06d+00:00\"", text, g_date_time_get_microsecond (jittered));
}

static void
append_window (GString *json, const char *key, double percent, const char *reset)
{
  g_autofree char *number = format_percent (percent);

  g_string_append_printf (
      json,
      "\"%s\":{\"utilization\":%s,\"resets_at\":%s,\"limit_dollars\":null,"
      "\"used_dollars\":null,\"remaining_dollars\":null,\"locked_reason\":null},",
      key, number, reset);
}

static void
append_entry (GString *json,
              const char *kind,
              const char *group,
              double percent,
              const char *reset,
              const char *scope,
              gboolean is_active)
{
  g_string_append_printf (json,
                          "{\"kind\":\"%s\",\"group\":\"%s\",\"percent\":%d,\"severity\":\"%s\","
                          "\"resets_at\":%s,\"scope\":%s,\"is_active\":%s}",
                          kind, group, (int) floor (percent), severity_word (percent), reset, scope,
                          is_active ? "true" : "false");
}

static void
append_limits (GString *json, const Picture *picture, gint64 now)
{
  g_autofree char *session_reset = format_reset (picture->session_end, now, 0);
  g_autofree char *week_reset = format_reset (picture->week_end, now, 1);
  g_autofree char *model_reset = format_reset (picture->week_end, now, 2);
  double highest = MAX (picture->session, MAX (picture->week, picture->model));

  append_window (json, "five_hour", picture->session, session_reset);
  append_window (json, "seven_day", picture->week, week_reset);
  g_string_append (json, "\"seven_day_opus\":null,\"seven_day_sonnet\":null,\"limits\":[");
  append_entry (json, "session", "session", picture->session, session_reset, "null",
                picture->session == highest);
  g_string_append_c (json, ',');
  append_entry (json, "weekly_all", "weekly", picture->week, week_reset, "null",
                picture->week == highest && picture->session < highest);
  g_string_append_c (json, ',');
  append_entry (json, "weekly_scoped", "weekly", picture->model, model_reset,
                "{\"model\":{\"id\":null,\"display_name\":\"Fable\"},\"surface\":null}",
                picture->model == highest && picture->session < highest && picture->week < highest);
  g_string_append (json, "],");
}

static void
append_spend (GString *json, gint64 cents)
{
  g_string_append_printf (
      json,
      "\"spend\":{\"used\":{\"amount_minor\":%" G_GINT64_FORMAT ",\"currency\":\"EUR\","
      "\"exponent\":2},\"limit\":{\"amount_minor\":%d,\"currency\":\"EUR\",\"exponent\":2},"
      "\"percent\":%d,\"severity\":\"%s\",\"enabled\":true,\"disabled_reason\":null}",
      cents, CAP_CENTS, (int) (100 * cents / CAP_CENTS),
      severity_word (100.0 * (double) cents / CAP_CENTS));
}

char *
plimsoll_demo_clockwork_dup_body (GDateTime *now)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (now);
  gint64 seconds = g_date_time_to_unix (utc);
  Picture picture = look_at (seconds);
  GString *json = g_string_new ("{");

  append_limits (json, &picture, seconds);
  append_spend (json, count_cents (utc, seconds));
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
