/* test-tray-item.c - the item on the bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks what hosts ask and does what people do there, on a bus of its own; what the whole of a host
 * does is test-tray-replay.c. */

#include "tray-bed.h"

#include <string.h>

/* Every property that any known host reads is there, under its one right type: a host that finds a
 * property missing or of another type shows no icon at all. */
static void
test_has_every_property (void)
{
  static const char *const PROPERTIES[][2] = {
    { "Category", "s" },
    { "Id", "s" },
    { "Title", "s" },
    { "Status", "s" },
    { "WindowId", "i" },
    { "IconName", "s" },
    { "IconPixmap", "a(iiay)" },
    { "IconAccessibleDesc", "s" },
    { "OverlayIconName", "s" },
    { "OverlayIconPixmap", "a(iiay)" },
    { "AttentionIconName", "s" },
    { "AttentionIconPixmap", "a(iiay)" },
    { "AttentionAccessibleDesc", "s" },
    { "AttentionMovieName", "s" },
    { "ToolTip", "(sa(iiay)ss)" },
    { "ItemIsMenu", "b" },
    { "Menu", "o" },
    { "IconThemePath", "s" },
    { "XAyatanaLabel", "s" },
    { "XAyatanaLabelGuide", "s" },
    { "XAyatanaOrderingIndex", "u" },
  };
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) all = NULL;

  tray_bed_show (bed, &state);
  answer = tray_bed_call (bed, ITEM_PATH, "org.freedesktop.DBus.Properties", "GetAll",
                          g_variant_new ("(s)", ITEM_INTERFACE), &error);
  g_assert_no_error (error);
  all = g_variant_get_child_value (answer, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (PROPERTIES); i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (all, PROPERTIES[i][0], NULL);

      g_test_message ("%s", PROPERTIES[i][0]);
      g_assert_nonnull (value);
      g_assert_cmpstr (g_variant_get_type_string (value), ==, PROPERTIES[i][1]);
    }
  g_assert_cmpuint (g_variant_n_children (all), ==, G_N_ELEMENTS (PROPERTIES));
}

/* What never changes has the values that make hosts show the item, show its pixels, and send it a
 * left click. */
static void
test_says_the_settled_values (void)
{
  static const char *const VALUES[][2] = {
    { "Category", "'ApplicationStatus'" },
    { "Id", "'io.github.plimsoll.Plimsoll'" },
    { "IconName", "''" },
    { "AttentionIconName", "''" },
    { "OverlayIconName", "''" },
    { "ItemIsMenu", "false" },
    { "Menu", "'/MenuBar'" },
    { "IconThemePath", "''" },
    { "WindowId", "0" },
    { "Status", "'Active'" },
  };
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  for (gsize i = 0; i < G_N_ELEMENTS (VALUES); i++)
    {
      g_autoptr (GVariant) value = tray_bed_get (bed, VALUES[i][0]);
      g_autofree char *text = g_variant_print (value, FALSE);

      g_assert_cmpstr (text, ==, VALUES[i][1]);
    }
}

/* Texts and pictures arrive as they were given: pixels byte by byte. */
static void
test_shows_the_state (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  g_autoptr (GVariant) icon = g_variant_ref_sink (tray_bed_icon (2, 0x80ff0000));
  g_autoptr (GVariant) pixmap = NULL;
  g_autoptr (GVariant) tooltip = NULL;
  g_autofree char *pixels = NULL;
  g_autofree char *text = NULL;

  state.icon = icon;
  tray_bed_show (bed, &state);

  pixmap = tray_bed_get (bed, "IconPixmap");
  pixels = g_variant_print (pixmap, FALSE);
  g_assert_cmpstr (pixels, ==,
                   "[(2, 2, [0x80, 0xff, 0x00, 0x00, 0x80, 0xff, 0x00, 0x00, "
                   "0x80, 0xff, 0x00, 0x00, 0x80, 0xff, 0x00, 0x00])]");
  tooltip = tray_bed_get (bed, "ToolTip");
  text = g_variant_print (tooltip, FALSE);
  g_assert_cmpstr (text, ==,
                   "('', [], 'Claude: session 42 %, week 17 %', 'Session 42 %\\nWeek 17 %')");
}

/* Without a label there is no such property: mate-panel would show its emptiness in the place of
 * the icon. The others are there all the same. */
static void
test_leaves_out_an_empty_label (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) all = NULL;
  g_autoptr (GVariant) label = NULL;
  g_autoptr (GVariant) guide = NULL;

  state.label = "";
  tray_bed_show (bed, &state);
  answer = tray_bed_call (bed, ITEM_PATH, "org.freedesktop.DBus.Properties", "GetAll",
                          g_variant_new ("(s)", ITEM_INTERFACE), &error);
  g_assert_no_error (error);
  all = g_variant_get_child_value (answer, 0);
  label = g_variant_lookup_value (all, "XAyatanaLabel", NULL);
  guide = g_variant_lookup_value (all, "XAyatanaLabelGuide", NULL);
  g_assert_null (label);
  g_assert_null (guide);
  g_assert_cmpuint (g_variant_n_children (all), ==, 19);
  g_assert_null (tray_bed_call (bed, ITEM_PATH, "org.freedesktop.DBus.Properties", "Get",
                                g_variant_new ("(ss)", ITEM_INTERFACE, "XAyatanaLabel"), &error));
  g_assert_true (g_dbus_error_is_remote_error (error));
}

/* A property nobody knows, and an attempt to set one, are answered with an error: some hosts hang
 * on silence. */
static void
test_refuses_unknown_properties (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();
  g_autoptr (GError) unknown = NULL;
  g_autoptr (GError) fixed = NULL;

  tray_bed_show (bed, &state);
  g_assert_null (tray_bed_call (bed, ITEM_PATH, "org.freedesktop.DBus.Properties", "Get",
                                g_variant_new ("(ss)", ITEM_INTERFACE, "Nonsense"), &unknown));
  g_assert_true (g_dbus_error_is_remote_error (unknown));
  g_assert_null (tray_bed_call (
      bed, ITEM_PATH, "org.freedesktop.DBus.Properties", "Set",
      g_variant_new ("(ssv)", ITEM_INTERFACE, "Title", g_variant_new_string ("Mine")), &fixed));
  g_assert_true (g_dbus_error_is_remote_error (fixed));
}

/* Nothing is sent over 1 000 polls that found what was known already. */
static void
test_is_silent_when_nothing_changes (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();

  state.icon = tray_bed_icon (16, 0xff00ff00);
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "");
  for (int i = 0; i < 1000; i++)
    {
      /* Painted anew each time, as after a poll; equal all the same. */
      state.icon = tray_bed_icon (16, 0xff00ff00);
      plimsoll_tray_set_state (bed->tray, &state);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }
  tray_bed_assert_signals (bed, "");
}

/* Only what differs is told, so that hosts need not read all pictures again for a new word. */
static void
test_tells_only_what_differs (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  state.icon = tray_bed_icon (16, 0xff00ff00);
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "NewIcon()");

  state.icon = tray_bed_icon (16, 0xff00ff00);
  state.title = "Claude: session 43 %";
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "NewTitle() NewToolTip()");

  state.icon = tray_bed_icon (16, 0xff00ff00);
  state.tooltip = "Session 43 %";
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "NewToolTip()");

  state.icon = tray_bed_icon (16, 0xff00ff00);
  state.label = "43 %";
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "XAyatanaNewLabel('43 %', '100 %')");
}

/* Whatever is set within one turn of the main loop is told once, with its last value; what went
 * back to where it was is not told. */
static void
test_collects_a_burst (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  const char *title = state.title;
  g_autoptr (GVariant) shown = NULL;

  tray_bed_show (bed, &state);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *text = g_strdup_printf ("Session %d %%", i);

      state.title = text;
      plimsoll_tray_set_state (bed->tray, &state);
    }
  tray_bed_assert_signals (bed, "NewTitle() NewToolTip()");
  shown = tray_bed_get (bed, "Title");
  g_assert_cmpstr (g_variant_get_string (shown, NULL), ==, "Session 99 %");

  state.title = title;
  plimsoll_tray_set_state (bed->tray, &state);
  state.title = "Session 99 %";
  plimsoll_tray_set_state (bed->tray, &state);
  tray_bed_assert_signals (bed, "");
}

/* At the end of a limit the item asks for attention, and has its pictures ready before it does:
 * LXQt and swaybar have no other picture for that state. */
static void
test_asks_for_attention (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  g_autoptr (GVariant) icon = g_variant_ref_sink (tray_bed_icon (16, 0xffff0000));
  g_autoptr (GVariant) pixmap = NULL;

  state.icon = icon;
  tray_bed_show (bed, &state);
  state.wants_attention = TRUE;
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "NewAttentionIcon() NewStatus('NeedsAttention',)");
  pixmap = tray_bed_get (bed, "AttentionIconPixmap");
  g_assert_true (g_variant_equal (pixmap, icon));

  state.wants_attention = FALSE;
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "NewAttentionIcon() NewStatus('Active',)");
}

/* Left click and, for hosts without menus, right click open the window where the host says; places
 * that cannot be are passed on as unknown. */
static void
test_opens_the_window (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "no host\n");
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1900, 1070));
  tray_bed_item (bed, "ContextMenu", g_variant_new ("(ii)", 5, 0));
  tray_bed_assert_log (bed, "activate - 1900 1070\nactivate - 5 0\n");
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 0, 0));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", G_MININT, 7));
  tray_bed_assert_log (bed, "activate - -1 -1\nactivate - -1 -1\n");
}

/* The desktop's leave to take the focus serves one click, whichever comes next, and no other. */
static void
test_uses_a_token_once (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();
  g_autofree char *huge = g_strnfill (100000, 'x');

  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "no host\n");

  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", "first"));
  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", "token"));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1, 1));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1, 1));
  tray_bed_assert_log (bed, "activate token 1 1\nactivate - 1 1\n");

  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", "token"));
  tray_bed_item (bed, "SecondaryActivate", g_variant_new ("(ii)", 1, 1));
  tray_bed_item (bed, "ContextMenu", g_variant_new ("(ii)", 1, 1));
  tray_bed_assert_log (bed, "secondary\nactivate - 1 1\n");

  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", "token"));
  g_variant_unref (tray_bed_menu (
      bed, "Event", g_variant_new ("(isvu)", 4, "clicked", g_variant_new_int32 (0), 0)));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1, 1));
  tray_bed_assert_log (bed, "chosen open token\nactivate - 1 1\n");

  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", ""));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1, 1));
  tray_bed_item (bed, "ProvideXdgActivationToken", g_variant_new ("(s)", huge));
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 1, 1));
  tray_bed_assert_log (bed, "activate - 1 1\nactivate - 1 1\n");
}

/* A middle click is one thing under both of its names. */
static void
test_hears_a_middle_click (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "no host\n");
  tray_bed_item (bed, "SecondaryActivate", g_variant_new ("(ii)", 1, 1));
  tray_bed_item (bed, "XAyatanaSecondaryActivate", g_variant_new ("(u)", 12345));
  tray_bed_assert_log (bed, "secondary\nsecondary\n");
}

/* One notch of the wheel is one step, whether a host counts notches (±1) or angles (±120 to a
 * notch, touchpads in parts), and no call is more than one step. */
static void
test_counts_notches (void)
{
  static const struct
  {
    int deltas[8]; /* 0 ends */
    const char *steps;
  } CASES[] = {
    { { 1, -1 }, "scroll 1\nscroll -1\n" },
    { { 120, -120 }, "scroll 1\nscroll -1\n" },
    { { 30, 30, 30, 30 }, "scroll 1\n" },
    { { 90, -90, 90 }, "" },
    { { G_MAXINT }, "scroll 1\n" },
    { { G_MININT }, "scroll -1\n" },
    { { 0 }, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autoptr (TrayBed) bed = tray_bed_new ();
      const PlimsollTrayState state = tray_bed_state ();

      tray_bed_show (bed, &state);
      tray_bed_assert_log (bed, "no host\n");
      tray_bed_item (bed, "Scroll", g_variant_new ("(is)", 0, "vertical"));
      for (gsize j = 0; CASES[i].deltas[j] != 0; j++)
        tray_bed_item (bed, "Scroll", g_variant_new ("(is)", CASES[i].deltas[j], "odd"));
      tray_bed_assert_log (bed, CASES[i].steps);
    }
}

/* Calls with other arguments than the interface has are refused and harm nothing. */
static void
test_refuses_odd_arguments (void)
{
  static const char *const METHODS[] = {
    "Activate", "ContextMenu", "SecondaryActivate",        "XAyatanaSecondaryActivate",
    "Scroll",   "Nonsense",    "ProvideXdgActivationToken"
  };
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "no host\n");
  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    {
      tray_bed_refused (bed, ITEM_PATH, METHODS[i], NULL);
      tray_bed_refused (bed, ITEM_PATH, METHODS[i], g_variant_new ("(b)", TRUE));
      tray_bed_refused (bed, ITEM_PATH, METHODS[i], g_variant_new ("(iii)", 1, 2, 3));
    }
  tray_bed_assert_log (bed, "");
  tray_bed_item (bed, "Activate", g_variant_new ("(ii)", 3, 4));
  tray_bed_assert_log (bed, "activate - 3 4\n");
}

/* Text that is no UTF-8 does not cost us the connection. */
static void
test_survives_broken_text (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  const PlimsollTrayRow row = { "limit", "broken \xff row", FALSE, TRUE };
  g_autoptr (GVariant) title = NULL;
  g_autoptr (GVariant) layout = NULL;

  state.title = "broken \xff title";
  state.label = NULL;
  state.rows = &row;
  state.n_rows = 1;
  tray_bed_show (bed, &state);
  title = tray_bed_get (bed, "Title");
  g_assert_cmpstr (g_variant_get_string (title, NULL), ==, "broken \xef\xbf\xbd title");
  layout = tray_bed_menu (bed, "GetLayout", g_variant_new ("(iias)", 0, -1, NULL));
  g_assert_nonnull (layout);
}

/* Who is told of a click may take the tray away; the host has its answer all the same. */
static void
test_may_go_while_it_tells (void)
{
  static const char *const METHODS[] = { "Activate", "ContextMenu", "SecondaryActivate" };

  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    {
      g_autoptr (TrayBed) bed = tray_bed_new ();
      const PlimsollTrayState state = tray_bed_state ();

      tray_bed_show (bed, &state);
      bed->drops_tray = TRUE;
      tray_bed_item (bed, METHODS[i], g_variant_new ("(ii)", 1, 1));
      tray_bed_settle (bed);
      g_assert_null (bed->tray);
      tray_bed_refused (bed, ITEM_PATH, METHODS[i], g_variant_new ("(ii)", 1, 1));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tray/item/has-every-property", test_has_every_property);
  g_test_add_func ("/tray/item/says-the-settled-values", test_says_the_settled_values);
  g_test_add_func ("/tray/item/shows-the-state", test_shows_the_state);
  g_test_add_func ("/tray/item/leaves-out-an-empty-label", test_leaves_out_an_empty_label);
  g_test_add_func ("/tray/item/refuses-unknown-properties", test_refuses_unknown_properties);
  g_test_add_func ("/tray/item/is-silent-when-nothing-changes",
                   test_is_silent_when_nothing_changes);
  g_test_add_func ("/tray/item/tells-only-what-differs", test_tells_only_what_differs);
  g_test_add_func ("/tray/item/collects-a-burst", test_collects_a_burst);
  g_test_add_func ("/tray/item/asks-for-attention", test_asks_for_attention);
  g_test_add_func ("/tray/item/opens-the-window", test_opens_the_window);
  g_test_add_func ("/tray/item/uses-a-token-once", test_uses_a_token_once);
  g_test_add_func ("/tray/item/hears-a-middle-click", test_hears_a_middle_click);
  g_test_add_func ("/tray/item/counts-notches", test_counts_notches);
  g_test_add_func ("/tray/item/refuses-odd-arguments", test_refuses_odd_arguments);
  g_test_add_func ("/tray/item/survives-broken-text", test_survives_broken_text);
  g_test_add_func ("/tray/item/may-go-while-it-tells", test_may_go_while_it_tells);

  return g_test_run ();
}
