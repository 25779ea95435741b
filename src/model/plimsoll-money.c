/* plimsoll-money.c - an amount of money: minor units, exponent, currency.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value that either is well formed or does not exist; it is never corrected or rounded. */

#include "plimsoll-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHORTEST_CURRENCY 3
#define LONGEST_CURRENCY 8

struct _PlimsollMoney
{
  gatomicrefcount ref_count;
  gint64 minor_units;
  guint exponent;
  char currency[LONGEST_CURRENCY + 1];
};

G_DEFINE_BOXED_TYPE (PlimsollMoney, plimsoll_money, plimsoll_money_ref, plimsoll_money_unref)

static gboolean
is_currency (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < SHORTEST_CURRENCY || length > LONGEST_CURRENCY)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isupper (text[i]))
      return FALSE;

  return TRUE;
}

PlimsollMoney *
plimsoll_money_new (gint64 minor_units, guint exponent, const char *currency)
{
  PlimsollMoney *self = NULL;

  if (exponent > PLIMSOLL_AMOUNT_MAX_EXPONENT || !is_currency (currency))
    return NULL;

  self = g_new0 (PlimsollMoney, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->minor_units = minor_units;
  self->exponent = exponent;
  g_strlcpy (self->currency, currency, sizeof self->currency);
  return self;
}

PlimsollMoney *
plimsoll_money_ref (PlimsollMoney *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_money_unref (PlimsollMoney *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

gint64
plimsoll_money_get_minor_units (PlimsollMoney *self)
{
  return self->minor_units;
}

guint
plimsoll_money_get_exponent (PlimsollMoney *self)
{
  return self->exponent;
}

const char *
plimsoll_money_get_currency (PlimsollMoney *self)
{
  return self->currency;
}

char *
plimsoll_money_format (PlimsollMoney *self)
{
  return plimsoll_amount_format (self->minor_units, self->exponent);
}

char *
plimsoll_money_words (PlimsollMoney *self)
{
  return plimsoll_amount_words (self->minor_units, self->exponent);
}

char *
plimsoll_money_words_of (PlimsollMoney *used, PlimsollMoney *cap)
{
  g_autofree char *used_words = plimsoll_money_words (used);
  g_autofree char *cap_words = cap != NULL ? plimsoll_money_words (cap) : NULL;

  if (cap == NULL)
    /* Translators: an amount and its currency, "5.20 EUR". */
    return g_strdup_printf (C_ ("money", "%s %s"), used_words, used->currency);

  /* Translators: spent, cap, currency: "5.20 of 20.00 EUR". */
  return g_strdup_printf (_ ("%s of %s %s"), used_words, cap_words, used->currency);
}

gboolean
plimsoll_money_equal (PlimsollMoney *a, PlimsollMoney *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->minor_units == b->minor_units && a->exponent == b->exponent
         && strcmp (a->currency, b->currency) == 0;
}
