/* fuzz-claude-status.c - any bytes as the input of a status line, and as Claude Code's settings.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is made of the input may be shown and kept: percentages in range, names of one line. What is
 * done to settings is undone to the byte, but for the blanks in an object that held nothing. */

#include <math.h>
#include <string.h>

#include "plimsoll-claude-settings.h"
#include "plimsoll-claude-status.h"
#include "plimsoll-codec.h"
#include "plimsoll-moment.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* 2026-11-20T09:00:00Z */
#define NOW G_GINT64_CONSTANT (1795165200)

static void
check_name (const char *name)
{
  g_assert_true (name == NULL || (strpbrk (name, "\n\r\033\007") == NULL && *name != '\0'));
}

static void
check_status (const PlimsollClaudeStatus *status, GDateTime *now)
{
  g_autoptr (PlimsollSnapshot) snapshot = plimsoll_claude_status_dup_snapshot (status, now);

  check_name (status->model);
  check_name (status->folder);
  g_assert_cmpuint (status->limits->len, <=, 2);
  g_assert_true ((snapshot != NULL) == (status->limits->len > 0));
  for (guint i = 0; i < status->limits->len; i++)
    {
      const PlimsollLimitFields *limit =
          plimsoll_limit_peek (g_ptr_array_index (status->limits, i));

      g_assert_true (isnan (limit->used_percent)
                     || (limit->used_percent >= 0 && limit->used_percent <= 1000));
      g_assert_true (!isnan (limit->used_percent) || limit->resets_at != NULL);
    }

  if (snapshot != NULL)
    {
      g_autoptr (GVariant) packed = g_variant_ref_sink (plimsoll_codec_pack_snapshot (snapshot));
      g_autoptr (PlimsollSnapshot) unpacked = plimsoll_codec_unpack_snapshot (packed, NULL);

      g_assert_true (plimsoll_snapshot_has_same_numbers (snapshot, unpacked));
    }
}

/* (transfer full): without what a JSON reader skips. */
static char *
dup_solid (const char *text)
{
  GString *solid = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isspace (*p))
      g_string_append_c (solid, *p);
  return g_string_free (solid, FALSE);
}

static void
check_settings (const char *text)
{
  g_autofree char *untouched = plimsoll_claude_settings_remove (text, NULL);
  g_autofree char *after = plimsoll_claude_settings_install (text, "/opt/plimsoll", NULL);
  g_autofree char *back = after != NULL ? plimsoll_claude_settings_remove (after, NULL) : NULL;

  g_assert_true (untouched == NULL || after != NULL);
  /* Ours was there before, so what was taken out is another one. */
  if (after == NULL || strcmp (after, text) == 0 || g_strcmp0 (untouched, text) != 0)
    return;

  g_assert_nonnull (back);
  if (strcmp (back, text) != 0)
    {
      g_autofree char *solid = dup_solid (text);
      g_autofree char *solid_back = dup_solid (back);

      g_assert_cmpstr (solid, ==, "{}");
      g_assert_cmpstr (solid_back, ==, "{}");
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GDateTime) now = plimsoll_moment_from_unix (NOW);
  g_autoptr (PlimsollClaudeStatus) status =
      plimsoll_claude_status_parse ((const char *) data, size, now, NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);

  if (status != NULL)
    check_status (status, now);
  check_settings (text);
  return 0;
}
