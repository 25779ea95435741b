/* test-money.c - an amount of money that is exact or does not exist.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an amount is written is tested on the floor below; here is what may be one. */

#include "plimsoll-money.h"

/* Money gives back what it was made of, to the last unit, and reads the same in every locale. */
static void
test_parts (void)
{
  g_autoptr (PlimsollMoney) money = plimsoll_money_new (G_MININT64, 6, "USD");
  g_autoptr (PlimsollMoney) price = plimsoll_money_new (520, 2, "EUR");
  g_autofree char *text = plimsoll_money_format (price);
  g_autofree char *words = plimsoll_money_words (price);

  g_assert_cmpint (plimsoll_money_get_minor_units (money), ==, G_MININT64);
  g_assert_cmpuint (plimsoll_money_get_exponent (money), ==, 6);
  g_assert_cmpstr (plimsoll_money_get_currency (money), ==, "USD");
  g_assert_cmpstr (text, ==, "5.20");
  g_assert_cmpstr (words, ==, "5.20");
}

/* A currency is three to eight capital letters, and there are at most six decimals. */
static void
test_rules (void)
{
  static const struct
  {
    guint exponent;
    const char *currency;
    gboolean is_money;
  } rows[] = {
    { 2, "USD", TRUE },      { 0, "JPY", TRUE },  { 6, "CREDITS", TRUE },
    { 0, "ABCDEFGH", TRUE }, { 7, "USD", FALSE }, { G_MAXUINT, "USD", FALSE },
    { 2, "usd", FALSE },     { 2, "US", FALSE },  { 2, "ABCDEFGHI", FALSE },
    { 2, "US$", FALSE },     { 2, "U D", FALSE }, { 2, "", FALSE },
    { 2, NULL, FALSE },      { 2, "€€€", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PlimsollMoney *money = plimsoll_money_new (1, rows[i].exponent, rows[i].currency);

      g_assert_cmpint (money != NULL, ==, rows[i].is_money);
      g_clear_pointer (&money, plimsoll_money_unref);
    }
}

/* Amounts are equal when all parts are: 5.20 is not 5.200, because they were said differently. */
static void
test_equal (void)
{
  g_autoptr (PlimsollMoney) money = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollMoney) same = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollMoney) amount = plimsoll_money_new (521, 2, "USD");
  g_autoptr (PlimsollMoney) exponent = plimsoll_money_new (520, 3, "USD");
  g_autoptr (PlimsollMoney) currency = plimsoll_money_new (520, 2, "EUR");

  g_assert_true (plimsoll_money_equal (money, same));
  g_assert_true (plimsoll_money_equal (NULL, NULL));
  g_assert_false (plimsoll_money_equal (money, amount));
  g_assert_false (plimsoll_money_equal (money, exponent));
  g_assert_false (plimsoll_money_equal (money, currency));
  g_assert_false (plimsoll_money_equal (money, NULL));
  g_assert_false (plimsoll_money_equal (NULL, money));
}

/* What is spent is said with its cap, where there is one, and its currency once. */
static void
test_words_of (void)
{
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "EUR");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "EUR");
  g_autofree char *both = plimsoll_money_words_of (used, cap);
  g_autofree char *alone = plimsoll_money_words_of (used, NULL);

  g_assert_cmpstr (both, ==, "5.20 of 20.00 EUR");
  g_assert_cmpstr (alone, ==, "5.20 EUR");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/money/parts", test_parts);
  g_test_add_func ("/model/money/rules", test_rules);
  g_test_add_func ("/model/money/equal", test_equal);

  g_test_add_func ("/model/money/words-of", test_words_of);
  return g_test_run ();
}
