/* plimsoll-claude-budgets.c - windows that are measured in dollars.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Companies and promotions get a pool of dollars under a code name. Dollars come as decimal
 * fractions and are made cents here, once; what is no whole number of cents within a hair is not
 * believed. The moment in `resets_at` is when such a pool ends, and is kept as the end of the row.
 */

#include "plimsoll-claude-budgets.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-json.h"

/* The only budget whose meaning is known, under the code name it has. */
#define INCLUDED_KEY "cinder_cove"
#define CENT_EXPONENT 2u
#define CENTS_PER_DOLLAR 100.0
/* Beyond this a double no longer holds single cents; no budget of one person comes near. */
#define MAX_DOLLARS 1e12
/* Binary fractions miss a cent by far less than this; a real fraction of a cent misses it by more.
 */
#define CENT_TOLERANCE 0.01

/* (transfer full) (nullable) */
static PlimsollMoney *
read_dollars (JsonObject *window, const char *key)
{
  double dollars = 0.0;
  double cents = 0.0;

  if (!plimsoll_json_get_number (window, key, &dollars) || dollars < 0.0 || dollars > MAX_DOLLARS)
    return NULL;

  cents = round (dollars * CENTS_PER_DOLLAR);
  if (fabs (dollars * CENTS_PER_DOLLAR - cents) > CENT_TOLERANCE)
    return NULL;

  return plimsoll_money_new ((gint64) cents, CENT_EXPONENT, "USD");
}

/* (transfer full) (nullable): said outright, or as what is not left any more. */
static PlimsollMoney *
read_used (JsonObject *window, PlimsollMoney *cap)
{
  PlimsollMoney *used = read_dollars (window, "used_dollars");
  g_autoptr (PlimsollMoney) left = NULL;
  gint64 difference = 0;

  if (used != NULL)
    return used;

  left = read_dollars (window, "remaining_dollars");
  if (left == NULL)
    return NULL;

  difference = plimsoll_money_get_minor_units (cap) - plimsoll_money_get_minor_units (left);
  return difference >= 0 ? plimsoll_money_new (difference, CENT_EXPONENT, "USD") : NULL;
}

static double
read_used_percent (JsonObject *window, PlimsollMoney *used, PlimsollMoney *cap)
{
  double percent = plimsoll_claude_read_percent (window, "utilization");

  if (!isnan (percent) || used == NULL)
    return percent;

  percent = 100.0 * (double) plimsoll_money_get_minor_units (used)
            / (double) plimsoll_money_get_minor_units (cap);
  return percent <= PLIMSOLL_CLAUDE_MAX_PERCENT ? percent : (double) NAN;
}

gboolean
plimsoll_claude_budget_read (const char *key, JsonObject *window, PlimsollClaudeRows *rows)
{
  gboolean is_included = strcmp (key, INCLUDED_KEY) == 0;
  g_autoptr (PlimsollMoney) cap = read_dollars (window, "limit_dollars");
  PlimsollClaudeRow *row = NULL;

  if (cap == NULL || plimsoll_money_get_minor_units (cap) == 0)
    return FALSE;

  row = plimsoll_claude_row_new (
      plimsoll_claude_row_dup_id ("budget", is_included ? "included" : key),
      is_included ? _ ("Included budget") : _ ("Budget"), PLIMSOLL_LIMIT_BUDGET, 0);
  row->used = read_used (window, cap);
  row->used_percent = read_used_percent (window, row->used, cap);
  row->resets_at = plimsoll_claude_read_reset (window, "resets_at");
  row->cap = g_steal_pointer (&cap);
  plimsoll_claude_rows_add (rows, row);
  return TRUE;
}
