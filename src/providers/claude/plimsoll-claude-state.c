/* plimsoll-claude-state.c - one member out of Claude Code's big state file.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `.claude.json` holds whole conversations and can grow to many megabytes, and Claude Code rewrites
 * it all the time. Parsing it would cost more memory than all the rest of a probe, and one torn
 * byte at its end would cost the account's name at its beginning. So the text is skimmed for one
 * member, and only that is parsed, with all the limits on input. The skimming itself promises
 * nothing about the text around it. */

#include "plimsoll-claude-state.h"

#include <string.h>

#include "plimsoll-json.h"

typedef struct
{
  const char *at;
  const char *end;
} Cursor;

static void
skip_blanks (Cursor *cursor)
{
  while (cursor->at < cursor->end && g_ascii_isspace (*cursor->at))
    cursor->at++;
}

/* Moves behind `c`; FALSE, and no move, when something else stands there. */
static gboolean
accept (Cursor *cursor, char c)
{
  skip_blanks (cursor);
  if (cursor->at >= cursor->end || *cursor->at != c)
    return FALSE;

  cursor->at++;
  return TRUE;
}

/* Moves behind the string whose opening quote was just passed; FALSE when it has no end. */
static gboolean
skip_string (Cursor *cursor)
{
  while (cursor->at < cursor->end)
    {
      char c = *cursor->at++;

      if (c == '"')
        return TRUE;
      if (c == '\\' && cursor->at < cursor->end)
        cursor->at++;
    }

  return FALSE;
}

/* Moves to the comma or bracket that ends the value; FALSE when the text ends first. */
static gboolean
skip_value (Cursor *cursor)
{
  gsize depth = 0;

  while (cursor->at < cursor->end)
    {
      char c = *cursor->at;

      if (depth == 0 && (c == ',' || c == '}' || c == ']'))
        return TRUE;

      cursor->at++;
      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '"' && !skip_string (cursor))
        return FALSE;
    }

  return FALSE;
}

/* Moves to the value of the next member and names its key, quotes excluded, escapes as they are. */
static gboolean
next_member (Cursor *cursor, const char **key, gsize *key_length)
{
  if (!accept (cursor, '"'))
    return FALSE;

  *key = cursor->at;
  if (!skip_string (cursor))
    return FALSE;

  *key_length = (gsize) (cursor->at - *key) - 1;
  return accept (cursor, ':');
}

JsonNode *
plimsoll_claude_state_find_object (const char *data, gsize length, const char *key)
{
  Cursor cursor = { .at = data, .end = data + length };
  gsize wanted_length = strlen (key);

  if (!accept (&cursor, '{'))
    return NULL;

  do
    {
      const char *found = NULL;
      const char *value = NULL;
      gsize found_length = 0;

      if (!next_member (&cursor, &found, &found_length))
        return NULL;

      value = cursor.at;
      if (!skip_value (&cursor))
        return NULL;
      if (found_length == wanted_length && memcmp (found, key, wanted_length) == 0)
        return plimsoll_json_parse_object (value, (gsize) (cursor.at - value), NULL);
    }
  while (accept (&cursor, ','));

  return NULL;
}
