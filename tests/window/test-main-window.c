/* test-main-window.c - the window on a display of its own, against a service that says anything.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One bus for the whole process, because an application knows only one session bus. */

#include <stdlib.h>

#include "mock-service.h"
#include "plimsoll-about.h"
#include "plimsoll-application.h"
#include "plimsoll-card.h"
#include "plimsoll-card-list.h"
#include "plimsoll-main-window.h"
#include "plimsoll-settings.h"
#include "plimsoll-wishes.h"
#include "plimsoll-tray-remedy.h"

#define SIGNED_OUT                                                                       \
  "(1, {'account': <'claude:default'>, 'name': <'Claude'>, 'condition': <'signed-out'>," \
  " 'problem': <{'condition': <'signed-out'>, 'message': <'No Claude login found.'>}>})"
#define NUMBERS(id, percent)                                                       \
  "(1, {'account': <'claude:" id "'>, 'name': <'" id "'>, 'condition': <'fresh'>," \
  " 'snapshot': <{'source': <'oauth'>, 'observed-at': <int64 1795000000>,"         \
  " 'limits': <[{'id': <'session'>, 'title': <'Session'>, 'kind': <'session'>,"    \
  " 'severity': <'normal'>, 'binding': <true>, 'used-percent': <" percent ">}]>}>})"

static MockService *service;

typedef struct
{
  GDBusConnection *connection;
  PlimsollClock *clock;
  GSettings *settings;
  PlimsollLiveAccounts *accounts;
  PlimsollMainWindow *window;
} World;

static void
set_up (World *world, gconstpointer data)
{
  g_autoptr (GDateTime) start = g_date_time_new_from_unix_utc (1795000400);

  mock_service_say (service, "[]");
  mock_service_set_verdict (service, "asked", 0);
  world->connection = mock_service_connect (service);
  world->clock = plimsoll_clock_new_manual (start);
  world->settings = plimsoll_settings_new ();
  world->accounts = plimsoll_live_accounts_new (world->connection, world->clock);
  world->window = plimsoll_main_window_new (NULL, world->accounts, world->clock, world->settings);
}

static void
tear_down (World *world, gconstpointer data)
{
  mock_service_stop (service);
  gtk_window_destroy (GTK_WINDOW (world->window));
  g_clear_object (&world->accounts);
  g_clear_object (&world->settings);
  g_clear_object (&world->clock);
  if (!g_dbus_connection_is_closed (world->connection))
    g_dbus_connection_close_sync (world->connection, NULL, NULL);
  g_clear_object (&world->connection);
}

static void
wait_for_page (World *world, const char *page)
{
  while (g_strcmp0 (plimsoll_main_window_get_page (world->window), page) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (World *world, const char *accounts)
{
  mock_service_say (service, accounts);
  mock_service_start (service);
  plimsoll_live_accounts_connect (world->accounts);
  gtk_window_present (GTK_WINDOW (world->window));
}

/* (nullable): the first widget of this type below `widget`. */
static GtkWidget *
find_widget (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* TRUE when a label that is seen below `widget` has `text` in it. */
static gboolean
shows_text (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;

  return FALSE;
}

static void
wait_for_text (World *world, const char *text)
{
  while (!shows_text (GTK_WIDGET (world->window), text))
    g_main_context_iteration (NULL, TRUE);
}

static PlimsollCard *
nth_card (World *world, guint n)
{
  GtkWidget *card = find_widget (GTK_WIDGET (world->window), PLIMSOLL_TYPE_CARD);

  for (guint i = 0; card != NULL && i < n; i++)
    card = gtk_widget_get_next_sibling (card);

  return card != NULL ? PLIMSOLL_CARD (card) : NULL;
}

static const char *
nth_id (World *world, guint n)
{
  return plimsoll_account_get_id (
      plimsoll_meter_get_account (plimsoll_card_get_meter (nth_card (world, n))));
}

/* Before the service answered the window is looking, and says so. */
static void
test_loading (World *world, gconstpointer data)
{
  begin (world, "[]");
  g_assert_cmpstr (plimsoll_main_window_get_page (world->window), ==, "loading");
}

/* Who has no login anywhere is welcomed, and one click later has the demo. */
static void
test_welcome (World *world, gconstpointer data)
{
  begin (world, "[" SIGNED_OUT "]");
  wait_for_page (world, "welcome");
  wait_for_text (world, "Try the Demo");
  g_settings_set_boolean (world->settings, "demo", FALSE);
  plimsoll_wish_grant (GTK_WINDOW (world->window), "demo", NULL, world->settings);
  g_assert_true (g_settings_get_boolean (world->settings, "demo"));

  mock_service_say (service, "[" SIGNED_OUT ", " NUMBERS ("demo", "20.0") "]");
  wait_for_page (world, "cards");
}

/* The tightest account is on top and open, the others are folded; a number that changes moves
 * nothing. */
static void
test_order (World *world, gconstpointer data)
{
  begin (world, "[" NUMBERS ("a", "10.0") ", " NUMBERS ("b", "90.0") ", " SIGNED_OUT "]");
  wait_for_page (world, "cards");
  g_assert_cmpstr (nth_id (world, 0), ==, "claude:b");
  g_assert_cmpstr (nth_id (world, 1), ==, "claude:a");
  g_assert_cmpstr (nth_id (world, 2), ==, "claude:default");
  g_assert_false (plimsoll_card_get_is_folded (nth_card (world, 0)));
  g_assert_true (plimsoll_card_get_is_folded (nth_card (world, 1)));
  g_assert_true (plimsoll_card_get_is_folded (nth_card (world, 2)));

  mock_service_say (service,
                    "[" NUMBERS ("a", "95.0") ", " NUMBERS ("b", "90.0") ", " SIGNED_OUT "]");
  mock_wait_ms (100);
  g_assert_cmpstr (nth_id (world, 0), ==, "claude:b");
}

/* A card that a person opened stays open, whatever comes and goes beside it. */
static void
test_folding_stays (World *world, gconstpointer data)
{
  begin (world, "[" NUMBERS ("a", "10.0") ", " NUMBERS ("b", "90.0") "]");
  wait_for_page (world, "cards");
  plimsoll_card_set_is_folded (nth_card (world, 1), FALSE);
  mock_service_say (
      service, "[" NUMBERS ("a", "10.0") ", " NUMBERS ("b", "90.0") ", " NUMBERS ("c", "50.0") "]");
  while (nth_card (world, 2) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (nth_id (world, 2), ==, "claude:a");
  g_assert_false (plimsoll_card_get_is_folded (nth_card (world, 2)));
}

/* What became of a refresh is said in words with the clock time; a wish for one account asks for
 * that account, and when it was the clock's nothing is said. */
static void
test_refresh (World *world, gconstpointer data)
{
  begin (world, "[" NUMBERS ("a", "10.0") "]");
  wait_for_page (world, "cards");
  mock_service_set_verdict (service, "rate-limited", 1795000500);
  plimsoll_main_window_refresh (world->window, "");
  wait_for_text (world, "Rate limited until 11:15");
  g_assert_cmpstr (mock_service_get_last_call (service), ==, "Refresh");

  mock_service_set_verdict (service, "busy", 0);
  g_signal_emit_by_name (nth_card (world, 0), "wish", "check");
  while (g_str_equal (mock_service_get_last_call (service), "Refresh"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (mock_service_get_last_call (service), ==, "Refresh claude:a");
  mock_wait_ms (100);
  g_assert_false (shows_text (GTK_WIDGET (world->window), "on its way"));
}

/* A desktop without a tray is told once what it needs, and it is remembered that it was. */
static void
test_tray_hint (World *world, gconstpointer data)
{
  g_settings_set_boolean (world->settings, "tray-hint-given", FALSE);
  g_setenv ("XDG_CURRENT_DESKTOP", "GNOME", TRUE);
  begin (world, "[" NUMBERS ("a", "10.0") "]");
  wait_for_text (world, plimsoll_tray_remedy_get ("GNOME"));
  g_assert_true (g_settings_get_boolean (world->settings, "tray-hint-given"));
  g_unsetenv ("XDG_CURRENT_DESKTOP");
}

/* A verdict of a newer service that we do not know is no failure. */
static void
test_unknown_verdict (World *world, gconstpointer data)
{
  guint n_before = mock_service_get_n_calls (service);

  begin (world, "[" NUMBERS ("a", "10.0") "]");
  wait_for_page (world, "cards");
  mock_service_set_verdict (service, "tomorrow <b>maybe</b>", -5);
  plimsoll_main_window_refresh (world->window, "");
  mock_wait_ms (100);
  g_assert_cmpuint (mock_service_get_n_calls (service), ==, n_before + 1);
}

/* The service restarts under the open window: the cards stay and it says so; then it says no more.
 */
static void
test_service_restarts (World *world, gconstpointer data)
{
  PlimsollCard *card = NULL;

  begin (world, "[" NUMBERS ("a", "10.0") "]");
  wait_for_page (world, "cards");
  card = nth_card (world, 0);
  mock_service_stop (service);
  wait_for_text (world, "These numbers stand still");
  g_assert_cmpstr (plimsoll_main_window_get_page (world->window), ==, "cards");

  mock_service_start (service);
  while (shows_text (GTK_WIDGET (world->window), "These numbers stand still"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (nth_card (world, 0) == card);
}

/* No service to start: the page says why in the system's words, as text. */
static void
test_no_service (World *world, gconstpointer data)
{
  plimsoll_live_accounts_connect (world->accounts);
  gtk_window_present (GTK_WINDOW (world->window));
  wait_for_page (world, "no-service");
  wait_for_text (world, "Try Again");
}

/* No bus: a page says so. */
static void
test_no_bus (World *world, gconstpointer data)
{
  g_autoptr (PlimsollLiveAccounts) accounts = plimsoll_live_accounts_new (NULL, world->clock);
  PlimsollMainWindow *window = plimsoll_main_window_new (NULL, accounts, world->clock, NULL);

  g_assert_cmpstr (plimsoll_main_window_get_page (window), ==, "no-bus");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An account with 100 limits, a name of 10 000 characters with markup, right-to-left letters and
 * pictures, and kinds and conditions that nobody knows yet. */
static GVariant *
make_odd_accounts (void)
{
  GVariantBuilder limits;
  GVariantBuilder accounts;
  GVariantDict snapshot;
  GVariantDict entry;
  g_autoptr (GVariant) plain =
      g_variant_parse (G_VARIANT_TYPE ("(ua{sv})"), NUMBERS ("plain", "10.0"), NULL, NULL, NULL);
  g_autoptr (GString) name = g_string_new ("<b>&amp; שלום 🎉 \xE2\x80\xAE");

  while (name->len < 10000)
    g_string_append (name, "<span foreground='red'>قصير");
  g_variant_builder_init (&limits, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("week:odd-%u", i);

      g_variant_builder_add_parsed (&limits,
                                    "{'id': <%s>, 'title': <%s>, 'kind': <'century'>,"
                                    " 'severity': <'purple'>, 'binding': <false>,"
                                    " 'used-percent': <%d>}",
                                    id, name->str, (double) i * 7 - 100);
    }

  g_variant_dict_init (&snapshot, NULL);
  g_variant_dict_insert (&snapshot, "source", "s", "telepathy");
  g_variant_dict_insert (&snapshot, "observed-at", "x", G_GINT64_CONSTANT (1795000000));
  g_variant_dict_insert (&snapshot, "plan", "s", name->str);
  g_variant_dict_insert_value (&snapshot, "limits", g_variant_builder_end (&limits));
  g_variant_dict_init (&entry, NULL);
  g_variant_dict_insert (&entry, "account", "s", "claude:odd");
  g_variant_dict_insert (&entry, "name", "s", name->str);
  g_variant_dict_insert (&entry, "condition", "s", "enlightened");
  g_variant_dict_insert_value (&entry, "snapshot", g_variant_dict_end (&snapshot));

  g_variant_builder_init (&accounts, G_VARIANT_TYPE ("a(ua{sv})"));
  g_variant_builder_add (&accounts, "(u@a{sv})", 1, g_variant_dict_end (&entry));
  g_variant_builder_add_parsed (&accounts, "(@u 7, {'future': <true>})");
  g_variant_builder_add_parsed (&accounts, "(@u 1, {'account': <5>, 'name': <'no text'>})");
  g_variant_builder_add_value (&accounts, plain);
  return g_variant_builder_end (&accounts);
}

/* Data that nobody should send does no harm: the window stays as narrow as it was, and the account
 * beside the odd one is there. */
static void
test_odd_data (World *world, gconstpointer data)
{
  gboolean is_plain_there = FALSE;

  mock_service_say_value (service, make_odd_accounts ());
  mock_service_start (service);
  plimsoll_live_accounts_connect (world->accounts);
  gtk_window_present (GTK_WINDOW (world->window));
  wait_for_page (world, "cards");
  mock_wait_ms (300);
  for (guint i = 0; nth_card (world, i) != NULL; i++)
    is_plain_there |= g_str_equal (nth_id (world, i), "claude:plain");

  g_assert_true (is_plain_there);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (world->window)), <=, 380);
}

/* What a person copies for a report names no account by the name that they gave it. */
static void
test_debug_info (World *world, gconstpointer data)
{
  g_autofree char *info = NULL;

  begin (world, "[" NUMBERS ("secret-client", "10.0") "]");
  wait_for_page (world, "cards");
  info = plimsoll_about_dup_debug_info (world->accounts);
  g_assert_null (strstr (info, "secret-client"));
  g_assert_nonnull (strstr (info, "account 1: claude, fresh, 1 limits, source oauth"));
  g_assert_nonnull (strstr (info, "0.0.0-mock"));
}

/* Details of a problem can be copied, and a token that got into one does not go along. */
static void
test_details (World *world, gconstpointer data)
{
  g_autofree char *details = NULL;

  begin (world, "[(1, {'account': <'claude:a'>, 'name': <'A'>, 'condition': <'bad-reply'>,"
                " 'problem': <{'condition': <'bad-reply'>,"
                " 'message': <'Odd: sk-ant-oat01-FAKE0123456789abcdef0123456789abcdef'>}>})]");
  wait_for_page (world, "cards");
  details = plimsoll_wish_dup_details (plimsoll_card_get_meter (nth_card (world, 0)));
  g_assert_nonnull (strstr (details, "bad-reply"));
  g_assert_null (strstr (details, "0123456789abcdef"));
}

/* The application */

typedef struct
{
  PlimsollApplication *application;
  void (*body) (PlimsollApplication *application);
} Play;

static gboolean
on_play_cb (gpointer user_data)
{
  Play *play = user_data;

  play->body (play->application);
  return G_SOURCE_REMOVE;
}

/* Runs `body` inside the application's own run, which ends when the application ends itself. */
static int
play (guint linger_ms, void (*body) (PlimsollApplication *application))
{
  g_autoptr (PlimsollClock) clock = plimsoll_clock_new_system ();
  g_autoptr (PlimsollApplication) application =
      plimsoll_application_new (clock, linger_ms, "plimsoll");
  Play scene = { application, body };
  int status = 0;

  mock_service_say (service, "[" NUMBERS ("a", "10.0") "]");
  mock_service_start (service);
  g_idle_add_full (G_PRIORITY_LOW, on_play_cb, &scene, NULL);
  status = g_application_run (G_APPLICATION (application), 0, NULL);
  mock_service_stop (service);
  return status;
}

static void
act (PlimsollApplication *application, const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (application), action, NULL);
}

static gboolean
is_shown (gpointer user_data)
{
  GtkWindow *window = plimsoll_application_get_main_window (user_data);

  return window != NULL && gtk_widget_get_mapped (GTK_WIDGET (window));
}

static gboolean
is_active (gpointer user_data)
{
  return is_shown (user_data)
         && gtk_window_is_active (plimsoll_application_get_main_window (user_data));
}

static void
body_toggle (PlimsollApplication *application)
{
  GtkWindow *first = NULL;

  /* g_application_run() has activated it. */
  mock_wait (is_active, application);
  first = plimsoll_application_get_main_window (application);
  act (application, "toggle");
  g_assert_false (is_shown (application));
  act (application, "toggle");
  mock_wait (is_shown, application);
  g_assert_true (plimsoll_application_get_main_window (application) == first);
  act (application, "quit");
}

/* The tray's click shows and hides one and the same window. */
static void
test_toggle (void)
{
  g_assert_cmpint (play (60000, body_toggle), ==, EXIT_SUCCESS);
}

static void
body_close (PlimsollApplication *application)
{
  mock_wait (is_shown, application);
  gtk_window_close (plimsoll_application_get_main_window (application));
}

/* The program ends by itself a while after its window was closed. */
static void
test_ends_after_close (void)
{
  gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (play (300, body_close), ==, EXIT_SUCCESS);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 300 * G_TIME_SPAN_MILLISECOND);
}

static void
body_reopen (PlimsollApplication *application)
{
  mock_wait (is_shown, application);
  gtk_window_close (plimsoll_application_get_main_window (application));
  mock_wait_ms (50);
  g_application_activate (G_APPLICATION (application));
  /* Longer than it would have lived. */
  mock_wait_ms (500);
  g_assert_true (is_shown (application));
  act (application, "quit");
}

/* Opened again within that while, it stays. */
static void
test_reopened_stays (void)
{
  play (300, body_reopen);
}

static void
body_actions (PlimsollApplication *application)
{
  static const char *const actions[] = { "refresh", "preferences", "shortcuts", "about" };

  mock_wait (is_shown, application);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      guint n_windows = g_list_length (gtk_application_get_windows (GTK_APPLICATION (application)));

      act (application, actions[i]);
      mock_wait_ms (100);
      if (i > 0)
        g_assert_cmpuint (
            g_list_length (gtk_application_get_windows (GTK_APPLICATION (application))), >=,
            n_windows);
    }
  g_assert_cmpstr (mock_service_get_last_call (service), ==, "Refresh");
  act (application, "quit");
}

/* Every action that a launcher, a key or the tray can ask for does something, and quitting ends the
 * program with all its windows open. */
static void
test_actions (void)
{
  g_assert_cmpint (play (60000, body_actions), ==, EXIT_SUCCESS);
}

static void
body_focus_loss (PlimsollApplication *application)
{
  g_autoptr (GSettings) settings = plimsoll_settings_new ();
  GtkWidget *other = gtk_window_new ();

  mock_wait (is_active, application);
  g_settings_set_boolean (settings, "close-on-focus-loss", TRUE);
  /* Somebody else's window, as far as the application knows. */
  gtk_window_present (GTK_WINDOW (other));
  while (is_shown (application))
    g_main_context_iteration (NULL, TRUE);
  g_settings_reset (settings, "close-on-focus-loss");
  gtk_window_destroy (GTK_WINDOW (other));
  act (application, "quit");
}

/* By the person's choice the window goes when the keyboard does. */
static void
test_focus_loss (void)
{
  g_assert_cmpint (play (60000, body_focus_loss), ==, EXIT_SUCCESS);
}

/* A height that is not granted is asked for again. */
static void
test_height (World *world, gconstpointer data)
{
  GtkWindow *window = GTK_WINDOW (world->window);
  int ours[2], now[2] = { 0 };

  begin (world, "[" NUMBERS ("default", "61.0") "]");
  wait_for_page (world, "cards");
  mock_wait_ms (100);
  gtk_window_get_default_size (window, &ours[0], &ours[1]);
  gtk_window_set_default_size (window, ours[0], ours[1] - 40);
  for (; now[1] != ours[1]; g_main_context_iteration (NULL, TRUE))
    gtk_window_get_default_size (window, &now[0], &now[1]);
}

#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  int status = 0;

  g_test_init (&argc, &argv, NULL);
  /* Set before GTK starts: some of it looks for the session bus by itself. */
  service = mock_service_new ();
  adw_init ();
  ADD ("/window/main/loading", test_loading);
  ADD ("/window/main/welcome", test_welcome);
  ADD ("/window/main/order", test_order);
  ADD ("/window/main/folding-stays", test_folding_stays);
  ADD ("/window/main/refresh", test_refresh);
  ADD ("/window/main/tray-hint", test_tray_hint);
  ADD ("/window/main/unknown-verdict", test_unknown_verdict);
  ADD ("/window/main/service-restarts", test_service_restarts);
  ADD ("/window/main/no-service", test_no_service);
  ADD ("/window/main/no-bus", test_no_bus);
  ADD ("/window/main/odd-data", test_odd_data);
  ADD ("/window/main/debug-info", test_debug_info);
  ADD ("/window/main/details", test_details);
  ADD ("/window/main/height", test_height);
  g_test_add_func ("/window/application/toggle", test_toggle);
  g_test_add_func ("/window/application/ends-after-close", test_ends_after_close);
  g_test_add_func ("/window/application/reopened-stays", test_reopened_stays);
  g_test_add_func ("/window/application/actions", test_actions);
  g_test_add_func ("/window/application/focus-loss", test_focus_loss);
  status = g_test_run ();
  mock_service_free (service);
  return status;
}
