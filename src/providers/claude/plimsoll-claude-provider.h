/* plimsoll-claude-provider.h - Claude behind the provider port.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-clock.h"
#include "plimsoll-claude-oauth.h"
#include "plimsoll-http.h"
#include "plimsoll-provider.h"
#include "plimsoll-source-gate.h"

G_BEGIN_DECLS

#define PLIMSOLL_TYPE_CLAUDE_PROVIDER (plimsoll_claude_provider_get_type ())
G_DECLARE_FINAL_TYPE (
    PlimsollClaudeProvider, plimsoll_claude_provider, PLIMSOLL, CLAUDE_PROVIDER, GObject)

/* `environment` as from g_get_environ(): everything the provider reads of it, it reads from here.
 */
PlimsollClaudeProvider *plimsoll_claude_provider_new (PlimsollHttp *http,
                                                      PlimsollClock *clock,
                                                      const char *const *environment,
                                                      const char *home);

/* A further login: "claude:<name>" with its own config directory. Refused when the name is not
 * [a-z0-9-_.]. */
gboolean plimsoll_claude_provider_add_login (PlimsollClaudeProvider *self,
                                             const char *name,
                                             const char *config_dir);

/* The folder of plimsoll-feed, where status lines leave what they hear; without one no account has
 * a feed. */
void plimsoll_claude_provider_set_feed_folder (PlimsollClaudeProvider *self, const char *folder);

/* How long until a login file that was half written is read again; 1 s unless set. */
void plimsoll_claude_provider_set_patience (PlimsollClaudeProvider *self, GTimeSpan patience);

/* Who remembers over all programs when each source was asked; without one nobody does. */
void plimsoll_claude_provider_set_gate (PlimsollClaudeProvider *self, PlimsollSourceGate *gate);
/* Who is asked, in this order: "oauth", "cli", "statusline", "cache", "web", and "auto" for the
 * usual order. PLIMSOLL_CLAUDE_SOURCES outranks it. */
void
plimsoll_claude_provider_set_sources (PlimsollClaudeProvider *self, const char *const *sources);
/* There is a session key of claude.ai in the keyring for this account, so that it is one of the
 * usual sources. `organization`: the uuid of the one whose limits are meant; "": the one that fits
 * best. */
void plimsoll_claude_provider_add_web (PlimsollClaudeProvider *self,
                                       const char *account,
                                       const char *organization);
/* FALSE when there is no such account. What `*errand` borrows lives as long as `self`, and until
 * its sources are set. */
gboolean plimsoll_claude_provider_fill_errand (PlimsollClaudeProvider *self,
                                               const char *account,
                                               PlimsollClaudeErrand *errand);
/* The Claude Code that is asked; NULL or "": the one that is found. PLIMSOLL_CLAUDE_PROGRAM
 * outranks it. */
void plimsoll_claude_provider_set_program (PlimsollClaudeProvider *self, const char *program);
/* A folder of our own in which Claude Code may run; without one it is not asked. */
void plimsoll_claude_provider_set_cli_folder (PlimsollClaudeProvider *self, const char *folder);
/* How long Claude Code has for its answer, and then to end, twice; 0 is the usual time. */
void plimsoll_claude_provider_set_cli_patience (PlimsollClaudeProvider *self,
                                                GTimeSpan deadline,
                                                GTimeSpan grace);

G_END_DECLS
