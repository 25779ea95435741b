/* test-notifier-absence.c - daemons that are not there, hang, go and come back.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One private bus without service folders; the two tests that want another, or none, are processes
 * of their own. Everything the notifier
 * says in these cases is a debug message: GTest fails a test for a warning. */

#include "plimsoll-notifier.h"

#include <glib/gstdio.h>
#include <libnotify/notify.h>

#include "mock-daemon.h"
#include "telling.h"

#define CAPABILITIES "actions body"
#define HEARTBEAT_MS 10
/* A blocked main loop would stand for libnotify's 25 s; a busy machine holds one up far less. */
#define LONGEST_PAUSE (5 * G_TIME_SPAN_SECOND)
#define ENOUGH_BEATS 30

typedef struct
{
  guint n_beats;
  gint64 last; /* monotonic, µs */
  GTimeSpan longest_pause;
} Heart;

static gboolean
on_beat_cb (gpointer user_data)
{
  Heart *heart = user_data;
  gint64 now = g_get_monotonic_time ();

  heart->longest_pause = MAX (heart->longest_pause, now - heart->last);
  heart->last = now;
  heart->n_beats++;
  return G_SOURCE_CONTINUE;
}

static gboolean
has_beaten_cb (gpointer user_data)
{
  return ((Heart *) user_data)->n_beats >= ENOUGH_BEATS;
}

/* Runs the main loop for thirty heartbeats, none of which may be late. */
static void
let_it_beat (void)
{
  Heart heart = { 0, g_get_monotonic_time (), 0 };
  guint beat = g_timeout_add (HEARTBEAT_MS, on_beat_cb, &heart);

  mock_wait_until (has_beaten_cb, &heart);
  g_source_remove (beat);
  g_assert_cmpint (heart.longest_pause, <, LONGEST_PAUSE);
}

/* Without a session bus a notice is no trouble, and libnotify is not even woken. */
static void
test_no_bus (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (PlimsollNotifier) notifier = NULL;

      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
      notifier = plimsoll_notifier_new ();
      tell (notifier, "session", "80 %");
      let_it_beat ();
      tell (notifier, "session", "95 %");
      plimsoll_notifier_withdraw (notifier, "session");
      tell (notifier, "week", "80 %");
      let_it_beat ();
      g_assert_false (notify_is_initted ());
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
  g_test_trap_assert_stderr ("");
}

/* A notice without a daemon waits, quietly, and is told once when a daemon comes: the latest of
 * each id, without what was withdrawn. */
static void
test_later_daemon (void)
{
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (MockDaemon) daemon = NULL;

  tell (notifier, "session", "80 %");
  tell (notifier, "week", "week 80 %");
  tell (notifier, "month", "month 80 %");
  let_it_beat ();
  tell (notifier, "session", "95 %");
  plimsoll_notifier_withdraw (notifier, "month");
  let_it_beat ();

  daemon = mock_daemon_start (CAPABILITIES);
  assert_told (daemon, 0, "week 80 %", 0);
  assert_told (daemon, 1, "95 %", 0);
  assert_told_no_more (notifier, daemon, 2);
}

/* However much there is to say while nobody listens, only the newest is kept. */
static void
test_bounded (void)
{
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (MockDaemon) daemon = NULL;

  for (guint i = 0; i < PLIMSOLL_NOTIFIER_MOST + 8; i++)
    {
      g_autofree char *id = g_strdup_printf ("id-%u", i);

      tell (notifier, id, id);
    }
  daemon = mock_daemon_start (CAPABILITIES);
  assert_told (daemon, 0, "id-8", 0);
  assert_told (daemon, PLIMSOLL_NOTIFIER_MOST - 1, "id-39", 0);
  assert_told_no_more (notifier, daemon, PLIMSOLL_NOTIFIER_MOST);
}

/* A daemon that hangs holds nothing up, and is told once it wakes. */
static void
test_hanging (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (CAPABILITIES);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  tell (notifier, "week", "week 80 %");
  assert_told (daemon, 0, "week 80 %", 0);
  mock_daemon_freeze (daemon);
  tell (notifier, "session", "80 %");
  plimsoll_notifier_withdraw (notifier, "week");
  let_it_beat ();
  tell (notifier, "session", "95 %");
  let_it_beat ();
  mock_daemon_thaw (daemon);

  assert_told (daemon, 1, "95 %", 0);
  g_assert_cmpuint (mock_daemon_wait_close (daemon, 0), ==, 1);
  assert_told_no_more (notifier, daemon, 2);
}

/* A notifier may be let go while a daemon hangs. */
static void
test_let_go_while_hanging (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (CAPABILITIES);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  mock_daemon_freeze (daemon);
  tell (notifier, "session", "80 %");
  let_it_beat ();
  g_clear_object (&notifier);
  let_it_beat ();
  mock_daemon_thaw (daemon);
  notifier = plimsoll_notifier_new ();
  assert_told_no_more (notifier, daemon, 0);
}

/* A daemon that hangs and dies leaves its notices to the next one. */
static void
test_hanging_dies (void)
{
  MockDaemon *first = mock_daemon_start (CAPABILITIES);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (MockDaemon) second = NULL;

  mock_daemon_freeze (first);
  tell (notifier, "session", "80 %");
  let_it_beat ();
  mock_daemon_stop (first);
  second = mock_daemon_start (CAPABILITIES);
  assert_told (second, 0, "80 %", 0);
  assert_told_no_more (notifier, second, 1);
}

/* A daemon that hangs and lives on, but lost its name to another, keeps nothing from that one. */
static void
test_hanging_replaced (void)
{
  g_autoptr (MockDaemon) first = mock_daemon_start (CAPABILITIES);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (MockDaemon) second = NULL;

  mock_daemon_freeze (first);
  tell (notifier, "session", "80 %");
  let_it_beat ();
  second = mock_daemon_start (CAPABILITIES);
  assert_told (second, 0, "80 %", 0);
  assert_told_no_more (notifier, second, 1);
}

/* A new daemon is not told again what the old one showed, and no number of the old one. */
static void
test_restart (void)
{
  MockDaemon *first = mock_daemon_start (CAPABILITIES);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (MockDaemon) second = NULL;

  tell (notifier, "other", "other");
  tell (notifier, "session", "80 %");
  assert_told (first, 1, "80 %", 0);
  mock_daemon_stop (first);
  second = mock_daemon_start (CAPABILITIES);

  plimsoll_notifier_withdraw (notifier, "other");
  tell (notifier, "session", "95 %");
  assert_told (second, 0, "95 %", 0);
  tell (notifier, "session", "used up");
  assert_told (second, 1, "used up", 1);
  assert_told_no_more (notifier, second, 2);
}

/* On a bus that can start a daemon. */
static int
start_and_end (void)
{
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  MockDaemon *first = NULL;
  g_autoptr (MockDaemon) second = NULL;

  tell (notifier, "session", "80 %");
  first = mock_daemon_wait_started ();
  assert_told (first, 0, "80 %", 0);
  mock_daemon_freeze (first);
  tell (notifier, "week", "week 80 %");
  let_it_beat ();
  mock_daemon_stop (first);
  let_it_beat ();
  g_assert_false (mock_daemon_is_there ());

  tell (notifier, "session", "95 %");
  second = mock_daemon_wait_started ();
  assert_told (second, 0, "week 80 %", 0);
  assert_told (second, 1, "95 %", 0);
  return 0;
}

/* A daemon that the bus can start is started for a notice; but one that still waits when the daemon
 * goes starts nothing. */
static void
test_startable (void)
{
  const char *service = "[D-BUS Service]\n"
                        "Name=org.freedesktop.Notifications\n"
                        "Exec=/usr/bin/python3 -m dbusmock --session "
                        "--template notification_daemon --logfile /dev/null\n";
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
      g_test_trap_assert_passed ();
      return;
    }

  folder = g_dir_make_tmp ("plimsoll-services-XXXXXX", &error);
  g_assert_no_error (error);
  file = g_build_filename (folder, "notifications.service", NULL);
  g_file_set_contents (file, service, -1, &error);
  g_assert_no_error (error);
  mock_bus_run (folder, start_and_end);
  g_assert_cmpint (g_unlink (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notify/absence/no-bus", test_no_bus);
  g_test_add_func ("/notify/absence/later-daemon", test_later_daemon);
  g_test_add_func ("/notify/absence/bounded", test_bounded);
  g_test_add_func ("/notify/absence/hanging", test_hanging);
  g_test_add_func ("/notify/absence/let-go-while-hanging", test_let_go_while_hanging);
  g_test_add_func ("/notify/absence/hanging-dies", test_hanging_dies);
  g_test_add_func ("/notify/absence/hanging-replaced", test_hanging_replaced);
  g_test_add_func ("/notify/absence/restart", test_restart);
  g_test_add_func ("/notify/absence/startable", test_startable);
  return g_test_subprocess () ? g_test_run () : mock_bus_run (NULL, g_test_run);
}
