/* plimsoll-samples.c - the store's history: taking readings in, thinning them, giving them out.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A limit stands still most of the time, so one row stands for a run of equal readings: from `at`
 * to `until`. A run ends when the number or the cycle changes, after an hour, and when nobody
 * looked for a while, because what nobody saw is not known. That keeps two years of five limits in
 * a few mebibytes, and an hour's bound on a run makes a range of rows findable by `at` alone. */

#include "plimsoll-store-private.h"

#include <math.h>

#include "plimsoll-moment.h"

#define DETAIL_SECONDS 300
#define HOUR_SECONDS 3600
#define DAY_SECONDS 86400
#define DETAIL_KEPT_SECONDS (90 * DAY_SECONDS)
#define HOURLY_KEPT_SECONDS (730 * DAY_SECONDS)
/* The longest silence that a run bridges: a background poll waits 15 minutes at most, and jitters.
 */
#define GAP_SECONDS 1200
#define SAME_CYCLE_SECONDS 120
/* How often the old rows are looked at; thinning is cheap but not free. */
#define THIN_EVERY_SECONDS (6 * HOUR_SECONDS)
#define THINNED_UNTIL "thinned-until"
/* Nothing honest lies further ahead; it comes from a clock that was wrong. */
#define FUTURE_SECONDS DAY_SECONDS
/* 9999-12-31T23:59:59Z */
#define LAST_SECOND G_GINT64_CONSTANT (253402300799)

typedef struct
{
  const char *account_id;
  PlimsollSnapshot *snapshot;
  gint64 now;
} Addition;

/* The newest run that begins at or before a moment. */
typedef struct
{
  gint64 at;
  gint64 until;
  double percent;
  gint64 cycle;
} Run;

/* The same for the same limit in every database, see plimsoll-schema.c. 48 bits: SQLite keeps them
 * in 6 bytes, and a person's few dozen limits do not meet there by chance. */
static gint64
make_number (const char *account_id, const char *limit_id)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize size = sizeof digest;
  gint64 number = 0;

  g_checksum_update (checksum, (const guchar *) account_id, -1);
  g_checksum_update (checksum, (const guchar *) "\n", 1);
  g_checksum_update (checksum, (const guchar *) limit_id, -1);
  g_checksum_get_digest (checksum, digest, &size);
  for (int i = 0; i < 6; i++)
    number = number << 8 | digest[i];
  return number;
}

/* FALSE on failure; without a run, `run->until` is -1. */
static gboolean
find_run (PlimsollDatabase *database, gint64 number, gint64 at, Run *run, GError **error)
{
  g_autoptr (PlimsollQuery) query =
      plimsoll_database_query (database, error,
                               "SELECT at, until, percent, cycle FROM samples"
                               " WHERE limit_number = ? AND at <= ? ORDER BY at DESC LIMIT 1",
                               "ii", number, at);

  *run = (Run){ .at = -1, .until = -1 };
  if (query == NULL)
    return FALSE;

  switch (plimsoll_query_next (query, error))
    {
    case PLIMSOLL_QUERY_ROW:
      run->at = sqlite3_column_int64 (query, 0);
      run->until = sqlite3_column_int64 (query, 1);
      run->percent = sqlite3_column_double (query, 2);
      run->cycle = sqlite3_column_int64 (query, 3);
      return TRUE;
    case PLIMSOLL_QUERY_END:
      return TRUE;
    case PLIMSOLL_QUERY_FAILED:
    default:
      return FALSE;
    }
}

static gboolean
insert_run (PlimsollDatabase *database, gint64 number, const Run *run, GError **error)
{
  return plimsoll_database_run (database, error,
                                "INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?, ?)", "iiidi",
                                number, run->at, run->until, run->percent, run->cycle);
}

static gboolean
extend_run (PlimsollDatabase *database, gint64 number, const Run *run, GError **error)
{
  return plimsoll_database_run (
      database, error,
      "UPDATE samples SET until = ?, percent = ?, cycle = ? WHERE limit_number = ? AND at = ?",
      "idiii", run->until, run->percent, run->cycle, number, run->at);
}

/* Puts one reading behind the run before it: makes the run longer, takes its place, or begins
 * another. */
static gboolean
add_reading (PlimsollDatabase *database, gint64 number, const Run *reading, GError **error)
{
  Run last;
  gboolean is_same_cycle = FALSE;
  gboolean is_equal = FALSE;

  if (!find_run (database, number, reading->at, &last, error))
    return FALSE;
  /* Seen before: an older observation that came by another way. */
  if (last.until >= reading->at)
    return TRUE;

  is_same_cycle = ABS (last.cycle - reading->cycle) <= SAME_CYCLE_SECONDS;
  is_equal = is_same_cycle && last.percent == reading->percent
             && reading->at - last.until <= GAP_SECONDS && reading->at - last.at <= HOUR_SECONDS;
  /* Within the same 5 minutes the last one counts. */
  if (last.until >= 0
      && (is_equal || (is_same_cycle && last.at / DETAIL_SECONDS == reading->at / DETAIL_SECONDS)))
    {
      last.until = reading->at;
      last.percent = reading->percent;
      return extend_run (database, number, &last, error);
    }

  return insert_run (database, number, reading, error);
}

static gboolean
add_limit (PlimsollDatabase *database,
           const char *account_id,
           PlimsollLimit *limit,
           GDateTime *observed_at,
           GError **error)
{
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  gint64 number = make_number (account_id, fields->id);
  gint64 at = plimsoll_moment_to_unix (observed_at);
  Run reading = { .at = at,
                  .until = at,
                  .percent = plimsoll_limit_get_reading (limit, observed_at) };

  if (!isfinite (reading.percent) || at < 0)
    return TRUE;
  if (fields->resets_at != NULL)
    {
      g_autoptr (GDateTime) rounded = plimsoll_moment_round_minute (fields->resets_at);

      reading.cycle = plimsoll_moment_to_unix (rounded);
    }

  return plimsoll_database_run (
             database, error, "INSERT OR IGNORE INTO limits (number, account, id) VALUES (?, ?, ?)",
             "itt", number, account_id, fields->id)
         && add_reading (database, number, &reading, error);
}

/* Of each hour that has left the detailed range since the last time, only the last run of each
 * cycle stays. */
static gboolean
thin (PlimsollDatabase *database, gint64 from, gint64 to, gint64 now, GError **error)
{
  return plimsoll_database_run (
             database, error,
             "DELETE FROM samples WHERE at >= ? AND at < ? AND EXISTS ("
             " SELECT 1 FROM samples AS later"
             " WHERE later.limit_number = samples.limit_number"
             " AND later.at > samples.at"
             " AND later.at < (samples.at / 3600 + 1) * 3600"
             " AND later.cycle BETWEEN samples.cycle - 120 AND samples.cycle + 120)",
             "ii", from, to)
         && plimsoll_database_run (database, error, "DELETE FROM samples WHERE at < ? OR at > ?",
                                   "ii", now - HOURLY_KEPT_SECONDS, now + FUTURE_SECONDS)
         && plimsoll_database_run (database, error,
                                   "INSERT OR REPLACE INTO meta VALUES ('" THINNED_UNTIL "', ?)",
                                   "i", to);
}

static gboolean
thin_when_due (PlimsollDatabase *database, gint64 now, GError **error)
{
  gint64 done = 0;
  /* Whole hours, so that no hour is thinned in two halves. */
  gint64 to = (now - DETAIL_KEPT_SECONDS) / HOUR_SECONDS * HOUR_SECONDS;

  if (!plimsoll_database_get_number (database,
                                     "SELECT CAST (value AS INTEGER) FROM meta WHERE name"
                                     " = '" THINNED_UNTIL "'",
                                     0, &done, error))
    return FALSE;
  /* A clock that was ahead must not put thinning off until it is that time again. */
  if (to >= done && to - done < THIN_EVERY_SECONDS)
    return TRUE;

  return thin (database, MIN (done, to), to, now, error);
}

static gboolean
add_snapshot (PlimsollDatabase *database, gpointer data, GError **error)
{
  const Addition *addition = data;
  PlimsollSnapshot *snapshot = addition->snapshot;

  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      if (!add_limit (database, addition->account_id, limit,
                      plimsoll_snapshot_get_limit_observed_at (snapshot, limit), error))
        return FALSE;
    }

  return thin_when_due (database, addition->now, error);
}

gboolean
plimsoll_store_add_snapshot (PlimsollStore *self,
                             const char *account_id,
                             PlimsollSnapshot *snapshot,
                             GDateTime *now,
                             GError **error)
{
  Addition addition = { account_id, snapshot, plimsoll_moment_to_unix (now) };

  return plimsoll_store_write (self, add_snapshot, &addition, error);
}

/* A question, and its answer as it grows: the highest point of each of so many equal stretches of
 * the range; `at` is -1 where there is none yet. */
typedef struct
{
  gint64 from;
  gint64 to;
  guint n_stretches;
  PlimsollStorePoint *stretches; /* (owned) (array length=n_stretches) */
} Chart;

static void
chart_take (Chart *self, gint64 at, double percent)
{
  gint64 index = (at - self->from) * self->n_stretches / (self->to - self->from + 1);
  PlimsollStorePoint *stretch = &self->stretches[index];

  if (stretch->at < 0 || percent > stretch->percent)
    *stretch = (PlimsollStorePoint){ at, percent };
}

/* Both ends of each run are points, cut to the range. */
static gboolean
chart_take_run (PlimsollQuery *row, gpointer data, GError **error)
{
  Chart *self = data;
  double percent = sqlite3_column_double (row, 2);

  chart_take (self, MAX (sqlite3_column_int64 (row, 0), self->from), percent);
  chart_take (self, MIN (sqlite3_column_int64 (row, 1), self->to), percent);
  return TRUE;
}

/* The rows are folded one by one here: to group them, SQLite would hold two years of them in memory
 * at once, and that memory never comes back. */
static gboolean
chart_read (Chart *self, PlimsollDatabase *database, gint64 number, GError **error)
{
  g_autoptr (PlimsollQuery) query = plimsoll_database_query (
      database, error,
      "SELECT at, until, percent FROM samples"
      " WHERE limit_number = ? AND at >= ? - 3600 AND at <= ? AND until >= ? ORDER BY at",
      "iiii", number, self->from, self->to, self->from);

  return plimsoll_query_each (query, chart_take_run, self, error);
}

GArray *
plimsoll_store_read_history (PlimsollStore *self,
                             const char *account_id,
                             const char *limit_id,
                             gint64 from,
                             gint64 to,
                             guint points,
                             GError **error)
{
  g_autoptr (GArray) history = g_array_new (FALSE, FALSE, sizeof (PlimsollStorePoint));
  g_autofree PlimsollStorePoint *stretches = NULL;
  Chart chart = { .from = CLAMP (from, 0, LAST_SECOND), .to = CLAMP (to, 0, LAST_SECOND) };

  chart.n_stretches = MIN (points, PLIMSOLL_STORE_MAX_POINTS);
  if (from > to || points == 0)
    return g_steal_pointer (&history);

  chart.stretches = stretches = g_new (PlimsollStorePoint, chart.n_stretches);
  for (guint i = 0; i < chart.n_stretches; i++)
    stretches[i].at = -1;
  if (!chart_read (&chart, plimsoll_store_get_database (self), make_number (account_id, limit_id),
                   error))
    return NULL;

  for (guint i = 0; i < chart.n_stretches; i++)
    if (stretches[i].at >= 0)
      g_array_append_val (history, stretches[i]);
  return g_steal_pointer (&history);
}

static gboolean
delete_history (PlimsollDatabase *database, gpointer account_id, GError **error)
{
  if (account_id == NULL)
    return plimsoll_database_run (database, error, "DELETE FROM limits", "")
           && plimsoll_database_run (database, error, "DELETE FROM reports", "");

  return plimsoll_database_run (database, error, "DELETE FROM limits WHERE account = ?", "t",
                                account_id)
         && plimsoll_database_run (database, error, "DELETE FROM reports WHERE account = ?", "t",
                                   account_id);
}

/* Zeroes over what was deleted, pages given back, and nothing of it left in the log. What a person
 * deletes is gone. */
static gboolean
delete_for_good (PlimsollDatabase *database,
                 PlimsollStore *self,
                 const char *account_id,
                 GError **error)
{
  gboolean is_deleted = FALSE;

  if (!plimsoll_database_execute (database, "PRAGMA secure_delete = ON", error))
    return FALSE;

  is_deleted = plimsoll_store_write (self, delete_history, (gpointer) account_id, error);
  if (plimsoll_store_get_database (self) == database)
    plimsoll_database_execute (database,
                               "PRAGMA secure_delete = OFF; PRAGMA incremental_vacuum;"
                               "PRAGMA wal_checkpoint (TRUNCATE)",
                               NULL);
  return is_deleted;
}

gboolean
plimsoll_store_delete_history (PlimsollStore *self, const char *account_id, GError **error)
{
  if (!delete_for_good (plimsoll_store_get_database (self), self, account_id, error))
    return FALSE;
  if (!plimsoll_store_is_in_memory (self))
    return TRUE;

  /* It would come back with the disk. */
  g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_UNWRITABLE,
               "The history on the disk could not be deleted");
  return FALSE;
}
