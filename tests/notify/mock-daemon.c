/* mock-daemon.c - a notification daemon that does what a test says and remembers what it was told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dbusmock in a process of its own, since libnotify blocks its own process while it speaks. The
 * test talks to it over the same private bus, through org.freedesktop.DBus.Mock. */

#include "mock-daemon.h"

#include <libnotify/notify.h>
#include <signal.h>

#define NAME "org.freedesktop.Notifications"
#define PATH "/org/freedesktop/Notifications"
#define MOCK_INTERFACE "org.freedesktop.DBus.Mock"

/* The machine may be busy with other tests; a wait that is over goes on at once. */
#define PATIENCE_SECONDS 60
#define LOOK_EVERY_MS 10

struct _MockDaemon
{
  GSubprocess *child; /* (owned) (nullable): NULL when the bus started it */
  pid_t process;
  GDBusConnection *bus; /* (owned) */
};

static gboolean
on_patience_over_cb (gpointer user_data)
{
  g_error ("Waited %d s for something that did not happen", PATIENCE_SECONDS);
  return G_SOURCE_REMOVE;
}

static gboolean
on_look_again_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
mock_wait_until (gboolean (*is_true) (gpointer user_data), gpointer user_data)
{
  guint patience = g_timeout_add_seconds (PATIENCE_SECONDS, on_patience_over_cb, NULL);
  guint look = g_timeout_add (LOOK_EVERY_MS, on_look_again_cb, NULL);

  while (!is_true (user_data))
    g_main_context_iteration (NULL, TRUE);

  g_source_remove (look);
  g_source_remove (patience);
}

/* (transfer full): what `method` answered. */
static GVariant *
call_bus (const char *method, GVariant *arguments)
{
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);

  return g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                      "org.freedesktop.DBus", method, arguments, NULL,
                                      G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
}

/* (transfer full): what the mock answered; it must. */
static GVariant *
call_mock (MockDaemon *self, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *reply = g_dbus_connection_call_sync (self->bus, NAME, PATH, MOCK_INTERFACE, method,
                                                 arguments, NULL, G_DBUS_CALL_FLAGS_NO_AUTO_START,
                                                 PATIENCE_SECONDS * 1000, NULL, &error);

  g_assert_no_error (error);
  return reply;
}

/* For what has no answer worth reading. */
static void
order_mock (MockDaemon *self, const char *method, GVariant *arguments)
{
  g_variant_unref (call_mock (self, method, arguments));
}

/* The process that owns the daemon's name; 0 without one. */
static pid_t
get_process (void)
{
  g_autoptr (GVariant) reply = call_bus ("GetConnectionUnixProcessID", g_variant_new ("(s)", NAME));
  guint32 process = 0;

  if (reply != NULL)
    g_variant_get (reply, "(u)", &process);
  return (pid_t) process;
}

gboolean
mock_daemon_is_there (void)
{
  return get_process () != 0;
}

static gboolean
is_there_cb (gpointer user_data)
{
  return mock_daemon_is_there ();
}

static gboolean
has_name_cb (gpointer user_data)
{
  MockDaemon *self = user_data;

  return get_process () == self->process;
}

static gboolean
has_no_name_cb (gpointer user_data)
{
  return !has_name_cb (user_data);
}

/* (transfer full) */
static MockDaemon *
new_daemon (GSubprocess *child, pid_t process)
{
  MockDaemon *self = g_new0 (MockDaemon, 1);
  g_autoptr (GError) error = NULL;

  self->child = child;
  self->process = process;
  self->bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  return self;
}

MockDaemon *
mock_daemon_wait_started (void)
{
  mock_wait_until (is_there_cb, NULL);
  return new_daemon (NULL, get_process ());
}

MockDaemon *
mock_daemon_start (const char *capabilities)
{
  g_autofree char *parameters = g_strdup_printf ("{\"capabilities\": \"%s\"}", capabilities);
  g_autoptr (GError) error = NULL;
  GSubprocess *child = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "/usr/bin/python3", "-m", "dbusmock", "--session",
      "--template", "notification_daemon", "--parameters", parameters, NULL);
  MockDaemon *self = NULL;

  g_assert_no_error (error);
  self =
      new_daemon (child, (pid_t) g_ascii_strtoll (g_subprocess_get_identifier (child), NULL, 10));
  mock_wait_until (has_name_cb, self);
  return self;
}

void
mock_daemon_stop (MockDaemon *self)
{
  kill (self->process, SIGKILL);
  if (self->child != NULL)
    g_subprocess_wait (self->child, NULL, NULL);
  mock_wait_until (has_no_name_cb, self);
  g_clear_object (&self->child);
  g_object_unref (self->bus);
  g_free (self);
}

void
mock_daemon_freeze (MockDaemon *self)
{
  kill (self->process, SIGSTOP);
}

void
mock_daemon_thaw (MockDaemon *self)
{
  kill (self->process, SIGCONT);
}

void
mock_daemon_refuse (MockDaemon *self, const char *title)
{
  g_autofree char *code = g_strdup_printf ("if args[3] == '%s':\n"
                                           "    raise ValueError('no room')\n"
                                           "ret = 1",
                                           title);

  order_mock (self, "AddMethod",
              g_variant_new ("(sssss)", NAME, "Notify", "susssasa{sv}i", "u", code));
}

/* (transfer full): a(tav), every call of `method` so far. */
static GVariant *
get_calls (MockDaemon *self, const char *method)
{
  g_autoptr (GVariant) reply = call_mock (self, "GetMethodCalls", g_variant_new ("(s)", method));

  return g_variant_get_child_value (reply, 0);
}

guint
mock_daemon_count (MockDaemon *self, const char *method)
{
  g_autoptr (GVariant) calls = get_calls (self, method);

  return (guint) g_variant_n_children (calls);
}

typedef struct
{
  MockDaemon *daemon; /* (unowned) */
  const char *method;
  guint count;
} Expectation;

static gboolean
has_calls_cb (gpointer user_data)
{
  Expectation *expectation = user_data;

  return mock_daemon_count (expectation->daemon, expectation->method) >= expectation->count;
}

/* (transfer full): av, the arguments of one call. */
static GVariant *
wait_call (MockDaemon *self, const char *method, guint index)
{
  Expectation expectation = { self, method, index + 1 };
  g_autoptr (GVariant) calls = NULL;
  g_autoptr (GVariant) call = NULL;

  mock_wait_until (has_calls_cb, &expectation);
  calls = get_calls (self, method);
  call = g_variant_get_child_value (calls, index);
  return g_variant_get_child_value (call, 1);
}

/* (transfer full) */
static GVariant *
get_argument (GVariant *arguments, gsize index)
{
  g_autoptr (GVariant) boxed = g_variant_get_child_value (arguments, index);

  return g_variant_get_variant (boxed);
}

/* (transfer full) */
static char *
dup_string_argument (GVariant *arguments, gsize index)
{
  g_autoptr (GVariant) value = get_argument (arguments, index);

  return g_variant_dup_string (value, NULL);
}

/* dbusmock is written in Python, where one integer is like another. */
static guint32
get_number_argument (GVariant *arguments, gsize index)
{
  g_autoptr (GVariant) value = get_argument (arguments, index);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT32))
    return (guint32) g_variant_get_int32 (value);
  return g_variant_get_uint32 (value);
}

MockNotice *
mock_daemon_wait_notice (MockDaemon *self, guint index)
{
  g_autoptr (GVariant) arguments = wait_call (self, "Notify", index);
  g_autoptr (GVariant) actions = get_argument (arguments, 5);
  MockNotice *notice = g_new0 (MockNotice, 1);

  notice->app_name = dup_string_argument (arguments, 0);
  notice->replaces = get_number_argument (arguments, 1);
  notice->icon = dup_string_argument (arguments, 2);
  notice->title = dup_string_argument (arguments, 3);
  notice->body = dup_string_argument (arguments, 4);
  notice->actions = g_variant_dup_strv (actions, NULL);
  notice->hints = get_argument (arguments, 6);
  return notice;
}

void
mock_notice_free (MockNotice *notice)
{
  g_free (notice->app_name);
  g_free (notice->icon);
  g_free (notice->title);
  g_free (notice->body);
  g_strfreev (notice->actions);
  g_variant_unref (notice->hints);
  g_free (notice);
}

const char *
mock_notice_get_action (MockNotice *notice, const char *key)
{
  for (guint i = 0; notice->actions[i] != NULL; i += 2)
    if (g_str_equal (notice->actions[i], key))
      return notice->actions[i + 1];

  return NULL;
}

guint32
mock_daemon_wait_close (MockDaemon *self, guint index)
{
  g_autoptr (GVariant) arguments = wait_call (self, "CloseNotification", index);

  return get_number_argument (arguments, 0);
}

static void
emit (MockDaemon *self, const char *signal, const char *signature, guint32 number, GVariant *value)
{
  GVariantBuilder arguments;

  g_variant_builder_init (&arguments, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&arguments, "v", g_variant_new_uint32 (number));
  g_variant_builder_add (&arguments, "v", value);
  order_mock (self, "EmitSignal", g_variant_new ("(sssav)", NAME, signal, signature, &arguments));
}

void
mock_daemon_click (MockDaemon *self, guint32 number, const char *action, const char *token)
{
  if (token != NULL)
    emit (self, "ActivationToken", "us", number, g_variant_new_string (token));
  emit (self, "ActionInvoked", "us", number, g_variant_new_string (action));
}

void
mock_daemon_dismiss (MockDaemon *self, guint32 number)
{
  emit (self, "NotificationClosed", "uu", number, g_variant_new_uint32 (2));
}

int
mock_bus_run (const char *services, int (*work) (void))
{
  g_autoptr (GTestDBus) bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  int status = 0;

  if (services != NULL)
    g_test_dbus_add_service_dir (bus, services);
  g_test_dbus_up (bus);
  status = work ();

  /* The bus may only go when nobody holds the connection any more. */
  notify_uninit ();
  g_test_dbus_down (bus);
  return status;
}
