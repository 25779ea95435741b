/* plimsoll-schema.c - the tables of the store, and how an older database becomes a present one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A step that was released is never changed; a new shape is a new step. Each runs in a transaction
 * of its own together with the number that says it ran, so that a kill in the midst leaves either
 * version whole. */

#include "plimsoll-schema.h"

/* "PLIM": tells our file from any other SQLite database that lies under our name. */
#define APPLICATION_ID "0x504c494d"
#define APPLICATION_ID_NUMBER 0x504c494d

/* Moments are seconds since the epoch.
 *
 * limits.number comes from a hash of account and id, so that it is the same in every database and
 * rows can be carried from one to another. A sample stands for all equal readings from `at` to
 * `until`. told.position keeps the order of the list that the rules gave. */
static const char *const all_steps[] = {
  "CREATE TABLE limits ("
  "  number INTEGER PRIMARY KEY,"
  "  account TEXT NOT NULL,"
  "  id TEXT NOT NULL,"
  "  UNIQUE (account, id)"
  ") STRICT;"
  "CREATE TABLE samples ("
  "  limit_number INTEGER NOT NULL REFERENCES limits (number) ON DELETE CASCADE,"
  "  at INTEGER NOT NULL,"
  "  until INTEGER NOT NULL,"
  "  percent REAL NOT NULL,"
  "  cycle INTEGER NOT NULL,"
  "  PRIMARY KEY (limit_number, at)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE reports ("
  "  account TEXT NOT NULL PRIMARY KEY,"
  "  body BLOB NOT NULL"
  ") STRICT;"
  "CREATE TABLE cooldowns ("
  "  key TEXT NOT NULL PRIMARY KEY,"
  "  is_ordered INTEGER NOT NULL,"
  "  cause TEXT NOT NULL,"
  "  strikes INTEGER NOT NULL,"
  "  until INTEGER NOT NULL"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE told ("
  "  account TEXT NOT NULL,"
  "  position INTEGER NOT NULL,"
  "  kind TEXT NOT NULL,"
  "  limit_id TEXT NOT NULL,"
  "  cycle INTEGER NOT NULL,"
  "  percent REAL NOT NULL,"
  "  PRIMARY KEY (account, position)"
  ") STRICT, WITHOUT ROWID;"
  "CREATE TABLE meta ("
  "  name TEXT NOT NULL PRIMARY KEY,"
  "  value TEXT NOT NULL"
  ") STRICT, WITHOUT ROWID;",
};

static const char *const tables[] = { "limits", "samples", "reports", "cooldowns",
                                      "told",   "meta",    NULL };

const char *const *
plimsoll_schema_list_tables (void)
{
  return tables;
}

static gboolean
run_step (PlimsollDatabase *database, gpointer sql, GError **error)
{
  return plimsoll_database_execute (database, sql, error);
}

/* The application's mark is set with the first table, in the same transaction. */
static gboolean
take_step (PlimsollDatabase *database, const char *step, guint version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s;PRAGMA user_version = %u;"
                                          "PRAGMA application_id = " APPLICATION_ID,
                                          step, version);

  return plimsoll_database_transact (database, run_step, sql, error);
}

PlimsollSchemaState
plimsoll_schema_prepare_with (PlimsollDatabase *database,
                              const char *const *steps,
                              guint n_steps,
                              GError **error)
{
  gint64 version = 0;
  gint64 mark = 0;
  gint64 n_tables = 0;

  if (!plimsoll_database_get_number (database, "PRAGMA user_version", 0, &version, error)
      || !plimsoll_database_get_number (database, "PRAGMA application_id", 0, &mark, error)
      || !plimsoll_database_get_number (database, "SELECT count(*) FROM sqlite_schema", 0,
                                        &n_tables, error))
    return PLIMSOLL_SCHEMA_FAILED;

  /* An empty file is a new database; a kill right after the file was made leaves one. */
  if (version < 0
      || (mark != APPLICATION_ID_NUMBER && (mark != 0 || version != 0 || n_tables != 0)))
    return PLIMSOLL_SCHEMA_FOREIGN;
  if (version > (gint64) n_steps)
    return PLIMSOLL_SCHEMA_NEWER;

  for (guint i = (guint) version; i < n_steps; i++)
    if (!take_step (database, steps[i], i + 1, error))
      return PLIMSOLL_SCHEMA_FAILED;

  return PLIMSOLL_SCHEMA_READY;
}

PlimsollSchemaState
plimsoll_schema_prepare (PlimsollDatabase *database, GError **error)
{
  return plimsoll_schema_prepare_with (database, all_steps, G_N_ELEMENTS (all_steps), error);
}
