/* plimsoll-login-start.c - starting with the session, by the way that is open here.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Outside a sandbox it is a file in the autostart folder, which is read each time: the desktop's
 * own settings may have changed it. Inside, that folder is out of reach and only the Background
 * portal can put a file there; it answers once and cannot be asked again, so its last answer is
 * kept as a setting. */

#include "plimsoll-login-start.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-autostart.h"
#include "plimsoll-background-portal.h"

#define GRANTED_KEY "login-start-granted"

struct _PlimsollLoginStart
{
  GObject parent_instance;

  gboolean is_sandboxed;
  char *folder; /* (owned) */
  char *program; /* (owned) */
  GSettings *settings; /* (owned) */
  GDBusConnection *connection; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PlimsollLoginStart, plimsoll_login_start, G_TYPE_OBJECT)

static void
plimsoll_login_start_finalize (GObject *object)
{
  PlimsollLoginStart *self = PLIMSOLL_LOGIN_START (object);

  g_free (self->folder);
  g_free (self->program);
  g_clear_object (&self->settings);
  g_clear_object (&self->connection);
  G_OBJECT_CLASS (plimsoll_login_start_parent_class)->finalize (object);
}

static void
plimsoll_login_start_class_init (PlimsollLoginStartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = plimsoll_login_start_finalize;
}

static void
plimsoll_login_start_init (PlimsollLoginStart *self)
{
}

PlimsollLoginStart *
plimsoll_login_start_new (const char *flatpak_info,
                          const char *folder,
                          const char *program,
                          GSettings *settings,
                          GDBusConnection *connection)
{
  PlimsollLoginStart *self = g_object_new (PLIMSOLL_TYPE_LOGIN_START, NULL);

  self->is_sandboxed = g_file_test (flatpak_info, G_FILE_TEST_EXISTS);
  self->folder = g_strdup (folder);
  self->program = g_strdup (program);
  self->settings = g_object_ref (settings);
  self->connection = connection != NULL ? g_object_ref (connection) : NULL;
  return self;
}

gboolean
plimsoll_login_start_is_on (PlimsollLoginStart *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_LOGIN_START (self), FALSE);

  return self->is_sandboxed ? g_settings_get_boolean (self->settings, GRANTED_KEY)
                            : plimsoll_autostart_is_on (self->folder);
}

static void
on_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PlimsollLoginStart *self = g_task_get_source_object (task);
  gboolean is_on = GPOINTER_TO_INT (g_task_get_task_data (task));
  GError *error = NULL;

  if (!plimsoll_background_portal_request_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  g_settings_set_boolean (self->settings, GRANTED_KEY, is_on);
  g_task_return_boolean (task, TRUE);
}

static void
ask_portal (PlimsollLoginStart *self, GTask *task, gboolean is_on)
{
  const char *const commandline[] = { self->program, NULL };

  if (self->connection == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                               _ ("There is no session bus to ask the desktop on."));
      return;
    }

  plimsoll_background_portal_request_async (
      self->connection, is_on,
      /* Translators: the desktop shows this when it asks whether Plimsoll may start at login. */
      _ ("Plimsoll keeps the numbers fresh while no window is open."), commandline, on_answered_cb,
      g_object_ref (task));
}

void
plimsoll_login_start_set_async (PlimsollLoginStart *self,
                                gboolean is_on,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_return_if_fail (PLIMSOLL_IS_LOGIN_START (self));

  g_task_set_task_data (task, GINT_TO_POINTER (is_on), NULL);
  if (self->is_sandboxed)
    ask_portal (self, task, is_on);
  else if (plimsoll_autostart_set (self->folder, self->program, is_on, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
plimsoll_login_start_set_finish (PlimsollLoginStart *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
