/* plimsoll-hours.c - the desktop's choice between 12 and 24 hours.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GNOME and its relatives let people choose the clock apart from the language, in
 * org.gnome.desktop.interface. The schema is installed nearly everywhere, as GTK wants it, and says
 * "24h" where nobody ever chose: only on a desktop that follows it does that mean anything.
 *
 * The one thing in the process that is not handed in, as with the locale itself: whoever says a
 * time would have to hand it on. Inside a sandbox the desktop's settings are not visible, and the
 * locale decides. */

#include "plimsoll-hours.h"

#include <gio/gio.h>

#define INTERFACE_SCHEMA "org.gnome.desktop.interface"
#define CLOCK_KEY "clock-format"

/* Lives as long as the process, like the locale. */
static GSettings *desktop_settings;
static gboolean is_wanted;

PlimsollHours
plimsoll_hours_decide (const char *format, gboolean is_chosen, const char *desktops)
{
  static const char *const followers[] = { "GNOME", "Unity", "Budgie", "Pantheon" };
  g_auto (GStrv) names = g_strsplit (desktops != NULL ? desktops : "", ":", -1);
  gboolean counts = is_chosen;

  for (gsize i = 0; i < G_N_ELEMENTS (followers) && !counts; i++)
    counts = g_strv_contains ((const char *const *) names, followers[i]);

  if (counts && g_strcmp0 (format, "12h") == 0)
    return PLIMSOLL_HOURS_12;
  if (counts && g_strcmp0 (format, "24h") == 0)
    return PLIMSOLL_HOURS_24;

  return PLIMSOLL_HOURS_LOCALE;
}

/* Opened when the first time is said: most short-lived programs never say one. */
static void
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  is_wanted = FALSE;
  if (source == NULL || g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS))
    return;

  schema = g_settings_schema_source_lookup (source, INTERFACE_SCHEMA, TRUE);
  /* Asking for a key that a later schema no longer has would end the process. */
  if (schema != NULL && g_settings_schema_has_key (schema, CLOCK_KEY))
    desktop_settings = g_settings_new_full (schema, NULL, NULL);
}

void
plimsoll_hours_follow_desktop (void)
{
  is_wanted = desktop_settings == NULL;
}

PlimsollHours
plimsoll_hours_get (void)
{
  g_autoptr (GVariant) chosen = NULL;
  g_autofree char *format = NULL;

  if (is_wanted)
    open_settings ();
  if (desktop_settings == NULL)
    return PLIMSOLL_HOURS_LOCALE;

  chosen = g_settings_get_user_value (desktop_settings, CLOCK_KEY);
  format = g_settings_get_string (desktop_settings, CLOCK_KEY);
  return plimsoll_hours_decide (format, chosen != NULL, g_getenv ("XDG_CURRENT_DESKTOP"));
}
