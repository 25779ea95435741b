/* test-claude-credentials.c - the login as it lies on a machine, in every state it can be in.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Real files in a folder of the test's own, among them the ones that nobody writes on purpose. Each
 * state leads to another sentence for the person, so each must be told from the others. */

#include "plimsoll-claude-credentials.h"
#include "plimsoll-claude-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plimsoll-moment.h"

#define TOKEN "sk-ant-oat01-FAKE-fake-FAKE-fake-0001"
#define LOGIN "{\"claudeAiOauth\":{\"accessToken\":\"" TOKEN "\"}}"
/* Nobody: who runs the tests as root is let into every file and would miss a refusal. */
#define NOBODY 65534

typedef struct
{
  char *folder; /* (owned) */
  char *file; /* (owned): .credentials.json */
} Place;

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("plimsoll-XXXXXX", NULL);
  place->file = g_build_filename (place->folder, ".credentials.json", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name = NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->file);
  g_free (place->folder);
}

static void
write_file (const char *path, const char *data, gsize length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

static PlimsollClaudeCredentials *
load (Place *place)
{
  g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new_for_dir (place->folder);

  return plimsoll_claude_credentials_load (home);
}

static PlimsollClaudeCredentials *
parse (const char *text)
{
  return plimsoll_claude_credentials_parse (text, strlen (text));
}

/* A whole file gives token, expiry in milliseconds, scopes, plan words, and that it can be renewed.
 */
static void
test_whole (Place *place, gconstpointer data)
{
  gsize length = 0;
  g_autofree char *text = plimsoll_claude_fixture_read ("credentials.json", &length);
  g_autoptr (PlimsollClaudeCredentials) login = NULL;
  g_autofree char *expiry = NULL;

  write_file (place->file, text, length);
  login = load (place);
  expiry = plimsoll_moment_format (login->expires_at);

  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_FOUND);
  g_assert_cmpstr (plimsoll_secret_peek (login->token), ==, TOKEN);
  g_assert_cmpstr (login->path, ==, place->file);
  g_assert_cmpstr (expiry, ==, "2026-11-03T23:53:20Z");
  g_assert_cmpuint (g_strv_length (login->scopes), ==, 5);
  g_assert_cmpstr (login->subscription_type, ==, "max");
  g_assert_cmpstr (login->rate_limit_tier, ==, "default_claude_max_5x");
  g_assert_true (login->has_refresh_token);
  g_assert_false (login->is_from_environment);
  g_assert_false (login->is_open_to_others);
  g_assert_false (plimsoll_claude_credentials_lack_scope (login));
}

/* Without a file there is no login; the path is named all the same, so that a person can look
 * there. */
static void
test_missing (Place *place, gconstpointer data)
{
  g_autoptr (PlimsollClaudeCredentials) login = load (place);

  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_NO_FILE);
  g_assert_cmpstr (login->path, ==, place->file);
  g_assert_null (login->token);
}

/* The name without a dot is read when the other is not there, and only then. */
static void
test_second_name (Place *place, gconstpointer data)
{
  g_autofree char *second = g_build_filename (place->folder, "credentials.json", NULL);
  g_autoptr (PlimsollClaudeCredentials) alone = NULL;
  g_autoptr (PlimsollClaudeCredentials) beside = NULL;

  write_file (second, LOGIN, strlen (LOGIN));
  alone = load (place);
  g_assert_cmpint (alone->state, ==, PLIMSOLL_CLAUDE_LOGIN_FOUND);
  g_assert_cmpstr (alone->path, ==, second);

  write_file (place->file, "{}", 2);
  beside = load (place);
  g_assert_cmpint (beside->state, ==, PLIMSOLL_CLAUDE_LOGIN_EMPTY);
  g_assert_cmpstr (beside->path, ==, place->file);
}

/* A directory in place of the file is not a login that is missing but one that cannot be read. */
static void
test_directory (Place *place, gconstpointer data)
{
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  g_assert_cmpint (g_mkdir (place->file, 0700), ==, 0);
  login = load (place);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);
}

/* A file that its owner closed to us is unreadable, not missing. */
static void
test_unreadable (Place *place, gconstpointer data)
{
  gboolean is_root = geteuid () == 0;
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  write_file (place->file, LOGIN, strlen (LOGIN));
  g_assert_cmpint (g_chmod (place->file, 0), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  login = load (place);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);

  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);
}

/* Links that lead in a circle end at once. */
static void
test_link_loop (Place *place, gconstpointer data)
{
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  g_assert_cmpint (symlink (".credentials.json", place->file), ==, 0);
  login = load (place);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);
}

/* A pipe that nobody writes to does not hold us up. */
static void
test_pipe (Place *place, gconstpointer data)
{
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  g_assert_cmpint (mkfifo (place->file, 0600), ==, 0);
  login = load (place);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);
}

/* Ten megabytes are not read as a login, though they be valid JSON. */
static void
test_too_big (Place *place, gconstpointer data)
{
  g_autofree char *blanks = g_strnfill (10 * 1024 * 1024, ' ');
  g_autofree char *text = g_strconcat (blanks, LOGIN, NULL);
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  write_file (place->file, text, strlen (text));
  login = load (place);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_UNREADABLE);
}

/* A file that others may read is used, and said to be open. */
static void
test_world_readable (Place *place, gconstpointer data)
{
  g_autoptr (PlimsollClaudeCredentials) login = NULL;

  write_file (place->file, LOGIN, strlen (LOGIN));
  g_assert_cmpint (g_chmod (place->file, 0644), ==, 0);
  login = load (place);
  g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_FOUND);
  g_assert_true (login->is_open_to_others);
}

/* A file caught while it is written is torn, at whichever byte, and never "signed out". */
static void
test_half_written (Place *place, gconstpointer data)
{
  gsize length = 0;
  g_autofree char *text = plimsoll_claude_fixture_read ("credentials.json", &length);

  length = (gsize) (strrchr (text, '}') - text) + 1;
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autofree char *part = cut > 0 ? g_memdup2 (text, cut) : NULL;
      g_autoptr (PlimsollClaudeCredentials) login =
          plimsoll_claude_credentials_parse (part != NULL ? part : "", cut);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_TORN);
      g_assert_null (login->token);
    }
}

/* What is no JSON object cannot be told from a file that is being written. */
static void
test_not_json (Place *place, gconstpointer data)
{
  static const char *const TEXTS[] = {
    "", "hello", "[]", "null", "\"" TOKEN "\"", "\xff", "{\"claudeAiOauth\":NaN}"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (PlimsollClaudeCredentials) login = parse (TEXTS[i]);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_TORN);
    }
}

/* Tokens of other servers, an empty token and values of other types are all "signed out". */
static void
test_signed_out (Place *place, gconstpointer data)
{
  static const char *const TEXTS[] = {
    "{}",
    "{\"claudeAiOauth\":null}",
    "{\"claudeAiOauth\":[]}",
    "{\"claudeAiOauth\":\"" TOKEN "\"}",
    "{\"claudeAiOauth\":{}}",
    "{\"claudeAiOauth\":{\"accessToken\":\"\"}}",
    "{\"claudeAiOauth\":{\"accessToken\":null}}",
    "{\"claudeAiOauth\":{\"accessToken\":12}}",
    "{\"claudeAiOauth\":{\"accessToken\":[\"" TOKEN "\"]}}",
    "{\"accessToken\":\"" TOKEN "\"}",
  };
  g_autofree char *other = plimsoll_claude_fixture_read ("credentials-mcp-only.json", NULL);
  g_autoptr (PlimsollClaudeCredentials) mcp_only = parse (other);

  g_assert_cmpint (mcp_only->state, ==, PLIMSOLL_CLAUDE_LOGIN_EMPTY);
  for (gsize i = 0; i < G_N_ELEMENTS (TEXTS); i++)
    {
      g_autoptr (PlimsollClaudeCredentials) login = parse (TEXTS[i]);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_EMPTY);
      g_assert_null (login->token);
    }
}

/* A token that could break a header, or is of another kind, is never kept, let alone sent. */
static void
test_unsendable (Place *place, gconstpointer data)
{
  g_autofree char *long_tail = g_strnfill (3000, 'a');
  g_autofree char *too_long = g_strconcat (TOKEN, long_tail, NULL);
  const char *const tokens[] = {
    TOKEN "\\n",
    TOKEN "\\r\\nX-Header: 1",
    " " TOKEN,
    TOKEN " ",
    "sk-ant-oat01-FAKE FAKE",
    TOKEN "\\u007f",
    TOKEN "\\u00e9",
    "sk-ant-oat01",
    "sk-ant-api03-FAKE-fake-FAKE-fake-0001",
    "sk-ant-sid01-FAKE-fake-FAKE-fake-0001",
    "sk-ant-ort01-FAKE-fake-FAKE-fake-0001",
    "Bearer " TOKEN,
    too_long,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"claudeAiOauth\":{\"accessToken\":\"%s\"}}", tokens[i]);
      g_autoptr (PlimsollClaudeCredentials) login = parse (text);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN);
      g_assert_null (login->token);
    }
  g_assert_false (plimsoll_claude_token_is_sendable (NULL));
  g_assert_true (plimsoll_claude_token_is_sendable (TOKEN));
}

typedef struct
{
  const char *expires_at; /* JSON */
  gboolean is_known;
  gboolean is_expired; /* at 2026-11-03T23:53:20Z */
} Expiry;

/* Milliseconds or seconds; the moment itself is too late already; without one the server decides.
 */
static void
test_expiry (Place *place, gconstpointer data)
{
  static const Expiry EXPIRIES[] = {
    { "1793750000000", TRUE, TRUE },
    { "1793750000001", TRUE, TRUE },
    { "1793750001000", TRUE, FALSE },
    { "1793750000", TRUE, TRUE },
    { "1793750001", TRUE, FALSE },
    { "1", TRUE, TRUE },
    { "0", FALSE, FALSE },
    { "-1", FALSE, FALSE },
    { "null", FALSE, FALSE },
    { "\"1793750000000\"", FALSE, FALSE },
    { "true", FALSE, FALSE },
    { "1e300", FALSE, FALSE },
  };
  g_autoptr (GDateTime) now = plimsoll_moment_from_unix (1793750000);

  for (gsize i = 0; i < G_N_ELEMENTS (EXPIRIES); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"claudeAiOauth\":{\"accessToken\":\"" TOKEN "\",\"expiresAt\":%s}}",
                           EXPIRIES[i].expires_at);
      g_autoptr (PlimsollClaudeCredentials) login = parse (text);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_FOUND);
      g_assert_cmpint (login->expires_at != NULL, ==, EXPIRIES[i].is_known);
      g_assert_cmpint (plimsoll_claude_credentials_are_expired (login, now), ==,
                       EXPIRIES[i].is_expired);
    }
}

typedef struct
{
  const char *scopes; /* JSON */
  gboolean is_known;
  gboolean is_lacking;
} Scopes;

/* A scope is lacking only when the scopes are known; a list of nothing readable is not known. */
static void
test_scopes (Place *place, gconstpointer data)
{
  static const Scopes SCOPES[] = {
    { "[\"user:inference\",\"user:profile\"]", TRUE, FALSE },
    { "[\"user:inference\"]", TRUE, TRUE },
    { "[\"user:profiles\"]", TRUE, TRUE },
    { "[]", TRUE, TRUE },
    { "[12,\"user:profile\"]", TRUE, FALSE },
    { "[12,null]", FALSE, FALSE },
    { "\"user:profile\"", FALSE, FALSE },
    { "null", FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SCOPES); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"claudeAiOauth\":{\"accessToken\":\"" TOKEN "\",\"scopes\":%s}}", SCOPES[i].scopes);
      g_autoptr (PlimsollClaudeCredentials) login = parse (text);

      g_assert_cmpint (login->scopes != NULL, ==, SCOPES[i].is_known);
      g_assert_cmpint (plimsoll_claude_credentials_lack_scope (login), ==, SCOPES[i].is_lacking);
    }
}

/* A token in the environment replaces the file; nothing is known of it but itself. */
static void
test_environment_token (Place *place, gconstpointer data)
{
  g_autofree char *config = g_strconcat ("CLAUDE_CONFIG_DIR=", place->folder, NULL);
  const char *const good[] = { config, "CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-FAKE-from-outside",
                               NULL };
  const char *const bad[] = { config, "CLAUDE_CODE_OAUTH_TOKEN=" TOKEN "\n", NULL };
  g_autoptr (PlimsollClaudeHome) good_home = plimsoll_claude_home_new (good, "/nowhere");
  g_autoptr (PlimsollClaudeHome) bad_home = plimsoll_claude_home_new (bad, "/nowhere");
  g_autoptr (PlimsollClaudeCredentials) good_login = NULL;
  g_autoptr (PlimsollClaudeCredentials) bad_login = NULL;

  write_file (place->file, LOGIN, strlen (LOGIN));
  good_login = plimsoll_claude_credentials_load (good_home);
  g_assert_cmpint (good_login->state, ==, PLIMSOLL_CLAUDE_LOGIN_FOUND);
  g_assert_true (good_login->is_from_environment);
  g_assert_cmpstr (plimsoll_secret_peek (good_login->token), ==, "sk-ant-oat01-FAKE-from-outside");
  g_assert_null (good_login->path);
  g_assert_null (good_login->scopes);
  g_assert_null (good_login->expires_at);

  bad_login = plimsoll_claude_credentials_load (bad_home);
  g_assert_cmpint (bad_login->state, ==, PLIMSOLL_CLAUDE_LOGIN_BAD_TOKEN);
  g_assert_true (bad_login->is_from_environment);
  g_assert_null (bad_login->token);
}

/* A relative folder, a tilde included, is refused: it means another folder to every program. */
static void
test_relative_folder (Place *place, gconstpointer data)
{
  static const char *const FOLDERS[] = { "claude", "./claude", "~/.claude", ".." };

  for (gsize i = 0; i < G_N_ELEMENTS (FOLDERS); i++)
    {
      g_autofree char *variable = g_strconcat ("CLAUDE_CONFIG_DIR=", FOLDERS[i], NULL);
      const char *const environment[] = { variable, NULL };
      g_autoptr (PlimsollClaudeHome) home = plimsoll_claude_home_new (environment, place->folder);
      g_autoptr (PlimsollClaudeCredentials) login = plimsoll_claude_credentials_load (home);

      g_assert_cmpint (login->state, ==, PLIMSOLL_CLAUDE_LOGIN_RELATIVE_HOME);
    }
}

int
main (int argc, char **argv)
{
#define ADD(NAME, FUNCTION) \
  g_test_add ("/claude/credentials/" NAME, Place, NULL, set_up, FUNCTION, tear_down)

  g_test_init (&argc, &argv, NULL);

  ADD ("whole", test_whole);
  ADD ("missing", test_missing);
  ADD ("second-name", test_second_name);
  ADD ("directory", test_directory);
  ADD ("unreadable", test_unreadable);
  ADD ("link-loop", test_link_loop);
  ADD ("pipe", test_pipe);
  ADD ("too-big", test_too_big);
  ADD ("world-readable", test_world_readable);
  ADD ("half-written", test_half_written);
  ADD ("not-json", test_not_json);
  ADD ("signed-out", test_signed_out);
  ADD ("unsendable", test_unsendable);
  ADD ("expiry", test_expiry);
  ADD ("scopes", test_scopes);
  ADD ("environment-token", test_environment_token);
  ADD ("relative-folder", test_relative_folder);

  return g_test_run ();
}
