/* plimsoll-window-main.c - the program behind the window.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Chooses the light renderer before GTK starts, says in one sentence why there can be no window,
 * and hands everything else to the application. */

#include <locale.h>
#include <sysexits.h>

#include <glib/gi18n-lib.h>

#include "plimsoll-application.h"
#include "plimsoll-config.h"
#include "plimsoll-hours.h"
#include "plimsoll-place.h"

#define LINGER_MS 60000u

/* A gauge and some text need no GPU, and opening one costs 60 MiB of Mesa and LLVM; on X11 even
 * with the cairo renderer, unless GL is switched off as well. A person who chose a renderer keeps
 * it. */
static void
choose_renderer (void)
{
  if (g_getenv ("GSK_RENDERER") != NULL)
    return;

  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  /* GTK 4.16 gave the switch a variable of its own. */
  if (gtk_get_minor_version () >= 16)
    g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  else
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (PlimsollClock) clock = NULL;
  g_autofree char *program = NULL;
  g_autoptr (PlimsollApplication) application = NULL;
  gboolean has_bus = FALSE;
  int status = 0;

  setlocale (LC_ALL, "");
  plimsoll_hours_follow_desktop ();
  bindtextdomain (GETTEXT_PACKAGE, PLIMSOLL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Plimsoll");

  choose_renderer ();
  if (!gtk_init_check ())
    {
      g_printerr ("plimsoll-window: %s\n",
                  _ ("There is no display to open a window on; 'plimsoll show' needs none."));
      return EX_UNAVAILABLE;
    }

  clock = plimsoll_place_new_clock ();
  program = plimsoll_place_dup_program ();
  application = plimsoll_application_new (clock, LINGER_MS, program);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  /* Asked before it ran: afterwards it has none in any case. */
  has_bus = plimsoll_application_has_bus (application);
  if (!has_bus)
    g_printerr ("plimsoll-window: %s\n",
                _ ("There is no session bus, so the service cannot be asked; 'plimsoll show' needs "
                   "none."));

  status = g_application_run (G_APPLICATION (application), argc, argv);
  return has_bus ? status : EX_UNAVAILABLE;
}
