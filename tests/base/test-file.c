/* test-file.c - whatever may lie where a small file is expected.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every test has an empty folder of its own. */

#include "plimsoll-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  char *folder; /* (owned) */
  char *path; /* (owned): in it; nothing is there yet */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("plimsoll-file-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "file", NULL);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
put (const char *path, const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, data, (gssize) length, &error);
  g_assert_no_error (error);
}

/* Reading fails for this reason, and the length stays as it was. */
static void
assert_refused (const char *path, gsize max_size, PlimsollBaseError code)
{
  g_autoptr (GError) error = NULL;
  gsize length = 42;

  g_assert_null (plimsoll_file_read (path, max_size, &length, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, (int) code);
  g_assert_cmpuint (length, ==, 42);
}

static guint
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* A file comes whole, NUL bytes and all, with one more NUL behind it. */
static void
test_read (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  put (fixture->path, "a\0b\n", 4);
  text = plimsoll_file_read (fixture->path, 4, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (text, length, "a\0b\n", 4);
  g_assert_cmpint (text[4], ==, '\0');
}

/* An empty file is an empty text, and no error. */
static void
test_read_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  put (fixture->path, "", 0);
  text = plimsoll_file_read (fixture->path, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "");
}

/* A file of exactly the allowed size is read, one byte more is refused, however many chunks it has.
 */
static void
test_read_limit (Fixture *fixture, gconstpointer data)
{
  const gsize sizes[] = { 1, 16383, 16384, 16385, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *content = g_strnfill (sizes[i], 'x');
      g_autofree char *text = NULL;
      gsize length = 0;

      put (fixture->path, content, sizes[i]);
      text = plimsoll_file_read (fixture->path, sizes[i], &length, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, sizes[i]);
      assert_refused (fixture->path, sizes[i] - 1, PLIMSOLL_BASE_ERROR_TOO_BIG);
    }
}

/* Nothing there, or a file where a folder should be, is "missing": go on without it. */
static void
test_read_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->path, "below", NULL);

  assert_refused (fixture->path, 100, PLIMSOLL_BASE_ERROR_MISSING);
  assert_refused ("", 100, PLIMSOLL_BASE_ERROR_MISSING);
  put (fixture->path, "x", 1);
  assert_refused (below, 100, PLIMSOLL_BASE_ERROR_MISSING);
}

/* A folder is there, but is no file to read. */
static void
test_read_folder (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture->folder, 100, PLIMSOLL_BASE_ERROR_UNREADABLE);
}

/* A pipe without a writer, and a device without an end, are refused at once and never waited for.
 */
static void
test_read_pipe (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (mkfifo (fixture->path, 0600), ==, 0);
  assert_refused (fixture->path, 100, PLIMSOLL_BASE_ERROR_UNREADABLE);
  assert_refused ("/dev/zero", 100, PLIMSOLL_BASE_ERROR_UNREADABLE);
}

/* A symbolic link is followed; one that leads to itself is refused; one that leads nowhere is
 * missing. */
static void
test_read_links (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *loop = g_build_filename (fixture->folder, "loop", NULL);
  g_autofree char *text = NULL;

  g_assert_cmpint (symlink ("file", link), ==, 0);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  assert_refused (loop, 100, PLIMSOLL_BASE_ERROR_UNREADABLE);
  assert_refused (link, 100, PLIMSOLL_BASE_ERROR_MISSING);

  put (fixture->path, "here", 4);
  text = plimsoll_file_read (link, 100, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "here");
}

/* A file that says it is empty and brings bytes all the same, as those in /proc do, is read to its
 * true end and held to the same limit: the size that was told beforehand counts for nothing. */
static void
test_read_untold_size (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  text = plimsoll_file_read ("/proc/self/status", 100000, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (length, >, 100);
  assert_refused ("/proc/self/status", 100, PLIMSOLL_BASE_ERROR_TOO_BIG);
}

typedef struct
{
  const char *path;
  int is_done; /* atomic */
} Growing;

static gpointer
grow (gpointer data)
{
  Growing *growing = data;
  g_autofree char *more = g_strnfill (4096, 'x');
  int fd = open (growing->path, O_WRONLY | O_APPEND | O_CLOEXEC);

  while (!g_atomic_int_get (&growing->is_done))
    if (write (fd, more, 4096) < 0 || lseek (fd, 0, SEEK_CUR) > 32 * 1024 * 1024)
      g_atomic_int_set (&growing->is_done, ftruncate (fd, 0) == 0 ? 0 : 1);
  close (fd);
  return NULL;
}

/* A file that grows faster than it is read has an end all the same: the limit. */
static void
test_read_growing (Fixture *fixture, gconstpointer data)
{
  Growing growing = { fixture->path, 0 };
  GThread *thread = NULL;
  guint n_too_big = 0;

  put (fixture->path, "", 0);
  thread = g_thread_new ("grow", grow, &growing);
  for (guint i = 0; i < 2000 && n_too_big < 5; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gsize length = 0;

      text = plimsoll_file_read (fixture->path, 65536, &length, &error);
      if (text != NULL)
        g_assert_cmpuint (length, <=, 65536);
      else
        {
          g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_TOO_BIG);
          n_too_big++;
        }
      g_usleep (100);
    }
  g_atomic_int_set (&growing.is_done, 1);
  g_thread_join (thread);
  g_assert_cmpuint (n_too_big, >, 0);
}

/* Reading leaves no file open, whatever happens. */
static void
test_read_leaves_nothing_open (Fixture *fixture, gconstpointer data)
{
  int before = dup (0);
  int after = -1;

  close (before);
  put (fixture->path, "x", 1);
  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = plimsoll_file_read (fixture->path, 100, NULL, NULL);

      g_assert_cmpstr (text, ==, "x");
      g_assert_null (plimsoll_file_read (fixture->path, 0, NULL, NULL));
      g_assert_null (plimsoll_file_read (fixture->folder, 100, NULL, NULL));
    }
  after = dup (0);
  close (after);
  g_assert_cmpint (after, ==, before);
}

/* What is written is for the owner's eyes only, also where a more open file was before. */
static void
test_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  put (fixture->path, "before", 6);
  g_assert_cmpint (chmod (fixture->path, 0644), ==, 0);
  g_assert_true (plimsoll_file_write (fixture->path, "after", 5, &error));
  g_assert_no_error (error);
  text = plimsoll_file_read (fixture->path, 100, NULL, &error);
  g_assert_cmpstr (text, ==, "after");
  g_assert_cmpuint (get_mode (fixture->path), ==, 0600);
}

/* Missing folders are made, for the owner only. */
static void
test_write_makes_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "one", "two", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);

  g_assert_true (plimsoll_file_write (path, "x", 1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_mode (folder), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
}

/* A reader sees the old content or the new one, and never a part. */
static gpointer
write_on (gpointer data)
{
  const char *path = data;
  g_autofree char *a = g_strnfill (50000, 'a');
  g_autofree char *b = g_strnfill (70000, 'b');

  for (guint i = 0; i < 40; i++)
    {
      g_assert_true (plimsoll_file_write (path, a, 50000, NULL));
      g_assert_true (plimsoll_file_write (path, b, 70000, NULL));
    }
  return NULL;
}

static void
test_write_whole (Fixture *fixture, gconstpointer data)
{
  GThread *thread = NULL;

  g_assert_true (plimsoll_file_write (fixture->path, "start", 5, NULL));
  thread = g_thread_new ("write", write_on, fixture->path);
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize length = 0;
      g_autofree char *text = plimsoll_file_read (fixture->path, 100000, &length, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (length, ==, text[0] == 'a' ? 50000 : text[0] == 'b' ? 70000 : 5);
      g_assert_cmpint (text[length - 1], ==, text[0] == 's' ? 't' : text[0]);
    }
  g_thread_join (thread);
}

/* Where nothing can be written there is an error, and no half file beside it. */
static void
test_write_impossible (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *below = g_build_filename (fixture->path, "below", NULL);
  g_autoptr (GDir) dir = NULL;

  put (fixture->path, "a file, not a folder", 20);
  g_assert_false (plimsoll_file_write (below, "x", 1, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);
  g_clear_error (&error);
  g_assert_false (plimsoll_file_write (fixture->folder, "x", 1, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);

  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "file");
  g_assert_null (g_dir_read_name (dir));
}

/* Empty is a content like any other. */
static void
test_write_empty (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_true (plimsoll_file_write (fixture->path, "", 0, NULL));
  text = plimsoll_file_read (fixture->path, 0, NULL, NULL);
  g_assert_cmpstr (text, ==, "");
}

/* What is published can be read by everybody, whatever the umask is and the file before was; a
 * folder that is missing is not made. */
static void
test_publish (Fixture *fixture, gconstpointer data)
{
  g_autofree char *below = g_build_filename (fixture->folder, "missing", "file", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  mode_t mask = umask (0077);

  g_assert_true (plimsoll_file_write (fixture->path, "secret", 6, NULL));
  g_assert_true (plimsoll_file_publish (fixture->path, "open", 4, &error));
  g_assert_no_error (error);
  umask (mask);
  g_assert_cmpuint (get_mode (fixture->path), ==, 0644);
  text = plimsoll_file_read (fixture->path, 100, NULL, &error);
  g_assert_cmpstr (text, ==, "open");
  g_assert_false (plimsoll_file_publish (below, "x", 1, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);
}

/* Open to others is what others may read or write; the owner's bits and "execute" do not count. */
static void
test_open_to_others (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint mode;
    gboolean is_open;
  } rows[] = {
    { 0600, FALSE }, { 0400, FALSE }, { 0700, FALSE }, { 0711, FALSE }, { 0640, TRUE },
    { 0620, TRUE },  { 0604, TRUE },  { 0602, TRUE },  { 0644, TRUE },
  };

  g_assert_false (plimsoll_file_is_open_to_others (fixture->path));
  put (fixture->path, "x", 1);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (chmod (fixture->path, rows[i].mode), ==, 0);
      g_assert_cmpint (plimsoll_file_is_open_to_others (fixture->path), ==, rows[i].is_open);
    }
}

static void
add (const char *path, void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* Another program's file stays where its link points to and keeps its mode; without it nothing is
 * made. */
static void
test_rewrite (Fixture *fixture, gconstpointer data)
{
  g_autofree char *real = g_build_filename (fixture->folder, "real", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_false (plimsoll_file_rewrite (fixture->path, "new", 3, &error));
  g_assert_error (error, PLIMSOLL_BASE_ERROR, PLIMSOLL_BASE_ERROR_UNWRITABLE);

  put (real, "old", 3);
  g_assert_cmpint (chmod (real, 0644), ==, 0);
  g_assert_cmpint (symlink (real, fixture->path), ==, 0);
  g_assert_true (plimsoll_file_rewrite (fixture->path, "new", 3, NULL));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_get_contents (real, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "new");
  g_assert_cmpint (stat (real, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 07777, ==, 0644);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/base/file/read", test_read);
  add ("/base/file/read-empty", test_read_empty);
  add ("/base/file/read-limit", test_read_limit);
  add ("/base/file/read-missing", test_read_missing);
  add ("/base/file/read-folder", test_read_folder);
  add ("/base/file/read-pipe", test_read_pipe);
  add ("/base/file/read-links", test_read_links);
  add ("/base/file/read-untold-size", test_read_untold_size);
  add ("/base/file/read-growing", test_read_growing);
  add ("/base/file/read-leaves-nothing-open", test_read_leaves_nothing_open);
  add ("/base/file/rewrite", test_rewrite);
  add ("/base/file/write", test_write);
  add ("/base/file/publish", test_publish);
  add ("/base/file/write-makes-folder", test_write_makes_folder);
  add ("/base/file/write-whole", test_write_whole);
  add ("/base/file/write-impossible", test_write_impossible);
  add ("/base/file/write-empty", test_write_empty);
  add ("/base/file/open-to-others", test_open_to_others);

  return g_test_run ();
}
