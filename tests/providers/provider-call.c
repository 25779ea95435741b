/* provider-call.c - a provider asked through its port, and waited for.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same for every provider. Tests' tokens have "FAKE" in them, so that one in a sentence shows.
 */

#include "provider-call.h"

#include <string.h>

#include "harness-wait.h"

static PlimsollAccount *
dup_first_account (PlimsollProvider *provider)
{
  g_autoptr (GPtrArray) accounts = plimsoll_provider_list_accounts (provider);

  return plimsoll_account_ref (g_ptr_array_index (accounts, 0));
}

PlimsollReport *
provider_call_probe (PlimsollProvider *provider, PlimsollProbeFlags flags)
{
  g_autoptr (PlimsollAccount) account = dup_first_account (provider);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PlimsollReport *report = NULL;

  plimsoll_provider_probe_async (provider, account, flags, NULL, harness_on_done_cb, &place);
  result = harness_wait (&place);
  report = plimsoll_provider_probe_finish (provider, result, &error);
  g_assert_no_error (error);
  return report;
}

GPtrArray *
provider_call_diagnose (PlimsollProvider *provider)
{
  g_autoptr (PlimsollAccount) account = dup_first_account (provider);
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *findings = NULL;

  plimsoll_provider_diagnose_async (provider, account, NULL, harness_on_done_cb, &place);
  result = harness_wait (&place);
  findings = plimsoll_provider_diagnose_finish (provider, result, &error);
  g_assert_no_error (error);
  return findings;
}

void
provider_call_assert_problem (PlimsollReport *report,
                              PlimsollCondition condition,
                              const char *words)
{
  PlimsollProblem *problem = plimsoll_report_get_problem (report);

  g_assert_null (plimsoll_report_get_snapshot (report));
  g_assert_nonnull (problem);
  g_assert_cmpstr (plimsoll_condition_to_word (plimsoll_problem_get_condition (problem)), ==,
                   plimsoll_condition_to_word (condition));
  if (strstr (plimsoll_problem_get_message (problem), words) == NULL)
    g_error ("\"%s\" lacks \"%s\"", plimsoll_problem_get_message (problem), words);
  g_assert_null (strstr (plimsoll_problem_get_message (problem), "FAKE"));
}
