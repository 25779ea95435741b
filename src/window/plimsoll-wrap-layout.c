/* plimsoll-wrap-layout.c - a row that becomes a column where the row does not fit.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What lets one card serve 320 pixels, large text and long words. libadwaita 1.2 has nothing of the
 * kind: AdwSqueezer wants both forms as widgets of their own, AdwFlap and AdwLeaflet are for pages.
 * In a row the first child that expands takes what is left; without one, it stays at the end. */

#include "plimsoll-wrap-layout.h"

struct _PlimsollWrapLayout
{
  GtkLayoutManager parent_instance;

  int column_spacing;
  int row_spacing;
  gboolean is_column; /* whatever the width */
};

enum
{
  PROP_COLUMN_SPACING = 1,
  PROP_ROW_SPACING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimsollWrapLayout, plimsoll_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* All visible children together. */
typedef struct
{
  int n;
  gboolean is_column; /* whatever the width */
  int row_width; /* the least that one row needs */
  int natural_row_width;
  int column_width; /* the least that one column needs */
  int given_to_rest; /* of row_width, what the children get that do not expand */
} Need;

static Need
measure_need (PlimsollWrapLayout *self, GtkWidget *widget)
{
  Need need = { .is_column = self->is_column };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0;
      int natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      if (!gtk_widget_get_hexpand (child))
        need.given_to_rest += natural;
      need.row_width += gtk_widget_get_hexpand (child) ? minimum : natural;
      need.natural_row_width += natural;
      need.column_width = MAX (need.column_width, minimum);
      need.n++;
    }

  if (need.n > 1)
    {
      need.row_width += (need.n - 1) * self->column_spacing;
      need.natural_row_width += (need.n - 1) * self->column_spacing;
    }
  return need;
}

static gboolean
is_row (const Need *need, int width)
{
  return !need->is_column && (width < 0 || width >= need->row_width);
}

/* The width that a child gets in a row or a column of `width`. */
static int
choose_width (PlimsollWrapLayout *self, GtkWidget *child, const Need *need, int width)
{
  int natural = 0;

  if (!is_row (need, width))
    return width;
  if (gtk_widget_get_hexpand (child))
    return width - need->given_to_rest - (need->n - 1) * self->column_spacing;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_height (GtkWidget *child, int width)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  return natural;
}

static int
measure_total_height (PlimsollWrapLayout *self, GtkWidget *widget, int width)
{
  Need need = measure_need (self, widget);
  int given = width < 0 ? need.natural_row_width : width;
  int total = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int height = 0;

      if (!gtk_widget_should_layout (child))
        continue;

      height = measure_height (child, choose_width (self, child, &need, given));
      total = is_row (&need, given) ? MAX (total, height) : total + height;
    }

  return is_row (&need, given) || need.n == 0 ? total : total + (need.n - 1) * self->row_spacing;
}

static void
plimsoll_wrap_layout_measure (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  PlimsollWrapLayout *self = PLIMSOLL_WRAP_LAYOUT (manager);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      Need need = measure_need (self, widget);

      *minimum = need.column_width;
      *natural = need.natural_row_width;
      return;
    }

  *minimum = measure_total_height (self, widget, for_size);
  *natural = *minimum;
}

static void
plimsoll_wrap_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  PlimsollWrapLayout *self = PLIMSOLL_WRAP_LAYOUT (manager);
  Need need = measure_need (self, widget);
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int along = place.x;

      if (!gtk_widget_should_layout (child))
        continue;

      place.width = choose_width (self, child, &need, width);
      if (is_row (&need, width))
        {
          place.height = height;
          place.x = is_mirrored ? width - along - place.width : along;
          gtk_widget_size_allocate (child, &place, -1);
          place.x = along + place.width + self->column_spacing;
        }
      else
        {
          place.height = measure_height (child, width);
          gtk_widget_size_allocate (child, &place, -1);
          place.y += place.height + self->row_spacing;
        }
    }
}

static GtkSizeRequestMode
plimsoll_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
plimsoll_wrap_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlimsollWrapLayout *self = PLIMSOLL_WRAP_LAYOUT (object);

  if (id == PROP_COLUMN_SPACING)
    g_value_set_int (value, self->column_spacing);
  else if (id == PROP_ROW_SPACING)
    g_value_set_int (value, self->row_spacing);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_wrap_layout_set_property (GObject *object,
                                   guint id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  PlimsollWrapLayout *self = PLIMSOLL_WRAP_LAYOUT (object);

  if (id == PROP_COLUMN_SPACING)
    self->column_spacing = g_value_get_int (value);
  else if (id == PROP_ROW_SPACING)
    self->row_spacing = g_value_get_int (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_wrap_layout_class_init (PlimsollWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = plimsoll_wrap_layout_measure;
  layout_class->allocate = plimsoll_wrap_layout_allocate;
  layout_class->get_request_mode = plimsoll_wrap_layout_get_request_mode;
  object_class->get_property = plimsoll_wrap_layout_get_property;
  object_class->set_property = plimsoll_wrap_layout_set_property;

  properties[PROP_COLUMN_SPACING] =
      g_param_spec_int ("column-spacing", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ROW_SPACING] =
      g_param_spec_int ("row-spacing", NULL, NULL, 0, G_MAXINT, 0,
                        G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_wrap_layout_init (PlimsollWrapLayout *self)
{
}

GtkLayoutManager *
plimsoll_wrap_layout_new (int column_spacing, int row_spacing)
{
  return g_object_new (PLIMSOLL_TYPE_WRAP_LAYOUT, "column-spacing", column_spacing, "row-spacing",
                       row_spacing, NULL);
}

void
plimsoll_wrap_layout_set_is_column (PlimsollWrapLayout *self, gboolean is_column)
{
  g_return_if_fail (PLIMSOLL_IS_WRAP_LAYOUT (self));

  if (self->is_column == is_column)
    return;

  self->is_column = is_column;
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}
