/* plimsoll-keys.c - keys and mouse, from the bytes that a terminal sends for them.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Knows the sequences of xterm and of those that follow it, of the Linux console and of rxvt; the
 * mouse in its modern (SGR) and its first form. What it does not know it swallows whole: letters at
 * the end of an unknown key must not be taken for commands. Any bytes are fine. */
#include "plimsoll-keys.h"

#include <string.h>

#define ESCAPE 0x1b

/* Bits of a mouse report: the wheel, and the moving about that nobody asked for. */
#define MOUSE_WHEEL 64u
#define MOUSE_MOTION 32u
#define MOUSE_BUTTON 3u
/* The first form of a mouse report adds this to everything, so that it prints. */
#define MOUSE_OFFSET 32u

typedef enum
{
  KEY_FOUND,
  KEY_SKIPPED, /* something whole, but nothing for us */
  KEY_INCOMPLETE,
} Outcome;

gsize
plimsoll_keys_push (PlimsollKeys *self, const guint8 *bytes, gsize length)
{
  gsize taken = MIN (length, PLIMSOLL_KEYS_BYTES - self->length);

  memcpy (self->bytes + self->length, bytes, taken);
  self->length += taken;
  return taken;
}

gboolean
plimsoll_keys_is_waiting (const PlimsollKeys *self)
{
  return self->length > 0;
}

static void
drop (PlimsollKeys *self, gsize length)
{
  self->length -= length;
  memmove (self->bytes, self->bytes + length, self->length);
}

/* A letter behind `ESC [` or `ESC O`. */
static Outcome
find_by_letter (guint8 letter, PlimsollKey *key)
{
  static const struct
  {
    guint8 letter;
    PlimsollKeyKind kind;
  } rows[] = {
    { 'A', PLIMSOLL_KEY_UP },   { 'B', PLIMSOLL_KEY_DOWN }, { 'C', PLIMSOLL_KEY_RIGHT },
    { 'D', PLIMSOLL_KEY_LEFT }, { 'H', PLIMSOLL_KEY_HOME }, { 'F', PLIMSOLL_KEY_END },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].letter == letter)
      {
        key->kind = rows[i].kind;
        return KEY_FOUND;
      }
  return KEY_SKIPPED;
}

/* `ESC [ number ~`: a key by number, or the ends of a paste. */
static Outcome
find_by_number (PlimsollKeys *self, guint number, PlimsollKey *key)
{
  switch (number)
    {
    case 1:
    case 7:
      key->kind = PLIMSOLL_KEY_HOME;
      return KEY_FOUND;
    case 4:
    case 8:
      key->kind = PLIMSOLL_KEY_END;
      return KEY_FOUND;
    case 5:
      key->kind = PLIMSOLL_KEY_PAGE_UP;
      return KEY_FOUND;
    case 6:
      key->kind = PLIMSOLL_KEY_PAGE_DOWN;
      return KEY_FOUND;
    case 200:
    case 201:
      self->is_pasting = number == 200;
      return KEY_SKIPPED;
    default:
      return KEY_SKIPPED;
    }
}

static Outcome
read_mouse (guint button, guint x, guint y, gboolean is_down, PlimsollKey *key)
{
  if (!is_down || (button & MOUSE_MOTION) != 0 || x == 0 || y == 0)
    return KEY_SKIPPED;
  key->x = x - 1;
  key->y = y - 1;
  if ((button & MOUSE_WHEEL) != 0)
    key->kind = (button & MOUSE_BUTTON) == 0 ? PLIMSOLL_KEY_WHEEL_UP : PLIMSOLL_KEY_WHEEL_DOWN;
  else if ((button & MOUSE_BUTTON) == 0)
    key->kind = PLIMSOLL_KEY_CLICK;
  else
    return KEY_SKIPPED;
  /* A wheel that is tilted to the side. */
  return (button & MOUSE_WHEEL) != 0 && (button & MOUSE_BUTTON) > 1 ? KEY_SKIPPED : KEY_FOUND;
}

/* The numbers between the begin and the end of a sequence; what is missing is 0. */
static void
read_numbers (const guint8 *from, const guint8 *end, guint numbers[3])
{
  guint i = 0;

  memset (numbers, 0, 3 * sizeof *numbers);
  for (; from < end && i < 3; from++)
    if (g_ascii_isdigit (*from))
      numbers[i] = MIN (numbers[i] * 10 + (guint) (*from - '0'), 99999u);
    else if (*from == ';')
      i++;
}

/* `ESC [` …: parameters, then one letter. `*length` is that of the whole. */
static Outcome
read_csi (PlimsollKeys *self, gsize *length, PlimsollKey *key)
{
  const guint8 *bytes = self->bytes;
  gsize end = 2;
  guint numbers[3] = { 0 };

  /* The first form of the mouse: three bytes behind the letter. */
  if (self->length >= 3 && bytes[2] == 'M')
    {
      *length = 6;
      return self->length < 6 ? KEY_INCOMPLETE
                              : read_mouse (bytes[3] - MOUSE_OFFSET, bytes[4] - MOUSE_OFFSET,
                                            bytes[5] - MOUSE_OFFSET, bytes[3] != '#', key);
    }
  /* The Linux console's function keys: one letter behind a second bracket. */
  if (self->length >= 3 && bytes[2] == '[')
    {
      *length = 4;
      return self->length < 4 ? KEY_INCOMPLETE : KEY_SKIPPED;
    }
  while (end < self->length && bytes[end] >= 0x20 && bytes[end] <= 0x3f)
    end++;
  *length = end + 1;
  if (end == self->length)
    return KEY_INCOMPLETE;
  read_numbers (bytes + 2, bytes + end, numbers);
  if (bytes[2] == '<' && (bytes[end] == 'M' || bytes[end] == 'm'))
    return read_mouse (numbers[0], numbers[1], numbers[2], bytes[end] == 'M', key);
  if (bytes[end] == '~')
    return find_by_number (self, numbers[0], key);
  /* Cut off by the begin of something else: that stays. */
  if (bytes[end] < 0x40)
    *length = end;
  return find_by_letter (bytes[end], key);
}

static Outcome
read_escape (PlimsollKeys *self, gsize *length, PlimsollKey *key)
{
  if (self->length == 1)
    return KEY_INCOMPLETE;
  if (self->bytes[1] == '[')
    return read_csi (self, length, key);
  if (self->bytes[1] == 'O')
    {
      *length = 3;
      return self->length < 3 ? KEY_INCOMPLETE : find_by_letter (self->bytes[2], key);
    }
  if (self->bytes[1] == ESCAPE)
    {
      *length = 1;
      key->kind = PLIMSOLL_KEY_ESCAPE;
      return KEY_FOUND;
    }
  /* Alt and a key: nothing of ours. */
  *length = 2;
  return KEY_SKIPPED;
}

static Outcome
read_character (PlimsollKeys *self, gsize *length, PlimsollKey *key)
{
  gunichar c = g_utf8_get_char_validated ((const char *) self->bytes, (gssize) self->length);

  if (c == (gunichar) -2)
    return KEY_INCOMPLETE;
  if (c == (gunichar) -1)
    return KEY_SKIPPED;
  *length = MAX ((gsize) g_unichar_to_utf8 (c, NULL), 1);
  key->kind = PLIMSOLL_KEY_CHARACTER;
  key->character = c;
  return KEY_FOUND;
}

/* What cannot become whole any more: a lone Escape is a key, anything else is dropped. */
static Outcome
give_up (PlimsollKeys *self, gsize *length, PlimsollKey *key)
{
  *length = self->length;
  key->kind = PLIMSOLL_KEY_ESCAPE;
  return self->bytes[0] == ESCAPE && self->length == 1 ? KEY_FOUND : KEY_SKIPPED;
}

gboolean
plimsoll_keys_next (PlimsollKeys *self, gboolean is_quiet, PlimsollKey *key)
{
  while (self->length > 0)
    {
      gsize length = 1;
      gboolean was_pasting = self->is_pasting;
      Outcome outcome = KEY_SKIPPED;

      *key = (PlimsollKey){ .kind = PLIMSOLL_KEY_CHARACTER };
      outcome = self->bytes[0] == ESCAPE ? read_escape (self, &length, key)
                                         : read_character (self, &length, key);
      if (outcome == KEY_INCOMPLETE && !is_quiet && self->length < PLIMSOLL_KEYS_BYTES)
        return FALSE;
      if (outcome == KEY_INCOMPLETE)
        outcome = give_up (self, &length, key);
      drop (self, MIN (length, self->length));
      if (outcome == KEY_FOUND && !was_pasting)
        return TRUE;
    }
  return FALSE;
}
