/* test-account.c - one login with one provider.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is an id is a contract with the command line, the bus and the store; its edges are here. */

#include "plimsoll-account.h"

#include <string.h>

/* An account gives back what it was made of. */
static void
test_parts (void)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:work-2", "claude", "Work");

  g_assert_cmpstr (plimsoll_account_get_id (account), ==, "claude:work-2");
  g_assert_cmpstr (plimsoll_account_get_provider (account), ==, "claude");
  g_assert_cmpstr (plimsoll_account_get_name (account), ==, "Work");
}

/* An id is a provider, a colon and a name, all in small letters, digits and three signs. */
static void
test_valid_ids (void)
{
  static const char *const valid[] = { "claude:default", "a:b", "claude-2:work_a.b", "0:0",
                                       "a:-._" };
  static const char *const invalid[] = {
    "",           ":",          "claude",     "claude:",     ":default",   "Claude:default",
    "claude:De",  "claude:a b", "claude:a/b", "claude:..\\", "claude:a:b", "claude:ä",
    "claude:a\n", " claude:a"
  };
  g_autofree char *longest = g_strdup_printf ("a:%062d", 0);
  g_autofree char *too_long = g_strdup_printf ("a:%063d", 0);

  for (gsize i = 0; i < G_N_ELEMENTS (valid); i++)
    g_assert_true (plimsoll_account_is_valid_id (valid[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (invalid); i++)
    g_assert_false (plimsoll_account_is_valid_id (invalid[i]));
  g_assert_false (plimsoll_account_is_valid_id (NULL));
  g_assert_true (plimsoll_account_is_valid_id (longest));
  g_assert_false (plimsoll_account_is_valid_id (too_long));
}

/* An account whose provider is not the one in its id cannot be made. */
static void
test_other_provider (void)
{
  static const char *const providers[] = { "codex", "claud", "claude:", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (providers); i++)
    {
      g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*provider*");
      g_assert_null (plimsoll_account_new ("claude:default", providers[i], "Claude"));
    }
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*name*");
  g_assert_null (plimsoll_account_new ("claude:default", "claude", ""));
  g_test_expect_message ("plimsoll", G_LOG_LEVEL_CRITICAL, "*is_valid_id*");
  g_assert_null (plimsoll_account_new ("claude", "claude", "Claude"));
  g_test_assert_expected_messages ();
}

/* Accounts are equal when all of their parts are. */
static void
test_equal (void)
{
  g_autoptr (PlimsollAccount) a = plimsoll_account_new ("claude:a", "claude", "Claude");
  g_autoptr (PlimsollAccount) same = plimsoll_account_new ("claude:a", "claude", "Claude");
  g_autoptr (PlimsollAccount) other_id = plimsoll_account_new ("claude:b", "claude", "Claude");
  g_autoptr (PlimsollAccount) other_name = plimsoll_account_new ("claude:a", "claude", "Work");

  g_assert_true (plimsoll_account_equal (a, same));
  g_assert_false (plimsoll_account_equal (a, other_id));
  g_assert_false (plimsoll_account_equal (a, other_name));
}

/* It lives as long as its last holder, also inside a GValue. */
static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;
  PlimsollAccount *account = plimsoll_account_new ("claude:a", "claude", "Claude");

  g_value_init (&value, PLIMSOLL_TYPE_ACCOUNT);
  g_value_set_boxed (&value, account);
  plimsoll_account_unref (account);
  g_assert_cmpstr (plimsoll_account_get_id (g_value_get_boxed (&value)), ==, "claude:a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/account/parts", test_parts);
  g_test_add_func ("/model/account/valid-ids", test_valid_ids);
  g_test_add_func ("/model/account/other-provider", test_other_provider);
  g_test_add_func ("/model/account/equal", test_equal);
  g_test_add_func ("/model/account/boxed", test_boxed);

  return g_test_run ();
}
