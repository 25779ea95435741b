/* plimsoll-tray-remedy.c - what to do on a desktop that shows no tray icon.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Most desktops have a tray and only want it put on the panel; some want a part that they do not
 * come with. One table, for doctor and window alike: a person who reads it in both shall not wonder
 * which of them is right. */

#include "plimsoll-tray-remedy.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *desktop; /* one of the names in XDG_CURRENT_DESKTOP */
  const char *remedy; /* */
} Remedy;

#define WAYBAR                                                      \
  N_ ("Waybar shows tray icons here: add \"tray\" to its modules, " \
      "and start Waybar with the session.")

/* The first of a desktop's names that stands here counts, so "ubuntu:GNOME" is told of what Ubuntu
 * ships. */
static const Remedy REMEDIES[] = {
  { "ubuntu", N_ ("Switch on \"Ubuntu AppIndicators\" in the Extensions program.") },
  { "GNOME", N_ ("GNOME needs the AppIndicator extension for a tray icon: install the package "
                 "gnome-shell-extension-appindicator, or get it from "
                 "extensions.gnome.org/extension/615, and log in again.") },
  { "KDE", N_ ("Add the System Tray widget to the panel.") },
  { "XFCE", N_ ("Add the Status Tray plugin to the panel.") },
  { "MATE", N_ ("Add the Notification Area to the panel.") },
  { "LXQt", N_ ("Add the Status Notifier plugin to the panel.") },
  { "X-Cinnamon", N_ ("Add the XApp Status applet to the panel.") },
  { "Budgie", N_ ("Add the System Tray applet to the panel.") },
  { "COSMIC", N_ ("Add the Notification Tray applet to the panel.") },
  { "sway", WAYBAR },
  { "Hyprland", WAYBAR },
  { "river", WAYBAR },
  { "niri", WAYBAR },
  { "labwc", WAYBAR },
  { "Wayfire", WAYBAR },
  { "wlroots", WAYBAR },
  { "i3",
    N_ ("i3's own bar knows only the older kind of tray: start snixembed with the session, or "
        "use a bar that knows StatusNotifier items.") },
};

const char *
plimsoll_tray_remedy_get (const char *desktop)
{
  g_auto (GStrv) names = NULL;

  if (desktop == NULL || *desktop == '\0')
    return NULL;

  names = g_strsplit (desktop, ":", -1);
  for (gsize i = 0; names[i] != NULL; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (REMEDIES); j++)
      if (g_ascii_strcasecmp (names[i], REMEDIES[j].desktop) == 0)
        return _ (REMEDIES[j].remedy);

  return _ ("A tray icon needs a panel that shows StatusNotifier items.");
}

PlimsollFinding *
plimsoll_tray_remedy_examine (const char *state, const char *desktop)
{
  const char *remedy = plimsoll_tray_remedy_get (desktop);
  const char *title = _ ("Tray icon");

  if (g_strcmp0 (state, "shown") == 0)
    return plimsoll_finding_new ("tray", PLIMSOLL_FINDING_GOOD, title, _ ("shown"), NULL);
  if (g_strcmp0 (state, "off") == 0)
    return plimsoll_finding_new ("tray", PLIMSOLL_FINDING_NOTE, title,
                                 _ ("switched off in the settings"), NULL);
  if (g_strcmp0 (state, "not-built") == 0)
    return plimsoll_finding_new ("tray", PLIMSOLL_FINDING_NOTE, title,
                                 _ ("not built into this Plimsoll"), NULL);
  if (g_strcmp0 (state, "no-host") != 0)
    return NULL;
  if (remedy == NULL)
    return plimsoll_finding_new ("tray", PLIMSOLL_FINDING_NOTE, title,
                                 _ ("none, as there is no desktop here"), NULL);

  return plimsoll_finding_new ("tray", PLIMSOLL_FINDING_WARNING, title,
                               _ ("nothing on this desktop shows it"), remedy);
}
