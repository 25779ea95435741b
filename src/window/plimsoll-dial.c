/* plimsoll-dial.c - the large gauge: a ring with a waterline around a number.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A gauge of another shape that carries two labels. The ring is measured from the widest number
 * that is usual, not from the one shown, so that nothing beside it moves when 9 % become 10 %. */

#include "plimsoll-dial.h"

#include <math.h>

#include "plimsoll-label.h"
#include "plimsoll-words.h"

/* The number must clear the ring at its own height: half its width is a leg of the triangle. */
#define DIAMETER_TO_NUMBER 1.56
#define LEAST_DIAMETER 112

struct _PlimsollDial
{
  PlimsollGauge parent_instance;

  GtkWidget *box; /* (owned by the widget tree) */
  GtkImage *icon;
  GtkLabel *number;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (PlimsollDial, plimsoll_dial, PLIMSOLL_TYPE_GAUGE)

/* In pixels, of the widest usual number in the font of the label. */
static int
measure_number (PlimsollDial *self)
{
  g_autofree char *widest = plimsoll_words_percent (100);
  g_autoptr (PangoLayout) layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self->number), widest);
  int width = 0;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
plimsoll_dial_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  PlimsollDial *self = PLIMSOLL_DIAL (widget);
  int box_minimum = 0;
  int box_natural = 0;

  gtk_widget_measure (self->box, orientation, -1, &box_minimum, &box_natural, NULL, NULL);
  *minimum = MAX (LEAST_DIAMETER, (int) ceil (measure_number (self) * DIAMETER_TO_NUMBER));
  *minimum = MAX (*minimum, box_minimum);
  *natural = *minimum;
}

static void
plimsoll_dial_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PlimsollDial *self = PLIMSOLL_DIAL (widget);
  GtkAllocation middle = { 0 };

  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &middle.width, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, middle.width, NULL, &middle.height, NULL,
                      NULL);
  middle.width = MIN (middle.width, width);
  middle.x = (width - middle.width) / 2;
  middle.y = (height - middle.height) / 2;
  gtk_widget_size_allocate (self->box, &middle, -1);
}

static void
plimsoll_dial_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (plimsoll_dial_parent_class)->snapshot (widget, snapshot);
  gtk_widget_snapshot_child (widget, PLIMSOLL_DIAL (widget)->box, snapshot);
}

static void
plimsoll_dial_dispose (GObject *object)
{
  PlimsollDial *self = PLIMSOLL_DIAL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (plimsoll_dial_parent_class)->dispose (object);
}

static void
plimsoll_dial_class_init (PlimsollDialClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_dial_dispose;
  widget_class->measure = plimsoll_dial_measure;
  widget_class->size_allocate = plimsoll_dial_size_allocate;
  widget_class->snapshot = plimsoll_dial_snapshot;
  PLIMSOLL_GAUGE_CLASS (klass)->paint = plimsoll_gauge_picture_paint_ring;
  gtk_widget_class_set_css_name (widget_class, "dial");
}

/* (transfer floating): a label inside the ring; the meter itself is what is read aloud. */
static GtkWidget *
make_label (const char *style)
{
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (label, style);
  return label;
}

static void
plimsoll_dial_init (PlimsollDial *self)
{
  self->number = GTK_LABEL (make_label ("dial-number"));
  self->caption = GTK_LABEL (make_label ("dial-caption"));
  self->icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "dial-icon");
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->number));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->caption));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
plimsoll_dial_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_DIAL, NULL);
}

void
plimsoll_dial_set_words (PlimsollDial *self, const char *number, const char *caption)
{
  g_return_if_fail (PLIMSOLL_IS_DIAL (self));

  plimsoll_label_show (self->number, number);
  plimsoll_label_show (self->caption, caption);
}

void
plimsoll_dial_set_icon (PlimsollDial *self, const char *icon)
{
  g_return_if_fail (PLIMSOLL_IS_DIAL (self));

  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  if (icon != NULL && g_strcmp0 (gtk_image_get_icon_name (self->icon), icon) != 0)
    gtk_image_set_from_icon_name (self->icon, icon);
}
