/* limits-text.c - what a parser made, as text to compare.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole body is compared as text: a test then shows at a glance what a person would see, and a
 * row too many fails as surely as a wrong number. */

#include "limits-text.h"

#include <math.h>

#include "plimsoll-moment.h"

static void
append_percent (GString *text, double percent)
{
  if (isnan (percent))
    g_string_append (text, "-");
  else
    g_string_append_printf (text, "%g", percent);
}

static void
append_money (GString *text, PlimsollMoney *money)
{
  g_autofree char *amount = money != NULL ? plimsoll_money_format (money) : NULL;

  if (money == NULL)
    g_string_append (text, "-");
  else
    g_string_append_printf (text, "%s %s", amount, plimsoll_money_get_currency (money));
}

static void
append_limit (GString *text, const PlimsollLimitFields *limit)
{
  g_autofree char *reset =
      limit->resets_at != NULL ? plimsoll_moment_format (limit->resets_at) : g_strdup ("-");

  g_string_append_printf (text, "%s|%s|%s|%s|", limit->id, limit->title,
                          plimsoll_limit_kind_to_word (limit->kind),
                          limit->scope != NULL ? limit->scope : "-");
  append_percent (text, limit->used_percent);
  g_string_append_printf (text, "|%s|%" G_GINT64_FORMAT "h|%s", reset,
                          limit->window / G_TIME_SPAN_HOUR,
                          plimsoll_severity_to_word (limit->severity));
  if (limit->is_binding)
    g_string_append (text, "|binds");
  if (limit->used != NULL || limit->cap != NULL)
    {
      g_string_append_c (text, '|');
      append_money (text, limit->used);
      g_string_append_c (text, '/');
      append_money (text, limit->cap);
    }
  g_string_append_c (text, '\n');
}

char *
limits_text_describe (GPtrArray *limits, PlimsollSpend *spend)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < limits->len; i++)
    append_limit (text, plimsoll_limit_peek (g_ptr_array_index (limits, i)));

  if (spend != NULL)
    {
      const char *reason = plimsoll_spend_get_reason (spend);

      g_string_append (text, plimsoll_spend_is_enabled (spend) ? "spend on|" : "spend off|");
      append_money (text, plimsoll_spend_get_used (spend));
      g_string_append_c (text, '/');
      append_money (text, plimsoll_spend_get_cap (spend));
      g_string_append_c (text, '|');
      append_percent (text, plimsoll_spend_get_used_percent (spend));
      g_string_append_printf (text, "|%s\n", reason != NULL ? reason : "-");
    }

  return g_string_free (text, FALSE);
}
