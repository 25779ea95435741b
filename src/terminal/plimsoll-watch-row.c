/* plimsoll-watch-row.c - one limit in the live view, in one line or in several.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words are those of the table of `show`, and in one line so are the columns. With more room a
 * limit has a longer bar, its last day below that, and what is said of its pace below its reset. */
#include "plimsoll-watch-row.h"

#include "plimsoll-cells.h"
#include "plimsoll-show-layout.h"
#include "plimsoll-spark.h"

/* Below this a bar stands under its title. */
#define LEAST_WIDTH_BESIDE 72u
/* Beyond these an eye loses the line. */
#define LONGEST_BAR 60u
#define LEAST_BAR 16u
#define LONGEST_TITLE 24u
#define SHORT_TITLE 12u
#define STACKED_TITLE 60u

#define GAP PLIMSOLL_SHOW_GAP

static const struct
{
  guint title; /* at most */
  PlimsollShowWhen when_length;
  PlimsollShowRemark remark_length;
} PLANS[] = {
  { LONGEST_TITLE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_FORECAST },
  { LONGEST_TITLE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_PACE },
  { SHORT_TITLE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_PACE },
  { SHORT_TITLE, PLIMSOLL_SHOW_WHEN_WORDS, PLIMSOLL_SHOW_REMARK_PACE },
};

void
plimsoll_watch_row_free (PlimsollWatchRow *self)
{
  g_clear_pointer (&self->words, plimsoll_show_row_free);
  g_free (self);
}

/* As the table of `show` has them. */
static PlimsollWatchColumns
choose_lines (GPtrArray *rows, guint width)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  PlimsollShowLayout layout = { 0 };

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (words, ((PlimsollWatchRow *) g_ptr_array_index (rows, i))->words);
  layout = plimsoll_show_layout_choose (words, width);
  return (PlimsollWatchColumns){ .density = PLIMSOLL_WATCH_LINES,
                                 .title = layout.title,
                                 .percent = layout.percent,
                                 .bar = layout.bar,
                                 .when = layout.when,
                                 .when_length = layout.when_length,
                                 .remark_length = layout.remark_length };
}

/* Every column at its natural width, and what is left for the bar. */
static PlimsollWatchColumns
lay_out (GPtrArray *rows, guint width, gsize plan)
{
  PlimsollWatchColumns columns = { .when_length = PLANS[plan].when_length,
                                   .remark_length = PLANS[plan].remark_length };
  guint used = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PlimsollShowRow *words = ((PlimsollWatchRow *) g_ptr_array_index (rows, i))->words;

      columns.title = MAX (columns.title, plimsoll_cells_count (words->title));
      columns.percent = MAX (columns.percent, plimsoll_cells_count (words->percent));
      if (words->instead != NULL)
        continue;
      columns.when = MAX (columns.when, plimsoll_cells_count (words->when[columns.when_length]));
      columns.when =
          MAX (columns.when, plimsoll_cells_count (words->remark[columns.remark_length]));
    }
  columns.title = MIN (columns.title, PLANS[plan].title);
  used = columns.title + columns.percent + columns.when + 3 * GAP;
  columns.bar = used < width ? MIN (width - used, LONGEST_BAR) : 0;
  return columns;
}

PlimsollWatchColumns
plimsoll_watch_columns_choose (GPtrArray *rows, guint width, PlimsollWatchDensity density)
{
  PlimsollWatchColumns columns = { 0 };

  if (density == PLIMSOLL_WATCH_LINES)
    return choose_lines (rows, width);
  for (gsize i = 0; i < G_N_ELEMENTS (PLANS) && width >= LEAST_WIDTH_BESIDE; i++)
    {
      columns = lay_out (rows, width, i);
      columns.density = density;
      if (columns.bar >= LEAST_BAR)
        return columns;
    }
  return (PlimsollWatchColumns){
    .density = density, .is_stacked = TRUE, .title = STACKED_TITLE, .bar = width
  };
}

static PlimsollInk
get_ink (const PlimsollShowBar *bar)
{
  if (bar->is_stale)
    return PLIMSOLL_INK_STALE;
  if (bar->severity == PLIMSOLL_SEVERITY_CRITICAL)
    return PLIMSOLL_INK_CRITICAL;
  return bar->severity == PLIMSOLL_SEVERITY_WARNING ? PLIMSOLL_INK_WARNING : PLIMSOLL_INK_CALM;
}

/* The severity's colour again for its word; but nothing is said in colour while all is well. */
static PlimsollInk
get_remark_ink (const PlimsollShowBar *bar)
{
  PlimsollInk ink = get_ink (bar);

  return ink == PLIMSOLL_INK_CALM ? PLIMSOLL_INK_PLAIN : ink;
}

static void
put_bar (PlimsollWatchPaper *paper, guint x, guint width, const PlimsollShowBar *bar)
{
  for (guint i = 0; i < width; i++)
    {
      PlimsollShowBarPart part = PLIMSOLL_SHOW_BAR_REST;
      const char *cell = plimsoll_show_bar_get_cell (paper->scene->screen, bar, width, i, &part);
      PlimsollInk ink = part == PLIMSOLL_SHOW_BAR_USED   ? get_ink (bar)
                        : part == PLIMSOLL_SHOW_BAR_MARK ? PLIMSOLL_INK_BOLD
                                                         : PLIMSOLL_INK_QUIET;

      plimsoll_watch_paper_put (paper, x + i, 1, cell, ink);
    }
}

/* (transfer none) (nullable): what is known of the last day. */
static GVariant *
find_day (const PlimsollWatchRow *self, const PlimsollWatchScene *scene)
{
  GVariant *samples = NULL;

  if (self->limit != NULL)
    samples =
        scene->past (plimsoll_account_get_id (plimsoll_report_get_account (self->report)),
                     plimsoll_limit_peek (self->limit)->id, PLIMSOLL_WATCH_DAY, scene->past_data);
  return samples != NULL && g_variant_n_children (samples) > 0 ? samples : NULL;
}

/* The last day, in columns that begin at round moments: so the curve stands still until one is
 * over. */
static void
put_day (GVariant *samples, PlimsollWatchPaper *paper, guint x, guint width)
{
  g_autofree double *columns = g_new (double, MAX (width, 1));
  gint64 now = g_date_time_to_unix (paper->scene->moment->now);
  gint64 length = plimsoll_watch_span_get_seconds (PLIMSOLL_WATCH_DAY) / MAX (width, 1);
  gint64 to = (now / length + 1) * length;

  plimsoll_watch_paper_hold (paper, (to - now) * G_TIME_SPAN_SECOND);
  plimsoll_spark_spread (samples, to - length * width, to, columns, width);
  for (guint i = 0; i < width; i++)
    plimsoll_watch_paper_put (paper, x + i, 1,
                              plimsoll_spark_get_cell (paper->scene->screen, columns[i], 1, 0),
                              PLIMSOLL_INK_QUIET);
}

static void
write_line (const PlimsollWatchRow *self,
            PlimsollWatchPaper *paper,
            const PlimsollWatchColumns *columns)
{
  const PlimsollShowRow *words = self->words;
  guint x = columns->title + GAP;

  plimsoll_watch_paper_put (paper, 0, columns->title, words->title, PLIMSOLL_INK_PLAIN);
  if (words->instead != NULL)
    {
      plimsoll_watch_paper_put (paper, x, paper->width, words->instead, PLIMSOLL_INK_QUIET);
      return;
    }
  plimsoll_watch_paper_put_right (paper, x, x + columns->percent, words->percent,
                                  PLIMSOLL_INK_BOLD);
  x += columns->percent + GAP;
  if (columns->bar > 0)
    {
      put_bar (paper, x, columns->bar, &words->bar);
      x += columns->bar + GAP;
    }
  if (columns->when > 0)
    {
      plimsoll_watch_paper_put (paper, x, columns->when, words->when[columns->when_length],
                                PLIMSOLL_INK_PLAIN);
      x += columns->when + GAP;
    }
  if (columns->density == PLIMSOLL_WATCH_LINES)
    plimsoll_watch_paper_put (paper, x, paper->width, words->remark[columns->remark_length],
                              get_remark_ink (&words->bar));
}

/* What stands below the bar: the last day; and below the reset: the pace. */
static void
write_second_line (const PlimsollWatchRow *self,
                   PlimsollWatchPaper *paper,
                   const PlimsollWatchColumns *columns)
{
  guint x = columns->title + GAP + columns->percent + GAP;
  GVariant *day = NULL;

  if (self->limit == NULL || self->words->instead != NULL)
    return;
  day = find_day (self, paper->scene);
  if (day != NULL)
    put_day (day, paper, x, columns->bar);
  plimsoll_watch_paper_put (paper, x + columns->bar + GAP, columns->when,
                            self->words->remark[columns->remark_length],
                            get_remark_ink (&self->words->bar));
  plimsoll_watch_paper_end_line (paper);
}

/* (transfer none): the longest of some texts that fits; the last one when none does. */
static const char *
pick_longest (char *const *texts, guint n, guint room)
{
  for (guint i = 0; i + 1 < n; i++)
    if (plimsoll_cells_count (texts[i]) <= room)
      return texts[i];
  return texts[n - 1];
}

/* Reset at the left and pace at the right when both have room in one line, else in two. */
static void
write_words_below (const PlimsollShowRow *words, PlimsollWatchPaper *paper)
{
  PlimsollInk ink = get_remark_ink (&words->bar);
  const char *when = pick_longest (words->when, PLIMSOLL_SHOW_N_WHEN, paper->width);
  const char *remark = pick_longest (words->remark, PLIMSOLL_SHOW_N_REMARKS, paper->width);
  guint used = plimsoll_cells_count (when);
  gboolean is_beside = used + GAP + plimsoll_cells_count (remark) <= paper->width;

  if (*when != '\0')
    plimsoll_watch_paper_put (paper, 0, paper->width, when, PLIMSOLL_INK_PLAIN);
  if (*when != '\0' && *remark != '\0' && !is_beside)
    plimsoll_watch_paper_end_line (paper);
  if (*remark != '\0' && is_beside)
    plimsoll_watch_paper_put_right (paper, used, paper->width, remark, ink);
  else if (*remark != '\0')
    plimsoll_watch_paper_put (paper, 0, paper->width, remark, ink);
  if (*when != '\0' || *remark != '\0')
    plimsoll_watch_paper_end_line (paper);
}

static void
write_stacked (const PlimsollWatchRow *self,
               PlimsollWatchPaper *paper,
               const PlimsollWatchColumns *columns)
{
  const PlimsollShowRow *words = self->words;
  guint percent = plimsoll_cells_count (words->percent);
  GVariant *day = find_day (self, paper->scene);
  guint room = paper->width > percent + GAP ? paper->width - percent - GAP : paper->width;

  plimsoll_watch_paper_put (paper, 0, room, words->title, PLIMSOLL_INK_PLAIN);
  if (words->instead != NULL)
    {
      plimsoll_watch_paper_end_line (paper);
      plimsoll_watch_paper_put_wrapped (paper, words->instead, PLIMSOLL_INK_QUIET);
      return;
    }
  plimsoll_watch_paper_put_right (paper, room, paper->width, words->percent, PLIMSOLL_INK_BOLD);
  plimsoll_watch_paper_end_line (paper);
  put_bar (paper, 0, columns->bar, &words->bar);
  plimsoll_watch_paper_end_line (paper);
  if (columns->density == PLIMSOLL_WATCH_AIRY && day != NULL)
    {
      put_day (day, paper, 0, columns->bar);
      plimsoll_watch_paper_end_line (paper);
    }
  write_words_below (words, paper);
}

void
plimsoll_watch_row_write (const PlimsollWatchRow *self,
                          PlimsollWatchPaper *paper,
                          const PlimsollWatchColumns *columns)
{
  if (self->limit != NULL)
    plimsoll_watch_paper_add_limit (paper, 0, paper->width, self->index);
  if (columns->is_stacked)
    write_stacked (self, paper, columns);
  else
    {
      write_line (self, paper, columns);
      plimsoll_watch_paper_end_line (paper);
      if (columns->density != PLIMSOLL_WATCH_LINES)
        write_second_line (self, paper, columns);
    }
  if (columns->density == PLIMSOLL_WATCH_AIRY)
    plimsoll_watch_paper_end_line (paper);
}
