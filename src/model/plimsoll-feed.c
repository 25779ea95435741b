/* plimsoll-feed.c - numbers that one program hears anyway, left in a file for another.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Claude Code tells its status line how much is used, several times a minute and for nothing. The
 * status line leaves it here, the service is woken by the change and takes it. The file is small
 * and replaced as a whole, so a reader never waits and many writers never harm each other: the last
 * one wins, and none of them writes what is older than what is there.
 *
 * What it promises a reader: two limits at the most, percentages in range, no moment of the future.
 * Which account the numbers belong to is the reader's to know, by the name of the file. */

#include "plimsoll-feed.h"

#include "plimsoll-codec.h"
#include "plimsoll-file.h"

/* A session and a week. */
#define MOST_LIMITS 2u
/* Beyond this a percentage is a changed unit or damage. */
#define MOST_PERCENT 1000.0
/* Moments are kept in whole seconds, and two programs may read the clock in either order. */
#define CLOCK_SLACK G_TIME_SPAN_SECOND

static gboolean
is_believable_limit (PlimsollLimit *limit)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  const char *expected_id = NULL;

  if (fields->kind == PLIMSOLL_LIMIT_SESSION)
    expected_id = "session";
  else if (fields->kind == PLIMSOLL_LIMIT_WEEK)
    expected_id = "week";

  /* Written so that an unknown percentage passes. */
  return g_strcmp0 (fields->id, expected_id) == 0 && !(fields->used_percent > MOST_PERCENT)
         && fields->source == NULL && fields->observed_at == NULL;
}

static gboolean
is_believable (PlimsollReport *report, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  guint n_limits = 0;

  if (snapshot == NULL || plimsoll_report_get_problem (report) != NULL)
    return FALSE;

  n_limits = plimsoll_snapshot_get_n_limits (snapshot);
  if (n_limits == 0 || n_limits > MOST_LIMITS || plimsoll_snapshot_get_identity (snapshot) != NULL
      || plimsoll_snapshot_get_spend (snapshot) != NULL
      || !g_str_equal (plimsoll_snapshot_get_source (snapshot), PLIMSOLL_SOURCE_STATUSLINE)
      || plimsoll_snapshot_get_age (snapshot, now) < -CLOCK_SLACK)
    return FALSE;

  for (guint i = 0; i < n_limits; i++)
    if (!is_believable_limit (plimsoll_snapshot_get_limit (snapshot, i)))
      return FALSE;

  return TRUE;
}

PlimsollReport *
plimsoll_feed_read (const char *path, GDateTime *now)
{
  gsize length = 0;
  char *data = plimsoll_file_read (path, PLIMSOLL_CODEC_MAX_BYTES, &length, NULL);
  g_autoptr (GBytes) bytes = data != NULL ? g_bytes_new_take (data, length) : NULL;
  g_autoptr (PlimsollReport) report =
      bytes != NULL ? plimsoll_codec_report_from_bytes (bytes, NULL) : NULL;

  return report != NULL && is_believable (report, now) ? g_steal_pointer (&report) : NULL;
}

gboolean
plimsoll_feed_is_worth_writing (PlimsollReport *held, PlimsollReport *news)
{
  PlimsollSnapshot *held_snapshot = held != NULL ? plimsoll_report_get_snapshot (held) : NULL;
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (news);
  GTimeSpan later = 0;

  if (held_snapshot == NULL)
    return TRUE;

  later = g_date_time_difference (plimsoll_snapshot_get_observed_at (snapshot),
                                  plimsoll_snapshot_get_observed_at (held_snapshot));
  if (later < 0)
    return FALSE;

  return later >= PLIMSOLL_FEED_CONFIRM_AFTER
         || !plimsoll_snapshot_has_same_numbers (held_snapshot, snapshot)
         || g_strcmp0 (plimsoll_report_get_key (held), plimsoll_report_get_key (news)) != 0;
}

gboolean
plimsoll_feed_write (const char *path, PlimsollReport *report, GError **error)
{
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  return plimsoll_file_write (path, data, length, error);
}

PlimsollSnapshot *
plimsoll_feed_dup_snapshot_for (PlimsollReport *report, const char *key)
{
  if (report == NULL || g_strcmp0 (plimsoll_report_get_key (report), key) != 0)
    return NULL;

  return plimsoll_snapshot_ref (plimsoll_report_get_snapshot (report));
}
