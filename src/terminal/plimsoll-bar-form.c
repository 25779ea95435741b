/* plimsoll-bar-form.c - how each desktop's bar wants to be told.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each bar has a language of its own for colours, and each reads it in what it is given: a name
 * that a server sent must not speak it. So every form has an escape beside its writer. The text's
 * own line breaks are none of a bar's: one line is one message. */
#include "plimsoll-bar-form.h"

#include <string.h>

#include "plimsoll-json-text.h"

/* As in the window and the tray. */
#define AMBER "#e5a50a"
#define RED "#c01c28"
#define GREY "#9a9996"

/* (nullable): NULL while all is calm, or without colours. */
static const char *
get_color (const PlimsollBarLine *line)
{
  static const char *const colors[] = {
    [PLIMSOLL_BAR_CALM] = NULL,
    [PLIMSOLL_BAR_WARNING] = AMBER,
    [PLIMSOLL_BAR_CRITICAL] = RED,
    [PLIMSOLL_BAR_DULL] = GREY,
  };

  return line->has_color ? colors[line->mood] : NULL;
}

/* (transfer full): each `sign` replaced by `with`. */
static char *
replace (const char *text, const char *sign, const char *with)
{
  GString *escaped = g_string_new (text);

  g_string_replace (escaped, sign, with, 0);
  return g_string_free (escaped, FALSE);
}

static char *
escape_markup (const char *text)
{
  return g_markup_escape_text (text, -1);
}

static char *
escape_nothing (const char *text)
{
  return g_strdup (text);
}

/* polybar reads %{…}; there is no way to write it, so it is taken apart. */
static char *
escape_polybar (const char *text)
{
  return replace (text, "%{", "% {");
}

/* tmux reads #[…] and #(…): a doubled # is one. */
static char *
escape_tmux (const char *text)
{
  return replace (text, "#", "##");
}

/* xmobar takes so many bytes as they are. */
static char *
escape_xmobar (const char *text)
{
  return strchr (text, '<') != NULL
             ? g_strdup_printf ("<raw=%" G_GSIZE_FORMAT ":%s/>", strlen (text), text)
             : g_strdup (text);
}

static void
append_waybar (GString *out, const PlimsollBarLine *line)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "text", line->text);
  plimsoll_json_text_add_string (builder, "alt", line->classes[0]);
  plimsoll_json_text_add_string (builder, "tooltip", line->tooltip);
  json_builder_set_member_name (builder, "class");
  json_builder_begin_array (builder);
  for (gsize i = 0; line->classes[i] != NULL; i++)
    json_builder_add_string_value (builder, line->classes[i]);
  json_builder_end_array (builder);
  /* Waybar wants a number from 0 to 100 or none at all. */
  if (line->percent >= 0)
    {
      json_builder_set_member_name (builder, "percentage");
      json_builder_add_int_value (builder, (gint64) MIN (line->percent, 100));
    }
  json_builder_end_object (builder);
  plimsoll_json_text_append_line (out, builder);
}

/* Three lines for a block that is asked now and then, JSON for one that stays ("interval=persist",
 * "format=json"). */
static void
append_i3blocks (GString *out, const PlimsollBarLine *line)
{
  const char *color = get_color (line);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!line->is_followed)
    {
      g_string_append_printf (out, "%s\n%s\n%s%s", line->text, line->text,
                              color != NULL ? color : "", color != NULL ? "\n" : "");
      return;
    }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  plimsoll_json_text_add_string (builder, "full_text", line->text);
  plimsoll_json_text_add_string (builder, "short_text", line->text);
  /* An empty colour takes the one before away. */
  plimsoll_json_text_add_string (builder, "color", color != NULL ? color : "");
  json_builder_end_object (builder);
  plimsoll_json_text_append_line (out, builder);
}

static void
append_polybar (GString *out, const PlimsollBarLine *line)
{
  const char *color = get_color (line);

  if (color != NULL)
    g_string_append_printf (out, "%%{F%s}%s%%{F-}\n", color, line->text);
  else
    g_string_append_printf (out, "%s\n", line->text);
}

static void
append_tmux (GString *out, const PlimsollBarLine *line)
{
  const char *color = get_color (line);

  if (color != NULL)
    g_string_append_printf (out, "#[fg=%s]%s#[default]\n", color, line->text);
  else
    g_string_append_printf (out, "%s\n", line->text);
}

static void
append_plain (GString *out, const PlimsollBarLine *line)
{
  g_string_append_printf (out, "%s\n", line->text);
}

static void
append_xmobar (GString *out, const PlimsollBarLine *line)
{
  const char *color = get_color (line);

  if (color != NULL)
    g_string_append_printf (out, "<fc=%s>%s</fc>\n", color, line->text);
  else
    g_string_append_printf (out, "%s\n", line->text);
}

static const PlimsollBarForm FORMS[] = {
  { "waybar", escape_markup, append_waybar },    { "i3blocks", escape_nothing, append_i3blocks },
  { "polybar", escape_polybar, append_polybar }, { "tmux", escape_tmux, append_tmux },
  { "starship", escape_nothing, append_plain },  { "xmobar", escape_xmobar, append_xmobar },
};

const PlimsollBarForm *
plimsoll_bar_form_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FORMS); i++)
    if (g_str_equal (FORMS[i].name, name))
      return &FORMS[i];
  return NULL;
}

const char *const *
plimsoll_bar_form_list (void)
{
  static const char *const names[] = { "waybar",   "i3blocks", "polybar", "tmux",
                                       "starship", "xmobar",   NULL };

  return names;
}
