/* plimsoll-claude-feed-findings.c - what a doctor says about the status line of a Claude login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A status line is no duty: without one there is a word on how to get it and nothing to mend. One
 * that is started by another command than ours shows by what it left; the settings need not name
 * us. */

#include "plimsoll-claude-feed-findings.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-claude-settings.h"
#include "plimsoll-feed.h"
#include "plimsoll-file.h"
#include "plimsoll-http-findings.h"
#include "plimsoll-words.h"

/* Settings written by hand are a few kilobytes. */
#define MOST_SETTINGS_BYTES (1024u * 1024)

static gboolean
is_installed (const PlimsollClaudeHome *home)
{
  g_autofree char *folder = g_path_get_dirname (home->projects_dir);
  g_autofree char *path = g_build_filename (folder, "settings.json", NULL);
  g_autofree char *text =
      g_path_is_absolute (path) ? plimsoll_file_read (path, MOST_SETTINGS_BYTES, NULL, NULL) : NULL;

  return text != NULL && plimsoll_claude_settings_has_ours (text);
}

/* (transfer full) (nullable): "2 min ago"; NULL when it never left anything. */
static char *
dup_age (const char *feed_path, GDateTime *now)
{
  g_autoptr (PlimsollReport) heard = plimsoll_feed_read (feed_path, now);

  if (heard == NULL)
    return NULL;

  return plimsoll_words_age (g_date_time_difference (
      now, plimsoll_snapshot_get_observed_at (plimsoll_report_get_snapshot (heard))));
}

void
plimsoll_claude_feed_findings_add (GPtrArray *findings,
                                   const PlimsollClaudeHome *home,
                                   const char *feed_path,
                                   GDateTime *now)
{
  gboolean has_line = is_installed (home);
  g_autofree char *age = feed_path != NULL ? dup_age (feed_path, now) : NULL;
  g_autofree char *text = NULL;

  if (feed_path == NULL)
    return;

  if (age != NULL)
    /* Translators: %s is an age, "2 min ago" */
    text = g_strdup_printf (has_line ? _ ("installed; last numbers %s")
                                     : _ ("not in Claude Code's settings; last numbers %s"),
                            age);
  else
    text = g_strdup (has_line ? _ ("installed; Claude Code has handed it no numbers yet")
                              : _ ("not installed; see \"plimsoll statusline --install\""));
  plimsoll_findings_add (findings, "statusline",
                         has_line && age != NULL ? PLIMSOLL_FINDING_GOOD : PLIMSOLL_FINDING_NOTE,
                         _ ("Status line"), text, NULL);
}
