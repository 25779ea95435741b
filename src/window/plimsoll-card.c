/* plimsoll-card.c - one account: its gauges, its countdowns, and what is wrong with it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the place of the real card, until that is there: the account's name and condition in a line.
 */

#include "plimsoll-card.h"

struct _PlimsollCard
{
  GtkWidget parent_instance;

  PlimsollMeter *meter; /* (owned) */
  GtkWidget *label;
  gboolean is_folded;
};

enum
{
  PROP_IS_FOLDED = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PlimsollCard, plimsoll_card, GTK_TYPE_WIDGET)

static void
update (PlimsollCard *self)
{
  const char *name = plimsoll_account_get_name (plimsoll_meter_get_account (self->meter));
  const char *word = plimsoll_condition_to_word (plimsoll_meter_get_condition (self->meter));
  g_autofree char *text = g_strdup_printf ("%s · %s", name, word);

  gtk_label_set_text (GTK_LABEL (self->label), text);
}

static void
plimsoll_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, PLIMSOLL_CARD (object)->is_folded);
}

static void
plimsoll_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  plimsoll_card_set_is_folded (PLIMSOLL_CARD (object), g_value_get_boolean (value));
}

static void
plimsoll_card_dispose (GObject *object)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);

  if (self->meter != NULL)
    g_signal_handlers_disconnect_by_data (self->meter, self);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->meter);
  G_OBJECT_CLASS (plimsoll_card_parent_class)->dispose (object);
}

static void
plimsoll_card_class_init (PlimsollCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = plimsoll_card_get_property;
  object_class->set_property = plimsoll_card_set_property;
  object_class->dispose = plimsoll_card_dispose;
  properties[PROP_IS_FOLDED] =
      g_param_spec_boolean ("is-folded", NULL, NULL, FALSE, G_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("wish", PLIMSOLL_TYPE_CARD, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
plimsoll_card_init (PlimsollCard *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

GtkWidget *
plimsoll_card_new (PlimsollMeter *meter, PlimsollClock *clock)
{
  PlimsollCard *self = g_object_new (PLIMSOLL_TYPE_CARD, NULL);

  self->meter = g_object_ref (meter);
  g_signal_connect_swapped (meter, "notify::condition", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}

PlimsollMeter *
plimsoll_card_get_meter (PlimsollCard *self)
{
  return self->meter;
}

gboolean
plimsoll_card_get_is_folded (PlimsollCard *self)
{
  return self->is_folded;
}

void
plimsoll_card_set_is_folded (PlimsollCard *self, gboolean is_folded)
{
  if (self->is_folded == is_folded)
    return;

  self->is_folded = is_folded;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FOLDED]);
}
