/* plimsoll-provider.h - the port behind which every provider of numbers stands.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "plimsoll-finding.h"
#include "plimsoll-report.h"

G_BEGIN_DECLS

/* An environment variable that a provider reads. Static. */
typedef struct
{
  const char *name;
  const char *summary; /* marked for translation with N_() */
  gboolean is_secret; /* shown masked */
} PlimsollVariable;

typedef enum
{
  PLIMSOLL_PROBE_DEFAULT = 0,
  PLIMSOLL_PROBE_IDENTITY = 1 << 0, /* put the e-mail address into the snapshot */
  PLIMSOLL_PROBE_PERSON = 1 << 1, /* somebody asked for new numbers, it is not just its turn */
} PlimsollProbeFlags;

#define PLIMSOLL_TYPE_PROVIDER (plimsoll_provider_get_type ())
G_DECLARE_INTERFACE (PlimsollProvider, plimsoll_provider, PLIMSOLL, PROVIDER, GObject)

struct _PlimsollProviderInterface
{
  GTypeInterface parent_interface;

  const char *(*get_id) (PlimsollProvider *self);
  GPtrArray *(*list_accounts) (PlimsollProvider *self);
  void (*rename) (PlimsollProvider *self, const char *id, const char *name);
  const PlimsollVariable *(*list_variables) (PlimsollProvider *self, guint *n_variables);
  char *(*dup_key) (PlimsollProvider *self, PlimsollAccount *account);
  GStrv (*dup_watch_paths) (PlimsollProvider *self, PlimsollAccount *account);
  char *(*dup_feed_path) (PlimsollProvider *self, PlimsollAccount *account);
  gboolean (*needs_network) (PlimsollProvider *self, PlimsollAccount *account);
  void (*probe_async) (PlimsollProvider *self,
                       PlimsollAccount *account,
                       PlimsollProbeFlags flags,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data);
  PlimsollReport *(*probe_finish) (PlimsollProvider *self, GAsyncResult *result, GError **error);
  void (*diagnose_async) (PlimsollProvider *self,
                          PlimsollAccount *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
  GPtrArray *(*diagnose_finish) (PlimsollProvider *self, GAsyncResult *result, GError **error);
};

/* "claude": also the part of an account's id before the colon. */
const char *plimsoll_provider_get_id (PlimsollProvider *self);

/* (transfer container) (element-type PlimsollAccount): at least the default account, logged in or
 * not, so that there is something to say about it. */
GPtrArray *plimsoll_provider_list_accounts (PlimsollProvider *self);

/* From now on the account `id` has the name that a person gave it; before anything is asked. Passes
 * over an account that there is not, and does nothing for a provider without this call. */
void plimsoll_provider_rename (PlimsollProvider *self, const char *id, const char *name);

/* (transfer none) (array length=n_variables) */
const PlimsollVariable *
plimsoll_provider_list_variables (PlimsollProvider *self, guint *n_variables);

/* (transfer full) (nullable): the one-way name of the token a probe would use now; NULL without a
 * login. Reads files, so not for the service or the window. */
char *plimsoll_provider_dup_key (PlimsollProvider *self, PlimsollAccount *account);

/* (transfer full): the files whose change may be a new login; empty when there are none, which is
 * what a provider without this call has. */
GStrv plimsoll_provider_dup_watch_paths (PlimsollProvider *self, PlimsollAccount *account);

/* (transfer full) (nullable): the file in which something that runs anyway leaves newer numbers of
 * the account (plimsoll-feed); NULL, also for a provider without this call, when nothing does. */
char *plimsoll_provider_dup_feed_path (PlimsollProvider *self, PlimsollAccount *account);

/* TRUE when a probe is of no use while the network is down; also for a provider without this call.
 */
gboolean plimsoll_provider_needs_network (PlimsollProvider *self, PlimsollAccount *account);

/* Obtains one report. Only cancellation is an error; everything else that goes wrong is a problem
 * inside the report. Ends by itself within the provider's own deadline. */
void plimsoll_provider_probe_async (PlimsollProvider *self,
                                    PlimsollAccount *account,
                                    PlimsollProbeFlags flags,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PlimsollReport *
plimsoll_provider_probe_finish (PlimsollProvider *self, GAsyncResult *result, GError **error);

/* (transfer container) (element-type PlimsollFinding): looks at everything a probe needs and says
 * what it finds, in the order in which a person should read it. May ask the network once. */
void plimsoll_provider_diagnose_async (PlimsollProvider *self,
                                       PlimsollAccount *account,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GPtrArray *
plimsoll_provider_diagnose_finish (PlimsollProvider *self, GAsyncResult *result, GError **error);

G_END_DECLS
