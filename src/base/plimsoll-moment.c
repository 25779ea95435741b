/* plimsoll-moment.c - reading and writing moments.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every moment inside Plimsoll is a GDateTime in UTC between the years 1 and 9999. This file is the
 * only door: what comes from outside either becomes such a moment here or is none. */

#include "plimsoll-moment.h"

#include <math.h>
#include <string.h>

/* 9999-12-31T23:59:59Z, the last second that GDateTime and RFC 3339 can both name. */
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)
/* 0001-01-01T00:00:00Z. */
#define FIRST_SECOND G_GINT64_CONSTANT (-62135596800)
/* An epoch number above this counts milliseconds: as seconds it would lie in the year 33658. */
#define MILLISECONDS_FROM 1e12
/* "2026-11-03T18:00:00.123456789+00:00" has 35 characters; more is not a moment. */
#define LONGEST_TEXT 40

GDateTime *
plimsoll_moment_parse (const char *text)
{
  g_autofree char *upper = NULL;
  g_autoptr (GDateTime) parsed = NULL;

  /* GLib also takes week dates, ordinal dates and bare dates; RFC 3339 has one shape only. */
  if (text == NULL || strnlen (text, LONGEST_TEXT + 1) > LONGEST_TEXT || strlen (text) < 20)
    return NULL;
  if (text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
    return NULL;

  /* RFC 3339 allows "t" and "z" too, GLib does not. */
  upper = g_ascii_strup (text, -1);
  parsed = g_date_time_new_from_iso8601 (upper, NULL);
  if (parsed == NULL)
    return NULL;

  return g_date_time_to_utc (parsed);
}

GDateTime *
plimsoll_moment_from_epoch (double number)
{
  if (!isfinite (number) || number <= 0)
    return NULL;
  if (number > MILLISECONDS_FROM)
    number /= 1000.0;
  if (number > (double) LAST_SECOND)
    return NULL;

  return plimsoll_moment_from_unix ((gint64) number);
}

char *
plimsoll_moment_format (GDateTime *moment)
{
  g_autoptr (GDateTime) utc = g_date_time_to_utc (moment);

  return g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
}

GDateTime *
plimsoll_moment_round_minute (GDateTime *moment)
{
  gint64 seconds = g_date_time_to_unix (moment) + 30;
  gint64 rest = ((seconds % 60) + 60) % 60;
  GDateTime *rounded = plimsoll_moment_from_unix (seconds - rest);

  /* The very last half minute of the year 9999 has no next minute. */
  return rounded != NULL ? rounded : g_date_time_ref (moment);
}

gint64
plimsoll_moment_to_unix (GDateTime *moment)
{
  return g_date_time_to_unix (moment);
}

GDateTime *
plimsoll_moment_from_unix (gint64 seconds)
{
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
    return NULL;

  return g_date_time_new_from_unix_utc (seconds);
}
