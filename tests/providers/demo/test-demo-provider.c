/* test-demo-provider.c - the demo account behind the provider port.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Driven as every caller does it: through the interface, on a main loop, with a clock that stands
 * still. */

#include "plimsoll-demo-provider.h"

#include "plimsoll-codec.h"
#include "plimsoll-moment.h"

/* 2026-11-20T09:00:00Z: a working day, in the middle of a session. */
#define NOW G_GINT64_CONSTANT (1795165200)

typedef struct
{
  PlimsollProvider *provider; /* (owned) */
  PlimsollAccount *account; /* (owned) */
  GDateTime *now; /* (owned) */
  GAsyncResult *result; /* (owned) (nullable): once it came */
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollClock) clock = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  stage->now = plimsoll_moment_from_unix (NOW);
  clock = plimsoll_clock_new_manual (stage->now);
  stage->provider = PLIMSOLL_PROVIDER (plimsoll_demo_provider_new (clock));
  accounts = plimsoll_provider_list_accounts (stage->provider);
  g_assert_cmpuint (accounts->len, ==, 1);
  stage->account = plimsoll_account_ref (g_ptr_array_index (accounts, 0));
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  g_clear_object (&stage->result);
  g_clear_object (&stage->provider);
  g_clear_pointer (&stage->account, plimsoll_account_unref);
  g_clear_pointer (&stage->now, g_date_time_unref);
}

static void
on_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Stage *stage = user_data;

  g_assert_null (stage->result);
  stage->result = g_object_ref (result);
}

static void
wait_for_result (Stage *stage)
{
  /* Nothing may have come before the call returned. */
  g_assert_null (stage->result);
  while (stage->result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static PlimsollReport *
probe (Stage *stage, PlimsollProbeFlags flags, GCancellable *cancellable, GError **error)
{
  plimsoll_provider_probe_async (stage->provider, stage->account, flags, cancellable, on_ready_cb,
                                 stage);
  wait_for_result (stage);
  return plimsoll_provider_probe_finish (stage->provider, stage->result, error);
}

/* The account is called Demo and has an id of the usual form. */
static void
test_account (Stage *stage, gconstpointer data)
{
  g_assert_cmpstr (plimsoll_provider_get_id (stage->provider), ==, "demo");
  g_assert_cmpstr (plimsoll_account_get_id (stage->account), ==, "demo:default");
  g_assert_cmpstr (plimsoll_account_get_provider (stage->account), ==, "demo");
  g_assert_cmpstr (plimsoll_account_get_name (stage->account), ==, "Demo");
  g_assert_true (plimsoll_account_is_valid_id (plimsoll_account_get_id (stage->account)));
}

/* A probe brings fresh numbers of now, labelled as the demo's, and no address that nobody asked
 * for. */
static void
test_probe (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollReport) report = probe (stage, PLIMSOLL_PROBE_DEFAULT, NULL, &error);
  PlimsollSnapshot *snapshot = NULL;
  PlimsollLimit *session = NULL;

  g_assert_no_error (error);
  g_assert_null (plimsoll_report_get_problem (report));
  g_assert_null (plimsoll_report_get_key (report));
  snapshot = plimsoll_report_get_snapshot (report);
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "demo");
  g_assert_cmpstr (plimsoll_snapshot_get_plan (snapshot), ==, "invented numbers");
  g_assert_null (plimsoll_snapshot_get_identity (snapshot));
  g_assert_true (g_date_time_equal (plimsoll_snapshot_get_observed_at (snapshot), stage->now));
  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (snapshot), ==, 3);
  g_assert_nonnull (plimsoll_snapshot_get_spend (snapshot));

  session = plimsoll_snapshot_find_limit (snapshot, "session");
  g_assert_cmpfloat (plimsoll_limit_get_reading (session, stage->now), >, 0.0);
}

/* Who asks for the identity gets an address that belongs to nobody. */
static void
test_identity (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = probe (stage, PLIMSOLL_PROBE_IDENTITY, NULL, NULL);

  g_assert_cmpstr (plimsoll_snapshot_get_identity (plimsoll_report_get_snapshot (report)), ==,
                   "demo@example.org");
}

/* The report survives the pipe between a probe and whoever started it. */
static void
test_travels (Stage *stage, gconstpointer data)
{
  g_autoptr (PlimsollReport) report = probe (stage, PLIMSOLL_PROBE_DEFAULT, NULL, NULL);
  g_autoptr (GBytes) bytes = plimsoll_codec_report_to_bytes (report);
  g_autoptr (GError) error = NULL;
  g_autoptr (PlimsollReport) arrived = plimsoll_codec_report_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_true (plimsoll_snapshot_has_same_numbers (plimsoll_report_get_snapshot (report),
                                                     plimsoll_report_get_snapshot (arrived)));
}

/* A cancelled probe is an error and nothing else. */
static void
test_cancelled (Stage *stage, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (probe (stage, PLIMSOLL_PROBE_DEFAULT, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A doctor hears one thing: that nothing here is real. */
static void
test_diagnose (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  PlimsollFinding *finding = NULL;

  plimsoll_provider_diagnose_async (stage->provider, stage->account, NULL, on_ready_cb, stage);
  wait_for_result (stage);
  findings = plimsoll_provider_diagnose_finish (stage->provider, stage->result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (plimsoll_finding_get_id (finding), ==, "demo");
  g_assert_cmpint (plimsoll_finding_get_level (finding), ==, PLIMSOLL_FINDING_NOTE);
}

/* The one variable is named and is no secret; there is no token to be filed under. */
static void
test_variables (Stage *stage, gconstpointer data)
{
  guint n_variables = 0;
  const PlimsollVariable *variables =
      plimsoll_provider_list_variables (stage->provider, &n_variables);

  g_assert_cmpuint (n_variables, ==, 3);
  g_assert_cmpstr (variables[0].name, ==, "PLIMSOLL_DEMO");
  g_assert_false (variables[0].is_secret);
  g_assert_null (plimsoll_provider_dup_key (stage->provider, stage->account));
}

int
main (int argc, char **argv)
{
#define ADD(NAME, FUNCTION) \
  g_test_add ("/demo/provider/" NAME, Stage, NULL, set_up, FUNCTION, tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("account", test_account);
  ADD ("probe", test_probe);
  ADD ("identity", test_identity);
  ADD ("travels", test_travels);
  ADD ("cancelled", test_cancelled);
  ADD ("diagnose", test_diagnose);
  ADD ("variables", test_variables);

  return g_test_run ();
}
