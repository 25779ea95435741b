/* plimsoll-card-style.c - the style sheet of cards and gauges.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card brings its own style, so that it looks the same in the window, in a test and in the
 * gallery. Below the priority of applications, so that a person's own style sheet wins. */

#include "plimsoll-card-style.h"

#include <gtk/gtk.h>

#include "plimsoll-card-resources.h"

#define STYLE "/io/github/plimsoll/Plimsoll/card/plimsoll-card.css"
#define MARK "plimsoll-card-style"

void
plimsoll_card_style_ensure (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = NULL;

  if (g_object_get_data (G_OBJECT (display), MARK) != NULL)
    return;

  /* Named here, or the linker drops a resource that lies in a static library. */
  g_resources_register (plimsoll_card_get_resource ());
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, STYLE);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_set_data (G_OBJECT (display), MARK, GINT_TO_POINTER (TRUE));
}
