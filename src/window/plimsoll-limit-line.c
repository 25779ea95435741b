/* plimsoll-limit-line.c - one limit on one line: title, percentage, gauge, reset.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows words that somebody else made. A long title gives way first; the tooltip has all of it. */

#include "plimsoll-limit-line.h"

#include "plimsoll-label.h"
#include "plimsoll-wrap-layout.h"

#define COLUMN_SPACING 12
/* Longer titles are cut before the gauge suffers. */
#define TITLE_CHARS 13
/* Columns of lines that stand alone, each in a card of its own, but below one another. */
/* A line gives its gauge so much or becomes two lines; one that stands alone gives it less. */
#define GAUGE_WIDTH 72
#define FIXED_TITLE_CHARS 10
#define FIXED_PERCENT_CHARS 4
#define FIXED_WHEN_CHARS 8

struct _PlimsollLimitLine
{
  GtkWidget parent_instance;

  GtkWidget *head; /* (owned by the widget tree) */
  GtkLabel *title;
  GtkLabel *percent;
  GtkWidget *tail; /* (owned by the widget tree) */
  GtkWidget *gauge;
  GtkLabel *when;
};

G_DEFINE_FINAL_TYPE (PlimsollLimitLine, plimsoll_limit_line, GTK_TYPE_WIDGET)

static void
plimsoll_limit_line_dispose (GObject *object)
{
  PlimsollLimitLine *self = PLIMSOLL_LIMIT_LINE (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->tail, gtk_widget_unparent);
  G_OBJECT_CLASS (plimsoll_limit_line_parent_class)->dispose (object);
}

static void
plimsoll_limit_line_class_init (PlimsollLimitLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_limit_line_dispose;
  gtk_widget_class_set_css_name (widget_class, "limit");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
append_label (GtkWidget *box, float xalign)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, xalign);
  gtk_label_set_single_line_mode (label, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
plimsoll_limit_line_init (PlimsollLimitLine *self)
{
  GtkLayoutManager *layout = plimsoll_wrap_layout_new (COLUMN_SPACING, 0);

  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->title = append_label (self->head, 0);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->title, TITLE_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title), TRUE);
  self->percent = append_label (self->head, 1);
  gtk_widget_add_css_class (GTK_WIDGET (self->percent), "numeric");

  self->tail = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING);
  gtk_widget_set_hexpand (self->tail, TRUE);
  gtk_widget_set_parent (self->tail, GTK_WIDGET (self));
  self->gauge = plimsoll_gauge_new ();
  gtk_widget_set_hexpand (self->gauge, TRUE);
  gtk_widget_set_size_request (self->gauge, GAUGE_WIDTH, -1);
  gtk_widget_set_valign (self->gauge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->tail), self->gauge);
  self->when = append_label (self->tail, 1);
  gtk_label_set_ellipsize (self->when, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->when), "card-quiet");
}

GtkWidget *
plimsoll_limit_line_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_LIMIT_LINE, NULL);
}

static void
show_tooltip (PlimsollLimitLine *self, const PlimsollLimitLineContent *content)
{
  g_autoptr (GString) words = g_string_new (content->title);
  const char *tooltip = NULL;

  if (content->spoken[0] != '\0')
    g_string_append_printf (words, "\n%s", content->spoken);
  if (content->pace != NULL)
    g_string_append_printf (words, "\n%s", content->pace);

  tooltip = words->str;
  if (g_strcmp0 (gtk_widget_get_tooltip_text (GTK_WIDGET (self)), tooltip) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), tooltip);
}

void
plimsoll_limit_line_show (PlimsollLimitLine *self, const PlimsollLimitLineContent *content)
{
  const PlimsollGaugePicture *picture = content->picture;
  const PlimsollGaugeWords words = { content->title, content->spoken };
  gboolean is_loud =
      picture != NULL && picture->severity != PLIMSOLL_SEVERITY_NORMAL && !picture->is_stale;

  g_return_if_fail (PLIMSOLL_IS_LIMIT_LINE (self));

  plimsoll_label_show (self->title, content->title);
  plimsoll_label_show (self->percent, content->percent);
  plimsoll_label_show (self->when, content->when);
  plimsoll_label_set_class (self->percent, "limit-loud", is_loud);
  gtk_widget_set_visible (self->gauge, picture != NULL);
  /* Without a gauge nothing else pushes the words to the end of the line. */
  gtk_widget_set_hexpand (GTK_WIDGET (self->when), picture == NULL);
  if (picture != NULL)
    plimsoll_gauge_show (PLIMSOLL_GAUGE (self->gauge), picture, &words);
  show_tooltip (self, content);
}

void
plimsoll_limit_line_set_fixed (PlimsollLimitLine *self)
{
  g_return_if_fail (PLIMSOLL_IS_LIMIT_LINE (self));

  gtk_widget_set_size_request (self->gauge, -1, -1);
  gtk_label_set_width_chars (self->title, FIXED_TITLE_CHARS);
  gtk_label_set_max_width_chars (self->title, FIXED_TITLE_CHARS);
  gtk_label_set_width_chars (self->percent, FIXED_PERCENT_CHARS);
  gtk_label_set_width_chars (self->when, FIXED_WHEN_CHARS);
}

void
plimsoll_limit_line_align (PlimsollLimitLine *self, const PlimsollLimitLineColumns *columns)
{
  g_return_if_fail (PLIMSOLL_IS_LIMIT_LINE (self));

  gtk_size_group_add_widget (columns->titles, GTK_WIDGET (self->title));
  gtk_size_group_add_widget (columns->percents, GTK_WIDGET (self->percent));
  gtk_size_group_add_widget (columns->whens, GTK_WIDGET (self->when));
}
