/* test-tray-watcher.c - staying known to the desktop.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The watcher here comes, goes, refuses and forgets as the real ones do; only the second and a half
 * before the second look is over when a test says so, by standing in for the call that waits. */

#include "tray-bed.h"

#define SECOND_LOOK_MS 1500
#define NEVER_MS G_MAXINT

/* (owned) (nullable): the last wait for a second look. */
static GSource *second_look;

GSource *__real_g_timeout_source_new (guint interval);
GSource *__wrap_g_timeout_source_new (guint interval);

GSource *
__wrap_g_timeout_source_new (guint interval)
{
  g_assert_cmpuint (interval, ==, SECOND_LOOK_MS);
  g_clear_pointer (&second_look, g_source_unref);
  second_look = __real_g_timeout_source_new (NEVER_MS);

  return g_source_ref (second_look);
}

static gboolean
waits_for_second_look (void)
{
  return second_look != NULL && !g_source_is_destroyed (second_look);
}

/* A second and a half later, with everything that came of it. */
static void
take_second_look (TrayBed *bed)
{
  g_assert_true (waits_for_second_look ());
  g_source_set_ready_time (second_look, 0);
  while (waits_for_second_look ())
    g_main_context_iteration (NULL, TRUE);

  tray_bed_settle (bed);
}

static void
show (TrayBed *bed)
{
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
}

/* The item registers by the unique name of its connection, the only one that works inside Flatpak.
 */
static void
test_registers_by_unique_name (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  mock_watcher_start (bed->watcher);
  show (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (bed->watcher->senders, 0), ==,
                   g_dbus_connection_get_unique_name (bed->ours));
  g_assert_cmpint (plimsoll_tray_get_presence (bed->tray), ==, PLIMSOLL_TRAY_SHOWN);
  tray_bed_assert_log (bed, "shown\n");
}

/* Before there is anything to show, nothing is offered to anybody. */
static void
test_waits_for_the_first_state (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  mock_watcher_start (bed->watcher);
  tray_bed_settle (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 0);
  g_assert_cmpint (plimsoll_tray_get_presence (bed->tray), ==, PLIMSOLL_TRAY_UNKNOWN);
  tray_bed_assert_log (bed, "");
}

/* A desktop without a tray is told of, and when one appears later the item does too. */
static void
test_appears_with_the_watcher (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  show (bed);
  tray_bed_assert_log (bed, "no host\n");
  g_assert_cmpint (plimsoll_tray_get_presence (bed->tray), ==, PLIMSOLL_TRAY_NO_HOST);
  mock_watcher_start (bed->watcher);
  tray_bed_assert_log (bed, "shown\n");
}

/* Fifty restarts of the panel are fifty registrations, and the item is shown after each. */
static void
test_survives_restarts (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  show (bed);
  tray_bed_assert_log (bed, "no host\n");
  for (guint i = 1; i <= 50; i++)
    {
      mock_watcher_start (bed->watcher);
      tray_bed_assert_log (bed, "shown\n");
      g_assert_cmpuint (bed->watcher->senders->len, ==, i);
      mock_watcher_stop (bed->watcher);
      tray_bed_assert_log (bed, "no host\n");
    }
}

/* A watcher may run with nobody to show anything: that is no tray, until a host comes. */
static void
test_asks_for_a_host (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->watcher->has_host = FALSE;
  mock_watcher_start (bed->watcher);
  show (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 1);
  tray_bed_assert_log (bed, "no host\n");
  mock_watcher_set_host (bed->watcher, TRUE, "StatusNotifierHostRegistered");
  tray_bed_assert_log (bed, "shown\n");
}

/* With two hosts the item is shown until the last one has gone. */
static void
test_counts_on_the_last_host (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  mock_watcher_start (bed->watcher);
  show (bed);
  mock_watcher_set_host (bed->watcher, TRUE, "StatusNotifierHostRegistered");
  mock_watcher_set_host (bed->watcher, TRUE, "StatusNotifierHostUnregistered");
  tray_bed_assert_log (bed, "shown\n");
  mock_watcher_set_host (bed->watcher, FALSE, "StatusNotifierHostUnregistered");
  tray_bed_assert_log (bed, "no host\n");
}

/* Watchers that cannot say whether they have a host are their own. */
static void
test_believes_a_plain_watcher (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->watcher->lacks_host_property = TRUE;
  bed->watcher->has_host = FALSE;
  mock_watcher_start (bed->watcher);
  show (bed);
  tray_bed_assert_log (bed, "shown\n");
}

/* An item that a starting shell has lost is registered a second time, and not a third. */
static void
test_looks_a_second_time (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->watcher->to_forget = 2;
  mock_watcher_start (bed->watcher);
  show (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 1);
  take_second_look (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 2);
  g_assert_false (waits_for_second_look ());
}

/* A watcher that first refuses the item is asked again, and then the item is shown. */
static void
test_asks_again_when_refused (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->watcher->to_refuse = 1;
  mock_watcher_start (bed->watcher);
  show (bed);
  tray_bed_assert_log (bed, "no host\n");
  take_second_look (bed);
  tray_bed_assert_log (bed, "shown\n");
}

/* However a watcher writes the item down, it is found in the list and not registered again. */
static void
test_knows_itself_in_the_list (void)
{
  static const char *const SUFFIXES[] = { "", "/StatusNotifierItem", "@/StatusNotifierItem" };

  for (gsize i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      g_autoptr (TrayBed) bed = tray_bed_new ();

      bed->watcher->suffix = SUFFIXES[i];
      mock_watcher_start (bed->watcher);
      show (bed);
      take_second_look (bed);
      g_assert_cmpuint (bed->watcher->senders->len, ==, 1);
    }
}

/* Another program's longer name is not ours: ":1.20" is not ":1.2". */
static void
test_knows_others_in_the_list (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->watcher->suffix = "0";
  mock_watcher_start (bed->watcher);
  show (bed);
  take_second_look (bed);
  g_assert_cmpuint (bed->watcher->senders->len, ==, 2);
}

/* A panel that dies with the menu open leaves nothing behind: the next one shows the same menu, and
 * a choice there arrives. */
static void
test_host_goes_with_the_menu_open (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  GVariant *nothing = g_variant_new_int32 (0);

  mock_watcher_start (bed->watcher);
  show (bed);
  g_variant_unref (tray_bed_menu (bed, "AboutToShow", g_variant_new ("(i)", 0)));
  g_variant_unref (tray_bed_menu (bed, "Event", g_variant_new ("(isvu)", 0, "opened", nothing, 0)));
  mock_watcher_stop (bed->watcher);
  tray_bed_assert_log (bed, "shown\nno host\n");

  mock_watcher_start (bed->watcher);
  tray_bed_settle (bed);
  nothing = g_variant_new_int32 (0);
  g_variant_unref (
      tray_bed_menu (bed, "Event", g_variant_new ("(isvu)", 4, "clicked", nothing, 0)));
  tray_bed_assert_log (bed, "shown\nchosen open -\n");
}

/* A bus that goes away takes the tray with it, and nothing else. */
static void
test_survives_the_end_of_the_bus (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  mock_watcher_start (bed->watcher);
  show (bed);
  tray_bed_assert_log (bed, "shown\n");
  g_dbus_connection_close_sync (bed->ours, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_cmpstr (bed->log->str, ==, "no host\n");
  plimsoll_tray_set_state (bed->tray, &state);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

/* Who is told that the tray is gone may take it away. */
static void
test_may_go_while_it_tells (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();

  bed->drops_tray = TRUE;
  mock_watcher_start (bed->watcher);
  show (bed);
  g_assert_null (bed->tray);
  tray_bed_assert_log (bed, "shown\n");
}

/* There is one item per connection: a second one says that it is not shown. */
static void
test_is_alone_on_its_connection (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayCallbacks nobody = { 0 };
  const PlimsollTrayState state = tray_bed_state ();
  g_autoptr (PlimsollTray) second = plimsoll_tray_new (bed->ours, &nobody, NULL);

  mock_watcher_start (bed->watcher);
  show (bed);
  plimsoll_tray_set_state (second, &state);
  plimsoll_tray_set_state (second, &state);
  tray_bed_settle (bed);
  g_assert_cmpint (plimsoll_tray_get_presence (second), ==, PLIMSOLL_TRAY_NO_HOST);
  g_assert_cmpint (plimsoll_tray_get_presence (bed->tray), ==, PLIMSOLL_TRAY_SHOWN);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tray/watcher/registers-by-unique-name", test_registers_by_unique_name);
  g_test_add_func ("/tray/watcher/waits-for-the-first-state", test_waits_for_the_first_state);
  g_test_add_func ("/tray/watcher/appears-with-the-watcher", test_appears_with_the_watcher);
  g_test_add_func ("/tray/watcher/survives-restarts", test_survives_restarts);
  g_test_add_func ("/tray/watcher/asks-for-a-host", test_asks_for_a_host);
  g_test_add_func ("/tray/watcher/counts-on-the-last-host", test_counts_on_the_last_host);
  g_test_add_func ("/tray/watcher/believes-a-plain-watcher", test_believes_a_plain_watcher);
  g_test_add_func ("/tray/watcher/looks-a-second-time", test_looks_a_second_time);
  g_test_add_func ("/tray/watcher/asks-again-when-refused", test_asks_again_when_refused);
  g_test_add_func ("/tray/watcher/knows-itself-in-the-list", test_knows_itself_in_the_list);
  g_test_add_func ("/tray/watcher/knows-others-in-the-list", test_knows_others_in_the_list);
  g_test_add_func ("/tray/watcher/host-goes-with-the-menu-open", test_host_goes_with_the_menu_open);
  g_test_add_func ("/tray/watcher/survives-the-end-of-the-bus", test_survives_the_end_of_the_bus);
  g_test_add_func ("/tray/watcher/may-go-while-it-tells", test_may_go_while_it_tells);
  g_test_add_func ("/tray/watcher/is-alone-on-its-connection", test_is_alone_on_its_connection);

  return g_test_run ();
}
