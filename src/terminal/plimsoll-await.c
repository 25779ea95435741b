/* plimsoll-await.c - provider calls for a process that has nothing else to do.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A command of the terminal asks, waits and writes. It may block, which nothing in the service or
 * the window may; so this lives here and not in the port. */

#include "plimsoll-await.h"

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *answer;
}

GPtrArray *
plimsoll_await_findings (PlimsollProvider *provider, PlimsollAccount *account)
{
  g_autoptr (GAsyncResult) answer = NULL;

  plimsoll_provider_diagnose_async (provider, account, NULL, on_answer_cb, &answer);
  return plimsoll_provider_diagnose_finish (provider, wait_for (&answer), NULL);
}
