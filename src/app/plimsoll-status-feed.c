/* plimsoll-status-feed.c - Claude Code's status line, put between its parser, the feed and the
 * terminal. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The numbers go into a file named after the login, with the one-way name of its token beside them,
 * so that they are not taken for those of whoever logs in there next. Before the first reply of a
 * run there are none, and then the last known ones are shown with their age. */

#include "plimsoll-status-feed.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-claude-credentials.h"
#include "plimsoll-claude-feed.h"
#include "plimsoll-claude-settings.h"
#include "plimsoll-claude-status.h"
#include "plimsoll-config.h"
#include "plimsoll-feed.h"
#include "plimsoll-file.h"
#include "plimsoll-place.h"

/* Settings written by hand are a few kilobytes. */
#define MOST_SETTINGS_BYTES (1024u * 1024)

/* (transfer full): the numbers as the file holds them. Which of the logins they belong to its name
 * says; that in it is only for form. */
static PlimsollReport *
make_report (PlimsollClaudeHome *home, PlimsollSnapshot *snapshot)
{
  g_autoptr (PlimsollAccount) account = plimsoll_account_new ("claude:default", "claude", "Claude");
  g_autoptr (PlimsollClaudeCredentials) login = plimsoll_claude_credentials_load (home);
  g_autofree char *key = login->token != NULL ? plimsoll_secret_dup_key (login->token) : NULL;

  return plimsoll_report_new (account, key, snapshot, NULL);
}

/* (transfer full): numbers of nothing, while there are none. */
static PlimsollSnapshot *
make_empty (GDateTime *now)
{
  return plimsoll_snapshot_new (
      &(PlimsollSnapshotFields){ .source = PLIMSOLL_SOURCE_STATUSLINE, .observed_at = now });
}

/* (transfer full): what just came, which is kept for the service; without it what was kept. */
static PlimsollReport *
settle (PlimsollClaudeHome *home, const char *path, PlimsollSnapshot *snapshot, GDateTime *now)
{
  g_autoptr (PlimsollReport) held = path != NULL ? plimsoll_feed_read (path, now) : NULL;
  g_autoptr (PlimsollSnapshot) empty = make_empty (now);
  g_autoptr (PlimsollReport) heard = NULL;
  g_autoptr (GError) error = NULL;

  if (snapshot == NULL && held != NULL)
    return g_steal_pointer (&held);

  heard = make_report (home, snapshot != NULL ? snapshot : empty);
  if (snapshot != NULL && path != NULL && plimsoll_feed_is_worth_writing (held, heard)
      && !plimsoll_feed_write (path, heard, &error))
    g_debug ("The feed: %s", error->message);
  return g_steal_pointer (&heard);
}

static void
take (const char *data, gsize length, PlimsollStatusNews *news, gpointer user_data)
{
  PlimsollStatusFeed *self = user_data;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (self->environment, self->home);
  g_autofree char *path = plimsoll_claude_feed_dup_path (home, self->feed_folder);
  g_autoptr (PlimsollClaudeStatus) said =
      data != NULL ? plimsoll_claude_status_parse (data, length, now, NULL) : NULL;
  g_autoptr (PlimsollSnapshot) snapshot =
      said != NULL ? plimsoll_claude_status_dup_snapshot (said, now) : NULL;

  if (said != NULL)
    {
      news->model = g_strdup (said->model);
      news->folder = g_strdup (said->folder);
    }
  news->report = settle (home, path, snapshot, now);
}

/* (transfer full): how a shell starts this program. */
static char *
dup_program (void)
{
  g_autofree char *program = plimsoll_place_dup_program ();

  /* What is called by its path inside the sandbox is nowhere outside of it. */
  if (g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return g_strdup ("flatpak run --command=plimsoll " PLIMSOLL_APP_ID);
  if (strspn (program, "/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+")
      == strlen (program))
    return g_steal_pointer (&program);

  return g_shell_quote (program);
}

/* FALSE with error but for a file that is not there yet. */
static gboolean
read_settings (const char *path, char **text, GError **error)
{
  g_autoptr (GError) own_error = NULL;
  gsize length = 0;

  *text = plimsoll_file_read (path, MOST_SETTINGS_BYTES, &length, &own_error);
  if (*text == NULL)
    {
      if (g_error_matches (own_error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MISSING))
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&own_error));
      return FALSE;
    }
  if (strlen (*text) == length)
    return TRUE;

  g_clear_pointer (text, g_free);
  g_set_error_literal (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MALFORMED,
                       _ ("Claude Code's settings are not sound JSON. They are left as they are; "
                          "mend them first."));
  return FALSE;
}

static gboolean
plan (PlimsollStatusWish wish, PlimsollStatusEdit *edit, gpointer user_data, GError **error)
{
  PlimsollStatusFeed *self = user_data;
  g_autofree char *program = dup_program ();

  edit->path = plimsoll_claude_settings_dup_path (self->environment, self->home);
  if (edit->path == NULL)
    {
      g_set_error_literal (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_MISSING,
                           _ ("CLAUDE_CONFIG_DIR must be an absolute path."));
      return FALSE;
    }
  if (!read_settings (edit->path, &edit->before, error))
    return FALSE;

  if (wish == PLIMSOLL_STATUS_INSTALL)
    edit->after = plimsoll_claude_settings_install (edit->before, program, error);
  else if (edit->before != NULL)
    edit->after = plimsoll_claude_settings_remove (edit->before, error);
  else
    return TRUE;

  return edit->after != NULL;
}

/* (transfer full): a name beside `path` that says when the file was as it is in there. */
static char *
dup_backup_path (const char *path, GDateTime *now)
{
  g_autofree char *stamp = g_date_time_format (now, "%Y%m%d-%H%M%S");

  return g_strdup_printf ("%s.before-plimsoll-%s", path, stamp);
}

static gboolean
apply (const PlimsollStatusEdit *edit, char **backup, gpointer user_data, GError **error)
{
  PlimsollStatusFeed *self = user_data;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autofree char *current = NULL;
  g_autofree char *backup_path = dup_backup_path (edit->path, now);
  GStatBuf info;

  if (!read_settings (edit->path, &current, error))
    return FALSE;
  if (g_strcmp0 (current, edit->before) != 0)
    {
      g_set_error_literal (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE,
                           _ ("The settings changed at this moment; nothing was done. Try again."));
      return FALSE;
    }
  if (edit->before == NULL)
    return plimsoll_file_write (edit->path, edit->after, strlen (edit->after), error);

  if (!plimsoll_file_write (backup_path, current, strlen (current), error))
    return FALSE;
  /* As open or closed as the file that it is a copy of; a failure leaves it closed. */
  if (g_stat (edit->path, &info) == 0)
    (void) g_chmod (backup_path, (int) (info.st_mode & 07777));

  *backup = g_steal_pointer (&backup_path);
  return plimsoll_file_rewrite (edit->path, edit->after, strlen (edit->after), error);
}

PlimsollStatusPort
plimsoll_status_feed_as_port (PlimsollStatusFeed *self)
{
  return (PlimsollStatusPort){ .take = take, .plan = plan, .apply = apply, .user_data = self };
}
