/* test-tray-replay.c - the calls of each known host, in the order in which it makes them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What was seen on the wire of the real ones, cut down to what matters. Steps that a host takes
 * from what it was told before (ids out of the layout) are written out, for the ids are fixed. */

#include "tray-bed.h"

#include <string.h>

#define PROPERTIES "org.freedesktop.DBus.Properties"
#define GET(name) ITEM_PATH, PROPERTIES, "Get", "('" ITEM_INTERFACE "', '" name "')"
#define GET_MENU(name) MENU_PATH, PROPERTIES, "Get", "('" MENU_INTERFACE "', '" name "')"
#define GET_ALL ITEM_PATH, PROPERTIES, "GetAll", "('" ITEM_INTERFACE "',)"
#define ITEM(method, arguments) ITEM_PATH, ITEM_INTERFACE, method, arguments
#define MENU(method, arguments) MENU_PATH, MENU_INTERFACE, method, arguments

typedef struct
{
  const char *path; /* NULL ends a host */
  const char *interface;
  const char *method;
  const char *arguments;
  const char *answer; /* a part of it that must be there; NULL: any answer will do */
} Step;

typedef struct
{
  const char *host;
  const char *log; /* what the program hears of it all */
  Step steps[16];
} Host;

static const Host HOSTS[] = {
  /* Reads everything at once; `closed` comes before `clicked`; no group calls. */
  { "kde",
    "activate - 20 284\nsecondary\nscroll 1\nchosen open tok\n",
    { { GET_ALL, "'IconPixmap': <[(2, 2, [" },
      { MENU ("GetLayout", "(0, 1, @as [])"), "Session 42 %" },
      { ITEM ("ProvideXdgActivationToken", "('',)"), NULL },
      { ITEM ("Activate", "(20, 284)"), NULL },
      { ITEM ("SecondaryActivate", "(20, 284)"), NULL },
      { ITEM ("Scroll", "(120, 'Vertical')"), NULL },
      { MENU ("AboutToShow", "(0,)"), "false" },
      { MENU ("Event", "(0, 'opened', <''>, uint32 0)"), NULL },
      { MENU ("Event", "(0, 'closed', <''>, uint32 0)"), NULL },
      { ITEM ("ProvideXdgActivationToken", "('tok',)"), NULL },
      { MENU ("Event", "(4, 'clicked', <''>, uint32 0)"), NULL } } },
  /* libdbusmenu: labels only from the group call, every click in a group. */
  { "xfce4-panel, Waybar, Cinnamon",
    "activate - 10 10\nscroll -1\nchosen open -\n",
    { { GET ("Id"), "io.github.plimsoll.Plimsoll" },
      { GET_ALL, "'ItemIsMenu': <false>" },
      { ITEM ("Activate", "(10, 10)"), NULL },
      { ITEM ("Scroll", "(-1, 'vertical')"), NULL },
      { GET_MENU ("Version"), "3" },
      { MENU ("GetLayout", "(0, -1, ['type', 'children-display'])"), "submenu" },
      { MENU ("GetGroupProperties", "([1, 2, 3, 4, 5], @as [])"), "Session 42 %" },
      { MENU ("AboutToShowGroup", "([0],)"), "@ai []" },
      { MENU ("EventGroup", "([(0, 'opened', <0>, uint32 77)],)"), "@ai []" },
      { MENU ("EventGroup", "([(4, 'clicked', <0>, uint32 78)],)"), "@ai []" } } },
  /* Single properties; labels only from the group call; token before each click. */
  { "GNOME with the AppIndicator extension",
    "chosen open -\nactivate tok 640 5\nsecondary\nscroll 1\n",
    { { GET ("Menu"), "/MenuBar" },
      { GET ("XAyatanaLabel"), "42 %" },
      { GET ("IconThemePath"), "''" },
      { GET ("IconPixmap"), "(2, 2, [" },
      { MENU ("GetLayout", "(0, -1, ['type', 'children-display'])"), "separator" },
      { MENU ("GetGroupProperties", "(@ai [], @as [])"), "Open Plimsoll" },
      { MENU ("Event", "(0, 'opened', <0>, uint32 5)"), NULL },
      { MENU ("AboutToShow", "(0,)"), "false" },
      { MENU ("Event", "(4, 'clicked', <0>, uint32 6)"), NULL },
      { ITEM ("ProvideXdgActivationToken", "('tok',)"), NULL },
      { ITEM ("Activate", "(640, 5)"), NULL },
      { ITEM ("ProvideXdgActivationToken", "('tok',)"), NULL },
      { ITEM ("XAyatanaSecondaryActivate", "(uint32 7,)"), NULL },
      { ITEM ("Scroll", "(1, 'vertical')"), NULL } } },
  /* Inline properties only, one level. */
  { "lxqt-panel",
    "activate - 5 5\nchosen open -\n",
    { { GET ("Title"), "session 42 %" },
      { GET ("AttentionIconPixmap"), "@a(iiay) []" },
      { GET ("OverlayIconPixmap"), "@a(iiay) []" },
      { GET ("IconPixmap"), "(2, 2, [" },
      { GET ("ToolTip"), "Week 17 %" },
      { ITEM ("Activate", "(5, 5)"), NULL },
      { MENU ("AboutToShow", "(0,)"), "false" },
      { MENU ("GetLayout", "(0, 1, @as [])"), "Open Plimsoll" },
      { MENU ("Event", "(4, 'clicked', <''>, uint32 0)"), NULL } } },
  { "mate-panel, Budgie",
    "activate - -1 -1\nchosen open -\n",
    { { GET_ALL, "'XAyatanaLabel': <'42 %'>" },
      { ITEM ("Activate", "(-3, 12000)"), NULL },
      { MENU ("GetLayout", "(0, -1, @as [])"), "Rate limited until 14:05" },
      { MENU ("AboutToShow", "(0,)"), "false" },
      { MENU ("Event", "(0, 'opened', <''>, uint32 9)"), NULL },
      { MENU ("Event", "(4, 'clicked', <''>, uint32 9)"), NULL },
      { MENU ("Event", "(0, 'closed', <''>, uint32 9)"), NULL } } },
  /* Does not know menus at all. */
  { "swaybar",
    "activate - 1800 700\nactivate - 1800 700\n",
    { { GET ("IconName"), "''" },
      { GET ("IconPixmap"), "(2, 2, [" },
      { GET ("ItemIsMenu"), "false" },
      { GET ("Status"), "Active" },
      { ITEM ("ContextMenu", "(1800, 700)"), NULL },
      { ITEM ("Activate", "(1800, 700)"), NULL } } },
  /* Knows no place of the pointer. */
  { "COSMIC",
    "activate tok -1 -1\nchosen open -\n",
    { { GET_ALL, "'Menu': <objectpath '/MenuBar'>" },
      { MENU ("GetLayout", "(0, -1, @as [])"), "Session 42 %" },
      { ITEM ("ProvideXdgActivationToken", "('tok',)"), NULL },
      { ITEM ("Activate", "(0, 0)"), NULL },
      { MENU ("AboutToShow", "(0,)"), "false" },
      { MENU ("Event", "(4, 'clicked', <0>, uint32 0)"), NULL } } },
};

static void
take_step (TrayBed *bed, const Step *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autofree char *text = NULL;

  answer = tray_bed_call (bed, step->path, step->interface, step->method,
                          g_variant_new_parsed (step->arguments), &error);
  g_assert_no_error (error);
  text = g_variant_print (answer, TRUE);
  g_test_message ("%s %s → %s", step->method, step->arguments, text);
  if (step->answer != NULL)
    g_assert_nonnull (strstr (text, step->answer));
}

/* Every host finds what it asks for, and what a person does there arrives. */
static void
test_host (gconstpointer data)
{
  const Host *host = data;
  g_autoptr (TrayBed) bed = tray_bed_new ();
  PlimsollTrayState state = tray_bed_state ();

  mock_watcher_start (bed->watcher);
  state.icon = tray_bed_icon (2, 0xff00ff00);
  tray_bed_show (bed, &state);
  tray_bed_assert_log (bed, "shown\n");

  for (gsize i = 0; host->steps[i].path != NULL; i++)
    take_step (bed, &host->steps[i]);
  tray_bed_assert_log (bed, host->log);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (HOSTS); i++)
    {
      g_autofree char *path = g_strconcat ("/tray/replay/", HOSTS[i].host, NULL);

      g_test_add_data_func (path, &HOSTS[i], test_host);
    }

  return g_test_run ();
}
