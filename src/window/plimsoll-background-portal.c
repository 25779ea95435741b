/* plimsoll-background-portal.c - asks the desktop to start a sandboxed program at login.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One question, one answer, and the odd manners of portals in between: the call returns a handle at
 * once, and the answer comes later as a signal from that handle. What the answer means for a switch
 * is left to whoever asked. Nothing is remembered: the portal cannot be asked what it once said. */

#include "plimsoll-background-portal.h"

#include <glib/gi18n-lib.h>

#define PORTAL_NAME "org.freedesktop.portal.Desktop"
#define PORTAL_PATH "/org/freedesktop/portal/desktop"
#define REQUEST_INTERFACE "org.freedesktop.portal.Request"

/* The first argument of Response: 0 is done, 1 the person's no, 2 anything else. */
#define RESPONSE_DONE 0u

/* One question that is under way; it belongs to its task, which the subscription keeps. */
typedef struct
{
  GDBusConnection *connection; /* (owned) */
  gboolean autostart;
  char *handle; /* (owned): where the answer will come from */
  guint signal_id; /* of the answer; 0 when answered */
  guint watch_id; /* of the portal, which may die over it; 0 when answered */
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_object_unref (question->connection);
  g_free (question->handle);
  g_free (question);
}

/* (error is owned). Each way out leads through here, and only the first counts: the task ends and
 * lets go of what it listened to. */
static void
end (GTask *task, GError *error)
{
  Question *question = g_task_get_task_data (task);

  if (question->signal_id == 0)
    {
      g_clear_error (&error);
      return;
    }

  /* The subscription may hold the last reference. */
  g_object_ref (task);
  g_dbus_connection_signal_unsubscribe (question->connection, question->signal_id);
  question->signal_id = 0;
  g_clear_handle_id (&question->watch_id, g_bus_unwatch_name);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_response_cb (GDBusConnection *connection,
                const char *sender,
                const char *path,
                const char *interface,
                const char *signal,
                GVariant *parameters,
                gpointer user_data)
{
  GTask *task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GVariant) results = NULL;
  gboolean autostart = FALSE;
  guint response = RESPONSE_DONE;

  if (!g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ua{sv})")))
    return;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "autostart", "b", &autostart);
  if (response == RESPONSE_DONE && (autostart || !question->autostart))
    end (task, NULL);
  else
    end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                                    _ ("The desktop did not agree. Its settings for apps may let "
                                       "Plimsoll run in the background.")));
}

/* The subscription holds the task until it is ended. */
static void
listen (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  question->signal_id = g_dbus_connection_signal_subscribe (
      question->connection, PORTAL_NAME, REQUEST_INTERFACE, "Response", question->handle, NULL,
      G_DBUS_SIGNAL_FLAGS_NONE, on_response_cb, g_object_ref (task), g_object_unref);
}

static void
on_vanished_cb (GDBusConnection *connection, const char *name, gpointer user_data)
{
  end (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED,
                                       _ ("The desktop's portal ended before it answered.")));
}

/* Portals before version 0.9 chose the handle themselves. */
static void
follow_handle (GTask *task, const char *handle)
{
  Question *question = g_task_get_task_data (task);

  if (question->signal_id == 0 || g_str_equal (handle, question->handle))
    return;

  g_dbus_connection_signal_unsubscribe (question->connection, question->signal_id);
  g_free (question->handle);
  question->handle = g_strdup (handle);
  listen (task);
}

static void
on_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  const char *handle = NULL;

  if (reply == NULL)
    {
      g_debug ("RequestBackground: %s", error->message);
      end (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                                      _ ("This desktop offers sandboxed apps no start at login. "
                                         "Add Plimsoll to what it starts by itself.")));
      return;
    }

  /* Watched from now on only: before the question nobody may have started the portal. */
  if (question->signal_id != 0)
    question->watch_id = g_bus_watch_name_on_connection (
        question->connection, PORTAL_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_vanished_cb,
        g_object_ref (task), g_object_unref);
  g_variant_get (reply, "(&o)", &handle);
  follow_handle (task, handle);
}

/* (transfer full): the path that the portal will make of our name and token, so that its answer is
 * listened for before it can come. */
static char *
make_handle (GDBusConnection *connection, const char *token)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (connection) + 1);

  return g_strdup_printf (PORTAL_PATH "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

/* (transfer floating) */
static GVariant *
make_arguments (Question *question,
                const char *token,
                const char *reason,
                const char *const *commandline)
{
  GVariantBuilder options;

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (token));
  g_variant_builder_add (&options, "{sv}", "reason", g_variant_new_string (reason));
  g_variant_builder_add (&options, "{sv}", "autostart",
                         g_variant_new_boolean (question->autostart));
  g_variant_builder_add (&options, "{sv}", "commandline", g_variant_new_strv (commandline, -1));
  /* A portal would start the window by its bus name; what shall run is the service. */
  g_variant_builder_add (&options, "{sv}", "dbus-activatable", g_variant_new_boolean (FALSE));
  return g_variant_new ("(sa{sv})", "", &options);
}

void
plimsoll_background_portal_request_async (GDBusConnection *connection,
                                          gboolean autostart,
                                          const char *reason,
                                          const char *const *commandline,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autofree char *token = g_strdup_printf ("plimsoll_%08x", g_random_int ());
  Question *question = g_new0 (Question, 1);

  question->connection = g_object_ref (connection);
  question->autostart = autostart;
  question->handle = make_handle (connection, token);
  g_task_set_task_data (task, question, question_free);
  listen (task);
  g_dbus_connection_call (
      connection, PORTAL_NAME, PORTAL_PATH, "org.freedesktop.portal.Background",
      "RequestBackground", make_arguments (question, token, reason, commandline),
      G_VARIANT_TYPE ("(o)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_asked_cb, g_object_ref (task));
}

gboolean
plimsoll_background_portal_request_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
