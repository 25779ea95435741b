/* test-preferences-window.c - what is switched in the preferences is what the settings say.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widgets are found by what a person reads on them. */

#include <glib/gstdio.h>
#include <string.h>

#include "fake-program.h"
#include "mock-service.h"
#include "plimsoll-gauge.h"
#include "plimsoll-logins.h"
#include "plimsoll-preferences-window.h"
#include "plimsoll-settings.h"

static MockService *service;
/* One for the process: two of them cannot be on one bus. */
static GtkApplication *application;
/* Plays `plimsoll`: writes its words and what it reads into files beside it. */
static char *program;

typedef struct
{
  GDBusConnection *connection;
  PlimsollClock *clock;
  GSettings *settings;
  PlimsollLiveAccounts *accounts;
  GtkWidget *window;
} World;

static void
reset (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

static void
set_up (World *world, gconstpointer data)
{
  mock_service_say (service, "[(1, {'account': <'claude:default'>, 'name': <'A &lt; B'>})]");
  mock_service_start (service);
  world->connection = mock_service_connect (service);
  world->clock = plimsoll_clock_new_system ();
  world->settings = plimsoll_settings_new ();
  reset (world->settings);
  world->accounts = plimsoll_live_accounts_new (world->connection, world->clock);
  plimsoll_live_accounts_connect (world->accounts);
  while (!plimsoll_live_accounts_is_settled (world->accounts))
    g_main_context_iteration (NULL, TRUE);

  world->window = GTK_WIDGET (plimsoll_preferences_window_show (application, NULL, world->accounts,
                                                                world->settings, program));
}

static void
tear_down (World *world, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (world->window));
  mock_service_stop (service);
  g_clear_object (&world->accounts);
  g_clear_object (&world->settings);
  g_clear_object (&world->clock);
  g_dbus_connection_close_sync (world->connection, NULL, NULL);
  g_clear_object (&world->connection);
}

/* (nullable): the `n`th row with this title, or, without a title, the `n`th widget of the type. */
static GtkWidget *
find (GtkWidget *widget, GType type, const char *title, guint *n)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (title == NULL
          || g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
      && (*n)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type, title, n);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_row (World *world, const char *title, guint n)
{
  GtkWidget *row = find (world->window, ADW_TYPE_PREFERENCES_ROW, title, &n);

  g_assert_nonnull (row);
  return row;
}

/* The rows of logins are made anew when the main loop has nothing better to do. */
static void
wait_for_row (World *world, const char *title)
{
  for (guint n = 0; find (world->window, ADW_TYPE_PREFERENCES_ROW, title, &n) == NULL; n = 0)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_inside (GtkWidget *row, GType type, guint n)
{
  GtkWidget *found = find (row, type, NULL, &n);

  g_assert_nonnull (found);
  return found;
}

static void
set_switch (World *world, const char *title, gboolean is_on)
{
  gtk_switch_set_active (GTK_SWITCH (find_inside (find_row (world, title, 0), GTK_TYPE_SWITCH, 0)),
                         is_on);
}

static void
set_spin (World *world, const char *title, guint n, double value)
{
  gtk_spin_button_set_value (
      GTK_SPIN_BUTTON (find_inside (find_row (world, title, n), GTK_TYPE_SPIN_BUTTON, 0)), value);
}

static void
assert_key (World *world, const char *key, const char *expected)
{
  g_autoptr (GVariant) value = g_settings_get_value (world->settings, key);
  g_autofree char *text = g_variant_print (value, FALSE);

  g_assert_cmpstr (text, ==, expected);
}

/* A switch is its key, both ways, at once. */
static void
test_switches (World *world, gconstpointer data)
{
  const struct
  {
    const char *title;
    const char *key;
  } switches[] = {
    { "Show what is left", "show-left" },
    { "Close when it loses the focus", "close-on-focus-loss" },
    { "Show the demo account", "demo" },
    { "Look at status pages", "incidents" },
    { "Show an icon in the tray", "tray" },
    { "Percentage beside the icon", "tray-label" },
    { "Keep quiet at certain hours", "quiet-hours" },
    { "Show e-mail addresses", "show-identity" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    {
      GtkWidget *toggle = find_inside (find_row (world, switches[i].title, 0), GTK_TYPE_SWITCH, 0);
      gboolean before = g_settings_get_boolean (world->settings, switches[i].key);

      g_assert_cmpint (gtk_switch_get_active (GTK_SWITCH (toggle)), ==, before);
      gtk_switch_set_active (GTK_SWITCH (toggle), !before);
      g_assert_cmpint (g_settings_get_boolean (world->settings, switches[i].key), ==, !before);
      g_settings_set_boolean (world->settings, switches[i].key, before);
      g_assert_cmpint (gtk_switch_get_active (GTK_SWITCH (toggle)), ==, before);
    }
}

/* Choices are kept by their names, in the order in which they are shown. */
static void
test_choices (World *world, gconstpointer data)
{
  const struct
  {
    const char *title;
    const char *key;
    const char *words[3];
  } choices[] = {
    { "Style", "tray-style", { "'ring'", "'bars'", "'number'" } },
    { "Shows", "tray-limit", { "'tightest'", "'session'", "'week'" } },
    { "Colours", "tray-colors", { "'color'", "'light'", "'dark'" } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    for (guint n = 3; n > 0; n--)
      {
        adw_combo_row_set_selected (ADW_COMBO_ROW (find_row (world, choices[i].title, 0)), n - 1);
        assert_key (world, choices[i].key, choices[i].words[n - 1]);
      }
}

/* The interval is shown in minutes, kept in seconds, and never below the floor. */
static void
test_interval (World *world, gconstpointer data)
{
  set_spin (world, "Ask every", 0, 10);
  assert_key (world, "interval", "600");
  set_spin (world, "Ask every", 0, 1);
  assert_key (world, "interval", "120");
}

/* One kind of alert is switched and the others stay. */
static void
test_kinds (World *world, gconstpointer data)
{
  set_switch (world, "It is available again", FALSE);
  set_switch (world, "A limit is used up", FALSE);
  assert_key (world, "alerts", "['threshold', 'early-empty', 'login']");
  set_switch (world, "A limit is used up", TRUE);
  g_assert_cmpuint (g_settings_get_flags (world->settings, "alerts"), ==, 1 | 2 | 8 | 16);
}

/* Thresholds are turned, removed, added and kept in order. */
static void
test_thresholds (World *world, gconstpointer data)
{
  GtkWidget *row = NULL;

  set_spin (world, "Percent used", 0, 97);
  assert_key (world, "thresholds", "[95, 97]");

  row = find_row (world, "Percent used", 0);
  /* The spin button has two buttons of its own. */
  g_signal_emit_by_name (find_inside (row, GTK_TYPE_BUTTON, 2), "clicked");
  assert_key (world, "thresholds", "[95]");
  g_settings_set_value (world->settings, "thresholds", g_variant_new_parsed ("[@u 50, 60, 70]"));
  find_row (world, "Percent used", 2);
}

/* "80 95 ": the ticks of the gauge above the list of thresholds. */
static void
assert_preview (World *world, const char *expected)
{
  guint n = 0;
  GtkWidget *gauge = find (world->window, PLIMSOLL_TYPE_GAUGE, NULL, &n);
  const PlimsollGaugePicture *picture = plimsoll_gauge_get_picture (PLIMSOLL_GAUGE (gauge));
  g_autoptr (GString) ticks = g_string_new (NULL);

  for (guint i = 0; i < picture->n_ticks; i++)
    g_string_append_printf (ticks, "%.0f ", picture->ticks[i]);
  g_assert_cmpstr (ticks->str, ==, expected);
}

/* A gauge shows the thresholds as they are turned, removed and written elsewhere, from the end that
 * the cards count from. */
static void
test_preview (World *world, gconstpointer data)
{
  assert_preview (world, "80 95 ");
  set_spin (world, "Percent used", 0, 40);
  assert_preview (world, "40 95 ");
  g_signal_emit_by_name (find_inside (find_row (world, "Percent used", 0), GTK_TYPE_BUTTON, 2),
                         "clicked");
  assert_preview (world, "95 ");
  g_settings_set_value (world->settings, "thresholds", g_variant_new_parsed ("[@u 50, 60, 70]"));
  assert_preview (world, "50 60 70 ");
  g_settings_set_boolean (world->settings, "show-left", TRUE);
  assert_preview (world, "50 40 30 ");
}

/* Quiet hours are typed as clock times. */
static void
test_quiet_hours (World *world, gconstpointer data)
{
  GtkWidget *spin = find_inside (find_row (world, "From", 0), GTK_TYPE_SPIN_BUTTON, 0);

  set_switch (world, "Keep quiet at certain hours", TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "22:00");
  gtk_editable_set_text (GTK_EDITABLE (spin), "21:30");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  assert_key (world, "quiet-from", "1290");
  gtk_editable_set_text (GTK_EDITABLE (spin), "25:99");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  assert_key (world, "quiet-from", "1290");
}

/* A login that the service found is shown by its name, as text, and can be switched off and on. */
static void
test_login_switch (World *world, gconstpointer data)
{
  set_switch (world, "A &lt; B", FALSE);
  assert_key (world, "disabled-accounts", "['claude:default']");
  wait_for_row (world, "Claude");
  set_switch (world, "Claude", TRUE);
  assert_key (world, "disabled-accounts", "[]");
}

/* The usual orders of Claude's sources are chosen by a word; one that was written by hand stays. */
static void
test_sources (World *world, gconstpointer data)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_row (world, "Where Claude’s numbers come from", 0));

  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 0);
  adw_combo_row_set_selected (row, 2);
  assert_key (world, "claude-sources", "['cli', 'statusline', 'cache']");
  adw_combo_row_set_selected (row, 0);
  assert_key (world, "claude-sources", "['auto']");
  g_settings_set_value (world->settings, "claude-sources",
                        g_variant_new_parsed ("['cache', 'cli']"));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 4);
  assert_key (world, "claude-sources", "['cache', 'cli']");
}

/* A further folder has a row of its own, is renamed in it, and refuses a name that is taken. */
static void
test_login_rename (World *world, gconstpointer data)
{
  g_autofree char *work = plimsoll_logins_add (world->settings, "/w/.claude-work");
  GtkWidget *entry = NULL;

  g_assert_cmpstr (work, ==, "work");
  wait_for_row (world, "work");
  entry = find_inside (find_row (world, "work", 0), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "default");
  g_signal_emit_by_name (entry, "apply");
  assert_key (world, "config-directories", "{'work': '/w/.claude-work'}");
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  gtk_editable_set_text (GTK_EDITABLE (entry), "My Job");
  g_signal_emit_by_name (entry, "apply");
  assert_key (world, "config-directories", "{'my-job': '/w/.claude-work'}");
  wait_for_row (world, "my-job");
}

/* A login that the service found can be called otherwise; no name brings the usual one back. */
static void
test_login_name (World *world, gconstpointer data)
{
  GtkWidget *entry = find_inside (find_row (world, "A &lt; B", 0), ADW_TYPE_ENTRY_ROW, 0);

  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "A &lt; B");
  gtk_editable_set_text (GTK_EDITABLE (entry), "<b>Mine</b>");
  g_signal_emit_by_name (entry, "apply");
  assert_key (world, "account-names", "{'claude:default': '<b>Mine</b>'}");

  set_switch (world, "A &lt; B", FALSE);
  wait_for_row (world, "<b>Mine</b>");
  entry = find_inside (find_row (world, "<b>Mine</b>", 0), ADW_TYPE_ENTRY_ROW, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_signal_emit_by_name (entry, "apply");
  assert_key (world, "account-names", "{}");
  wait_for_row (world, "Claude");
}

static void
press (World *world, const char *title)
{
  g_signal_emit_by_name (find_inside (find_row (world, title, 0), GTK_TYPE_BUTTON, 0), "clicked");
}

static void
press_test (World *world)
{
  press (world, "Test");
  while (!g_str_equal (mock_service_get_last_call (service), "TestNotification"))
    g_main_context_iteration (NULL, TRUE);
}

/* The test button has the service speak. */
static void
test_test_button (World *world, gconstpointer data)
{
  press_test (world);
}

/* libadwaita asks the heading of its message dialogs, which does not wrap, how high it is in less
 * width than it needs, and then shows a smaller heading instead. Nothing is wrong with what is
 * seen, but GTK complains of the question from 4.16 on. What it complains of at any other label is
 * not meant. */
static gboolean
is_about_heading (const GLogField *fields, gsize n_fields)
{
  const char *text = NULL;
  gpointer label = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      text = fields[i].value;

  return text != NULL && sscanf (text, "Trying to measure GtkLabel %p for width of ", &label) == 1
         && gtk_widget_has_css_class (label, "title-2")
         && ADW_IS_MESSAGE_DIALOG (gtk_widget_get_root (label));
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if (is_about_heading (fields, n_fields))
    return G_LOG_WRITER_HANDLED;

  return g_log_writer_default (level, fields, n_fields, data);
}

/* (transfer none): the message that is open. */
static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (ADW_IS_MESSAGE_DIALOG (window))
        return window;
    }

  g_assert_not_reached ();
}

/* The history is deleted after a yes, and not before it or after a no. What is sent arrives in
 * order, so that a call of the no would be there before that of the yes. */
static void
test_delete_history (World *world, gconstpointer data)
{
  static const char *const responses[] = { "cancel", "delete" };
  guint n_before = mock_service_get_n_calls (service);

  for (gsize i = 0; i < G_N_ELEMENTS (responses); i++)
    {
      GtkWindow *dialog = NULL;

      press (world, "History");
      dialog = find_dialog ();
      g_assert_cmpuint (mock_service_get_n_calls (service), ==, n_before);
      adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), responses[i]);
      gtk_window_destroy (dialog);
    }

  while (mock_service_get_n_calls (service) == n_before)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (mock_service_get_last_call (service), ==, "DeleteHistory");
  press_test (world);
  g_assert_cmpuint (mock_service_get_n_calls (service), ==, n_before + 2);
}

/* Asked for twice it is one window; without settings it says so instead of ending the program. */
static void
test_one_window (World *world, gconstpointer data)
{
  GtkWidget *again = GTK_WIDGET (plimsoll_preferences_window_show (
      application, NULL, world->accounts, world->settings, program));

  g_assert_true (again == world->window);
  gtk_window_destroy (GTK_WINDOW (world->window));
  world->window = GTK_WIDGET (
      plimsoll_preferences_window_show (application, NULL, world->accounts, NULL, program));
  g_assert_cmpuint (g_list_length (gtk_application_get_windows (application)), ==, 1);
}

#define WEB_KEY "sk-ant-sid01-FAKE0123456789abcdef-window"

/* (transfer full): what the program left of its last run, which is waited for. */
static char *
wait_for_trace (const char *name)
{
  g_autofree char *path = g_strconcat (program, name, NULL);
  char *text = NULL;

  while (!g_file_get_contents (path, &text, NULL, NULL))
    g_main_context_iteration (NULL, FALSE);
  g_unlink (path);
  return text;
}

/* The label that shows `words`, which is waited for. */
static void
wait_for_words (World *world, const char *words)
{
  gboolean is_there = FALSE;

  while (!is_there)
    {
      GtkWidget *label = NULL;

      g_main_context_iteration (NULL, FALSE);
      for (guint i = 0, n = 0;
           !is_there && (n = i, label = find (world->window, GTK_TYPE_LABEL, NULL, &n)) != NULL;
           i++)
        is_there = strstr (gtk_label_get_text (GTK_LABEL (label)), words) != NULL;
    }
}

/* A pasted key goes to the command by its standard input and not by its words; the window forgets
 * it and shows what the command says, without a key and as text. */
static void
test_web_key (World *world, gconstpointer data)
{
  GtkWidget *entry = find_row (world, "Session key", 0);
  g_autofree char *words = NULL;
  g_autofree char *input = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), WEB_KEY);
  g_signal_emit_by_name (entry, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  input = wait_for_trace (".input");
  words = wait_for_trace (".words");
  g_assert_cmpstr (input, ==, WEB_KEY "\n");
  g_assert_cmpstr (words, ==, "login claude-web --account claude:default\n");
  wait_for_words (world, "<b>no</b> sk-ant-…");
  assert_key (world, "claude-web-organizations", "{}");
}

/* Whether there is a key, and a way to take it back, follows the settings at once. */
static void
test_web_key_removed (World *world, gconstpointer data)
{
  GtkWidget *row = find_row (world, "A session key is in the keyring", 0);
  g_autoptr (GVariant) value = g_variant_ref_sink (g_variant_new_parsed ("{'claude:default': ''}"));
  g_autofree char *words = NULL;

  g_assert_false (gtk_widget_get_visible (row));
  g_settings_set_value (world->settings, "claude-web-organizations", value);
  g_assert_true (gtk_widget_get_visible (row));
  g_signal_emit_by_name (find_inside (row, GTK_TYPE_BUTTON, 0), "clicked");
  words = wait_for_trace (".words");
  g_assert_cmpstr (words, ==, "logout claude-web --account claude:default\n");
  wait_for_words (world, "<b>no</b>");
  g_settings_reset (world->settings, "claude-web-organizations");
  g_assert_false (gtk_widget_get_visible (row));
}

/* A window that is closed while the command works does not wait for it, nor fall over it. */
static void
test_web_key_closed (World *world, gconstpointer data)
{
  GtkWidget *entry = find_row (world, "Session key", 0);
  g_autofree char *input = NULL;
  g_autofree char *words = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), WEB_KEY);
  g_signal_emit_by_name (entry, "apply");
  gtk_window_destroy (GTK_WINDOW (world->window));
  input = wait_for_trace (".input");
  words = wait_for_trace (".words");
  g_assert_cmpstr (input, ==, WEB_KEY "\n");
  world->window = GTK_WIDGET (plimsoll_preferences_window_show (application, NULL, world->accounts,
                                                                world->settings, program));
}

#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  service = mock_service_new ();
  adw_init ();
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  ADD ("/window/preferences/switches", test_switches);
  ADD ("/window/preferences/choices", test_choices);
  ADD ("/window/preferences/interval", test_interval);
  ADD ("/window/preferences/kinds", test_kinds);
  ADD ("/window/preferences/thresholds", test_thresholds);
  ADD ("/window/preferences/preview", test_preview);
  ADD ("/window/preferences/quiet-hours", test_quiet_hours);
  ADD ("/window/preferences/login-switch", test_login_switch);
  ADD ("/window/preferences/sources", test_sources);
  ADD ("/window/preferences/login-rename", test_login_rename);
  ADD ("/window/preferences/login-name", test_login_name);
  ADD ("/window/preferences/test-button", test_test_button);
  ADD ("/window/preferences/delete-history", test_delete_history);
  ADD ("/window/preferences/one-window", test_one_window);
  ADD ("/window/preferences/web-key", test_web_key);
  ADD ("/window/preferences/web-key-removed", test_web_key_removed);
  ADD ("/window/preferences/web-key-closed", test_web_key_closed);
  program = fake_program_write (WEB_KEY);
  status = g_test_run ();
  fake_program_remove (program);
  g_object_unref (application);
  mock_service_free (service);
  return status;
}
