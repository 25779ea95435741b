/* test-gauge.c - the gauge as a widget: gliding, reading aloud, resting.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only what the widget adds to its picture; how a value is painted is for test-gauge-picture. */

#include "plimsoll-dial.h"

#include <adwaita.h>
#include <math.h>

#include "window-stage.h"

#define WIDTH 200

static void
show (GtkWidget *gauge, double used_percent)
{
  const PlimsollGaugePicture picture = { .used_percent = used_percent, .pace_percent = NAN };
  const PlimsollGaugeWords words = { "Session", "61 % used" };

  plimsoll_gauge_show (PLIMSOLL_GAUGE (gauge), &picture, &words);
}

static void
set_animations (gboolean are_on)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", are_on, NULL);
}

/* How many pixels along the middle of the gauge have the colour of what is used. */
static int
measure_fill (GtkWidget *gauge)
{
  g_autoptr (GdkTexture) texture = window_stage_paint (gauge);
  int width = gdk_texture_get_width (texture);
  gsize stride = 4 * (gsize) width;
  g_autofree guint32 *pixels = g_new0 (guint32, (gsize) width * gdk_texture_get_height (texture));
  const guint32 *middle = pixels + width * (gdk_texture_get_height (texture) / 2);
  int n = 0;

  gdk_texture_download (texture, (guchar *) pixels, stride);
  for (int x = 0; x < width; x++)
    n += (middle[x] >> 24) > 200 ? 1 : 0;
  return n;
}

static void
on_counted_cb (GdkPaintable *paintable, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* With animations off a new value stands at once. */
static void
test_no_animation (void)
{
  GtkWidget *gauge = plimsoll_gauge_new ();
  GtkWidget *window = window_stage_show (gauge, WIDTH);

  set_animations (FALSE);
  show (gauge, 25);
  g_assert_cmpint (ABS (measure_fill (gauge) - WIDTH / 4), <=, 2);
  show (gauge, 75);
  g_assert_cmpint (ABS (measure_fill (gauge) - WIDTH * 3 / 4), <=, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* TRUE when on the way to `percent` the gauge was seen between where it was and where it ends. */
static gboolean
is_seen_gliding (GtkWidget *gauge, double percent)
{
  int from = measure_fill (gauge);
  int to = (int) (percent / 100 * WIDTH);
  gboolean is_seen = FALSE;

  show (gauge, percent);
  for (int i = 0; i < 200; i++)
    {
      int now = measure_fill (gauge);

      if (ABS (now - to) <= 2)
        return is_seen;
      if (ABS (now - from) > 4 && ABS (now - to) > 4)
        is_seen = TRUE;
      window_stage_wait (10);
    }

  g_assert_not_reached ();
}

/* With animations on a new value is on its way for a while, and then there. The first value ever
 * stands at once: there is nothing to come from. */
static void
test_glide (void)
{
  GtkWidget *gauge = plimsoll_gauge_new ();
  GtkWidget *window = window_stage_show (gauge, WIDTH);
  gboolean is_seen = FALSE;

  set_animations (TRUE);
  show (gauge, 10);
  g_assert_cmpint (ABS (measure_fill (gauge) - WIDTH / 10), <=, 2);
  /* A busy machine may paint no frame in a quarter of a second, but not five times. */
  for (int i = 0; i < 5 && !is_seen; i++)
    is_seen = is_seen_gliding (gauge, i % 2 == 0 ? 90 : 10);
  g_assert_true (is_seen);
  set_animations (FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A value that comes while another is on its way is where the gauge ends. */
static void
test_glide_interrupted (void)
{
  GtkWidget *gauge = plimsoll_gauge_new ();
  GtkWidget *window = window_stage_show (gauge, WIDTH);

  set_animations (TRUE);
  show (gauge, 10);
  show (gauge, 90);
  window_stage_wait (60);
  show (gauge, 50);
  window_stage_wait (600);
  g_assert_cmpint (ABS (measure_fill (gauge) - WIDTH / 2), <=, 2);
  show (gauge, NAN);
  g_assert_cmpint (measure_fill (gauge), ==, 0);
  set_animations (FALSE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The same value again is not painted again; another one is. */
static void
test_rest (void)
{
  GtkWidget *gauge = plimsoll_gauge_new ();
  GtkWidget *window = window_stage_show (gauge, WIDTH);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (gauge);
  guint n_painted = 0;

  set_animations (FALSE);
  show (gauge, 25);
  window_stage_wait (200);
  g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (on_counted_cb), &n_painted);
  for (int i = 0; i < 10; i++)
    show (gauge, 25);
  window_stage_wait (200);
  g_assert_cmpuint (n_painted, ==, 0);
  show (gauge, 26);
  window_stage_wait (200);
  g_assert_cmpuint (n_painted, >, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Who listens hears a meter with a name, its range, where it stands, and how that is said; also
 * beyond the end of the range, and nothing of a value that nobody knows. */
static void
test_accessible (void)
{
  GtkWidget *gauge = g_object_ref_sink (plimsoll_gauge_new ());
  GtkAccessible *accessible = GTK_ACCESSIBLE (gauge);
  /* The macro makes a format of what it is given, so a literal must have no percent sign. */
  const char *value = "61 % used";

  show (gauge, 61);
  gtk_test_accessible_assert_role (accessible, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, "Session");
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, value);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 61.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 100.0);
  show (gauge, 104);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 104.0);
  gtk_test_accessible_assert_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 104.0);
  show (gauge, NAN);
  g_assert_false (gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW));
  g_object_unref (gauge);
}

/* The dial is round, holds the widest usual number, and keeps its size whatever number it shows. */
static void
test_dial_size (void)
{
  GtkWidget *dial = plimsoll_dial_new ();
  GtkWidget *window = window_stage_show (dial, -1);
  int width = gtk_widget_get_width (dial);
  int wider = 0;

  plimsoll_dial_set_words (PLIMSOLL_DIAL (dial), "100 %", "used");
  window_stage_wait (100);
  gtk_widget_measure (dial, GTK_ORIENTATION_HORIZONTAL, -1, &wider, NULL, NULL, NULL);
  g_assert_cmpint (width, >=, 112);
  g_assert_cmpint (wider, ==, width);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!window_stage_init ())
    g_error ("no display; run me by tests/window/under-xvfb");

  g_test_add_func ("/window/gauge/no-animation", test_no_animation);
  g_test_add_func ("/window/gauge/glide", test_glide);
  g_test_add_func ("/window/gauge/glide-interrupted", test_glide_interrupted);
  g_test_add_func ("/window/gauge/rest", test_rest);
  g_test_add_func ("/window/gauge/accessible", test_accessible);
  g_test_add_func ("/window/gauge/dial-size", test_dial_size);

  return g_test_run ();
}
