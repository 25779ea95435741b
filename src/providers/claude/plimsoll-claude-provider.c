/* plimsoll-claude-provider.c - Claude behind the provider port.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows which logins there are and hands each errand what it needs. All of the environment that
 * matters is read here, once, from what was handed in. Asking is left to plimsoll-claude-probe,
 * explaining to plimsoll-claude-doctor. */

#include "plimsoll-claude-provider.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-chain.h"
#include "plimsoll-claude-credentials.h"
#include "plimsoll-claude-doctor.h"
#include "plimsoll-claude-feed.h"
#include "plimsoll-claude-web.h"
#include "plimsoll-origin.h"

#define PROVIDER_ID "claude"
#define DEFAULT_PATIENCE G_TIME_SPAN_SECOND

typedef struct
{
  PlimsollAccount *account; /* (owned) */
  PlimsollClaudeHome *home; /* (owned) */
  char *feed_path; /* (owned) (nullable): found for the errand under way */
  GStrv order; /* (owned) (nullable): of the sources; NULL until somebody asks */
} Login;

struct _PlimsollClaudeProvider
{
  GObject parent_instance;

  PlimsollHttp *http; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GPtrArray *logins; /* (owned) (element-type Login) */
  char *base_url; /* (owned) */
  char *feed_folder; /* (owned) (nullable) */
  GTimeSpan patience;

  GStrv environment; /* (owned) */
  char *home; /* (owned) */
  PlimsollSourceGate *gate; /* (owned) (nullable) */
  GStrv wish; /* (owned) (nullable): who is to be asked, as it was typed */
  char *web_base_url; /* (owned) */
  GHashTable *web_organizations; /* (owned): account id → uuid or "" */
  char *program; /* (owned) (nullable) */
  char *cli_folder; /* (owned) (nullable) */
  GTimeSpan cli_deadline; /* 0: the usual one */
  GTimeSpan cli_grace; /* 0: the usual one */
};

static void plimsoll_claude_provider_iface_init (PlimsollProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollClaudeProvider,
                               plimsoll_claude_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_PROVIDER,
                                                      plimsoll_claude_provider_iface_init))

static const PlimsollVariable VARIABLES[] = {
  { "CLAUDE_CODE_OAUTH_TOKEN", N_ ("A Claude token that is used instead of the login file"), TRUE },
  { "CLAUDE_CONFIG_DIR", N_ ("The folder of Claude Code's files, instead of ~/.claude"), FALSE },
  { "CLAUDE_SECURESTORAGE_CONFIG_DIR", N_ ("The folder of Claude Code's login file alone"), FALSE },
  { "PLIMSOLL_CLAUDE_SOURCES", N_ ("Who is asked for the numbers, in this order: oauth,cli,cache"),
    FALSE },
  { "PLIMSOLL_CLAUDE_PROGRAM", N_ ("The Claude Code that is asked, by its full path"), FALSE },
  { "PLIMSOLL_CLAUDE_BASE_URL", N_ ("The address that is asked, instead of Anthropic's"), FALSE },
  { "PLIMSOLL_CLAUDE_WEB_BASE_URL",
    N_ ("The address that is asked with a session key, instead of claude.ai"), FALSE },
  { "PLIMSOLL_USER_AGENT", N_ ("The name under which Plimsoll asks"), FALSE },
};

static void
login_free (gpointer data)
{
  Login *login = data;

  plimsoll_account_unref (login->account);
  plimsoll_claude_home_free (login->home);
  g_free (login->feed_path);
  g_strfreev (login->order);
  g_free (login);
}

/* Takes `home` over. */
static void
add (PlimsollClaudeProvider *self, const char *id, const char *name, PlimsollClaudeHome *home)
{
  Login *login = g_new0 (Login, 1);

  login->account = plimsoll_account_new (id, PROVIDER_ID, name);
  login->home = home;
  g_ptr_array_add (self->logins, login);
}

/* (nullable) */
static Login *
find (PlimsollClaudeProvider *self, const char *id)
{
  for (guint i = 0; i < self->logins->len; i++)
    {
      Login *login = g_ptr_array_index (self->logins, i);

      if (g_str_equal (plimsoll_account_get_id (login->account), id))
        return login;
    }

  return NULL;
}

static const char *
plimsoll_claude_provider_get_id (PlimsollProvider *provider)
{
  return PROVIDER_ID;
}

static GPtrArray *
plimsoll_claude_provider_list_accounts (PlimsollProvider *provider)
{
  PlimsollClaudeProvider *self = PLIMSOLL_CLAUDE_PROVIDER (provider);
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_account_unref);

  for (guint i = 0; i < self->logins->len; i++)
    {
      Login *login = g_ptr_array_index (self->logins, i);

      g_ptr_array_add (accounts, plimsoll_account_ref (login->account));
    }

  return accounts;
}

static void
plimsoll_claude_provider_rename (PlimsollProvider *provider, const char *id, const char *name)
{
  Login *login = find (PLIMSOLL_CLAUDE_PROVIDER (provider), id);
  g_autoptr (PlimsollAccount) before = login != NULL ? login->account : NULL;

  if (login != NULL)
    login->account = plimsoll_account_dup_named (before, name);
}

static const PlimsollVariable *
plimsoll_claude_provider_list_variables (PlimsollProvider *provider, guint *n_variables)
{
  *n_variables = G_N_ELEMENTS (VARIABLES);
  return VARIABLES;
}

static char *
plimsoll_claude_provider_dup_key (PlimsollProvider *provider, PlimsollAccount *account)
{
  Login *login = find (PLIMSOLL_CLAUDE_PROVIDER (provider), plimsoll_account_get_id (account));
  g_autoptr (PlimsollClaudeCredentials) credentials = NULL;

  g_return_val_if_fail (login != NULL, NULL);

  credentials = plimsoll_claude_credentials_load (login->home);
  return credentials->token != NULL ? plimsoll_secret_dup_key (credentials->token) : NULL;
}

static GStrv
plimsoll_claude_provider_dup_watch_paths (PlimsollProvider *provider, PlimsollAccount *account)
{
  Login *login = find (PLIMSOLL_CLAUDE_PROVIDER (provider), plimsoll_account_get_id (account));

  g_return_val_if_fail (login != NULL, NULL);

  return plimsoll_claude_credentials_dup_paths (login->home);
}

/* (nullable): borrowed; NULL when we have no session key for it. */
static const char *
get_web_organization (PlimsollClaudeProvider *self, Login *login)
{
  return g_hash_table_lookup (self->web_organizations, plimsoll_account_get_id (login->account));
}

/* claude.ai is one of the usual sources for the accounts that have a session key. Kept, because
 * errands borrow it. */
static const char *const *
get_order (PlimsollClaudeProvider *self, Login *login)
{
  if (login->order == NULL)
    login->order = plimsoll_claude_chain_dup_order ((const char *const *) self->wish,
                                                    get_web_organization (self, login) != NULL);
  return (const char *const *) login->order;
}

/* (transfer full) (nullable) */
static char *
dup_feed_path (PlimsollClaudeProvider *self, Login *login)
{
  return self->feed_folder != NULL ? plimsoll_claude_feed_dup_path (login->home, self->feed_folder)
                                   : NULL;
}

/* None when the person does not want that source. */
static char *
plimsoll_claude_provider_dup_feed_path (PlimsollProvider *provider, PlimsollAccount *account)
{
  PlimsollClaudeProvider *self = PLIMSOLL_CLAUDE_PROVIDER (provider);
  Login *login = find (self, plimsoll_account_get_id (account));

  g_return_val_if_fail (login != NULL, NULL);

  return g_strv_contains (get_order (self, login), PLIMSOLL_SOURCE_STATUSLINE)
             ? dup_feed_path (self, login)
             : NULL;
}

static gboolean
plimsoll_claude_provider_needs_network (PlimsollProvider *provider, PlimsollAccount *account)
{
  return !plimsoll_origin_is_local (PLIMSOLL_CLAUDE_PROVIDER (provider)->base_url);
}

static PlimsollClaudeErrand
make_errand (PlimsollClaudeProvider *self, Login *login)
{
  PlimsollClaudeErrand errand = {
    .account = login->account,
    .home = login->home,
    .http = self->http,
    .clock = self->clock,
    .base_url = self->base_url,
    .patience = self->patience,
    .sources = get_order (self, login),
    .web_base_url = self->web_base_url,
    .web_organization = get_web_organization (self, login),
    .gate = self->gate,
    .environment = (const char *const *) self->environment,
    .person_home = self->home,
    .program = self->program,
    .cli_folder = self->cli_folder,
    .cli_deadline = self->cli_deadline,
    .cli_grace = self->cli_grace,
  };

  /* Whether it is shown or not, it moves while Claude Code is in use. */
  g_free (login->feed_path);
  errand.feed_path = login->feed_path = dup_feed_path (self, login);
  return errand;
}

static void
plimsoll_claude_provider_probe_async (PlimsollProvider *provider,
                                      PlimsollAccount *account,
                                      PlimsollProbeFlags flags,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  PlimsollClaudeProvider *self = PLIMSOLL_CLAUDE_PROVIDER (provider);
  Login *login = find (self, plimsoll_account_get_id (account));
  PlimsollClaudeErrand errand = { 0 };

  g_return_if_fail (login != NULL);

  errand = make_errand (self, login);
  plimsoll_claude_chain_async (self, &errand, flags, NULL, cancellable, callback, user_data);
}

static PlimsollReport *
plimsoll_claude_provider_probe_finish (PlimsollProvider *provider,
                                       GAsyncResult *result,
                                       GError **error)
{
  return plimsoll_claude_chain_finish (result, NULL, error);
}

static void
plimsoll_claude_provider_diagnose_async (PlimsollProvider *provider,
                                         PlimsollAccount *account,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data)
{
  PlimsollClaudeProvider *self = PLIMSOLL_CLAUDE_PROVIDER (provider);
  Login *login = find (self, plimsoll_account_get_id (account));
  PlimsollClaudeErrand errand = { 0 };

  g_return_if_fail (login != NULL);

  errand = make_errand (self, login);
  plimsoll_claude_doctor_async (self, &errand, cancellable, callback, user_data);
}

static GPtrArray *
plimsoll_claude_provider_diagnose_finish (PlimsollProvider *provider,
                                          GAsyncResult *result,
                                          GError **error)
{
  return plimsoll_claude_doctor_finish (result, error);
}

static void
plimsoll_claude_provider_iface_init (PlimsollProviderInterface *iface)
{
  iface->get_id = plimsoll_claude_provider_get_id;
  iface->list_accounts = plimsoll_claude_provider_list_accounts;
  iface->rename = plimsoll_claude_provider_rename;
  iface->list_variables = plimsoll_claude_provider_list_variables;
  iface->dup_key = plimsoll_claude_provider_dup_key;
  iface->dup_watch_paths = plimsoll_claude_provider_dup_watch_paths;
  iface->dup_feed_path = plimsoll_claude_provider_dup_feed_path;
  iface->needs_network = plimsoll_claude_provider_needs_network;
  iface->probe_async = plimsoll_claude_provider_probe_async;
  iface->probe_finish = plimsoll_claude_provider_probe_finish;
  iface->diagnose_async = plimsoll_claude_provider_diagnose_async;
  iface->diagnose_finish = plimsoll_claude_provider_diagnose_finish;
}

static void
plimsoll_claude_provider_finalize (GObject *object)
{
  PlimsollClaudeProvider *self = PLIMSOLL_CLAUDE_PROVIDER (object);

  g_clear_object (&self->http);
  g_clear_object (&self->clock);
  g_ptr_array_unref (self->logins);
  g_free (self->base_url);
  g_strfreev (self->environment);
  g_free (self->home);
  g_clear_object (&self->gate);
  g_strfreev (self->wish);
  g_free (self->web_base_url);
  g_hash_table_unref (self->web_organizations);
  g_free (self->program);
  g_free (self->cli_folder);
  g_free (self->feed_folder);
  G_OBJECT_CLASS (plimsoll_claude_provider_parent_class)->finalize (object);
}

static void
plimsoll_claude_provider_class_init (PlimsollClaudeProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_claude_provider_finalize;
}

static void
plimsoll_claude_provider_init (PlimsollClaudeProvider *self)
{
  self->logins = g_ptr_array_new_with_free_func (login_free);
  self->web_organizations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->patience = DEFAULT_PATIENCE;
}

/* (nullable): borrowed; what is empty counts as not set. */
static const char *
get_variable (PlimsollClaudeProvider *self, const char *name)
{
  const char *value = g_environ_getenv (self->environment, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static char *
dup_address (PlimsollClaudeProvider *self, const char *variable, const char *usual)
{
  const char *value = get_variable (self, variable);

  return g_strdup (value != NULL ? value : usual);
}

PlimsollClaudeProvider *
plimsoll_claude_provider_new (PlimsollHttp *http,
                              PlimsollClock *clock,
                              const char *const *environment,
                              const char *home)
{
  PlimsollClaudeProvider *self = g_object_new (PLIMSOLL_TYPE_CLAUDE_PROVIDER, NULL);

  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->environment = g_strdupv ((char **) environment);
  self->home = g_strdup (home);
  self->base_url = dup_address (self, "PLIMSOLL_CLAUDE_BASE_URL", PLIMSOLL_CLAUDE_BASE_URL);
  self->web_base_url =
      dup_address (self, "PLIMSOLL_CLAUDE_WEB_BASE_URL", PLIMSOLL_CLAUDE_WEB_BASE_URL);
  plimsoll_claude_provider_set_sources (self, NULL);
  plimsoll_claude_provider_set_program (self, NULL);
  plimsoll_http_set_environment (http, environment);
  add (self, PROVIDER_ID ":default", _ ("Claude"), plimsoll_claude_home_new (environment, home));
  return self;
}

gboolean
plimsoll_claude_provider_add_login (PlimsollClaudeProvider *self,
                                    const char *name,
                                    const char *config_dir)
{
  g_autofree char *id = g_strconcat (PROVIDER_ID ":", name, NULL);
  g_autofree char *title = NULL;

  if (!plimsoll_account_is_valid_id (id) || find (self, id) != NULL)
    return FALSE;

  /* Translators: %s is the name that the person gave to a further Claude login */
  title = g_strdup_printf (_ ("Claude (%s)"), name);
  add (self, id, title, plimsoll_claude_home_new_for_dir (config_dir));
  return TRUE;
}

void
plimsoll_claude_provider_set_feed_folder (PlimsollClaudeProvider *self, const char *folder)
{
  g_free (self->feed_folder);
  self->feed_folder = g_strdup (folder);
}

void
plimsoll_claude_provider_set_patience (PlimsollClaudeProvider *self, GTimeSpan patience)
{
  self->patience = patience;
}

void
plimsoll_claude_provider_set_gate (PlimsollClaudeProvider *self, PlimsollSourceGate *gate)
{
  g_set_object (&self->gate, gate);
}

static void
forget_orders (PlimsollClaudeProvider *self)
{
  for (guint i = 0; i < self->logins->len; i++)
    g_clear_pointer (&((Login *) g_ptr_array_index (self->logins, i))->order, g_strfreev);
}

void
plimsoll_claude_provider_set_sources (PlimsollClaudeProvider *self, const char *const *sources)
{
  const char *variable = get_variable (self, "PLIMSOLL_CLAUDE_SOURCES");
  GStrv words = variable != NULL ? g_strsplit_set (variable, ", ", -1) : NULL;

  g_strfreev (self->wish);
  self->wish = words != NULL ? words : g_strdupv ((char **) sources);
  forget_orders (self);
}

void
plimsoll_claude_provider_add_web (PlimsollClaudeProvider *self,
                                  const char *account,
                                  const char *organization)
{
  g_hash_table_insert (self->web_organizations, g_strdup (account), g_strdup (organization));
  forget_orders (self);
}

gboolean
plimsoll_claude_provider_fill_errand (PlimsollClaudeProvider *self,
                                      const char *account,
                                      PlimsollClaudeErrand *errand)
{
  Login *login = find (self, account);

  if (login == NULL)
    return FALSE;

  *errand = make_errand (self, login);
  return TRUE;
}

void
plimsoll_claude_provider_set_program (PlimsollClaudeProvider *self, const char *program)
{
  const char *variable = get_variable (self, "PLIMSOLL_CLAUDE_PROGRAM");

  g_free (self->program);
  if (variable == NULL && program != NULL && *program != '\0')
    variable = program;
  self->program = g_strdup (variable);
}

void
plimsoll_claude_provider_set_cli_folder (PlimsollClaudeProvider *self, const char *folder)
{
  g_free (self->cli_folder);
  self->cli_folder = g_strdup (folder);
}

void
plimsoll_claude_provider_set_cli_patience (PlimsollClaudeProvider *self,
                                           GTimeSpan deadline,
                                           GTimeSpan grace)
{
  self->cli_deadline = deadline;
  self->cli_grace = grace;
}
