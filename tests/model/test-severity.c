/* test-severity.c - how near a limit is to its end.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The thresholds to the hundredth, and the words of the contract. */

#include "plimsoll-severity.h"

#include <math.h>

/* Our own word, where the server gave none, changes at 80 and at 95; the unknown alarms nobody. */
static void
test_from_percent (void)
{
  const struct
  {
    double percent;
    PlimsollSeverity severity;
  } rows[] = {
    { 0, PLIMSOLL_SEVERITY_NORMAL },    { 79.99, PLIMSOLL_SEVERITY_NORMAL },
    { 80, PLIMSOLL_SEVERITY_WARNING },  { 94.99, PLIMSOLL_SEVERITY_WARNING },
    { 95, PLIMSOLL_SEVERITY_CRITICAL }, { 104.2, PLIMSOLL_SEVERITY_CRITICAL },
    { -1, PLIMSOLL_SEVERITY_NORMAL },   { (double) NAN, PLIMSOLL_SEVERITY_NORMAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (plimsoll_severity_from_percent (rows[i].percent), ==, rows[i].severity);
}

/* Every severity has its word, and no other word is one. */
static void
test_words (void)
{
  static const char *const words[] = { "normal", "warning", "critical" };
  PlimsollSeverity severity = PLIMSOLL_SEVERITY_WARNING;

  g_assert_false (plimsoll_severity_from_word ("exceeded", &severity));
  g_assert_false (plimsoll_severity_from_word (NULL, &severity));
  g_assert_cmpint (severity, ==, PLIMSOLL_SEVERITY_WARNING);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_cmpstr (plimsoll_severity_to_word ((PlimsollSeverity) i), ==, words[i]);
      g_assert_true (plimsoll_severity_from_word (words[i], &severity));
      g_assert_cmpint (severity, ==, (int) i);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/severity/from-percent", test_from_percent);
  g_test_add_func ("/model/severity/words", test_words);

  return g_test_run ();
}
