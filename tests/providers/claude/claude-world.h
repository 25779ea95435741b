/* claude-world.h - a home folder, a server and a provider between them.
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "plimsoll-claude-provider.h"
#include "provider-call.h"

G_BEGIN_DECLS

/* A body with a session at 41 % and a week at 18 %. */
#define CLAUDE_WORLD_BODY                                                         \
  "{\"five_hour\":{\"utilization\":41.0,\"resets_at\":\"2026-11-20T12:20:00Z\"}," \
  "\"seven_day\":{\"utilization\":18.0,\"resets_at\":\"2026-11-24T08:00:00Z\"}}"
#define CLAUDE_WORLD_TOKEN "sk-ant-oat01-FAKE-world-token"
#define CLAUDE_WORLD_SCOPES "\"user:inference\",\"user:profile\""

typedef struct
{
  char *home; /* (owned): a folder of its own with an empty .claude in it */
  char *login_path; /* (owned) */
  PlimsollClock *clock; /* (owned): stands at 2026-11-20 09:00 UTC */
  PlimsollHttp *http; /* (owned) */
  PlimsollClaudeProvider *provider; /* (owned) */
} ClaudeWorld;

/* `variables`: "NAME=value" up to NULL; may be NULL. PLIMSOLL_CLAUDE_BASE_URL is `base_url` unless
 * NULL. */
ClaudeWorld *claude_world_new (const char *base_url, const char *const *variables);
void claude_world_free (ClaudeWorld *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClaudeWorld, claude_world_free)

void claude_world_write (ClaudeWorld *self, const char *path, const char *text);
/* A login with `token`, valid for `valid_for` from the world's now, with `scopes` as JSON words. */
void
claude_world_log_in (ClaudeWorld *self, const char *token, GTimeSpan valid_for, const char *scopes);
/* The usual good one. */
void claude_world_log_in_well (ClaudeWorld *self);

/* (transfer full): of the default account. */
PlimsollReport *claude_world_probe (ClaudeWorld *self, PlimsollProbeFlags flags);
/* (transfer container) */
GPtrArray *claude_world_diagnose (ClaudeWorld *self);
/* (nullable): borrowed. */
PlimsollFinding *claude_world_find (GPtrArray *findings, const char *id);

G_END_DECLS
