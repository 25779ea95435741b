/* stage.c - a made-up `plimsoll` beside a made-up state folder, for the tests of what starts it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The script is real and is really started: what the service promises about processes can only be
 * shown with processes. */

#include "stage.h"

#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-codec.h"

#define BEHAVES                                \
  "echo \"$*\" >>log\n"                        \
  "case $2 in\n"                               \
  "--list) cat list;;\n"                       \
  "--account) cat \"report-$3\" || exit 3;;\n" \
  "esac\n"

static char *
dup_path (Stage *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
put (Stage *self, const char *name, GBytes *bytes)
{
  g_autofree char *path = dup_path (self, name);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
put_list (Stage *self)
{
  g_autoptr (GBytes) bytes = plimsoll_login_list_to_bytes (self->list);

  put (self, "list", bytes);
}

void
stage_set_up (Stage *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("plimsoll-service-XXXXXX", &error);
  g_assert_no_error (error);
  self->program = dup_path (self, "plimsoll");
  self->list = plimsoll_login_list_new ();
  stage_write (self, BEHAVES);
  put_list (self);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
stage_tear_down (Stage *self, gconstpointer data)
{
  /* What was stopped ends in the main loop. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  remove_all (self->folder);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->program, g_free);
  g_clear_pointer (&self->list, g_ptr_array_unref);
}

/* By renaming: a script that is being written cannot be started. */
void
stage_write (Stage *self, const char *body)
{
  g_autofree char *draft = dup_path (self, "draft");
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\ncd '%s' || exit 1\n%s\n", self->folder, body);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (draft, text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (draft, 0755), ==, 0);
  g_assert_cmpint (g_rename (draft, self->program), ==, 0);
}

/* (transfer full) (nullable): NULL also for a file that was made and not yet written. */
static char *
dup_text (const char *path)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL) || *text == '\0')
    return NULL;
  return g_steal_pointer (&text);
}

char *
stage_wait_for_file (Stage *self, const char *name)
{
  g_autofree char *path = dup_path (self, name);
  char *text = NULL;

  stage_wait_until ((text = dup_text (path)) != NULL);
  return text;
}

guint
stage_count (Stage *self, const char *word)
{
  g_autofree char *path = dup_path (self, "log");
  g_autofree char *text = NULL;
  guint count = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  for (const char *p = strstr (text, word); p != NULL; p = strstr (p + 1, word))
    count++;
  return count;
}

static void
put_report (Stage *self, PlimsollReport *report)
{
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  g_autofree char *name =
      g_strconcat ("report-", plimsoll_account_get_id (plimsoll_report_get_account (report)), NULL);

  put (self, name, bytes);
}

void
stage_give_numbers (Stage *self, const char *account, const char *key, double percent)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (PlimsollReport) report = stage_report (account, key, percent, now);

  put_report (self, report);
}

void
stage_give_problem (
    Stage *self, const char *account, const char *key, PlimsollCondition condition, gint64 retry_at)
{
  g_autoptr (GDateTime) moment = retry_at != 0 ? g_date_time_new_from_unix_utc (retry_at) : NULL;
  g_autoptr (PlimsollAccount) who = stage_account (account);
  g_autoptr (PlimsollProblem) problem = plimsoll_problem_new (condition, "It is so.", moment);
  g_autoptr (PlimsollReport) report = plimsoll_report_new (who, key, NULL, problem);

  put_report (self, report);
}

static void
take_off_list (Stage *self, const char *account)
{
  for (guint i = self->list->len; i > 0; i--)
    {
      const PlimsollLogin *login = g_ptr_array_index (self->list, i - 1);

      if (g_str_equal (plimsoll_account_get_id (login->account), account))
        g_ptr_array_remove_index (self->list, i - 1);
    }
}

/* Written once: a script that is at work must not see the list without the account that it had. */
void
stage_list (Stage *self, const char *account, const char *key, const char *watch_path)
{
  const char *paths[] = { watch_path, NULL };
  PlimsollLogin *login = NULL;

  take_off_list (self, account);
  login = g_new0 (PlimsollLogin, 1);
  login->account = stage_account (account);
  login->key = g_strdup (key);
  login->watch_paths = g_strdupv ((char **) paths);
  login->needs_network = TRUE;
  g_ptr_array_add (self->list, login);
  put_list (self);
}

void
stage_unlist (Stage *self, const char *account)
{
  take_off_list (self, account);
  put_list (self);
}

PlimsollAccount *
stage_account (const char *id)
{
  return plimsoll_account_new_from_id (id, "Claude");
}

static PlimsollReport *
make_report (
    const char *account, const char *key, double percent, const char *identity, GDateTime *now)
{
  g_autoptr (PlimsollAccount) who = stage_account (account);
  g_autoptr (GDateTime) resets_at = g_date_time_add_hours (now, 2);
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollLimitFields limit = {
    .id = "session", .title = "Session", .used_percent = percent, .resets_at = resets_at
  };
  PlimsollSnapshotFields fields = {
    .source = "oauth", .observed_at = now, .identity = identity, .limits = limits
  };
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&limit));
  snapshot = plimsoll_snapshot_new (&fields);
  return plimsoll_report_new (who, key, snapshot, NULL);
}

PlimsollReport *
stage_report (const char *account, const char *key, double percent, GDateTime *now)
{
  return make_report (account, key, percent, NULL, now);
}

void
stage_give_identity (Stage *self, const char *account, const char *key, const char *identity)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (PlimsollReport) report = make_report (account, key, 61, identity, now);

  put_report (self, report);
}

PlimsollStore *
stage_open_store (Stage *self)
{
  g_autofree char *folder = dup_path (self, "state");
  g_autofree char *notice = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  PlimsollStore *store = plimsoll_store_open (folder, now, &notice, &error);

  g_assert_no_error (error);
  g_assert_null (notice);
  return store;
}

gboolean
stage_tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
on_passed_cb (gpointer user_data)
{
  gboolean *has_passed = user_data;

  *has_passed = TRUE;
  return G_SOURCE_REMOVE;
}

void
stage_let_pass (guint ms)
{
  gboolean has_passed = FALSE;

  g_timeout_add (ms, on_passed_cb, &has_passed);
  while (!has_passed)
    g_main_context_iteration (NULL, TRUE);
}
