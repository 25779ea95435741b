/* plimsoll-watch-gauges.c - the page with all accounts and their limits.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each account a line that names it and says how old its numbers are and where they come from,
 * its limits, money beyond the plan, and sentences where something is not as it should be. Columns
 * line up over all accounts. The most generous density that fits is taken; what fits in none is
 * scrolled in the densest. */
#include "plimsoll-watch-gauges.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-cells.h"
#include "plimsoll-status-words.h"
#include "plimsoll-watch-row.h"
#include "plimsoll-words.h"

#define GAP 2u

/* On a wider screen an eye would travel between a bar and what is said of it. */
#define LONGEST_LINE 110u

/* (transfer full): what was spent beyond the plan, as if it were a limit; NULL without any. */
static PlimsollWatchRow *
make_spend_row (PlimsollReport *report, const PlimsollWatchScene *scene, gboolean is_stale)
{
  PlimsollSpend *spend = plimsoll_snapshot_get_spend (plimsoll_report_get_snapshot (report));
  g_autofree char *words = plimsoll_status_words_spend (spend);
  double percent = spend != NULL ? plimsoll_spend_get_used_percent (spend) : (double) NAN;
  PlimsollWatchRow *self = NULL;
  g_autofree char *percent_words = plimsoll_words_percent (percent);
  g_autofree char *short_words = NULL;

  if (words == NULL)
    return NULL;
  self = g_new0 (PlimsollWatchRow, 1);
  self->report = report;
  self->words = g_new0 (PlimsollShowRow, 1);
  self->words->title = plimsoll_screen_dup_fit (scene->screen, _ ("Extra usage"));
  self->words->percent = plimsoll_screen_dup_fit (scene->screen, percent_words);
  self->words->bar = (PlimsollShowBar){ .used_percent = percent,
                                        .expected_percent = (double) NAN,
                                        .is_stale = is_stale };
  short_words = plimsoll_money_words_of (plimsoll_spend_get_used (spend), NULL);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_WHEN; i++)
    self->words->when[i] =
        plimsoll_screen_dup_fit (scene->screen, i == PLIMSOLL_SHOW_WHEN_BARE ? short_words : words);
  for (guint i = 0; i < PLIMSOLL_SHOW_N_REMARKS; i++)
    self->words->remark[i] = g_strdup ("");
  return self;
}

static void
add_rows (GPtrArray *rows, PlimsollReport *report, const PlimsollWatchScene *scene, guint *n_limits)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  gboolean is_stale =
      plimsoll_report_get_condition (report, scene->moment->now, PLIMSOLL_SHOW_FRESH_FOR)
      != PLIMSOLL_CONDITION_FRESH;
  PlimsollWatchRow *spend = NULL;

  if (snapshot == NULL)
    return;
  for (guint i = 0; i < plimsoll_snapshot_get_n_limits (snapshot); i++)
    {
      PlimsollWatchRow *row = g_new0 (PlimsollWatchRow, 1);

      row->report = report;
      row->limit = plimsoll_snapshot_get_limit (snapshot, i);
      row->index = (*n_limits)++;
      row->words = plimsoll_show_row_new (report, row->limit, scene->screen, scene->moment);
      g_ptr_array_add (rows, row);
    }
  spend = make_spend_row (report, scene, is_stale);
  if (spend != NULL)
    g_ptr_array_add (rows, spend);
}

/* (transfer full): "2 min ago · from the usage API", or only the age where there is no room. */
static char *
dup_origin (const PlimsollWatchPaper *paper, PlimsollSnapshot *snapshot, GTimeSpan age, guint room)
{
  const PlimsollScreen *screen = paper->scene->screen;
  const char *source = plimsoll_status_words_source (plimsoll_snapshot_get_source (snapshot));
  g_autofree char *age_words = plimsoll_words_age (age);
  g_autofree char *whole =
      source != NULL ? g_strdup_printf ("%s · %s", age_words, source) : g_strdup (age_words);
  g_autofree char *whole_fit = plimsoll_screen_dup_fit (screen, whole);

  if (plimsoll_cells_count (whole_fit) <= room)
    return g_steal_pointer (&whole_fit);
  return plimsoll_screen_dup_fit (screen, age_words);
}

/* "Claude · Max 20x" and, at the right, how old the numbers are and from where. The age is never
 * cut: a name that is too long makes room for it. */
static void
write_head (PlimsollWatchPaper *paper, PlimsollReport *report)
{
  const PlimsollWatchScene *scene = paper->scene;
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  const char *name = plimsoll_account_get_name (plimsoll_report_get_account (report));
  const char *plan = snapshot != NULL ? plimsoll_snapshot_get_plan (snapshot) : NULL;
  g_autofree char *title = plan != NULL ? g_strdup_printf ("%s · %s", name, plan) : g_strdup (name);
  g_autofree char *title_fit = plimsoll_screen_dup_fit (scene->screen, title);
  guint wanted = plimsoll_cells_count (title_fit) + GAP;
  guint origin_width = 0;

  if (snapshot != NULL)
    {
      GTimeSpan age = plimsoll_snapshot_get_age (snapshot, scene->moment->now);
      guint room = paper->width > wanted ? paper->width - wanted : 0;
      g_autofree char *origin = dup_origin (paper, snapshot, age, room);

      plimsoll_watch_paper_hold (paper, plimsoll_words_age_next_change (age));
      plimsoll_watch_paper_put_right (paper, 0, paper->width, origin, PLIMSOLL_INK_QUIET);
      origin_width = plimsoll_cells_count (origin) + GAP;
    }
  plimsoll_watch_paper_put (paper, 0, paper->width > origin_width ? paper->width - origin_width : 0,
                            title_fit, PLIMSOLL_INK_BOLD);
  plimsoll_watch_paper_end_line (paper);
}

/* When time alone changes what is said of a limit. A pace moves with every minute; but it is said
 * in whole percent, and nobody needs them sooner than the countdown beside them. */
static void
hold_limit (PlimsollWatchPaper *paper, PlimsollLimit *limit)
{
  GDateTime *now = paper->scene->moment->now;
  GDateTime *resets_at = plimsoll_limit_peek (limit)->resets_at;

  if (resets_at != NULL && !plimsoll_limit_is_over (limit, now))
    plimsoll_watch_paper_hold (
        paper, plimsoll_words_length_next_change (g_date_time_difference (resets_at, now)));
  plimsoll_watch_paper_hold (paper,
                             plimsoll_words_clock_next_change (now, paper->scene->moment->zone));
}

static void
put_sentence (PlimsollWatchPaper *paper, const char *sentence)
{
  g_autofree char *fit = NULL;

  if (sentence == NULL)
    return;
  fit = plimsoll_screen_dup_fit (paper->scene->screen, sentence);
  plimsoll_watch_paper_put_wrapped (paper, fit, PLIMSOLL_INK_PLAIN);
}

/* What is not as it should be; each in a paragraph of its own. */
static void
write_sentences (PlimsollWatchPaper *paper, PlimsollReport *report, gboolean has_rows)
{
  const PlimsollWatchScene *scene = paper->scene;
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  g_autofree char *sentence = plimsoll_show_words_sentence (report, scene->moment);
  g_autofree char *incident =
      plimsoll_status_words_incident (report, scene->moment->now, scene->moment->zone);
  gboolean is_whole = scene->state->window == PLIMSOLL_SHOW_ALL;

  if (snapshot != NULL && is_whole)
    put_sentence (paper, plimsoll_status_words_empty (snapshot));
  else if (snapshot != NULL && !has_rows)
    put_sentence (paper, scene->state->window == PLIMSOLL_SHOW_5H
                             ? _ ("There is no limit of a session here.")
                             : _ ("There is no limit of a week here."));
  put_sentence (paper, sentence);
  put_sentence (paper, incident);
  /* Both name clock times. */
  if (sentence != NULL || incident != NULL)
    plimsoll_watch_paper_hold (
        paper, plimsoll_words_clock_next_change (scene->moment->now, scene->moment->zone));
}

static void
write_account (PlimsollWatchPaper *paper,
               PlimsollReport *report,
               GPtrArray *rows,
               const PlimsollWatchColumns *columns)
{
  gboolean has_rows = FALSE;

  write_head (paper, report);
  for (guint i = 0; i < rows->len; i++)
    {
      const PlimsollWatchRow *row = g_ptr_array_index (rows, i);

      if (row->report != report)
        continue;
      has_rows = TRUE;
      plimsoll_watch_row_write (row, paper, columns);
      if (row->limit != NULL)
        hold_limit (paper, row->limit);
    }
  write_sentences (paper, report, has_rows);
}

static void
write_all (PlimsollWatchPaper *paper, GPtrArray *rows, PlimsollWatchDensity density)
{
  GPtrArray *reports = paper->scene->reports;
  PlimsollWatchColumns columns = plimsoll_watch_columns_choose (rows, paper->width, density);

  for (guint i = 0; i < reports->len; i++)
    {
      if (i > 0)
        plimsoll_watch_paper_end_line (paper);
      write_account (paper, g_ptr_array_index (reports, i), rows, &columns);
    }
}

static PlimsollWatchDensity
choose_density (const PlimsollWatchPaper *paper, GPtrArray *rows)
{
  for (guint density = PLIMSOLL_WATCH_AIRY; density < PLIMSOLL_WATCH_LINES; density++)
    {
      PlimsollWatchPaper measure = *paper;

      measure.sheet = NULL;
      write_all (&measure, rows, (PlimsollWatchDensity) density);
      if (measure.line <= paper->room)
        return (PlimsollWatchDensity) density;
    }
  return PLIMSOLL_WATCH_LINES;
}

static void
free_row (gpointer data)
{
  plimsoll_watch_row_free (data);
}

void
plimsoll_watch_gauges_write (PlimsollWatchPaper *paper)
{
  const PlimsollWatchScene *scene = paper->scene;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  guint n_limits = 0;

  paper->width = MIN (paper->width, LONGEST_LINE);
  for (guint i = 0; i < scene->reports->len; i++)
    add_rows (rows, g_ptr_array_index (scene->reports, i), scene, &n_limits);
  paper->drawn->n_limits = n_limits;
  write_all (paper, rows, choose_density (paper, rows));
  if (!scene->is_complete)
    put_sentence (paper, _ ("Looking…"));
}
