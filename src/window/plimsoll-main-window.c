/* plimsoll-main-window.c - the window with the numbers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A frame: it decides which of five pages is true (numbers, a welcome, three reasons why there is
 * nothing), grants the wishes of the cards, and says in passing what became of a refresh. What an
 * account looks like is the card's business; where numbers come from is the live accounts'. */

#include "plimsoll-main-window.h"

#include <glib/gi18n-lib.h>

#include "plimsoll-card-list.h"
#include "plimsoll-condition-face.h"
#include "plimsoll-tray-hint.h"
#include "plimsoll-wishes.h"
#include "plimsoll-words.h"

#define WIDTH 380
#define ICON "/io/github/plimsoll/Plimsoll/plimsoll-window-icon.png"

/* A link to the zone, replaced by whoever changes it. */
#define ZONE_FILE "/etc/localtime"

/* How often and how long a height is asked for again that was not granted. */
#define MOST_INSISTS 3u
#define INSIST_FOR (1 * G_TIME_SPAN_SECOND)

/* Numbers are mostly there sooner. A spinner before them is but a flash, for which GTK loads a
 * whole SVG library: see the icon. */
#define SPIN_AFTER_MS 400u

/* A service that has just begun may itself still be looking for somebody who shows tray items. */
#define LOOK_FOR_TRAY_SECONDS 5

struct _PlimsollMainWindow
{
  AdwApplicationWindow parent_instance;

  PlimsollLiveAccounts *accounts; /* (owned) */
  PlimsollClock *clock; /* (owned) */
  GSettings *settings; /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned): ends what is asked of the service */
  guint fit_id; /* idle source; 0 when nothing changed */
  guint spin_id; /* timeout that shows the spinner; 0 when none */
  guint hint_id; /* timeout that will look for the tray; 0 when none */
  int fitted_height; /* the natural height at which it was sized last */
  guint n_insists; /* how often it may still be asked for that height again */
  gint64 insists_until; /* monotonic time */
  gboolean is_insisting;
  GPtrArray *watched; /* (owned) (element-type PlimsollMeter): those with our handler */

  PlimsollCardList *cards;
  GtkStack *stack;
  GtkSpinner *spinner;
  AdwToastOverlay *toasts;
  GtkRevealer *notice;
  GtkLabel *notice_label;
  GtkWidget *notice_button;
  GtkWidget *demo_button;
  AdwStatusPage *no_service_page;
};

G_DEFINE_FINAL_TYPE (PlimsollMainWindow, plimsoll_main_window, ADW_TYPE_APPLICATION_WINDOW)

/* Which page is true */

/* Nobody is logged in anywhere, and there are no numbers from before. */
static gboolean
is_nobody_here (GListModel *meters)
{
  guint n_meters = g_list_model_get_n_items (meters);

  for (guint i = 0; i < n_meters; i++)
    {
      g_autoptr (PlimsollMeter) meter = g_list_model_get_item (meters, i);

      if (plimsoll_meter_get_condition (meter) != PLIMSOLL_CONDITION_SIGNED_OUT
          || plimsoll_meter_get_snapshot (meter) != NULL)
        return FALSE;
    }

  return TRUE;
}

static const char *
choose_page (PlimsollLink link, gboolean is_settled, GListModel *meters)
{
  if (g_list_model_get_n_items (meters) > 0)
    return is_nobody_here (meters) ? "welcome" : "cards";
  if (link == PLIMSOLL_LINK_NO_BUS)
    return "no-bus";
  if (link == PLIMSOLL_LINK_NO_SERVICE || link == PLIMSOLL_LINK_LOST)
    return "no-service";

  return is_settled ? "welcome" : "loading";
}

/* Beside numbers, one line says that they stand still. */
static void
update_notice (PlimsollMainWindow *self, PlimsollLink link, gboolean has_numbers)
{
  const char *text = "";

  if (link == PLIMSOLL_LINK_LOST)
    text = _ ("The Plimsoll service has ended. These numbers stand still.");
  else if (link == PLIMSOLL_LINK_NO_SERVICE)
    text = _ ("The Plimsoll service did not start. These numbers stand still.");
  else if (link == PLIMSOLL_LINK_NO_BUS)
    text = _ ("The session bus is gone. These numbers stand still.");

  /* An empty text while it slides away would make the window jump. */
  if (*text != '\0')
    gtk_label_set_text (self->notice_label, text);
  gtk_widget_set_visible (self->notice_button, link != PLIMSOLL_LINK_NO_BUS);
  gtk_revealer_set_reveal_child (self->notice, has_numbers && *text != '\0');
}

static void
update_no_service (PlimsollMainWindow *self)
{
  const char *reason = plimsoll_live_accounts_get_reason (self->accounts);
  g_autofree char *escaped = g_markup_escape_text (reason != NULL ? reason : "", -1);
  g_autofree char *text = NULL;

  /* Translators: %s says why, in the words of the system. */
  text = reason != NULL
             ? g_strdup_printf (_ ("The part of Plimsoll that asks for the numbers is not running. "
                                   "The system says: %s"),
                                escaped)
             : g_strdup (_ ("The part of Plimsoll that asks for the numbers has ended."));
  adw_status_page_set_description (self->no_service_page, text);
}

/* As tall as what is in it needs, whenever that changes; in between it is as the person sized it.
 */
static gboolean
on_fit_idle_cb (gpointer user_data)
{
  PlimsollMainWindow *self = user_data;
  int width = 0;
  int height = 0;
  int natural = 0;
  gboolean is_due = self->is_insisting;

  self->fit_id = 0;
  self->is_insisting = FALSE;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  width = MAX (width, WIDTH);
  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL,
                      NULL);
  if (natural != self->fitted_height)
    {
      self->fitted_height = natural;
      self->n_insists = MOST_INSISTS;
      self->insists_until = g_get_monotonic_time () + INSIST_FOR;
      is_due = TRUE;
    }
  if (is_due)
    gtk_window_set_default_size (GTK_WINDOW (self), width, natural);
  return G_SOURCE_REMOVE;
}

static void
fit_soon (PlimsollMainWindow *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_LOW, on_fit_idle_cb, self, NULL);
}

/* Two sizes in quick succession: word of the first one being granted arrives after the second was
 * asked for, and GTK takes it for the newest wish. So a height that is not ours is asked for again,
 * but not for ever: a window manager that knows better is right, and so is a person. */
static void
on_height_changed_cb (PlimsollMainWindow *self)
{
  int width = 0;
  int height = 0;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (height == self->fitted_height || self->n_insists == 0
      || g_get_monotonic_time () > self->insists_until)
    return;

  self->n_insists--;
  self->is_insisting = TRUE;
  fit_soon (self);
}

static gboolean
on_spin_due_cb (gpointer user_data)
{
  PlimsollMainWindow *self = user_data;

  self->spin_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
update_spinner (PlimsollMainWindow *self, gboolean is_wanted)
{
  if (!is_wanted)
    {
      g_clear_handle_id (&self->spin_id, g_source_remove);
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
    }
  else if (self->spin_id == 0 && !gtk_spinner_get_spinning (self->spinner))
    self->spin_id = g_timeout_add (SPIN_AFTER_MS, on_spin_due_cb, self);
}

static void
update_page (PlimsollMainWindow *self)
{
  GListModel *meters = plimsoll_live_accounts_get_meters (self->accounts);
  PlimsollLink link = plimsoll_live_accounts_get_link (self->accounts);
  const char *page = choose_page (link, plimsoll_live_accounts_is_settled (self->accounts), meters);

  update_notice (self, link, g_str_equal (page, "cards"));
  if (g_str_equal (page, "no-service"))
    update_no_service (self);
  update_spinner (self, g_str_equal (page, "loading"));
  gtk_stack_set_visible_child_name (self->stack, page);
  fit_soon (self);
}

static void
forget_meters (PlimsollMainWindow *self)
{
  for (guint i = 0; i < self->watched->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->watched, i), self);
  g_ptr_array_set_size (self->watched, 0);
}

static void
on_meters_changed_cb (PlimsollMainWindow *self)
{
  GListModel *meters = plimsoll_live_accounts_get_meters (self->accounts);
  guint n_meters = g_list_model_get_n_items (meters);

  forget_meters (self);
  for (guint i = 0; i < n_meters; i++)
    {
      PlimsollMeter *meter = g_list_model_get_item (meters, i);

      g_signal_connect_swapped (meter, "notify", G_CALLBACK (update_page), self);
      g_ptr_array_add (self->watched, meter);
    }
  update_page (self);
}

/* Refresh */

void
plimsoll_main_window_say (PlimsollMainWindow *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

/* (transfer full) (nullable): what a person wants to know of it; nothing of what they will see. */
static char *
word_verdict (const char *verdict, GDateTime *retry_at, GDateTime *now)
{
  g_autofree char *when =
      retry_at != NULL ? plimsoll_words_clock (retry_at, now, NULL, PLIMSOLL_CLOCK_WORDS_SHORT)
                       : NULL;

  if (g_str_equal (verdict, "rate-limited"))
    /* Translators: %s is a clock time, "14:05". */
    return when != NULL ? g_strdup_printf (_ ("Rate limited until %s"), when)
                        : g_strdup (_ ("Rate limited"));
  if (g_str_equal (verdict, "too-soon"))
    return when != NULL ? g_strdup_printf (_ ("Asked just now; again at %s"), when)
                        : g_strdup (_ ("Asked just now"));
  if (g_str_equal (verdict, "busy"))
    return g_strdup (_ ("An answer is on its way"));

  return NULL;
}

static void
on_refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollMainWindow) self = user_data;
  g_autoptr (GDateTime) now = plimsoll_clock_now (self->clock);
  g_autoptr (GDateTime) retry_at = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = NULL;
  g_autofree char *text = NULL;

  if (plimsoll_bus_client_refresh_finish (PLIMSOLL_BUS_CLIENT (source), result, &verdict, &retry_at,
                                          &error))
    text = word_verdict (verdict, retry_at, now);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (error->message);

  if (text != NULL && !g_cancellable_is_cancelled (self->cancellable))
    plimsoll_main_window_say (self, text);
}

void
plimsoll_main_window_refresh (PlimsollMainWindow *self, const char *account)
{
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (self->accounts);

  /* A service that begins asks for new numbers by itself. */
  if (client == NULL)
    plimsoll_live_accounts_connect (self->accounts);
  else if (g_list_model_get_n_items (plimsoll_live_accounts_get_meters (self->accounts)) > 0)
    plimsoll_bus_client_refresh_async (client, account, self->cancellable, on_refreshed_cb,
                                       g_object_ref (self));
}

/* Nobody asked for it, so nobody is told what became of it: the service has its own reasons for not
 * asking again, and says so on the card where they matter. */
static void
check (PlimsollMainWindow *self, const char *account)
{
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (self->accounts);

  if (client != NULL)
    plimsoll_bus_client_refresh_async (client, account, self->cancellable, NULL, NULL);
}

/* What a person does */

static void
on_start_clicked_cb (PlimsollMainWindow *self)
{
  plimsoll_live_accounts_connect (self->accounts);
}

static void
on_demo_clicked_cb (PlimsollMainWindow *self)
{
  plimsoll_wish_grant (GTK_WINDOW (self), "demo", NULL, self->settings);
}

static void
on_wish_cb (PlimsollCardList *cards,
            PlimsollMeter *meter,
            const char *what,
            PlimsollMainWindow *self)
{
  const char *said = NULL;

  if (g_str_equal (what, PLIMSOLL_WISH_CHECK))
    {
      check (self, plimsoll_account_get_id (plimsoll_meter_get_account (meter)));
      return;
    }
  if (g_str_equal (what, PLIMSOLL_WISH_REFRESH))
    {
      plimsoll_main_window_refresh (self,
                                    plimsoll_account_get_id (plimsoll_meter_get_account (meter)));
      return;
    }

  said = plimsoll_wish_grant (GTK_WINDOW (self), what, meter, self->settings);
  if (said != NULL)
    plimsoll_main_window_say (self, said);
}

/* The tray */

static void
on_hint_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PlimsollMainWindow) self = user_data;
  const char *sentence = plimsoll_tray_hint_find_finish (result);

  if (sentence != NULL && !g_cancellable_is_cancelled (self->cancellable))
    plimsoll_main_window_say (self, sentence);
}

static gboolean
on_hint_due_cb (gpointer user_data)
{
  PlimsollMainWindow *self = user_data;
  PlimsollBusClient *client = plimsoll_live_accounts_get_client (self->accounts);

  self->hint_id = 0;
  if (client != NULL)
    plimsoll_tray_hint_find_async (client, self->settings, self->cancellable, on_hint_found_cb,
                                   g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
look_for_tray_later (PlimsollMainWindow *self)
{
  if (self->hint_id == 0 && !plimsoll_tray_hint_was_given (self->settings))
    self->hint_id = g_timeout_add_seconds (LOOK_FOR_TRAY_SECONDS, on_hint_due_cb, self);
}

/* For task bars on X11. By its name GTK would look for the icon in all sizes and draw the scalable
 * one, too: that costs 8 MiB of SVG library and a tenth of the time to the first frame. */
static void
plimsoll_main_window_realize (GtkWidget *widget)
{
  g_autoptr (GdkTexture) icon = gdk_texture_new_from_resource (ICON);
  GList icons = { .data = icon };

  GTK_WIDGET_CLASS (plimsoll_main_window_parent_class)->realize (widget);
  gdk_toplevel_set_icon_list (GDK_TOPLEVEL (gtk_native_get_surface (GTK_NATIVE (widget))), &icons);
}

static void
plimsoll_main_window_map (GtkWidget *widget)
{
  PlimsollMainWindow *self = PLIMSOLL_MAIN_WINDOW (widget);

  look_for_tray_later (self);

  /* Nobody looked while it was away. */
  plimsoll_live_accounts_look_at_clock (self->accounts);
  plimsoll_card_list_sort (self->cards);
  GTK_WIDGET_CLASS (plimsoll_main_window_parent_class)->map (widget);
}

static void
plimsoll_main_window_dispose (GObject *object)
{
  PlimsollMainWindow *self = PLIMSOLL_MAIN_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_handle_id (&self->hint_id, g_source_remove);
  g_clear_handle_id (&self->spin_id, g_source_remove);
  forget_meters (self);
  if (self->accounts != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->accounts, self);
      g_signal_handlers_disconnect_by_data (plimsoll_live_accounts_get_meters (self->accounts),
                                            self);
    }
  g_clear_object (&self->accounts);
  g_clear_object (&self->clock);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (plimsoll_main_window_parent_class)->dispose (object);
}

static void
plimsoll_main_window_finalize (GObject *object)
{
  PlimsollMainWindow *self = PLIMSOLL_MAIN_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->watched, g_ptr_array_unref);
  G_OBJECT_CLASS (plimsoll_main_window_parent_class)->finalize (object);
}

static void
plimsoll_main_window_class_init (PlimsollMainWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = plimsoll_main_window_dispose;
  object_class->finalize = plimsoll_main_window_finalize;
  widget_class->realize = plimsoll_main_window_realize;
  widget_class->map = plimsoll_main_window_map;

  g_type_ensure (PLIMSOLL_TYPE_CARD_LIST);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/plimsoll/Plimsoll/plimsoll-main-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, cards);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, notice_button);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, demo_button);
  gtk_widget_class_bind_template_child (widget_class, PlimsollMainWindow, no_service_page);
  gtk_widget_class_bind_template_callback (widget_class, on_start_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_demo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_wish_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
plimsoll_main_window_init (PlimsollMainWindow *self)
{
  self->cancellable = g_cancellable_new ();
  self->watched = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

PlimsollMainWindow *
plimsoll_main_window_new (GtkApplication *application,
                          PlimsollLiveAccounts *accounts,
                          PlimsollClock *clock,
                          GSettings *settings)
{
  PlimsollMainWindow *self =
      g_object_new (PLIMSOLL_TYPE_MAIN_WINDOW, "application", application, NULL);
  GListModel *meters = plimsoll_live_accounts_get_meters (accounts);

  self->accounts = g_object_ref (accounts);
  self->clock = g_object_ref (clock);
  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  gtk_widget_set_visible (self->demo_button, settings != NULL);

  g_signal_connect (self, "notify::default-height", G_CALLBACK (on_height_changed_cb), NULL);
  g_signal_connect_swapped (self->cards, "folded", G_CALLBACK (fit_soon), self);
  plimsoll_card_list_set_settings (self->cards, settings);
  plimsoll_card_list_follow_zone (self->cards, ZONE_FILE);
  plimsoll_card_list_set_meters (self->cards, meters, clock);
  g_signal_connect_swapped (accounts, "notify", G_CALLBACK (update_page), self);
  g_signal_connect_swapped (meters, "items-changed", G_CALLBACK (on_meters_changed_cb), self);
  on_meters_changed_cb (self);
  return self;
}

const char *
plimsoll_main_window_get_page (PlimsollMainWindow *self)
{
  return gtk_stack_get_visible_child_name (self->stack);
}
