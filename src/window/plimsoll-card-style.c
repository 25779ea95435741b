/* plimsoll-card-style.c - the style sheet of cards and gauges.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card brings its own style, so that it looks the same in the window, in a test and in the
 * gallery. Below the priority of applications, so that a person's own style sheet wins. */

#include "plimsoll-card-style.h"

#include <adwaita.h>

#include "plimsoll-card-resources.h"

#define STYLE "/io/github/plimsoll/Plimsoll/card/plimsoll-card.css"
#define CONTRAST_STYLE "/io/github/plimsoll/Plimsoll/card/plimsoll-card-contrast.css"
/* Over the style that it corrects. */
#define CONTRAST_PRIORITY (GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1)
#define MARK "plimsoll-card-style"

static GtkCssProvider *
load (const char *path)
{
  GtkCssProvider *provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, path);
  return provider;
}

static void
follow_contrast (AdwStyleManager *manager, GParamSpec *pspec, gpointer provider)
{
  GdkDisplay *display = adw_style_manager_get_display (manager);

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, provider, CONTRAST_PRIORITY);
  else
    gtk_style_context_remove_provider_for_display (display, provider);
}

void
plimsoll_card_style_ensure (GdkDisplay *display)
{
  g_autoptr (GtkCssProvider) provider = NULL;
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);
  GtkCssProvider *contrast = NULL;

  if (g_object_get_data (G_OBJECT (display), MARK) != NULL)
    return;

  /* Named here, or the linker drops a resource that lies in a static library. */
  g_resources_register (plimsoll_card_get_resource ());
  provider = load (STYLE);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  contrast = load (CONTRAST_STYLE);
  g_signal_connect_data (manager, "notify::high-contrast", G_CALLBACK (follow_contrast), contrast,
                         (GClosureNotify) G_CALLBACK (g_object_unref), 0);
  follow_contrast (manager, NULL, contrast);
  g_object_set_data (G_OBJECT (display), MARK, GINT_TO_POINTER (TRUE));
}
