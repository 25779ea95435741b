/* plimsoll-login.c - an account as its provider finds it on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The answer of `plimsoll probe --list`: the service reads no login and still learns which there
 * are, under which name a token's cool-down is filed, and which files to watch. */

#include "plimsoll-login.h"

#include "plimsoll-codec.h"

/* account, name, key or "", files to watch, feed or "", whether it needs the network. */
#define LIST_TYPE G_VARIANT_TYPE ("a(sssassb)")
/* More logins than anybody has; what is beyond is not read. */
#define MOST_LOGINS 32u

void
plimsoll_login_free (PlimsollLogin *self)
{
  plimsoll_account_unref (self->account);
  g_free (self->key);
  g_strfreev (self->watch_paths);
  g_free (self->feed_path);
  g_free (self);
}

GPtrArray *
plimsoll_login_list_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_login_free);
}

void
plimsoll_login_list_add_provider (GPtrArray *list, PlimsollProvider *provider)
{
  g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (provider);

  for (guint i = 0; i < accounts->len; i++)
    {
      PlimsollAccount *account = g_ptr_array_index (accounts, i);
      PlimsollLogin *login = g_new0 (PlimsollLogin, 1);

      login->account = plimsoll_account_ref (account);
      login->key = plimsoll_provider_dup_key (provider, account);
      login->watch_paths = plimsoll_provider_dup_watch_paths (provider, account);
      login->feed_path = plimsoll_provider_dup_feed_path (provider, account);
      login->needs_network = plimsoll_provider_needs_network (provider, account);
      g_ptr_array_add (list, login);
    }
}

/* To and from the byte order of the pipe: the same both ways. */
static GVariant *
swap_if_big (GVariant *packed)
{
  return G_BYTE_ORDER == G_BIG_ENDIAN ? g_variant_byteswap (packed) : g_variant_ref (packed);
}

GBytes *
plimsoll_login_list_to_bytes (GPtrArray *list)
{
  GVariantBuilder builder;
  g_autoptr (GVariant) packed = NULL;
  g_autoptr (GVariant) ordered = NULL;

  g_variant_builder_init (&builder, LIST_TYPE);
  for (guint i = 0; i < list->len; i++)
    {
      PlimsollLogin *login = g_ptr_array_index (list, i);

      g_variant_builder_add (&builder, "(sss^assb)", plimsoll_account_get_id (login->account),
                             plimsoll_account_get_name (login->account),
                             login->key != NULL ? login->key : "", login->watch_paths,
                             login->feed_path != NULL ? login->feed_path : "",
                             login->needs_network);
    }

  packed = g_variant_ref_sink (g_variant_builder_end (&builder));
  ordered = swap_if_big (packed);
  return g_variant_get_data_as_bytes (ordered);
}

static PlimsollLogin *
unpack (GVariant *packed)
{
  g_autoptr (PlimsollAccount) account = NULL;
  g_auto (GStrv) paths = NULL;
  const char *id = NULL;
  const char *name = NULL;
  const char *key = NULL;
  const char *feed_path = NULL;
  gboolean needs_network = FALSE;
  PlimsollLogin *login = NULL;

  g_variant_get (packed, "(&s&s&s^as&sb)", &id, &name, &key, &paths, &feed_path, &needs_network);
  account = plimsoll_account_new_from_id (id, name);
  if (account == NULL)
    return NULL;

  login = g_new0 (PlimsollLogin, 1);
  login->account = g_steal_pointer (&account);
  login->key = *key != '\0' ? g_strdup (key) : NULL;
  login->watch_paths = g_steal_pointer (&paths);
  login->feed_path = *feed_path != '\0' ? g_strdup (feed_path) : NULL;
  login->needs_network = needs_network;
  return login;
}

GPtrArray *
plimsoll_login_list_from_bytes (GBytes *bytes, GError **error)
{
  g_autoptr (GVariant) raw =
      g_variant_ref_sink (g_variant_new_from_bytes (LIST_TYPE, bytes, FALSE));
  g_autoptr (GVariant) ordered = swap_if_big (raw);
  GPtrArray *list = NULL;
  gsize n_logins = 0;

  if (!g_variant_is_normal_form (ordered))
    {
      g_set_error_literal (error, PLIMSOLL_CODEC_ERROR, PLIMSOLL_CODEC_ERROR_MALFORMED,
                           "gave no list of accounts");
      return NULL;
    }

  list = plimsoll_login_list_new ();
  n_logins = MIN (g_variant_n_children (ordered), MOST_LOGINS);
  for (gsize i = 0; i < n_logins; i++)
    {
      g_autoptr (GVariant) packed = g_variant_get_child_value (ordered, i);
      PlimsollLogin *login = unpack (packed);

      if (login != NULL)
        g_ptr_array_add (list, login);
    }

  return list;
}
