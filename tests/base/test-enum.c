/* test-enum.c - enumerations as words.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An enumeration of the test's own, with gaps and a negative value, stands for all of them. */

#include "plimsoll-enum.h"

typedef enum
{
  FLAVOUR_SWEET = 3,
  FLAVOUR_SOUR = -7,
} Flavour;

GType flavour_get_type (void);

G_DEFINE_ENUM_TYPE (Flavour,
                    flavour,
                    G_DEFINE_ENUM_VALUE (FLAVOUR_SWEET, "sweet"),
                    G_DEFINE_ENUM_VALUE (FLAVOUR_SOUR, "rather-sour"))

/* A value has its word; what is no value has none. */
static void
test_to_word (void)
{
  g_assert_cmpstr (plimsoll_enum_to_word (flavour_get_type (), FLAVOUR_SWEET), ==, "sweet");
  g_assert_cmpstr (plimsoll_enum_to_word (flavour_get_type (), FLAVOUR_SOUR), ==, "rather-sour");
  g_assert_null (plimsoll_enum_to_word (flavour_get_type (), 0));
  g_assert_null (plimsoll_enum_to_word (flavour_get_type (), G_MAXINT));
}

/* A word gives its value back. */
static void
test_from_word (void)
{
  int value = 0;

  g_assert_true (plimsoll_enum_from_word (flavour_get_type (), "rather-sour", &value));
  g_assert_cmpint (value, ==, FLAVOUR_SOUR);
}

/* Any other word gives nothing and leaves the output as it was. */
static void
test_from_other_words (void)
{
  static const char *const words[] = { "", "Sweet", "sweet ", "FLAVOUR_SWEET", "3", "\xff" };
  int value = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_false (plimsoll_enum_from_word (flavour_get_type (), words[i], &value));
  g_assert_false (plimsoll_enum_from_word (flavour_get_type (), NULL, &value));
  g_assert_cmpint (value, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/enum/to-word", test_to_word);
  g_test_add_func ("/base/enum/from-word", test_from_word);
  g_test_add_func ("/base/enum/from-other-words", test_from_other_words);

  return g_test_run ();
}
