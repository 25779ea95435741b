/* mock-daemon.h - a notification daemon that does what a test says and remembers what it was told.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

/* dbusmock's notification_daemon template, a process of its own on the private bus. */
typedef struct _MockDaemon MockDaemon;

/* One Notify call, taken apart. */
typedef struct
{
  char *app_name; /* (owned) */
  guint32 replaces;
  char *icon; /* (owned) */
  char *title; /* (owned) */
  char *body; /* (owned) */
  char **actions; /* (owned): keys and labels in turn */
  GVariant *hints; /* (owned): a{sv} */
} MockNotice;

void mock_notice_free (MockNotice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockNotice, mock_notice_free)

/* The label under which an action was offered; NULL when it was not. */
const char *mock_notice_get_action (MockNotice *notice, const char *key);

/* Starts the daemon and waits until it owns its name, taking it from another if need be.
 * `capabilities`: divided by blanks. */
MockDaemon *mock_daemon_start (const char *capabilities);
/* Waits for a daemon that the bus starts, see mock_bus_run(). */
MockDaemon *mock_daemon_wait_started (void);
/* Ends it and waits until the bus knows. */
void mock_daemon_stop (MockDaemon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MockDaemon, mock_daemon_stop)

/* Stops it from running, so that it keeps its name and answers nothing; and lets it go on. */
void mock_daemon_freeze (MockDaemon *self);
void mock_daemon_thaw (MockDaemon *self);

/* From now on Notify fails for this title. */
void mock_daemon_refuse (MockDaemon *self, const char *title);

/* How often a method was called. */
guint mock_daemon_count (MockDaemon *self, const char *method);
/* (transfer full): the Notify call with this number, counted from 0; runs the main loop until it
 * was made. */
MockNotice *mock_daemon_wait_notice (MockDaemon *self, guint index);
/* The notification that the CloseNotification call with this number names, in the same way. */
guint32 mock_daemon_wait_close (MockDaemon *self, guint index);

/* What a person does to notification `number`; `token` is nullable. */
void mock_daemon_click (MockDaemon *self, guint32 number, const char *action, const char *token);
void mock_daemon_dismiss (MockDaemon *self, guint32 number);

/* Runs `work` on a private bus that can start what the folder `services` (nullable) lists. Once in
 * a process: libnotify keeps the first bus it meets. Returns what `work` returns. */
int mock_bus_run (const char *services, int (*work) (void));

/* Whether there is a daemon on the bus. */
gboolean mock_daemon_is_there (void);

/* Runs the main loop until `is_true`; fails the test when that does not happen in time. */
void mock_wait_until (gboolean (*is_true) (gpointer user_data), gpointer user_data);
