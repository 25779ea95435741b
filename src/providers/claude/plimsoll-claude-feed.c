/* plimsoll-claude-feed.c - which file the status lines of one Claude login write.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A status line runs in the environment of a shell and the service in that of the desktop, so both
 * call different logins "default". What they agree on is where the login lies; the file is named
 * after that. A token from the environment is a login of its own, which no folder names. */

#include "plimsoll-claude-feed.h"

#include <limits.h>
#include <stdlib.h>

#include "plimsoll-secret.h"

/* Half a SHA-256 tells folders apart as well as a whole one, and fits a line. */
#define DIGITS 32

char *
plimsoll_claude_feed_dup_path (const PlimsollClaudeHome *home, const char *folder)
{
  g_autofree char *name = NULL;

  if (home->environment_token != NULL)
    {
      g_autoptr (PlimsollSecret) token = plimsoll_secret_new (home->environment_token);

      name = plimsoll_secret_dup_key (token);
    }
  else if (g_path_is_absolute (home->config_dir))
    {
      char real[PATH_MAX];
      g_autofree char *plain = g_canonicalize_filename (home->config_dir, "/");
      const char *meant = realpath (plain, real) != NULL ? real : plain;

      name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, meant, -1);
      name[DIGITS] = '\0';
    }

  if (name == NULL)
    return NULL;

  return g_strdup_printf ("%s/claude-%s.feed", folder, name);
}
