/* plimsoll-input.c - limits on JSON from outside.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pass over the bytes, before any parser: size, encoding, nesting. It counts brackets outside
 * strings, and must agree with the parser on where a string is: json-glib also skips comments and
 * takes single quotes, which JSON has not, and a quotation mark hidden in one of them would turn
 * the count off. Text with any of these is refused here. */

#include "plimsoll-input.h"

#include <string.h>

static const char BYTE_ORDER_MARK[] = "\xef\xbb\xbf";

static gboolean
refuse (GError **error, PlimsollBaseError code, const char *message)
{
  g_set_error_literal (error, PLIMSOLL_BASE_ERROR, (int) code, message);
  return FALSE;
}

/* The depth after `c`, which stands outside strings. */
static guint
count_bracket (guint depth, char c)
{
  if (c == '[' || c == '{')
    return depth + 1;
  if ((c == ']' || c == '}') && depth > 0)
    return depth - 1;

  return depth;
}

static gboolean
check_nesting (const char *text, gsize length, guint max_depth, GError **error)
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
      else if (!in_string && (c == '/' || c == '\'' || c == '#'))
        return refuse (error, PLIMSOLL_BASE_ERROR_MALFORMED, "the text is not JSON");
      else if (!in_string)
        depth = count_bracket (depth, c);

      if (depth > max_depth)
        return refuse (error, PLIMSOLL_BASE_ERROR_TOO_BIG, "the text is nested too deep");
    }

  return TRUE;
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
  if (!check_nesting (data, length, PLIMSOLL_INPUT_MAX_DEPTH, error))
    return FALSE;

  *start = data;
  *rest = length;
  return TRUE;
}
