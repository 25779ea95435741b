/* plimsoll-settings.c - the settings as a window binds to them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GSettings has no binding for the two shapes that preferences need most: a choice among few, and
 * one flag of several. */

#include "plimsoll-settings.h"

#include "plimsoll-config.h"

/* The youngest key: where it is known, all are. */
#define YOUNGEST_KEY "claude-web-organizations"

GSettings *
plimsoll_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, PLIMSOLL_APP_ID, TRUE);
  if (schema == NULL || !g_settings_schema_has_key (schema, YOUNGEST_KEY))
    return NULL;

  return g_settings_new_full (schema, NULL, NULL);
}

/* The nicks of an enumeration or flags key, in the order of the schema; (transfer full). */
static GStrv
dup_nicks (GSettings *settings, const char *key)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_autoptr (GSettingsSchemaKey) schema_key = NULL;
  g_autoptr (GVariant) range = NULL;
  g_autoptr (GVariant) nicks = NULL;
  const char *kind = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  schema_key = g_settings_schema_get_key (schema, key);
  range = g_settings_schema_key_get_range (schema_key);
  g_variant_get (range, "(&sv)", &kind, &nicks);
  return g_variant_dup_strv (nicks, NULL);
}

static gboolean
choice_to_number (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *word = g_variant_get_string (variant, NULL);
  GStrv nicks = user_data;

  for (guint i = 0; nicks[i] != NULL; i++)
    if (g_str_equal (nicks[i], word))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }

  return FALSE;
}

static GVariant *
number_to_choice (const GValue *value, const GVariantType *type, gpointer user_data)
{
  GStrv nicks = user_data;
  guint number = g_value_get_uint (value);

  /* A row that has nothing selected says nothing about the choice. */
  return number < g_strv_length (nicks) ? g_variant_new_string (nicks[number]) : NULL;
}

void
plimsoll_settings_bind_choice (GSettings *settings,
                               const char *key,
                               GObject *row,
                               const char *property)
{
  g_settings_bind_with_mapping (settings, key, row, property, G_SETTINGS_BIND_DEFAULT,
                                choice_to_number, number_to_choice, dup_nicks (settings, key),
                                (GDestroyNotify) g_strfreev);
}

/* One flag of one key. */
typedef struct
{
  GSettings *settings; /* (owned) */
  char *key; /* (owned) */
  char *nick; /* (owned) */
} Flag;

static void
flag_free (gpointer data)
{
  Flag *flag = data;

  g_object_unref (flag->settings);
  g_free (flag->key);
  g_free (flag->nick);
  g_free (flag);
}

static gboolean
flag_to_boolean (GValue *value, GVariant *variant, gpointer user_data)
{
  const Flag *flag = user_data;
  g_autofree const char **nicks = g_variant_get_strv (variant, NULL);

  g_value_set_boolean (value, g_strv_contains (nicks, flag->nick));
  return TRUE;
}

/* The other flags of the key stay as they are now. */
static GVariant *
boolean_to_flag (const GValue *value, const GVariantType *type, gpointer user_data)
{
  const Flag *flag = user_data;
  g_auto (GStrv) nicks = g_settings_get_strv (flag->settings, flag->key);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (gsize i = 0; nicks[i] != NULL; i++)
    if (!g_str_equal (nicks[i], flag->nick))
      g_variant_builder_add (&builder, "s", nicks[i]);
  if (g_value_get_boolean (value))
    g_variant_builder_add (&builder, "s", flag->nick);

  return g_variant_builder_end (&builder);
}

void
plimsoll_settings_bind_flag (
    GSettings *settings, const char *key, guint number, GObject *object, const char *property)
{
  g_auto (GStrv) nicks = dup_nicks (settings, key);
  Flag *flag = g_new0 (Flag, 1);

  flag->settings = g_object_ref (settings);
  flag->key = g_strdup (key);
  flag->nick = g_strdup (nicks[number]);
  g_settings_bind_with_mapping (settings, key, object, property, G_SETTINGS_BIND_DEFAULT,
                                flag_to_boolean, boolean_to_flag, flag, flag_free);
}
