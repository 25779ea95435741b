/* plimsoll-claude-oauth.c - asking Claude's usage endpoint with the person's own login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place where a token leaves its PlimsollSecret: into one header, for the time of one
 * request. The copy made here is wiped at once, the transport's own when the answer is there. What
 * the answer means is left to others. */

#include "plimsoll-claude-oauth.h"

#include "plimsoll-origin.h"

#define USAGE_PATH "/api/oauth/usage"

char *
plimsoll_claude_oauth_dup_address (const PlimsollClaudeErrand *errand)
{
  return plimsoll_origin_join (errand->base_url, USAGE_PATH);
}

void
plimsoll_claude_oauth_ask_async (const PlimsollClaudeErrand *errand,
                                 PlimsollSecret *token,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autofree char *address = plimsoll_claude_oauth_dup_address (errand);
  char *bearer = g_strconcat ("Bearer ", plimsoll_secret_peek (token), NULL);
  const PlimsollHttpHeader headers[] = {
    { "Authorization", bearer },
    { "anthropic-beta", "oauth-2025-04-20" },
    { "Accept", "application/json" },
    { "Content-Type", "application/json" },
    { NULL, NULL },
  };

  g_assert (address != NULL);
  plimsoll_http_get_async (errand->http, address, headers, cancellable, callback, user_data);
  plimsoll_secret_wipe (bearer);
  g_free (bearer);
}
