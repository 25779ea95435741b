/* test-codex-files.c - tests of Codex's files: login, its tokens, settings.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Bytes in, states out. What a state means for the person is tested elsewhere. */

#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-codex-claims.h"
#include "plimsoll-codex-login.h"

#define TOKENS(access) "{\"tokens\":{\"access_token\":\"" access "\"}}"

/* Each form of a login file has its state; only a token that is fit to be sent is kept. */
static void
test_states (void)
{
  static const struct
  {
    const char *text;
    PlimsollCodexLoginState state;
  } rows[] = {
    { TOKENS ("FAKE-token-that-is-long-enough"), PLIMSOLL_CODEX_LOGIN_FOUND },
    { TOKENS ("short"), PLIMSOLL_CODEX_LOGIN_BAD_TOKEN },
    { TOKENS ("FAKE-token with a blank in it"), PLIMSOLL_CODEX_LOGIN_BAD_TOKEN },
    { TOKENS ("FAKE-token\\r\\nX-Injected: yes"), PLIMSOLL_CODEX_LOGIN_BAD_TOKEN },
    { TOKENS (""), PLIMSOLL_CODEX_LOGIN_EMPTY },
    { "{}", PLIMSOLL_CODEX_LOGIN_EMPTY },
    { "{\"tokens\":[]}", PLIMSOLL_CODEX_LOGIN_EMPTY },
    { "{\"tokens\":null,\"OPENAI_API_KEY\":\"sk-FAKE\"}", PLIMSOLL_CODEX_LOGIN_API_KEY },
    { "{\"OPENAI_API_KEY\":\"\"}", PLIMSOLL_CODEX_LOGIN_EMPTY },
    { "{\"OPENAI_API_KEY\":\"sk-FAKE\",\"tokens\":{\"access_token\":"
      "\"FAKE-token-that-is-long-enough\"}}",
      PLIMSOLL_CODEX_LOGIN_FOUND },
    { "", PLIMSOLL_CODEX_LOGIN_TORN },
    { "{\"tokens\":{\"access_tok", PLIMSOLL_CODEX_LOGIN_TORN },
    { "[]", PLIMSOLL_CODEX_LOGIN_TORN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollCodexLogin) login =
          plimsoll_codex_login_parse (rows[i].text, strlen (rows[i].text));

      g_assert_cmpint (login->state, ==, rows[i].state);
      g_assert_true ((login->token != NULL) == (rows[i].state == PLIMSOLL_CODEX_LOGIN_FOUND));
    }
}

/* A whole login tells whose it is, of which plan, for which account and until when. */
static void
test_whole (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "codex", "auth.json", NULL);
  g_autofree char *data = NULL;
  gsize length = 0;
  g_autoptr (PlimsollCodexLogin) login = NULL;
  g_autofree char *until = NULL;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  login = plimsoll_codex_login_parse (data, length);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CODEX_LOGIN_FOUND);
  g_assert_cmpstr (login->account_id, ==, "acct-FAKE-0001");
  g_assert_cmpstr (login->email, ==, "me@example.org");
  g_assert_cmpstr (login->plan_type, ==, "plus");
  until = g_date_time_format_iso8601 (login->expires_at);
  g_assert_cmpstr (until, ==, "2026-11-25T09:46:40Z");
}

/* An account that could end a header is left out, and one that only the token names is taken. */
static void
test_account_id (void)
{
  static const struct
  {
    const char *text;
    const char *account_id;
  } rows[] = {
    { "{\"tokens\":{\"access_token\":\"FAKE-token-that-is-long-enough\","
      "\"account_id\":\"a\\r\\nX: y\"}}",
      NULL },
    { "{\"tokens\":{\"access_token\":\"FAKE-token-that-is-long-enough\",\"id_token\":"
      "\"e30.eyJodHRwczovL2FwaS5vcGVuYWkuY29tL2F1dGgiOnsiY2hhdGdwdF9hY2NvdW50X2lkIjoiYWNjdC1GQUt"
      "FLTIifX0.x\"}}",
      "acct-FAKE-2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollCodexLogin) login =
          plimsoll_codex_login_parse (rows[i].text, strlen (rows[i].text));

      g_assert_nonnull (login->token);
      g_assert_cmpstr (login->account_id, ==, rows[i].account_id);
    }
}

/* A token that is no JWT, or a damaged one, says nothing and does no harm. */
static void
test_claims_of_nothing (void)
{
  static const char *const tokens[] = {
    NULL,      "",     ".",         "..",        "a.b",
    "a.!!!.c", "a..c", "e30.e30.x", "e30.W10.x", "x.eyJleHAiOiJzb29uIn0.y"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autoptr (PlimsollCodexClaims) claims = plimsoll_codex_claims_read (tokens[i]);

      g_assert_null (claims->expires_at);
      g_assert_null (claims->email);
      g_assert_null (claims->plan_type);
      g_assert_null (claims->account_id);
    }
}

/* Two words at the top of Codex's settings matter, in either quotes; below a table's name, with an
 * escape or in a comment they do not. */
static void
test_config (void)
{
  static const struct
  {
    const char *text;
    const char *base_url;
    gboolean uses_keyring;
  } rows[] = {
    { "", NULL, FALSE },
    { "chatgpt_base_url = \"https://codex.example.com/api\" # ours\n",
      "https://codex.example.com/api", FALSE },
    { "  chatgpt_base_url='https://a.example'\r\n", "https://a.example", FALSE },
    { "# chatgpt_base_url = \"https://a.example\"\n", NULL, FALSE },
    { "[profile]\nchatgpt_base_url = \"https://a.example\"\n", NULL, FALSE },
    { "chatgpt_base_url = \"https://a\\u002e\"\n", NULL, FALSE },
    { "chatgpt_base_url = \"unfinished\nchatgpt_base_url_2 = \"x\"\n", NULL, FALSE },
    { "chatgpt_base_url = \"\"\n", NULL, FALSE },
    { "chatgpt_base_url = 7\n", NULL, FALSE },
    { "cli_auth_credentials_store = \"keyring\"\n", NULL, TRUE },
    { "cli_auth_credentials_store = \"auto\"\n", NULL, TRUE },
    { "cli_auth_credentials_store = \"file\"\n", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (PlimsollCodexConfig) config = plimsoll_codex_config_parse (rows[i].text);

      g_assert_cmpstr (config->base_url, ==, rows[i].base_url);
      g_assert_true (config->uses_keyring == rows[i].uses_keyring);
    }
}

/* CODEX_HOME names the folder, literally; without it there are two places, the newer first. Both
 * are watched. */
static void
test_places (void)
{
  static const char *const set[] = { "CODEX_HOME=/srv/codex", NULL };
  static const char *const empty[] = { "CODEX_HOME=", NULL };
  static const char *const relative[] = { "CODEX_HOME=here", NULL };
  g_autoptr (PlimsollCodexHome) first = plimsoll_codex_home_new (set, "/home/me");
  g_autoptr (PlimsollCodexHome) second = plimsoll_codex_home_new (empty, "/home/me");
  g_autoptr (PlimsollCodexHome) third = plimsoll_codex_home_new (relative, "/home/me");
  g_auto (GStrv) first_paths = plimsoll_codex_login_dup_paths (first);
  g_auto (GStrv) second_paths = plimsoll_codex_login_dup_paths (second);
  g_auto (GStrv) third_paths = plimsoll_codex_login_dup_paths (third);
  g_autofree char *first_text = g_strjoinv (" ", first_paths);
  g_autofree char *second_text = g_strjoinv (" ", second_paths);

  g_assert_cmpstr (first_text, ==, "/srv/codex/auth.json");
  g_assert_cmpstr (second_text, ==, "/home/me/.codex/auth.json /home/me/.config/codex/auth.json");
  g_assert_null (third_paths[0]);
  g_assert_true (plimsoll_codex_home_is_in_use (first));
}

/* The older place counts while the newer is empty; a keyring in the settings goes before it. */
static void
test_old_place (void)
{
  g_autofree char *home_folder = g_dir_make_tmp ("plimsoll-codex-XXXXXX", NULL);
  g_autoptr (PlimsollCodexHome) home =
      plimsoll_codex_home_new ((const char *const[]){ NULL }, home_folder);
  g_autofree char *old_folder = g_path_get_dirname (home->old_login_path);
  g_autofree char *config = g_build_filename (home->folder, "config.toml", NULL);
  g_autofree char *config_folder = g_path_get_dirname (old_folder);
  g_autoptr (PlimsollCodexLogin) nothing = plimsoll_codex_login_load (home);
  g_autoptr (PlimsollCodexLogin) old = NULL;
  g_autoptr (PlimsollCodexLogin) keyring = NULL;
  g_autofree char *key = NULL;

  g_assert_false (plimsoll_codex_home_is_in_use (home));
  g_assert_cmpint (nothing->state, ==, PLIMSOLL_CODEX_LOGIN_NO_FILE);
  g_assert_true (g_str_has_suffix (nothing->path, ".codex/auth.json"));

  g_mkdir_with_parents (old_folder, 0700);
  g_file_set_contents (home->old_login_path, TOKENS ("FAKE-token-that-is-long-enough"), -1, NULL);
  old = plimsoll_codex_login_load (home);
  g_assert_cmpint (old->state, ==, PLIMSOLL_CODEX_LOGIN_FOUND);
  g_assert_true (plimsoll_codex_home_is_in_use (home));

  g_mkdir (home->folder, 0700);
  g_file_set_contents (config, "cli_auth_credentials_store = \"keyring\"\n", -1, NULL);
  keyring = plimsoll_codex_login_load (home);
  g_assert_cmpint (keyring->state, ==, PLIMSOLL_CODEX_LOGIN_IN_KEYRING);
  key = plimsoll_codex_login_dup_key (keyring, home);
  g_assert_cmpuint (strlen (key), ==, 32);

  g_unlink (config);
  g_unlink (home->old_login_path);
  g_rmdir (old_folder);
  g_rmdir (config_folder);
  g_rmdir (home->folder);
  g_rmdir (home_folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codex/login/states", test_states);
  g_test_add_func ("/codex/login/whole", test_whole);
  g_test_add_func ("/codex/login/account-id", test_account_id);
  g_test_add_func ("/codex/login/places", test_places);
  g_test_add_func ("/codex/login/old-place", test_old_place);
  g_test_add_func ("/codex/claims/of-nothing", test_claims_of_nothing);
  g_test_add_func ("/codex/config", test_config);
  return g_test_run ();
}
