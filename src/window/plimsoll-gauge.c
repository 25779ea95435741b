/* plimsoll-gauge.c - a bar that shows how much of a limit is used.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Holds the value, moves it in 250 ms, and tells assistive technology. What it looks like is
 * painted by plimsoll-gauge-picture; which words it is read by is decided by who shows it. Painted
 * with cairo and not from GSK nodes: rings and stripes have no nodes before GTK 4.14, and the
 * window runs on the cairo renderer anyway. */

#include "plimsoll-gauge.h"

#include <adwaita.h>
#include <math.h>

#define GLIDE_MS 250
#define LEAST_WIDTH 48
#define NATURAL_WIDTH 120

typedef struct
{
  PlimsollGaugePicture picture; /* where it is going */
  double shown_percent; /* where it is; NAN when not known */
  AdwAnimation *glide; /* (owned) */
} PlimsollGaugePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (PlimsollGauge, plimsoll_gauge, GTK_TYPE_WIDGET)

static PlimsollGaugePrivate *
get_private (PlimsollGauge *self)
{
  return plimsoll_gauge_get_instance_private (self);
}

static PlimsollGaugeGround
find_ground (PlimsollGauge *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  PlimsollGaugeGround ground = PLIMSOLL_GAUGE_LIGHT;

  if (adw_style_manager_get_dark (manager))
    ground |= PLIMSOLL_GAUGE_DARK;
  if (adw_style_manager_get_high_contrast (manager))
    ground |= PLIMSOLL_GAUGE_HIGH_CONTRAST;
  return ground;
}

static void
on_glided_cb (double value, gpointer user_data)
{
  PlimsollGauge *self = PLIMSOLL_GAUGE (user_data);

  get_private (self)->shown_percent = value;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* From nothing to something, and back, there is no way to glide. */
static void
move_to (PlimsollGauge *self, double percent)
{
  PlimsollGaugePrivate *priv = get_private (self);
  AdwTimedAnimation *glide = ADW_TIMED_ANIMATION (priv->glide);

  /* Also ends a glide that is under way, wherever it was going. */
  adw_animation_pause (priv->glide);
  if (isnan (percent) || isnan (priv->shown_percent) || percent == priv->shown_percent)
    {
      priv->shown_percent = percent;
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }

  adw_timed_animation_set_value_from (glide, priv->shown_percent);
  adw_timed_animation_set_value_to (glide, percent);
  adw_animation_reset (priv->glide);
  adw_animation_play (priv->glide);
}

static void
tell_accessibility (PlimsollGauge *self, const PlimsollGaugeWords *words)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);
  double percent = get_private (self)->picture.used_percent;

  /* GTK before 4.10 hands the value text of a meter to nobody; the description is read by all. */
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, words->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, words->value, -1);
  if (isnan (percent))
    gtk_accessible_reset_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW);
  else
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, MAX (100.0, percent),
                                    GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, percent, -1);
}

static void
plimsoll_gauge_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PlimsollGauge *self = PLIMSOLL_GAUGE (widget);
  PlimsollGaugePrivate *priv = get_private (self);
  PlimsollGaugePicture picture = priv->picture;
  PlimsollGaugePalette palette = plimsoll_gauge_palette_choose (
      priv->picture.severity, priv->picture.is_stale, find_ground (self));
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  cairo_t *cr = NULL;

  if (width <= 0 || height <= 0)
    return;

  picture.used_percent = priv->shown_percent;
  picture.is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  PLIMSOLL_GAUGE_GET_CLASS (self)->paint (&picture, &palette, cr, width, height);
  cairo_destroy (cr);
}

static void
plimsoll_gauge_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  gboolean is_wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_wide ? LEAST_WIDTH : PLIMSOLL_GAUGE_BAR_HEIGHT;
  *natural = is_wide ? NATURAL_WIDTH : PLIMSOLL_GAUGE_BAR_HEIGHT;
}

static void
plimsoll_gauge_dispose (GObject *object)
{
  PlimsollGaugePrivate *priv = get_private (PLIMSOLL_GAUGE (object));

  if (priv->glide != NULL)
    adw_animation_pause (priv->glide);
  g_clear_object (&priv->glide);
  G_OBJECT_CLASS (plimsoll_gauge_parent_class)->dispose (object);
}

static void
plimsoll_gauge_class_init (PlimsollGaugeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plimsoll_gauge_dispose;
  widget_class->snapshot = plimsoll_gauge_snapshot;
  widget_class->measure = plimsoll_gauge_measure;
  klass->paint = plimsoll_gauge_picture_paint_bar;

  gtk_widget_class_set_css_name (widget_class, "gauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
plimsoll_gauge_init (PlimsollGauge *self)
{
  PlimsollGaugePrivate *priv = get_private (self);
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  AdwAnimationTarget *target = adw_callback_animation_target_new (on_glided_cb, self, NULL);

  priv->picture.used_percent = NAN;
  priv->picture.pace_percent = NAN;
  priv->shown_percent = NAN;
  priv->glide = adw_timed_animation_new (GTK_WIDGET (self), 0, 0, GLIDE_MS, target);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
plimsoll_gauge_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_GAUGE, NULL);
}

void
plimsoll_gauge_show (PlimsollGauge *self,
                     const PlimsollGaugePicture *picture,
                     const PlimsollGaugeWords *words)
{
  PlimsollGaugePrivate *priv = get_private (self);
  gboolean is_same = plimsoll_gauge_picture_equal (&priv->picture, picture);

  g_return_if_fail (PLIMSOLL_IS_GAUGE (self));
  g_return_if_fail (picture->n_ticks <= PLIMSOLL_GAUGE_MAX_TICKS);

  priv->picture = *picture;
  tell_accessibility (self, words);
  if (!is_same)
    move_to (self, picture->used_percent);
}

const PlimsollGaugePicture *
plimsoll_gauge_get_picture (PlimsollGauge *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_GAUGE (self), NULL);

  return &get_private (self)->picture;
}
