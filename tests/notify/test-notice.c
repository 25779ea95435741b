/* test-notice.c - what a notice takes and gives back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A value: what goes in comes out, except what no bus would carry. */

#include "plimsoll-notice.h"

/* A notice gives back what it was made of, and keeps its own copy. */
static void
test_keeps (void)
{
  char title[] = "Session: 80 % used";
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new (title, "Resets today 14:10\nPlan: Max", PLIMSOLL_URGENCY_CRITICAL, TRUE);

  title[0] = 'X';
  g_assert_cmpstr (plimsoll_notice_get_title (notice), ==, "Session: 80 % used");
  g_assert_cmpstr (plimsoll_notice_get_body (notice), ==, "Resets today 14:10\nPlan: Max");
  g_assert_cmpint (plimsoll_notice_get_urgency (notice), ==, PLIMSOLL_URGENCY_CRITICAL);
  g_assert_true (plimsoll_notice_get_can_snooze (notice));
}

/* A notice needs no body; there is never none to read. */
static void
test_without_body (void)
{
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new ("Back again", NULL, PLIMSOLL_URGENCY_LOW, FALSE);

  g_assert_cmpstr (plimsoll_notice_get_body (notice), ==, "");
  g_assert_false (plimsoll_notice_get_can_snooze (notice));
}

/* Bytes that are no UTF-8 are replaced; one such name must not silence the whole notice. */
static void
test_no_utf8 (void)
{
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new ("Plan \xff", "Caf\xe9", PLIMSOLL_URGENCY_NORMAL, FALSE);

  g_assert_cmpstr (plimsoll_notice_get_title (notice), ==, "Plan \uFFFD");
  g_assert_cmpstr (plimsoll_notice_get_body (notice), ==, "Caf\uFFFD");
}

/* A notice may be handed on and outlives whoever made it. */
static void
test_boxed (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, PLIMSOLL_TYPE_NOTICE);
  g_value_take_boxed (&value, plimsoll_notice_new ("Kept", NULL, PLIMSOLL_URGENCY_LOW, FALSE));
  g_assert_cmpstr (plimsoll_notice_get_title (g_value_get_boxed (&value)), ==, "Kept");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notify/notice/keeps", test_keeps);
  g_test_add_func ("/notify/notice/without-body", test_without_body);
  g_test_add_func ("/notify/notice/no-utf8", test_no_utf8);
  g_test_add_func ("/notify/notice/boxed", test_boxed);

  return g_test_run ();
}
