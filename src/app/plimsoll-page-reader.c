/* plimsoll-page-reader.c - asks a provider's status page, and waits for the answer.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Joins the page that the model names, the transport and the terminal. No login is anywhere near.
 */

#include "plimsoll-page-reader.h"

#include "plimsoll-status-reply.h"

/* A page that takes longer is part of the trouble. */
#define DEADLINE (10 * G_TIME_SPAN_SECOND)

static void
on_answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

gboolean
plimsoll_page_reader_ask (const char *provider, PlimsollIncident **incident, gpointer user_data)
{
  PlimsollPageReader *self = user_data;
  const PlimsollStatusPage *page = plimsoll_status_page_find (provider);
  g_autoptr (GAsyncResult) answer = NULL;

  if (page == NULL)
    return FALSE;

  plimsoll_http_set_deadline (self->http, DEADLINE);
  plimsoll_http_set_environment (self->http, self->environment);
  plimsoll_status_reply_ask_async (self->http, page, self->environment, on_answer_cb, &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return plimsoll_status_reply_ask_finish (answer, incident);
}
