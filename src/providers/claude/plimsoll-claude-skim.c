/* plimsoll-claude-skim.c - the members of a JSON object, as places in its text.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For files of Claude Code that must not be parsed as a whole, or not written as a whole. It counts
 * brackets and quotes and knows nothing more: whether the text is sound is for others to ask. */

#include "plimsoll-claude-skim.h"

#include <string.h>

static void
skip_blanks (PlimsollClaudeSkim *self)
{
  while (self->at < self->end && g_ascii_isspace (*self->at))
    self->at++;
}

/* Moves behind `c`; FALSE, and no move, when something else stands there. */
static gboolean
accept (PlimsollClaudeSkim *self, char c)
{
  skip_blanks (self);
  if (self->at >= self->end || *self->at != c)
    return FALSE;

  self->at++;
  return TRUE;
}

/* Moves behind the string whose opening quote was just passed; FALSE when it has no end. */
static gboolean
skip_string (PlimsollClaudeSkim *self)
{
  while (self->at < self->end)
    {
      char c = *self->at++;

      if (c == '"')
        return TRUE;
      if (c == '\\' && self->at < self->end)
        self->at++;
    }

  return FALSE;
}

/* Moves to the comma or bracket that ends the value; FALSE when the text ends first. */
static gboolean
skip_value (PlimsollClaudeSkim *self)
{
  gsize depth = 0;

  while (self->at < self->end)
    {
      char c = *self->at;

      if (depth == 0 && (c == ',' || c == '}' || c == ']'))
        return TRUE;

      self->at++;
      if (c == '{' || c == '[')
        depth++;
      else if (c == '}' || c == ']')
        depth--;
      else if (c == '"' && !skip_string (self))
        return FALSE;
    }

  return FALSE;
}

gboolean
plimsoll_claude_skim_open (PlimsollClaudeSkim *self, const char *text, gsize length)
{
  *self = (PlimsollClaudeSkim){ .at = text, .end = text + length };
  return accept (self, '{');
}

gboolean
plimsoll_claude_skim_next (PlimsollClaudeSkim *self, PlimsollClaudeMember *member)
{
  member->comma = self->comma;
  if (!accept (self, '"'))
    return FALSE;

  member->key = self->at;
  member->start = self->at - 1;
  if (!skip_string (self))
    return FALSE;
  member->key_length = (gsize) (self->at - member->key) - 1;
  if (!accept (self, ':'))
    return FALSE;

  skip_blanks (self);
  member->value = self->at;
  if (!skip_value (self))
    return FALSE;
  member->end = self->at;
  while (member->end > member->value && g_ascii_isspace (member->end[-1]))
    member->end--;

  if (accept (self, ','))
    self->comma = self->at - 1;
  return TRUE;
}

gboolean
plimsoll_claude_skim_find (const char *text,
                           gsize length,
                           const char *key,
                           PlimsollClaudeMember *member)
{
  PlimsollClaudeSkim skim;
  gsize wanted = strlen (key);

  if (!plimsoll_claude_skim_open (&skim, text, length))
    return FALSE;

  while (plimsoll_claude_skim_next (&skim, member))
    if (member->key_length == wanted && memcmp (member->key, key, wanted) == 0)
      return TRUE;

  return FALSE;
}
