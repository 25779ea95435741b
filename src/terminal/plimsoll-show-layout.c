/* plimsoll-show-layout.c - which columns fit, and how wide each is.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list of plans from generous to bare; the first that fits is taken. What goes first is what one
 * misses least: the forecast, the pace, the clock time, then length of the bar, then words that can
 * be guessed. The severity never goes, for the colour may not speak alone: it only shrinks to a
 * sign. Title and number stay to the end. From 40 columns up everything fits in some plan. */

#include "plimsoll-show-layout.h"

#include "plimsoll-cells.h"

/* Names from servers have up to 60 characters; one of them must not push everything else out. */
#define LONGEST_TITLE 24u
#define SHORT_TITLE 12u
#define SHORTEST_TITLE 7u
/* Longer ones move in steps that nobody reads, and pull the line apart. */
#define LONGEST_BAR 30u

typedef struct
{
  guint title; /* at most */
  guint bar; /* at least; 0 writes none */
  gboolean has_when;
  PlimsollShowWhen when_length;
  PlimsollShowRemark remark_length;
} Plan;

static const Plan PLANS[] = {
  { LONGEST_TITLE, 16, TRUE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_FORECAST },
  { LONGEST_TITLE, 12, TRUE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_PACE },
  { LONGEST_TITLE, 12, TRUE, PLIMSOLL_SHOW_WHEN_CLOCK, PLIMSOLL_SHOW_REMARK_SEVERITY },
  { LONGEST_TITLE, 10, TRUE, PLIMSOLL_SHOW_WHEN_WORDS, PLIMSOLL_SHOW_REMARK_SEVERITY },
  { LONGEST_TITLE, 8, TRUE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SEVERITY },
  { LONGEST_TITLE, 6, TRUE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SIGN },
  { SHORT_TITLE, 4, TRUE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SIGN },
  { SHORT_TITLE, 0, TRUE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SIGN },
  { SHORTEST_TITLE, 0, TRUE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SIGN },
  { SHORTEST_TITLE, 0, FALSE, PLIMSOLL_SHOW_WHEN_BARE, PLIMSOLL_SHOW_REMARK_SIGN },
};

static guint
add_column (guint total, guint width)
{
  return width == 0 ? total : total + PLIMSOLL_SHOW_GAP + width;
}

/* Every column at its natural width, the bar at its least. */
static PlimsollShowLayout
lay_out (GPtrArray *rows, const Plan *plan)
{
  PlimsollShowLayout layout = {
    .bar = plan->bar,
    .when_length = plan->when_length,
    .remark_length = plan->remark_length,
  };

  for (guint i = 0; i < rows->len; i++)
    {
      const PlimsollShowRow *row = g_ptr_array_index (rows, i);
      const char *when = plan->has_when ? row->when[plan->when_length] : "";

      layout.title = MAX (layout.title, plimsoll_cells_count (row->title));
      if (row->instead != NULL)
        continue;
      layout.percent = MAX (layout.percent, plimsoll_cells_count (row->percent));
      layout.when = MAX (layout.when, plimsoll_cells_count (when));
      layout.remark = MAX (layout.remark, plimsoll_cells_count (row->remark[plan->remark_length]));
    }

  layout.title = MIN (layout.title, plan->title);
  if (layout.percent == 0)
    layout.bar = 0;
  layout.total = add_column (layout.title, layout.percent);
  layout.total = add_column (layout.total, layout.bar);
  layout.total = add_column (layout.total, layout.when);
  layout.total = add_column (layout.total, layout.remark);
  return layout;
}

PlimsollShowLayout
plimsoll_show_layout_choose (GPtrArray *rows, guint width)
{
  PlimsollShowLayout layout = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (PLANS); i++)
    {
      layout = lay_out (rows, &PLANS[i]);
      if (layout.total <= width)
        break;
    }

  if (layout.bar > 0 && layout.total < width)
    {
      guint more = MIN (width - layout.total, LONGEST_BAR - layout.bar);

      layout.bar += more;
      layout.total += more;
    }

  return layout;
}
