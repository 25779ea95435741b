/* print-scene.c - writes a scene as the terminal would, for the tests in Python and for the eye.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * print-scene list | json SCENE [identity] | text SCENE WIDTH utf8|ascii [color]
 * Takes nothing from the machine it runs on but its locale: the moment, the zone and the screen are
 * given. */

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "plimsoll-show-json.h"
#include "plimsoll-show-table.h"
#include "scenes.h"

static void
print_text (GString *out, char **words, const PlimsollShowMoment *moment)
{
  g_autoptr (GPtrArray) reports = scenes_make (words[0]);
  const PlimsollScreen screen = {
    .width = (guint) g_ascii_strtoull (words[1], NULL, 10),
    .is_terminal = TRUE,
    .is_utf8 = g_str_equal (words[2], "utf8"),
    .has_color = words[3] != NULL,
  };

  plimsoll_show_table_append (out, reports, &screen, moment);
}

int
main (int argc, char **argv)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GDateTime) now = scenes_now ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  const PlimsollShowMoment moment = { .now = now, .zone = zone };

  setlocale (LC_ALL, "");
  if (argc == 2 && g_str_equal (argv[1], "list"))
    for (const char *const *name = scenes_list (); *name != NULL; name++)
      g_string_append_printf (out, "%s\n", *name);
  else if (argc >= 3 && g_str_equal (argv[1], "json"))
    {
      g_autoptr (GPtrArray) reports = scenes_make (argv[2]);

      plimsoll_show_json_append (out, reports, &moment, argc > 3);
    }
  else if (argc >= 5 && g_str_equal (argv[1], "text"))
    print_text (out, argv + 2, &moment);
  else
    return 64;

  fputs (out->str, stdout);
  return 0;
}
