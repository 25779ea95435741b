/* plimsoll-claude-activity.c - whether Claude Code is in use on this machine.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Looks at what only a person's work moves: the transcripts in `projects/`, and the numbers that
 * Claude Code hands to a status line. `.claude.json` is not looked at, because it is rewritten when
 * we ask Claude Code ourselves, and then each asking would be the reason for the next. */

#include "plimsoll-claude-activity.h"

#include <glib/gstdio.h>

/* More than anybody has; a folder made to be endless does not hold us. */
#define MOST_ENTRIES 20000u

static gboolean
is_recent (const char *path, gint64 from, gint64 to)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 && S_ISREG (info.st_mode) && info.st_mtime >= from
         && info.st_mtime <= to;
}

static gboolean
has_recent_transcript (const char *folder, gint64 from, gint64 to, guint *n_seen)
{
  g_autoptr (GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name = NULL;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL
         && (*n_seen)++ < MOST_ENTRIES)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".jsonl") && is_recent (path, from, to))
        return TRUE;
    }

  return FALSE;
}

gboolean
plimsoll_claude_activity_is_recent (const PlimsollClaudeHome *home,
                                    const char *feed_path,
                                    GDateTime *now,
                                    GTimeSpan within)
{
  gint64 to = g_date_time_to_unix (now);
  gint64 from = to - within / G_TIME_SPAN_SECOND;
  const char *projects = home->projects_dir;
  g_autoptr (GDir) folders = NULL;
  const char *name = NULL;
  guint n_seen = 0;

  if (feed_path != NULL && is_recent (feed_path, from, to))
    return TRUE;
  if (!g_path_is_absolute (projects))
    return FALSE;

  folders = g_dir_open (projects, 0, NULL);
  while (folders != NULL && (name = g_dir_read_name (folders)) != NULL && n_seen < MOST_ENTRIES)
    {
      g_autofree char *folder = g_build_filename (projects, name, NULL);

      if (has_recent_transcript (folder, from, to, &n_seen))
        return TRUE;
    }

  return FALSE;
}
