/* plimsoll-card.c - one account: its gauges, its countdowns, and what is wrong with it.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Puts values and words where they belong, and nothing more: words come from plimsoll-card-words
 * and plimsoll-condition-face together with how long they hold, and one timer for the whole card
 * sleeps until then. It sets nothing that has not changed, so that an unchanging card is never
 * drawn again. What a person wants beyond the card is wished for and left to whoever owns it. */

#include "plimsoll-card.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plimsoll-card-style.h"
#include "plimsoll-card-words.h"
#include "plimsoll-condition-row.h"
#include "plimsoll-hero.h"
#include "plimsoll-label.h"
#include "plimsoll-limit-lines.h"
#include "plimsoll-status-words.h"
#include "plimsoll-wall-timer.h"
#include "plimsoll-words.h"
#include "plimsoll-wrap-layout.h"

struct _PlimsollCard
{
  GtkWidget parent_instance;

  PlimsollMeter *meter; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  PlimsollWallTimer *timer; /* (owned) (nullable): until the next text changes */
  GDateTime *checked; /* (owned) (nullable): the latest reset for which a refresh was wished */
  double ticks[PLIMSOLL_GAUGE_MAX_TICKS];
  guint n_ticks;
  gboolean shows_left;
  gboolean is_folded;
  gboolean can_fold;

  /* Of the template. */
  GtkWidget *folded;
  PlimsollLimitLine *summary;
  GtkWidget *body;
  GtkLabel *name;
  GtkLabel *identity;
  GtkWidget *fold;
  PlimsollConditionRow *condition;
  PlimsollHero *hero;
  PlimsollLimitLines *lines;
  GtkWidget *spend_row;
  GtkLabel *spend;
  GtkLabel *origin;
};

enum
{
  PROP_METER = 1,
  PROP_CLOCK,
  PROP_IS_FOLDED,
  PROP_CAN_FOLD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint wish_signal;

G_DEFINE_FINAL_TYPE (PlimsollCard, plimsoll_card, GTK_TYPE_WIDGET)

static void
wish (PlimsollCard *self, const char *what)
{
  g_signal_emit (self, wish_signal, g_quark_from_string (what), what);
}

/* A limit of an account in trouble may have come by another way since. */
static gboolean
is_stale (PlimsollCard *self, PlimsollLimit *limit, GDateTime *now)
{
  return plimsoll_meter_get_condition (self->meter) != PLIMSOLL_CONDITION_FRESH
         && !plimsoll_meter_is_limit_fresh (self->meter, limit, now);
}

static PlimsollGaugePicture
make_picture (PlimsollCard *self, PlimsollCardView *view, PlimsollLimit *limit)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  PlimsollGaugePicture picture = {
    .used_percent = plimsoll_limit_get_reading (limit, view->now),
    .pace_percent = NAN,
    .n_ticks = self->n_ticks,
    .severity = plimsoll_limit_peek (limit)->severity,
    .is_stale = is_stale (self, limit, view->now),
  };

  /* Of old numbers nobody knows the pace, and of a window that ended there is none. */
  if (!picture.is_stale && !isnan (picture.used_percent))
    picture.pace_percent = plimsoll_card_words_pace_percent (snapshot, limit);
  memcpy (picture.ticks, self->ticks, sizeof picture.ticks);
  if (view->shows_left)
    plimsoll_gauge_picture_turn (&picture);
  return picture;
}

/* (transfer full) (nullable): of old numbers nobody knows the pace. */
static char *
make_pace (PlimsollCard *self, PlimsollLimit *limit, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);

  return is_stale (self, limit, view->now) ? NULL
                                           : plimsoll_card_words_pace (view, snapshot, limit);
}

static void
show_hero (PlimsollCard *self, PlimsollLimit *limit, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  const PlimsollLimitFields *fields = plimsoll_limit_peek (limit);
  PlimsollGaugePicture picture = make_picture (self, view, limit);
  g_autofree char *percent = plimsoll_card_words_percent (view, limit);
  g_autofree char *reset = plimsoll_card_words_reset (view, limit);
  g_autofree char *pace = make_pace (self, limit, view);
  g_autofree char *spoken = plimsoll_card_words_spoken (view, snapshot, limit);
  const PlimsollHeroContent content = {
    .id = fields->id,
    .title = fields->title,
    .percent = percent,
    .of_what = plimsoll_card_words_of_what (view),
    .severity = picture.is_stale ? NULL : plimsoll_card_words_severity (view, limit),
    .reset = reset,
    .pace = pace,
    .spoken = spoken,
    .picture = &picture,
  };

  plimsoll_hero_show (self->hero, &content);
}

static void
show_line (PlimsollCard *self,
           PlimsollLimitLine *line,
           const char *title,
           PlimsollLimit *limit,
           PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  PlimsollGaugePicture picture = make_picture (self, view, limit);
  g_autofree char *percent = plimsoll_card_words_percent (view, limit);
  g_autofree char *when = plimsoll_card_words_reset_short (view, limit);
  g_autofree char *spoken = plimsoll_card_words_spoken (view, snapshot, limit);
  g_autofree char *pace = make_pace (self, limit, view);
  const PlimsollLimitLineContent content = { title, percent, when, spoken, pace, &picture };

  plimsoll_limit_line_show (line, &content);
}

static void
show_lines (PlimsollCard *self, PlimsollLimit *hero, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  guint n_limits = snapshot != NULL ? plimsoll_snapshot_get_n_limits (snapshot) : 0;
  g_autoptr (GPtrArray) limits = g_ptr_array_new ();
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < n_limits; i++)
    {
      PlimsollLimit *limit = plimsoll_snapshot_get_limit (snapshot, i);

      if (limit == hero)
        continue;
      g_ptr_array_add (limits, limit);
      g_ptr_array_add (ids, (gpointer) plimsoll_limit_peek (limit)->id);
    }
  plimsoll_limit_lines_arrange (self->lines, (const char *const *) ids->pdata, ids->len);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), limits->len > 0);

  for (guint i = 0; i < limits->len; i++)
    {
      PlimsollLimit *limit = g_ptr_array_index (limits, i);

      show_line (self, plimsoll_limit_lines_get (self->lines, i),
                 plimsoll_limit_peek (limit)->title, limit, view);
    }
}

static void
show_foot (PlimsollCard *self, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  g_autofree char *spend = NULL;
  g_autofree char *origin = NULL;

  if (snapshot != NULL)
    {
      spend = plimsoll_status_words_spend (plimsoll_snapshot_get_spend (snapshot));
      origin = plimsoll_card_words_origin (view, snapshot);
    }
  gtk_widget_set_visible (self->spend_row, spend != NULL);
  plimsoll_label_show (self->spend, spend);
  plimsoll_label_show (self->origin, origin);
}

/* What is wrong stands above the numbers; where there are none, in their place. */
static void
show_condition (PlimsollCard *self, PlimsollLimit *hero, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  const PlimsollConditionFace nothing = { 0 };
  g_auto (PlimsollConditionFace) face =
      plimsoll_condition_face_choose (self->meter, view->now, view->zone);

  if (face.sentence == NULL && snapshot != NULL)
    face.sentence = g_strdup (plimsoll_status_words_empty (snapshot));
  /* The sentence names days, too. */
  if (face.sentence != NULL)
    view->holds = MIN (view->holds, plimsoll_words_clock_next_change (view->now, view->zone));

  gtk_widget_set_visible (GTK_WIDGET (self->hero), hero != NULL || face.sentence != NULL);
  if (hero == NULL && face.sentence != NULL)
    plimsoll_hero_show_condition (self->hero, &face);
  plimsoll_condition_row_show (self->condition, hero != NULL ? &face : &nothing, TRUE);
}

/* Folded, the account's name stands where else the limit's does; without numbers, the trouble in a
 * few words. */
static void
show_summary (PlimsollCard *self, PlimsollLimit *hero, PlimsollCardView *view)
{
  const char *name = plimsoll_account_get_name (plimsoll_meter_get_account (self->meter));
  const char *trouble =
      plimsoll_status_words_condition (plimsoll_meter_get_condition (self->meter));
  const PlimsollLimitLineContent content = { name, "",   trouble != NULL ? trouble : "",
                                             "",   NULL, NULL };

  if (hero != NULL)
    show_line (self, self->summary, name, hero, view);
  else
    plimsoll_limit_line_show (self->summary, &content);
}

static void
show_head (PlimsollCard *self)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  const char *name = plimsoll_account_get_name (plimsoll_meter_get_account (self->meter));

  plimsoll_label_show_name (self->name, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  plimsoll_label_show_name (self->identity,
                            snapshot != NULL ? plimsoll_snapshot_get_identity (snapshot) : NULL);
  gtk_widget_set_visible (self->fold, self->can_fold);
  gtk_widget_set_visible (self->folded, self->is_folded);
  gtk_widget_set_visible (self->body, !self->is_folded);
}

/* TRUE when a window has ended since the last look, for which new numbers are due. Once for each
 * moment, however many limits end at it and however long the numbers stay away. */
static gboolean
take_note_of_reset (PlimsollCard *self, PlimsollCardView *view)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  GDateTime *ended_at =
      snapshot != NULL ? plimsoll_card_words_find_last_end (view, snapshot) : NULL;

  if (ended_at == NULL
      || (self->checked != NULL && g_date_time_compare (ended_at, self->checked) <= 0))
    return FALSE;

  g_clear_pointer (&self->checked, g_date_time_unref);
  self->checked = g_date_time_ref (ended_at);
  return TRUE;
}

/* The timer goes by the system's clock; the card's own may run faster, or stand still. */
static void
sleep_for (PlimsollCard *self, GDateTime *now, GTimeSpan holds)
{
  g_autoptr (GDateTime) until = NULL;
  g_autoptr (GDateTime) system_now = NULL;
  g_autoptr (GDateTime) system_until = NULL;
  g_autoptr (GDateTime) wake_at = NULL;
  g_autoptr (GDateTime) real_now = g_date_time_new_now_utc ();

  if (self->timer == NULL)
    return;
  if (holds != PLIMSOLL_WORDS_NEVER && gtk_widget_get_mapped (GTK_WIDGET (self)))
    until = g_date_time_add (now, holds);
  if (until != NULL)
    {
      system_now = plimsoll_clock_to_system (self->clock, now);
      system_until = plimsoll_clock_to_system (self->clock, until);
      wake_at =
          g_date_time_add (real_now, MAX (1, g_date_time_difference (system_until, system_now)));
    }
  plimsoll_wall_timer_set (self->timer, wake_at);
}

static void
update (PlimsollCard *self)
{
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  PlimsollCardView view = { now, NULL, PLIMSOLL_WORDS_NEVER, self->shows_left };
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (self->meter);
  PlimsollLimit *hero = snapshot != NULL ? plimsoll_card_words_find_hero (&view, snapshot) : NULL;

  show_head (self);
  if (self->is_folded)
    show_summary (self, hero, &view);
  else
    {
      show_condition (self, hero, &view);
      if (hero != NULL)
        show_hero (self, hero, &view);
      show_lines (self, hero, &view);
      show_foot (self, &view);
    }
  sleep_for (self, now, view.holds);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && take_note_of_reset (self, &view))
    wish (self, PLIMSOLL_WISH_CHECK);
}

static void
on_unfold_clicked_cb (PlimsollCard *self)
{
  plimsoll_card_set_is_folded (self, FALSE);
  /* What was pressed is gone; without this the keyboard would begin at the top again. */
  gtk_widget_grab_focus (self->fold);
}

static void
on_fold_clicked_cb (PlimsollCard *self)
{
  plimsoll_card_set_is_folded (self, TRUE);
  gtk_widget_grab_focus (self->folded);
}

static void
on_wish_cb (PlimsollCard *self, const char *what)
{
  wish (self, what);
}

/* Unseen it slept: nothing on it may be believed before it was said anew. */
static void
plimsoll_card_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plimsoll_card_parent_class)->map (widget);
  update (PLIMSOLL_CARD (widget));
}

static void
plimsoll_card_unmap (GtkWidget *widget)
{
  PlimsollCard *self = PLIMSOLL_CARD (widget);

  if (self->timer != NULL)
    plimsoll_wall_timer_set (self->timer, NULL);
  GTK_WIDGET_CLASS (plimsoll_card_parent_class)->unmap (widget);
}

static void
plimsoll_card_constructed (GObject *object)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);

  G_OBJECT_CLASS (plimsoll_card_parent_class)->constructed (object);
  /* Any property: which of them changes which words is not the card's to know. */
  g_signal_connect_object (self->meter, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
plimsoll_card_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);

  if (id == PROP_METER)
    g_value_set_object (value, self->meter);
  else if (id == PROP_CLOCK)
    g_value_set_object (value, self->clock);
  else if (id == PROP_IS_FOLDED)
    g_value_set_boolean (value, self->is_folded);
  else if (id == PROP_CAN_FOLD)
    g_value_set_boolean (value, self->can_fold);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);

  if (id == PROP_METER)
    self->meter = g_value_dup_object (value);
  else if (id == PROP_CLOCK)
    self->clock = g_value_dup_object (value);
  else if (id == PROP_IS_FOLDED)
    plimsoll_card_set_is_folded (self, g_value_get_boolean (value));
  else if (id == PROP_CAN_FOLD)
    {
      self->can_fold = g_value_get_boolean (value);
      gtk_widget_set_visible (self->fold, self->can_fold);
    }
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
plimsoll_card_dispose (GObject *object)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);
  GtkWidget *child = NULL;

  if (self->timer != NULL)
    g_signal_handlers_disconnect_by_data (self->timer, self);
  g_clear_object (&self->timer);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (plimsoll_card_parent_class)->dispose (object);
}

static void
plimsoll_card_finalize (GObject *object)
{
  PlimsollCard *self = PLIMSOLL_CARD (object);

  g_clear_object (&self->meter);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->checked, g_date_time_unref);
  G_OBJECT_CLASS (plimsoll_card_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/card/plimsoll-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, folded);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, summary);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, body);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, name);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, identity);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, fold);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, hero);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, condition);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, lines);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, spend_row);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, spend);
  gtk_widget_class_bind_template_child (widget_class, PlimsollCard, origin);
  gtk_widget_class_bind_template_callback (widget_class, on_unfold_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_fold_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_wish_cb);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags construct = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  const GParamFlags plain = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_METER] =
      g_param_spec_object ("meter", NULL, NULL, PLIMSOLL_TYPE_METER, construct);
  properties[PROP_CLOCK] =
      g_param_spec_object ("clock", NULL, NULL, PLIMSOLL_TYPE_CLOCK, construct);
  properties[PROP_IS_FOLDED] = g_param_spec_boolean ("is-folded", NULL, NULL, FALSE, plain);
  properties[PROP_CAN_FOLD] = g_param_spec_boolean ("can-fold", NULL, NULL, FALSE, plain);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
plimsoll_card_class_init (PlimsollCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = plimsoll_card_constructed;
  object_class->get_property = plimsoll_card_get_property;
  object_class->set_property = plimsoll_card_set_property;
  object_class->dispose = plimsoll_card_dispose;
  object_class->finalize = plimsoll_card_finalize;
  widget_class->map = plimsoll_card_map;
  widget_class->unmap = plimsoll_card_unmap;

  install_properties (object_class);
  wish_signal = g_signal_new ("wish", PLIMSOLL_TYPE_CARD, G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0,
                              NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /* Types that only the template names. */
  g_type_ensure (PLIMSOLL_TYPE_CONDITION_ROW);
  g_type_ensure (PLIMSOLL_TYPE_HERO);
  g_type_ensure (PLIMSOLL_TYPE_LIMIT_LINE);
  g_type_ensure (PLIMSOLL_TYPE_LIMIT_LINES);
  g_type_ensure (PLIMSOLL_TYPE_WRAP_LAYOUT);
  plimsoll_card_style_ensure (gdk_display_get_default ());
  bind_template (widget_class);
  gtk_widget_class_set_css_name (widget_class, "account");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plimsoll_card_init (PlimsollCard *self)
{
  static const guint default_thresholds[] = { 80, 95 };
  g_autoptr (GError) error = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  plimsoll_limit_line_set_fixed (self->summary);
  for (guint i = 0; i < G_N_ELEMENTS (default_thresholds); i++)
    self->ticks[self->n_ticks++] = default_thresholds[i];

  /* Without a timer the numbers are right whenever the meter brings some; only countdowns stand. */
  self->timer = plimsoll_wall_timer_new (&error);
  if (self->timer == NULL)
    {
      g_debug ("No timer for countdowns: %s", error->message);
      return;
    }
  g_signal_connect_swapped (self->timer, "due", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->timer, "clock-changed", G_CALLBACK (update), self);
}

GtkWidget *
plimsoll_card_new (PlimsollMeter *meter, PlimsollClock *clock)
{
  return g_object_new (PLIMSOLL_TYPE_CARD, "meter", meter, "clock", clock, NULL);
}

PlimsollMeter *
plimsoll_card_get_meter (PlimsollCard *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_CARD (self), NULL);

  return self->meter;
}

gboolean
plimsoll_card_get_is_folded (PlimsollCard *self)
{
  g_return_val_if_fail (PLIMSOLL_IS_CARD (self), FALSE);

  return self->is_folded;
}

void
plimsoll_card_set_is_folded (PlimsollCard *self, gboolean is_folded)
{
  g_return_if_fail (PLIMSOLL_IS_CARD (self));

  if (self->is_folded == is_folded)
    return;

  self->is_folded = is_folded;
  if (is_folded && !self->can_fold)
    {
      self->can_fold = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_FOLD]);
    }
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_FOLDED]);
}

void
plimsoll_card_set_thresholds (PlimsollCard *self, const guint *percents, guint n_percents)
{
  g_return_if_fail (PLIMSOLL_IS_CARD (self));

  self->n_ticks = MIN (n_percents, PLIMSOLL_GAUGE_MAX_TICKS);
  for (guint i = 0; i < self->n_ticks; i++)
    self->ticks[i] = percents[i];
  update (self);
}

void
plimsoll_card_set_shows_left (PlimsollCard *self, gboolean shows_left)
{
  g_return_if_fail (PLIMSOLL_IS_CARD (self));

  if (self->shows_left == shows_left)
    return;

  self->shows_left = shows_left;
  update (self);
}

void
plimsoll_card_say_again (PlimsollCard *self)
{
  g_return_if_fail (PLIMSOLL_IS_CARD (self));

  update (self);
}
