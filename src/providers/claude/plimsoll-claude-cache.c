/* plimsoll-claude-cache.c - the numbers that Claude Code keeps in its own state file.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hours old or days; better than an empty window when nobody can be asked, and never shown without
 * its age. The file outlives logins, so the account written beside the numbers must be the one that
 * is logged in. A window that has ended since is left out: what it said is over. */

#include "plimsoll-claude-cache.h"

#include "plimsoll-claude-state.h"
#include "plimsoll-claude-usage.h"
#include "plimsoll-file.h"
#include "plimsoll-json.h"

/* As for the profile, which is in the same file. */
#define MAX_FILE_BYTES (16u * 1024 * 1024)

static gboolean
is_same_account (JsonObject *cache, const PlimsollClaudeProfile *profile)
{
  const char *uuid = plimsoll_json_get_string (cache, "accountUuid");

  return uuid != NULL && *uuid != '\0' && g_strcmp0 (uuid, profile->account_uuid) == 0;
}

/* (transfer full) (nullable): when it was seen; NULL for what claims to come from the future. */
static GDateTime *
dup_moment (JsonObject *cache, GDateTime *now)
{
  g_autoptr (GDateTime) moment = plimsoll_json_dup_moment (cache, "fetchedAtMs");

  if (moment == NULL || g_date_time_compare (moment, now) > 0)
    return NULL;

  return g_steal_pointer (&moment);
}

/* (transfer container) (element-type PlimsollLimit): those that still run. */
static GPtrArray *
keep_running (GPtrArray *limits, GDateTime *now)
{
  GPtrArray *running = g_ptr_array_new ();

  for (guint i = 0; i < limits->len; i++)
    if (!plimsoll_limit_is_over (g_ptr_array_index (limits, i), now))
      g_ptr_array_add (running, g_ptr_array_index (limits, i));

  return running;
}

PlimsollSnapshot *
plimsoll_claude_cache_parse (const char *data,
                             gsize length,
                             const PlimsollClaudeCredentials *credentials,
                             gboolean with_identity,
                             GDateTime *now)
{
  g_autoptr (JsonNode) node =
      plimsoll_claude_state_find_object (data, length, "cachedUsageUtilization");
  JsonObject *cache = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *body = plimsoll_json_get_object (cache, "utilization");
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_parse (data, length);
  g_autoptr (GDateTime) seen_at = dup_moment (cache, now);
  g_autoptr (PlimsollClaudeUsage) usage = NULL;
  g_autoptr (GPtrArray) limits = NULL;
  g_autofree char *plan = NULL;
  PlimsollSnapshotFields fields = { .source = PLIMSOLL_SOURCE_CACHE, .observed_at = seen_at };

  if (body == NULL || seen_at == NULL || !is_same_account (cache, profile))
    return NULL;

  usage = plimsoll_claude_usage_from_object (body);
  fields.limits = limits = keep_running (usage->limits, now);
  if (limits->len == 0)
    return NULL;

  fields.plan = plan = plimsoll_claude_plan_label (credentials, profile);
  fields.identity = with_identity ? profile->email : NULL;
  fields.spend = usage->spend;
  return plimsoll_snapshot_new (&fields);
}

PlimsollSnapshot *
plimsoll_claude_cache_load (const PlimsollClaudeHome *home,
                            const PlimsollClaudeCredentials *credentials,
                            gboolean with_identity,
                            GDateTime *now)
{
  g_autofree char *data = NULL;
  gsize length = 0;

  /* The file beside a login tells of that login, not of a token from the environment. */
  if (credentials->is_from_environment || !g_path_is_absolute (home->state_path))
    return NULL;

  data = plimsoll_file_read (home->state_path, MAX_FILE_BYTES, &length, NULL);
  return data != NULL ? plimsoll_claude_cache_parse (data, length, credentials, with_identity, now)
                      : NULL;
}
