/* test-vardict.c - dictionaries written tidily and read with suspicion.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the codec does not reach by itself; the rest is tested through it. */

#include "plimsoll-vardict.h"

#include <math.h>

static PlimsollVardict *
open_text (const char *text)
{
  g_autoptr (GVariant) dict = g_variant_parse (G_VARIANT_TYPE_VARDICT, text, NULL, NULL, NULL);

  return plimsoll_vardict_open (dict);
}

/* Text is made to fit without splitting a character, and control characters become blanks. */
static void
test_fit (void)
{
  static const struct
  {
    const char *text;
    gsize max;
    const char *fit;
  } rows[] = {
    { "abc", 3, "abc" },
    { "abc", 2, "ab" },
    { "abc", 0, "" },
    { "aü", 3, "aü" },
    { "aü", 2, "a" },
    { "✨✨", 5, "✨" },
    { "", 9, "" },
    { "a\nb\x7f", 9, "a b " },
    { "a\xc2\x9b"
      "b",
      9, "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *fit = plimsoll_vardict_dup_fit (rows[i].text, rows[i].max);

      g_assert_cmpstr (fit, ==, rows[i].fit);
    }
}

/* After the first fault everything is empty, and the first fault is the one that is told. */
static void
test_first_fault (void)
{
  g_autoptr (PlimsollVardict) dict =
      open_text ("{'a': <'x'>, 'n': <int64 7>, 'd': <1.5>, 'b': <true>}");

  g_assert_null (plimsoll_vardict_get_fault (dict));
  g_assert_cmpstr (plimsoll_vardict_get_text (dict, "a", PLIMSOLL_VARDICT_REQUIRED, 9), ==, "x");
  g_assert_cmpfloat (plimsoll_vardict_get_percent (dict, "d"), ==, 1.5);
  g_assert_cmpint (plimsoll_vardict_get_length (dict, "n"), ==, 7);
  g_assert_true (plimsoll_vardict_get_flag (dict, "b"));

  plimsoll_vardict_blame (dict, "first");
  plimsoll_vardict_blame (dict, "second");
  g_assert_cmpstr (plimsoll_vardict_get_fault (dict), ==, "first");
  g_assert_null (plimsoll_vardict_get_text (dict, "a", PLIMSOLL_VARDICT_REQUIRED, 9));
  g_assert_true (isnan (plimsoll_vardict_get_percent (dict, "d")));
  g_assert_cmpint (plimsoll_vardict_get_length (dict, "n"), ==, 0);
  g_assert_false (plimsoll_vardict_get_flag (dict, "b"));
  g_assert_null (plimsoll_vardict_dup_moment (dict, "n", PLIMSOLL_VARDICT_OPTIONAL));
  g_assert_null (plimsoll_vardict_dup_money (dict, "m", PLIMSOLL_VARDICT_OPTIONAL));
}

/* What is absent is unknown and no fault, unless it had to be there. */
static void
test_absent (void)
{
  g_autoptr (PlimsollVardict) dict = open_text ("{}");

  g_assert_null (plimsoll_vardict_get_text (dict, "a", PLIMSOLL_VARDICT_OPTIONAL, 9));
  g_assert_null (plimsoll_vardict_dup_moment (dict, "a", PLIMSOLL_VARDICT_OPTIONAL));
  g_assert_null (plimsoll_vardict_dup_money (dict, "a", PLIMSOLL_VARDICT_OPTIONAL));
  g_assert_true (isnan (plimsoll_vardict_get_percent (dict, "a")));
  g_assert_cmpint (plimsoll_vardict_get_length (dict, "a"), ==, 0);
  g_assert_null (plimsoll_vardict_get_fault (dict));
  g_assert_null (plimsoll_vardict_dup_money (dict, "cap", PLIMSOLL_VARDICT_REQUIRED));
  g_assert_cmpstr (plimsoll_vardict_get_fault (dict), ==, "cap");
}

/* An empty text may stand where none is needed, and not where one is. */
static void
test_empty_text (void)
{
  g_autoptr (PlimsollVardict) dict = open_text ("{'a': <''>}");

  g_assert_cmpstr (plimsoll_vardict_get_text (dict, "a", PLIMSOLL_VARDICT_OPTIONAL, 9), ==, "");
  g_assert_null (plimsoll_vardict_get_fault (dict));
  g_assert_null (plimsoll_vardict_get_text (dict, "a", PLIMSOLL_VARDICT_REQUIRED, 9));
  g_assert_cmpstr (plimsoll_vardict_get_fault (dict), ==, "a");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/vardict/fit", test_fit);
  g_test_add_func ("/model/vardict/first-fault", test_first_fault);
  g_test_add_func ("/model/vardict/absent", test_absent);
  g_test_add_func ("/model/vardict/empty-text", test_empty_text);

  return g_test_run ();
}
