/* plimsoll-tray-rows.c - the rows of the tray's menu.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * On GNOME the menu is all there is: it carries every number. A row keeps its key for as long as
 * what it speaks of exists; words and order are made here, ids on D-Bus elsewhere. */

#include "plimsoll-tray-rows.h"

#include <glib/gi18n-lib.h>

static void
free_row (gpointer data)
{
  PlimsollTrayRow *row = data;

  g_free ((char *) row->key);
  g_free ((char *) row->label);
  g_free (row);
}

/* Takes `key` and `label`; a NULL label is a separator. */
static PlimsollTrayRow *
add_row (GPtrArray *rows, char *key, char *label)
{
  PlimsollTrayRow *row = g_new0 (PlimsollTrayRow, 1);

  row->key = key;
  row->label = label;
  g_ptr_array_add (rows, row);
  return row;
}

static void
add_command (GPtrArray *rows, const char *key, const char *label, gboolean is_enabled)
{
  PlimsollTrayRow *row = add_row (rows, g_strdup (key), g_strdup (label));

  row->is_command = TRUE;
  row->is_enabled = is_enabled;
}

static char *
make_key (const char *what, PlimsollMeter *meter, const char *limit)
{
  const char *id = plimsoll_account_get_id (plimsoll_meter_get_account (meter));

  return limit != NULL ? g_strconcat (what, ":", id, ":", limit, NULL)
                       : g_strconcat (what, ":", id, NULL);
}

/* The name of an account over its rows, with the plan where it is known. */
static char *
make_heading (PlimsollMeter *meter)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  const char *plan = snapshot != NULL ? plimsoll_snapshot_get_plan (snapshot) : NULL;
  const char *name = plimsoll_account_get_name (plimsoll_meter_get_account (meter));
  g_autofree char *both = plan != NULL ? g_strconcat (name, " · ", plan, NULL) : g_strdup (name);

  return plimsoll_tray_words_plain (both);
}

static void
add_numbers (GPtrArray *rows, PlimsollMeter *meter, const PlimsollTrayHere *here)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  guint n = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;
  PlimsollSpend *spend = snapshot != NULL ? plimsoll_snapshot_get_spend (snapshot) : NULL;
  char *note = plimsoll_tray_words_note (meter, here);
  char *incident = plimsoll_tray_words_incident (meter, here);

  for (guint i = 0; i < n; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      add_row (rows, make_key ("limit", meter, plimsoll_limit_peek (limit)->id),
               plimsoll_tray_words_limit (snapshot, limit, here));
    }
  if (spend != NULL)
    {
      char *words = plimsoll_tray_words_spend (spend);

      if (words != NULL)
        add_row (rows, make_key ("spend", meter, NULL), words);
    }
  if (note != NULL)
    add_row (rows, make_key ("note", meter, NULL), note);
  if (incident != NULL)
    add_row (rows, make_key ("incident", meter, NULL), incident);
}

/* (transfer full) (nullable): while no account at all may be asked, until when the first may not.
 */
static char *
say_why_not_refresh (GListModel *meters, const PlimsollTrayHere *here)
{
  g_autofree char *first_words = NULL;
  GDateTime *first = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (meters); i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);
      g_autofree char *words = plimsoll_tray_words_wait (meter, here);
      GDateTime *retry_at = NULL;

      if (words == NULL)
        return NULL;
      retry_at = plimsoll_problem_get_retry_at (plimsoll_meter_get_problem (meter));
      if (first == NULL || g_date_time_compare (retry_at, first) < 0)
        {
          g_free (first_words);
          first_words = g_steal_pointer (&words);
          first = retry_at;
        }
    }

  return g_steal_pointer (&first_words);
}

static void
add_commands (GPtrArray *rows, GListModel *meters, const PlimsollTrayHere *here)
{
  g_autofree char *why_not = say_why_not_refresh (meters, here);

  add_row (rows, g_strdup ("separator:commands"), NULL);
  add_command (rows, PLIMSOLL_TRAY_KEY_OPEN, _ ("Open Plimsoll"), TRUE);
  add_command (rows, PLIMSOLL_TRAY_KEY_REFRESH, why_not != NULL ? why_not : _ ("Refresh now"),
               why_not == NULL);
  add_command (rows, PLIMSOLL_TRAY_KEY_SETTINGS, _ ("Settings"), TRUE);
  add_command (rows, PLIMSOLL_TRAY_KEY_QUIT, _ ("Quit"), TRUE);
}

GPtrArray *
plimsoll_tray_rows_make (GListModel *meters, const PlimsollTrayHere *here)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (free_row);
  guint n = g_list_model_get_n_items (meters);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);

      if (i > 0)
        add_row (rows, make_key ("separator", meter, NULL), NULL);
      if (n > 1)
        add_row (rows, make_key ("account", meter, NULL), make_heading (meter));
      add_numbers (rows, meter, here);
    }
  if (n == 0)
    add_row (rows, g_strdup ("note"), g_strdup (_ ("No accounts")));
  add_commands (rows, meters, here);
  return rows;
}

static gboolean
is_limit_row (const PlimsollTrayRow *row)
{
  return g_str_has_prefix (row->key, "limit:");
}

char *
plimsoll_tray_rows_make_lines (PlimsollMeter *meter, const PlimsollTrayHere *here, guint most_lines)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  GString *lines = g_string_new (NULL);
  guint n_limits = 0;
  guint n_dropped = 0;

  add_numbers (rows, meter, here);
  while (n_limits < rows->len && is_limit_row (g_ptr_array_index (rows, n_limits)))
    n_limits++;
  n_dropped = rows->len > most_lines ? MIN (rows->len - most_lines, n_limits) : 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const PlimsollTrayRow *row = g_ptr_array_index (rows, i);

      if (i >= n_limits - n_dropped && i < n_limits)
        continue;
      if (lines->len > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, row->label);
    }

  return g_string_free (lines, FALSE);
}
