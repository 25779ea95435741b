/* plimsoll-bare.c - what `plimsoll` without a word means.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The name of a program, typed or started, opens it. But `plimsoll | grep Week` and `plimsoll
 * >file` come from somebody who wants text, and over ssh or on a console there is no window to
 * open: those get the numbers. `plimsoll show` always prints. */

#include "plimsoll-bare.h"

#include <gio/gio.h>
#include <sys/stat.h>

#include "plimsoll-window-call.h"

static gboolean
has (const char *const *environment, const char *name)
{
  const char *value = g_environ_getenv ((char **) environment, name);

  return value != NULL && *value != '\0';
}

/* A pipe or a file has a reader. /dev/null and the journal's socket, which launchers give, have
 * none, and a terminal has a person with a display before it. */
static gboolean
has_reader (int output)
{
  struct stat status;

  return fstat (output, &status) == 0 && (S_ISFIFO (status.st_mode) || S_ISREG (status.st_mode));
}

gboolean
plimsoll_bare_open_window (const char *const *environment, int output)
{
  g_autoptr (GDBusConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  const char *token = NULL;

  if (has_reader (output)
      || !(has (environment, "WAYLAND_DISPLAY") || has (environment, "DISPLAY")))
    return FALSE;

  connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  if (connection == NULL)
    return FALSE;

  token = g_environ_getenv ((char **) environment, "XDG_ACTIVATION_TOKEN");
  if (token == NULL)
    token = g_environ_getenv ((char **) environment, "DESKTOP_STARTUP_ID");
  if (plimsoll_window_call_wait (connection, token, &error))
    return TRUE;

  g_debug ("The window did not come: %s", error->message);
  return FALSE;
}
