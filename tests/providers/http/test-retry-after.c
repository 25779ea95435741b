/* test-retry-after.c - tests of the Retry-After header.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Servers send seconds, dates and nonsense; the wrong reading of one earns an hour of silence. */

#include "plimsoll-retry-after.h"

static void
assert_seconds (const char *text, gint64 seconds)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  GTimeSpan span = -1;

  g_assert_true (plimsoll_retry_after_parse (text, now, &span));
  g_assert_cmpint (span, ==, seconds * G_TIME_SPAN_SECOND);
}

static void
assert_garbage (const char *text)
{
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  GTimeSpan span = 42;

  g_assert_false (plimsoll_retry_after_parse (text, now, &span));
  g_assert_cmpint (span, ==, 42);
}

/* A number is seconds, with or without blanks around it; a negative one is 0. */
static void
test_seconds (void)
{
  assert_seconds ("272", 272);
  assert_seconds (" 3600 ", 3600);
  assert_seconds ("0", 0);
  assert_seconds ("-5", 0);
}

/* A number beyond all sense neither overflows nor blocks for years. */
static void
test_huge (void)
{
  assert_seconds ("99999999999999999999999", 86400);
  assert_seconds ("9223372036854775807", 86400);
}

/* A date is counted from now, and one in the past is 0. */
static void
test_date (void)
{
  assert_seconds ("Fri, 20 Nov 2026 09:05:00 GMT", 300);
  assert_seconds ("Fri, 20 Nov 2026 08:00:00 GMT", 0);
  /* Newer ones of libsoup read no date in the very last year that there is. */
  assert_seconds ("Thu, 31 Dec 9998 23:59:59 GMT", 86400);
}

/* What is neither is as good as absent, and nothing is written. */
static void
test_garbage (void)
{
  assert_garbage (NULL);
  assert_garbage ("");
  assert_garbage ("   ");
  assert_garbage ("soon");
  assert_garbage ("12 minutes");
  assert_garbage ("1.5");
  assert_garbage ("0x10");
  assert_garbage ("2026-11-20T09:05:00Z");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/retry-after/seconds", test_seconds);
  g_test_add_func ("/providers/retry-after/huge", test_huge);
  g_test_add_func ("/providers/retry-after/date", test_date);
  g_test_add_func ("/providers/retry-after/garbage", test_garbage);

  return g_test_run ();
}
