/* plimsoll-json-grammar.c - JSON by the letter.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib 1.6 is a scanner for C in disguise: it takes comments, single quotes, octal and
 * hexadecimal numbers, several values in a row; it wraps whole numbers beyond 64 bits around (10^20
 * becomes -1, a number that is not true) and drops a whole document for half a surrogate pair in a
 * name. And it recurses, so that a bracket hidden from a counter by a single quote can end the
 * process. This pass accepts RFC 8259 and nothing else, without recursion: one bit for each level
 * says whether it is an object. */

#include "plimsoll-json-grammar.h"

#include <string.h>

#include "plimsoll-input.h"

G_STATIC_ASSERT (PLIMSOLL_INPUT_MAX_DEPTH <= 64);

/* A whole number of so many digits always fits 64 bits. */
#define DIGITS_THAT_FIT 18
#define HEX_DIGITS 4

typedef struct
{
  char *at;
  char *end;
  guint64 objects; /* bit n: level n is an object, else an array */
  guint depth;
} Walk;

/* NUL at the end, and it never stands inside: the text was checked. */
static char
peek (const Walk *walk)
{
  return walk->at < walk->end ? *walk->at : '\0';
}

static gboolean
take (Walk *walk, char c)
{
  if (peek (walk) != c)
    return FALSE;

  walk->at++;
  return TRUE;
}

static void
skip_blanks (Walk *walk)
{
  while (peek (walk) == ' ' || peek (walk) == '\t' || peek (walk) == '\r' || peek (walk) == '\n')
    walk->at++;
}

static gsize
skip_digits (Walk *walk)
{
  const char *start = walk->at;

  while (g_ascii_isdigit (peek (walk)))
    walk->at++;

  return (gsize) (walk->at - start);
}

static gboolean
take_word (Walk *walk, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (walk->end - walk->at) < length || memcmp (walk->at, word, length) != 0)
    return FALSE;

  walk->at += length;
  return TRUE;
}

static gboolean
take_exponent (Walk *walk)
{
  if (peek (walk) == '+' || peek (walk) == '-')
    walk->at++;

  return skip_digits (walk) > 0;
}

static gboolean
take_number (Walk *walk)
{
  gboolean is_whole = TRUE;
  gsize digits = 0;

  take (walk, '-');
  digits = take (walk, '0') ? 1 : skip_digits (walk);
  if (digits == 0)
    return FALSE;

  if (take (walk, '.'))
    {
      is_whole = FALSE;
      if (skip_digits (walk) == 0)
        return FALSE;
    }
  if (take (walk, 'e') || take (walk, 'E'))
    return take_exponent (walk);

  /* 12345678901234567890 becomes 123456789012345678e2: the same size, read as a double. */
  if (is_whole && digits > DIGITS_THAT_FIT)
    memcpy (walk->at - 2, "e2", 2);
  return TRUE;
}

/* The four digits behind "\u"; -1 when they are none. */
static int
read_hex (const Walk *walk, const char *from)
{
  int value = 0;

  if (walk->end - from < HEX_DIGITS)
    return -1;

  for (guint i = 0; i < HEX_DIGITS; i++)
    {
      if (!g_ascii_isxdigit (from[i]))
        return -1;
      value = value * 16 + g_ascii_xdigit_value (from[i]);
    }

  return value;
}

static gboolean
is_low_surrogate (int unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Behind "\u". Halves of pairs and the NUL become the replacement character. */
static gboolean
take_unicode_escape (Walk *walk)
{
  int unit = read_hex (walk, walk->at);
  gboolean is_high = unit >= 0xd800 && unit <= 0xdbff;

  if (unit < 0)
    return FALSE;

  walk->at += HEX_DIGITS;
  if (is_high && walk->end - walk->at > 2 && memcmp (walk->at, "\\u", 2) == 0
      && is_low_surrogate (read_hex (walk, walk->at + 2)))
    walk->at += 2 + HEX_DIGITS;
  else if (is_high || is_low_surrogate (unit) || unit == 0)
    memcpy (walk->at - HEX_DIGITS, "fffd", HEX_DIGITS);

  return TRUE;
}

static gboolean
take_escape (Walk *walk)
{
  char c = peek (walk);

  if (c == '\0' || strchr ("\"\\/bfnrtu", c) == NULL)
    return FALSE;

  walk->at++;
  return c != 'u' || take_unicode_escape (walk);
}

static gboolean
take_string (Walk *walk)
{
  if (!take (walk, '"'))
    return FALSE;

  while (walk->at < walk->end && *walk->at != '"')
    {
      if ((guchar) *walk->at < ' ')
        return FALSE;
      if (*walk->at++ == '\\' && !take_escape (walk))
        return FALSE;
    }

  return take (walk, '"');
}

static gboolean
take_scalar (Walk *walk)
{
  switch (peek (walk))
    {
    case '"':
      return take_string (walk);
    case 't':
      return take_word (walk, "true");
    case 'f':
      return take_word (walk, "false");
    case 'n':
      return take_word (walk, "null");
    default:
      return take_number (walk);
    }
}

static gboolean
is_in_object (const Walk *walk)
{
  return walk->depth > 0 && (walk->objects >> (walk->depth - 1) & 1) != 0;
}

static gboolean
enter (Walk *walk, gboolean is_object)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << walk->depth;

  if (walk->depth >= PLIMSOLL_INPUT_MAX_DEPTH)
    return FALSE;

  walk->objects = is_object ? walk->objects | bit : walk->objects & ~bit;
  walk->depth++;
  return TRUE;
}

static gboolean
take_key (Walk *walk)
{
  skip_blanks (walk);
  if (!take_string (walk))
    return FALSE;

  skip_blanks (walk);
  return take (walk, ':');
}

/* Goes down to the first scalar or empty container, and takes it. */
static gboolean
take_value (Walk *walk)
{
  for (;;)
    {
      gboolean is_object = FALSE;

      skip_blanks (walk);
      is_object = peek (walk) == '{';
      if (!is_object && peek (walk) != '[')
        return take_scalar (walk);

      walk->at++;
      if (!enter (walk, is_object))
        return FALSE;

      skip_blanks (walk);
      if (peek (walk) == (is_object ? '}' : ']'))
        return TRUE; /* the caller closes it */
      if (is_object && !take_key (walk))
        return FALSE;
    }
}

static void
close_containers (Walk *walk)
{
  skip_blanks (walk);
  while (walk->depth > 0 && take (walk, is_in_object (walk) ? '}' : ']'))
    {
      walk->depth--;
      skip_blanks (walk);
    }
}

gboolean
plimsoll_json_grammar_tame (char *text, gsize length)
{
  Walk walk = { text, text + length, 0, 0 };

  for (;;)
    {
      if (!take_value (&walk))
        return FALSE;

      close_containers (&walk);
      if (walk.depth == 0)
        return walk.at == walk.end;
      if (!take (&walk, ',') || (is_in_object (&walk) && !take_key (&walk)))
        return FALSE;
    }
}
