/* test-agent-place.c - tests of where an installed program lies, and what it is given.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Made-up home folders with empty programs in them. */

#include <glib/gstdio.h>
#include <string.h>

#include "plimsoll-agent-place.h"

/* A program's name that no machine has. */
#define NAME "plimsoll-no-such-program"

static void
install (const char *home, const char *folder, int mode)
{
  g_autofree char *place = g_build_filename (home, folder, NULL);
  g_autofree char *path = g_build_filename (place, NAME, NULL);

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
}

static void
assert_found (const char *home, const char *const *environment, const char *folder)
{
  g_autofree char *mark = g_build_filename (home, "sandbox-mark", NULL);
  g_autofree char *found = plimsoll_agent_place_find (NAME, environment, home, mark);
  g_autofree char *expected = folder != NULL ? g_build_filename (home, folder, NAME, NULL) : NULL;

  g_assert_cmpstr (found, ==, expected);
}

static void
remove_all (const char *home)
{
  const char *argv[] = { "rm", "-rf", home, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

/* PATH goes first, then the places of installers; of several versions of node the newest counts;
 * what cannot be run is not there. */
static void
test_find (void)
{
  g_autofree char *home = g_dir_make_tmp ("plimsoll-place-XXXXXX", NULL);
  g_autofree char *path = g_strdup_printf ("PATH=relative::%s/shell", home);
  const char *const bare[] = { NULL };
  const char *const with_path[] = { path, NULL };

  assert_found (home, bare, NULL);
  install (home, ".local/bin", 0600);
  assert_found (home, bare, NULL);
  install (home, ".nvm/versions/node/v9.8.0/bin", 0700);
  install (home, ".nvm/versions/node/v22.1.0/bin", 0700);
  assert_found (home, bare, ".nvm/versions/node/v22.1.0/bin");
  install (home, ".bun/bin", 0700);
  assert_found (home, bare, ".bun/bin");
  install (home, ".local/bin", 0700);
  assert_found (home, bare, ".local/bin");
  install (home, "shell", 0700);
  assert_found (home, bare, ".local/bin");
  assert_found (home, with_path, "shell");
  remove_all (home);
}

/* Within a sandbox what lies below the home is of another machine: PATH alone counts there. */
static void
test_sandbox (void)
{
  g_autofree char *home = g_dir_make_tmp ("plimsoll-place-XXXXXX", NULL);
  g_autofree char *mark = g_build_filename (home, "sandbox-mark", NULL);
  g_autofree char *path = g_strdup_printf ("PATH=%s/host", home);
  const char *const bare[] = { NULL };
  const char *const with_path[] = { path, NULL };

  install (home, ".claude/local", 0700);
  install (home, ".nvm/versions/node/v22.1.0/bin", 0700);
  assert_found (home, bare, ".claude/local");
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  assert_found (home, bare, NULL);
  install (home, "host", 0700);
  assert_found (home, with_path, "host");
  remove_all (home);
}

/* A program gets a home, a language, proxies and what was named, and no key, no token and no
 * switch of ours or of another program. */
static void
test_environment (void)
{
  static const char *const environment[] = { "HOME=/elsewhere",
                                             "PATH=/usr/bin",
                                             "LC_TIME=de_DE.UTF-8",
                                             "https_proxy=http://proxy.invalid:3128",
                                             "CODEX_HOME=/home/me/codex",
                                             "OPENAI_API_KEY=sk-FAKE",
                                             "CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-FAKE",
                                             "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1",
                                             "LD_PRELOAD=x.so",
                                             NULL };
  static const char *const extra[] = { "CODEX_HOME", NULL };
  g_auto (GStrv) made = plimsoll_agent_place_dup_environment ("/home/me/.nvm/bin/codex",
                                                              environment, "/home/me", extra);

  g_assert_cmpstr (g_environ_getenv (made, "HOME"), ==, "/home/me");
  g_assert_cmpstr (g_environ_getenv (made, "PATH"), ==, "/home/me/.nvm/bin:/usr/bin");
  g_assert_cmpstr (g_environ_getenv (made, "LC_TIME"), ==, "de_DE.UTF-8");
  g_assert_cmpstr (g_environ_getenv (made, "https_proxy"), ==, "http://proxy.invalid:3128");
  g_assert_cmpstr (g_environ_getenv (made, "CODEX_HOME"), ==, "/home/me/codex");
  g_assert_cmpuint (g_strv_length (made), ==, 5);
}

/* Without a PATH a program gets the plain one, so that a script finds its interpreter. */
static void
test_no_path (void)
{
  static const char *const environment[] = { NULL };
  g_auto (GStrv) made =
      plimsoll_agent_place_dup_environment ("/opt/x/codex", environment, "/home/me", NULL);

  g_assert_cmpstr (g_environ_getenv (made, "PATH"), ==, "/opt/x:/usr/local/bin:/usr/bin:/bin");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agent-place/find", test_find);
  g_test_add_func ("/agent-place/sandbox", test_sandbox);
  g_test_add_func ("/agent-place/environment", test_environment);
  g_test_add_func ("/agent-place/no-path", test_no_path);
  return g_test_run ();
}
