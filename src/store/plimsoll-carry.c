/* plimsoll-carry.c - carries rows from one database to another of the same shape.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the way into memory when a disk fails, and back. SQLite's own backup copies whole files; two
 * years of samples have no place in memory, and a day's worth must not replace them on the way
 * back. */

#include "plimsoll-carry.h"

#include "plimsoll-schema.h"

typedef struct
{
  PlimsollDatabase *from;
  PlimsollCarryWhat what;
} Load;

/* Where the rows of one table go. */
typedef struct
{
  PlimsollDatabase *to;
  const char *table;
} Delivery;

/* These only grow; a row more on the other side is not wrong. All others are lists in which a row
 * that is gone here must go there too. */
static gboolean
is_history (const char *table)
{
  return g_str_equal (table, "limits") || g_str_equal (table, "samples");
}

/* The statements are literals for the cache by way of interning; there are three for each table. */
static const char *
make_sql (const char *format, const char *table, const char *rest)
{
  g_autofree char *sql = g_strdup_printf ("%s %s %s", format, table, rest);

  return g_intern_string (sql);
}

static const char *
make_insert (const char *table, int n_columns)
{
  g_autoptr (GString) rest = g_string_new ("VALUES (?");

  for (int i = 1; i < n_columns; i++)
    g_string_append (rest, ", ?");
  g_string_append_c (rest, ')');
  /* To replace a limit would take all its samples with it. */
  if (g_str_equal (table, "limits"))
    return make_sql ("INSERT OR IGNORE INTO", table, rest->str);

  return make_sql ("INSERT OR REPLACE INTO", table, rest->str);
}

static gboolean
carry_row (PlimsollQuery *row, gpointer data, GError **error)
{
  const Delivery *delivery = data;
  int n_columns = sqlite3_column_count (row);
  g_autoptr (PlimsollQuery) insert =
      plimsoll_database_query (delivery->to, error, make_insert (delivery->table, n_columns), "");

  if (insert == NULL)
    return FALSE;

  for (int i = 0; i < n_columns; i++)
    sqlite3_bind_value (insert, i + 1, sqlite3_column_value (row, i));
  return plimsoll_query_next (insert, error) == PLIMSOLL_QUERY_END;
}

static gboolean
carry_table (PlimsollDatabase *from, PlimsollDatabase *to, const char *table, GError **error)
{
  Delivery delivery = { to, table };
  g_autoptr (PlimsollQuery) rows = NULL;

  if (!is_history (table)
      && !plimsoll_database_run (to, error, make_sql ("DELETE FROM", table, ""), ""))
    return FALSE;

  rows = plimsoll_database_query (from, error, make_sql ("SELECT * FROM", table, ""), "");
  return plimsoll_query_each (rows, carry_row, &delivery, error);
}

static gboolean
carry_tables (PlimsollDatabase *to, gpointer data, GError **error)
{
  const Load *load = data;
  const char *const *tables = plimsoll_schema_list_tables ();

  for (guint i = 0; tables[i] != NULL; i++)
    if (load->what == PLIMSOLL_CARRY_ALL || !is_history (tables[i]))
      if (!carry_table (load->from, to, tables[i], error))
        return FALSE;

  return TRUE;
}

gboolean
plimsoll_carry (PlimsollDatabase *from,
                PlimsollDatabase *to,
                PlimsollCarryWhat what,
                GError **error)
{
  Load load = { from, what };

  return plimsoll_database_transact (to, carry_tables, &load, error);
}
