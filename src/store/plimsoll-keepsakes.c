/* plimsoll-keepsakes.c - the small things that the store keeps: last reports, cool-downs, what was
 * told. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each is one row or a short list that is written whole. What comes back from the disk is believed
 * as far as its shape goes: a row that a later version wrote in words that are not known here is
 * passed over. */

#include "plimsoll-store-private.h"

#include <math.h>

#include "plimsoll-told.h"

/* The codec lets no report be larger. */
#define LARGEST_REPORT (256u * 1024)

typedef struct
{
  const char *name;
  gconstpointer value;
} Pair;

static gboolean
save_report (PlimsollDatabase *database, gpointer data, GError **error)
{
  const Pair *pair = data;

  return plimsoll_database_run (database, error, "INSERT OR REPLACE INTO reports VALUES (?, ?)",
                                "tb", pair->name, pair->value);
}

gboolean
plimsoll_store_save_report (PlimsollStore *self,
                            const char *account_id,
                            GBytes *report,
                            GError **error)
{
  Pair pair = { account_id, report };

  if (g_bytes_get_size (report) > LARGEST_REPORT)
    {
      g_set_error (error, PLIMSOLL_STORE_ERROR, PLIMSOLL_STORE_ERROR_MISUSED,
                   "A report of %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (report));
      return FALSE;
    }

  return plimsoll_store_write (self, save_report, &pair, error);
}

GBytes *
plimsoll_store_load_report (PlimsollStore *self, const char *account_id, GError **error)
{
  g_autoptr (PlimsollQuery) query =
      plimsoll_database_query (plimsoll_store_get_database (self), error,
                               "SELECT body FROM reports WHERE account = ?", "t", account_id);

  if (query == NULL || plimsoll_query_next (query, error) != PLIMSOLL_QUERY_ROW)
    return NULL;

  return g_bytes_new (sqlite3_column_blob (query, 0), (gsize) sqlite3_column_bytes (query, 0));
}

static gboolean
save_cooldown (PlimsollDatabase *database, gpointer data, GError **error)
{
  const Pair *pair = data;
  const PlimsollStoreCooldown *cooldown = pair->value;

  if (cooldown == NULL)
    return plimsoll_database_run (database, error, "DELETE FROM cooldowns WHERE key = ?", "t",
                                  pair->name);

  /* Tokens come and go; what is over for a week is nobody's. */
  return plimsoll_database_run (database, error, "DELETE FROM cooldowns WHERE until < ? - 604800",
                                "i", cooldown->until)
         && plimsoll_database_run (database, error,
                                   "INSERT OR REPLACE INTO cooldowns VALUES (?, ?, ?, ?, ?)",
                                   "titii", pair->name, (gint64) cooldown->is_ordered,
                                   plimsoll_condition_to_word (cooldown->cause),
                                   (gint64) cooldown->strikes, cooldown->until);
}

gboolean
plimsoll_store_save_cooldown (PlimsollStore *self,
                              const char *key,
                              const PlimsollStoreCooldown *cooldown,
                              GError **error)
{
  Pair pair = { key, cooldown };

  return plimsoll_store_write (self, save_cooldown, &pair, error);
}

gboolean
plimsoll_store_load_cooldown (PlimsollStore *self,
                              const char *key,
                              PlimsollStoreCooldown *cooldown,
                              GError **error)
{
  PlimsollCondition cause = PLIMSOLL_CONDITION_RATE_LIMITED;
  g_autoptr (PlimsollQuery) query = plimsoll_database_query (
      plimsoll_store_get_database (self), error,
      "SELECT is_ordered, cause, strikes, until FROM cooldowns WHERE key = ?", "t", key);

  if (query == NULL || plimsoll_query_next (query, error) != PLIMSOLL_QUERY_ROW
      || !plimsoll_condition_from_word ((const char *) sqlite3_column_text (query, 1), &cause))
    return FALSE;

  *cooldown = (PlimsollStoreCooldown){
    .is_ordered = sqlite3_column_int (query, 0) != 0,
    .cause = cause,
    .strikes = (guint) CLAMP (sqlite3_column_int64 (query, 2), 0, G_MAXINT),
    .until = sqlite3_column_int64 (query, 3),
  };
  return TRUE;
}

static gboolean
save_told (PlimsollDatabase *database, gpointer data, GError **error)
{
  const Pair *pair = data;
  const GPtrArray *told = pair->value;

  if (!plimsoll_database_run (database, error, "DELETE FROM told WHERE account = ?", "t",
                              pair->name))
    return FALSE;

  for (guint i = 0; i < told->len; i++)
    {
      PlimsollTold *entry = g_ptr_array_index (told, i);
      double percent = plimsoll_told_get_percent (entry);

      if (!plimsoll_database_run (
              database, error, "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?)", "tittid", pair->name,
              (gint64) i, plimsoll_told_kind_to_word (plimsoll_told_get_kind (entry)),
              plimsoll_told_get_limit_id (entry), plimsoll_told_get_cycle (entry),
              isfinite (percent) ? percent : 0.0))
        return FALSE;
    }

  return TRUE;
}

gboolean
plimsoll_store_save_told (PlimsollStore *self,
                          const char *account_id,
                          GPtrArray *told,
                          GError **error)
{
  g_autoptr (GPtrArray) kept = plimsoll_store_load_told (self, account_id, NULL);
  Pair pair = { account_id, told };

  if (kept != NULL && plimsoll_told_list_equal (kept, told))
    return TRUE;

  return plimsoll_store_write (self, save_told, &pair, error);
}

static gboolean
take_told (PlimsollQuery *row, gpointer told, GError **error)
{
  PlimsollToldKind kind = PLIMSOLL_TOLD_THRESHOLD;

  if (plimsoll_told_kind_from_word ((const char *) sqlite3_column_text (row, 0), &kind))
    g_ptr_array_add (told, plimsoll_told_new (kind, (const char *) sqlite3_column_text (row, 1),
                                              sqlite3_column_int64 (row, 2),
                                              sqlite3_column_double (row, 3)));

  return TRUE;
}

GPtrArray *
plimsoll_store_load_told (PlimsollStore *self, const char *account_id, GError **error)
{
  g_autoptr (GPtrArray) told = plimsoll_told_list_new ();
  g_autoptr (PlimsollQuery) query = plimsoll_database_query (
      plimsoll_store_get_database (self), error,
      "SELECT kind, limit_id, cycle, percent FROM told WHERE account = ? ORDER BY position", "t",
      account_id);

  if (!plimsoll_query_each (query, take_told, told, error))
    return NULL;

  return g_steal_pointer (&told);
}

static gboolean
save_meta (PlimsollDatabase *database, gpointer data, GError **error)
{
  const Pair *pair = data;

  if (pair->value == NULL)
    return plimsoll_database_run (database, error, "DELETE FROM meta WHERE name = ?", "t",
                                  pair->name);

  return plimsoll_database_run (database, error, "INSERT OR REPLACE INTO meta VALUES (?, ?)", "tt",
                                pair->name, pair->value);
}

gboolean
plimsoll_store_save_meta (PlimsollStore *self, const char *name, const char *value, GError **error)
{
  Pair pair = { name, value };

  return plimsoll_store_write (self, save_meta, &pair, error);
}

char *
plimsoll_store_load_meta (PlimsollStore *self, const char *name, GError **error)
{
  g_autoptr (PlimsollQuery) query =
      plimsoll_database_query (plimsoll_store_get_database (self), error,
                               "SELECT value FROM meta WHERE name = ?", "t", name);

  if (query == NULL || plimsoll_query_next (query, error) != PLIMSOLL_QUERY_ROW)
    return NULL;

  return g_strdup ((const char *) sqlite3_column_text (query, 0));
}

static gboolean
forget_account (PlimsollDatabase *database, gpointer account_id, GError **error)
{
  const char *id = account_id;

  return plimsoll_database_run (database, error, "DELETE FROM told WHERE account = ?", "t", id)
         && plimsoll_database_run (database, error, "DELETE FROM reports WHERE account = ?", "t",
                                   id);
}

gboolean
plimsoll_store_forget_account (PlimsollStore *self, const char *account_id, GError **error)
{
  return plimsoll_store_write (self, forget_account, (gpointer) account_id, error)
         && plimsoll_store_delete_history (self, account_id, error);
}
