/* fake-provider.c - a provider that says what a test wants it to say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Answers at once, but through the main loop as a real one does, and counts how often it was asked.
 */

#include "fake-provider.h"

struct _FakeProvider
{
  GObject parent_instance;

  PlimsollAccount *account; /* (owned) */
  GPtrArray *findings; /* (owned) (element-type PlimsollFinding) */
  guint n_probes;
};

static const PlimsollVariable VARIABLES[] = {
  { "FAKE_TOKEN", "A token that nobody has", TRUE },
  { "FAKE_URL", "Where the fake lives", FALSE },
};

static void fake_provider_iface_init (PlimsollProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeProvider,
                               fake_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_PROVIDER,
                                                      fake_provider_iface_init))

static const char *
fake_get_id (PlimsollProvider *provider)
{
  return plimsoll_account_get_provider (FAKE_PROVIDER (provider)->account);
}

static GPtrArray *
fake_list_accounts (PlimsollProvider *provider)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_account_unref);

  g_ptr_array_add (accounts, plimsoll_account_ref (FAKE_PROVIDER (provider)->account));
  return accounts;
}

static const PlimsollVariable *
fake_list_variables (PlimsollProvider *provider, guint *n_variables)
{
  *n_variables = G_N_ELEMENTS (VARIABLES);
  return VARIABLES;
}

static char *
fake_dup_key (PlimsollProvider *provider, PlimsollAccount *account)
{
  return g_strdup ("key");
}

static void
fake_probe_async (PlimsollProvider *provider,
                  PlimsollAccount *account,
                  PlimsollProbeFlags flags,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  FakeProvider *self = FAKE_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  g_autoptr (PlimsollProblem) problem =
      plimsoll_problem_new (PLIMSOLL_CONDITION_OFFLINE, "No connection.", NULL);

  self->n_probes++;
  g_task_return_pointer (task, plimsoll_report_new (account, "key", NULL, problem),
                         (GDestroyNotify) plimsoll_report_unref);
}

static PlimsollReport *
fake_probe_finish (PlimsollProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_diagnose_async (PlimsollProvider *provider,
                     PlimsollAccount *account,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);

  g_task_return_pointer (task, g_ptr_array_ref (FAKE_PROVIDER (provider)->findings),
                         (GDestroyNotify) g_ptr_array_unref);
}

static GPtrArray *
fake_diagnose_finish (PlimsollProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
fake_provider_iface_init (PlimsollProviderInterface *iface)
{
  iface->get_id = fake_get_id;
  iface->list_accounts = fake_list_accounts;
  iface->list_variables = fake_list_variables;
  iface->dup_key = fake_dup_key;
  iface->probe_async = fake_probe_async;
  iface->probe_finish = fake_probe_finish;
  iface->diagnose_async = fake_diagnose_async;
  iface->diagnose_finish = fake_diagnose_finish;
}

static void
fake_provider_finalize (GObject *object)
{
  FakeProvider *self = FAKE_PROVIDER (object);

  plimsoll_account_unref (self->account);
  g_ptr_array_unref (self->findings);
  G_OBJECT_CLASS (fake_provider_parent_class)->finalize (object);
}

static void
fake_provider_class_init (FakeProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fake_provider_finalize;
}

static void
fake_provider_init (FakeProvider *self)
{
  self->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);
  fake_provider_add_finding (
      self, plimsoll_finding_new ("login", PLIMSOLL_FINDING_GOOD, "Login", "found", NULL));
}

FakeProvider *
fake_provider_new (const char *id, const char *name)
{
  FakeProvider *self = g_object_new (fake_provider_get_type (), NULL);
  g_autofree char *account_id = g_strconcat (id, ":default", NULL);

  self->account = plimsoll_account_new (account_id, id, name);
  return self;
}

void
fake_provider_add_finding (FakeProvider *self, PlimsollFinding *finding)
{
  g_ptr_array_add (self->findings, finding);
}

guint
fake_provider_count_probes (FakeProvider *self)
{
  return self->n_probes;
}
