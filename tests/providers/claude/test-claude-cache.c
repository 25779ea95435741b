/* test-claude-cache.c - the numbers that Claude Code keeps in its own state file.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file as text; that the real one is found and read is test-claude-chain's. */

#include "plimsoll-claude-cache.h"

#include "plimsoll-moment.h"

#define NOW "2026-11-20T09:00:00Z"
/* Two hours before. */
#define SEEN_MS "1795158000000"
#define UUID "11111111-1111-4111-8111-111111111111"
#define BODY                                                                     \
  "{\"five_hour\":{\"utilization\":9.0,\"resets_at\":\"2026-11-20T08:00:00Z\"}," \
  "\"seven_day\":{\"utilization\":18.0,\"resets_at\":\"2026-11-24T08:00:00Z\"}}"
#define STATE(seen, uuid, body)                                                            \
  "{\"projects\":{},\"cachedUsageUtilization\":{\"fetchedAtMs\":" seen ",\"accountUuid\":" \
  "\"" uuid "\",\"utilization\":" body "},\"oauthAccount\":{\"accountUuid\":\"" UUID "\"," \
  "\"emailAddress\":\"me@example.org\",\"organizationType\":\"claude_max\"}}"

static PlimsollSnapshot *
parse (const char *text, gboolean with_identity)
{
  g_autoptr (GDateTime) now = plimsoll_moment_parse (NOW);
  g_autoptr (PlimsollClaudeCredentials) credentials = plimsoll_claude_credentials_parse ("{}", 2);

  return plimsoll_claude_cache_parse (text, strlen (text), credentials, with_identity, now);
}

/* It is shown as what it is: with its own moment and source, the plan, and only what still runs. */
static void
test_good (void)
{
  g_autoptr (PlimsollSnapshot) snapshot = parse (STATE (SEEN_MS, UUID, BODY), FALSE);
  g_autofree char *seen = NULL;

  g_assert_nonnull (snapshot);
  seen = plimsoll_moment_format (plimsoll_snapshot_get_observed_at (snapshot));
  g_assert_cmpstr (seen, ==, "2026-11-20T07:00:00Z");
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "cache");
  g_assert_cmpstr (plimsoll_snapshot_get_plan (snapshot), ==, "Max");
  g_assert_null (plimsoll_snapshot_get_identity (snapshot));
  g_assert_cmpuint (plimsoll_snapshot_get_n_limits (snapshot), ==, 1);
  g_assert_nonnull (plimsoll_snapshot_find_limit (snapshot, "week"));
}

/* The address comes only when it is wanted. */
static void
test_identity (void)
{
  g_autoptr (PlimsollSnapshot) snapshot = parse (STATE (SEEN_MS, UUID, BODY), TRUE);

  g_assert_cmpstr (plimsoll_snapshot_get_identity (snapshot), ==, "me@example.org");
}

/* Whatever leaves a doubt about whose, of when or what is not used. */
static void
test_doubts (void)
{
  static const char *const rows[] = {
    "",
    "{}",
    "{\"cachedUsageUtilization\":7}",
    STATE (SEEN_MS, "99999999-1111-4111-8111-111111111111", BODY),
    STATE (SEEN_MS, "", BODY),
    STATE ("null", UUID, BODY),
    STATE ("\"yesterday\"", UUID, BODY),
    /* an hour ahead */
    STATE ("1795168800000", UUID, BODY),
    STATE (SEEN_MS, UUID, "null"),
    STATE (SEEN_MS, UUID, "{}"),
    STATE (SEEN_MS, UUID,
           "{\"five_hour\":{\"utilization\":9.0,\"resets_at\":\"2026-11-20T08:00:00Z\"}}"),
    /* nobody is logged in any more */
    "{\"cachedUsageUtilization\":{\"fetchedAtMs\":" SEEN_MS ",\"accountUuid\":\"" UUID
    "\",\"utilization\":" BODY "}}",
    "{\"cachedUsageUtilization\":{\"fetchedAtMs\":" SEEN_MS ",\"utilization\":" BODY
    "},\"oauthAccount\":{}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i]);
      g_assert_null (parse (rows[i], FALSE));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/cache/good", test_good);
  g_test_add_func ("/claude/cache/identity", test_identity);
  g_test_add_func ("/claude/cache/doubts", test_doubts);
  return g_test_run ();
}
