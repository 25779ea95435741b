/* plimsoll-condition-row.c - one calm sentence about what is wrong, and one button.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A row of the card and no frame in it: the sentence has no colour of its own, and what has gone
 * wrong is rarely the person's fault. Which sentence and which button is decided by
 * plimsoll-condition-face. */

#include "plimsoll-condition-row.h"

#include "plimsoll-label.h"
#include "plimsoll-wrap-layout.h"

#define COLUMN_SPACING 12
#define ROW_SPACING 6
/* A sentence narrower than this is a column of single words; wider than that it is hard to read. */
#define LEAST_CHARS 13
#define MOST_CHARS 46
/* Beside a button, a longer sentence than this would stand in more than three lines. */
#define LONG_CHARS 54

struct _PlimsollConditionRow
{
  GtkWidget parent_instance;

  GtkWidget *head; /* (owned by the widget tree) */
  GtkImage *icon;
  GtkLabel *sentence;
  GtkButton *button; /* (owned by the widget tree) */
  const char *wish; /* (nullable): of the button that is shown */
};

static guint wish_signal;

G_DEFINE_FINAL_TYPE (PlimsollConditionRow, plimsoll_condition_row, GTK_TYPE_WIDGET)

static void
on_clicked_cb (PlimsollConditionRow *self)
{
  if (self->wish != NULL)
    g_signal_emit (self, wish_signal, 0, self->wish);
}

static void
plimsoll_condition_row_dispose (GObject *object)
{
  PlimsollConditionRow *self = PLIMSOLL_CONDITION_ROW (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  G_OBJECT_CLASS (plimsoll_condition_row_parent_class)->dispose (object);
}

static void
plimsoll_condition_row_class_init (PlimsollConditionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_condition_row_dispose;
  gtk_widget_class_set_css_name (widget_class, "condition");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  wish_signal = g_signal_new ("wish", PLIMSOLL_TYPE_CONDITION_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plimsoll_condition_row_init (PlimsollConditionRow *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 plimsoll_wrap_layout_new (COLUMN_SPACING, ROW_SPACING));

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, COLUMN_SPACING);
  gtk_widget_set_hexpand (self->head, TRUE);
  /* Else the icon would stand higher than one line of text beside a button. */
  gtk_widget_set_valign (self->head, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  self->icon =
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), "condition-icon");
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->icon));

  self->sentence = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->sentence, 0);
  gtk_label_set_wrap (self->sentence, TRUE);
  gtk_label_set_wrap_mode (self->sentence, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (self->sentence, LEAST_CHARS);
  gtk_label_set_max_width_chars (self->sentence, MOST_CHARS);
  gtk_widget_set_hexpand (GTK_WIDGET (self->sentence), TRUE);
  gtk_box_append (GTK_BOX (self->head), GTK_WIDGET (self->sentence));

  self->button = GTK_BUTTON (gtk_button_new_with_label (""));
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked_cb), self);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

GtkWidget *
plimsoll_condition_row_new (void)
{
  return g_object_new (PLIMSOLL_TYPE_CONDITION_ROW, NULL);
}

static gboolean
is_long (const char *sentence)
{
  return sentence != NULL && g_utf8_strlen (sentence, -1) > LONG_CHARS;
}

void
plimsoll_condition_row_show (PlimsollConditionRow *self,
                             const PlimsollConditionFace *face,
                             gboolean has_icon)
{
  gboolean is_column = !has_icon || is_long (face->sentence);

  g_return_if_fail (PLIMSOLL_IS_CONDITION_ROW (self));

  plimsoll_wrap_layout_set_is_column (
      PLIMSOLL_WRAP_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), is_column);
  gtk_widget_set_visible (GTK_WIDGET (self), face->sentence != NULL);
  plimsoll_label_show (self->sentence, face->sentence);

  gtk_widget_set_visible (GTK_WIDGET (self->icon), has_icon && face->icon != NULL);
  if (has_icon && g_strcmp0 (gtk_image_get_icon_name (self->icon), face->icon) != 0)
    gtk_image_set_from_icon_name (self->icon, face->icon);

  gtk_widget_set_visible (GTK_WIDGET (self->button), face->button != NULL);
  gtk_widget_set_halign (GTK_WIDGET (self->button), has_icon ? GTK_ALIGN_END : GTK_ALIGN_START);
  if (face->button != NULL)
    gtk_button_set_label (self->button, face->button);
  self->wish = face->wish;
}
