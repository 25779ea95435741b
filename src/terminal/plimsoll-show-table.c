/* plimsoll-show-table.c - reports as a table for people.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For each account a line that names it and says how old its numbers are, a line for each limit,
 * one for money, and a sentence when the numbers are not fresh. Only puts together: words come from
 * the rows, widths from the layout. Nothing from a server gets here that a parser has not cleaned.
 */

#include "plimsoll-show-table.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-cells.h"
#include "plimsoll-show-layout.h"
#include "plimsoll-show-row.h"
#include "plimsoll-status-words.h"
#include "plimsoll-words.h"

/* Sentences run no wider than the numbers above them need, but never in a column of single words.
 */
#define LEAST_SENTENCE_WIDTH 60u

/* One account, with its rows. */
typedef struct
{
  PlimsollReport *report; /* borrowed */
  GPtrArray *rows; /* (owned) (element-type PlimsollShowRow) */
} Block;

static void
block_free (gpointer data)
{
  Block *self = data;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

static Block *
block_new (PlimsollReport *report, const PlimsollScreen *screen, const PlimsollShowMoment *moment)
{
  Block *self = g_new0 (Block, 1);
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  guint n_limits = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;

  self->report = report;
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_show_row_free);
  for (guint i = 0; i < n_limits; i++)
    g_ptr_array_add (
        self->rows,
        plimsoll_show_row_new (report, plimsoll_snapshot_get_limit (snapshot, i), screen, moment));
  return self;
}

/* (transfer full): "Claude · Max 20x · me@example.org" */
static char *
dup_name (PlimsollReport *report, const PlimsollScreen *screen)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  g_autoptr (GString) name =
      g_string_new (plimsoll_account_get_name (plimsoll_report_get_account (report)));

  if (snapshot != NULL && plimsoll_snapshot_get_plan (snapshot) != NULL)
    g_string_append_printf (name, " · %s", plimsoll_snapshot_get_plan (snapshot));
  if (snapshot != NULL && plimsoll_snapshot_get_identity (snapshot) != NULL)
    g_string_append_printf (name, " · %s", plimsoll_snapshot_get_identity (snapshot));

  return plimsoll_screen_dup_fit (screen, name->str);
}

static void
append_head (GString *out,
             PlimsollReport *report,
             guint line_width,
             const PlimsollScreen *screen,
             const PlimsollShowMoment *moment)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  g_autofree char *name = dup_name (report, screen);
  g_autofree char *age = NULL;
  g_autofree char *age_fit = NULL;
  guint age_width = 0;
  guint wanted = 0;

  if (snapshot == NULL)
    {
      plimsoll_cells_append_cut (out, screen, name, screen->width);
      g_string_append_c (out, '\n');
      return;
    }

  age = plimsoll_words_age (plimsoll_snapshot_get_age (snapshot, moment->now));
  age_fit = plimsoll_screen_dup_fit (screen, age);
  age_width = plimsoll_cells_count (age_fit);
  wanted = plimsoll_cells_count (name) + PLIMSOLL_SHOW_GAP + age_width;
  line_width = MIN (MAX (line_width, wanted), screen->width);

  plimsoll_cells_append_left (out, screen, name, line_width - age_width - PLIMSOLL_SHOW_GAP);
  plimsoll_cells_append_blanks (out, PLIMSOLL_SHOW_GAP);
  g_string_append (out, age_fit);
  g_string_append_c (out, '\n');
}

/* Blanks that nothing follows are not written: a copied line should end where its text does. */
static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);

  g_string_append_c (out, '\n');
}

static void
append_row (GString *out,
            const PlimsollShowRow *row,
            const PlimsollShowLayout *layout,
            const PlimsollScreen *screen)
{
  plimsoll_cells_append_left (out, screen, row->title, layout->title);
  plimsoll_cells_append_blanks (out, PLIMSOLL_SHOW_GAP);
  if (row->instead != NULL)
    {
      guint used = layout->title + PLIMSOLL_SHOW_GAP;

      plimsoll_cells_append_cut (out, screen, row->instead, screen->width - used);
      g_string_append_c (out, '\n');
      return;
    }

  plimsoll_cells_append_right (out, screen, row->percent, layout->percent);
  if (layout->bar > 0)
    {
      plimsoll_cells_append_blanks (out, PLIMSOLL_SHOW_GAP);
      plimsoll_show_bar_append (out, screen, &row->bar, layout->bar);
    }
  if (layout->when > 0)
    {
      plimsoll_cells_append_blanks (out, PLIMSOLL_SHOW_GAP);
      plimsoll_cells_append_left (out, screen, row->when[layout->when_length], layout->when);
    }
  if (layout->remark > 0)
    {
      plimsoll_cells_append_blanks (out, PLIMSOLL_SHOW_GAP);
      plimsoll_cells_append_cut (out, screen, row->remark[layout->remark_length], layout->remark);
    }
  end_line (out);
}

static void
append_spend (GString *out, PlimsollSnapshot *snapshot, const PlimsollScreen *screen)
{
  g_autofree char *words = plimsoll_status_words_spend (plimsoll_snapshot_get_spend (snapshot));
  g_autofree char *line = NULL;
  g_autofree char *fit = NULL;

  if (words == NULL)
    return;

  /* Translators: money beyond the plan; %s is an amount, "5.20 of 20.00 EUR". */
  line = g_strdup_printf (_ ("Extra usage  %s"), words);
  fit = plimsoll_screen_dup_fit (screen, line);
  plimsoll_cells_append_cut (out, screen, fit, screen->width);
  g_string_append_c (out, '\n');
}

static void
append_block (GString *out,
              const Block *block,
              const PlimsollShowLayout *layout,
              const PlimsollScreen *screen,
              const PlimsollShowMoment *moment)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (block->report);
  g_autofree char *sentence = plimsoll_show_words_sentence (block->report, moment);
  g_autofree char *incident =
      plimsoll_status_words_incident (block->report, moment->now, moment->zone);
  g_autofree char *incident_fit =
      incident != NULL ? plimsoll_screen_dup_fit (screen, incident) : NULL;
  const char *empty = snapshot != NULL ? plimsoll_status_words_empty (snapshot) : NULL;
  guint sentence_width = MIN (MAX (layout->total, LEAST_SENTENCE_WIDTH), screen->width);

  append_head (out, block->report, layout->total, screen, moment);
  for (guint i = 0; i < block->rows->len; i++)
    append_row (out, g_ptr_array_index (block->rows, i), layout, screen);

  if (snapshot != NULL)
    append_spend (out, snapshot, screen);
  if (empty != NULL)
    plimsoll_cells_append_wrapped (out, screen, empty, 0, sentence_width);
  if (sentence != NULL)
    plimsoll_cells_append_wrapped (out, screen, sentence, 0, sentence_width);
  if (incident_fit != NULL)
    plimsoll_cells_append_wrapped (out, screen, incident_fit, 0, sentence_width);
}

void
plimsoll_show_table_append (GString *out,
                            GPtrArray *reports,
                            const PlimsollScreen *screen,
                            const PlimsollShowMoment *moment)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func (block_free);
  g_autoptr (GPtrArray) all_rows = g_ptr_array_new ();
  PlimsollShowLayout layout = { 0 };

  for (guint i = 0; i < reports->len; i++)
    {
      Block *block = block_new (g_ptr_array_index (reports, i), screen, moment);

      g_ptr_array_add (blocks, block);
      g_ptr_array_extend (all_rows, block->rows, NULL, NULL);
    }

  layout = plimsoll_show_layout_choose (all_rows, screen->width);
  for (guint i = 0; i < blocks->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_block (out, g_ptr_array_index (blocks, i), &layout, screen, moment);
    }
}
