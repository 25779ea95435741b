/* plimsoll-watch-history.c - the page with the past of one limit.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A chart with percent going up and time going right to now, as large as the screen allows. The
 * columns have the colour that the gauge had then by our own thresholds; height says the same. */
#include "plimsoll-watch-history.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-cells.h"
#include "plimsoll-spark.h"
#include "plimsoll-words.h"

/* "100 %" and the line of the axis. */
#define AXIS 6u
/* Title above, line and times below. */
#define LINES_AROUND 3u
#define LEAST_ROWS 3u
/* Room for "Tue 09:59" and what keeps it from the next one. */
#define CELLS_FOR_A_TIME 14u

typedef struct
{
  PlimsollReport *report; /* borrowed */
  PlimsollLimit *limit; /* borrowed */
} Subject;

/* FALSE when there is no limit at all. The one with the number of the state, or the last. */
static gboolean
find_subject (const PlimsollWatchScene *scene, Subject *subject, guint *n_limits)
{
  *n_limits = 0;
  for (guint i = 0; i < scene->reports->len; i++)
    {
      PlimsollReport *report = g_ptr_array_index (scene->reports, i);
      PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

      for (guint j = 0; snapshot != NULL && j < plimsoll_snapshot_get_n_limits (snapshot); j++)
        if ((*n_limits)++ <= scene->state->limit)
          *subject =
              (Subject){ .report = report, .limit = plimsoll_snapshot_get_limit (snapshot, j) };
    }
  return *n_limits > 0;
}

static const char *
say_span (PlimsollWatchSpan span)
{
  if (span == PLIMSOLL_WATCH_DAY)
    return _ ("last day");
  return span == PLIMSOLL_WATCH_WEEK ? _ ("last 7 days") : _ ("last 30 days");
}

static void
write_title (PlimsollWatchPaper *paper, const Subject *subject, guint n_limits)
{
  const PlimsollWatchScene *scene = paper->scene;
  const char *account = plimsoll_account_get_name (plimsoll_report_get_account (subject->report));
  const char *limit = plimsoll_limit_peek (subject->limit)->title;
  double reading = plimsoll_limit_get_reading (subject->limit, scene->moment->now);
  g_autofree char *percent = plimsoll_words_percent (reading);
  g_autofree char *title = g_strdup_printf ("%s · %s  %s", account, limit, percent);
  g_autofree char *title_fit = plimsoll_screen_dup_fit (scene->screen, title);
  g_autofree char *span = NULL;
  guint used = plimsoll_watch_paper_put (paper, 0, paper->width, title_fit, PLIMSOLL_INK_BOLD);

  if (n_limits > 1)
    span = g_strdup_printf ("%s  %u/%u", say_span (scene->state->span),
                            MIN (scene->state->limit, n_limits - 1) + 1, n_limits);
  else
    span = g_strdup (say_span (scene->state->span));
  if (used + 2 + plimsoll_cells_count (span) <= paper->width)
    plimsoll_watch_paper_put_right (paper, used, paper->width, span, PLIMSOLL_INK_QUIET);
  plimsoll_watch_paper_end_line (paper);
}

/* At the left end of a row. */
static void
put_percent (PlimsollWatchPaper *paper, guint row, guint rows)
{
  double percent = row == 0 ? 100 : row == rows - 1 ? 0 : row == rows / 2 ? 50 : (double) NAN;
  g_autofree char *words = !isnan (percent) ? plimsoll_words_percent (percent) : g_strdup ("");
  g_autofree char *fit = plimsoll_screen_dup_fit (paper->scene->screen, words);

  plimsoll_watch_paper_put_right (paper, 0, AXIS - 1, fit, PLIMSOLL_INK_QUIET);
  plimsoll_watch_paper_put (paper, AXIS - 1, 1, paper->scene->screen->is_utf8 ? "│" : "|",
                            PLIMSOLL_INK_QUIET);
}

static PlimsollInk
get_ink (double percent)
{
  switch (plimsoll_severity_from_percent (percent))
    {
    case PLIMSOLL_SEVERITY_CRITICAL:
      return PLIMSOLL_INK_CRITICAL;
    case PLIMSOLL_SEVERITY_WARNING:
      return PLIMSOLL_INK_WARNING;
    case PLIMSOLL_SEVERITY_NORMAL:
    default:
      return PLIMSOLL_INK_CALM;
    }
}

static void
write_columns (PlimsollWatchPaper *paper, const double *columns, guint n, guint rows)
{
  for (guint row = 0; row < rows; row++)
    {
      put_percent (paper, row, rows);
      for (guint i = 0; i < n; i++)
        plimsoll_watch_paper_put (
            paper, AXIS + i, 1,
            plimsoll_spark_get_cell (paper->scene->screen, columns[i], rows, rows - 1 - row),
            get_ink (columns[i]));
      plimsoll_watch_paper_end_line (paper);
    }
}

/* A line with a tick at each time, and the times below. */
static void
write_times (PlimsollWatchPaper *paper, gint64 from, gint64 length, guint n)
{
  const PlimsollWatchScene *scene = paper->scene;
  gboolean is_utf8 = scene->screen->is_utf8;

  plimsoll_watch_paper_put (paper, AXIS - 1, 1, is_utf8 ? "└" : "+", PLIMSOLL_INK_QUIET);
  for (guint i = 0; i < n; i++)
    plimsoll_watch_paper_put (paper, AXIS + i, 1,
                              i % CELLS_FOR_A_TIME == 0 ? (is_utf8 ? "┬" : "+")
                                                        : (is_utf8 ? "─" : "-"),
                              PLIMSOLL_INK_QUIET);
  plimsoll_watch_paper_end_line (paper);
  for (guint i = 0; i + CELLS_FOR_A_TIME / 2 < n; i += CELLS_FOR_A_TIME)
    {
      g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (from + length * i);
      /* Within a day yesterday's times are times as well. */
      GDateTime *seen_at = scene->state->span == PLIMSOLL_WATCH_DAY ? moment : scene->moment->now;
      g_autofree char *words =
          plimsoll_words_clock (moment, seen_at, scene->moment->zone, PLIMSOLL_CLOCK_WORDS_SHORT);
      g_autofree char *fit = plimsoll_screen_dup_fit (scene->screen, words);

      plimsoll_watch_paper_put (paper, AXIS + i, CELLS_FOR_A_TIME - 1, fit, PLIMSOLL_INK_QUIET);
    }
  plimsoll_watch_paper_end_line (paper);
}

static gboolean
has_any (const double *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!isnan (columns[i]))
      return TRUE;
  return FALSE;
}

/* Columns begin at round moments, so that the chart stands still until one is over. */
static void
write_chart (PlimsollWatchPaper *paper, const Subject *subject)
{
  const PlimsollWatchScene *scene = paper->scene;
  PlimsollWatchSpan span = scene->state->span;
  guint n = paper->width > AXIS ? paper->width - AXIS : 1;
  guint rows = MAX (paper->room > LINES_AROUND ? paper->room - LINES_AROUND : 0, LEAST_ROWS);
  g_autofree double *columns = g_new (double, n);
  gint64 now = g_date_time_to_unix (scene->moment->now);
  gint64 length = plimsoll_watch_span_get_seconds (span) / n;
  gint64 to = (now / length + 1) * length;
  GVariant *samples =
      scene->past (plimsoll_account_get_id (plimsoll_report_get_account (subject->report)),
                   plimsoll_limit_peek (subject->limit)->id, span, scene->past_data);

  plimsoll_watch_paper_hold (paper, (to - now) * G_TIME_SPAN_SECOND);
  if (samples != NULL)
    plimsoll_spark_spread (samples, to - length * n, to, columns, n);
  if (samples == NULL || !has_any (columns, n))
    {
      plimsoll_watch_paper_put_wrapped (
          paper, _ ("Nothing is known of this time. The service keeps the history."),
          PLIMSOLL_INK_PLAIN);
      return;
    }
  write_columns (paper, columns, n, rows);
  write_times (paper, to - length * n, length, n);
}

void
plimsoll_watch_history_write (PlimsollWatchPaper *paper)
{
  Subject subject = { NULL };
  guint n_limits = 0;

  if (!find_subject (paper->scene, &subject, &n_limits))
    {
      plimsoll_watch_paper_put_wrapped (paper, _ ("There is no limit to look back at."),
                                        PLIMSOLL_INK_PLAIN);
      return;
    }
  paper->drawn->n_limits = n_limits;
  write_title (paper, &subject, n_limits);
  write_chart (paper, &subject);
}
