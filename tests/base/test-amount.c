/* test-amount.c - money to the last digit, in any size.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * localeconv() is replaced in this program, so that the separators of other languages are tested on
 * machines where only the C locale is installed. */

#include "plimsoll-amount.h"

#include <locale.h>

static char point[] = ".";
static char separator[8] = "";
static struct lconv conventions = { .decimal_point = point, .thousands_sep = separator };

/* Takes the place of the C library's function of this name. */
struct lconv *
localeconv (void)
{
  return &conventions;
}

static void
use_conventions (char decimal_point, const char *thousands_separator)
{
  point[0] = decimal_point;
  g_strlcpy (separator, thousands_separator, sizeof separator);
}

/* For scripts an amount is the same everywhere, exact from the smallest to the largest number. */
static void
test_format (void)
{
  static const struct
  {
    gint64 minor_units;
    guint exponent;
    const char *text;
  } rows[] = {
    { 520, 2, "5.20" },
    { 123450, 2, "1234.50" },
    { 0, 0, "0" },
    { 0, 2, "0.00" },
    { 0, 6, "0.000000" },
    { 7, 0, "7" },
    { 7, 1, "0.7" },
    { 7, 2, "0.07" },
    { 7, 3, "0.007" },
    { 7, 4, "0.0007" },
    { 7, 5, "0.00007" },
    { 7, 6, "0.000007" },
    { 1000, 0, "1000" },
    { -1, 2, "-0.01" },
    { -520, 2, "-5.20" },
    { G_MAXINT64, 0, "9223372036854775807" },
    { G_MAXINT64, 2, "92233720368547758.07" },
    { G_MAXINT64, 6, "9223372036854.775807" },
    { G_MININT64, 0, "-9223372036854775808" },
    { G_MININT64, 2, "-92233720368547758.08" },
    { G_MININT64, 6, "-9223372036854.775808" },
  };

  use_conventions (',', ".");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = plimsoll_amount_format (rows[i].minor_units, rows[i].exponent);

      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

/* For people the point and the groups are those of their language. */
static void
test_words (void)
{
  static const struct
  {
    char point;
    const char *separator;
    gint64 minor_units;
    guint exponent;
    const char *words;
  } rows[] = {
    { '.', "", 123450, 2, "1234.50" },
    { '.', ",", 123450, 2, "1,234.50" },
    { ',', ".", 123450, 2, "1.234,50" },
    { ',', "\u202f", 123450, 2, "1\u202f234,50" },
    { '.', ",", 99999, 2, "999.99" },
    { '.', ",", 100000, 2, "1,000.00" },
    { '.', ",", 123456789, 0, "123,456,789" },
    { '.', ",", 1000, 0, "1,000" },
    { '.', ",", 999, 0, "999" },
    { '.', ",", -123450, 2, "-1,234.50" },
    { '.', ",", G_MININT64, 2, "-92,233,720,368,547,758.08" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = NULL;

      use_conventions (rows[i].point, rows[i].separator);
      words = plimsoll_amount_words (rows[i].minor_units, rows[i].exponent);
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

/* More decimals than any currency has are a mistake of the program, and are answered with nothing.
 */
static void
test_exponent_too_large (void)
{
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*exponent*");
  g_assert_null (plimsoll_amount_format (1, PLIMSOLL_AMOUNT_MAX_EXPONENT + 1));
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*exponent*");
  g_assert_null (plimsoll_amount_words (1, G_MAXUINT));
  g_test_assert_expected_messages ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/amount/format", test_format);
  g_test_add_func ("/base/amount/words", test_words);
  g_test_add_func ("/base/amount/exponent-too-large", test_exponent_too_large);

  return g_test_run ();
}
