/* plimsoll-card-list.c - the cards of all accounts, the tightest on top.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A card stays the same widget as long as its meter is in the list, so that what is open stays open
 * and what moves goes on moving. The first card is unfolded and the others are not, until a person
 * folds one: from then on each stays as it is. */

#include "plimsoll-card-list.h"

#include "plimsoll-card.h"
#include "plimsoll-file-watch.h"
#include "plimsoll-thresholds.h"

/* The file of the zone is replaced in one step; this is only for links that are removed and made
 * again by hand. */
#define ZONE_SETTLE_MS 100

struct _PlimsollCardList
{
  AdwBin parent_instance;

  GtkBox *box; /* (unowned): our child */
  GListModel *meters; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GSettings *settings; /* (owned) (nullable) */
  char *zone_path; /* (owned) (nullable) */
  PlimsollFileWatch *zone_watch; /* (owned) (nullable): while the cards are seen */
  gboolean is_sorting;
  gboolean is_in_persons_hands; /* somebody folded or unfolded a card */
};

enum
{
  SIGNAL_WISH,
  SIGNAL_FOLDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlimsollCardList, plimsoll_card_list, ADW_TYPE_BIN)

/* How little room there is: the highest used percentage; less than any for an account without. */
static double
get_tightness (PlimsollMeter *meter, GDateTime *now)
{
  PlimsollSnapshot *snapshot = plimsoll_meter_get_snapshot (meter);
  PlimsollLimit *limit = snapshot != NULL ? plimsoll_snapshot_find_tightest (snapshot, now) : NULL;

  return limit != NULL ? plimsoll_limit_peek (limit)->used_percent : -1;
}

static int
compare_cards (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GDateTime *now = user_data;
  double x = get_tightness (plimsoll_card_get_meter (*(PlimsollCard *const *) a), now);
  double y = get_tightness (plimsoll_card_get_meter (*(PlimsollCard *const *) b), now);

  return (x < y) - (x > y);
}

/* (transfer full) (element-type PlimsollCard) */
static GPtrArray *
list_cards (PlimsollCardList *self)
{
  GPtrArray *cards = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    g_ptr_array_add (cards, child);

  return cards;
}

void
plimsoll_card_list_sort (PlimsollCardList *self)
{
  g_autoptr (GPtrArray) cards = list_cards (self);
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  GtkWidget *previous = NULL;

  g_ptr_array_sort_with_data (cards, compare_cards, now);
  self->is_sorting = TRUE;
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);

      gtk_box_reorder_child_after (self->box, card, previous);
      if (!self->is_in_persons_hands)
        plimsoll_card_set_is_folded (PLIMSOLL_CARD (card), i > 0);
      previous = card;
    }
  self->is_sorting = FALSE;
}

/* A tick says "here you are told"; where nothing is told, there is none. */
static GArray *
read_ticks (GSettings *settings)
{
  g_auto (GStrv) alerts = g_settings_get_strv (settings, "alerts");

  if (!g_strv_contains ((const char *const *) alerts, "threshold"))
    return g_array_new (FALSE, FALSE, sizeof (guint));

  return plimsoll_thresholds_read (settings);
}

static void
dress (PlimsollCardList *self, PlimsollCard *card)
{
  g_autoptr (GArray) ticks = NULL;

  if (self->settings == NULL)
    return;

  ticks = read_ticks (self->settings);
  plimsoll_card_set_shows_left (card, g_settings_get_boolean (self->settings, "show-left"));
  plimsoll_card_set_thresholds (card, (const guint *) (gpointer) ticks->data, ticks->len);
}

static void
on_look_changed_cb (PlimsollCardList *self)
{
  g_autoptr (GPtrArray) cards = list_cards (self);

  for (guint i = 0; i < cards->len; i++)
    dress (self, g_ptr_array_index (cards, i));
}

static void
on_folded_cb (PlimsollCardList *self)
{
  if (!self->is_sorting)
    self->is_in_persons_hands = TRUE;
  g_signal_emit (self, signals[SIGNAL_FOLDED], 0);
}

static void
on_wish_cb (PlimsollCard *card, const char *what, PlimsollCardList *self)
{
  g_signal_emit (self, signals[SIGNAL_WISH], 0, plimsoll_card_get_meter (card), what);
}

/* Its first numbers, and not every change of them: see the promise of plimsoll_card_list_sort(). */
static void
on_snapshot_cb (PlimsollMeter *meter, GParamSpec *pspec, PlimsollCardList *self)
{
  g_signal_handlers_disconnect_by_func (meter, on_snapshot_cb, self);
  plimsoll_card_list_sort (self);
}

static void
add_card (PlimsollCardList *self, PlimsollMeter *meter)
{
  GtkWidget *card = plimsoll_card_new (meter, self->clock);

  dress (self, PLIMSOLL_CARD (card));
  plimsoll_card_set_is_folded (PLIMSOLL_CARD (card), self->is_in_persons_hands);
  g_signal_connect (card, "wish", G_CALLBACK (on_wish_cb), self);
  g_signal_connect_swapped (card, "notify::is-folded", G_CALLBACK (on_folded_cb), self);
  gtk_box_append (self->box, card);
  if (plimsoll_meter_get_snapshot (meter) == NULL)
    g_signal_connect_object (meter, "notify::snapshot", G_CALLBACK (on_snapshot_cb), self, 0);
}

static gboolean
has_card (GPtrArray *cards, PlimsollMeter *meter)
{
  for (guint i = 0; i < cards->len; i++)
    if (plimsoll_card_get_meter (g_ptr_array_index (cards, i)) == meter)
      return TRUE;

  return FALSE;
}

static gboolean
has_meter (PlimsollCardList *self, PlimsollMeter *wanted)
{
  guint n_meters = g_list_model_get_n_items (self->meters);

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (self->meters, i);

      if (meter == wanted)
        return TRUE;
    }

  return FALSE;
}

static void
on_meters_changed_cb (PlimsollCardList *self)
{
  g_autoptr (GPtrArray) cards = list_cards (self);
  guint n_meters = g_list_model_get_n_items (self->meters);

  for (guint i = 0; i < cards->len; i++)
    if (!has_meter (self, plimsoll_card_get_meter (g_ptr_array_index (cards, i))))
      gtk_box_remove (self->box, g_ptr_array_index (cards, i));

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (self->meters, i);

      if (!has_card (cards, meter))
        add_card (self, meter);
    }
  plimsoll_card_list_sort (self);
}

static void
on_zone_changed_cb (PlimsollCardList *self)
{
  g_autoptr (GPtrArray) cards = list_cards (self);

  for (guint i = 0; i < cards->len; i++)
    plimsoll_card_say_again (g_ptr_array_index (cards, i));
}

static void
watch_zone (PlimsollCardList *self)
{
  const char *const paths[] = { self->zone_path, NULL };

  if (self->zone_path == NULL || self->zone_watch != NULL)
    return;

  self->zone_watch = plimsoll_file_watch_new (paths, ZONE_SETTLE_MS);
  g_signal_connect_swapped (self->zone_watch, "changed", G_CALLBACK (on_zone_changed_cb), self);
}

/* Cards say everything anew when they are mapped, so that nothing is missed in between. */
static void
plimsoll_card_list_map (GtkWidget *widget)
{
  watch_zone (PLIMSOLL_CARD_LIST (widget));
  GTK_WIDGET_CLASS (plimsoll_card_list_parent_class)->map (widget);
}

static void
plimsoll_card_list_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (plimsoll_card_list_parent_class)->unmap (widget);
  g_clear_object (&PLIMSOLL_CARD_LIST (widget)->zone_watch);
}

static void
plimsoll_card_list_dispose (GObject *object)
{
  PlimsollCardList *self = PLIMSOLL_CARD_LIST (object);

  if (self->meters != NULL)
    g_signal_handlers_disconnect_by_data (self->meters, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->zone_watch);
  g_clear_pointer (&self->zone_path, g_free);
  g_clear_object (&self->settings);
  g_clear_object (&self->meters);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (plimsoll_card_list_parent_class)->dispose (object);
}

static void
plimsoll_card_list_class_init (PlimsollCardListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = plimsoll_card_list_dispose;
  GTK_WIDGET_CLASS (klass)->map = plimsoll_card_list_map;
  GTK_WIDGET_CLASS (klass)->unmap = plimsoll_card_list_unmap;

  signals[SIGNAL_FOLDED] = g_signal_new ("folded", PLIMSOLL_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_WISH] =
      g_signal_new ("wish", PLIMSOLL_TYPE_CARD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, PLIMSOLL_TYPE_METER, G_TYPE_STRING);
}

static void
plimsoll_card_list_init (PlimsollCardList *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

void
plimsoll_card_list_set_settings (PlimsollCardList *self, GSettings *settings)
{
  static const char *const signals_of_looks[] = { "changed::thresholds", "changed::alerts",
                                                  "changed::show-left" };

  g_return_if_fail (self->settings == NULL && self->meters == NULL);

  if (settings == NULL)
    return;
  self->settings = g_object_ref (settings);
  for (gsize i = 0; i < G_N_ELEMENTS (signals_of_looks); i++)
    g_signal_connect_swapped (settings, signals_of_looks[i], G_CALLBACK (on_look_changed_cb), self);
}

void
plimsoll_card_list_follow_zone (PlimsollCardList *self, const char *path)
{
  g_return_if_fail (self->zone_path == NULL);

  self->zone_path = g_strdup (path);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    watch_zone (self);
}

void
plimsoll_card_list_set_meters (PlimsollCardList *self, GListModel *meters, PlimsollClock *clock)
{
  g_return_if_fail (self->meters == NULL);

  self->meters = g_object_ref (meters);
  self->clock = g_object_ref (clock);
  g_signal_connect_swapped (meters, "items-changed", G_CALLBACK (on_meters_changed_cb), self);
  on_meters_changed_cb (self);
}
