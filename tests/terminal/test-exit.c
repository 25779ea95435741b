/* test-exit.c - what a script is told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The table of the contract for one account, and the rule for several, on the scenes of the other
 * tests. */

#include <locale.h>

#include "plimsoll-exit.h"
#include "plimsoll-show-words.h"
#include "scenes.h"

static const struct
{
  const char *scene;
  PlimsollExit status;
} ONE_ACCOUNT[] = {
  { "fresh", 0 },         { "odd", 0 },
  { "passed", 0 },        { "nothing", 0 },
  { "old", 75 },          { "stale-offline", 75 },
  { "live-session", 75 }, { "stale-rate-limited", 75 },
  { "signed-out", 77 },   { "expired", 77 },
  { "no-scope", 77 },     { "rate-limited", 69 },
  { "offline", 69 },      { "blocked", 69 },
  { "trouble", 69 },      { "bad-reply", 69 },
  { "none", 69 },
};

static PlimsollExit
judge (GPtrArray *reports)
{
  g_autoptr (GDateTime) now = scenes_now ();

  return plimsoll_exit_from_reports (reports, now, PLIMSOLL_SHOW_FRESH_FOR);
}

/* Each condition has its status, as the table of the contract says. */
static void
test_one_account (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ONE_ACCOUNT); i++)
    {
      g_autoptr (GPtrArray) reports = scenes_make (ONE_ACCOUNT[i].scene);

      g_test_message ("%s", ONE_ACCOUNT[i].scene);
      g_assert_cmpint (judge (reports), ==, ONE_ACCOUNT[i].status);
    }
}

static void
assert_together (const char *const *scenes, PlimsollExit status)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_report_unref);

  for (gsize i = 0; scenes[i] != NULL; i++)
    g_ptr_array_extend_and_steal (all, scenes_make (scenes[i]));
  g_assert_cmpint (judge (all), ==, status);
}

/* An account without numbers does not spoil those of another one. */
static void
test_numbers_outrank_absence (void)
{
  assert_together ((const char *const[]){ "signed-out", "fresh", NULL }, PLIMSOLL_EXIT_FRESH);
  assert_together ((const char *const[]){ "fresh", "offline", NULL }, PLIMSOLL_EXIT_FRESH);
  assert_together ((const char *const[]){ "blocked", "old", "signed-out", NULL },
                   PLIMSOLL_EXIT_STALE);
}

/* One stale account makes the whole answer stale. */
static void
test_stale_outranks_fresh (void)
{
  assert_together ((const char *const[]){ "fresh", "old", NULL }, PLIMSOLL_EXIT_STALE);
  assert_together ((const char *const[]){ "stale-offline", "fresh", NULL }, PLIMSOLL_EXIT_STALE);
}

/* Logging in is the advice only when nothing else stands in the way. */
static void
test_login_trouble_of_all (void)
{
  assert_together ((const char *const[]){ "signed-out", "expired", NULL },
                   PLIMSOLL_EXIT_SIGNED_OUT);
  assert_together ((const char *const[]){ "signed-out", "offline", NULL }, PLIMSOLL_EXIT_NOTHING);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/terminal/exit/one-account", test_one_account);
  g_test_add_func ("/terminal/exit/numbers-outrank-absence", test_numbers_outrank_absence);
  g_test_add_func ("/terminal/exit/stale-outranks-fresh", test_stale_outranks_fresh);
  g_test_add_func ("/terminal/exit/login-trouble-of-all", test_login_trouble_of_all);

  return g_test_run ();
}
