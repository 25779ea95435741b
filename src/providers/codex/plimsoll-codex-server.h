/* plimsoll-codex-server.h - asking ChatGPT's usage endpoint with the person's own login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-codex-errand.h"
#include "plimsoll-codex-login.h"
#include "plimsoll-problem.h"

G_BEGIN_DECLS

/* Where the answers come from. */
typedef struct
{
  char *base_url; /* (owned): as the person gave it, or ChatGPT's own */
  const char *origin; /* (nullable): "PLIMSOLL_CODEX_BASE_URL", "config.toml"; NULL for its own */
  char *address; /* (owned) (nullable): of the endpoint; NULL when nothing may be sent there */
} PlimsollCodexAddress;

/* (transfer full): the variable goes before Codex's settings. */
PlimsollCodexAddress *plimsoll_codex_address_find (const PlimsollCodexErrand *errand);
void plimsoll_codex_address_free (PlimsollCodexAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollCodexAddress, plimsoll_codex_address_free)

/* One request with the login's token in one header to one host; that `address` is safe was asked
 * before. Finish with plimsoll_http_get_finish(). */
void plimsoll_codex_server_ask_async (const PlimsollCodexErrand *errand,
                                      const char *address,
                                      const PlimsollCodexLogin *login,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
