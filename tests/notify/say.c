/* say.c - says one notice to a real daemon, and writes down what the person does about it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The notifier as a program, for test_real_daemons.py: one line on standard output for each signal,
 * until it is ended, in good order so that leaks are found. */

#include "plimsoll-notifier.h"

#include <glib-unix.h>
#include <signal.h>

static void
on_open_cb (PlimsollNotifier *notifier, const char *id, const char *token, gpointer user_data)
{
  g_print ("open %s %s\n", id, token != NULL ? "with a token" : "without a token");
}

static void
on_snooze_cb (PlimsollNotifier *notifier, const char *id, gpointer user_data)
{
  g_print ("snooze %s\n", id);
}

static gboolean
on_ended_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PlimsollNotifier) notifier = plimsoll_notifier_new ();
  g_autoptr (PlimsollNotice) notice = NULL;

  if (argc != 4)
    {
      g_printerr ("Usage: say ID TITLE BODY\n");
      return 64;
    }

  notice = plimsoll_notice_new (argv[2], argv[3], PLIMSOLL_URGENCY_CRITICAL, TRUE);
  g_signal_connect (notifier, "open", G_CALLBACK (on_open_cb), NULL);
  g_signal_connect (notifier, "snooze", G_CALLBACK (on_snooze_cb), NULL);
  plimsoll_notifier_tell (notifier, argv[1], notice);
  g_unix_signal_add (SIGTERM, on_ended_cb, loop);
  g_main_loop_run (loop);
  return 0;
}
