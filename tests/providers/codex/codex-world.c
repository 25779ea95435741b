/* codex-world.c - a home folder with a Codex login, a server, a program, and a provider between.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a test of the provider needs around it. Nothing of the home and the environment of whoever
 * runs the tests is read. */

#include "codex-world.h"

#include <glib/gstdio.h>
#include <string.h>

CodexWorld *
codex_world_new (const char *base_url, const char *const *variables)
{
  CodexWorld *self = g_new0 (CodexWorld, 1);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 11, 20, 9, 0, 0);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *base = g_strdup_printf ("PLIMSOLL_CODEX_BASE_URL=%s/backend-api", base_url);
  g_autofree char *folder = NULL;
  g_autofree char *run_folder = NULL;
  g_auto (GStrv) environment = NULL;

  if (base_url != NULL)
    g_strv_builder_add (builder, base);
  for (gsize i = 0; variables != NULL && variables[i] != NULL; i++)
    g_strv_builder_add (builder, variables[i]);
  environment = g_strv_builder_end (builder);

  self->home = g_dir_make_tmp ("plimsoll-codex-XXXXXX", NULL);
  folder = g_build_filename (self->home, ".codex", NULL);
  run_folder = g_build_filename (self->home, "run", "codex", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  self->login_path = g_build_filename (folder, "auth.json", NULL);
  self->clock = plimsoll_clock_new_manual (now);
  self->http = plimsoll_http_new (NULL);
  self->provider = plimsoll_codex_provider_new (
      self->http, self->clock, (const char *const *) environment, self->home, run_folder);
  plimsoll_codex_provider_set_patience (self->provider, 50 * G_TIME_SPAN_MILLISECOND,
                                        20 * G_TIME_SPAN_SECOND);
  return self;
}

void
codex_world_free (CodexWorld *self)
{
  const char *argv[] = { "rm", "-rf", self->home, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  g_object_unref (self->provider);
  g_object_unref (self->http);
  g_object_unref (self->clock);
  g_free (self->home);
  g_free (self->login_path);
  g_free (self);
}

void
codex_world_write (CodexWorld *self, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (self->home, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (
      g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
}

void
codex_world_log_in (CodexWorld *self, const char *token)
{
  g_autofree char *text = g_strdup_printf (
      "{\"auth_mode\":\"chatgpt\",\"OPENAI_API_KEY\":null,\"tokens\":{\"id_token\":"
      "\"e30.eyJlbWFpbCI6Im1lQGV4YW1wbGUub3JnIiwiaHR0cHM6Ly9hcGkub3BlbmFpLmNvbS9hdXRoIjp7ImNoYXRnc"
      "HRfcGxhbl90eXBlIjoicGx1cyJ9fQ.RkFLRQ\",\"access_token\":\"%s\",\"refresh_token\":"
      "\"rt-FAKE-0001\",\"account_id\":\"acct-FAKE-0001\"}}",
      token);

  codex_world_write (self, ".codex/auth.json", text);
}

char *
codex_world_make_token (CodexWorld *self, GTimeSpan valid_for)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autofree char *claims = g_strdup_printf (
      "{\"exp\":%" G_GINT64_FORMAT "}", g_date_time_to_unix (now) + valid_for / G_TIME_SPAN_SECOND);
  g_autofree char *part = g_base64_encode ((const guchar *) claims, strlen (claims));

  g_strdelimit (part, "=", '\0');
  return g_strdup_printf ("e30.%s.RkFLRS1zaWduYXR1cmU", part);
}

void
codex_world_install (CodexWorld *self, const char *body)
{
  g_autofree char *path = g_build_filename (self->home, ".local", "bin", "codex", NULL);
  g_autofree char *script = g_strdup_printf ("#!/bin/sh\n%s\n", body);

  codex_world_write (self, ".local/bin/codex", script);
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

char *
codex_world_read_heard (CodexWorld *self)
{
  g_autofree char *path = g_build_filename (self->home, "heard", NULL);
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

char *
codex_world_digest (CodexWorld *self)
{
  g_autofree char *folder = g_path_get_dirname (self->login_path);
  const char *argv[] = { "sh", "-c", "cd \"$0\" && find . -type f | sort | xargs -r sha256sum",
                         folder, NULL };
  char *digest = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &digest,
                               NULL, NULL, NULL));
  return digest;
}

PlimsollReport *
codex_world_probe (CodexWorld *self, PlimsollProbeFlags flags)
{
  return provider_call_probe (PLIMSOLL_PROVIDER (self->provider), flags);
}

GPtrArray *
codex_world_diagnose (CodexWorld *self)
{
  return provider_call_diagnose (PLIMSOLL_PROVIDER (self->provider));
}

void
codex_world_assert_session (PlimsollReport *report, const char *source, double percent)
{
  PlimsollSnapshot *snapshot = plimsoll_report_get_snapshot (report);
  PlimsollLimit *session = NULL;

  g_assert_null (plimsoll_report_get_problem (report));
  g_assert_nonnull (snapshot);
  g_assert_cmpstr (plimsoll_snapshot_get_source (snapshot), ==, source);
  session = plimsoll_snapshot_find_limit (snapshot, "session");
  g_assert_nonnull (session);
  g_assert_cmpfloat (plimsoll_limit_peek (session)->used_percent, ==, percent);
}
