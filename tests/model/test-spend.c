/* test-spend.c - money beyond the plan.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Equality is tried by changing one thing at a time, unknown percentages and absent caps included.
 */

#include "plimsoll-spend.h"

#include <math.h>

/* Spending gives back what it was made of; cap, percentage and reason may be unknown. */
static void
test_parts (void)
{
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (520, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (2000, 2, "USD");
  g_autoptr (PlimsollSpend) spend = plimsoll_spend_new (TRUE, used, cap, 26, NULL);
  g_autoptr (PlimsollSpend) off =
      plimsoll_spend_new (FALSE, used, NULL, (double) NAN, "out_of_credits");

  g_assert_true (plimsoll_spend_is_enabled (spend));
  g_assert_true (plimsoll_money_equal (plimsoll_spend_get_used (spend), used));
  g_assert_true (plimsoll_money_equal (plimsoll_spend_get_cap (spend), cap));
  g_assert_cmpfloat (plimsoll_spend_get_used_percent (spend), ==, 26);
  g_assert_null (plimsoll_spend_get_reason (spend));
  g_assert_false (plimsoll_spend_is_enabled (off));
  g_assert_null (plimsoll_spend_get_cap (off));
  g_assert_true (isnan (plimsoll_spend_get_used_percent (off)));
  g_assert_cmpstr (plimsoll_spend_get_reason (off), ==, "out_of_credits");
}

static PlimsollSpend *
make (guint changed)
{
  g_autoptr (PlimsollMoney) used = plimsoll_money_new (changed == 1 ? 1 : 2, 2, "USD");
  g_autoptr (PlimsollMoney) cap = plimsoll_money_new (9, 2, "USD");

  if (changed == 6)
    return NULL;

  return plimsoll_spend_new (changed == 2, used, changed == 3 ? NULL : cap,
                             changed == 4 ? (double) NAN : 5, changed == 5 ? "none" : NULL);
}

/* Spending is equal when nothing differs; none equals none, unknown equals unknown. */
static void
test_equal (void)
{
  for (guint i = 0; i <= 6; i++)
    for (guint j = 0; j <= 6; j++)
      {
        g_autoptr (PlimsollSpend) a = make (i);
        g_autoptr (PlimsollSpend) b = make (j);

        g_assert_cmpint (plimsoll_spend_equal (a, b), ==, i == j);
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/spend/parts", test_parts);
  g_test_add_func ("/model/spend/equal", test_equal);

  return g_test_run ();
}
