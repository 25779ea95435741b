/* claude-world.c - a home folder, a server and a provider between them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a test of the provider needs around it. Nothing of the home and the environment of whoever
 * runs the tests is read. */

#include "claude-world.h"

#include <glib/gstdio.h>
#include <string.h>

ClaudeWorld *
claude_world_new (const char *base_url, const char *const *variables)
{
  ClaudeWorld *self = g_new0 (ClaudeWorld, 1);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *base = g_strdup_printf ("PLIMSOLL_CLAUDE_BASE_URL=%s", base_url);
  g_autofree char *folder = NULL;
  g_auto (GStrv) environment = NULL;

  if (base_url != NULL)
    g_strv_builder_add (builder, base);
  for (gsize i = 0; variables != NULL && variables[i] != NULL; i++)
    g_strv_builder_add (builder, variables[i]);
  environment = g_strv_builder_end (builder);

  self->home = g_dir_make_tmp ("plimsoll-world-XXXXXX", NULL);
  folder = g_build_filename (self->home, ".claude", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  self->login_path = g_build_filename (folder, ".credentials.json", NULL);
  self->clock = plimsoll_clock_new_manual (now);
  self->http = plimsoll_http_new (NULL);
  self->provider = plimsoll_claude_provider_new (self->http, self->clock,
                                                 (const char *const *) environment, self->home);
  plimsoll_claude_provider_set_patience (self->provider, 50 * G_TIME_SPAN_MILLISECOND);
  return self;
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
claude_world_free (ClaudeWorld *self)
{
  remove_folder (self->home);
  g_object_unref (self->provider);
  g_object_unref (self->http);
  g_object_unref (self->clock);
  g_free (self->home);
  g_free (self->login_path);
  g_free (self);
}

void
claude_world_write (ClaudeWorld *self, const char *path, const char *text)
{
  g_assert_true (
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

void
claude_world_log_in (ClaudeWorld *self, const char *token, GTimeSpan valid_for, const char *scopes)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (GDateTime) until = g_date_time_add (now, valid_for);
  g_autofree char *text = g_strdup_printf (
      "{\"claudeAiOauth\":{\"accessToken\":\"%s\",\"expiresAt\":%" G_GINT64_FORMAT "000,"
      "\"scopes\":[%s],\"subscriptionType\":\"max\",\"rateLimitTier\":\"default_claude_max_20x\"}}",
      token, g_date_time_to_unix (until), scopes);

  claude_world_write (self, self->login_path, text);
}

void
claude_world_log_in_well (ClaudeWorld *self)
{
  claude_world_log_in (self, CLAUDE_WORLD_TOKEN, 5 * G_TIME_SPAN_HOUR, CLAUDE_WORLD_SCOPES);
}

PlimsollReport *
claude_world_probe (ClaudeWorld *self, PlimsollProbeFlags flags)
{
  return provider_call_probe (PLIMSOLL_PROVIDER (self->provider), flags);
}

GPtrArray *
claude_world_diagnose (ClaudeWorld *self)
{
  return provider_call_diagnose (PLIMSOLL_PROVIDER (self->provider));
}

PlimsollFinding *
claude_world_find (GPtrArray *findings, const char *id)
{
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (plimsoll_finding_get_id (g_ptr_array_index (findings, i)), id))
      return g_ptr_array_index (findings, i);

  return NULL;
}
