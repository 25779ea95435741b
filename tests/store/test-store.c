/* test-store.c - opening the store on disks that are not as they should be.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A disk that is full while the store runs is made by SQLite itself, which refuses to let a
 * database grow beyond a number of pages when it is told to; root, who may run these tests, is
 * refused nothing by a mode. */

#include "store-folder.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "plimsoll-schema.h"
#include "plimsoll-store-private.h"
#include "plimsoll-told.h"

static guint
get_mode (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* The folder and all files in it are for their owner only, whatever the umask, and a database that
 * was open to others is closed to them. */
static void
test_modes (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_dup_file (folder, "plimsoll.db");
  g_autofree char *log = folder_dup_file (folder, "plimsoll.db-wal");
  mode_t before = umask (0);
  PlimsollStore *store = folder_open (folder, NULL);

  g_assert_cmpuint (get_mode (folder->path), ==, 0700);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  g_assert_cmpuint (get_mode (log), ==, 0600);
  plimsoll_store_close (store);

  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  store = folder_open (folder, NULL);
  g_assert_cmpuint (get_mode (path), ==, 0600);
  plimsoll_store_close (store);
  umask (before);
}

/* The database is one that keeps its promises: log ahead, strict tables, small memory. */
static void
test_pragmas (Folder *folder, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    gint64 number;
  } table[] = {
    { "PRAGMA user_version", 1 },
    { "PRAGMA foreign_keys", 1 },
    { "PRAGMA synchronous", 1 },
    { "PRAGMA cache_size", -256 },
    { "PRAGMA mmap_size", 0 },
    { "PRAGMA temp_store", 2 },
    { "PRAGMA auto_vacuum", 2 },
    { "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode = 'wal'", 1 },
    { "SELECT count(*) FROM pragma_table_list"
      " WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND NOT strict",
      0 },
  };
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      gint64 number = -1;

      g_assert_true (plimsoll_database_get_number (plimsoll_store_get_database (store),
                                                   table[i].sql, -1, &number, NULL));
      g_assert_cmpint (number, ==, table[i].number);
    }
}

/* What lies at the database's place before it is opened. */
typedef enum
{
  GARBAGE,
  CUT,
  SCRIBBLED,
  NEWER,
  FOREIGN,
  UNMARKED,
} Oddity;

static void
execute (const char *path, const char *sql)
{
  g_autoptr (PlimsollDatabase) database = plimsoll_database_open (path, NULL);

  g_assert_true (plimsoll_database_execute (database, sql, NULL));
}

static void
fill (Folder *folder)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);

  for (int i = 0; i < 2000; i++)
    folder_add (store, NOON + i * 300, i % 100, 0);
}

static void
make_odd (Folder *folder, Oddity oddity)
{
  g_autofree char *path = folder_dup_file (folder, "plimsoll.db");
  g_autofree char *content = NULL;
  gsize length = 0;

  fill (folder);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (length, >, 20 * 4096);
  switch (oddity)
    {
    case GARBAGE:
      memset (content, 'x', length);
      break;
    case CUT:
      length = length / 2 + 100;
      break;
    case SCRIBBLED:
      memset (content + 8 * 4096, 0xa5, 8 * 4096);
      break;
    case NEWER:
      execute (path, "PRAGMA user_version = 99");
      return;
    case FOREIGN:
      execute (path, "PRAGMA application_id = 7");
      return;
    case UNMARKED:
      execute (path, "PRAGMA application_id = 0; PRAGMA user_version = 0");
      return;
    default:
      g_assert_not_reached ();
    }
  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
}

/* A database that is damaged in any way, another program's, or a later Plimsoll's is set aside
 * under a dated name and told of once; the new one works, and what was set aside is what was there.
 */
static void
test_set_aside (Folder *folder, gconstpointer data)
{
  static const struct
  {
    Oddity oddity;
    const char *name;
  } table[] = {
    { GARBAGE, "plimsoll.db.damaged-2026-11-20" },
    { CUT, "plimsoll.db.damaged-2026-11-20-2" },
    { SCRIBBLED, "plimsoll.db.damaged-2026-11-20-3" },
    { NEWER, "plimsoll.db.newer-2026-11-20" },
    { FOREIGN, "plimsoll.db.foreign-2026-11-20" },
    { UNMARKED, "plimsoll.db.foreign-2026-11-20-2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *notice = NULL;
      g_autofree char *aside = folder_dup_file (folder, table[i].name);
      g_autofree char *history = NULL;
      PlimsollStore *store = NULL;

      g_test_message ("%s", table[i].name);
      make_odd (folder, table[i].oddity);
      store = folder_open (folder, &notice);
      g_assert_nonnull (notice);
      g_assert_nonnull (strstr (notice, table[i].name));
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));

      folder_add (store, NOON, 10, 0);
      plimsoll_store_close (store);
      store = folder_open (folder, NULL);
      history = folder_read (store, NOON, NOON + 9000, 10);
      g_assert_cmpstr (history, ==, "0:10");
      plimsoll_store_close (store);
    }
}

/* A file of no bytes, as a kill right after it was made leaves it, is a new database and no damage.
 */
static void
test_empty_file (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_dup_file (folder, "plimsoll.db");
  PlimsollStore *store = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder->path, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  store = folder_open (folder, NULL);
  folder_add (store, NOON, 10, 0);
  plimsoll_store_close (store);
  g_assert_cmpuint (folder_count (folder, "plimsoll.db."), ==, 0);
}

/* Where no database can be made the store works in memory and says why; nothing that is there is
 * touched. */
static void
test_no_disk (Folder *folder, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (folder->path);
  g_autofree char *notice = NULL;
  g_autofree char *history = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollStore) store = NULL;

  g_assert_true (g_file_set_contents (state, "a file where a folder should be", -1, NULL));
  store = plimsoll_store_open (folder->path, folder->now, &notice, &error);
  g_assert_no_error (error);
  g_assert_null (notice);
  g_assert_true (plimsoll_store_is_in_memory (store));
  g_assert_nonnull (strstr (plimsoll_store_get_reason (store), "Not a directory"));

  folder_add (store, NOON, 10, 0);
  history = folder_read (store, NOON, NOON + 9000, 10);
  g_assert_cmpstr (history, ==, "0:10");
  g_assert_false (plimsoll_store_delete_history (store, NULL, &error));
  g_assert_nonnull (error);
}

/* A database that another process holds for itself is not damaged: it is left alone. */
static void
test_held_by_another (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_dup_file (folder, "plimsoll.db");
  g_autoptr (PlimsollDatabase) other = NULL;
  g_autoptr (PlimsollStore) store = NULL;
  g_autofree char *notice = NULL;

  fill (folder);
  other = plimsoll_database_open (path, NULL);
  g_assert_true (plimsoll_database_execute (
      other, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT",
      NULL));

  store = plimsoll_store_open (folder->path, folder->now, &notice, NULL);
  g_assert_null (notice);
  g_assert_true (plimsoll_store_is_in_memory (store));
  g_assert_cmpuint (folder_count (folder, "plimsoll.db."), ==, 0);
}

/* When the disk is full while running, the store goes on in memory with all that must not be
 * forgotten; when there is room again it goes back, and what came in the meantime is there. */
static void
test_disk_full (Folder *folder, gconstpointer data)
{
  g_autoptr (PlimsollStore) store = folder_open (folder, NULL);
  g_autoptr (GPtrArray) told = plimsoll_told_list_new ();
  g_autoptr (GPtrArray) loaded = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *history = NULL;

  folder_add (store, NOON, 10, 0);
  g_ptr_array_add (told, plimsoll_told_new (PLIMSOLL_TOLD_USED_UP, "session", NOON, 100));
  g_assert_true (plimsoll_store_save_told (store, ACCOUNT, told, &error));

  g_assert_true (plimsoll_database_execute (plimsoll_store_get_database (store),
                                            "PRAGMA max_page_count = 1", &error));
  for (int i = 1; i < 2000 && !plimsoll_store_is_in_memory (store); i++)
    folder_add (store, NOON + i * 300, i % 100, 0);
  g_assert_true (plimsoll_store_is_in_memory (store));
  g_assert_nonnull (strstr (plimsoll_store_get_reason (store), "full"));
  loaded = plimsoll_store_load_told (store, ACCOUNT, &error);
  g_assert_true (plimsoll_told_list_equal (told, loaded));

  folder_add (store, NOON + 1000000, 33, 0);
  g_ptr_array_set_size (told, 0);
  g_ptr_array_add (told, plimsoll_told_new (PLIMSOLL_TOLD_THRESHOLD, "week", NOON, 80));
  g_assert_true (plimsoll_store_save_told (store, ACCOUNT, told, &error));

  g_assert_true (plimsoll_store_try_disk (store, &error));
  g_assert_no_error (error);
  g_assert_false (plimsoll_store_is_in_memory (store));
  plimsoll_store_close (g_steal_pointer (&store));

  store = folder_open (folder, NULL);
  later = plimsoll_store_load_told (store, ACCOUNT, &error);
  g_assert_true (plimsoll_told_list_equal (told, later));
  history = folder_read (store, NOON, NOON, 1);
  g_assert_cmpstr (history, ==, "0:10");
  g_clear_pointer (&history, g_free);
  history = folder_read (store, NOON + 1000000, NOON + 1000000, 1);
  g_assert_cmpstr (history, ==, "0:33");
}

/* While the disk does not work, going back fails and changes nothing. */
static void
test_try_disk_in_vain (Folder *folder, gconstpointer data)
{
  g_autofree char *state = g_path_get_dirname (folder->path);
  g_autoptr (PlimsollStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *history = NULL;

  g_assert_true (g_file_set_contents (state, "", 0, NULL));
  store = plimsoll_store_open (folder->path, folder->now, NULL, NULL);
  folder_add (store, NOON, 10, 0);
  g_assert_false (plimsoll_store_try_disk (store, &error));
  g_assert_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_UNWRITABLE);
  g_assert_true (plimsoll_store_is_in_memory (store));

  g_assert_cmpint (g_unlink (state), ==, 0);
  g_assert_true (plimsoll_store_try_disk (store, NULL));
  history = folder_read (store, NOON, NOON + 1, 10);
  g_assert_cmpstr (history, ==, "0:10");
}

/* Steps run in order, each once; one that fails leaves the version before it. */
static void
test_schema_steps (Folder *folder, gconstpointer data)
{
  static const char *const steps[] = {
    "CREATE TABLE one (a) STRICT",
    "CREATE TABLE one (a INTEGER) STRICT; CREATE TABLE two (a INTEGER) STRICT",
    "ALTER TABLE one ADD COLUMN b INTEGER; CREATE TABLE broken",
  };
  static const char *const good_steps[] = {
    "CREATE TABLE one (a INTEGER) STRICT",
    "ALTER TABLE one ADD COLUMN b INTEGER",
  };
  g_autoptr (PlimsollDatabase) database = plimsoll_database_open (NULL, NULL);
  gint64 version = -1;

  g_assert_cmpint (plimsoll_schema_prepare_with (database, steps, 1, NULL), ==,
                   PLIMSOLL_SCHEMA_FAILED);
  g_assert_cmpint (plimsoll_schema_prepare_with (database, good_steps, 1, NULL), ==,
                   PLIMSOLL_SCHEMA_READY);
  g_assert_cmpint (plimsoll_schema_prepare_with (database, good_steps, 2, NULL), ==,
                   PLIMSOLL_SCHEMA_READY);
  g_assert_cmpint (plimsoll_schema_prepare_with (database, good_steps, 2, NULL), ==,
                   PLIMSOLL_SCHEMA_READY);
  g_assert_true (
      plimsoll_database_run (database, NULL, "INSERT INTO one (a, b) VALUES (1, 2)", ""));

  g_assert_cmpint (plimsoll_schema_prepare_with (database, steps, 3, NULL), ==,
                   PLIMSOLL_SCHEMA_FAILED);
  g_assert_true (
      plimsoll_database_get_number (database, "PRAGMA user_version", -1, &version, NULL));
  g_assert_cmpint (version, ==, 2);
  g_assert_cmpint (plimsoll_schema_prepare_with (database, good_steps, 1, NULL), ==,
                   PLIMSOLL_SCHEMA_NEWER);
}

/* Opened to be read, a store shows what another connection writes meanwhile and what it left
 * behind; nothing is made where nothing is, and neither rubbish nor somebody else's database is
 * touched. */
static void
test_only_read (Folder *folder, gconstpointer data)
{
  g_autofree char *path = folder_dup_file (folder, "plimsoll.db");
  g_autofree char *history = NULL;
  g_autofree char *later = NULL;
  g_autofree char *rubbish = NULL;
  g_autofree char *wal = NULL;
  g_autoptr (GError) error = NULL;
  PlimsollStore *writer = NULL;
  PlimsollStore *reader = NULL;

  g_assert_null (plimsoll_store_open_to_read (folder->path, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (folder->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  writer = folder_open (folder, NULL);
  folder_add (writer, NOON, 10, 0);
  reader = plimsoll_store_open_to_read (folder->path, &error);
  g_assert_no_error (error);
  history = folder_read (reader, NOON, NOON + 900, 100);
  g_assert_cmpstr (history, ==, "0:10");
  folder_add (writer, NOON + 300, 20, 0);
  plimsoll_store_close (writer);
  later = folder_read (reader, NOON, NOON + 900, 100);
  g_assert_cmpstr (later, ==, "0:10 300:20");
  plimsoll_store_close (reader);

  /* Whoever reads last leaves the log, which would be taken for the truth. */
  wal = folder_dup_file (folder, "plimsoll.db-wal");
  g_remove (wal);
  g_assert_true (g_file_set_contents (path, "no database at all, whatever its name", -1, NULL));
  g_assert_null (plimsoll_store_open_to_read (folder->path, &error));
  g_assert_nonnull (error);
  g_assert_true (g_file_get_contents (path, &rubbish, NULL, NULL));
  g_assert_cmpstr (rubbish, ==, "no database at all, whatever its name");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder_test ("/store/store/modes", test_modes);
  folder_test ("/store/store/pragmas", test_pragmas);
  folder_test ("/store/store/set-aside", test_set_aside);
  folder_test ("/store/store/empty-file", test_empty_file);
  folder_test ("/store/store/no-disk", test_no_disk);
  folder_test ("/store/store/held-by-another", test_held_by_another);
  folder_test ("/store/store/disk-full", test_disk_full);
  folder_test ("/store/store/try-disk-in-vain", test_try_disk_in_vain);
  folder_test ("/store/store/only-read", test_only_read);
  folder_test ("/store/store/schema-steps", test_schema_steps);
  return g_test_run ();
}
