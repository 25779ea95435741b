/* test-finding.c - one line of what a doctor found.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What providers put in is what the doctor reads out. */

#include "plimsoll-finding.h"

/* A finding gives back what it was made of; advice may be absent. */
static void
test_parts (void)
{
  g_autoptr (PlimsollFinding) finding = plimsoll_finding_new (
      "credentials", PLIMSOLL_FINDING_WARNING, "Login", "others may read it", "chmod 600 it");
  g_autoptr (PlimsollFinding) plain =
      plimsoll_finding_new ("proxy", PLIMSOLL_FINDING_NOTE, "Proxy", "none", NULL);

  g_assert_cmpstr (plimsoll_finding_get_id (finding), ==, "credentials");
  g_assert_cmpint (plimsoll_finding_get_level (finding), ==, PLIMSOLL_FINDING_WARNING);
  g_assert_cmpstr (plimsoll_finding_get_title (finding), ==, "Login");
  g_assert_cmpstr (plimsoll_finding_get_text (finding), ==, "others may read it");
  g_assert_cmpstr (plimsoll_finding_get_advice (finding), ==, "chmod 600 it");
  g_assert_null (plimsoll_finding_get_advice (plain));
}

/* Each level has its word, and a level that is none still has one. */
static void
test_words (void)
{
  g_assert_cmpstr (plimsoll_finding_level_to_word (PLIMSOLL_FINDING_GOOD), ==, "good");
  g_assert_cmpstr (plimsoll_finding_level_to_word (PLIMSOLL_FINDING_NOTE), ==, "note");
  g_assert_cmpstr (plimsoll_finding_level_to_word (PLIMSOLL_FINDING_WARNING), ==, "warning");
  g_assert_cmpstr (plimsoll_finding_level_to_word (PLIMSOLL_FINDING_BAD), ==, "bad");
  g_assert_cmpstr (plimsoll_finding_level_to_word ((PlimsollFindingLevel) 99), ==, "note");
}

/* It lives as long as its last holder. */
static void
test_ref (void)
{
  PlimsollFinding *finding =
      plimsoll_finding_new ("clock", PLIMSOLL_FINDING_GOOD, "Clock", "right", NULL);
  PlimsollFinding *other = g_boxed_copy (PLIMSOLL_TYPE_FINDING, finding);

  plimsoll_finding_unref (finding);
  g_assert_cmpstr (plimsoll_finding_get_id (other), ==, "clock");
  g_boxed_free (PLIMSOLL_TYPE_FINDING, other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/finding/parts", test_parts);
  g_test_add_func ("/model/finding/words", test_words);
  g_test_add_func ("/model/finding/ref", test_ref);

  return g_test_run ();
}
