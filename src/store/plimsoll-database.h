/* plimsoll-database.h - SQLite in the few shapes that the store needs.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* Named after what the caller should do next. */
typedef enum
{
  PLIMSOLL_STORE_ERROR_DAMAGED, /* not ours, or no longer whole: set it aside */
  PLIMSOLL_STORE_ERROR_BUSY, /* held by another process: try later */
  PLIMSOLL_STORE_ERROR_UNWRITABLE, /* disk full, read-only, no access: go on in memory */
  PLIMSOLL_STORE_ERROR_MISUSED, /* a mistake of ours */
} PlimsollStoreError;

#define PLIMSOLL_STORE_ERROR (plimsoll_store_error_quark ())
GQuark plimsoll_store_error_quark (void);

/* One connection with its prepared statements. For one thread. */
typedef struct _PlimsollDatabase PlimsollDatabase;

/* `path` NULL is a database in memory. The file must exist; an empty one is a new database. */
PlimsollDatabase *plimsoll_database_open (const char *path, GError **error);
/* The same, but what lies on disk stays as it is, whoever else writes it. */
PlimsollDatabase *plimsoll_database_open_to_read (const char *path, GError **error);
void plimsoll_database_close (PlimsollDatabase *self);

/* Several statements without values; for schema and pragmas. */
gboolean plimsoll_database_execute (PlimsollDatabase *self, const char *sql, GError **error);

/* A prepared statement, to be let go before the next use of the same text. */
typedef sqlite3_stmt PlimsollQuery;

/* (transfer full) (nullable): `sql`, a literal (it is the key of the cache), with its values bound.
 * `types` has a letter for each value: i gint64, d double, t text (nullable), b GBytes. The values
 * are copied. */
PlimsollQuery *plimsoll_database_query (
    PlimsollDatabase *self, GError **error, const char *sql, const char *types, ...);

typedef enum
{
  PLIMSOLL_QUERY_ROW,
  PLIMSOLL_QUERY_END,
  PLIMSOLL_QUERY_FAILED,
} PlimsollQueryStep;

PlimsollQueryStep plimsoll_query_next (PlimsollQuery *self, GError **error);
void plimsoll_query_free (PlimsollQuery *self);

/* What to do with a row. FALSE with error ends the reading. */
typedef gboolean (*PlimsollRowFunc) (PlimsollQuery *row, gpointer data, GError **error);

/* All rows of `self` in turn; a `self` of NULL, a query that could not be made, is a failure. */
gboolean
plimsoll_query_each (PlimsollQuery *self, PlimsollRowFunc func, gpointer data, GError **error);

/* The same for a statement that has no rows to give. */
gboolean plimsoll_database_run (
    PlimsollDatabase *self, GError **error, const char *sql, const char *types, ...);

/* Work inside one transaction: all of it happens, or nothing. */
typedef gboolean (*PlimsollWork) (PlimsollDatabase *database, gpointer data, GError **error);
gboolean plimsoll_database_transact (PlimsollDatabase *self,
                                     PlimsollWork work,
                                     gpointer data,
                                     GError **error);

/* The first column of the first row as a number; `fallback` when there is no row or no number.
 * FALSE on failure. */
gboolean plimsoll_database_get_number (
    PlimsollDatabase *self, const char *sql, gint64 fallback, gint64 *number, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollDatabase, plimsoll_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollQuery, plimsoll_query_free)

G_END_DECLS
