/* sim-files.c - the person's files on a simulated machine, and our own beside them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever the person's programs write is written here, and then the whole folder is summed up:
 * names, modes, moments and contents. Nobody else may change the sum. */

#include "sim-files.h"

#include <glib/gstdio.h>
#include <string.h>

struct _SimFiles
{
  SimVendor vendor;
  char *folder; /* (owned) */
  char *home; /* (owned): the person's, and nothing else below it */
  char *login_path; /* (owned) */
  char *cache_path; /* (owned) */
  gboolean has_keyring;
  char *sum; /* (owned): of the person's files as the person left them */
};

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
add_to_sum (GString *text, const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contents = NULL;
  const char *name = NULL;
  gsize length = 0;
  GStatBuf stat = { 0 };

  g_assert_cmpint (g_lstat (path, &stat), ==, 0);
  g_string_append_printf (text, "%s %o %" G_GINT64_FORMAT ".%09ld", path, (guint) stat.st_mode,
                          (gint64) stat.st_mtim.tv_sec, stat.st_mtim.tv_nsec);
  if (folder == NULL && g_file_get_contents (path, &contents, &length, NULL))
    {
      g_autofree char *sum =
          g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, length);

      g_string_append_printf (text, " %s", sum);
    }
  g_string_append_c (text, '\n');

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_to_sum (text, g_ptr_array_index (names, i));
}

static char *
sum_up (SimFiles *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  add_to_sum (text, self->home);
  return g_strdup (text->str);
}

void
sim_files_assert_untouched (SimFiles *self)
{
  g_autofree char *now = sum_up (self);

  g_assert_cmpstr (now, ==, self->sum);
}

/* What the person's program writes; NULL removes. What stood there before was untouched. */
static void
put (SimFiles *self, const char *path, const char *text)
{
  if (self->sum != NULL)
    sim_files_assert_untouched (self);
  if (text == NULL)
    g_unlink (path);
  else
    g_assert_true (
        g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  g_free (self->sum);
  self->sum = sum_up (self);
}

SimFiles *
sim_files_new (SimVendor vendor, gboolean has_keyring)
{
  SimFiles *self = g_new0 (SimFiles, 1);
  const char *name = vendor == SIM_CLAUDE ? ".claude" : ".codex";
  g_autofree char *folder = NULL;
  g_autofree char *feeds = NULL;
  g_autofree char *config = NULL;

  self->vendor = vendor;
  self->has_keyring = has_keyring;
  self->folder = g_dir_make_tmp ("plimsoll-sim-XXXXXX", NULL);
  self->home = g_build_filename (self->folder, "home", NULL);
  folder = g_build_filename (self->home, name, NULL);
  feeds = sim_files_dup_state (self, "feed");
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (feeds, 0700), ==, 0);
  self->login_path =
      g_build_filename (folder, vendor == SIM_CLAUDE ? ".credentials.json" : "auth.json", NULL);
  self->cache_path = g_build_filename (self->home, ".claude.json", NULL);
  config = g_build_filename (folder, "config.toml", NULL);
  if (has_keyring)
    put (self, config, "cli_auth_credentials_store = \"keyring\"\n");
  return self;
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name = NULL;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

void
sim_files_free (SimFiles *self)
{
  sim_files_assert_untouched (self);
  remove_all (self->folder);
  g_free (self->folder);
  g_free (self->home);
  g_free (self->login_path);
  g_free (self->cache_path);
  g_free (self->sum);
  g_free (self);
}

const char *
sim_files_get_home (SimFiles *self)
{
  return self->home;
}

char *
sim_files_dup_state (SimFiles *self, const char *name)
{
  return g_build_filename (self->folder, "state", name, NULL);
}

/* Codex's token says itself until when it is valid. */
static char *
dup_token (SimFiles *self, guint login, guint generation, gint64 expires_at)
{
  g_autofree char *claims = NULL;
  g_autofree char *part = NULL;

  if (self->vendor == SIM_CLAUDE)
    return g_strdup_printf ("sk-ant-oat01-FAKE-sim-%u-%u", login, generation);

  claims = g_strdup_printf ("{\"exp\":%" G_GINT64_FORMAT "}", expires_at);
  part = g_base64_encode ((const guchar *) claims, strlen (claims));
  g_strdelimit (part, "=", '\0');
  return g_strdup_printf ("e30.%s.RkFLRQ-FAKE-%u-%u", part, login, generation);
}

char *
sim_files_write_login (
    SimFiles *self, guint login, guint generation, gint64 expires_at, gboolean has_scope)
{
  char *token = dup_token (self, login, generation, expires_at);
  g_autofree char *text = NULL;

  if (self->vendor == SIM_CLAUDE)
    text = g_strdup_printf (
        "{\"claudeAiOauth\":{\"accessToken\":\"%s\",\"expiresAt\":%" G_GINT64_FORMAT
        "000,\"scopes\":[\"user:inference\"%s],\"subscriptionType\":\"max\",\"rateLimitTier\":"
        "\"default_claude_max_20x\"}}",
        token, expires_at, has_scope ? ",\"user:profile\"" : "");
  else
    text = g_strdup_printf (
        "{\"auth_mode\":\"chatgpt\",\"OPENAI_API_KEY\":null,\"tokens\":{\"id_token\":"
        "\"e30.e30.RkFLRQ\",\"access_token\":\"%s\",\"refresh_token\":\"rt-FAKE-0001\","
        "\"account_id\":\"acct-FAKE-%u\"}}",
        token, login);

  if (!self->has_keyring)
    put (self, self->login_path, text);
  return token;
}

void
sim_files_write_raw_login (SimFiles *self, const char *text)
{
  put (self, self->login_path, text);
}

void
sim_files_write_cache (
    SimFiles *self, guint login, guint current, gint64 at, const char *body, gboolean is_whole_file)
{
  g_autofree char *text =
      g_strdup_printf ("{\"cachedUsageUtilization\":{\"fetchedAtMs\":%" G_GINT64_FORMAT
                       "000,\"accountUuid\":\"account-%u\",\"utilization\":%s},"
                       "\"oauthAccount\":{\"accountUuid\":\"account-%u\"}}",
                       at, login, is_whole_file ? "{}" : body, current);

  put (self, self->cache_path, is_whole_file ? body : text);
}
