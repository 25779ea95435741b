/* plimsoll-json-text.c - JSON that we write: moments, numbers, and the text of it all.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib builds and escapes; this adds what every one of our JSON outputs has in common, so that
 * they agree on how a moment, a missing value and a number look. */

#include "plimsoll-json-text.h"

#include <math.h>
#include <string.h>

#include "plimsoll-moment.h"

void
plimsoll_json_text_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
plimsoll_json_text_add_moment (JsonBuilder *builder, const char *key, GDateTime *value)
{
  g_autofree char *text = value != NULL ? plimsoll_moment_format (value) : NULL;

  plimsoll_json_text_add_string (builder, key, text);
}

void
plimsoll_json_text_add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  if (isfinite (value))
    json_builder_add_double_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
plimsoll_json_text_add_bool (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/* json-glib writes 41.6 as 41.600000000000001, which is the same number and reads like a mistake.
 */
static void
append_shortest (GString *out, const char *number, gsize length)
{
  g_autofree char *text = g_strndup (number, length);
  double value = g_ascii_strtod (text, NULL);
  char shortest[G_ASCII_DTOSTR_BUF_SIZE];

  if (strchr (text, '.') == NULL)
    {
      g_string_append (out, text);
      return;
    }

  /* 15 digits always survive the way from text to double and back; not every double has so few. */
  g_ascii_formatd (shortest, sizeof shortest, "%.15g", value);
  if (g_ascii_strtod (shortest, NULL) != value)
    {
      g_string_append (out, text);
      return;
    }

  g_string_append (out, shortest);
  if (strpbrk (shortest, ".e") == NULL)
    g_string_append (out, ".0");
}

/* Copies JSON text that json-glib made, its numbers shortened. Strings are passed over whole. */
static void
append_tidy (GString *out, const char *text)
{
  gboolean in_string = FALSE;

  for (const char *p = text; *p != '\0';)
    {
      gsize length = in_string ? 0 : strspn (p, "0123456789+-.eE");

      if (length > 0 && (g_ascii_isdigit (*p) || *p == '-'))
        {
          append_shortest (out, p, length);
          p += length;
          continue;
        }
      if (in_string && *p == '\\')
        g_string_append_c (out, *p++);
      else if (*p == '"')
        in_string = !in_string;
      g_string_append_c (out, *p++);
    }
}

static void
append_built (GString *out, JsonBuilder *builder, gboolean is_pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, is_pretty);

  append_tidy (out, text);
  g_string_append_c (out, '\n');
}

void
plimsoll_json_text_append (GString *out, JsonBuilder *builder)
{
  append_built (out, builder, TRUE);
}

void
plimsoll_json_text_append_line (GString *out, JsonBuilder *builder)
{
  append_built (out, builder, FALSE);
}
