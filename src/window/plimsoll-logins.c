/* plimsoll-logins.c - which logins are looked after, as the settings say it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Three keys tell it together: the folders with the second half of their accounts' ids, the ids of
 * accounts that are not asked, and what accounts are called. Whatever changes one keeps the others
 * true. */

#include "plimsoll-logins.h"

#include "plimsoll-account.h"
#include "plimsoll-text.h"

#define FOLDERS "config-directories"
#define DISABLED "disabled-accounts"
#define NAMES "account-names"

static char *
make_id (const char *name)
{
  return g_strconcat ("claude:", name, NULL);
}

/* (transfer full): the pairs of an a{ss}. */
static GHashTable *
read_pairs (GSettings *settings, const char *key)
{
  GHashTable *pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GVariant) written = g_settings_get_value (settings, key);
  GVariantIter iter;
  char *name = NULL;
  char *value = NULL;

  g_variant_iter_init (&iter, written);
  while (g_variant_iter_next (&iter, "{ss}", &name, &value))
    g_hash_table_insert (pairs, name, value);

  return pairs;
}

static void
write_pairs (GSettings *settings, const char *key, GHashTable *pairs)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, pairs);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_variant_builder_add (&builder, "{ss}", name, value);
  g_settings_set_value (settings, key, g_variant_builder_end (&builder));
}

/* "default" is the login that Claude Code keeps where it keeps it by itself. */
static gboolean
is_free_name (GHashTable *folders, const char *name)
{
  g_autofree char *id = make_id (name);

  return plimsoll_account_is_valid_id (id) && !g_str_equal (name, "default")
         && !g_hash_table_contains (folders, name);
}

static gboolean
has_folder (GHashTable *folders, const char *wanted)
{
  GHashTableIter iter;
  gpointer folder = NULL;

  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, NULL, &folder))
    if (g_str_equal (folder, wanted))
      return TRUE;

  return FALSE;
}

/* (transfer full): what a person would call it: what their folder adds to ".claude". */
static char *
make_name (GHashTable *folders, const char *folder)
{
  g_autofree char *base = g_path_get_basename (folder);
  const char *tail = base;
  g_autofree char *stem = NULL;

  if (g_str_has_prefix (tail, ".claude") && strlen (tail) > strlen (".claude"))
    tail += strlen (".claude");
  stem = plimsoll_text_to_id (tail);
  if (stem != NULL && is_free_name (folders, stem))
    return g_steal_pointer (&stem);

  for (guint i = 2;; i++)
    {
      g_autofree char *name = g_strdup_printf ("%.40s-%u", stem != NULL ? stem : "login", i);

      if (is_free_name (folders, name))
        return g_steal_pointer (&name);
    }
}

char *
plimsoll_logins_add (GSettings *settings, const char *folder)
{
  g_autoptr (GHashTable) folders = read_pairs (settings, FOLDERS);
  char *name = NULL;

  if (!g_path_is_absolute (folder) || !g_utf8_validate (folder, -1, NULL)
      || has_folder (folders, folder))
    return NULL;

  name = make_name (folders, folder);
  g_hash_table_insert (folders, g_strdup (name), g_strdup (folder));
  write_pairs (settings, FOLDERS, folders);
  return name;
}

gboolean
plimsoll_logins_rename (GSettings *settings, const char *name, const char *new_name)
{
  g_autoptr (GHashTable) folders = read_pairs (settings, FOLDERS);
  const char *folder = g_hash_table_lookup (folders, name);
  g_autofree char *id = make_id (name);
  g_autofree char *new_id = make_id (new_name);
  gboolean is_enabled = plimsoll_logins_is_enabled (settings, id);

  if (g_str_equal (name, new_name))
    return TRUE;
  if (folder == NULL || !is_free_name (folders, new_name))
    return FALSE;

  plimsoll_logins_set_name (settings, id, NULL);
  plimsoll_logins_set_enabled (settings, id, TRUE);
  plimsoll_logins_set_enabled (settings, new_id, is_enabled);
  g_hash_table_insert (folders, g_strdup (new_name), g_strdup (folder));
  g_hash_table_remove (folders, name);
  write_pairs (settings, FOLDERS, folders);
  return TRUE;
}

void
plimsoll_logins_remove (GSettings *settings, const char *name)
{
  g_autoptr (GHashTable) folders = read_pairs (settings, FOLDERS);
  g_autofree char *id = make_id (name);

  plimsoll_logins_set_name (settings, id, NULL);
  plimsoll_logins_set_enabled (settings, id, TRUE);
  g_hash_table_remove (folders, name);
  write_pairs (settings, FOLDERS, folders);
}

char *
plimsoll_logins_dup_name (GSettings *settings, const char *account)
{
  g_autoptr (GHashTable) names = read_pairs (settings, NAMES);
  const char *name = g_hash_table_lookup (names, account);

  return name != NULL ? plimsoll_text_clean (name, PLIMSOLL_ACCOUNT_LONGEST_NAME) : NULL;
}

void
plimsoll_logins_set_name (GSettings *settings, const char *account, const char *name)
{
  g_autoptr (GHashTable) names = read_pairs (settings, NAMES);
  char *clean = name != NULL ? plimsoll_text_clean (name, PLIMSOLL_ACCOUNT_LONGEST_NAME) : NULL;

  if (clean != NULL)
    g_hash_table_insert (names, g_strdup (account), clean);
  else if (!g_hash_table_remove (names, account))
    return;
  write_pairs (settings, NAMES, names);
}

gboolean
plimsoll_logins_is_enabled (GSettings *settings, const char *account)
{
  g_auto (GStrv) disabled = g_settings_get_strv (settings, DISABLED);

  return !g_strv_contains ((const char *const *) disabled, account);
}

void
plimsoll_logins_set_enabled (GSettings *settings, const char *account, gboolean is_enabled)
{
  g_auto (GStrv) disabled = g_settings_get_strv (settings, DISABLED);
  g_autoptr (GPtrArray) after = g_ptr_array_new ();

  if (is_enabled == plimsoll_logins_is_enabled (settings, account))
    return;

  for (gsize i = 0; disabled[i] != NULL; i++)
    if (!g_str_equal (disabled[i], account))
      g_ptr_array_add (after, disabled[i]);
  if (!is_enabled)
    g_ptr_array_add (after, (char *) account);
  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, DISABLED, (const char *const *) after->pdata);
}
