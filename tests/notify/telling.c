/* telling.c - says a notice, and looks whether the daemon heard it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the tests of the notifier share; the mock daemon itself knows nothing of the notifier. */

#include "telling.h"

void
tell (PlimsollNotifier *notifier, const char *id, const char *title)
{
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new (title, "body", PLIMSOLL_URGENCY_NORMAL, TRUE);

  plimsoll_notifier_tell (notifier, id, notice);
}

void
assert_told (MockDaemon *daemon, guint index, const char *title, guint32 replaces)
{
  g_autoptr (MockNotice) notice = mock_daemon_wait_notice (daemon, index);

  g_assert_cmpstr (notice->title, ==, title);
  g_assert_cmpuint (notice->replaces, ==, replaces);
}

void
assert_told_no_more (PlimsollNotifier *notifier, MockDaemon *daemon, guint count)
{
  tell (notifier, "last", "last of all");
  assert_told (daemon, count, "last of all", 0);
  g_assert_cmpuint (mock_daemon_count (daemon, "Notify"), ==, count + 1);
}
