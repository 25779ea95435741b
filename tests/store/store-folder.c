/* store-folder.c - a folder for one test of the store, and short ways to put things into a store.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each test has a folder of its own below the temporary one, and leaves nothing behind. */

#include "store-folder.h"

#include <glib/gstdio.h>

void
folder_set_up (Folder *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->parent = g_dir_make_tmp ("plimsoll-store-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->parent, "state", "plimsoll", NULL);
  self->now = g_date_time_new_from_unix_utc (NOON);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_all (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
folder_tear_down (Folder *self, gconstpointer data)
{
  remove_all (self->parent);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->now, g_date_time_unref);
}

char *
folder_dup_file (Folder *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

guint
folder_count (Folder *self, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name = NULL;
  guint count = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    count += g_str_has_prefix (name, prefix);
  return count;
}

PlimsollStore *
folder_open (Folder *self, char **notice)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *unexpected = NULL;
  PlimsollStore *store =
      plimsoll_store_open (self->path, self->now, notice != NULL ? notice : &unexpected, &error);

  g_assert_no_error (error);
  g_assert_null (unexpected);
  g_assert_cmpstr (plimsoll_store_get_reason (store), ==, NULL);
  g_assert_false (plimsoll_store_is_in_memory (store));
  return store;
}

void
folder_add_for (
    PlimsollStore *store, const char *account_id, gint64 at, double percent, gint64 reset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) observed_at = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) resets_at = reset != 0 ? g_date_time_new_from_unix_utc (reset) : NULL;
  g_autoptr (GPtrArray) limits =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_limit_unref);
  PlimsollLimitFields limit = {
    .id = "session", .title = "Session", .used_percent = percent, .resets_at = resets_at
  };
  PlimsollSnapshotFields fields = { .source = "demo",
                                    .observed_at = observed_at,
                                    .limits = limits };
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_ptr_array_add (limits, plimsoll_limit_new (&limit));
  snapshot = plimsoll_snapshot_new (&fields);
  g_assert_true (plimsoll_store_add_snapshot (store, account_id, snapshot, observed_at, &error));
  g_assert_no_error (error);
}

void
folder_add (PlimsollStore *store, gint64 at, double percent, gint64 reset)
{
  folder_add_for (store, ACCOUNT, at, percent, reset);
}

char *
folder_read (PlimsollStore *store, gint64 from, gint64 to, guint points)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) history =
      plimsoll_store_read_history (store, ACCOUNT, "session", from, to, points, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < history->len; i++)
    {
      const PlimsollStorePoint *point = &g_array_index (history, PlimsollStorePoint, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT ":%g", i > 0 ? " " : "", point->at - from,
                              point->percent);
    }
  return g_strdup (text->str);
}
