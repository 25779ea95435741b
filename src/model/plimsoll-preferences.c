/* plimsoll-preferences.c - the person's settings as programs without a window read them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSettings ends the process when a schema is not installed; a program run from its build folder or
 * half installed must not die of that. So the schema is looked up first, and every getter has the
 * default of the schema to fall back on. What is free text in the settings is checked here. */

#include "plimsoll-preferences.h"

#include "plimsoll-account.h"
#include "plimsoll-config.h"
#include "plimsoll-text.h"

#define DEFAULT_INTERVAL 300u
#define WEB_ORGANIZATIONS "claude-web-organizations"
#define SHORTEST_INTERVAL 120u
#define ALL_ALERTS 31u
#define DEFAULT_QUIET_FROM 1320u
#define DEFAULT_QUIET_TO 420u

struct _PlimsollPreferences
{
  GObject parent_instance;

  GSettings *settings; /* (owned) (nullable) */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollPreferences, plimsoll_preferences, G_TYPE_OBJECT)

static void
on_changed_cb (PlimsollPreferences *self, const char *key)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], g_quark_from_string (key), key);
}

static void
plimsoll_preferences_dispose (GObject *object)
{
  PlimsollPreferences *self = PLIMSOLL_PREFERENCES (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (plimsoll_preferences_parent_class)->dispose (object);
}

static void
plimsoll_preferences_class_init (PlimsollPreferencesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_preferences_dispose;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", PLIMSOLL_TYPE_PREFERENCES, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plimsoll_preferences_init (PlimsollPreferences *self)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PLIMSOLL_APP_ID, TRUE);
  if (schema == NULL)
    return;

  self->settings = g_settings_new_full (schema, NULL, NULL);
  g_signal_connect_swapped (self->settings, "changed", G_CALLBACK (on_changed_cb), self);
}

PlimsollPreferences *
plimsoll_preferences_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_PREFERENCES, NULL);
}

static guint
get_uint (PlimsollPreferences *self, const char *key, guint fallback)
{
  return self->settings != NULL ? g_settings_get_uint (self->settings, key) : fallback;
}

static gboolean
get_boolean (PlimsollPreferences *self, const char *key, gboolean fallback)
{
  return self->settings != NULL ? g_settings_get_boolean (self->settings, key) : fallback;
}

static int
get_enum (PlimsollPreferences *self, const char *key)
{
  return self->settings != NULL ? g_settings_get_enum (self->settings, key) : 0;
}

GTimeSpan
plimsoll_preferences_get_interval (PlimsollPreferences *self)
{
  guint seconds = get_uint (self, "interval", DEFAULT_INTERVAL);

  return MAX (seconds, SHORTEST_INTERVAL) * G_TIME_SPAN_SECOND;
}

gboolean
plimsoll_preferences_get_demo (PlimsollPreferences *self)
{
  return get_boolean (self, "demo", FALSE);
}

gboolean
plimsoll_preferences_get_incidents (PlimsollPreferences *self)
{
  return get_boolean (self, "incidents", TRUE);
}

gboolean
plimsoll_preferences_get_show_left (PlimsollPreferences *self)
{
  return get_boolean (self, "show-left", FALSE);
}

gboolean
plimsoll_preferences_get_show_identity (PlimsollPreferences *self)
{
  return get_boolean (self, "show-identity", FALSE);
}

char *
plimsoll_preferences_dup_user_agent (PlimsollPreferences *self)
{
  return self->settings != NULL ? g_settings_get_string (self->settings, "user-agent")
                                : g_strdup ("");
}

/* TRUE when `name` can be the second half of an account's id and `folder` is one literal folder. */
static gboolean
is_login (const char *name, const char *folder)
{
  g_autofree char *id = g_strconcat ("claude:", name, NULL);

  return g_path_is_absolute (folder) && plimsoll_account_is_valid_id (id)
         && !g_str_equal (name, "default");
}

/* (transfer full) (nullable): what of the two is fit to be used; NULL when nothing is. */
static char *
dup_folder (const char *name, const char *folder)
{
  return is_login (name, folder) ? g_strdup (folder) : NULL;
}

/* (transfer full) (nullable) */
static char *
dup_name (const char *id, const char *name)
{
  return plimsoll_account_is_valid_id (id)
             ? plimsoll_text_clean (name, PLIMSOLL_ACCOUNT_LONGEST_NAME)
             : NULL;
}

/* (transfer full): the a{ss} of `key`, each value as `dup_fit` makes it. */
static GVariant *
dup_pairs (PlimsollPreferences *self,
           const char *key,
           char *(*dup_fit) (const char *name, const char *value))
{
  g_autoptr (GVariant) raw = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *name = NULL;
  const char *value = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  if (self->settings != NULL)
    raw = g_settings_get_value (self->settings, key);
  if (raw != NULL)
    {
      g_variant_iter_init (&iter, raw);
      while (g_variant_iter_next (&iter, "{&s&s}", &name, &value))
        {
          g_autofree char *fit = dup_fit (name, value);

          if (fit != NULL)
            g_variant_builder_add (&builder, "{ss}", name, fit);
        }
    }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

GVariant *
plimsoll_preferences_dup_config_directories (PlimsollPreferences *self)
{
  return dup_pairs (self, "config-directories", dup_folder);
}

GVariant *
plimsoll_preferences_dup_account_names (PlimsollPreferences *self)
{
  return dup_pairs (self, "account-names", dup_name);
}

GStrv
plimsoll_preferences_dup_claude_sources (PlimsollPreferences *self)
{
  static const char *const usual[] = { "auto", NULL };

  return self->settings != NULL ? g_settings_get_strv (self->settings, "claude-sources")
                                : g_strdupv ((char **) usual);
}

char *
plimsoll_preferences_dup_claude_program (PlimsollPreferences *self)
{
  return self->settings != NULL ? g_settings_get_string (self->settings, "claude-program")
                                : g_strdup ("");
}

/* Adds what makes sense of the setting, but for `left_out` (nullable). */
static void
add_web_organizations (PlimsollPreferences *self, GVariantBuilder *builder, const char *left_out)
{
  g_autoptr (GVariant) raw = NULL;
  GVariantIter iter;
  const char *account = NULL;
  const char *organization = NULL;

  if (self->settings == NULL)
    return;

  raw = g_settings_get_value (self->settings, WEB_ORGANIZATIONS);
  g_variant_iter_init (&iter, raw);
  while (g_variant_iter_next (&iter, "{&s&s}", &account, &organization))
    if (plimsoll_account_is_valid_id (account) && g_strcmp0 (account, left_out) != 0
        && (*organization == '\0' || g_uuid_string_is_valid (organization)))
      g_variant_builder_add (builder, "{ss}", account, organization);
}

GVariant *
plimsoll_preferences_dup_web_organizations (PlimsollPreferences *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  add_web_organizations (self, &builder, NULL);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

void
plimsoll_preferences_set_web_organization (PlimsollPreferences *self,
                                           const char *account,
                                           const char *organization)
{
  GVariantBuilder builder;

  if (self->settings == NULL)
    return;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  add_web_organizations (self, &builder, account);
  if (organization != NULL)
    g_variant_builder_add (&builder, "{ss}", account, organization);
  g_settings_set_value (self->settings, WEB_ORGANIZATIONS, g_variant_builder_end (&builder));
  g_settings_sync ();
}

GStrv
plimsoll_preferences_dup_disabled (PlimsollPreferences *self)
{
  return self->settings != NULL ? g_settings_get_strv (self->settings, "disabled-accounts")
                                : g_new0 (char *, 1);
}

gboolean
plimsoll_preferences_is_enabled (PlimsollPreferences *self, const char *account)
{
  g_auto (GStrv) disabled = plimsoll_preferences_dup_disabled (self);

  return !g_strv_contains ((const char *const *) disabled, account);
}

guint
plimsoll_preferences_get_alerts (PlimsollPreferences *self)
{
  return self->settings != NULL ? g_settings_get_flags (self->settings, "alerts") : ALL_ALERTS;
}

static int
compare_thresholds (gconstpointer a, gconstpointer b)
{
  const guint *x = a;
  const guint *y = b;

  return (*x > *y) - (*x < *y);
}

GArray *
plimsoll_preferences_dup_thresholds (PlimsollPreferences *self)
{
  static const guint32 defaults[] = { 80, 95 };
  g_autoptr (GVariant) raw = NULL;
  const guint32 *values = defaults;
  gsize n_values = G_N_ELEMENTS (defaults);
  GArray *thresholds = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->settings != NULL)
    {
      raw = g_settings_get_value (self->settings, "thresholds");
      values = g_variant_get_fixed_array (raw, &n_values, sizeof (guint32));
    }

  for (gsize i = 0; i < n_values; i++)
    if (values[i] >= 1 && values[i] <= 100)
      g_array_append_val (thresholds, values[i]);
  g_array_sort (thresholds, compare_thresholds);

  for (guint i = 1; i < thresholds->len;)
    if (g_array_index (thresholds, guint, i) == g_array_index (thresholds, guint, i - 1))
      g_array_remove_index (thresholds, i);
    else
      i++;

  return thresholds;
}

gboolean
plimsoll_preferences_get_quiet_hours (PlimsollPreferences *self, guint *from, guint *to)
{
  *from = get_uint (self, "quiet-from", DEFAULT_QUIET_FROM);
  *to = get_uint (self, "quiet-to", DEFAULT_QUIET_TO);
  return get_boolean (self, "quiet-hours", FALSE);
}

gboolean
plimsoll_preferences_get_tray (PlimsollPreferences *self)
{
  return get_boolean (self, "tray", TRUE);
}

int
plimsoll_preferences_get_tray_style (PlimsollPreferences *self)
{
  return get_enum (self, "tray-style");
}

int
plimsoll_preferences_get_tray_limit (PlimsollPreferences *self)
{
  return get_enum (self, "tray-limit");
}

int
plimsoll_preferences_get_tray_colors (PlimsollPreferences *self)
{
  return get_enum (self, "tray-colors");
}

gboolean
plimsoll_preferences_get_tray_label (PlimsollPreferences *self)
{
  return get_boolean (self, "tray-label", FALSE);
}
