/* test-provider.c - the port behind which every provider of numbers stands.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A provider of the test's own notes which of its functions was called with what. */

#include "plimsoll-provider.h"

#include "samples.h"

#define FAKE_TYPE_PROVIDER (fake_provider_get_type ())
G_DECLARE_FINAL_TYPE (FakeProvider, fake_provider, FAKE, PROVIDER, GObject)

struct _FakeProvider
{
  GObject parent_instance;

  PlimsollProbeFlags flags;
  GCancellable *cancellable; /* (unowned) */
};

static const PlimsollVariable VARIABLES[] = { { "FAKE_TOKEN", "The token", TRUE },
                                              { "FAKE_HOME", "The home", FALSE } };

static const char *
fake_get_id (PlimsollProvider *provider)
{
  return "claude";
}

static GPtrArray *
fake_list_accounts (PlimsollProvider *provider)
{
  GPtrArray *accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_account_unref);

  g_ptr_array_add (accounts, sample_account ());
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
  return g_strdup (SAMPLE_KEY);
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

  self->flags = flags;
  self->cancellable = cancellable;
  g_task_return_pointer (task, sample_report (NULL, sample_problem (PLIMSOLL_CONDITION_OFFLINE)),
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
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_finding_unref);

  g_ptr_array_add (findings, plimsoll_finding_new ("a", PLIMSOLL_FINDING_GOOD, "A", "well", NULL));
  g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
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

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeProvider,
                               fake_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PLIMSOLL_TYPE_PROVIDER,
                                                      fake_provider_iface_init))

static void
fake_provider_class_init (FakeProviderClass *klass)
{
}

static void
fake_provider_init (FakeProvider *self)
{
}

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_set_object ((GAsyncResult **) data, result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* Each question reaches the provider, and its answer comes back. */
static void
test_questions (void)
{
  g_autoptr (PlimsollProvider) provider = g_object_new (FAKE_TYPE_PROVIDER, NULL);
  g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (provider);
  PlimsollAccount *account = g_ptr_array_index (accounts, 0);
  g_autofree char *key = plimsoll_provider_dup_key (provider, account);
  guint n_variables = 0;

  g_assert_cmpstr (plimsoll_provider_get_id (provider), ==, "claude");
  g_assert_cmpstr (plimsoll_account_get_id (account), ==, "claude:default");
  g_assert_cmpstr (key, ==, SAMPLE_KEY);
  g_assert_true (plimsoll_provider_list_variables (provider, &n_variables) == VARIABLES);
  g_assert_cmpuint (n_variables, ==, 2);
}

/* A probe carries its flags and its cancellable in, and its report out. */
static void
test_probe (void)
{
  g_autoptr (FakeProvider) fake = g_object_new (FAKE_TYPE_PROVIDER, NULL);
  PlimsollProvider *provider = PLIMSOLL_PROVIDER (fake);
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PlimsollReport) report = NULL;
  g_autoptr (GError) error = NULL;

  plimsoll_provider_probe_async (provider, account, PLIMSOLL_PROBE_IDENTITY, cancellable,
                                 on_done_cb, &result);
  wait_for (&result);
  report = plimsoll_provider_probe_finish (provider, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (plimsoll_report_get_problem (report));
  g_assert_cmpint (fake->flags, ==, PLIMSOLL_PROBE_IDENTITY);
  g_assert_true (fake->cancellable == cancellable);
}

/* A diagnosis brings its findings. */
static void
test_diagnose (void)
{
  g_autoptr (PlimsollProvider) provider = g_object_new (FAKE_TYPE_PROVIDER, NULL);
  g_autoptr (PlimsollAccount) account = sample_account ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  plimsoll_provider_diagnose_async (provider, account, NULL, on_done_cb, &result);
  wait_for (&result);
  findings = plimsoll_provider_diagnose_finish (provider, result, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/provider/questions", test_questions);
  g_test_add_func ("/model/provider/probe", test_probe);
  g_test_add_func ("/model/provider/diagnose", test_diagnose);

  return g_test_run ();
}
