/* test-tray-menu.c - the menu on the bus.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Asks what hosts ask of a menu and chooses from it, on a bus of its own, and counts what is sent
 * unasked. */

#include "tray-bed.h"

#include "plimsoll-dbusmenu.h"

#include <string.h>

/* The ids that the rows of tray_bed_state() are given. */
enum
{
  ID_SESSION = 1,
  ID_WEEK,
  ID_SEPARATOR,
  ID_OPEN,
  ID_REFRESH,
};

#define HUGE_COUNT 100000
/* Texts cost GDBus so much that more of them would only test its patience. */
#define MANY_COUNT 2000

static TrayBed *
new_bed (void)
{
  TrayBed *bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();

  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "no host\n");

  return bed;
}

/* (transfer full): the answer to a call, as text. */
static char *
ask (TrayBed *bed, const char *method, const char *arguments)
{
  g_autoptr (GVariant) answer = tray_bed_menu (bed, method, g_variant_new_parsed (arguments));

  return g_variant_print (answer, FALSE);
}

#define assert_answer(bed, method, arguments, expected)           \
  G_STMT_START                                                    \
  {                                                               \
    g_autofree char *given_answer = ask (bed, method, arguments); \
    g_assert_cmpstr (given_answer, ==, expected);                 \
  }                                                               \
  G_STMT_END

static void
click (TrayBed *bed, int id, const char *event)
{
  g_variant_unref (tray_bed_menu (bed, "Event",
                                  g_variant_new ("(isvu)", id, event, g_variant_new_int32 (0), 0)));
}

/* The children of the root as GetLayout tells of them, when their properties are left out. */
#define BARE(id) "<(" #id ", @a{sv} {}, @av [])>"
#define BARE_ROWS "[" BARE (1) ", " BARE (2) ", " BARE (3) ", " BARE (4) ", " BARE (5) "]"

/* The layout carries every label itself, for the hosts that ask for nothing else. Only the root is
 * a submenu, rows that only say something cannot be chosen, and no letter is underlined. */
static void
test_layout_says_everything (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  assert_answer (bed, "GetLayout", "(0, -1, @as [])",
                 "(1, (0, {'children-display': <'submenu'>}, ["
                 "<(1, {'label': <'Session 42 % · resets 14:10'>, 'enabled': <false>, "
                 "'visible': <true>}, @av [])>, "
                 "<(2, {'label': <'Week of model__x 17 %'>, 'enabled': <false>, "
                 "'visible': <true>}, @av [])>, "
                 "<(3, {'type': <'separator'>, 'visible': <true>}, @av [])>, "
                 "<(4, {'label': <'Open Plimsoll'>, 'enabled': <true>, "
                 "'visible': <true>}, @av [])>, "
                 "<(5, {'label': <'Rate limited until 14:05'>, 'enabled': <false>, "
                 "'visible': <true>}, @av [])>]))");
}

/* Depth and names cut the answer down to what was asked for; one level is the whole menu. */
static void
test_layout_is_cut_as_asked (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  g_autofree char *one = ask (bed, "GetLayout", "(0, 1, @as [])");
  g_autofree char *all = ask (bed, "GetLayout", "(0, -1, @as [])");

  g_assert_cmpstr (one, ==, all);
  assert_answer (bed, "GetLayout", "(0, 0, @as [])",
                 "(1, (0, {'children-display': <'submenu'>}, []))");
  assert_answer (bed, "GetLayout", "(4, -1, ['label', 'nonsense'])",
                 "(1, (4, {'label': <'Open Plimsoll'>}, []))");
  assert_answer (bed, "GetLayout", "(0, -2147483648, ['type'])",
                 "(1, (0, {}, [<(1, @a{sv} {}, @av [])>, <(2, @a{sv} {}, @av [])>, "
                 "<(3, {'type': <'separator'>}, @av [])>, <(4, @a{sv} {}, @av [])>, "
                 "<(5, @a{sv} {}, @av [])>]))");
}

/* Hosts that take their labels from GetGroupProperties find the same there; no ids mean all, and
 * ids that nobody has are left out. */
static void
test_group_says_the_same (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  g_autoptr (GVariant) all =
      tray_bed_menu (bed, "GetGroupProperties", g_variant_new_parsed ("(@ai [], @as [])"));
  g_autoptr (GVariant) items = g_variant_get_child_value (all, 0);

  g_assert_cmpuint (g_variant_n_children (items), ==, 6);
  assert_answer (bed, "GetGroupProperties", "([5, 77, 3, -1], @as [])",
                 "([(3, {'type': <'separator'>, 'visible': <true>}), "
                 "(5, {'label': <'Rate limited until 14:05'>, 'enabled': <false>, "
                 "'visible': <true>})],)");
  assert_answer (bed, "GetGroupProperties", "([4], ['enabled'])", "([(4, {'enabled': <true>})],)");
  assert_answer (bed, "GetGroupProperties", "([77], ['label'])", "([],)");
}

/* (transfer floating) */
static GVariant *
new_ids (int start, int step)
{
  g_autofree gint32 *ids = g_new (gint32, HUGE_COUNT);

  for (int i = 0; i < HUGE_COUNT; i++)
    ids[i] = start + i * step;

  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, ids, HUGE_COUNT, sizeof *ids);
}

/* A hundred thousand ids, or the same one so often, or thousands of names, get an answer no longer
 * than the menu. */
static void
test_huge_lists_get_short_answers (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  g_autofree const char **names = g_new (const char *, MANY_COUNT);
  g_autoptr (GVariant) many = NULL;
  g_autoptr (GVariant) same = NULL;
  g_autoptr (GVariant) named = NULL;

  many = tray_bed_menu (bed, "GetGroupProperties",
                        g_variant_new ("(@ai@as)", new_ids (0, 1), g_variant_new_strv (NULL, 0)));
  g_assert_cmpuint (g_variant_get_size (many), <, 2000);
  same = tray_bed_menu (
      bed, "GetGroupProperties",
      g_variant_new ("(@ai@as)", new_ids (ID_OPEN, 0), g_variant_new_strv (NULL, 0)));
  g_assert_cmpuint (g_variant_get_size (same), <, 200);

  for (int i = 0; i < MANY_COUNT; i++)
    names[i] = "label";
  named = tray_bed_menu (bed, "GetLayout",
                         g_variant_new ("(ii@as)", 0, -1, g_variant_new_strv (names, MANY_COUNT)));
  g_assert_cmpuint (g_variant_get_size (named), <, 2000);
}

/* One property of one item, or an error that says which is missing. */
static void
test_single_property (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  assert_answer (bed, "GetProperty", "(4, 'label')", "(<'Open Plimsoll'>,)");
  assert_answer (bed, "GetProperty", "(0, 'children-display')", "(<'submenu'>,)");
  tray_bed_refused (bed, MENU_PATH, "GetProperty", g_variant_new ("(is)", 4, "nonsense"));
  tray_bed_refused (bed, MENU_PATH, "GetProperty", g_variant_new ("(is)", 4, "children-display"));
  tray_bed_refused (bed, MENU_PATH, "GetProperty", g_variant_new ("(is)", 77, "label"));
}

/* A row is chosen by `clicked` and by nothing else, and only one that can be chosen. */
static void
test_click_chooses (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  click (bed, 0, "opened");
  click (bed, ID_OPEN, "hovered");
  click (bed, 0, "closed");
  click (bed, 0, "clicked");
  click (bed, ID_SESSION, "clicked");
  click (bed, ID_SEPARATOR, "clicked");
  click (bed, ID_REFRESH, "clicked");
  tray_bed_assert_log (bed, "");
  click (bed, ID_OPEN, "clicked");
  tray_bed_assert_log (bed, "chosen open -\n");
}

/* Clicks that come in a group count the same; one row is chosen once, however often it is named,
 * and ids that nobody has are listed back. */
static void
test_group_click_chooses (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  assert_answer (bed, "EventGroup",
                 "([(4, 'clicked', <0>, uint32 1), (77, 'clicked', <0>, uint32 1), "
                 "(4, 'clicked', <''>, uint32 2), (0, 'closed', <@av []>, uint32 3)],)",
                 "([77],)");
  tray_bed_assert_log (bed, "chosen open -\n");
  assert_answer (bed, "EventGroup", "(@a(isvu) [],)", "([],)");
}

/* Ids that nobody has: an error when there is nothing else in the call, as the interface wants it.
 */
static void
test_unknown_ids_are_refused (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  tray_bed_refused (bed, MENU_PATH, "GetLayout", g_variant_new_parsed ("(77, -1, @as [])"));
  tray_bed_refused (bed, MENU_PATH, "AboutToShow", g_variant_new_parsed ("(-1,)"));
  tray_bed_refused (bed, MENU_PATH, "AboutToShowGroup", g_variant_new_parsed ("([77, 78],)"));
  tray_bed_refused (bed, MENU_PATH, "Event",
                    g_variant_new_parsed ("(77, 'clicked', <0>, uint32 0)"));
  tray_bed_refused (bed, MENU_PATH, "EventGroup",
                    g_variant_new_parsed ("([(77, 'clicked', <0>, uint32 0)],)"));
  tray_bed_assert_log (bed, "");
}

/* Thousands of unknown ids beside a known one: the click counts, the answer stays short. */
static void
test_huge_group_gets_a_short_answer (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  GVariantBuilder events;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) shown = NULL;

  g_variant_builder_init (&events, G_VARIANT_TYPE ("a(isvu)"));
  for (int i = 0; i < MANY_COUNT; i++)
    g_variant_builder_add (&events, "(isvu)", 1000 + i, "clicked", g_variant_new_int32 (0), 0);
  g_variant_builder_add (&events, "(isvu)", ID_OPEN, "clicked", g_variant_new_int32 (0), 0);
  answer = tray_bed_menu (bed, "EventGroup", g_variant_new ("(a(isvu))", &events));
  g_assert_cmpuint (g_variant_get_size (answer), <, 2000);
  tray_bed_assert_log (bed, "chosen open -\n");

  shown = tray_bed_menu (bed, "AboutToShowGroup", g_variant_new ("(@ai)", new_ids (0, 1)));
  g_assert_cmpuint (g_variant_get_size (shown), <, 2000);
}

/* The host has its answer before anybody hears of the choice: Quit may be what was chosen. */
static void
test_answers_before_it_tells (void)
{
  g_autoptr (TrayBed) bed = new_bed ();

  bed->drops_tray = TRUE;
  click (bed, ID_OPEN, "clicked");
  tray_bed_settle (bed);
  g_assert_null (bed->tray);
  g_assert_cmpstr (bed->log->str, ==, "chosen open -\n");
}

/* The properties of the interface: version 3 promises the group calls. */
static void
test_interface_properties (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer =
      tray_bed_call (bed, MENU_PATH, "org.freedesktop.DBus.Properties", "GetAll",
                     g_variant_new ("(s)", MENU_INTERFACE), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_variant_print (answer, TRUE);
  g_assert_cmpstr (text, ==,
                   "({'Version': <uint32 3>, 'TextDirection': <'ltr'>, 'Status': <'normal'>, "
                   "'IconThemePath': <@as []>},)");
}

/* A new text goes to the row that has it, while a menu is open as well; ids and revision stay as
 * they are over any number of such changes. */
static void
test_text_changes_in_place (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  PlimsollTrayState state = tray_bed_state ();
  g_autofree PlimsollTrayRow *rows =
      g_memdup2 (state.rows, state.n_rows * sizeof (PlimsollTrayRow));

  state.rows = rows;
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *label = g_strdup_printf ("Session %d %%", i);
      g_autofree char *expected =
          g_strdup_printf ("ItemsPropertiesUpdated([(1, {'label': <'Session %d %%'>})], [])", i);

      rows[0].label = label;
      tray_bed_show (bed, &state);
      tray_bed_assert_signals (bed, expected);
    }
  assert_answer (bed, "GetLayout", "(0, -1, ['nothing'])", "(1, (0, {}, " BARE_ROWS "))");

  rows[0].label = "Session 99 %";
  rows[4].is_enabled = TRUE;
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "ItemsPropertiesUpdated([(5, {'enabled': <true>})], [])");
}

/* Rows that come, go and come back move nobody else: each keeps the id it once had. */
static void
test_rows_keep_their_ids (void)
{
  g_autoptr (TrayBed) bed = new_bed ();
  PlimsollTrayState state = tray_bed_state ();
  const PlimsollTrayState before = tray_bed_state ();
  const PlimsollTrayRow rows[] = {
    state.rows[0],
    { "limit:model", "Week of another model 3 %", FALSE, TRUE },
    { "open", NULL, FALSE, FALSE },
    state.rows[3],
  };

  state.rows = rows;
  state.n_rows = G_N_ELEMENTS (rows);
  tray_bed_show (bed, &state);
  tray_bed_assert_signals (bed, "LayoutUpdated(2, 0)");
  assert_answer (bed, "GetLayout", "(0, -1, ['nothing'])",
                 "(2, (0, {}, [<(1, @a{sv} {}, @av [])>, <(6, @a{sv} {}, @av [])>, "
                 "<(7, @a{sv} {}, @av [])>, <(4, @a{sv} {}, @av [])>]))");

  tray_bed_show (bed, &before);
  tray_bed_assert_signals (bed, "LayoutUpdated(3, 0)");
  assert_answer (bed, "GetLayout", "(0, -1, ['nothing'])", "(3, (0, {}, " BARE_ROWS "))");
}

/* A key that comes twice is shown once: no host can tell two rows of one id apart. */
static void
test_key_stands_once (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();
  const PlimsollTrayRow rows[] = { state.rows[3], state.rows[3] };

  state.rows = rows;
  state.n_rows = 2;
  tray_bed_show (bed, &state);
  assert_answer (bed, "GetLayout", "(0, -1, ['nothing'])",
                 "(1, (0, {}, [<(1, @a{sv} {}, @av [])>]))");
}

/* A menu that is about to be shown says whether it has to be read again: only when rows have
 * come or gone that the host has not heard of. */
static void
test_about_to_show (void)
{
  g_autoptr (TrayBed) bed = tray_bed_new ();
  const PlimsollTrayState state = tray_bed_state ();
  g_autoptr (PlimsollDBusMenu) menu = plimsoll_dbusmenu_new (NULL, NULL);
  g_autoptr (GError) error = NULL;

  plimsoll_dbusmenu_set_rows (menu, state.rows, state.n_rows);
  plimsoll_dbusmenu_flush (menu);
  g_assert_true (plimsoll_dbusmenu_export (menu, bed->ours, &error));
  assert_answer (bed, "AboutToShow", "(0,)", "(false,)");
  assert_answer (bed, "AboutToShow", "(4,)", "(false,)");
  assert_answer (bed, "AboutToShowGroup", "([0, 77],)", "([], [77])");

  plimsoll_dbusmenu_set_rows (menu, state.rows, 2);
  assert_answer (bed, "AboutToShow", "(0,)", "(true,)");
  assert_answer (bed, "AboutToShow", "(0,)", "(false,)");
  plimsoll_dbusmenu_set_rows (menu, state.rows, 3);
  assert_answer (bed, "AboutToShowGroup", "([0],)", "([0], [])");
  assert_answer (bed, "AboutToShowGroup", "(@ai [],)", "([], [])");
}

/* Calls with other arguments than the interface has are refused and harm nothing. */
static void
test_refuses_odd_arguments (void)
{
  static const char *const METHODS[] = { "GetLayout",        "GetGroupProperties",
                                         "GetProperty",      "Event",
                                         "EventGroup",       "AboutToShow",
                                         "AboutToShowGroup", "Nonsense" };
  g_autoptr (TrayBed) bed = new_bed ();

  for (gsize i = 0; i < G_N_ELEMENTS (METHODS); i++)
    {
      tray_bed_refused (bed, MENU_PATH, METHODS[i], NULL);
      tray_bed_refused (bed, MENU_PATH, METHODS[i], g_variant_new ("(s)", "odd"));
      tray_bed_refused (bed, MENU_PATH, METHODS[i], g_variant_new_parsed ("(1, 2, 3, 4)"));
    }
  tray_bed_assert_log (bed, "");
  assert_answer (bed, "AboutToShow", "(0,)", "(false,)");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tray/menu/layout-says-everything", test_layout_says_everything);
  g_test_add_func ("/tray/menu/layout-is-cut-as-asked", test_layout_is_cut_as_asked);
  g_test_add_func ("/tray/menu/group-says-the-same", test_group_says_the_same);
  g_test_add_func ("/tray/menu/huge-lists-get-short-answers", test_huge_lists_get_short_answers);
  g_test_add_func ("/tray/menu/single-property", test_single_property);
  g_test_add_func ("/tray/menu/click-chooses", test_click_chooses);
  g_test_add_func ("/tray/menu/group-click-chooses", test_group_click_chooses);
  g_test_add_func ("/tray/menu/unknown-ids-are-refused", test_unknown_ids_are_refused);
  g_test_add_func ("/tray/menu/huge-group-gets-a-short-answer",
                   test_huge_group_gets_a_short_answer);
  g_test_add_func ("/tray/menu/answers-before-it-tells", test_answers_before_it_tells);
  g_test_add_func ("/tray/menu/interface-properties", test_interface_properties);
  g_test_add_func ("/tray/menu/text-changes-in-place", test_text_changes_in_place);
  g_test_add_func ("/tray/menu/rows-keep-their-ids", test_rows_keep_their_ids);
  g_test_add_func ("/tray/menu/key-stands-once", test_key_stands_once);
  g_test_add_func ("/tray/menu/about-to-show", test_about_to_show);
  g_test_add_func ("/tray/menu/refuses-odd-arguments", test_refuses_odd_arguments);

  return g_test_run ();
}
