/* test-login-start.c - starting at login, in a sandbox and outside of it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The portal is made here, on a private bus, and answers as a test wants; the folders are those of
 * the test. */

#include <glib/gstdio.h>

#include "mock-service.h"
#include "plimsoll-config.h"
#include "plimsoll-general-page.h"
#include "plimsoll-login-start.h"
#include "plimsoll-settings.h"

#define PORTAL "org.freedesktop.portal.Desktop"
#define PROGRAM "/app/libexec/plimsoll/plimsoll-service"

static const char PORTAL_XML[] =
    "<node><interface name='org.freedesktop.portal.Background'><method name='RequestBackground'>"
    "<arg type='s' direction='in'/><arg type='a{sv}' direction='in'/>"
    "<arg type='o' direction='out'/></method></interface></node>";

/* How a portal may behave. */
typedef enum
{
  AGREES,
  REFUSES, /* the person pressed no */
  PRETENDS, /* done, it says, and means no: as GNOME does by its settings */
  CHOOSES_HANDLE, /* agrees from another path than it was asked to: as old portals do */
  DIES,
  THINKS, /* until it is told to agree */
} Manners;

static MockService *bus;

typedef struct
{
  GDBusConnection *connection; /* (owned): ours */
  GDBusConnection *portal; /* (owned): the portal's */
  guint object_id;
  guint name_id;
  Manners manners;
  GVariant *options; /* (owned) (nullable): of the last question */
  char *asker; /* (owned) */
  char *handle; /* (owned): from where the answer comes */
  guint n_questions;
  GSettings *settings; /* (owned) */
  char *folder; /* (owned) */
  char *flatpak_info; /* (owned) */
  PlimsollLoginStart *login_start; /* (owned) (nullable) */
  gboolean is_done;
  GError *error; /* (owned) (nullable) */
} World;

static void
answer (World *world, guint response, gboolean autostart)
{
  g_autoptr (GError) error = NULL;
  GVariantBuilder results;

  g_variant_builder_init (&results, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&results, "{sv}", "background", g_variant_new_boolean (TRUE));
  g_variant_builder_add (&results, "{sv}", "autostart", g_variant_new_boolean (autostart));
  g_dbus_connection_emit_signal (world->portal, world->asker, world->handle,
                                 "org.freedesktop.portal.Request", "Response",
                                 g_variant_new ("(ua{sv})", response, &results), &error);
  g_assert_no_error (error);
}

static gboolean
get_wish (World *world)
{
  gboolean autostart = FALSE;

  g_assert_true (g_variant_lookup (world->options, "autostart", "b", &autostart));
  return autostart;
}

static gboolean
on_late_answer_cb (gpointer user_data)
{
  answer (user_data, 0, get_wish (user_data));
  return G_SOURCE_REMOVE;
}

static void
act (World *world)
{
  if (world->manners == AGREES)
    answer (world, 0, get_wish (world));
  else if (world->manners == REFUSES)
    answer (world, 1, FALSE);
  else if (world->manners == PRETENDS)
    answer (world, 0, FALSE);
  else if (world->manners == CHOOSES_HANDLE)
    g_timeout_add (100, on_late_answer_cb, world);
  else if (world->manners == DIES)
    g_clear_handle_id (&world->name_id, g_bus_unown_name);
}

static void
on_asked_cb (GDBusConnection *connection,
             const char *sender,
             const char *path,
             const char *interface,
             const char *method,
             GVariant *parameters,
             GDBusMethodInvocation *invocation,
             gpointer user_data)
{
  World *world = user_data;
  g_autofree char *name = g_strdelimit (g_strdup (sender + 1), ".", '_');
  const char *token = "chosen";

  g_clear_pointer (&world->options, g_variant_unref);
  world->options = g_variant_get_child_value (parameters, 1);
  if (world->manners != CHOOSES_HANDLE)
    g_assert_true (g_variant_lookup (world->options, "handle_token", "&s", &token));
  g_free (world->asker);
  world->asker = g_strdup (sender);
  g_free (world->handle);
  world->handle = g_strdup_printf ("/org/freedesktop/portal/desktop/request/%s/%s", name, token);
  world->n_questions++;
  g_dbus_method_invocation_return_value (invocation, g_variant_new ("(o)", world->handle));
  act (world);
}

static void
start_portal (World *world, Manners manners)
{
  static const GDBusInterfaceVTable vtable = { .method_call = on_asked_cb };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (PORTAL_XML, NULL);
  g_autoptr (GVariant) reply = NULL;

  world->manners = manners;
  world->object_id =
      g_dbus_connection_register_object (world->portal, "/org/freedesktop/portal/desktop",
                                         info->interfaces[0], &vtable, world, NULL, NULL);
  g_assert_cmpuint (world->object_id, >, 0);
  world->name_id = g_bus_own_name_on_connection (world->portal, PORTAL, 0, NULL, NULL, NULL, NULL);
  /* Behind the request for the name. */
  reply = g_dbus_connection_call_sync (world->portal, "org.freedesktop.DBus", "/",
                                       "org.freedesktop.DBus.Peer", "Ping", NULL, NULL, 0, -1, NULL,
                                       NULL);
}

static void
set_up (World *world, gconstpointer is_sandboxed)
{
  world->connection = mock_service_connect (bus);
  world->portal = mock_service_connect (bus);
  world->settings = plimsoll_settings_new ();
  g_settings_reset (world->settings, "login-start-granted");
  world->folder = g_dir_make_tmp ("plimsoll-login-XXXXXX", NULL);
  world->flatpak_info = g_build_filename (world->folder, ".flatpak-info", NULL);
  if (is_sandboxed != NULL)
    g_assert_true (g_file_set_contents (world->flatpak_info, "[Application]\n", -1, NULL));
  world->login_start = plimsoll_login_start_new (world->flatpak_info, world->folder, PROGRAM,
                                                 world->settings, world->connection);
}

static char *
make_entry_path (World *world)
{
  return g_build_filename (world->folder, "autostart", PLIMSOLL_APP_ID ".desktop", NULL);
}

static void
tear_down (World *world, gconstpointer is_sandboxed)
{
  g_autofree char *entry = make_entry_path (world);
  g_autofree char *autostart = g_path_get_dirname (entry);

  g_clear_object (&world->login_start);
  g_clear_handle_id (&world->name_id, g_bus_unown_name);
  if (world->object_id != 0)
    g_dbus_connection_unregister_object (world->portal, world->object_id);
  g_dbus_connection_close_sync (world->portal, NULL, NULL);
  g_dbus_connection_close_sync (world->connection, NULL, NULL);
  g_clear_object (&world->portal);
  g_clear_object (&world->connection);
  g_settings_reset (world->settings, "login-start-granted");
  g_clear_object (&world->settings);
  g_clear_pointer (&world->options, g_variant_unref);
  g_clear_error (&world->error);
  g_unlink (entry);
  g_rmdir (autostart);
  g_unlink (world->flatpak_info);
  g_rmdir (world->folder);
  g_free (world->asker);
  g_free (world->handle);
  g_free (world->flatpak_info);
  g_free (world->folder);
}

static void
on_set_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  World *world = user_data;

  world->is_done = TRUE;
  plimsoll_login_start_set_finish (PLIMSOLL_LOGIN_START (source), result, &world->error);
}

/* Wishes it and waits for the end; what went wrong is in `error`. */
static void
set (World *world, gboolean is_on)
{
  world->is_done = FALSE;
  g_clear_error (&world->error);
  plimsoll_login_start_set_async (world->login_start, is_on, on_set_cb, world);
  while (!world->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* Outside a sandbox a file in the autostart folder is written and removed, and no portal is asked.
 */
static void
test_outside (World *world, gconstpointer is_sandboxed)
{
  g_autofree char *entry = make_entry_path (world);

  start_portal (world, AGREES);
  set (world, TRUE);
  g_assert_no_error (world->error);
  g_assert_true (plimsoll_login_start_is_on (world->login_start));
  g_assert_true (g_file_test (entry, G_FILE_TEST_EXISTS));

  set (world, FALSE);
  g_assert_false (plimsoll_login_start_is_on (world->login_start));
  g_assert_false (g_file_test (entry, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (world->n_questions, ==, 0);
}

/* In a sandbox the portal is asked to start the service, not the window, with a reason for the
 * person; its yes is remembered, and so is its undoing. No file is written. */
static void
test_agrees (World *world, gconstpointer is_sandboxed)
{
  g_autofree char *entry = make_entry_path (world);
  g_autofree const char **commandline = NULL;
  const char *reason = NULL;
  gboolean activatable = TRUE;

  start_portal (world, AGREES);
  set (world, TRUE);
  g_assert_no_error (world->error);
  g_assert_true (plimsoll_login_start_is_on (world->login_start));
  g_assert_true (get_wish (world));
  g_assert_true (g_variant_lookup (world->options, "commandline", "^a&s", &commandline));
  g_assert_cmpstr (commandline[0], ==, PROGRAM);
  g_assert_null (commandline[1]);
  g_assert_true (g_variant_lookup (world->options, "reason", "&s", &reason) && *reason != '\0');
  g_assert_true (g_variant_lookup (world->options, "dbus-activatable", "b", &activatable));
  g_assert_false (activatable);

  set (world, FALSE);
  g_assert_no_error (world->error);
  g_assert_false (get_wish (world));
  g_assert_false (plimsoll_login_start_is_on (world->login_start));
  g_assert_false (g_file_test (entry, G_FILE_TEST_EXISTS));
}

/* A no of the person's, and a yes that means no, leave it off and say so. */
static void
test_refuses (World *world, gconstpointer is_sandboxed)
{
  start_portal (world, REFUSES);
  set (world, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_false (plimsoll_login_start_is_on (world->login_start));

  world->manners = PRETENDS;
  set (world, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_false (plimsoll_login_start_is_on (world->login_start));
  g_assert_cmpuint (world->n_questions, ==, 2);
}

/* An answer from another handle than the one that was foreseen is heard as well. */
static void
test_chooses_handle (World *world, gconstpointer is_sandboxed)
{
  start_portal (world, CHOOSES_HANDLE);
  set (world, TRUE);
  g_assert_no_error (world->error);
  g_assert_true (plimsoll_login_start_is_on (world->login_start));
}

/* A portal that ends over the question is not waited for. */
static void
test_dies (World *world, gconstpointer is_sandboxed)
{
  start_portal (world, DIES);
  set (world, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  g_assert_false (plimsoll_login_start_is_on (world->login_start));
}

/* Without a portal, and without a bus, a person is told what they can do. */
static void
test_no_portal (World *world, gconstpointer is_sandboxed)
{
  set (world, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_false (plimsoll_login_start_is_on (world->login_start));

  g_clear_object (&world->login_start);
  world->login_start =
      plimsoll_login_start_new (world->flatpak_info, world->folder, PROGRAM, world->settings, NULL);
  set (world, TRUE);
  g_assert_error (world->error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* (nullable): the first switch below `widget`; the page's first is that of the login. */
static GtkSwitch *
find_switch (GtkWidget *widget)
{
  if (GTK_IS_SWITCH (widget))
    return GTK_SWITCH (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkSwitch *found = find_switch (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
wait_for_question (World *world, guint n_questions)
{
  while (world->n_questions < n_questions)
    g_main_context_iteration (NULL, TRUE);
}

/* The switch shows the truth only: it waits for the answer, goes back after a no, and neither of
 * that asks again. */
static void
test_switch (World *world, gconstpointer is_sandboxed)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = plimsoll_general_page_new (world->settings, world->login_start);
  GtkSwitch *toggle = find_switch (page);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (window));
  start_portal (world, THINKS);
  gtk_switch_set_active (toggle, TRUE);
  wait_for_question (world, 1);
  mock_wait_ms (100);
  g_assert_false (gtk_switch_get_state (toggle));
  answer (world, 0, TRUE);
  while (!gtk_switch_get_state (toggle))
    g_main_context_iteration (NULL, TRUE);

  gtk_switch_set_active (toggle, FALSE);
  wait_for_question (world, 2);
  answer (world, 1, FALSE);
  while (!gtk_switch_get_active (toggle))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_switch_get_state (toggle));
  mock_wait_ms (100);
  g_assert_cmpuint (world->n_questions, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An answer that comes when the preferences are closed counts, and finds nobody to crash. */
static void
test_closed_meanwhile (World *world, gconstpointer is_sandboxed)
{
  GtkWidget *window = adw_preferences_window_new ();
  GtkWidget *page = plimsoll_general_page_new (world->settings, world->login_start);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (window));
  start_portal (world, THINKS);
  gtk_switch_set_active (find_switch (page), TRUE);
  wait_for_question (world, 1);
  gtk_window_destroy (GTK_WINDOW (window));
  answer (world, 0, TRUE);
  while (!plimsoll_login_start_is_on (world->login_start))
    g_main_context_iteration (NULL, TRUE);
}

#define ADD(path, data, test) g_test_add (path, World, data, set_up, test, tear_down)
#define SANDBOX ("sandboxed")

int
main (int argc, char **argv)
{
  int status = 0;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  bus = mock_service_new ();
  adw_init ();
  ADD ("/window/login-start/outside", NULL, test_outside);
  ADD ("/window/login-start/agrees", SANDBOX, test_agrees);
  ADD ("/window/login-start/refuses", SANDBOX, test_refuses);
  ADD ("/window/login-start/chooses-handle", SANDBOX, test_chooses_handle);
  ADD ("/window/login-start/dies", SANDBOX, test_dies);
  ADD ("/window/login-start/no-portal", SANDBOX, test_no_portal);
  ADD ("/window/login-start/switch", SANDBOX, test_switch);
  ADD ("/window/login-start/closed-meanwhile", SANDBOX, test_closed_meanwhile);
  status = g_test_run ();
  mock_service_free (bus);
  return status;
}
