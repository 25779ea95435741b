/* plimsoll-provider.c - the port behind which every provider of numbers stands.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only forwards. Three calls may be left out by a provider: without files there is nothing to
 * watch, without a feed nothing to read, and without a word about it the network is needed. */

#include "plimsoll-provider.h"

G_DEFINE_INTERFACE (PlimsollProvider, plimsoll_provider, G_TYPE_OBJECT)

static void
plimsoll_provider_default_init (PlimsollProviderInterface *iface)
{
}

const char *
plimsoll_provider_get_id (PlimsollProvider *self)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->get_id (self);
}

GPtrArray *
plimsoll_provider_list_accounts (PlimsollProvider *self)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->list_accounts (self);
}

void
plimsoll_provider_rename (PlimsollProvider *self, const char *id, const char *name)
{
  PlimsollProviderInterface *iface = PLIMSOLL_PROVIDER_GET_IFACE (self);

  if (iface->rename != NULL)
    iface->rename (self, id, name);
}

const PlimsollVariable *
plimsoll_provider_list_variables (PlimsollProvider *self, guint *n_variables)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->list_variables (self, n_variables);
}

char *
plimsoll_provider_dup_key (PlimsollProvider *self, PlimsollAccount *account)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->dup_key (self, account);
}

GStrv
plimsoll_provider_dup_watch_paths (PlimsollProvider *self, PlimsollAccount *account)
{
  PlimsollProviderInterface *iface = PLIMSOLL_PROVIDER_GET_IFACE (self);

  return iface->dup_watch_paths != NULL ? iface->dup_watch_paths (self, account)
                                        : g_new0 (char *, 1);
}

char *
plimsoll_provider_dup_feed_path (PlimsollProvider *self, PlimsollAccount *account)
{
  PlimsollProviderInterface *iface = PLIMSOLL_PROVIDER_GET_IFACE (self);

  return iface->dup_feed_path != NULL ? iface->dup_feed_path (self, account) : NULL;
}

gboolean
plimsoll_provider_needs_network (PlimsollProvider *self, PlimsollAccount *account)
{
  PlimsollProviderInterface *iface = PLIMSOLL_PROVIDER_GET_IFACE (self);

  return iface->needs_network == NULL || iface->needs_network (self, account);
}

void
plimsoll_provider_probe_async (PlimsollProvider *self,
                               PlimsollAccount *account,
                               PlimsollProbeFlags flags,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  PLIMSOLL_PROVIDER_GET_IFACE (self)->probe_async (self, account, flags, cancellable, callback,
                                                   user_data);
}

PlimsollReport *
plimsoll_provider_probe_finish (PlimsollProvider *self, GAsyncResult *result, GError **error)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->probe_finish (self, result, error);
}

void
plimsoll_provider_diagnose_async (PlimsollProvider *self,
                                  PlimsollAccount *account,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  PLIMSOLL_PROVIDER_GET_IFACE (self)->diagnose_async (self, account, cancellable, callback,
                                                      user_data);
}

GPtrArray *
plimsoll_provider_diagnose_finish (PlimsollProvider *self, GAsyncResult *result, GError **error)
{
  return PLIMSOLL_PROVIDER_GET_IFACE (self)->diagnose_finish (self, result, error);
}
