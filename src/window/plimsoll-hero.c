/* plimsoll-hero.c - the limit that matters most: dial, countdown, pace.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows words that somebody else made. Where there are no numbers the dial stays in its place,
 * empty: the card does not jump when the first ones come. */

#include "plimsoll-hero.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-condition-row.h"
#include "plimsoll-dial.h"
#include "plimsoll-label.h"
#include "plimsoll-wrap-layout.h"

struct _PlimsollHero
{
  GtkWidget parent_instance;

  char *id; /* (owned) (nullable): the limit on the dial */
  PlimsollDial *dial;
  GtkWidget *texts;
  GtkLabel *title;
  GtkLabel *severity;
  GtkLabel *reset;
  GtkLabel *pace;
  PlimsollConditionRow *condition;
};

static guint wish_signal;

G_DEFINE_FINAL_TYPE (PlimsollHero, plimsoll_hero, GTK_TYPE_WIDGET)

static void
on_wish_cb (PlimsollHero *self, const char *what)
{
  g_signal_emit (self, wish_signal, 0, what);
}

static void
plimsoll_hero_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plimsoll_hero_parent_class)->dispose (object);
}

static void
plimsoll_hero_finalize (GObject *object)
{
  g_free (PLIMSOLL_HERO (object)->id);
  G_OBJECT_CLASS (plimsoll_hero_parent_class)->finalize (object);
}

static void
plimsoll_hero_class_init (PlimsollHeroClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = plimsoll_hero_dispose;
  G_OBJECT_CLASS (klass)->finalize = plimsoll_hero_finalize;
  wish_signal = g_signal_new ("wish", PLIMSOLL_TYPE_HERO, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PLIMSOLL_TYPE_CONDITION_ROW);
  g_type_ensure (PLIMSOLL_TYPE_DIAL);
  g_type_ensure (PLIMSOLL_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/card/plimsoll-hero.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, dial);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, texts);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, title);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, severity);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, reset);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, pace);
  gtk_widget_class_bind_template_child (widget_class, PlimsollHero, condition);
  gtk_widget_class_bind_template_callback (widget_class, on_wish_cb);
  gtk_widget_class_set_css_name (widget_class, "hero");
}

static void
plimsoll_hero_init (PlimsollHero *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Empties the dial at once, so that what comes next does not glide. */
static void
clear_dial (PlimsollHero *self, const PlimsollGaugeWords *words)
{
  const PlimsollGaugePicture nothing = { .used_percent = NAN, .pace_percent = NAN };

  plimsoll_gauge_show (PLIMSOLL_GAUGE (self->dial), &nothing, words);
}

static void
show_dial (PlimsollHero *self, const PlimsollHeroContent *content)
{
  const PlimsollGaugeWords words = { content->title, content->spoken };

  if (g_strcmp0 (self->id, content->id) != 0)
    {
      clear_dial (self, &words);
      g_free (self->id);
      self->id = g_strdup (content->id);
    }
  plimsoll_gauge_show (PLIMSOLL_GAUGE (self->dial), content->picture, &words);
  plimsoll_dial_set_icon (self->dial, NULL);
  plimsoll_dial_set_words (self->dial, content->percent,
                           isnan (content->picture->used_percent) ? "" : content->of_what);
}

void
plimsoll_hero_show (PlimsollHero *self, const PlimsollHeroContent *content)
{
  const PlimsollConditionFace nothing = { 0 };

  g_return_if_fail (PLIMSOLL_IS_HERO (self));

  gtk_widget_set_visible (self->texts, TRUE);
  plimsoll_condition_row_show (self->condition, &nothing, FALSE);
  plimsoll_label_show_name (self->title, content->title);
  plimsoll_label_show (self->severity, content->severity);
  plimsoll_label_set_class (self->severity, "critical",
                            content->picture->severity == PLIMSOLL_SEVERITY_CRITICAL);
  plimsoll_label_show (self->reset, content->reset);
  plimsoll_label_show (self->pace, content->pace);
  show_dial (self, content);
}

void
plimsoll_hero_show_condition (PlimsollHero *self, const PlimsollConditionFace *face)
{
  /* Translators: read aloud for the gauge of an account that has no numbers. */
  const PlimsollGaugeWords words = { _ ("No numbers"), face->sentence };

  g_return_if_fail (PLIMSOLL_IS_HERO (self));
  g_return_if_fail (face->sentence != NULL);

  gtk_widget_set_visible (self->texts, FALSE);
  plimsoll_condition_row_show (self->condition, face, FALSE);
  clear_dial (self, &words);
  g_clear_pointer (&self->id, g_free);
  plimsoll_dial_set_words (self->dial, "", "");
  plimsoll_dial_set_icon (self->dial, face->icon);
}
