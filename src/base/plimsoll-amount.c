/* plimsoll-amount.c - amounts of money as text.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Money is whole minor units and an exponent; it never passes through a floating point number, so
 * that what is shown is to the cent what was said. */

#include "plimsoll-amount.h"

#include <locale.h>

/* The digits of an amount, split at the decimal point. */
typedef struct
{
  gboolean is_negative;
  guint64 whole;
  guint64 fraction;
} Amount;

static Amount
split (gint64 minor_units, guint exponent)
{
  Amount amount = { .is_negative = minor_units < 0 };
  /* Negating G_MININT64 itself would overflow; the unsigned detour does not. */
  guint64 magnitude = amount.is_negative ? 0 - (guint64) minor_units : (guint64) minor_units;
  guint64 scale = 1;

  for (guint i = 0; i < exponent; i++)
    scale *= 10;

  amount.whole = magnitude / scale;
  amount.fraction = magnitude % scale;
  return amount;
}

/* Digits in groups of three: good for every locale that Plimsoll speaks; the separator is given. */
static char *
group (guint64 whole, const char *separator)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, whole);
  GString *text = g_string_new (NULL);
  gsize length = strlen (digits);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }

  return g_string_free (text, FALSE);
}

static char *
join (Amount amount, guint exponent, const char *separator, const char *point)
{
  g_autofree char *whole = group (amount.whole, separator);
  const char *sign = amount.is_negative ? "-" : "";

  if (exponent == 0)
    return g_strconcat (sign, whole, NULL);

  return g_strdup_printf ("%s%s%s%0*" G_GUINT64_FORMAT, sign, whole, point, (int) exponent,
                          amount.fraction);
}

char *
plimsoll_amount_format (gint64 minor_units, guint exponent)
{
  g_return_val_if_fail (exponent <= PLIMSOLL_AMOUNT_MAX_EXPONENT, NULL);

  return join (split (minor_units, exponent), exponent, "", ".");
}

char *
plimsoll_amount_words (gint64 minor_units, guint exponent)
{
  const struct lconv *locale = localeconv ();

  g_return_val_if_fail (exponent <= PLIMSOLL_AMOUNT_MAX_EXPONENT, NULL);

  return join (split (minor_units, exponent), exponent, locale->thousands_sep,
               locale->decimal_point);
}
