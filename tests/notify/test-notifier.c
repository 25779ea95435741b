/* test-notifier.c - what a daemon is told, and what becomes of a click.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One private bus without service folders, one mock daemon per test. libnotify keeps its connection
 * for the life of a process, so the bus stays the same while daemons come and go. "Not again" is
 * shown without waiting: a last notice is sent, and when it is there nothing else has come. */

#include "plimsoll-notifier.h"

#include <libnotify/notify.h>

#include "mock-daemon.h"
#include "telling.h"

#define ALL "actions body body-markup icon-static"

/* What the notifier's signals brought. */
typedef struct
{
  guint n_opened;
  guint n_snoozed;
  char *id; /* (owned) */
  char *token; /* (owned) (nullable) */
} Heard;

static void
heard_clear (Heard *heard)
{
  g_clear_pointer (&heard->id, g_free);
  g_clear_pointer (&heard->token, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static void
on_open_cb (PlimsollNotifier *notifier, const char *id, const char *token, gpointer user_data)
{
  Heard *heard = user_data;

  heard_clear (heard);
  heard->n_opened++;
  heard->id = g_strdup (id);
  heard->token = g_strdup (token);
}

static void
on_snooze_cb (PlimsollNotifier *notifier, const char *id, gpointer user_data)
{
  Heard *heard = user_data;

  heard_clear (heard);
  heard->n_snoozed++;
  heard->id = g_strdup (id);
}

static gboolean
has_heard_cb (gpointer user_data)
{
  Heard *heard = user_data;

  return heard->n_opened + heard->n_snoozed > 0;
}

/* (transfer full) */
static PlimsollNotifier *
listen (Heard *heard)
{
  PlimsollNotifier *notifier = plimsoll_notifier_new ();

  g_signal_connect (notifier, "open", G_CALLBACK (on_open_cb), heard);
  g_signal_connect (notifier, "snooze", G_CALLBACK (on_snooze_cb), heard);
  return notifier;
}

/* The daemon hears text, urgency, category, icon, the program's name and its desktop file. */
static void
test_content (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new ("Session: 95 % used", "Resets 14:10", PLIMSOLL_URGENCY_CRITICAL, TRUE);
  g_autoptr (MockNotice) told = NULL;
  const char *entry = NULL;
  const char *category = NULL;
  guint8 urgency = 0;

  plimsoll_notifier_tell (notifier, "claude:default/session", notice);

  told = mock_daemon_wait_notice (daemon, 0);
  g_assert_cmpstr (told->app_name, ==, "Plimsoll");
  g_assert_cmpstr (told->icon, ==, "io.github.plimsoll.Plimsoll");
  g_assert_cmpstr (told->title, ==, "Session: 95 % used");
  g_assert_cmpstr (told->body, ==, "Resets 14:10");
  g_assert_true (g_variant_lookup (told->hints, "desktop-entry", "&s", &entry));
  g_assert_cmpstr (entry, ==, "io.github.plimsoll.Plimsoll");
  g_assert_true (g_variant_lookup (told->hints, "category", "&s", &category));
  g_assert_cmpstr (category, ==, "x-plimsoll.limit");
  g_assert_true (g_variant_lookup (told->hints, "urgency", "y", &urgency));
  g_assert_cmpuint (urgency, ==, 2);
}

/* (transfer full): what a daemon with these capabilities is told of a notice full of markup. */
static MockNotice *
tell_markup (const char *capabilities, gboolean can_snooze)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (capabilities);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (PlimsollNotice) notice =
      plimsoll_notice_new ("R&D <b>", "<b>R&D</b>", PLIMSOLL_URGENCY_LOW, can_snooze);

  plimsoll_notifier_tell (notifier, "markup", notice);
  return mock_daemon_wait_notice (daemon, 0);
}

/* Only the body, and only for a daemon that reads markup, is escaped; buttons are there for a
 * daemon that has them. */
static void
test_all_capabilities (void)
{
  g_autoptr (MockNotice) told = tell_markup (ALL, TRUE);

  g_assert_cmpstr (told->title, ==, "R&D <b>");
  g_assert_cmpstr (told->body, ==, "&lt;b&gt;R&amp;D&lt;/b&gt;");
  g_assert_cmpuint (g_strv_length (told->actions), ==, 4);
  g_assert_cmpstr (mock_notice_get_action (told, "default"), ==, "Open");
  g_assert_cmpstr (mock_notice_get_action (told, "snooze"), ==, "Snooze until reset");
}

/* A daemon that can do nothing gets plain text and no buttons. */
static void
test_no_capabilities (void)
{
  g_autoptr (MockNotice) told = tell_markup ("body", TRUE);

  g_assert_cmpstr (told->body, ==, "<b>R&D</b>");
  g_assert_cmpuint (g_strv_length (told->actions), ==, 0);
}

/* What has no reset to wait for offers no snooze. */
static void
test_no_snooze (void)
{
  g_autoptr (MockNotice) told = tell_markup (ALL, FALSE);

  g_assert_cmpuint (g_strv_length (told->actions), ==, 2);
  g_assert_cmpstr (mock_notice_get_action (told, "default"), ==, "Open");
}

/* The same id takes the place of what is shown or about to be; another id stands beside it. */
static void
test_replaces (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  tell (notifier, "session", "never seen");
  tell (notifier, "session", "80 %");
  assert_told (daemon, 0, "80 %", 0);

  tell (notifier, "week", "week 80 %");
  assert_told (daemon, 1, "week 80 %", 0);
  tell (notifier, "session", "95 %");
  assert_told (daemon, 2, "95 %", 1);
  tell (notifier, "session", "used up");
  assert_told (daemon, 3, "used up", 1);
  assert_told_no_more (notifier, daemon, 4);
}

/* A click is heard once, with its token if it has one; what was clicked then leaves the screen,
 * also where the daemon does not see to that. */
static void
test_open (void)
{
  static const char *const tokens[] = { NULL, "token-1", NULL };
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_auto (Heard) heard = { 0 };
  g_autoptr (PlimsollNotifier) notifier = listen (&heard);

  for (guint i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      heard.n_opened = 0;
      tell (notifier, "session", "80 %");
      assert_told (daemon, i, "80 %", 0);
      mock_daemon_click (daemon, i + 1, "default", tokens[i]);
      mock_wait_until (has_heard_cb, &heard);
      g_assert_cmpuint (heard.n_opened, ==, 1);
      g_assert_cmpuint (heard.n_snoozed, ==, 0);
      g_assert_cmpstr (heard.id, ==, "session");
      g_assert_cmpstr (heard.token, ==, tokens[i]);
      g_assert_cmpuint (mock_daemon_wait_close (daemon, i), ==, i + 1);
    }
}

/* A click on Snooze is heard for the notification that was clicked, also after it was replaced. */
static void
test_snooze (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_auto (Heard) heard = { 0 };
  g_autoptr (PlimsollNotifier) notifier = listen (&heard);

  tell (notifier, "session", "80 %");
  assert_told (daemon, 0, "80 %", 0);
  tell (notifier, "week", "week 80 %");
  assert_told (daemon, 1, "week 80 %", 0);
  tell (notifier, "week", "week 95 %");
  assert_told (daemon, 2, "week 95 %", 2);
  mock_daemon_click (daemon, 2, "snooze", NULL);
  mock_wait_until (has_heard_cb, &heard);
  g_assert_cmpuint (heard.n_snoozed, ==, 1);
  g_assert_cmpuint (heard.n_opened, ==, 0);
  g_assert_cmpstr (heard.id, ==, "week");
}

static void
on_open_let_go_cb (PlimsollNotifier *notifier,
                   const char *id,
                   const char *token,
                   gpointer user_data)
{
  g_clear_object ((PlimsollNotifier **) user_data);
}

static gboolean
is_null_cb (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Whoever hears of a click may let go of the notifier on the spot. */
static void
test_let_go_in_click (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  PlimsollNotifier *notifier = plimsoll_notifier_new ();

  g_signal_connect (notifier, "open", G_CALLBACK (on_open_let_go_cb), &notifier);
  tell (notifier, "session", "80 %");
  tell (notifier, "week", "week 80 %");
  assert_told (daemon, 1, "week 80 %", 0);
  mock_daemon_click (daemon, 1, "default", "token");
  mock_wait_until (is_null_cb, &notifier);
}

/* What the person closed is not replaced: its number may belong to somebody else by now. */
static void
test_dismissed (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  tell (notifier, "session", "80 %");
  assert_told (daemon, 0, "80 %", 0);
  mock_daemon_dismiss (daemon, 1);
  tell (notifier, "session", "95 %");
  assert_told (daemon, 1, "95 %", 0);
}

/* What is no longer true leaves the screen, or never gets there; what nobody knows is no mistake.
 */
static void
test_withdraw (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  plimsoll_notifier_withdraw (notifier, "unknown");
  tell (notifier, "session", "80 %");
  assert_told (daemon, 0, "80 %", 0);
  tell (notifier, "week", "never seen");
  plimsoll_notifier_withdraw (notifier, "week");
  plimsoll_notifier_withdraw (notifier, "session");
  plimsoll_notifier_withdraw (notifier, "session");
  g_assert_cmpuint (mock_daemon_wait_close (daemon, 0), ==, 1);
  tell (notifier, "session", "new cycle");
  assert_told (daemon, 1, "new cycle", 0);
  assert_told_no_more (notifier, daemon, 2);
  g_assert_cmpuint (mock_daemon_count (daemon, "CloseNotification"), ==, 1);
}

/* A daemon that refuses one notice still gets the others, and is not pestered for ever. */
static void
test_refused (void)
{
  g_autoptr (MockDaemon) daemon = mock_daemon_start (ALL);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();

  mock_daemon_refuse (daemon, "refused");
  tell (notifier, "bad", "refused");
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *id = g_strdup_printf ("good-%u", i);
      guint refused = MIN (i + 1, 3);

      tell (notifier, id, "welcome");
      assert_told (daemon, i + refused, "welcome", 0);
      g_assert_cmpuint (mock_daemon_count (daemon, "Notify"), ==, i + refused + 1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/notify/notifier/content", test_content);
  g_test_add_func ("/notify/notifier/all-capabilities", test_all_capabilities);
  g_test_add_func ("/notify/notifier/no-capabilities", test_no_capabilities);
  g_test_add_func ("/notify/notifier/no-snooze", test_no_snooze);
  g_test_add_func ("/notify/notifier/replaces", test_replaces);
  g_test_add_func ("/notify/notifier/open", test_open);
  g_test_add_func ("/notify/notifier/snooze", test_snooze);
  g_test_add_func ("/notify/notifier/let-go-in-click", test_let_go_in_click);
  g_test_add_func ("/notify/notifier/dismissed", test_dismissed);
  g_test_add_func ("/notify/notifier/withdraw", test_withdraw);
  g_test_add_func ("/notify/notifier/refused", test_refused);

  return mock_bus_run (NULL, g_test_run);
}
