/* test-span.c - lengths of time as people type them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table of what is taken and of what is not; nothing is guessed at. */
#include "plimsoll-span.h"

/* Every form that sleep(1) and systemd take, and which length it is. */
static void
test_taken (void)
{
  const struct
  {
    const char *text;
    GTimeSpan seconds;
  } rows[] = {
    { "0", 0 },        { "90", 90 },    { "45s", 45 },        { "30m", 1800 },
    { "2h", 7200 },    { "1d", 86400 }, { "1h30m", 5400 },    { "1d2h3m4s", 93784 },
    { "1d4s", 86404 }, { "007m", 420 }, { "366d", 31622400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GTimeSpan span = -1;

      g_assert_true (plimsoll_span_parse (rows[i].text, &span));
      g_assert_cmpint (span, ==, rows[i].seconds * G_TIME_SPAN_SECOND);
    }
}

/* Anything else is refused, and what was there stays. */
static void
test_refused (void)
{
  const char *const texts[] = { "",       " ",    "h",        "2 h",
                                "-2h",    "+2h",  "2.5h",     "2h30",
                                "30m2h",  "1h1h", "2hh",      "2x",
                                "h2",     "2H",   "367d",     "99999999999999999999",
                                "366d1s", "2h ",  "\xc3\xa9", "1h-1m" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GTimeSpan span = 7;

      g_assert_false (plimsoll_span_parse (texts[i], &span));
      g_assert_cmpint (span, ==, 7);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/span/taken", test_taken);
  g_test_add_func ("/base/span/refused", test_refused);
  return g_test_run ();
}
