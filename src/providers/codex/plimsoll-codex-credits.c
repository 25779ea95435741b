/* plimsoll-codex-credits.c - what was bought beyond the plan, and the cap on it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Credits are counted in credits, not in a currency, and come as decimal text. They are made whole
 * units here, digit by digit, and never pass through a floating point number. */

#include "plimsoll-codex-credits.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "plimsoll-codex-windows.h"

#define CURRENCY "CREDITS"
/* Together with the decimals still far from overflowing. */
#define MAX_WHOLE_DIGITS 12u

PlimsollMoney *
plimsoll_codex_credits_parse (const char *text)
{
  gboolean is_negative = *text == '-';
  const char *at = text + (is_negative ? 1 : 0);
  gsize n_whole = strspn (at, "0123456789");
  const char *fraction = at[n_whole] == '.' ? at + n_whole + 1 : at + n_whole;
  gsize n_fraction = strspn (fraction, "0123456789");
  gint64 units = 0;

  if (n_whole == 0 || n_whole > MAX_WHOLE_DIGITS || fraction[n_fraction] != '\0'
      || (at[n_whole] == '.' && n_fraction == 0))
    return NULL;

  n_fraction = MIN (n_fraction, PLIMSOLL_AMOUNT_MAX_EXPONENT);
  for (gsize i = 0; i < n_whole; i++)
    units = units * 10 + (at[i] - '0');
  for (gsize i = 0; i < n_fraction; i++)
    units = units * 10 + (fraction[i] - '0');

  return plimsoll_money_new (is_negative ? -units : units, (guint) n_fraction, CURRENCY);
}

/* (transfer full) (nullable): text, or a number that is as good as its text. */
static PlimsollMoney *
read_amount (JsonObject *object, const char *key)
{
  const char *text = plimsoll_json_get_string (object, key);
  double number = 0.0;
  g_autofree char *written = NULL;

  if (text != NULL)
    return plimsoll_codex_credits_parse (text);
  if (!plimsoll_json_get_number (object, key, &number))
    return NULL;

  written = json_node_get_value_type (json_object_get_member (object, key)) == G_TYPE_INT64
                ? g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (object, key))
                : g_strdup_printf ("%.2f", number);
  /* A locale may have its own point. */
  g_strdelimit (written, ",", '.');
  return plimsoll_codex_credits_parse (written);
}

static gboolean
read_bool (JsonObject *object, const char *key, const char *other_key)
{
  gboolean value = FALSE;

  if (!plimsoll_json_get_bool (object, key, &value))
    plimsoll_json_get_bool (object, other_key, &value);
  return value;
}

PlimsollLimit *
plimsoll_codex_credits_read (JsonObject *credits)
{
  g_autoptr (PlimsollMoney) balance = read_amount (credits, "balance");
  g_autofree char *amount = NULL;
  g_autofree char *title = NULL;
  PlimsollLimitFields fields = {
    .id = "credits",
    .kind = PLIMSOLL_LIMIT_BUDGET,
    .used_percent = (double) NAN,
    .severity = PLIMSOLL_SEVERITY_NORMAL,
    .cap = balance,
  };

  if (read_bool (credits, "unlimited", "unlimited"))
    {
      fields.title = _ ("Credits: unlimited");
      fields.cap = NULL;
      return plimsoll_limit_new (&fields);
    }
  if (balance == NULL || !read_bool (credits, "has_credits", "hasCredits"))
    return NULL;

  amount = plimsoll_money_words (balance);
  /* Translators: %s is a number such as 12.50 */
  title = g_strdup_printf (_ ("Credits left: %s"), amount);
  fields.title = title;
  return plimsoll_limit_new (&fields);
}

static double
to_number (PlimsollMoney *money)
{
  return (double) plimsoll_money_get_minor_units (money)
         / pow (10.0, plimsoll_money_get_exponent (money));
}

PlimsollSpend *
plimsoll_codex_credits_read_cap (JsonObject *individual_limit)
{
  g_autoptr (PlimsollMoney) used = read_amount (individual_limit, "used");
  g_autoptr (PlimsollMoney) cap = read_amount (individual_limit, "limit");
  double percent = 0.0;

  if (used == NULL || cap == NULL || plimsoll_money_get_minor_units (used) < 0
      || plimsoll_money_get_minor_units (cap) <= 0)
    return NULL;

  percent = 100.0 * to_number (used) / to_number (cap);
  return plimsoll_spend_new (TRUE, used, cap,
                             percent <= PLIMSOLL_CODEX_MAX_PERCENT ? percent : (double) NAN, NULL);
}
