/* test-claude-web.c - claude.ai as a source: a real server, and libsecret's file as the keyring.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Through the provider, as a probe goes. The shape of keys and the choice of an organization have
 * tests of their own. */

#include <string.h>

#include "claude-world.h"
#include "harness-keyring.h"
#include "harness-server.h"
#include "harness-wait.h"
#include "plimsoll-claude-web-login.h"
#include "plimsoll-claude-web-turn.h"
#include "plimsoll-keyring.h"
#include "plimsoll-source-gate.h"

#define JSON "application/json"
#define KEY "sk-ant-sid01-FAKE0123456789abcdef-web"
#define NEW_KEY "sk-ant-sid01-FAKEfedcba9876543210-web"
#define HOME_ORGANIZATION "00000000-0000-4000-8000-00000000000a"
#define OTHER_ORGANIZATION "00000000-0000-4000-8000-00000000000b"
#define ONE                                                                       \
  "[{\"uuid\":\"" HOME_ORGANIZATION "\",\"name\":\"Somebody\",\"capabilities\":[" \
  "\"chat\",\"claude_max\"],\"rate_limit_tier\":\"default_claude_max_20x\"}]"
#define TWO                                                                            \
  "[{\"uuid\":\"" HOME_ORGANIZATION "\",\"name\":\"Home\",\"capabilities\":[\"chat\"]" \
  "},{\"uuid\":\"" OTHER_ORGANIZATION "\",\"name\":\"Work\",\"capabilities\":[\"chat\"]}]"
#define CLOUDFLARE "<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>"

static const PlimsollKeyringPlace PLACE = { PLIMSOLL_CLAUDE_WEB_KEYRING, "claude:default" };

/* The keyring */

static void
store_key (const char *text)
{
  g_autoptr (PlimsollSecret) secret = plimsoll_secret_new (text);
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;

  plimsoll_keyring_store_async (&PLACE, "Plimsoll", secret, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  g_assert_true (plimsoll_keyring_store_finish (result, NULL));
}

static void
remove_key (void)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  gboolean was_there = FALSE;

  plimsoll_keyring_remove_async (&PLACE, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  g_assert_true (plimsoll_keyring_remove_finish (result, &was_there, NULL));
}

static void
assert_stored (const char *expected)
{
  g_autoptr (GAsyncResult) result = NULL;
  GAsyncResult *slot = NULL;
  g_autoptr (PlimsollSecret) secret = NULL;

  plimsoll_keyring_look_up_async (&PLACE, NULL, harness_on_done_cb, &slot);
  result = harness_wait (&slot);
  secret = plimsoll_keyring_look_up_finish (result, NULL);
  g_assert_cmpstr (secret != NULL ? plimsoll_secret_peek (secret) : NULL, ==, expected);
}

/* A person without a Claude Code login, and claude.ai. */
typedef struct
{
  HarnessServer *server; /* (owned) */
  ClaudeWorld *world; /* (owned) */
} Stage;

static Stage *
stage_new_for (const char *web_url)
{
  Stage *self = g_new0 (Stage, 1);
  g_autofree char *web = NULL;
  const char *variables[] = { NULL, NULL };

  self->server = harness_server_new (NULL);
  if (web_url == NULL)
    web_url = harness_server_get_url (self->server);
  web = g_strconcat ("PLIMSOLL_CLAUDE_WEB_BASE_URL=", web_url, NULL);
  variables[0] = web;
  self->world = claude_world_new (harness_server_get_url (self->server), variables);
  plimsoll_claude_provider_add_web (self->world->provider, "claude:default", "");
  store_key (KEY);
  return self;
}

static Stage *
stage_new (void)
{
  return stage_new_for (NULL);
}

static void
stage_free (Stage *self)
{
  remove_key ();
  harness_server_free (self->server);
  claude_world_free (self->world);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Stage, stage_free)

static void
answer_well (Stage *self, const char *organizations)
{
  harness_server_answer (self->server, 200, JSON, organizations);
  harness_server_answer (self->server, 200, JSON, CLAUDE_WORLD_BODY);
}

static PlimsollReport *
probe (Stage *self)
{
  return claude_world_probe (self->world, PLIMSOLL_PROBE_DEFAULT);
}

static void
assert_numbers (PlimsollReport *report)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);

  g_assert_null (plimsoll_report_get_problem (report));
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, "web");
  g_assert_cmpfloat (
      plimsoll_limit_peek (plimsoll_snapshot_find_limit (snapshot, "session"))->used_percent, ==,
      41);
}

static void
write_profile (Stage *self, const char *organization)
{
  g_autofree char *path = g_build_filename (self->world->home, ".claude.json", NULL);
  g_autofree char *text =
      g_strdup_printf ("{\"oauthAccount\":{\"accountUuid\":\"%s\",\"organizationUuid\":\"%s\"}}",
                       OTHER_ORGANIZATION, organization);

  claude_world_write (self->world, path, text);
}

/* Two requests to one host, the key in one cookie and under our own name; the numbers carry the
 * plan of the organization. */
static void
test_numbers (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (PlimsollReport) report = NULL;

  answer_well (stage, ONE);
  report = probe (stage);
  assert_numbers (report);
  g_assert_cmpstr (plimsoll_snapshot_get_plan (plimsoll_report_get_snapshot (report)), ==,
                   "Max 20x");
  g_assert_cmpuint (harness_server_count (stage->server), ==, 2);
  g_assert_cmpstr (harness_server_get_header (stage->server, 0, ""), ==, "/api/organizations");
  g_assert_cmpstr (harness_server_get_header (stage->server, 1, ""), ==,
                   "/api/organizations/" HOME_ORGANIZATION "/usage");
  for (guint i = 0; i < 2; i++)
    {
      const char *url = harness_server_get_url (stage->server);
      const char *agent = harness_server_get_header (stage->server, i, "User-Agent");

      g_assert_cmpstr (harness_server_get_header (stage->server, i, "Cookie"), ==,
                       "sessionKey=" KEY);
      g_assert_cmpstr (harness_server_get_header (stage->server, i, "Origin"), ==, url);
      g_assert_true (
          g_str_has_prefix (harness_server_get_header (stage->server, i, "Referer"), url));
      g_assert_cmpstr (harness_server_get_header (stage->server, i, "Accept"), ==, JSON);
      g_assert_true (g_str_has_prefix (agent, "Plimsoll/"));
      g_assert_null (harness_server_get_header (stage->server, i, "Authorization"));
    }
}

/* Each refusal has its condition and its own words; nothing of the key is in any, and it stays in
 * the keyring whatever is said of it. */
static void
test_refusals (void)
{
  static const struct
  {
    guint status;
    const char *type;
    const char *body;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { 401, JSON, "{\"error\":{\"message\":\"Invalid session\"}}", PLIMSOLL_CONDITION_SIGNED_OUT,
      "no longer knows" },
    { 401, JSON, "{\"error\":{\"message\":\"x\",\"details\":{\"error_code\":\"E3000\"}}}",
      PLIMSOLL_CONDITION_TROUBLE, "yet" },
    { 403, JSON,
      "{\"error\":{\"type\":\"permission_error\",\"message\":\"Invalid authorization\","
      "\"details\":{\"error_code\":\"account_session_invalid\"}}}",
      PLIMSOLL_CONDITION_SIGNED_OUT, "no longer knows" },
    { 403, JSON, "{\"error\":{\"type\":\"permission_error\",\"message\":\"No\"}}",
      PLIMSOLL_CONDITION_BLOCKED, "organization" },
    { 403, "text/html", CLOUDFLARE, PLIMSOLL_CONDITION_BLOCKED, "check a browser" },
    { 403, "text/html", "<html>proxy</html>", PLIMSOLL_CONDITION_BLOCKED, "refuses access" },
    { 429, JSON, "{}", PLIMSOLL_CONDITION_RATE_LIMITED, "quiet" },
    { 500, JSON, "{}", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 529, JSON, "{}", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 302, NULL, NULL, PLIMSOLL_CONDITION_BLOCKED, "elsewhere" },
    { 200, "text/html", "<html>log in</html>", PLIMSOLL_CONDITION_BAD_REPLY, "web page" },
    { 200, JSON, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 200, JSON, "[]", PLIMSOLL_CONDITION_NO_SCOPE, "no organization" },
    { 404, JSON, "{}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollReport) report = NULL;

      g_test_message ("status %u, %s", rows[i].status, rows[i].words);
      harness_server_answer (stage->server, rows[i].status, rows[i].type, rows[i].body);
      if (rows[i].status == 302)
        harness_server_add_header (stage->server, "Location", "/login");
      report = probe (stage);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (harness_server_count (stage->server), ==, 1);
      assert_stored (KEY);
    }
}

/* A challenge is one by its header alone, whatever status it comes with. */
static void
test_challenge (void)
{
  static const guint statuses[] = { 403, 429, 503 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollReport) report = NULL;

      harness_server_answer (stage->server, statuses[i], "text/html", "<html></html>");
      harness_server_add_header (stage->server, "cf-mitigated", "challenge");
      report = probe (stage);
      provider_call_assert_problem (report, PLIMSOLL_CONDITION_BLOCKED, "check a browser");
    }
}

/* A refusal of the second request is judged as that of the first; a body without limits is none. */
static void
test_second_refusal (void)
{
  static const struct
  {
    guint status;
    const char *body;
    PlimsollCondition condition;
    const char *words;
  } rows[] = {
    { 403, "{\"error\":{}}", PLIMSOLL_CONDITION_BLOCKED, "organization" },
    { 503, "{}", PLIMSOLL_CONDITION_TROUBLE, "having trouble" },
    { 200, "{\"nothing\":1}", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
    { 200, "[", PLIMSOLL_CONDITION_BAD_REPLY, "not understood" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollReport) report = NULL;

      harness_server_answer (stage->server, 200, JSON, ONE);
      harness_server_answer (stage->server, rows[i].status, JSON, rows[i].body);
      report = probe (stage);
      provider_call_assert_problem (report, rows[i].condition, rows[i].words);
      g_assert_cmpuint (harness_server_count (stage->server), ==, 2);
    }
}

/* A renewed key is used at once and takes the place of the old one; a malformed one, one of
 * another host, and one that comes with a refusal do not. */
static void
test_renewal (void)
{
  static const struct
  {
    guint status;
    const char *cookie;
    gboolean is_taken;
  } rows[] = {
    { 200, "sessionKey=" NEW_KEY "; Path=/; HttpOnly; Secure", TRUE },
    { 200, "sessionKey=" NEW_KEY "; Domain=example.org", FALSE },
    { 200, "sessionKey=gone; Path=/", FALSE },
    { 200, "sessionKey=; Max-Age=0", FALSE },
    { 403, "sessionKey=" NEW_KEY "; Path=/", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollReport) report = NULL;

      g_test_message ("%u %s", rows[i].status, rows[i].cookie);
      harness_server_answer (stage->server, rows[i].status, JSON, ONE);
      harness_server_add_header (stage->server, "Set-Cookie", rows[i].cookie);
      harness_server_answer (stage->server, 200, JSON, CLAUDE_WORLD_BODY);
      report = probe (stage);
      assert_stored (rows[i].is_taken ? NEW_KEY : KEY);
      if (rows[i].status != 200)
        continue;
      assert_numbers (report);
      g_assert_cmpstr (harness_server_get_header (stage->server, 1, "Cookie"), ==,
                       rows[i].is_taken ? "sessionKey=" NEW_KEY : "sessionKey=" KEY);
    }
}

static void
on_asked_cb (HarnessServer *server, gpointer user_data)
{
  if (harness_server_count (server) == 2)
    remove_key ();
}

/* A key that is taken away while it is being used does not come back renewed. */
static void
test_taken_away (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (PlimsollReport) report = NULL;

  answer_well (stage, ONE);
  harness_server_add_header (stage->server, "Set-Cookie", "sessionKey=" NEW_KEY);
  harness_server_set_hook (stage->server, on_asked_cb, NULL);
  report = probe (stage);
  assert_numbers (report);
  assert_stored (NULL);
}

/* Numbers of another organization than that of the Claude Code login would be another plan's; an
 * organization that was chosen and is not there is not replaced by one that is. */
static void
test_whose (void)
{
  static const struct
  {
    const char *home;
    const char *wish;
    const char *asked; /* (nullable) */
    const char *words; /* (nullable) */
  } rows[] = {
    { OTHER_ORGANIZATION, "", OTHER_ORGANIZATION, NULL },
    { OTHER_ORGANIZATION, HOME_ORGANIZATION, NULL, "another organization" },
    { "00000000-0000-4000-8000-000000000000", "", NULL, "another organization" },
    { NULL, "", HOME_ORGANIZATION, NULL },
    { NULL, OTHER_ORGANIZATION, OTHER_ORGANIZATION, NULL },
    { NULL, "00000000-0000-4000-8000-000000000000", NULL, "not one of this" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      static const char *const only_web[] = { "web", NULL };
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollReport) report = NULL;
      g_autofree char *path = g_strdup_printf ("/api/organizations/%s/usage", rows[i].asked);

      g_test_message ("row %u", (guint) i);
      plimsoll_claude_provider_set_sources (stage->world->provider, only_web);
      plimsoll_claude_provider_add_web (stage->world->provider, "claude:default", rows[i].wish);
      if (rows[i].home != NULL)
        {
          claude_world_log_in_well (stage->world);
          write_profile (stage, rows[i].home);
        }
      answer_well (stage, TWO);
      report = probe (stage);
      if (rows[i].words != NULL)
        {
          provider_call_assert_problem (report, PLIMSOLL_CONDITION_NO_SCOPE, rows[i].words);
          g_assert_cmpuint (harness_server_count (stage->server), ==, 1);
          continue;
        }
      assert_numbers (report);
      g_assert_cmpstr (harness_server_get_header (stage->server, 1, ""), ==, path);
    }
}

/* Without a key nothing is asked, and the words are those for somebody without a login. */
static void
test_no_key (void)
{
  g_autoptr (Stage) stage = stage_new ();
  g_autoptr (PlimsollReport) report = NULL;

  remove_key ();
  report = probe (stage);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_SIGNED_OUT, "No Claude login");
  g_assert_cmpuint (harness_server_count (stage->server), ==, 0);
}

/* Off by default: a key in the keyring alone makes nobody use it. */
static void
test_off (void)
{
  g_autoptr (HarnessServer) server = harness_server_new (NULL);
  g_autofree char *web =
      g_strconcat ("PLIMSOLL_CLAUDE_WEB_BASE_URL=", harness_server_get_url (server), NULL);
  const char *const variables[] = { web, NULL };
  g_autoptr (ClaudeWorld) world = claude_world_new (harness_server_get_url (server), variables);
  g_autoptr (PlimsollReport) report = NULL;

  store_key (KEY);
  report = claude_world_probe (world, PLIMSOLL_PROBE_DEFAULT);
  provider_call_assert_problem (report, PLIMSOLL_CONDITION_SIGNED_OUT, "No Claude login");
  g_assert_cmpuint (harness_server_count (server), ==, 0);
  remove_key ();
}

/* While the server gives numbers to the login, claude.ai is left alone; when it refuses the login,
 * claude.ai stands in. */
static void
test_stands_in (void)
{
  g_autoptr (Stage) well = stage_new ();
  g_autoptr (PlimsollReport) first = NULL;

  claude_world_log_in_well (well->world);
  harness_server_answer (well->server, 200, JSON, CLAUDE_WORLD_BODY);
  first = probe (well);
  g_assert_cmpstr (plimsoll_snapshot_get_source (plimsoll_report_get_snapshot (first)), ==,
                   "oauth");
  g_assert_cmpuint (harness_server_count (well->server), ==, 1);
  {
    g_autoptr (Stage) ill = stage_new ();
    g_autoptr (PlimsollReport) second = NULL;

    claude_world_log_in_well (ill->world);
    harness_server_answer (ill->server, 429, JSON, "{}");
    answer_well (ill, ONE);
    second = probe (ill);
    assert_numbers (second);
    g_assert_cmpuint (harness_server_count (ill->server), ==, 3);
    g_assert_null (harness_server_get_header (ill->server, 0, "Cookie"));
    g_assert_null (harness_server_get_header (ill->server, 1, "Authorization"));
  }
}

/* A key goes to https or to this very machine, and where everything else was led away from the real
 * servers it does not go to the real one either. */
static void
test_address (void)
{
  g_autoptr (Stage) unsafe = stage_new_for ("http://claude.example");
  g_autoptr (PlimsollReport) report = probe (unsafe);
  g_autoptr (Stage) real = NULL;
  g_autoptr (PlimsollReport) other = NULL;

  provider_call_assert_problem (report, PLIMSOLL_CONDITION_BAD_REPLY, "WEB_BASE_URL");
  real = stage_new_for (PLIMSOLL_CLAUDE_WEB_BASE_URL);
  other = probe (real);
  provider_call_assert_problem (other, PLIMSOLL_CONDITION_SIGNED_OUT, "No Claude login");
}

/* A new key that claude.ai does not know yet is tried again, a few times; only a key that works is
 * stored. */
static void
test_login (void)
{
  static const struct
  {
    const char *first; /* (nullable): given once, before all is well */
    guint status;
    const char *stored;
    guint n_requests;
  } rows[] = {
    { NULL, 200, NEW_KEY, 2 },
    { "E3000", 200, NEW_KEY, 3 },
    { "E3000", 401, KEY, 2 },
    { "Invalid", 200, KEY, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (Stage) stage = stage_new ();
      g_autoptr (PlimsollSecret) key = plimsoll_secret_new (NEW_KEY);
      g_autoptr (GAsyncResult) result = NULL;
      GAsyncResult *slot = NULL;
      g_autoptr (PlimsollClaudeWebAnswer) answer = NULL;
      PlimsollClaudeErrand errand = { 0 };

      g_test_message ("row %u", (guint) i);
      if (rows[i].first != NULL)
        harness_server_answer (stage->server, 401, JSON, rows[i].first);
      harness_server_answer (stage->server, rows[i].status, JSON, ONE);
      harness_server_answer (stage->server, 200, JSON, CLAUDE_WORLD_BODY);
      g_assert_true (
          plimsoll_claude_provider_fill_errand (stage->world->provider, "claude:default", &errand));
      plimsoll_claude_web_login_async (stage->world->provider, &errand, key, NULL,
                                       10 * G_TIME_SPAN_MILLISECOND, NULL, harness_on_done_cb,
                                       &slot);
      result = harness_wait (&slot);
      answer = plimsoll_claude_web_login_finish (result, NULL);
      g_assert_true ((answer->usage != NULL) == g_str_equal (rows[i].stored, NEW_KEY));
      g_assert_cmpuint (harness_server_count (stage->server), ==, rows[i].n_requests);
      assert_stored (rows[i].stored);
    }
}

int
main (int argc, char **argv)
{
  int status = 0;

  harness_keyring_start ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/claude/web/numbers", test_numbers);
  g_test_add_func ("/claude/web/refusals", test_refusals);
  g_test_add_func ("/claude/web/challenge", test_challenge);
  g_test_add_func ("/claude/web/second-refusal", test_second_refusal);
  g_test_add_func ("/claude/web/renewal", test_renewal);
  g_test_add_func ("/claude/web/taken-away", test_taken_away);
  g_test_add_func ("/claude/web/whose", test_whose);
  g_test_add_func ("/claude/web/no-key", test_no_key);
  g_test_add_func ("/claude/web/off", test_off);
  g_test_add_func ("/claude/web/stands-in", test_stands_in);
  g_test_add_func ("/claude/web/address", test_address);
  g_test_add_func ("/claude/web/login", test_login);
  status = g_test_run ();

  harness_keyring_stop ();
  return status;
}
