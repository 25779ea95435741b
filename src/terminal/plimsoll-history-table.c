/* plimsoll-history-table.c - how some limits were used, for people.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Above, a curve of each limit over the whole time; below, rows of equal time that begin at round
 * clock times, the highest reading of each, the newest last and so beside the prompt. Times of
 * which nothing is known have no row. Where the limits do not fit beside each other, the table
 * comes in parts, each with as many as fit. */
#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <math.h>

#include "plimsoll-cells.h"
#include "plimsoll-history-view.h"
#include "plimsoll-show-bar.h"
#include "plimsoll-spark.h"
#include "plimsoll-words.h"

#define GAP 2u
/* "100 %", and beyond. */
#define PERCENT_WIDTH 5u
#define LEAST_BAR 4u
#define MOST_BAR 20u
#define LEAST_CURVE 6u
#define MOST_CURVE 60u
/* A longer name is cut: numbers matter more. */
#define MOST_TITLE 12u

#define HOUR 3600
#define DAY (24 * HOUR)

/* Lengths of a row that a clock shows as round times. */
static const gint64 STEPS[] = { 5 * 60,   10 * 60,   15 * 60, 30 * 60, HOUR,    2 * HOUR, 3 * HOUR,
                                6 * HOUR, 12 * HOUR, DAY,     2 * DAY, 7 * DAY, 14 * DAY };

/* What all rows of one account share. */
typedef struct
{
  GString *out; /* borrowed */
  const PlimsollScreen *screen;
  const PlimsollHistoryView *view;
  GPtrArray *limits; /* (owned): borrowed PlimsollHistoryLimit, those of which something is known */
  GPtrArray *titles; /* (owned): fit for the screen */
  guint title_width; /* of the widest title */
  gint64 start; /* of the first row */
  gint64 step; /* of a row, in seconds */
  guint n_rows;
  guint label_width;
  double *readings; /* (owned): row after row of each limit */
} Sheet;

static void
sheet_clear (Sheet *self)
{
  g_clear_pointer (&self->limits, g_ptr_array_unref);
  g_clear_pointer (&self->titles, g_ptr_array_unref);
  g_clear_pointer (&self->readings, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Sheet, sheet_clear)

static void
collect_limits (Sheet *self, const PlimsollHistoryAccount *account)
{
  self->limits = g_ptr_array_new ();
  self->titles = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < account->limits->len; i++)
    {
      PlimsollHistoryLimit *limit = g_ptr_array_index (account->limits, i);
      char *title = NULL;

      if (g_variant_n_children (limit->samples) == 0)
        continue;
      title = plimsoll_screen_dup_fit (self->screen, limit->title);
      g_ptr_array_add (self->limits, limit);
      g_ptr_array_add (self->titles, title);
      self->title_width = MAX (self->title_width, MIN (plimsoll_cells_count (title), MOST_TITLE));
    }
}

/* (transfer full) (nullable): as `format` shows a moment; NULL outside of time. */
static char *
dup_time (const Sheet *self, gint64 at, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) there = NULL;
  g_autofree char *text = NULL;

  if (utc == NULL)
    return NULL;
  there = self->view->zone != NULL ? g_date_time_to_timezone (utc, self->view->zone)
                                   : g_date_time_to_local (utc);
  text = g_date_time_format (there, format);
  return text != NULL ? plimsoll_screen_dup_fit (self->screen, text) : NULL;
}

static char *
dup_day (const Sheet *self, gint64 at)
{
  /* Translators: a day in a table of the past; see strftime(3). */
  return dup_time (self, at, C_ ("day of history", "%a %-d %b"));
}

static char *
dup_label (const Sheet *self, gint64 at)
{
  if (self->step >= DAY)
    return dup_day (self, at);
  return dup_time (self, at, plimsoll_words_get_hour_format (nl_langinfo (T_FMT)));
}

/* The beginning of the day of `at`, where people are. */
static gint64
find_midnight (const Sheet *self, gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) there = NULL;
  g_autoptr (GDateTime) midnight = NULL;

  if (utc == NULL)
    return at;
  there = self->view->zone != NULL ? g_date_time_to_timezone (utc, self->view->zone)
                                   : g_date_time_to_local (utc);
  midnight = g_date_time_new (g_date_time_get_timezone (there), g_date_time_get_year (there),
                              g_date_time_get_month (there), g_date_time_get_day_of_month (there),
                              0, 0, 0);
  return midnight != NULL ? g_date_time_to_unix (midnight) : at;
}

/* The shortest step that needs no more than so many rows. */
static void
choose_rows (Sheet *self, guint most)
{
  gint64 from = self->view->from;
  gint64 midnight = find_midnight (self, from);

  for (gsize i = 0; i < G_N_ELEMENTS (STEPS); i++)
    {
      self->step = STEPS[i];
      self->start = midnight + (from - midnight) / self->step * self->step;
      self->n_rows = (guint) ((self->view->to - self->start) / self->step) + 1;
      if (self->n_rows <= most)
        return;
    }
  /* Few rows over a long time: the oldest do not come. */
  self->start += (gint64) (self->n_rows - most) * self->step;
  self->n_rows = most;
}

static void
read_rows (Sheet *self)
{
  gint64 stop = self->start + (gint64) self->n_rows * self->step;

  self->readings = g_new (double, (gsize) self->n_rows * self->limits->len);
  for (guint i = 0; i < self->limits->len; i++)
    {
      const PlimsollHistoryLimit *limit = g_ptr_array_index (self->limits, i);

      plimsoll_spark_spread (limit->samples, self->start, stop,
                             self->readings + (gsize) i * self->n_rows, self->n_rows);
    }
  for (guint row = 0; row < self->n_rows; row++)
    {
      g_autofree char *label = dup_label (self, self->start + row * self->step);

      if (label != NULL)
        self->label_width = MAX (self->label_width, plimsoll_cells_count (label));
    }
  /* Clock times stand below their day, a little to the right. */
  if (self->step < DAY)
    self->label_width += GAP;
}

static double
get_reading (const Sheet *self, guint limit, guint row)
{
  return self->readings[(gsize) limit * self->n_rows + row];
}

static void
append_percent (GString *out, const PlimsollScreen *screen, double percent, guint width)
{
  g_autofree char *words = isnan (percent) ? g_strdup ("") : plimsoll_words_percent (percent);
  g_autofree char *fit = plimsoll_screen_dup_fit (screen, words);

  plimsoll_cells_append_right (out, screen, fit, width);
}

/* Blanks that nothing follows are not written. */
static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static double
find_highest (GVariant *samples)
{
  GVariantIter iter;
  gint64 at = 0;
  double percent = 0;
  double highest = (double) NAN;

  g_variant_iter_init (&iter, samples);
  while (g_variant_iter_next (&iter, "(xd)", &at, &percent))
    if (isnan (highest) || percent > highest)
      highest = percent;
  return highest;
}

static double
find_last (GVariant *samples)
{
  gint64 at = 0;
  double percent = (double) NAN;
  gsize n = g_variant_n_children (samples);

  if (n > 0)
    g_variant_get_child (samples, n - 1, "(xd)", &at, &percent);
  return percent;
}

/* The curve of one limit over the whole time. */
static void
append_curve (GString *out,
              const PlimsollScreen *screen,
              const PlimsollHistoryView *view,
              GVariant *samples,
              guint cells)
{
  g_autofree double *columns = g_new (double, MAX (cells, 1));

  plimsoll_spark_spread (samples, view->from, view->to, columns, cells);
  for (guint i = 0; i < cells; i++)
    g_string_append (out, plimsoll_spark_get_cell (screen, columns[i], 1, 0));
}

static void
append_curves (Sheet *self)
{
  guint taken = self->title_width + GAP;

  for (guint i = 0; i < self->limits->len; i++)
    {
      const PlimsollHistoryLimit *limit = g_ptr_array_index (self->limits, i);
      g_autofree char *percent = plimsoll_words_percent (find_highest (limit->samples));
      /* Translators: %s is a percentage. */
      g_autofree char *words = g_strdup_printf (_ ("highest %s"), percent);
      g_autofree char *fit = plimsoll_screen_dup_fit (self->screen, words);
      guint after = GAP + plimsoll_cells_count (fit);
      guint room = self->screen->width > taken + after ? self->screen->width - taken - after : 0;

      plimsoll_cells_append_left (self->out, self->screen, g_ptr_array_index (self->titles, i),
                                  self->title_width);
      plimsoll_cells_append_blanks (self->out, GAP);
      if (room >= LEAST_CURVE)
        {
          append_curve (self->out, self->screen, self->view, limit->samples,
                        MIN (room, MOST_CURVE));
          plimsoll_cells_append_blanks (self->out, GAP);
        }
      g_string_append (self->out, fit);
      end_line (self->out);
    }
}

/* Some limits that stand beside each other. */
typedef struct
{
  guint first;
  guint n;
  guint width; /* of a column without the gap before it */
  guint bar; /* 0: none */
} Part;

static Part
choose_part (const Sheet *self, guint first)
{
  guint least = GAP + MAX (PERCENT_WIDTH, self->title_width);
  guint room =
      self->screen->width > self->label_width ? self->screen->width - self->label_width : 0;
  Part part = { .first = first };
  guint each = 0;

  part.n = CLAMP (room / least, 1, self->limits->len - first);
  each = room / part.n;
  part.width = MAX (PERCENT_WIDTH, self->title_width);
  if (each >= GAP + PERCENT_WIDTH + 1 + LEAST_BAR)
    {
      part.bar = MIN (each - GAP - PERCENT_WIDTH - 1, MOST_BAR);
      part.width = MAX (PERCENT_WIDTH + 1 + part.bar, part.width);
    }
  return part;
}

static void
append_titles (const Sheet *self, const Part *part)
{
  plimsoll_cells_append_blanks (self->out, self->label_width);
  for (guint i = part->first; i < part->first + part->n; i++)
    {
      const char *title = g_ptr_array_index (self->titles, i);

      plimsoll_cells_append_blanks (self->out, GAP);
      if (part->bar > 0)
        plimsoll_cells_append_left (self->out, self->screen, title, part->width);
      else
        plimsoll_cells_append_right (self->out, self->screen, title, part->width);
    }
  end_line (self->out);
}

static void
append_cell (const Sheet *self, const Part *part, double reading)
{
  const PlimsollShowBar bar = { .used_percent = reading,
                                .expected_percent = (double) NAN,
                                .severity = plimsoll_severity_from_percent (reading) };
  guint rest = part->width;

  plimsoll_cells_append_blanks (self->out, GAP);
  if (part->bar == 0 || isnan (reading))
    {
      append_percent (self->out, self->screen, reading, rest);
      return;
    }
  append_percent (self->out, self->screen, reading, PERCENT_WIDTH);
  plimsoll_cells_append_blanks (self->out, 1);
  plimsoll_show_bar_append (self->out, self->screen, &bar, part->bar);
  plimsoll_cells_append_blanks (self->out, rest - PERCENT_WIDTH - 1 - part->bar);
}

static gboolean
is_known (const Sheet *self, const Part *part, guint row)
{
  for (guint i = part->first; i < part->first + part->n; i++)
    if (!isnan (get_reading (self, i, row)))
      return TRUE;
  return FALSE;
}

static void
append_part (const Sheet *self, const Part *part)
{
  g_autofree char *day_before = NULL;

  append_titles (self, part);
  for (guint row = 0; row < self->n_rows; row++)
    {
      gint64 at = self->start + row * self->step;
      g_autofree char *day = dup_day (self, at);
      g_autofree char *label = dup_label (self, at);

      if (!is_known (self, part, row) || day == NULL || label == NULL)
        continue;
      if (self->step < DAY && g_strcmp0 (day, day_before) != 0)
        {
          plimsoll_cells_append_cut (self->out, self->screen, day, self->screen->width);
          g_string_append_c (self->out, '\n');
          g_free (day_before);
          day_before = g_steal_pointer (&day);
        }
      plimsoll_cells_append_right (self->out, self->screen, label, self->label_width);
      for (guint i = part->first; i < part->first + part->n; i++)
        append_cell (self, part, get_reading (self, i, row));
      end_line (self->out);
    }
}

static void
append_head (const Sheet *self, const PlimsollHistoryAccount *account)
{
  g_autofree char *length =
      plimsoll_words_length ((self->view->to - self->view->from) * G_TIME_SPAN_SECOND);
  /* Translators: an account, and a length of time such as "7 d". */
  g_autofree char *head = g_strdup_printf (_ ("%s · the last %s"),
                                           plimsoll_account_get_name (account->account), length);
  g_autofree char *fit = plimsoll_screen_dup_fit (self->screen, head);

  plimsoll_cells_append_cut (self->out, self->screen, fit, self->screen->width);
  g_string_append_c (self->out, '\n');
}

void
plimsoll_history_view_append_table (GString *out,
                                    const PlimsollHistoryView *self,
                                    const PlimsollScreen *screen,
                                    guint rows)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      const PlimsollHistoryAccount *account = g_ptr_array_index (self->accounts, i);
      g_auto (Sheet) sheet = { .out = out, .screen = screen, .view = self };

      collect_limits (&sheet, account);
      if (sheet.limits->len == 0)
        continue;
      if (!is_first)
        g_string_append_c (out, '\n');
      is_first = FALSE;
      choose_rows (&sheet, rows);
      read_rows (&sheet);
      append_head (&sheet, account);
      append_curves (&sheet);
      for (guint first = 0; first < sheet.limits->len;)
        {
          const Part part = choose_part (&sheet, first);

          g_string_append_c (out, '\n');
          append_part (&sheet, &part);
          first += part.n;
        }
    }
}

void
plimsoll_history_view_append_curves (GString *out,
                                     const PlimsollHistoryView *self,
                                     const PlimsollScreen *screen,
                                     guint cells)
{
  for (guint i = 0; i < self->accounts->len; i++)
    {
      const PlimsollHistoryAccount *account = g_ptr_array_index (self->accounts, i);
      g_auto (Sheet) sheet = { .out = out, .screen = screen, .view = self };

      collect_limits (&sheet, account);
      for (guint j = 0; j < sheet.limits->len; j++)
        {
          const PlimsollHistoryLimit *limit = g_ptr_array_index (sheet.limits, j);

          if (self->accounts->len > 1)
            g_string_append_printf (out, "%s  ", plimsoll_account_get_id (account->account));
          plimsoll_cells_append_left (out, screen, g_ptr_array_index (sheet.titles, j),
                                      sheet.title_width);
          plimsoll_cells_append_blanks (out, GAP);
          append_curve (out, screen, self, limit->samples, cells);
          plimsoll_cells_append_blanks (out, 1);
          append_percent (out, screen, find_last (limit->samples), PERCENT_WIDTH);
          end_line (out);
        }
    }
}
