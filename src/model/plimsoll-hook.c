/* plimsoll-hook.c - a program of the person's that is run when something happens.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   [speak]
 *   events=threshold;used-up
 *   command=/usr/bin/spd-say;Mind the limit
 *
 * The command is a list and not a line: there is no shell, so nothing a server ever named can be
 * taken for one. The JSON is written by hand because the service, which tells the hooks, links no
 * library for it. */
#include "plimsoll-hook.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-file.h"
#include "plimsoll-moment.h"
#include "plimsoll-span.h"

#define MAX_FILE_BYTES (64u * 1024)

#define USUAL_TIMEOUT (30 * G_TIME_SPAN_SECOND)
#define LONGEST_TIMEOUT (10 * G_TIME_SPAN_MINUTE)
/* A limit that hovers at its mark must not start a program a second. */
#define USUAL_PAUSE (10 * G_TIME_SPAN_SECOND)

#define KEY_COMMAND "command"
#define KEY_EVENTS "events"
#define KEY_ACCOUNTS "accounts"
#define KEY_LIMITS "limits"
#define KEY_TIMEOUT "timeout"
#define KEY_PAUSE "pause"

static const char *const KEYS[] = { KEY_COMMAND, KEY_EVENTS, KEY_ACCOUNTS, KEY_LIMITS,
                                    KEY_TIMEOUT, KEY_PAUSE,  NULL };

void
plimsoll_hook_free (PlimsollHook *self)
{
  g_free (self->name);
  g_strfreev (self->command);
  g_strfreev (self->accounts);
  g_strfreev (self->limits);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlimsollHook, plimsoll_hook_free)

char *
plimsoll_hook_dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "plimsoll", "hooks.ini", NULL);
}

/* Always FALSE. */
static gboolean
fail (GError **error, const char *group, const char *key)
{
  g_set_error (error, G_KEY_FILE_ERROR, G_KEY_FILE_ERROR_INVALID_VALUE,
               /* Translators: names of a group and a key in a configuration file. */
               _ ("[%s]: '%s' makes no sense, or is missing."), group, key);
  return FALSE;
}

/* A misspelt key would otherwise be a hook that never runs. */
static gboolean
check_keys (GKeyFile *file, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file, group, NULL, NULL);

  for (gsize i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (KEYS, keys[i]))
      return fail (error, group, keys[i]);
  return TRUE;
}

/* All events without the key. */
static gboolean
read_kinds (GKeyFile *file, const char *group, guint *kinds, GError **error)
{
  g_auto (GStrv) words = g_key_file_get_string_list (file, group, KEY_EVENTS, NULL, NULL);

  *kinds = words == NULL ? G_MAXUINT : 0;
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    {
      PlimsollAlertKind kind;

      if (!plimsoll_alert_kind_from_word (words[i], &kind))
        return fail (error, group, KEY_EVENTS);
      *kinds |= 1u << kind;
    }
  return *kinds != 0 ? TRUE : fail (error, group, KEY_EVENTS);
}

static gboolean
read_span (GKeyFile *file,
           const char *group,
           const char *key,
           GTimeSpan longest,
           GTimeSpan *span,
           GError **error)
{
  g_autofree char *text = g_key_file_get_string (file, group, key, NULL);

  if (text == NULL)
    return TRUE;
  return plimsoll_span_parse (text, span) && *span <= longest ? TRUE : fail (error, group, key);
}

/* (nullable): with error. */
static PlimsollHook *
read_hook (GKeyFile *file, const char *group, GError **error)
{
  g_autoptr (PlimsollHook) self = g_new0 (PlimsollHook, 1);

  self->name = g_strdup (group);
  self->timeout = USUAL_TIMEOUT;
  self->pause = USUAL_PAUSE;
  self->command = g_key_file_get_string_list (file, group, KEY_COMMAND, NULL, NULL);
  self->accounts = g_key_file_get_string_list (file, group, KEY_ACCOUNTS, NULL, NULL);
  self->limits = g_key_file_get_string_list (file, group, KEY_LIMITS, NULL, NULL);
  if (!check_keys (file, group, error) || !read_kinds (file, group, &self->kinds, error)
      || !read_span (file, group, KEY_TIMEOUT, LONGEST_TIMEOUT, &self->timeout, error)
      || !read_span (file, group, KEY_PAUSE, PLIMSOLL_SPAN_LONGEST, &self->pause, error))
    return NULL;
  /* A bare name would be looked for on a PATH that a desktop session rarely has right. */
  if (self->timeout == 0)
    fail (error, group, KEY_TIMEOUT);
  else if (self->command == NULL || self->command[0] == NULL
           || !g_path_is_absolute (self->command[0]))
    fail (error, group, KEY_COMMAND);
  else
    return g_steal_pointer (&self);
  return NULL;
}

GPtrArray *
plimsoll_hook_load (const char *path, GError **error)
{
  g_autoptr (GPtrArray) hooks =
      g_ptr_array_new_with_free_func ((GDestroyNotify) plimsoll_hook_free);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&hooks);
  text = plimsoll_file_read (path, MAX_FILE_BYTES, &length, error);
  if (text == NULL || !g_key_file_load_from_data (file, text, length, G_KEY_FILE_NONE, error))
    return NULL;
  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] != NULL; i++)
    {
      PlimsollHook *hook = read_hook (file, groups[i], error);

      if (hook == NULL)
        return NULL;
      g_ptr_array_add (hooks, hook);
    }
  return g_steal_pointer (&hooks);
}

gboolean
plimsoll_hook_wants (const PlimsollHook *self, PlimsollAlert *alert)
{
  const PlimsollAlertFields *fields = plimsoll_alert_peek (alert);

  if ((self->kinds & (1u << fields->kind)) == 0)
    return FALSE;
  if (self->accounts != NULL
      && !g_strv_contains ((const char *const *) self->accounts, fields->account_id))
    return FALSE;
  return self->limits == NULL
         || (fields->limit_id != NULL
             && g_strv_contains ((const char *const *) self->limits, fields->limit_id));
}

/* A string of JSON, NULL as null. Ours are valid UTF-8; only these signs mean something else. */
static void
append_string (GString *json, const char *key, const char *value)
{
  g_string_append_printf (json, ",\"%s\":", key);
  if (value == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '"');
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '"' || *p == '\\')
      g_string_append_printf (json, "\\%c", *p);
    else if ((guchar) *p < 0x20 || *p == 0x7f)
      g_string_append_printf (json, "\\u%04x", (guint) (guchar) *p);
    else
      g_string_append_c (json, *p);
  g_string_append_c (json, '"');
}

static void
append_number (GString *json, const char *key, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (json, ",\"%s\":%s", key,
                          isfinite (value) ? g_ascii_formatd (buffer, sizeof buffer, "%.10g", value)
                                           : "null");
}

static void
append_moment (GString *json, const char *key, GDateTime *moment)
{
  g_autofree char *text = moment != NULL ? plimsoll_moment_format (moment) : NULL;

  append_string (json, key, text);
}

GBytes *
plimsoll_hook_describe (PlimsollAlert *alert, PlimsollLimit *limit, GDateTime *now)
{
  const PlimsollAlertFields *fields = plimsoll_alert_peek (alert);
  GString *json = g_string_new ("{\"schema\":1");

  append_string (json, "event", plimsoll_alert_kind_to_word (fields->kind));
  append_moment (json, "at", now);
  append_string (json, "account", fields->account_id);
  append_string (json, "limit", fields->limit_id);
  append_number (json, "used_percent", fields->percent);
  append_moment (json, "resets_at", limit != NULL ? plimsoll_limit_peek (limit)->resets_at : NULL);
  append_string (json, "title", fields->title);
  append_string (json, "body", fields->body);
  g_string_append (json, "}\n");
  return g_string_free_to_bytes (json);
}
