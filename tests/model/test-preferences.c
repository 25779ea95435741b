/* test-preferences.c - the person's settings as programs without a window read them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * With the real schema on settings in memory. GLib looks for schemas once in a process, so that the
 * case without one is a process of its own. */

#include "plimsoll-preferences.h"

#define ID "io.github.plimsoll.Plimsoll"

/* Everything back to its default. */
static GSettings *
settings_new (void)
{
  GSettings *settings = g_settings_new (ID);
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
  return settings;
}

static char *
thresholds_to_text (PlimsollPreferences *preferences)
{
  g_autoptr (GArray) thresholds = plimsoll_preferences_dup_thresholds (preferences);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < thresholds->len; i++)
    g_string_append_printf (text, "%u ", g_array_index (thresholds, guint, i));
  return g_string_free (text, FALSE);
}

static void
assert_defaults (PlimsollPreferences *preferences)
{
  g_autofree char *user_agent = plimsoll_preferences_dup_user_agent (preferences);
  g_autofree char *thresholds = thresholds_to_text (preferences);
  g_autoptr (GVariant) folders = plimsoll_preferences_dup_config_directories (preferences);
  g_auto (GStrv) disabled = plimsoll_preferences_dup_disabled (preferences);
  guint from = 0;
  guint to = 0;

  g_assert_cmpint (plimsoll_preferences_get_interval (preferences), ==, 300 * G_TIME_SPAN_SECOND);
  g_assert_false (plimsoll_preferences_get_demo (preferences));
  g_assert_false (plimsoll_preferences_get_show_identity (preferences));
  g_assert_false (plimsoll_preferences_get_show_left (preferences));
  g_assert_cmpstr (user_agent, ==, "");
  g_assert_cmpstr (thresholds, ==, "80 95 ");
  g_assert_cmpuint (g_variant_n_children (folders), ==, 0);
  g_assert_null (disabled[0]);
  g_assert_true (plimsoll_preferences_is_enabled (preferences, "claude:default"));
  g_assert_cmpuint (plimsoll_preferences_get_alerts (preferences), ==, 31);
  g_assert_false (plimsoll_preferences_get_quiet_hours (preferences, &from, &to));
  g_assert_cmpuint (from, ==, 22 * 60);
  g_assert_cmpuint (to, ==, 7 * 60);
  g_assert_true (plimsoll_preferences_get_tray (preferences));
  g_assert_cmpint (plimsoll_preferences_get_tray_style (preferences), ==, 0);
  g_assert_cmpint (plimsoll_preferences_get_tray_limit (preferences), ==, 0);
  g_assert_cmpint (plimsoll_preferences_get_tray_colors (preferences), ==, 0);
  g_assert_false (plimsoll_preferences_get_tray_label (preferences));
}

/* What nobody set has the schema's default, and the same without a schema: neither a program from a
 * build folder nor a half installed one ends because of it. */
static void
test_defaults (void)
{
  g_autoptr (PlimsollPreferences) preferences = NULL;

  g_object_unref (settings_new ());
  preferences = plimsoll_preferences_new ();
  assert_defaults (preferences);
}

static void
test_no_schema (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (PlimsollPreferences) preferences = NULL;

      g_setenv ("GSETTINGS_SCHEMA_DIR", "/nonexistent", TRUE);
      g_setenv ("XDG_DATA_DIRS", "/nonexistent", TRUE);
      g_setenv ("XDG_DATA_HOME", "/nonexistent", TRUE);
      preferences = plimsoll_preferences_new ();
      assert_defaults (preferences);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

/* What somebody set is read. */
static void
test_values (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  const char *disabled[] = { "claude:work", NULL };
  guint from = 0;
  guint to = 0;

  g_settings_set_uint (settings, "interval", 600);
  g_settings_set_boolean (settings, "show-identity", TRUE);
  g_settings_set_strv (settings, "disabled-accounts", disabled);
  g_settings_set_flags (settings, "alerts", 2 | 16);
  g_settings_set_boolean (settings, "quiet-hours", TRUE);
  g_settings_set_uint (settings, "quiet-from", 60);
  g_settings_set_enum (settings, "tray-style", 2);
  g_assert_cmpint (plimsoll_preferences_get_interval (preferences), ==, 600 * G_TIME_SPAN_SECOND);
  g_assert_true (plimsoll_preferences_get_show_identity (preferences));
  g_assert_false (plimsoll_preferences_is_enabled (preferences, "claude:work"));
  g_assert_true (plimsoll_preferences_is_enabled (preferences, "claude:default"));
  g_assert_cmpuint (plimsoll_preferences_get_alerts (preferences), ==, 18);
  g_assert_true (plimsoll_preferences_get_quiet_hours (preferences, &from, &to));
  g_assert_cmpuint (from, ==, 60);
  g_assert_cmpint (plimsoll_preferences_get_tray_style (preferences), ==, 2);
}

/* Thresholds come in order, each once, and only those that can be reached. */
static void
test_thresholds (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  const struct
  {
    const char *set;
    const char *read;
  } cases[] = {
    { "[uint32 90, 50, 90, 50]", "50 90 " },
    { "[uint32 0, 1, 100, 101, 4294967295]", "1 100 " },
    { "@au []", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      g_settings_set_value (settings, "thresholds", g_variant_new_parsed (cases[i].set));
      text = thresholds_to_text (preferences);
      g_assert_cmpstr (text, ==, cases[i].read);
    }
}

/* Of the further logins only those are taken whose name can name an account and whose folder is
 * one; the default one cannot be taken away by giving its name to another. */
static void
test_config_directories (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  g_autoptr (GVariant) folders = NULL;
  g_autofree char *text = NULL;

  g_settings_set_value (settings, "config-directories",
                        g_variant_new_parsed ("{'work': '/w', 'Bad Name': '/b', 'rel': 'r',"
                                              " 'default': '/d', '': '/e', 'home': '~/h'}"));
  folders = plimsoll_preferences_dup_config_directories (preferences);
  text = g_variant_print (folders, FALSE);
  g_assert_cmpstr (text, ==, "{'work': '/w'}");
}

/* What a person calls an account is one short line, and belongs to an id that can be one. */
static void
test_account_names (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  g_autoptr (GVariant) names = NULL;
  g_autofree char *text = NULL;

  g_settings_set_value (
      settings, "account-names",
      g_variant_new_parsed ("{'claude:default': '  My\\n\\u202eown ', 'Claude': 'x',"
                            " 'codex:default': ' \\t', 'claude:work':"
                            " '1234567890123456789012345678901234567890+'}"));
  names = plimsoll_preferences_dup_account_names (preferences);
  text = g_variant_print (names, FALSE);
  g_assert_cmpstr (text, ==,
                   "{'claude:default': 'My own',"
                   " 'claude:work': '123456789012345678901234567890123456789…'}");
}

static void
note_cb (GString *text, const char *key)
{
  g_string_append_printf (text, "%s ", key);
}

/* A change is told with its key, also of keys that were never read. */
static void
test_changed (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (PlimsollPreferences) preferences = plimsoll_preferences_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) of_interval = g_string_new (NULL);

  g_signal_connect_swapped (preferences, "changed", G_CALLBACK (note_cb), text);
  g_signal_connect_swapped (preferences, "changed::interval", G_CALLBACK (note_cb), of_interval);
  g_settings_set_boolean (settings, "demo", TRUE);
  g_settings_set_uint (settings, "interval", 900);
  g_settings_set_value (settings, "config-directories", g_variant_new_parsed ("{'work': '/w'}"));
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  g_assert_cmpstr (text->str, ==, "demo interval config-directories ");
  g_assert_cmpstr (of_interval->str, ==, "interval ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/preferences/defaults", test_defaults);
  g_test_add_func ("/model/preferences/no-schema", test_no_schema);
  g_test_add_func ("/model/preferences/values", test_values);
  g_test_add_func ("/model/preferences/thresholds", test_thresholds);
  g_test_add_func ("/model/preferences/config-directories", test_config_directories);
  g_test_add_func ("/model/preferences/account-names", test_account_names);
  g_test_add_func ("/model/preferences/changed", test_changed);

  return g_test_run ();
}
