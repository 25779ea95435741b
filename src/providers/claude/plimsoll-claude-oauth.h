/* plimsoll-claude-oauth.h - asking Claude's usage endpoint with the person's own login.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-account.h"
#include "plimsoll-claude-home.h"
#include "plimsoll-clock.h"
#include "plimsoll-http.h"
#include "plimsoll-secret.h"
#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

#define PLIMSOLL_CLAUDE_BASE_URL "https://api.anthropic.com"

/* All that is needed to ask for one login. Everything is borrowed from the provider, which outlives
 * the asking. */
typedef struct
{
  PlimsollAccount *account;
  PlimsollClaudeHome *home;
  PlimsollHttp *http;
  PlimsollClock *clock;
  const char *base_url; /* as the person gave it: maybe not safe */
  GTimeSpan patience; /* until a half-written login file is read again */

  const char *const *sources; /* what may be asked, best first */
  PlimsollSourceGate *gate; /* (nullable): NULL: nothing is remembered, everything may be asked */
  const char *const *environment; /* for programs that are started */
  const char *person_home; /* the home folder */
  const char *program; /* (nullable): Claude Code, where the person says it is */
  const char *cli_folder; /* (nullable): where it may run; NULL: it is not asked */
  const char *feed_path; /* (nullable): what its status line leaves for us */
  const char *web_base_url; /* claude.ai, or what the person gave instead: maybe not safe */
  const char *web_organization; /* (nullable): whose limits are meant, "" for the one that fits
                                   best; NULL: no session key was given to us for this account */
  GTimeSpan cli_deadline; /* 0: the usual one */
  GTimeSpan cli_grace; /* 0: the usual one */
} PlimsollClaudeErrand;

/* (transfer full) (nullable): where the token would go; NULL when it must not go there. */
char *plimsoll_claude_oauth_dup_address (const PlimsollClaudeErrand *errand);

/* One request with `token` in one header to one host; that the address is safe is asked before.
 * Finish with plimsoll_http_get_finish(). */
void plimsoll_claude_oauth_ask_async (const PlimsollClaudeErrand *errand,
                                      PlimsollSecret *token,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);

G_END_DECLS
