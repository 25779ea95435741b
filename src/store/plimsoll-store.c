/* plimsoll-store.c - opening the store, and what to do when the disk is not as it should be.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nothing that lies on disk may keep the service from starting, and nothing that happens to the
 * disk may end it. A file that is not ours to use is moved out of the way whole, never repaired or
 * deleted; a disk that refuses is gone around in memory. What is kept and how is the business of
 * plimsoll-samples and plimsoll-keepsakes. */

#include "plimsoll-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plimsoll-carry.h"
#include "plimsoll-schema.h"

#define FILE_NAME "plimsoll.db"
/* As many databases of one day can be set aside; beyond that something else is wrong. */
#define MOST_SET_ASIDE 20

struct _PlimsollStore
{
  PlimsollDatabase *database; /* (owned) */
  char *path; /* (owned) */
  char *reason; /* (owned) (nullable): set exactly while it is in memory */
};

static void
set_io_error (GError **error, const char *path)
{
  g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_UNWRITABLE, "%s: %s", path,
               g_strerror (errno));
}

/* Makes the file before SQLite does, because SQLite would make it readable for others. Its log and
 * index files take their mode from it. */
static gboolean
make_file (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat info;
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      set_io_error (error, folder);
      return FALSE;
    }

  fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (fd < 0)
    {
      set_io_error (error, path);
      return FALSE;
    }
  if (fstat (fd, &info) == 0 && (info.st_mode & 077) != 0 && fchmod (fd, 0600) != 0)
    g_debug ("%s stays readable for others: %s", path, g_strerror (errno));
  close (fd);
  return TRUE;
}

static gboolean
check_wholeness (PlimsollDatabase *database, GError **error)
{
  g_autoptr (PlimsollQuery) query =
      plimsoll_database_query (database, error, "PRAGMA quick_check (1)", "");
  const char *verdict = NULL;

  if (query == NULL || plimsoll_query_next (query, error) == PLIMSOLL_QUERY_FAILED)
    return FALSE;

  verdict = (const char *) sqlite3_column_text (query, 0);
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED, "%s", verdict);
  return FALSE;
}

/* (nullable): the database at `path`, or in memory with NULL, in the present shape. Otherwise an
 * error: with DAMAGED,
 * `*kind` is the word for the name under which it should be set aside. */
static PlimsollDatabase *
open_database (const char *path, const char **kind, GError **error)
{
  g_autoptr (PlimsollDatabase) database = NULL;

  *kind = "damaged";
  if (path != NULL && !make_file (path, error))
    return NULL;

  database = plimsoll_database_open (path, error);
  if (database == NULL)
    return NULL;

  switch (plimsoll_schema_prepare (database, error))
    {
    case PLIMSOLL_SCHEMA_READY:
      if (path != NULL && !check_wholeness (database, error))
        return NULL;
      return g_steal_pointer (&database);

    case PLIMSOLL_SCHEMA_NEWER:
      *kind = "newer";
      g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED, "%s: newer", path);
      return NULL;

    case PLIMSOLL_SCHEMA_FOREIGN:
      *kind = "foreign";
      g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED, "%s: foreign", path);
      return NULL;

    case PLIMSOLL_SCHEMA_FAILED:
    default:
      return NULL;
    }
}

/* Moves the file and what SQLite keeps beside it, so that the three still belong together. The log
 * goes first: a database without its log is older, a log without its database is nothing. Returns
 * (transfer full) (nullable) the new name without its folder. */
static char *
set_aside (const char *path, const char *kind, GDateTime *now)
{
  static const char *const tails[] = { "-wal", "-shm", "" };
  g_autofree char *date = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *target = NULL;

  for (int i = 1; i <= MOST_SET_ASIDE; i++)
    {
      g_clear_pointer (&target, g_free);
      target = i == 1 ? g_strdup_printf ("%s.%s-%s", path, kind, date)
                      : g_strdup_printf ("%s.%s-%s-%d", path, kind, date, i);
      if (!g_file_test (target, G_FILE_TEST_EXISTS))
        break;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (tails); i++)
    {
      g_autofree char *from = g_strconcat (path, tails[i], NULL);
      g_autofree char *to = g_strconcat (target, tails[i], NULL);

      if (g_rename (from, to) != 0 && tails[i][0] == '\0')
        return NULL;
    }

  return g_path_get_basename (target);
}

static char *
say_set_aside (const char *kind, const char *name)
{
  if (g_str_equal (kind, "newer"))
    /* Translators: %s is the name of a file. */
    return g_strdup_printf (
        _ ("The history was written by a later version of Plimsoll. It was kept as "
           "%s, and a new one was begun."),
        name);

  /* Translators: %s is the name of a file. */
  return g_strdup_printf (
      _ ("The history could not be read. It was kept as %s, and a new one was begun."), name);
}

static char *
say_reason (const GError *cause)
{
  /* Translators: %s is the system's own description of an error. */
  return g_strdup_printf (
      _ ("History is kept in memory only, until the disk can be used again: %s."), cause->message);
}

/* Opens what is at the path, setting aside what is not ours to use. */
static PlimsollDatabase *
open_on_disk (const char *path, GDateTime *now, char **notice, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = NULL;
  const char *kind = NULL;
  PlimsollDatabase *database = open_database (path, &kind, &cause);

  if (database == NULL
      && g_error_matches (cause, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED))
    {
      const char *again = NULL;

      name = set_aside (path, kind, now);
      if (name != NULL)
        {
          g_clear_error (&cause);
          database = open_database (path, &again, &cause);
        }
      if (database != NULL && notice != NULL)
        *notice = say_set_aside (kind, name);
    }

  if (database == NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return database;
}

PlimsollStore *
plimsoll_store_open (const char *folder, GDateTime *now, char **notice, GError **error)
{
  g_autoptr (PlimsollStore) self = g_new0 (PlimsollStore, 1);
  g_autoptr (GError) cause = NULL;
  const char *kind = NULL;

  if (notice != NULL)
    *notice = NULL;
  self->path = g_build_filename (folder, FILE_NAME, NULL);
  self->database = open_on_disk (self->path, now, notice, &cause);
  if (self->database == NULL)
    {
      self->reason = say_reason (cause);
      self->database = open_database (NULL, &kind, error);
    }

  return self->database != NULL ? g_steal_pointer (&self) : NULL;
}

PlimsollStore *
plimsoll_store_open_to_read (const char *folder, GError **error)
{
  g_autoptr (PlimsollStore) self = g_new0 (PlimsollStore, 1);

  self->path = g_build_filename (folder, FILE_NAME, NULL);
  self->database = plimsoll_database_open_to_read (self->path, error);
  if (self->database == NULL)
    return NULL;
  switch (plimsoll_schema_prepare (self->database, error))
    {
    case PLIMSOLL_SCHEMA_READY:
      return g_steal_pointer (&self);

    case PLIMSOLL_SCHEMA_NEWER:
    case PLIMSOLL_SCHEMA_FOREIGN:
      g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED, "%s: not ours",
                   self->path);
      return NULL;

    case PLIMSOLL_SCHEMA_FAILED: /* also an older one, which nobody may bring up to date here */
    default:
      return NULL;
    }
}

void
plimsoll_store_close (PlimsollStore *self)
{
  g_clear_pointer (&self->database, plimsoll_database_close);
  g_free (self->path);
  g_free (self->reason);
  g_free (self);
}

gboolean
plimsoll_store_is_in_memory (PlimsollStore *self)
{
  return self->reason != NULL;
}

const char *
plimsoll_store_get_reason (PlimsollStore *self)
{
  return self->reason;
}

PlimsollDatabase *
plimsoll_store_get_database (PlimsollStore *self)
{
  return self->database;
}

/* Carries all but the samples, which may be many; what cannot be read any more stays behind. */
static gboolean
go_into_memory (PlimsollStore *self, const GError *cause)
{
  const char *kind = NULL;
  PlimsollDatabase *memory = open_database (NULL, &kind, NULL);

  if (memory == NULL)
    return FALSE;

  plimsoll_carry (self->database, memory, PLIMSOLL_CARRY_KEEPSAKES, NULL);
  plimsoll_database_close (self->database);
  self->database = memory;
  self->reason = say_reason (cause);
  return TRUE;
}

gboolean
plimsoll_store_write (PlimsollStore *self, PlimsollWork work, gpointer data, GError **error)
{
  g_autoptr (GError) cause = NULL;

  if (plimsoll_database_transact (self->database, work, data, &cause))
    return TRUE;

  if (self->reason == NULL
      && (g_error_matches (cause, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_UNWRITABLE)
          || g_error_matches (cause, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_DAMAGED))
      && go_into_memory (self, cause))
    return plimsoll_database_transact (self->database, work, data, error);

  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

gboolean
plimsoll_store_try_disk (PlimsollStore *self, GError **error)
{
  const char *kind = NULL;
  g_autoptr (PlimsollDatabase) disk = NULL;

  if (self->reason == NULL)
    return TRUE;

  /* Damage waits for the next start, which sets it aside and says so. */
  disk = open_database (self->path, &kind, error);
  if (disk == NULL || !plimsoll_carry (self->database, disk, PLIMSOLL_CARRY_ALL, error))
    return FALSE;

  plimsoll_database_close (self->database);
  self->database = g_steal_pointer (&disk);
  g_clear_pointer (&self->reason, g_free);
  return TRUE;
}
