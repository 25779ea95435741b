/* plimsoll-agent-place.c - where an installed program lies, and what it may know of its start.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pure look-ups in what is handed in and in the file system; starts nothing. The list of places is
 * that of the installers of today: npm with its prefixes and version managers, bun, pnpm, cargo,
 * Homebrew, and the programs' own. A relative entry in PATH is skipped, for it would mean whatever
 * lies in the folder that we happen to stand in. */

#include "plimsoll-agent-place.h"

#include <string.h>

/* Below the home folder. */
static const char *const HOME_FOLDERS[] = {
  ".local/bin",
  "bin",
  ".claude/local",
  ".npm-global/bin",
  ".npm/bin",
  ".local/share/npm/bin",
  ".bun/bin",
  ".local/share/pnpm",
  ".volta/bin",
  ".asdf/shims",
  ".local/share/mise/shims",
  ".cargo/bin",
  ".yarn/bin",
  ".nix-profile/bin",
};
/* Below the home folder: one folder for each version of node, and a "bin" in (or under) each. */
static const struct
{
  const char *versions;
  const char *bin;
} NODE_FOLDERS[] = {
  { ".nvm/versions/node", "bin" },
  { ".local/share/fnm/node-versions", "installation/bin" },
  { ".fnm/node-versions", "installation/bin" },
};
/* Of the machine, for sessions whose PATH is short. */
static const char *const MACHINE_FOLDERS[] = { "/home/linuxbrew/.linuxbrew/bin" };

/* What a program may know of ours. Nothing here says who the person is with a vendor. */
static const char *const PASSED[] = { "USER",
                                      "LOGNAME",
                                      "LANG",
                                      "LANGUAGE",
                                      "TZ",
                                      "TMPDIR",
                                      "https_proxy",
                                      "HTTPS_PROXY",
                                      "http_proxy",
                                      "HTTP_PROXY",
                                      "all_proxy",
                                      "ALL_PROXY",
                                      "no_proxy",
                                      "NO_PROXY",
                                      "SSL_CERT_FILE",
                                      "SSL_CERT_DIR",
                                      "XDG_RUNTIME_DIR",
                                      "XDG_CONFIG_HOME",
                                      "DBUS_SESSION_BUS_ADDRESS",
                                      NULL };
#define PLAIN_PATH "/usr/local/bin:/usr/bin:/bin"

/* (transfer full) (nullable) */
static char *
try_folder (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (g_path_is_absolute (path) && g_file_test (path, G_FILE_TEST_IS_REGULAR)
      && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);

  return NULL;
}

/* (transfer full) (nullable) */
static char *
try_path (const char *const *environment, const char *name)
{
  const char *value = g_environ_getenv ((char **) environment, "PATH");
  g_auto (GStrv) folders = g_strsplit (value != NULL ? value : "", ":", -1);

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      char *found = try_folder (folders[i], name);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* (transfer full) (nullable): of several versions of node the newest that has the program. */
static char *
try_versions (const char *versions, const char *bin, const char *name)
{
  g_autoptr (GDir) folder = g_dir_open (versions, 0, NULL);
  g_autofree char *best_key = NULL;
  g_autofree char *best_found = NULL;
  const char *version = NULL;

  while (folder != NULL && (version = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *place = g_build_filename (versions, version, bin, NULL);
      g_autofree char *found = try_folder (place, name);
      /* Its numbers compare as numbers: v22 comes after v9. */
      g_autofree char *key = g_utf8_collate_key_for_filename (version, -1);

      if (found == NULL || (best_key != NULL && strcmp (key, best_key) <= 0))
        continue;
      g_free (best_key);
      g_free (best_found);
      best_key = g_steal_pointer (&key);
      best_found = g_steal_pointer (&found);
    }

  return g_steal_pointer (&best_found);
}

/* (transfer full) (nullable) */
static char *
try_installers (const char *name, const char *home)
{
  char *found = NULL;

  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (HOME_FOLDERS); i++)
    {
      g_autofree char *folder = g_build_filename (home, HOME_FOLDERS[i], NULL);

      found = try_folder (folder, name);
    }
  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (NODE_FOLDERS); i++)
    {
      g_autofree char *versions = g_build_filename (home, NODE_FOLDERS[i].versions, NULL);

      found = try_versions (versions, NODE_FOLDERS[i].bin, name);
    }
  for (gsize i = 0; found == NULL && i < G_N_ELEMENTS (MACHINE_FOLDERS); i++)
    found = try_folder (MACHINE_FOLDERS[i], name);

  return found;
}

char *
plimsoll_agent_place_find (const char *name,
                           const char *const *environment,
                           const char *home,
                           const char *sandbox_mark)
{
  char *found = try_path (environment, name);

  /* In a Flatpak ~/.claude is there to be read, and a program below it lacks its libraries and its
   * leave to renew the login. Who allows it puts a way out into PATH (flatpak/README.md). */
  if (found != NULL || g_file_test (sandbox_mark, G_FILE_TEST_EXISTS))
    return found;

  return try_installers (name, home);
}

static GStrv
pass (GStrv made, const char *const *environment, const char *name)
{
  const char *value = g_environ_getenv ((char **) environment, name);

  return value != NULL ? g_environ_setenv (made, name, value, TRUE) : made;
}

GStrv
plimsoll_agent_place_dup_passed (const char *const *environment, const char *const *extra)
{
  GStrv made = pass (g_new0 (char *, 1), environment, "PATH");

  for (gsize i = 0; PASSED[i] != NULL; i++)
    made = pass (made, environment, PASSED[i]);
  for (gsize i = 0; environment[i] != NULL; i++)
    if (g_str_has_prefix (environment[i], "LC_"))
      {
        g_autofree char *name = g_strndup (environment[i], strcspn (environment[i], "="));

        made = pass (made, environment, name);
      }
  for (gsize i = 0; extra != NULL && extra[i] != NULL; i++)
    made = pass (made, environment, extra[i]);

  return made;
}

GStrv
plimsoll_agent_place_dup_environment (const char *program,
                                      const char *const *environment,
                                      const char *home,
                                      const char *const *extra)
{
  GStrv made = plimsoll_agent_place_dup_passed (environment, extra);
  const char *path = g_environ_getenv (made, "PATH");
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *full_path =
      g_strconcat (folder, ":", path != NULL && *path != '\0' ? path : PLAIN_PATH, NULL);

  made = g_environ_setenv (made, "HOME", home, TRUE);
  return g_environ_setenv (made, "PATH", full_path, TRUE);
}
