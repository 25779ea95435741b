/* test-claude-profile.c - where a login lies, whose it is, and what its plan is called.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All from local files and handed-in variables; nothing here may ask anybody. */

#include "plimsoll-claude-fixture.h"
#include "plimsoll-claude-profile.h"
#include "plimsoll-claude-state.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *environment[3];
  const char *config_dir;
  const char *state_path;
  gboolean is_overridden;
} HomeCase;

static const HomeCase HOMES[] = {
  /* Unset, both files lie where Claude Code puts them by itself. */
  { "unset", { NULL }, "/home/me/.claude", "/home/me/.claude.json", FALSE },
  /* Empty is unset. */
  { "empty",
    { "CLAUDE_CONFIG_DIR=", "CLAUDE_SECURESTORAGE_CONFIG_DIR=", NULL },
    "/home/me/.claude",
    "/home/me/.claude.json",
    FALSE },
  /* A folder of one's own holds both files. */
  { "config-dir",
    { "CLAUDE_CONFIG_DIR=/srv/claude", NULL },
    "/srv/claude",
    "/srv/claude/.claude.json",
    TRUE },
  /* The storage variable wins for the credentials and moves nothing else. */
  { "storage-dir",
    { "CLAUDE_SECURESTORAGE_CONFIG_DIR=/srv/keys", NULL },
    "/srv/keys",
    "/home/me/.claude.json",
    TRUE },
  { "both",
    { "CLAUDE_CONFIG_DIR=/srv/claude", "CLAUDE_SECURESTORAGE_CONFIG_DIR=/srv/keys", NULL },
    "/srv/keys",
    "/srv/claude/.claude.json",
    TRUE },
  /* A tilde is a character like any other. */
  { "tilde", { "CLAUDE_CONFIG_DIR=~/claude", NULL }, "~/claude", "~/claude/.claude.json", TRUE },
};

static void
test_home (gconstpointer data)
{
  const HomeCase *item = data;
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (item->environment, "/home/me");

  g_assert_cmpstr (home->config_dir, ==, item->config_dir);
  g_assert_cmpstr (home->state_path, ==, item->state_path);
  g_assert_cmpint (home->is_overridden, ==, item->is_overridden);
  g_assert_null (home->environment_token);
}

/* A further login has its own folder, whatever the environment says; an empty token is none. */
static void
test_home_of_further_login (void)
{
  const char *const environment[] = { "CLAUDE_CODE_OAUTH_TOKEN=", NULL };
  g_autoptr (PlimsollClaudeHome) further = plimsoll_claude_home_new_for_dir ("/srv/second");
  g_autoptr (PlimsollClaudeHome) first = plimsoll_claude_home_new (environment, "/home/me");

  g_assert_cmpstr (further->config_dir, ==, "/srv/second");
  g_assert_cmpstr (further->state_path, ==, "/srv/second/.claude.json");
  g_assert_null (first->environment_token);
}

/* The account at the top of the file is read, not one of the same name inside something else or
 * inside a text; the person's own tier comes before the organization's. */
static void
test_profile (void)
{
  gsize length = 0;
  g_autofree char *text = plimsoll_claude_fixture_read ("state.json", &length);
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_parse (text, length);

  g_assert_cmpstr (profile->email, ==, "somebody@example.org");
  g_assert_cmpstr (profile->account_uuid, ==, "00000000-0000-4000-8000-000000000002");
  g_assert_cmpstr (profile->organization_type, ==, "claude_max");
  g_assert_cmpstr (profile->rate_limit_tier, ==, "default_claude_max_20x");
  g_assert_null (profile->seat_tier);
}

/* A file that is cut gives the whole account or none of it, never a part. */
static void
test_torn_anywhere (void)
{
  gsize length = 0;
  g_autofree char *text = plimsoll_claude_fixture_read ("state.json", &length);
  guint n_found = 0;

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autofree char *part = cut > 0 ? g_memdup2 (text, cut) : NULL;
      g_autoptr (PlimsollClaudeProfile) profile =
          plimsoll_claude_profile_parse (part != NULL ? part : "", cut);

      if (profile->email == NULL)
        {
          g_assert_null (profile->account_uuid);
          continue;
        }
      g_assert_cmpstr (profile->email, ==, "somebody@example.org");
      g_assert_cmpstr (profile->rate_limit_tier, ==, "default_claude_max_20x");
      n_found++;
    }
  g_assert_cmpuint (n_found, >, 0);
}

/* Whatever is no such file, or holds other types, is an empty profile. */
static void
test_foreign_files (void)
{
  static const char *const TEXTS[] = {
    "",
    "[]",
    "{",
    "hello",
    "{}",
    "{\"oauthAccount\":null}",
    "{\"oauthAccount\":[{\"emailAddress\":\"a@example.org\"}]}",
    "{\"oauthAccount\":\"a@example.org\"}",
    "{\"oauthAccount\":{\"emailAddress\":12,\"organizationType\":true}}",
    "{\"oauthAccount\":{\"emailAddress\":\"\xff\"}}",
    "[{\"oauthAccount\":{\"emailAddress\":\"a@example.org\"}}]",
    "{\"a\" \"oauthAccount\":{\"emailAddress\":\"a@example.org\"}}",
    "{\"oauthAccount",
    "{\"a\":\"\\",
    "}{\"oauthAccount\":{\"emailAddress\":\"a@example.org\"}}",
    "{\"a\":]]]],\"oauthAccount\":{\"emailAddress\":\"a@example.org\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (PlimsollClaudeProfile) profile =
          plimsoll_claude_profile_parse (TEXTS[i], strlen (TEXTS[i]));

      g_assert_null (profile->email);
      g_assert_null (profile->organization_type);
    }
}

/* Megabytes of history, and brackets by the hundred thousand in it, do not keep the account from
 * being found. */
static void
test_big_file (void)
{
  const gsize n_brackets = 4 * 1024 * 1024;
  g_autofree char *open = g_strnfill (n_brackets, '[');
  g_autofree char *closed = g_strnfill (n_brackets, ']');
  g_autofree char *text =
      g_strconcat ("{\"projects\":", open, closed,
                   ",\"oauthAccount\":{\"emailAddress\":\"a@example.org\"}}", NULL);
  g_autoptr (PlimsollClaudeProfile) profile = plimsoll_claude_profile_parse (text, strlen (text));

  g_assert_cmpstr (profile->email, ==, "a@example.org");
}

/* From a real file; a missing one and one at a relative path are empty. */
static void
test_load (void)
{
  gsize length = 0;
  g_autofree char *text = plimsoll_claude_fixture_read ("state.json", &length);
  g_autofree char *folder = g_dir_make_tmp ("plimsoll-XXXXXX", NULL);
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new_for_dir (folder);
  g_autoptr (PlimsollClaudeHome) relative = plimsoll_claude_home_new_for_dir (".");
  g_autoptr (PlimsollClaudeProfile) before = plimsoll_claude_profile_load (home);
  g_autoptr (PlimsollClaudeProfile) after = NULL;
  g_autoptr (PlimsollClaudeProfile) refused = NULL;
  g_autofree char *old_folder = g_get_current_dir ();

  g_assert_null (before->email);
  g_assert_true (g_file_set_contents (home->state_path, text, (gssize) length, NULL));
  after = plimsoll_claude_profile_load (home);
  g_assert_cmpstr (after->email, ==, "somebody@example.org");

  g_assert_cmpint (g_chdir (folder), ==, 0);
  refused = plimsoll_claude_profile_load (relative);
  g_assert_cmpint (g_chdir (old_folder), ==, 0);
  g_assert_null (refused->email);

  g_assert_cmpint (g_remove (home->state_path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* Quotes and backslashes inside texts do not lead the search astray, nor does a longer key. */
static void
test_confusing_neighbours (void)
{
  static const char *const TEXTS[] = {
    "{\"a\":\"x\\\"\",\"b\":{\"n\":1}}",
    "{\"a\":\"x\\\\\",\"b\":{\"n\":1}}",
    "{\"a\":[\"]}\",{\"b\":{\"n\":2}}],\"b\":{\"n\":1}}",
    "{\"\\\"b\":{\"n\":2},\"b\":{\"n\":1}}",
    "{\"bb\":{\"n\":2},\"b\":{\"n\":1}}",
    "{\"\":{\"n\":2},\"b\":{\"n\":1}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (JsonNode) node =
          plimsoll_claude_state_find_object (TEXTS[i], strlen (TEXTS[i]), "b");

      g_assert_nonnull (node);
      g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "n"), ==, 1);
    }
}

/* Of two members of one name the first is taken; that is where Claude Code writes. */
static void
test_first_member_counts (void)
{
  static const char TEXT[] = "{ \"b\" : {\"n\":1} , \"b\":{\"n\":2}}";
  g_autoptr (JsonNode) node = plimsoll_claude_state_find_object (TEXT, strlen (TEXT), "b");

  g_assert_nonnull (node);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "n"), ==, 1);
}

typedef struct
{
  const char *subscription;
  const char *login_tier;
  const char *organization;
  const char *profile_tier;
  const char *seat;
  const char *label; /* NULL: nothing is said */
} Plan;

/* The login's word, else the organization's, else one in a tier; the multiplier belongs to Max
 * alone; a code that nobody knows is not shown. */
static void
test_plan_labels (void)
{
  static const Plan PLANS[] = {
    { "max", "default_claude_max_20x", NULL, NULL, NULL, "Max 20x" },
    { "max", "default_claude_max_5x", "claude_max", "default_claude_max_20x", NULL, "Max 5x" },
    { "max", NULL, NULL, "default_claude_max_20x", NULL, "Max 20x" },
    { "max", "default_claude_ai", NULL, NULL, NULL, "Max" },
    { "max", "default_claude_max_20000x", NULL, NULL, NULL, "Max" },
    { "max", "default_claude_max_x", NULL, NULL, NULL, "Max" },
    { "max", "default_claude_max_5y", NULL, NULL, NULL, "Max" },
    { "pro", "default_claude_ai", NULL, NULL, NULL, "Pro" },
    { "free", "default_claude_ai", NULL, NULL, NULL, "Free" },
    { "enterprise", NULL, NULL, NULL, NULL, "Enterprise" },
    { NULL, "default_claude_ai", NULL, NULL, NULL, NULL },
    { NULL, "default_claude_pro", NULL, NULL, NULL, "Pro" },
    { NULL, "default_claude_max_5x", NULL, NULL, NULL, "Max 5x" },
    { NULL, NULL, "claude_max", "default_claude_max_20x", NULL, "Max 20x" },
    { NULL, NULL, "claude_pro", NULL, NULL, "Pro" },
    { NULL, NULL, "max", NULL, NULL, NULL },
    { "team", "default_claude_max_5x", "claude_team", NULL, NULL, "Team" },
    { "team", NULL, NULL, NULL, "team_standard", "Team Standard" },
    { "team", NULL, NULL, NULL, "team_tier_1", "Team Premium" },
    { "team", NULL, NULL, NULL, "team_tier_9", "Team" },
    { NULL, NULL, NULL, NULL, "team_tier_1", "Team Premium" },
    { "pro", NULL, NULL, NULL, "team_tier_1", "Pro" },
    { "velvet", "default_raven", "claude_velvet", "raven", "velvet", NULL },
    { NULL, NULL, NULL, NULL, NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (PLANS); i++)
    {
      const PlimsollClaudeCredentials login = {
        .subscription_type = (char *) PLANS[i].subscription,
        .rate_limit_tier = (char *) PLANS[i].login_tier,
      };
      const PlimsollClaudeProfile profile = {
        .organization_type = (char *) PLANS[i].organization,
        .rate_limit_tier = (char *) PLANS[i].profile_tier,
        .seat_tier = (char *) PLANS[i].seat,
      };
      g_autofree char *label = plimsoll_claude_plan_label (&login, &profile);

      g_assert_cmpstr (label, ==, PLANS[i].label);
    }
}

/* A token from outside may be anybody's: the plan in the files is not put beside its numbers. */
static void
test_plan_of_foreign_token (void)
{
  const PlimsollClaudeCredentials login = { .is_from_environment = TRUE };
  const PlimsollClaudeProfile profile = { .organization_type = (char *) "claude_max" };
  g_autofree char *label = plimsoll_claude_plan_label (&login, &profile);

  g_assert_null (label);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (HOMES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/claude/home/%s", HOMES[i].name);

      g_test_add_data_func (path, &HOMES[i], test_home);
    }
  g_test_add_func ("/claude/home/further-login", test_home_of_further_login);
  g_test_add_func ("/claude/profile/whole", test_profile);
  g_test_add_func ("/claude/profile/torn-anywhere", test_torn_anywhere);
  g_test_add_func ("/claude/profile/foreign-files", test_foreign_files);
  g_test_add_func ("/claude/profile/big-file", test_big_file);
  g_test_add_func ("/claude/profile/load", test_load);
  g_test_add_func ("/claude/profile/confusing-neighbours", test_confusing_neighbours);
  g_test_add_func ("/claude/profile/first-member-counts", test_first_member_counts);
  g_test_add_func ("/claude/plan/labels", test_plan_labels);
  g_test_add_func ("/claude/plan/foreign-token", test_plan_of_foreign_token);

  return g_test_run ();
}
