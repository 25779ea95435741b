/* plimsoll-input.c - limits on JSON from outside.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the bytes, before any parser: size, encoding, nesting. It counts brackets outside
 * strings; on text that is not JSON the count means nothing, but then the parser refuses it at its
 * first token and never recurses. */

#include "plimsoll-input.h"

#include <string.h>

static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";

static gboolean
refuse (GError **error, PlimsollBaseError code, const char *message)
{
  g_set_error_literal (error, PLIMSOLL_BASE_ERROR, (int) code, message);
  return FALSE;
}

static gboolean
is_nested_deeper_than (const char *text, gsize length, guint max_depth)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      char c = text[i];

      if (in_string && c == '\\')
        i++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && (c == '[' || c == '{'))
        depth++;
      else if (!in_string && (c == ']' || c == '}') && depth > 0)
        depth--;

      if (depth > max_depth)
        return TRUE;
    }

  return FALSE;
}

gboolean
plimsoll_input_check_json (const char *data,
                           gsize length,
                           gsize max_bytes,
                           const char **start,
                           gsize *rest,
                           GError **error)
{
  gsize mark = strlen (BYTE_ORDER_MARK);

  if (length > max_bytes)
    return refuse (error, PLIMSOLL_BASE_ERROR_TOO_BIG, "the text is too long");

  if (length >= mark && memcmp (data, BYTE_ORDER_MARK, mark) == 0)
    {
      data += mark;
      length -= mark;
    }

  /* g_utf8_validate_len() refuses embedded NUL bytes as well. */
  if (!g_utf8_validate_len (data, length, NULL))
    return refuse (error, PLIMSOLL_BASE_ERROR_MALFORMED, "the text is not UTF-8");
  if (is_nested_deeper_than (data, length, PLIMSOLL_INPUT_MAX_DEPTH))
    return refuse (error, PLIMSOLL_BASE_ERROR_TOO_BIG, "the text is nested too deep");

  *start = data;
  *rest = length;
  return TRUE;
}
