/* plimsoll-claude-status.c - what Claude Code tells its status line.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one source that Anthropic documents. Two windows, and only after the first reply of a run;
 * before it the object is missing, which says nothing about the limits. Everything comes through
 * the guard on JSON from outside, and a value that cannot be is absent, never 0. */

#include "plimsoll-claude-status.h"

#include <math.h>
#include <sys/stat.h>

#include "plimsoll-claude-pool.h"
#include "plimsoll-json.h"
#include "plimsoll-text.h"

/* A window ends within its own length. Servers round, clocks differ: an hour more is let pass. */
#define SLACK G_TIME_SPAN_HOUR

void
plimsoll_claude_status_free (PlimsollClaudeStatus *self)
{
  g_ptr_array_unref (self->limits);
  g_free (self->model);
  g_free (self->folder);
  g_free (self->transcript);
  g_free (self);
}

/* Takes `row` over. A window that says neither how much nor until when is none. */
static void
take_window (PlimsollClaudeRows *rows, PlimsollClaudeRow *row, JsonObject *window, GDateTime *now)
{
  row->used_percent = plimsoll_claude_read_percent (window, "used_percentage");
  row->resets_at = plimsoll_claude_read_reset (window, "resets_at");
  if (row->resets_at != NULL && g_date_time_difference (row->resets_at, now) > row->window + SLACK)
    g_clear_pointer (&row->resets_at, g_date_time_unref);

  if (isnan (row->used_percent) && row->resets_at == NULL)
    plimsoll_claude_row_free (row);
  else
    plimsoll_claude_rows_add (rows, row);
}

static GPtrArray *
read_limits (JsonObject *root, GDateTime *now)
{
  JsonObject *windows = plimsoll_json_get_object (root, "rate_limits");
  g_autoptr (PlimsollClaudeRows) rows = plimsoll_claude_rows_new ();

  take_window (rows, plimsoll_claude_row_new_session (),
               plimsoll_json_get_object (windows, "five_hour"), now);
  take_window (rows, plimsoll_claude_row_new_week (),
               plimsoll_json_get_object (windows, "seven_day"), now);
  return plimsoll_claude_rows_to_limits (rows);
}

/* (transfer full) (nullable) */
static char *
read_folder (JsonObject *root)
{
  JsonObject *workspace = plimsoll_json_get_object (root, "workspace");
  const char *path = plimsoll_json_get_string (workspace, "current_dir");
  g_autofree char *name = NULL;

  if (path == NULL)
    path = plimsoll_json_get_string (root, "cwd");
  if (path == NULL || *path == '\0')
    return NULL;

  name = g_path_get_basename (path);
  return plimsoll_text_clean (name, PLIMSOLL_TEXT_MAX_NAME);
}

PlimsollClaudeStatus *
plimsoll_claude_status_parse (const char *data, gsize length, GDateTime *now, GError **error)
{
  g_autoptr (JsonNode) node = plimsoll_json_parse_object (data, length, error);
  JsonObject *root = node != NULL ? json_node_get_object (node) : NULL;
  PlimsollClaudeStatus *self = NULL;
  const char *transcript = NULL;

  if (root == NULL)
    return NULL;

  self = g_new0 (PlimsollClaudeStatus, 1);
  self->limits = read_limits (root, now);
  self->model = plimsoll_text_clean (
      plimsoll_json_get_string (plimsoll_json_get_object (root, "model"), "display_name"),
      PLIMSOLL_TEXT_MAX_NAME);
  self->folder = read_folder (root);
  transcript = plimsoll_json_get_string (root, "transcript_path");
  if (transcript != NULL && g_path_is_absolute (transcript))
    self->transcript = g_strdup (transcript);
  return self;
}

/* (transfer full): when the numbers were new. A run that idles repeats what it heard an hour ago,
 * and calling that new would hide what other runs and machines have used since. Every reply is
 * written to the transcript, so its last change is when they came; or a little later, when the
 * person just began to ask, and then the true ones follow within seconds. */
static GDateTime *
find_moment (const PlimsollClaudeStatus *self, GDateTime *now)
{
  g_autoptr (GDateTime) changed = NULL;
  struct stat info;

  if (self->transcript == NULL || stat (self->transcript, &info) != 0 || !S_ISREG (info.st_mode))
    return g_date_time_ref (now);

  changed = g_date_time_new_from_unix_utc (info.st_mtim.tv_sec);
  if (changed == NULL || g_date_time_compare (changed, now) > 0)
    return g_date_time_ref (now);

  return g_steal_pointer (&changed);
}

PlimsollSnapshot *
plimsoll_claude_status_dup_snapshot (const PlimsollClaudeStatus *self, GDateTime *now)
{
  g_autoptr (GDateTime) moment = NULL;

  if (self->limits->len == 0)
    return NULL;

  moment = find_moment (self, now);
  return plimsoll_snapshot_new (&(PlimsollSnapshotFields){
      .source = PLIMSOLL_SOURCE_STATUSLINE, .observed_at = moment, .limits = self->limits });
}
