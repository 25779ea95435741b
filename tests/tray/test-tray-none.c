/* test-tray-none.c - a build without a tray.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The contract of the tray, kept by the backend that shows nothing. */

#include "plimsoll-tray.h"

/* It takes every state and says that it is the build that shows none: a desktop with a tray must
 * not be blamed for it. */
static void
test_shows_nothing (void)
{
  const PlimsollTrayCallbacks callbacks = { 0 };
  const PlimsollTrayState state = { .title = "Claude: session 42 %" };
  g_autoptr (PlimsollTray) tray = plimsoll_tray_new (NULL, &callbacks, NULL);

  plimsoll_tray_set_state (tray, &state);
  g_assert_cmpint (plimsoll_tray_get_presence (tray), ==, PLIMSOLL_TRAY_NOT_BUILT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tray/none/shows-nothing", test_shows_nothing);

  return g_test_run ();
}
