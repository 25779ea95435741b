/* plimsoll-account.c - one login with one provider.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only a name. Where the login lies and what it is belongs to its provider. */

#include "plimsoll-account.h"

#include <string.h>

#define LONGEST_ID 64

struct _PlimsollAccount
{
  gatomicrefcount ref_count;
  char *id; /* (owned) */
  char *provider; /* (owned) */
  char *name; /* (owned) */
};

G_DEFINE_BOXED_TYPE (PlimsollAccount,
                     plimsoll_account,
                     plimsoll_account_ref,
                     plimsoll_account_unref)

PlimsollAccount *
plimsoll_account_new (const char *id, const char *provider, const char *name)
{
  PlimsollAccount *self = NULL;

  g_return_val_if_fail (plimsoll_account_is_valid_id (id), NULL);
  g_return_val_if_fail (provider != NULL && name != NULL && *name != '\0', NULL);
  g_return_val_if_fail (strcspn (id, ":") == strlen (provider) && g_str_has_prefix (id, provider),
                        NULL);

  self = g_new0 (PlimsollAccount, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->provider = g_strdup (provider);
  self->name = g_strdup (name);
  return self;
}

PlimsollAccount *
plimsoll_account_new_from_id (const char *id, const char *name)
{
  g_autofree char *provider = NULL;

  if (!plimsoll_account_is_valid_id (id) || name == NULL || *name == '\0')
    return NULL;

  provider = g_strndup (id, strcspn (id, ":"));
  return plimsoll_account_new (id, provider, name);
}

PlimsollAccount *
plimsoll_account_dup_named (PlimsollAccount *self, const char *name)
{
  return plimsoll_account_new (self->id, self->provider, name);
}

PlimsollAccount *
plimsoll_account_ref (PlimsollAccount *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
plimsoll_account_unref (PlimsollAccount *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->provider);
  g_free (self->name);
  g_free (self);
}

const char *
plimsoll_account_get_id (PlimsollAccount *self)
{
  return self->id;
}

const char *
plimsoll_account_get_provider (PlimsollAccount *self)
{
  return self->provider;
}

const char *
plimsoll_account_get_name (PlimsollAccount *self)
{
  return self->name;
}

gboolean
plimsoll_account_is_valid_id (const char *id)
{
  const char *colon = id != NULL ? strchr (id, ':') : NULL;

  if (colon == NULL || colon == id || colon[1] == '\0' || strlen (id) > LONGEST_ID)
    return FALSE;

  for (const char *p = id; *p != '\0'; p++)
    if (p != colon && !g_ascii_islower (*p) && !g_ascii_isdigit (*p) && strchr ("-_.", *p) == NULL)
      return FALSE;

  return TRUE;
}

gboolean
plimsoll_account_equal (PlimsollAccount *a, PlimsollAccount *b)
{
  return g_str_equal (a->id, b->id) && g_str_equal (a->provider, b->provider)
         && g_str_equal (a->name, b->name);
}
