/* plimsoll-codex-server.c - asking ChatGPT's usage endpoint with the person's own login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The only place where a token leaves its PlimsollSecret: into one header, for the time of one
 * request. The copy made here is wiped at once, the transport's own when the answer is there. The
 * path follows Codex's own rule, so that a company's own server is asked where Codex asks it. */

#include "plimsoll-codex-server.h"

#include <string.h>

#include "plimsoll-origin.h"

#define OWN_MARK "/backend-api"
#define OWN_PATH "/wham/usage"
#define OTHER_PATH "/api/codex/usage"

PlimsollCodexAddress *
plimsoll_codex_address_find (const PlimsollCodexErrand *errand)
{
  g_autoptr (PlimsollCodexConfig) config = plimsoll_codex_config_load (errand->home);
  PlimsollCodexAddress *self = g_new0 (PlimsollCodexAddress, 1);

  if (errand->base_url != NULL)
    {
      self->base_url = g_strdup (errand->base_url);
      self->origin = "PLIMSOLL_CODEX_BASE_URL";
    }
  else if (config->base_url != NULL)
    {
      self->base_url = g_strdup (config->base_url);
      self->origin = "config.toml";
    }
  else
    self->base_url = g_strdup (PLIMSOLL_CODEX_BASE_URL);

  self->address = plimsoll_origin_join (
      self->base_url, strstr (self->base_url, OWN_MARK) != NULL ? OWN_PATH : OTHER_PATH);
  return self;
}

void
plimsoll_codex_address_free (PlimsollCodexAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->base_url);
  g_free (self->address);
  g_free (self);
}

void
plimsoll_codex_server_ask_async (const PlimsollCodexErrand *errand,
                                 const char *address,
                                 const PlimsollCodexLogin *login,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  char *bearer = g_strconcat ("Bearer ", plimsoll_secret_peek (login->token), NULL);
  const PlimsollHttpHeader headers[] = {
    { "Authorization", bearer },
    { "Accept", "application/json" },
    /* Ends the list when the login names no account. */
    { login->account_id != NULL ? "ChatGPT-Account-Id" : NULL, login->account_id },
    { NULL, NULL },
  };

  plimsoll_http_get_async (errand->http, address, headers, cancellable, callback, user_data);
  plimsoll_secret_wipe (bearer);
  g_free (bearer);
}
