/* plimsoll-codex-provider.c - Codex behind the provider port.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows the one login there is and hands each errand what it needs. All of the environment that
 * matters is kept here from what was handed in. Asking is left to plimsoll-codex-probe, explaining
 * to plimsoll-codex-doctor. */

#include "plimsoll-codex-provider.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-agent-place.h"
#include "plimsoll-codex-doctor.h"
#include "plimsoll-codex-login.h"
#include "plimsoll-codex-probe.h"
#include "plimsoll-codex-program.h"
#include "plimsoll-codex-server.h"
#include "plimsoll-origin.h"

#define PROVIDER_ID "codex"
#define DEFAULT_PATIENCE G_TIME_SPAN_SECOND

struct _PlimsollCodexProvider
{
  GObject parent_instance;

  PlimsollAccount *account; /* (owned) */
  PlimsollCodexHome *home; /* (owned) */
  PlimsollHttp *http; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GStrv environment; /* (owned): what the program may know of it */
  char *person_home; /* (owned) */
  char *run_folder; /* (owned) */
  char *base_url; /* (owned) (nullable): of the variable */
  PlimsollSourceGate *gate; /* (owned) (nullable) */
  GTimeSpan patience;
  GTimeSpan program_deadline;
};

static void plimsoll_codex_provider_iface_init (PlimsollProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollCodexProvider,
                               plimsoll_codex_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_PROVIDER,
                                                      plimsoll_codex_provider_iface_init))

static const PlimsollVariable VARIABLES[] = {
  { "CODEX_HOME", N_ ("The folder of Codex's files, instead of ~/.codex"), FALSE },
  { "PLIMSOLL_CODEX_BASE_URL", N_ ("The address that is asked, instead of ChatGPT's"), FALSE },
};

static const char *
plimsoll_codex_provider_get_id (PlimsollProvider *provider)
{
  return PROVIDER_ID;
}

static GPtrArray *
plimsoll_codex_provider_list_accounts (PlimsollProvider *provider)
{
  PlimsollCodexProvider *self = PLIMSOLL_CODEX_PROVIDER (provider);
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_account_unref);

  g_ptr_array_add (accounts, plimsoll_account_ref (self->account));
  return accounts;
}

static void
plimsoll_codex_provider_rename (PlimsollProvider *provider, const char *id, const char *name)
{
  PlimsollCodexProvider *self = PLIMSOLL_CODEX_PROVIDER (provider);
  g_autoptr (PlimsollAccount) before = NULL;

  if (!g_str_equal (id, plimsoll_account_get_id (self->account)))
    return;

  before = self->account;
  self->account = plimsoll_account_dup_named (before, name);
}

static const PlimsollVariable *
plimsoll_codex_provider_list_variables (PlimsollProvider *provider, guint *n_variables)
{
  *n_variables = G_N_ELEMENTS (VARIABLES);
  return VARIABLES;
}

static char *
plimsoll_codex_provider_dup_key (PlimsollProvider *provider, PlimsollAccount *account)
{
  PlimsollCodexProvider *self = PLIMSOLL_CODEX_PROVIDER (provider);
  g_autoptr (PlimsollCodexLogin) login = plimsoll_codex_login_load (self->home);

  return plimsoll_codex_login_dup_key (login, self->home);
}

static GStrv
plimsoll_codex_provider_dup_watch_paths (PlimsollProvider *provider, PlimsollAccount *account)
{
  return plimsoll_codex_login_dup_paths (PLIMSOLL_CODEX_PROVIDER (provider)->home);
}

static PlimsollCodexErrand
make_errand (PlimsollCodexProvider *self)
{
  PlimsollCodexErrand errand = {
    .account = self->account,
    .home = self->home,
    .http = self->http,
    .clock = self->clock,
    .base_url = self->base_url,
    .environment = (const char *const *) self->environment,
    .person_home = self->person_home,
    .run_folder = self->run_folder,
    .gate = self->gate,
    .patience = self->patience,
    .program_deadline = self->program_deadline,
  };

  return errand;
}

static gboolean
plimsoll_codex_provider_needs_network (PlimsollProvider *provider, PlimsollAccount *account)
{
  PlimsollCodexErrand errand = make_errand (PLIMSOLL_CODEX_PROVIDER (provider));
  g_autoptr (PlimsollCodexAddress) address = plimsoll_codex_address_find (&errand);

  return !plimsoll_origin_is_local (address->base_url);
}

static void
plimsoll_codex_provider_probe_async (PlimsollProvider *provider,
                                     PlimsollAccount *account,
                                     PlimsollProbeFlags flags,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  PlimsollCodexErrand errand = make_errand (PLIMSOLL_CODEX_PROVIDER (provider));

  plimsoll_codex_probe_async (provider, &errand, flags, cancellable, callback, user_data);
}

static PlimsollReport *
plimsoll_codex_provider_probe_finish (PlimsollProvider *provider,
                                      GAsyncResult *result,
                                      GError **error)
{
  return plimsoll_codex_probe_finish (result, error);
}

static void
plimsoll_codex_provider_diagnose_async (PlimsollProvider *provider,
                                        PlimsollAccount *account,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  PlimsollCodexErrand errand = make_errand (PLIMSOLL_CODEX_PROVIDER (provider));

  plimsoll_codex_doctor_async (provider, &errand, cancellable, callback, user_data);
}

static GPtrArray *
plimsoll_codex_provider_diagnose_finish (PlimsollProvider *provider,
                                         GAsyncResult *result,
                                         GError **error)
{
  return plimsoll_codex_doctor_finish (result, error);
}

static void
plimsoll_codex_provider_iface_init (PlimsollProviderInterface *iface)
{
  iface->get_id = plimsoll_codex_provider_get_id;
  iface->list_accounts = plimsoll_codex_provider_list_accounts;
  iface->rename = plimsoll_codex_provider_rename;
  iface->list_variables = plimsoll_codex_provider_list_variables;
  iface->dup_key = plimsoll_codex_provider_dup_key;
  iface->dup_watch_paths = plimsoll_codex_provider_dup_watch_paths;
  iface->needs_network = plimsoll_codex_provider_needs_network;
  iface->probe_async = plimsoll_codex_provider_probe_async;
  iface->probe_finish = plimsoll_codex_provider_probe_finish;
  iface->diagnose_async = plimsoll_codex_provider_diagnose_async;
  iface->diagnose_finish = plimsoll_codex_provider_diagnose_finish;
}

static void
plimsoll_codex_provider_finalize (GObject *object)
{
  PlimsollCodexProvider *self = PLIMSOLL_CODEX_PROVIDER (object);

  plimsoll_account_unref (self->account);
  plimsoll_codex_home_free (self->home);
  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_strfreev (self->environment);
  g_free (self->person_home);
  g_free (self->run_folder);
  g_free (self->base_url);
  g_clear_object (&self->gate);
  G_OBJECT_CLASS (plimsoll_codex_provider_parent_class)->finalize (object);
}

static void
plimsoll_codex_provider_class_init (PlimsollCodexProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_codex_provider_finalize;
}

static void
plimsoll_codex_provider_init (PlimsollCodexProvider *self)
{
  self->patience = DEFAULT_PATIENCE;
}

PlimsollCodexProvider *
plimsoll_codex_provider_new (PlimsollHttp *http,
                             PlimsollClock *clock,
                             const char *const *environment,
                             const char *home,
                             const char *run_folder)
{
  PlimsollCodexProvider *self = g_object_new (PLIMSOLL_TYPE_CODEX_PROVIDER, NULL);
  const char *base_url = g_environ_getenv ((char **) environment, "PLIMSOLL_CODEX_BASE_URL");

  self->account = plimsoll_account_new (PROVIDER_ID ":default", PROVIDER_ID, _ ("Codex"));
  self->home = plimsoll_codex_home_new (environment, home);
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  /* Other vendors' tokens are in there as well. */
  self->environment = plimsoll_agent_place_dup_passed (environment, PLIMSOLL_CODEX_VARIABLES);
  self->person_home = g_strdup (home);
  self->run_folder = g_strdup (run_folder);
  /* What is empty counts as not set. */
  self->base_url = base_url != NULL && *base_url != '\0' ? g_strdup (base_url) : NULL;
  plimsoll_http_set_environment (http, environment);
  return self;
}

gboolean
plimsoll_codex_provider_is_in_use (PlimsollCodexProvider *self)
{
  return plimsoll_codex_home_is_in_use (self->home);
}

void
plimsoll_codex_provider_set_gate (PlimsollCodexProvider *self, PlimsollSourceGate *gate)
{
  g_set_object (&self->gate, gate);
}

void
plimsoll_codex_provider_set_patience (PlimsollCodexProvider *self,
                                      GTimeSpan patience,
                                      GTimeSpan program_deadline)
{
  self->patience = patience;
  self->program_deadline = program_deadline;
}
