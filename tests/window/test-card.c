/* test-card.c - the card as a person meets it: what can be read, what can be pressed, when it
 * rests. SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time is wound by hand: a card sleeps real milliseconds only where the words change that soon. */

#include "plimsoll-card.h"

#include <adwaita.h>
#include <math.h>
#include <string.h>

#include "plimsoll-gauge.h"
#include "plimsoll-limit-line.h"
#include "window-scenes.h"
#include "window-stage.h"

#define WIDTH 380

/* One card in a window. */
typedef struct
{
  PlimsollClock *clock; /* (owned) */
  PlimsollMeter *meter; /* (owned) */
  GtkWidget *card;
  GtkWidget *window;
  GString *wishes; /* (owned): each followed by a blank */
} Bed;

static void
on_wish_cb (PlimsollCard *card, const char *what, gpointer user_data)
{
  g_string_append_printf (user_data, "%s ", what);
}

static Bed
bed_new (const char *scene, int width)
{
  Bed bed = {
    .clock = window_clock_new (),
    .meter = window_meter_new (window_scene_find (scene), "claude:default", "Claude"),
    .wishes = g_string_new (NULL),
  };

  bed.card = plimsoll_card_new (bed.meter, bed.clock);
  g_signal_connect (bed.card, "wish", G_CALLBACK (on_wish_cb), bed.wishes);
  bed.window = window_stage_show (bed.card, width);
  return bed;
}

static void
bed_clear (Bed *bed)
{
  gtk_window_destroy (GTK_WINDOW (bed->window));
  g_clear_object (&bed->meter);
  g_clear_object (&bed->clock);
  g_string_free (bed->wishes, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Bed, bed_clear)

static void
collect_texts (GtkWidget *widget, GString *texts)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (texts, "%s|", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_texts (child, texts);
}

/* (transfer full): all that can be read on the widget, in order. */
static char *
read_texts (GtkWidget *widget)
{
  GString *texts = g_string_new (NULL);

  collect_texts (widget, texts);
  return g_string_free (texts, FALSE);
}

/* (transfer none) (nullable): the first mapped widget of that type below `widget`. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static void
on_counted_cb (GdkPaintable *paintable, gpointer user_data)
{
  (*(guint *) user_data)++;
}

/* What can be read on the card, in every condition. */
static void
test_texts (void)
{
  static const struct
  {
    const char *scene;
    const char *texts;
  } rows[] = {
    { "fresh", "Claude|61 %|used|Session|Resets in 2 h 5 min · 14:10|"
               "3 % ahead of an even pace · projected empty 13:53|"
               "Week|22 %|Mon 09:59|Fable|57 %|Mon 09:59|Extra usage|5.20 of 20.00 EUR|"
               "Max 20x · 2 min ago · from the usage API|" },
    { "used-up", "Claude|104 %|used|Session|used up|Resets in 2 h 5 min · 14:10|" },
    { "critical", "Claude|97 %|used|Session|critical|" },
    { "warning", "Claude|86 %|used|Session|warning|" },
    { "reset-passed",
      "Claude|22 %|used|Week|Resets in 2 d 21 h · Mon 09:59|36 % in reserve · lasts until reset|"
      "Session|–|checking…|Max 20x · 6 min ago · from the usage API|" },
    { "stale", "Claude|Showing numbers from 11:20.|Try again|61 %|used|Session|"
               "Resets in 2 h 5 min · 14:10|Week|22 %|Mon 09:59|" },
    { "rate-limited",
      "Claude|Anthropic asks for quiet until 12:20. Showing numbers from 11:52.|61 %|used|" },
    { "loading", "Claude|Looking…|" },
    { "signed-out",
      "Claude|No Claude login found. Log in with Claude Code and Plimsoll picks it up by "
      "itself.|Try the demo|" },
    { "trouble", "Claude|Anthropic's service is having trouble. Next try at 12:15.|Status page|" },
    { "eight-limits", "Claude|73 %|used|Opus|" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Bed) bed = bed_new (rows[i].scene, WIDTH);
      g_autofree char *texts = read_texts (bed.card);

      if (!g_str_has_prefix (texts, rows[i].texts))
        g_assert_cmpstr (texts, ==, rows[i].texts);
    }
}

/* What a server or a person named is shown as it is, and never read as markup. */
static void
test_markup (void)
{
  g_auto (Bed) bed = bed_new ("eight-limits", WIDTH);
  g_autofree char *texts = read_texts (bed.card);

  g_assert_nonnull (strstr (texts, "|Sonnet & <b>friends</b>|"));
}

/* The button wishes what it says. */
static void
test_button (void)
{
  static const struct
  {
    const char *scene;
    const char *wishes;
  } rows[] = {
    { "signed-out", "demo " },     { "no-scope", "help-scope " }, { "blocked", "details " },
    { "trouble", "status-page " }, { "offline", "refresh " },     { "bad-reply", "copy-details " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Bed) bed = bed_new (rows[i].scene, WIDTH);
      GtkWidget *button = find (bed.card, GTK_TYPE_BUTTON);

      g_assert_nonnull (button);
      g_signal_emit_by_name (button, "clicked");
      g_assert_cmpstr (bed.wishes->str, ==, rows[i].wishes);
    }
}

/* New numbers are shown when they come, without anybody asking. */
static void
test_follows_meter (void)
{
  g_auto (Bed) bed = bed_new ("loading", WIDTH);
  WindowScene scene = *window_scene_find ("fresh");
  g_autoptr (GDateTime) now = plimsoll_clock_now (bed.clock);
  g_autofree char *texts = NULL;

  window_meter_take_session (bed.meter, &scene, now);
  window_stage_wait (50);
  texts = read_texts (bed.card);
  g_assert_true (g_str_has_prefix (texts, "Claude|61 %|used|Session|"));
}

/* A countdown moves on by itself at the moment its text changes, and not while nobody sees it. */
static void
test_countdown (void)
{
  g_auto (Bed) bed = bed_new ("fresh", WIDTH);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *shown = NULL;

  /* A tenth of a second before the minute is over: the next look is due then. */
  plimsoll_clock_wind (bed.clock, G_TIME_SPAN_MINUTE - 100 * G_TIME_SPAN_MILLISECOND);
  gtk_widget_set_visible (bed.card, FALSE);
  gtk_widget_set_visible (bed.card, TRUE);
  window_stage_wait (20);
  before = read_texts (bed.card);
  g_assert_nonnull (strstr (before, "|Resets in 2 h 5 min · 14:10|"));
  plimsoll_clock_wind (bed.clock, 100 * G_TIME_SPAN_MILLISECOND);
  window_stage_wait (300);
  after = read_texts (bed.card);
  g_assert_nonnull (strstr (after, "|Resets in 2 h 4 min · 14:10|"));
  g_assert_nonnull (strstr (after, "|Max 20x · 3 min ago · from the usage API|"));

  plimsoll_clock_wind (bed.clock, G_TIME_SPAN_MINUTE - 100 * G_TIME_SPAN_MILLISECOND);
  gtk_widget_set_visible (bed.card, FALSE);
  plimsoll_clock_wind (bed.clock, 100 * G_TIME_SPAN_MILLISECOND);
  window_stage_wait (300);
  gtk_widget_set_visible (bed.card, TRUE);
  window_stage_wait (20);
  shown = read_texts (bed.card);
  g_assert_nonnull (strstr (shown, "|Resets in 2 h 3 min · 14:10|"));
}

/* At zero the card says that it checks, and wishes for new numbers: once, however long they stay
 * away, and again at the next reset. */
static void
test_reset (void)
{
  g_auto (Bed) bed = bed_new ("fresh", WIDTH);
  WindowScene next = *window_scene_find ("fresh");
  g_autoptr (GDateTime) later = NULL;
  g_autofree char *texts = NULL;

  g_assert_cmpstr (bed.wishes->str, ==, "");
  plimsoll_clock_wind (bed.clock, 125 * G_TIME_SPAN_MINUTE);
  gtk_widget_set_visible (bed.card, FALSE);
  gtk_widget_set_visible (bed.card, TRUE);
  window_stage_wait (50);
  g_assert_cmpstr (bed.wishes->str, ==, "check ");
  texts = read_texts (bed.card);
  g_assert_nonnull (strstr (texts, "|Session|–|checking…|"));

  plimsoll_clock_wind (bed.clock, G_TIME_SPAN_MINUTE);
  gtk_widget_set_visible (bed.card, FALSE);
  gtk_widget_set_visible (bed.card, TRUE);
  window_stage_wait (50);
  g_assert_cmpstr (bed.wishes->str, ==, "check ");

  next.session_resets_at = "2026-11-20T19:10:00Z";
  later = plimsoll_clock_now (bed.clock);
  window_meter_take_session (bed.meter, &next, later);
  plimsoll_clock_wind (bed.clock, 6 * G_TIME_SPAN_HOUR);
  gtk_widget_set_visible (bed.card, FALSE);
  gtk_widget_set_visible (bed.card, TRUE);
  window_stage_wait (50);
  g_assert_cmpstr (bed.wishes->str, ==, "check check ");
}

/* Three seconds in which nothing changes are three seconds without painting; and neither the same
 * numbers again nor another look at the clock paint anything. */
static void
test_rest (void)
{
  g_auto (Bed) bed = bed_new ("fresh", WIDTH);
  WindowScene same = *window_scene_find ("fresh");
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (bed.card);
  g_autoptr (GDateTime) now = plimsoll_clock_now (bed.clock);
  g_autoptr (GDateTime) observed_at = g_date_time_add (now, -2 * G_TIME_SPAN_MINUTE);
  guint n_painted = 0;

  window_stage_wait (500);
  g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (on_counted_cb), &n_painted);
  for (int i = 0; i < 10; i++)
    {
      plimsoll_meter_look_at_clock (bed.meter, now);
      window_meter_take_session (bed.meter, &same, observed_at);
      g_object_notify (G_OBJECT (bed.meter), "condition");
    }
  window_stage_wait (3000);
  g_assert_cmpuint (n_painted, ==, 0);

  same.session = 62;
  window_meter_take_session (bed.meter, &same, now);
  window_stage_wait (200);
  g_assert_cmpuint (n_painted, >, 0);
}

/* Folded, a card is one line with the account's name and its tightest limit; a click unfolds it,
 * and then it can be folded again. */
static void
test_fold (void)
{
  g_auto (Bed) bed = bed_new ("fresh", WIDTH);
  g_autofree char *folded = NULL;
  int tall = 0;
  int flat = 0;

  gtk_widget_measure (bed.card, GTK_ORIENTATION_VERTICAL, WIDTH, &tall, NULL, NULL, NULL);
  plimsoll_card_set_is_folded (PLIMSOLL_CARD (bed.card), TRUE);
  window_stage_wait (50);
  folded = read_texts (bed.card);
  g_assert_cmpstr (folded, ==, "Claude|61 %|14:10|");
  gtk_widget_measure (bed.card, GTK_ORIENTATION_VERTICAL, WIDTH, &flat, NULL, NULL, NULL);
  g_assert_cmpint (flat, <, tall / 4);

  g_signal_emit_by_name (find (bed.card, GTK_TYPE_BUTTON), "clicked");
  window_stage_wait (50);
  g_assert_false (plimsoll_card_get_is_folded (PLIMSOLL_CARD (bed.card)));
  g_signal_emit_by_name (find (bed.card, GTK_TYPE_BUTTON), "clicked");
  g_assert_true (plimsoll_card_get_is_folded (PLIMSOLL_CARD (bed.card)));
}

/* Folded and without numbers, the line says in a few words what is wrong. */
static void
test_fold_without_numbers (void)
{
  g_auto (Bed) bed = bed_new ("signed-out", WIDTH);
  g_autofree char *folded = NULL;

  plimsoll_card_set_is_folded (PLIMSOLL_CARD (bed.card), TRUE);
  window_stage_wait (50);
  folded = read_texts (bed.card);
  g_assert_cmpstr (folded, ==, "Claude|No login found|");
}

/* In every condition a card fits into 320 pixels with margins of 18, and into 344 with text at
 * twice the size in those of 380. */
static void
test_width (void)
{
  int dpi = 0;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  for (int scale = 1; scale <= 2; scale++)
    {
      g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * scale, "gtk-font-name",
                    "Cantarell 11", NULL);
      for (const WindowScene *scene = WINDOW_SCENES; scene->name != NULL; scene++)
        {
          g_auto (Bed) bed = bed_new (scene->name, WIDTH);
          int minimum = 0;

          gtk_widget_measure (bed.card, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
          g_test_message ("%s at %d00 %%: %d px", scene->name, scale, minimum);
          g_assert_cmpint (minimum, <=, scale == 1 ? 320 - 36 : 380 - 36);
        }
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi, NULL);
}

/* Where there are no numbers the button stands below the sentence, however short its word: beside
 * it the sentence would become a column. */
static void
test_button_below (void)
{
  g_auto (Bed) bed = bed_new ("no-scope", WIDTH);
  GtkWidget *button = find (bed.card, GTK_TYPE_BUTTON);
  GtkWidget *sentence = gtk_widget_get_first_child (gtk_widget_get_parent (button));
  graphene_rect_t below = { 0 };
  graphene_rect_t above = { 0 };

  g_assert_true (gtk_widget_compute_bounds (button, bed.card, &below));
  g_assert_true (gtk_widget_compute_bounds (sentence, bed.card, &above));
  g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
}

/* From right to left the dial stands at the right. */
static void
test_right_to_left (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  {
    g_auto (Bed) bed = bed_new ("fresh", WIDTH);
    GtkWidget *dial = find (bed.card, PLIMSOLL_TYPE_GAUGE);
    graphene_rect_t bounds = { 0 };

    g_assert_true (gtk_widget_compute_bounds (dial, bed.card, &bounds));
    g_assert_cmpfloat (bounds.origin.x, >, WIDTH / 2);
  }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* The dial is read aloud as a meter with all that is written beside it. */
static void
test_accessible (void)
{
  g_auto (Bed) bed = bed_new ("warning", WIDTH);
  GtkAccessible *dial = GTK_ACCESSIBLE (find (bed.card, PLIMSOLL_TYPE_GAUGE));
  /* The macro makes a format of what it is given, so a literal must have no percent sign. */
  const char *value = "86 % used, warning, Resets in 2 h 5 min · 14:10";

  gtk_test_accessible_assert_role (dial, GTK_ACCESSIBLE_ROLE_METER);
  gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_LABEL, "Session");
  gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, value);
  gtk_test_accessible_assert_property (dial, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, 86.0);
}

/* The person's own thresholds are ticked on every gauge; more than there is room for are left out.
 */
static void
test_thresholds (void)
{
  g_auto (Bed) bed = bed_new ("fresh", WIDTH);
  PlimsollGauge *dial = PLIMSOLL_GAUGE (find (bed.card, PLIMSOLL_TYPE_GAUGE));
  guint many[PLIMSOLL_GAUGE_MAX_TICKS + 2] = { 50 };

  g_assert_cmpuint (plimsoll_gauge_get_picture (dial)->n_ticks, ==, 2);
  g_assert_cmpfloat (plimsoll_gauge_get_picture (dial)->ticks[1], ==, 95);
  plimsoll_card_set_thresholds (PLIMSOLL_CARD (bed.card), many, G_N_ELEMENTS (many));
  g_assert_cmpuint (plimsoll_gauge_get_picture (dial)->n_ticks, ==, PLIMSOLL_GAUGE_MAX_TICKS);
  g_assert_cmpfloat (plimsoll_gauge_get_picture (dial)->ticks[0], ==, 50);
}

/* Resting the pointer on a line tells what it has no room for: countdown beside the clock time, and
 * the pace while the numbers are fresh. */
static void
test_hover (void)
{
  static const struct
  {
    const char *scene;
    const char *tooltip;
  } rows[] = {
    { "fresh", "Week\n22 % used, Resets in 2 d 21 h · Mon 09:59\n"
               "36 % in reserve · lasts until reset" },
    { "stale", "Week\n22 % used, Resets in 2 d 21 h · Mon 09:59" },
    { "reset-passed", "Session\nReset at 12:04 — checking…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (Bed) bed = bed_new (rows[i].scene, WIDTH);
      GtkWidget *line = find (bed.card, PLIMSOLL_TYPE_LIMIT_LINE);

      g_assert_cmpstr (gtk_widget_get_tooltip_text (line), ==, rows[i].tooltip);
    }
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

/* A thousand updates with another tightest limit and other rows each time leave as many widgets as
 * there were, and a card that ends with its window. What else could leak is for the sanitizer. */
static void
test_many_updates (void)
{
  g_auto (Bed) bed = bed_new ("eight-limits", WIDTH);
  WindowScene scene = *window_scene_find ("eight-limits");
  g_autoptr (GDateTime) start = plimsoll_clock_now (bed.clock);
  GtkWidget *card = bed.card;
  guint n_widgets = count_widgets (bed.card);

  for (int i = 1; i <= 1000; i++)
    {
      g_autoptr (GDateTime) now = g_date_time_add (start, i * G_TIME_SPAN_SECOND);

      scene.session = i % 100;
      scene.n_scoped = 6 - i % 2;
      window_meter_take_session (bed.meter, &scene, now);
    }
  g_assert_cmpuint (count_widgets (bed.card), ==, n_widgets);

  g_object_add_weak_pointer (G_OBJECT (card), (gpointer *) &card);
  gtk_window_set_child (GTK_WINDOW (bed.window), NULL);
  g_assert_null (card);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  if (!window_stage_init ())
    g_error ("no display; run me by tests/window/under-xvfb");
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/window/card/texts", test_texts);
  g_test_add_func ("/window/card/markup", test_markup);
  g_test_add_func ("/window/card/button", test_button);
  g_test_add_func ("/window/card/button-below", test_button_below);
  g_test_add_func ("/window/card/follows-meter", test_follows_meter);
  g_test_add_func ("/window/card/countdown", test_countdown);
  g_test_add_func ("/window/card/reset", test_reset);
  g_test_add_func ("/window/card/rest", test_rest);
  g_test_add_func ("/window/card/fold", test_fold);
  g_test_add_func ("/window/card/fold-without-numbers", test_fold_without_numbers);
  g_test_add_func ("/window/card/width", test_width);
  g_test_add_func ("/window/card/right-to-left", test_right_to_left);
  g_test_add_func ("/window/card/accessible", test_accessible);
  g_test_add_func ("/window/card/thresholds", test_thresholds);
  g_test_add_func ("/window/card/hover", test_hover);
  g_test_add_func ("/window/card/many-updates", test_many_updates);

  return g_test_run ();
}
