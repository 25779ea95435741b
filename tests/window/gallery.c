/* gallery.c - makes pictures of the card in every condition, for eyes.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Never run as a test; see build-aux/gallery. Each picture is painted by the real widgets at a
 * moment that stands still. */

#include <adwaita.h>
#include <glib/gstdio.h>

#include "plimsoll-card.h"
#include "window-scenes.h"
#include "window-stage.h"

#define WIDTH 380
#define NARROW 320
#define MARGIN 18
#define DPI_NORMAL (96 * 1024)

/* How a scene is looked at. */
typedef struct
{
  const char *name;
  gboolean is_dark;
  int text_percent;
  gboolean is_rtl;
  int width;
} Look;

static const Look LOOKS[] = {
  { "light", FALSE, 100, FALSE, WIDTH },        { "dark", TRUE, 100, FALSE, WIDTH },
  { "light-rtl", FALSE, 100, TRUE, WIDTH },     { "dark-rtl", TRUE, 100, TRUE, WIDTH },
  { "light-200", FALSE, 200, FALSE, WIDTH },    { "dark-200", TRUE, 200, FALSE, WIDTH },
  { "light-rtl-200", FALSE, 200, TRUE, WIDTH }, { "dark-rtl-200", TRUE, 200, TRUE, WIDTH },
  { "light-320", FALSE, 100, FALSE, NARROW },   { "light-320-200", FALSE, 200, FALSE, NARROW },
};

static void
look (const Look *how)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", DPI_NORMAL * how->text_percent / 100,
                "gtk-font-name", "Cantarell 11", "gtk-enable-animations", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      how->is_dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                   : ADW_COLOR_SCHEME_FORCE_LIGHT);
  gtk_widget_set_default_direction (how->is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
}

static GtkWidget *
make_frame (void)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, MARGIN);

  gtk_widget_set_margin_top (frame, MARGIN);
  gtk_widget_set_margin_bottom (frame, MARGIN);
  gtk_widget_set_margin_start (frame, MARGIN);
  gtk_widget_set_margin_end (frame, MARGIN);
  return frame;
}

static void
append_card (GtkWidget *frame, const char *scene, const char *id, const char *name, gboolean fold)
{
  g_autoptr (PlimsollClock) clock = window_clock_new ();
  g_autoptr (PlimsollMeter) meter = window_meter_new (window_scene_find (scene), id, name);
  GtkWidget *card = plimsoll_card_new (meter, clock);

  plimsoll_card_set_is_folded (PLIMSOLL_CARD (card), fold);
  gtk_box_append (GTK_BOX (frame), card);
}

static void
save (GtkWidget *frame, const char *folder, const char *scene, const Look *how)
{
  GtkWidget *window = window_stage_show (frame, how->width);
  g_autoptr (GdkTexture) texture = window_stage_paint (window);
  g_autofree char *name = g_strdup_printf ("%s_%s.png", scene, how->name);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!gdk_texture_save_to_png (texture, path))
    g_error ("cannot write %s", path);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
save_several (const char *folder, const Look *how)
{
  GtkWidget *frame = make_frame ();

  append_card (frame, "warning", "claude:default", "Claude", FALSE);
  append_card (frame, "fresh", "claude:work", "Claude (work)", TRUE);
  append_card (frame, "low", "claude:club", "Claude (the sailing club)", TRUE);
  append_card (frame, "stale", "claude:old", "Claude (old)", TRUE);
  append_card (frame, "signed-out", "claude:new", "Claude (new)", TRUE);
  save (frame, folder, "several", how);
}

int
main (int argc, char **argv)
{
  if (argc != 2)
    g_error ("usage: gallery FOLDER");
  if (!window_stage_init ())
    g_error ("no display");

  g_mkdir_with_parents (argv[1], 0755);
  for (gsize i = 0; i < G_N_ELEMENTS (LOOKS); i++)
    {
      look (&LOOKS[i]);
      for (const WindowScene *scene = WINDOW_SCENES; scene->name != NULL; scene++)
        {
          GtkWidget *frame = make_frame ();

          append_card (frame, scene->name, "claude:default", "Claude", FALSE);
          save (frame, argv[1], scene->name, &LOOKS[i]);
        }
      save_several (argv[1], &LOOKS[i]);
    }

  return 0;
}
