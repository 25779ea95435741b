/* plimsoll-demo-provider.c - an invented account that behaves like a real one.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For people without a login, for pictures and for trying things out. Its bodies go through the
 * real parser, so that what is seen is what the program does with an answer of this form. It is
 * called "Demo" wherever it has a name, asks no network, and reads no file. */

#include "plimsoll-demo-provider.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "plimsoll-claude-usage.h"
#include "plimsoll-demo-clockwork.h"

#define PROVIDER_ID "demo"
#define ACCOUNT_ID "demo:default"
/* Reserved for examples: nobody can own it. */
#define IDENTITY "demo@example.org"

struct _PlimsollDemoProvider
{
  GObject parent_instance;

  PlimsollClock *clock; /* (owned) */
  char *name; /* (owned) */
};

static void provider_iface_init (PlimsollProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PlimsollDemoProvider,
                               plimsoll_demo_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_PROVIDER, provider_iface_init))

static const PlimsollVariable VARIABLES[] = {
  { "PLIMSOLL_DEMO", N_ ("1 shows the demo account and nothing else"), FALSE },
  { "PLIMSOLL_DEMO_SPEED", N_ ("How many times as fast the demo's clock runs"), FALSE },
  { "PLIMSOLL_DEMO_START", N_ ("When that clock began, handed on by the service"), FALSE },
};

static const char *
get_id (PlimsollProvider *provider)
{
  return PROVIDER_ID;
}

static GPtrArray *
list_accounts (PlimsollProvider *provider)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_account_unref);

  g_ptr_array_add (accounts, plimsoll_account_new (ACCOUNT_ID, PROVIDER_ID,
                                                   PLIMSOLL_DEMO_PROVIDER (provider)->name));
  return accounts;
}

static void
rename_account (PlimsollProvider *provider, const char *id, const char *name)
{
  PlimsollDemoProvider *self = PLIMSOLL_DEMO_PROVIDER (provider);

  if (!g_str_equal (id, ACCOUNT_ID))
    return;

  g_free (self->name);
  self->name = g_strdup (name);
}

static const PlimsollVariable *
list_variables (PlimsollProvider *provider, guint *n_variables)
{
  *n_variables = G_N_ELEMENTS (VARIABLES);
  return VARIABLES;
}

/* There is no token, so there is nothing to name. */
static char *
dup_key (PlimsollProvider *provider, PlimsollAccount *account)
{
  return NULL;
}

static gboolean
needs_network (PlimsollProvider *provider, PlimsollAccount *account)
{
  return FALSE;
}

static PlimsollSnapshot *
take_snapshot (PlimsollDemoProvider *self, PlimsollProbeFlags flags)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autofree char *body = plimsoll_demo_clockwork_dup_body (now);
  g_autoptr (PlimsollClaudeUsage) usage = plimsoll_claude_usage_parse (body, strlen (body), NULL);

  /* Our own body in our own parser: anything else is a bug in one of them. */
  g_assert (usage != NULL);

  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = PROVIDER_ID,
      .observed_at = now,
      /* Where a plan would stand: "Demo · invented numbers". */
      .plan = _ ("invented numbers"),
      .identity = (flags & PLIMSOLL_PROBE_IDENTITY) != 0 ? IDENTITY : NULL,
      .limits = usage->limits,
      .spend = usage->spend,
  });
}

static void
probe_async (PlimsollProvider *provider,
             PlimsollAccount *account,
             PlimsollProbeFlags flags,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (PlimsollSnapshot) snapshot = NULL;

  g_task_set_source_tag (task, probe_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  snapshot = take_snapshot (PLIMSOLL_DEMO_PROVIDER (provider), flags);
  g_task_return_pointer (task, plimsoll_report_new (account, NULL, snapshot, NULL),
                         (GDestroyNotify) plimsoll_report_unref);
}

static PlimsollReport *
probe_finish (PlimsollProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
diagnose_async (PlimsollProvider *provider,
                PlimsollAccount *account,
                GCancellable *cancellable,
                GAsyncReadyCallback callback,
                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  GPtrArray *findings = NULL;

  g_task_set_source_tag (task, diagnose_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);
  g_ptr_array_add (findings,
                   plimsoll_finding_new ("demo", PLIMSOLL_FINDING_NOTE, _ ("Demo"),
                                         _ ("All numbers of this account are invented"), NULL));
  g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
diagnose_finish (PlimsollProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
provider_iface_init (PlimsollProviderInterface *iface)
{
  iface->get_id = get_id;
  iface->list_accounts = list_accounts;
  iface->rename = rename_account;
  iface->list_variables = list_variables;
  iface->dup_key = dup_key;
  iface->needs_network = needs_network;
  iface->probe_async = probe_async;
  iface->probe_finish = probe_finish;
  iface->diagnose_async = diagnose_async;
  iface->diagnose_finish = diagnose_finish;
}

static void
plimsoll_demo_provider_finalize (GObject *object)
{
  PlimsollDemoProvider *self = PLIMSOLL_DEMO_PROVIDER (object);

  g_clear_object (&self->clock);
  g_free (self->name);
  G_OBJECT_CLASS (plimsoll_demo_provider_parent_class)->finalize (object);
}

static void
plimsoll_demo_provider_class_init (PlimsollDemoProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_demo_provider_finalize;
}

static void
plimsoll_demo_provider_init (PlimsollDemoProvider *self)
{
}

PlimsollDemoProvider *
plimsoll_demo_provider_new (PlimsollClock *clock)
{
  PlimsollDemoProvider *self = g_object_new (PLIMSOLL_TYPE_DEMO_PROVIDER, NULL);

  self->clock = g_object_ref (clock);
  self->name = g_strdup (_ ("Demo"));
  return self;
}
