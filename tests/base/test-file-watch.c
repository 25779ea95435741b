/* test-file-watch.c - tells when one of a few files was replaced, appeared or went.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real files in a real folder. What must not be told is shown by a later change that is: one
 * `changed` for both of them. */

#include "plimsoll-file-watch.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define SETTLE_MS 20u
/* A third of a second is long beside the settling, even on a busy machine. */
#define QUIET_MS 300u

typedef struct
{
  char *root; /* (owned) */
  PlimsollFileWatch *watch; /* (owned) */
  guint n_changes;
} Desk;

static char *
dup_path (Desk *desk, const char *name)
{
  return g_build_filename (desk->root, name, NULL);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->root = g_dir_make_tmp ("plimsoll-watch-XXXXXX", &error);
  g_assert_no_error (error);
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

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_clear_object (&desk->watch);
  remove_all (desk->root);
  g_clear_pointer (&desk->root, g_free);
}

static void
count_cb (Desk *desk)
{
  desk->n_changes++;
}

static void
watch (Desk *desk, const char *name)
{
  g_autofree char *path = dup_path (desk, name);
  const char *paths[] = { path, NULL };

  desk->watch = plimsoll_file_watch_new (paths, SETTLE_MS);
  g_signal_connect_swapped (desk->watch, "changed", G_CALLBACK (count_cb), desk);
}

static void
make_folder (Desk *desk, const char *name)
{
  g_autofree char *path = dup_path (desk, name);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
}

/* As programs write: into another file that is then renamed over the old one. */
static void
replace (Desk *desk, const char *name)
{
  g_autofree char *path = dup_path (desk, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "text", -1, &error);
  g_assert_no_error (error);
}

static gboolean
on_over_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, on_over_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* It is told once, and nothing follows. */
static void
expect_one (Desk *desk)
{
  while (desk->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  let_pass (5 * SETTLE_MS);
  g_assert_cmpuint (desk->n_changes, ==, 1);
  desk->n_changes = 0;
}

static void
expect_none (Desk *desk)
{
  let_pass (QUIET_MS);
  g_assert_cmpuint (desk->n_changes, ==, 0);
}

/* A file that is replaced, written in place, removed or comes is told of. */
static void
test_changes (Desk *desk, gconstpointer data)
{
  g_autofree char *path = dup_path (desk, "login");
  g_autofree char *away = dup_path (desk, "away");

  watch (desk, "login");
  replace (desk, "login");
  expect_one (desk);
  replace (desk, "login");
  expect_one (desk);
  g_assert_true (g_file_set_contents_full (path, "more", -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  expect_one (desk);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  expect_one (desk);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  expect_one (desk);
  g_assert_cmpint (g_unlink (path), ==, 0);
  expect_one (desk);
}

/* A burst of writes is told once, after it is over. */
static void
test_burst (Desk *desk, gconstpointer data)
{
  watch (desk, "login");
  for (guint i = 0; i < 20; i++)
    replace (desk, "login");
  expect_one (desk);
}

/* Its neighbours and readers tell nothing. */
static void
test_neighbours (Desk *desk, gconstpointer data)
{
  g_autofree char *path = dup_path (desk, "login");
  g_autofree char *text = NULL;

  replace (desk, "login");
  watch (desk, "login");
  replace (desk, "neighbour");
  make_folder (desk, "folder");
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  expect_none (desk);
}

/* A folder that is not there yet is waited for, however deep. */
static void
test_missing_folder (Desk *desk, gconstpointer data)
{
  watch (desk, "a/b/c/login");
  make_folder (desk, "a");
  expect_one (desk);
  make_folder (desk, "a/b/c");
  expect_one (desk);
  replace (desk, "a/b/c/login");
  expect_one (desk);
}

/* Folders and file that come at once are noticed as well. */
static void
test_all_at_once (Desk *desk, gconstpointer data)
{
  watch (desk, "a/b/login");
  make_folder (desk, "a/b");
  replace (desk, "a/b/login");
  expect_one (desk);
  replace (desk, "a/b/login");
  expect_one (desk);
}

/* A folder that is thrown away and made anew is followed. */
static void
test_new_folder (Desk *desk, gconstpointer data)
{
  g_autofree char *folder = dup_path (desk, "home");
  g_autofree char *other = dup_path (desk, "other");

  make_folder (desk, "home");
  watch (desk, "home/login");
  remove_all (folder);
  expect_one (desk);
  make_folder (desk, "home");
  expect_one (desk);
  replace (desk, "home/login");
  expect_one (desk);

  g_assert_cmpint (g_rename (folder, other), ==, 0);
  expect_one (desk);
  replace (desk, "other/login");
  expect_none (desk);
}

/* A login that is a link into another folder changes there. */
static void
test_link (Desk *desk, gconstpointer data)
{
  g_autofree char *link = dup_path (desk, "home/login");
  g_autofree char *target = dup_path (desk, "dotfiles/login");

  make_folder (desk, "home");
  make_folder (desk, "dotfiles");
  replace (desk, "dotfiles/login");
  g_assert_no_errno (symlink (target, link));
  watch (desk, "home/login");
  replace (desk, "dotfiles/login");
  expect_one (desk);
}

/* Two files in one folder are one watch, and no files at all are no mistake. */
static void
test_several (Desk *desk, gconstpointer data)
{
  g_autofree char *first = dup_path (desk, "first");
  g_autofree char *second = dup_path (desk, "second");
  const char *paths[] = { first, second, NULL };
  const char *none[] = { NULL };
  g_autoptr (PlimsollFileWatch) idle = plimsoll_file_watch_new (none, SETTLE_MS);

  desk->watch = plimsoll_file_watch_new (paths, SETTLE_MS);
  g_signal_connect_swapped (desk->watch, "changed", G_CALLBACK (count_cb), desk);
  replace (desk, "first");
  expect_one (desk);
  replace (desk, "second");
  expect_one (desk);
  g_assert_nonnull (idle);
}

/* One that is let go while something is about to be told tells nothing. */
static void
test_let_go (Desk *desk, gconstpointer data)
{
  watch (desk, "login");
  replace (desk, "login");
  let_pass (SETTLE_MS / 4);
  g_clear_object (&desk->watch);
  expect_none (desk);
}

#define desk_test(name, function) g_test_add (name, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  desk_test ("/base/file-watch/changes", test_changes);
  desk_test ("/base/file-watch/burst", test_burst);
  desk_test ("/base/file-watch/neighbours", test_neighbours);
  desk_test ("/base/file-watch/missing-folder", test_missing_folder);
  desk_test ("/base/file-watch/all-at-once", test_all_at_once);
  desk_test ("/base/file-watch/new-folder", test_new_folder);
  desk_test ("/base/file-watch/link", test_link);
  desk_test ("/base/file-watch/several", test_several);
  desk_test ("/base/file-watch/let-go", test_let_go);

  return g_test_run ();
}
