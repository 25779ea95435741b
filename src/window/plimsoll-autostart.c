/* plimsoll-autostart.c - whether the service starts with the session.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By a file in the autostart folder, and not by enabling the systemd unit: the file works on every
 * desktop, with and without systemd, and the desktop's own settings show it and can switch it off.
 * Where the unit is enabled as well, the second start finds the first and gives way.
 *
 * A distribution installs such a file for everybody; one of the same name in the person's folder
 * stands in for it, as the Desktop Application Autostart Specification has it. */

#include "plimsoll-autostart.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "plimsoll-base-error.h"
#include "plimsoll-config.h"
#include "plimsoll-file.h"

#define GROUP G_KEY_FILE_DESKTOP_GROUP
#define MOST_BYTES 65536u

static char *
make_path (const char *folder)
{
  return g_build_filename (folder, "autostart", PLIMSOLL_APP_ID ".desktop", NULL);
}

/* (transfer full) (nullable): what the file says; NULL when it is not there or no entry. */
static GKeyFile *
load_entry (const char *path)
{
  g_autofree char *text = plimsoll_file_read (path, MOST_BYTES, NULL, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (text == NULL || !g_key_file_load_from_data (file, text, (gsize) -1, 0, NULL))
    return NULL;

  return g_steal_pointer (&file);
}

static gboolean
starts (GKeyFile *entry)
{
  /* Two ways in which desktops switch an entry off and keep it. */
  if (g_key_file_get_boolean (entry, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, NULL))
    return FALSE;

  return !g_key_file_has_key (entry, GROUP, "X-GNOME-Autostart-enabled", NULL)
         || g_key_file_get_boolean (entry, GROUP, "X-GNOME-Autostart-enabled", NULL);
}

static gboolean
is_on_for_everybody (void)
{
  const char *const *folders = g_get_system_config_dirs ();

  for (gsize i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *path = make_path (folders[i]);
      g_autoptr (GKeyFile) entry = load_entry (path);

      if (entry != NULL)
        return starts (entry);
    }

  return FALSE;
}

gboolean
plimsoll_autostart_is_on (const char *folder)
{
  g_autofree char *path = make_path (folder);
  g_autoptr (GKeyFile) entry = load_entry (path);

  if (entry != NULL)
    return starts (entry);

  /* A file that is no entry still stands in the way of the others. */
  return !g_file_test (path, G_FILE_TEST_EXISTS) && is_on_for_everybody ();
}

/* (transfer full): `program` as one word of an Exec line: quoted, and the four characters that keep
 * a meaning within quotes escaped, as the Desktop Entry Specification has it; "%" is a field. */
static char *
quote_exec (const char *program)
{
  GString *quoted = g_string_new ("\"");

  for (const char *c = program; *c != '\0'; c++)
    {
      if (strchr ("\"`$\\", *c) != NULL)
        g_string_append_c (quoted, '\\');
      if (*c == '%')
        g_string_append_c (quoted, '%');
      g_string_append_c (quoted, *c);
    }

  g_string_append_c (quoted, '"');
  return g_string_free (quoted, FALSE);
}

/* With `program` NULL the entry only hides the one of the same name that the system has. */
static gboolean
write_entry (const char *path, const char *program, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *exec = program != NULL ? quote_exec (program) : NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TYPE, "Application");
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NAME, "Plimsoll");
  g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_ICON, PLIMSOLL_APP_ID);
  if (program != NULL)
    {
      g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_EXEC, exec);
      /* After the program was removed, this entry does nothing. */
      g_key_file_set_string (file, GROUP, G_KEY_FILE_DESKTOP_KEY_TRY_EXEC, program);
      g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_NO_DISPLAY, TRUE);
    }
  else
    g_key_file_set_boolean (file, GROUP, G_KEY_FILE_DESKTOP_KEY_HIDDEN, TRUE);
  text = g_key_file_to_data (file, &length, NULL);
  return plimsoll_file_write (path, text, length, error);
}

gboolean
plimsoll_autostart_set (const char *folder, const char *program, gboolean is_on, GError **error)
{
  g_autofree char *path = make_path (folder);

  if (is_on || is_on_for_everybody ())
    return write_entry (path, is_on ? program : NULL, error);
  if (g_unlink (path) == 0 || errno == ENOENT)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, (int) g_file_error_from_errno (errno), "%s",
               g_strerror (errno));
  return FALSE;
}
