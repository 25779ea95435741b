/* plimsoll-database.c - SQLite in the few shapes that the store needs.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Promises that each statement is compiled once, that every failure is one of four things to do,
 * and that the memory of a connection stays small: the service that holds it lives for weeks and is
 * measured in single mebibytes.
 *
 * What a commit survives: with a write-ahead log and synchronous=NORMAL a commit is in the kernel's
 * hands when COMMIT returns, so that no way for the process to die can undo it, kill -9 included.
 * Only a power cut or a kernel crash can lose the last few seconds, never break the file. For that,
 * no disk has to be woken every five minutes. */

#include "plimsoll-database.h"

#include <stdarg.h>

/* 256 KiB of pages; all hot rows fit. The log is cut back after 100 pages, and its file after each
 * checkpoint. */
#define PRAGMAS                      \
  "PRAGMA cache_size = -256;"        \
  "PRAGMA mmap_size = 0;"            \
  "PRAGMA temp_store = MEMORY;"      \
  "PRAGMA foreign_keys = ON;"        \
  "PRAGMA trusted_schema = OFF;"     \
  "PRAGMA synchronous = NORMAL;"     \
  "PRAGMA wal_autocheckpoint = 100;" \
  "PRAGMA journal_size_limit = 524288;"
/* Before the first table: lets a deleted history give its pages back without a copy of the whole
 * file. */
#define PRAGMAS_FIRST "PRAGMA auto_vacuum = INCREMENTAL;"
/* Another process has no business here; one that ends is waited for, a main loop is not kept
 * longer. */
#define BUSY_MILLISECONDS 250

struct _PlimsollDatabase
{
  sqlite3 *handle; /* (owned) */
  GHashTable *statements; /* (owned) (element-type utf8 sqlite3_stmt): keys are literals */
};

G_DEFINE_QUARK (plimsoll_store_error, plimsoll_store_error)

static PlimsollStoreError
classify (int code)
{
  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_ERROR: /* "no such table": a database of somebody else */
    case SQLITE_SCHEMA:
      return PLIMSOLL_STORE_ERROR_DAMAGED;

    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return PLIMSOLL_STORE_ERROR_BUSY;

    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOMEM:
    case SQLITE_NOLFS:
    case SQLITE_PROTOCOL:
      return PLIMSOLL_STORE_ERROR_UNWRITABLE;

    default:
      return PLIMSOLL_STORE_ERROR_MISUSED;
    }
}

static void
set_error (sqlite3 *handle, GError **error)
{
  int code = sqlite3_extended_errcode (handle);

  g_set_error (error, PLIMSOLL_STORE_ERROR, (int) classify (code), "%s (%d)",
               sqlite3_errmsg (handle), code);
}

static void
finalize_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

gboolean
plimsoll_database_execute (PlimsollDatabase *self, const char *sql, GError **error)
{
  if (sqlite3_exec (self->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  set_error (self->handle, error);
  return FALSE;
}

static PlimsollDatabase *
connect_to (const char *path, int how, const char *pragmas, GError **error)
{
  g_autoptr (PlimsollDatabase) self = g_new0 (PlimsollDatabase, 1);
  int flags = how | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

  self->statements = g_hash_table_new_full (NULL, NULL, NULL, finalize_statement);
  if (sqlite3_open_v2 (path, &self->handle, flags, NULL) != SQLITE_OK)
    {
      set_error (self->handle, error);
      return NULL;
    }

  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  return plimsoll_database_execute (self, pragmas, error) ? g_steal_pointer (&self) : NULL;
}

PlimsollDatabase *
plimsoll_database_open (const char *path, GError **error)
{
  g_autoptr (PlimsollDatabase) self = connect_to (
      path != NULL ? path : ":memory:", SQLITE_OPEN_READWRITE, PRAGMAS_FIRST PRAGMAS, error);

  if (self == NULL
      || (path != NULL && !plimsoll_database_execute (self, "PRAGMA journal_mode = WAL", error)))
    return NULL;

  return g_steal_pointer (&self);
}

PlimsollDatabase *
plimsoll_database_open_to_read (const char *path, GError **error)
{
  return connect_to (path, SQLITE_OPEN_READONLY, PRAGMAS, error);
}

void
plimsoll_database_close (PlimsollDatabase *self)
{
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self);
}

static PlimsollQuery *
prepare (PlimsollDatabase *self, const char *sql, GError **error)
{
  PlimsollQuery *query = g_hash_table_lookup (self->statements, sql);

  if (query != NULL)
    return query;

  if (sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &query, NULL)
      != SQLITE_OK)
    {
      set_error (self->handle, error);
      return NULL;
    }

  g_hash_table_insert (self->statements, (gpointer) sql, query);
  return query;
}

static int
bind_bytes (PlimsollQuery *query, int index, GBytes *bytes)
{
  gsize size = 0;
  const void *data = g_bytes_get_data (bytes, &size);

  return sqlite3_bind_blob64 (query, index, data != NULL ? data : "", size, SQLITE_TRANSIENT);
}

static gboolean
bind_values (PlimsollQuery *query, const char *types, va_list *values)
{
  int code = SQLITE_OK;

  for (int i = 1; *types != '\0' && code == SQLITE_OK; i++, types++)
    switch (*types)
      {
      case 'i':
        code = sqlite3_bind_int64 (query, i, va_arg (*values, gint64));
        break;
      case 'd':
        code = sqlite3_bind_double (query, i, va_arg (*values, double));
        break;
      case 't':
        code = sqlite3_bind_text (query, i, va_arg (*values, const char *), -1, SQLITE_TRANSIENT);
        break;
      case 'b':
        code = bind_bytes (query, i, va_arg (*values, GBytes *));
        break;
      default:
        g_assert_not_reached ();
      }

  return code == SQLITE_OK;
}

static PlimsollQuery *
query_va (
    PlimsollDatabase *self, GError **error, const char *sql, const char *types, va_list *values)
{
  PlimsollQuery *query = prepare (self, sql, error);

  if (query == NULL)
    return NULL;
  if (bind_values (query, types, values))
    return query;

  set_error (self->handle, error);
  plimsoll_query_free (query);
  return NULL;
}

PlimsollQuery *
plimsoll_database_query (
    PlimsollDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  PlimsollQuery *query = NULL;
  va_list values;

  va_start (values, types);
  query = query_va (self, error, sql, types, &values);
  va_end (values);
  return query;
}

PlimsollQueryStep
plimsoll_query_next (PlimsollQuery *self, GError **error)
{
  switch (sqlite3_step (self))
    {
    case SQLITE_ROW:
      return PLIMSOLL_QUERY_ROW;
    case SQLITE_DONE:
      return PLIMSOLL_QUERY_END;
    default:
      set_error (sqlite3_db_handle (self), error);
      return PLIMSOLL_QUERY_FAILED;
    }
}

gboolean
plimsoll_query_each (PlimsollQuery *self, PlimsollRowFunc func, gpointer data, GError **error)
{
  while (self != NULL)
    switch (plimsoll_query_next (self, error))
      {
      case PLIMSOLL_QUERY_ROW:
        if (!func (self, data, error))
          return FALSE;
        break;
      case PLIMSOLL_QUERY_END:
        return TRUE;
      case PLIMSOLL_QUERY_FAILED:
      default:
        return FALSE;
      }

  return FALSE;
}

/* The statement stays compiled in the cache; what it held of the database and of its values is let
 * go. */
void
plimsoll_query_free (PlimsollQuery *self)
{
  sqlite3_reset (self);
  sqlite3_clear_bindings (self);
}

gboolean
plimsoll_database_run (
    PlimsollDatabase *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (PlimsollQuery) query = NULL;
  va_list values;

  va_start (values, types);
  query = query_va (self, error, sql, types, &values);
  va_end (values);
  return query != NULL && plimsoll_query_next (query, error) != PLIMSOLL_QUERY_FAILED;
}

gboolean
plimsoll_database_transact (PlimsollDatabase *self,
                            PlimsollWork work,
                            gpointer data,
                            GError **error)
{
  /* Immediate: a lock that cannot be had is told before anything was done. */
  if (!plimsoll_database_run (self, error, "BEGIN IMMEDIATE", ""))
    return FALSE;
  if (work (self, data, error) && plimsoll_database_run (self, error, "COMMIT", ""))
    return TRUE;

  /* A full disk may have rolled back already; to say it again is an error that means nothing. */
  if (!sqlite3_get_autocommit (self->handle))
    plimsoll_database_run (self, NULL, "ROLLBACK", "");
  return FALSE;
}

gboolean
plimsoll_database_get_number (
    PlimsollDatabase *self, const char *sql, gint64 fallback, gint64 *number, GError **error)
{
  g_autoptr (PlimsollQuery) query = plimsoll_database_query (self, error, sql, "");
  PlimsollQueryStep step = PLIMSOLL_QUERY_FAILED;

  if (query != NULL)
    step = plimsoll_query_next (query, error);
  if (step == PLIMSOLL_QUERY_FAILED)
    return FALSE;

  *number = fallback;
  if (step == PLIMSOLL_QUERY_ROW && sqlite3_column_type (query, 0) == SQLITE_INTEGER)
    *number = sqlite3_column_int64 (query, 0);
  return TRUE;
}
