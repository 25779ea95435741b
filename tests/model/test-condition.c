/* test-condition.c - how it stands, in one word.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One table with everything the design says about each condition; nothing is derived. */

#include "plimsoll-condition.h"

static const struct
{
  PlimsollCondition condition;
  const char *word;
  gboolean is_refusal;
  gboolean is_login_trouble;
} ROWS[] = {
  { PLIMSOLL_CONDITION_LOADING, "loading", FALSE, FALSE },
  { PLIMSOLL_CONDITION_FRESH, "fresh", FALSE, FALSE },
  { PLIMSOLL_CONDITION_STALE, "stale", FALSE, FALSE },
  { PLIMSOLL_CONDITION_SIGNED_OUT, "signed-out", TRUE, TRUE },
  { PLIMSOLL_CONDITION_EXPIRED, "expired", TRUE, TRUE },
  { PLIMSOLL_CONDITION_NO_SCOPE, "no-scope", TRUE, TRUE },
  { PLIMSOLL_CONDITION_RATE_LIMITED, "rate-limited", TRUE, FALSE },
  { PLIMSOLL_CONDITION_OFFLINE, "offline", TRUE, FALSE },
  { PLIMSOLL_CONDITION_BLOCKED, "blocked", TRUE, FALSE },
  { PLIMSOLL_CONDITION_TROUBLE, "trouble", TRUE, FALSE },
  { PLIMSOLL_CONDITION_BAD_REPLY, "bad-reply", TRUE, FALSE },
};

/* The words are those of the design, for JSON, D-Bus and the store, and there are no others. */
static void
test_words (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (PLIMSOLL_TYPE_CONDITION);

  g_assert_cmpuint (klass->n_values, ==, G_N_ELEMENTS (ROWS));
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      PlimsollCondition condition = (PlimsollCondition) -1;

      g_assert_cmpstr (plimsoll_condition_to_word (ROWS[i].condition), ==, ROWS[i].word);
      g_assert_true (plimsoll_condition_from_word (ROWS[i].word, &condition));
      g_assert_cmpint (condition, ==, ROWS[i].condition);
    }
}

/* Any other word leaves the output as it was. */
static void
test_other_words (void)
{
  static const char *const words[] = { "", "Fresh", "signed_out", "signed out", "0" };
  PlimsollCondition condition = PLIMSOLL_CONDITION_BLOCKED;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (plimsoll_condition_from_word (words[i], &condition));
  g_assert_false (plimsoll_condition_from_word (NULL, &condition));
  g_assert_cmpint (condition, ==, PLIMSOLL_CONDITION_BLOCKED);
}

/* Loading, fresh and stale are no reasons; of the reasons, three only the person can mend. */
static void
test_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ROWS); i++)
    {
      g_assert_cmpint (plimsoll_condition_is_refusal (ROWS[i].condition), ==, ROWS[i].is_refusal);
      g_assert_cmpint (plimsoll_condition_is_login_trouble (ROWS[i].condition), ==,
                       ROWS[i].is_login_trouble);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/condition/words", test_words);
  g_test_add_func ("/model/condition/other-words", test_other_words);
  g_test_add_func ("/model/condition/kinds", test_kinds);

  return g_test_run ();
}
