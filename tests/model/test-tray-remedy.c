/* test-tray-remedy.c - what a desktop without a tray is told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every desktop of the table by its own name and by those it goes by in the wild, and all states
 * that a service may be in. */

#include "plimsoll-tray-remedy.h"

static const struct
{
  const char *desktop;
  const char *names; /* what the sentence has to name */
} DESKTOPS[] = {
  { "GNOME", "GNOME needs the AppIndicator extension for a tray icon" },
  { "gnome", "extensions.gnome.org/extension/615" },
  { "GNOME-Classic:GNOME", "gnome-shell-extension-appindicator" },
  { "ubuntu:GNOME", "Ubuntu AppIndicators" },
  { "KDE", "System Tray widget" },
  { "XFCE", "Status Tray plugin" },
  { "MATE", "Notification Area" },
  { "LXQt", "Status Notifier plugin" },
  { "X-Cinnamon", "XApp Status" },
  { "Budgie:GNOME", "System Tray applet" },
  { "COSMIC", "Notification Tray" },
  { "sway", "Waybar" },
  { "sway:wlroots", "Waybar" },
  { "labwc:wlroots", "Waybar" },
  { "Hyprland", "Waybar" },
  { "i3", "snixembed" },
};

/* Each desktop is told what is to be done on that desktop, whatever else it calls itself. */
static void
test_desktops (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (DESKTOPS); i++)
    {
      const char *remedy = plimsoll_tray_remedy_get (DESKTOPS[i].desktop);

      if (remedy == NULL || g_strstr_len (remedy, -1, DESKTOPS[i].names) == NULL)
        g_error ("%s is told: %s", DESKTOPS[i].desktop, remedy);
    }
}

/* A desktop that nobody here knows is told in general what it lacks, and nothing of another. */
static void
test_unknown_desktop (void)
{
  const char *const desktops[] = { "Enlightenment", ":", "GNOME2", " GNOME", "%s" };

  for (gsize i = 0; i < G_N_ELEMENTS (desktops); i++)
    g_assert_cmpstr (plimsoll_tray_remedy_get (desktops[i]), ==,
                     "A tray icon needs a panel that shows StatusNotifier items.");
}

/* Without a desktop nothing is missing. */
static void
test_no_desktop (void)
{
  g_assert_null (plimsoll_tray_remedy_get (NULL));
  g_assert_null (plimsoll_tray_remedy_get (""));
}

static void
assert_finding (const char *state,
                const char *desktop,
                PlimsollFindingLevel level,
                const char *text,
                const char *advice)
{
  g_autoptr (PlimsollFinding) finding = plimsoll_tray_remedy_examine (state, desktop);

  g_assert_nonnull (finding);
  g_assert_cmpstr (plimsoll_finding_get_id (finding), ==, "tray");
  g_assert_cmpint (plimsoll_finding_get_level (finding), ==, level);
  g_assert_cmpstr (plimsoll_finding_get_text (finding), ==, text);
  g_assert_cmpstr (plimsoll_finding_get_advice (finding), ==, advice);
}

/* Only a desktop that could show the icon and does not is something to be mended. */
static void
test_findings (void)
{
  assert_finding ("shown", "KDE", PLIMSOLL_FINDING_GOOD, "shown", NULL);
  assert_finding ("off", "KDE", PLIMSOLL_FINDING_NOTE, "switched off in the settings", NULL);
  assert_finding ("not-built", "KDE", PLIMSOLL_FINDING_NOTE, "not built into this Plimsoll", NULL);
  assert_finding ("no-host", "KDE", PLIMSOLL_FINDING_WARNING, "nothing on this desktop shows it",
                  "Add the System Tray widget to the panel.");
  assert_finding ("no-host", NULL, PLIMSOLL_FINDING_NOTE, "none, as there is no desktop here",
                  NULL);
}

/* A service that says nothing of its tray, or something new, is not spoken for. */
static void
test_unknown_state (void)
{
  g_assert_null (plimsoll_tray_remedy_examine (NULL, "KDE"));
  g_assert_null (plimsoll_tray_remedy_examine ("", "KDE"));
  g_assert_null (plimsoll_tray_remedy_examine ("hidden", "KDE"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tray-remedy/desktops", test_desktops);
  g_test_add_func ("/model/tray-remedy/unknown-desktop", test_unknown_desktop);
  g_test_add_func ("/model/tray-remedy/no-desktop", test_no_desktop);
  g_test_add_func ("/model/tray-remedy/findings", test_findings);
  g_test_add_func ("/model/tray-remedy/unknown-state", test_unknown_state);

  return g_test_run ();
}
